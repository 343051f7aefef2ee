"""Numbers in words, in the languages of the table: the ordinal of a session, the count of votes."""

from __future__ import annotations

import csv
import re
import unicodedata
from collections.abc import Mapping, Sequence
from functools import lru_cache

from stancegraph.resources import resource

_DIGITS = re.compile(r"(\d+)(?:st|nd|rd|th|er|re|ère|e|è?me|[ªº°a])?")
_PARTS = re.compile(r"[\s\-‐‑]+")
_JOINTS = frozenset({"and", "et", "y"})
_PREFIXES = ("", "ال", "و", "وال")
"""What Arabic writes together with a word: the article, "and"."""


@lru_cache(maxsize=1)
def _tables() -> tuple[Mapping[str, int], ...]:
    """The values of words, a table a language; accents apart."""
    tables: dict[str, dict[str, int]] = {}
    with resource("layout", "numbers.tsv").open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream, delimiter="\t"):
            words = " ".join(_PARTS.split(_plain(row["word"])))
            tables.setdefault(row["language"], {})[words] = int(row["value"])
    return tuple(tables.values())


def _plain(words: str) -> str:
    decomposed = unicodedata.normalize("NFKD", words.strip().lower())
    return "".join(character for character in decomposed if not unicodedata.combining(character))


@lru_cache(maxsize=2048)
def number(words: str) -> int | None:
    """The value of a number in digits or words, cardinal or ordinal; None if it is none.

    >>> number("Forty-Eighth"), number("48th"), number("none"), number("Seventy-eighth")
    (48, 48, 0, 78)
    >>> number("soixante et onzième"), number("Septuagésimo segundo"), number("الحادية والسبعون")
    (71, 72, 71)
    """
    digits = _DIGITS.fullmatch(words.strip().lower())
    if digits:
        return int(digits.group(1))
    parts = [part for part in _PARTS.split(_plain(words)) if part not in _JOINTS]
    values = (_sum(parts, table) for table in _tables())
    return next((value for value in values if value is not None), None)


def _sum(parts: Sequence[str], table: Mapping[str, int]) -> int | None:
    """What the parts add up to: a hundred or more multiplies what stands before it."""
    total = at = 0
    while at < len(parts):
        value = table.get(" ".join(parts[at : at + 2])) if at + 1 < len(parts) else None
        at += 2 if value is not None else 1
        if value is None:
            value = _value(parts[at - 1], table)
        if value is None:
            return None
        total = max(total, 1) * value if value >= 100 else total + value
    return total if parts else None


def _value(part: str, table: Mapping[str, int]) -> int | None:
    """The value of one word, with or without what is written together with it."""
    for prefix in _PREFIXES:
        if part.startswith(prefix) and part[len(prefix) :] in table:
            return table[part[len(prefix) :]]
    return None
