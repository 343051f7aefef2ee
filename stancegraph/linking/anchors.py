"""Where literals stand in a text: a pattern that starts from them is faster than a search.

All literals that were ever asked for are found in one pass over a text, which serves every finder
that reads the same text.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ahocorasick_rs import AhoCorasick

_SHORT = 400
"""Up to this length a plain search is faster than a pass for all literals, in characters."""


class _Pass:
    """A pass over the text read last, for the literals known by then.

    Threads may share it: what belongs together is exchanged in one step.
    """

    def __init__(self) -> None:
        self._known: dict[str, int] = {}
        self._search = (AhoCorasick([]), 0)
        self._last: tuple[str, list[list[int]]] = ("", [])

    def places(self, text: str, literal: str) -> Sequence[int]:
        """The offsets of a literal, in order; one that is new counts in passes to come."""
        known, places = self._last
        if known is not text:
            places = self._read(text)
            self._last = (text, places)
        number = self._known.setdefault(literal, len(self._known))
        return places[number] if number < len(places) else _find(text, literal)

    def _read(self, text: str) -> list[list[int]]:
        search, searched = self._search
        if searched < len(self._known):
            literals = tuple(self._known)
            search, searched = self._search = AhoCorasick(literals), len(literals)
        places: list[list[int]] = [[] for _ in range(searched)]
        for number, start, _ in search.find_matches_as_indexes(text, overlapping=True):
            places[number].append(start)
        return places


_PASS = _Pass()


def occurrences(text: str, literal: str) -> Sequence[int]:
    """The offsets of a literal, in order."""
    return _find(text, literal) if len(text) < _SHORT else _PASS.places(text, literal)


def anchors(text: str, literals: Iterable[str]) -> list[int]:
    """The offsets of all literals, in order."""
    return sorted([at for literal in literals for at in occurrences(text, literal)])


def _find(text: str, literal: str) -> list[int]:
    found = []
    at = text.find(literal)
    while at >= 0:
        found.append(at)
        at = text.find(literal, at + 1)
    return found


def word_start(text: str, at: int) -> int:
    """Where the run of letters and digits that holds an offset starts."""
    while at > 0 and text[at - 1].isalnum():
        at -= 1
    return at


def token_start(text: str, at: int) -> int:
    """Where the run without white space that holds an offset starts, brackets and quotes apart."""
    start = at
    while start > 0 and not text[start - 1].isspace() and text[start - 1] not in "([{“\"'‘;,":
        start -= 1
    return start


def word_end(text: str, at: int) -> int:
    """Where the run of letters and digits that holds an offset ends."""
    while at < len(text) and text[at].isalnum():
        at += 1
    return at
