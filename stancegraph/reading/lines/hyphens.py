"""Judges words broken at the end of a line: whether their hyphen is their own or the printer's."""

from __future__ import annotations

import csv
import re
from functools import lru_cache

from stancegraph.resources import resource

_BREAK = re.compile(r"([^\W\d_]+)[-‐]\s*\n\s*([^\W\d_]+)")
_WORD = re.compile(r"[^\W\d_]+(?:[-‐‑][^\W\d_]+)*")
_FEWEST = 4
_OWN_SHARE = 0.6


@lru_cache(maxsize=1)
def _parts() -> dict[str, frozenset[str]]:
    """The parts of compounds by side: always, first, prefix, last; `joined` ones take no hyphen."""
    sides: dict[str, set[str]] = {
        side: set() for side in ("always", "first", "prefix", "last", "joined")
    }
    with resource("layout", "hyphens.tsv").open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream, delimiter="\t"):
            sides[row["side"]].add(row["part"])
    return {side: frozenset(parts) for side, parts in sides.items()}


class Hyphens:
    """Judges by the words of one text: how it prints the same word elsewhere, and its habits."""

    def __init__(self, text: str) -> None:
        plain = text.lower().replace("‑", "-").replace("‐", "-")
        self._words = frozenset(_WORD.findall(_BREAK.sub(" ", plain)))
        self._own_by_default = False
        breaks = _BREAK.findall(plain)
        if len(breaks) >= _FEWEST and not any(a + b in self._words for a, b in breaks):
            own = sum(self.keeps(left, right) for left, right in breaks)
            self._own_by_default = own >= _OWN_SHARE * len(breaks)

    def keeps(self, left: str, right: str) -> bool:
        """Whether the hyphen between the two halves of a broken word belongs to it."""
        if right[0].isupper():
            return True
        left, right = left.lower(), right.lower()
        parts = _parts()
        if left + right in self._words:
            return False
        if f"{left}-{right}" in self._words or left in parts["always"]:
            return True
        return left not in parts["joined"] and self._makes_compound(left, right)

    def _makes_compound(self, left: str, right: str) -> bool:
        """Whether the halves are parts of a compound, by the table and by this text's words."""
        parts = _parts()
        if right in parts["last"] and (left in parts["first"] or left in parts["prefix"]):
            return True
        known = right in self._words or right in parts["last"]
        if left in parts["first"] or (right in parts["last"] and left in self._words):
            return known
        whole = len(left) > 3 and left in self._words and right in self._words
        return whole or self._own_by_default
