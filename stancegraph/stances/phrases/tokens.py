"""The words of a paragraph as tokens: where each stands, its lower case, its closed classes."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from itertools import accumulate
from operator import add
from typing import NamedTuple

from stancegraph.model import Span, Words
from stancegraph.stances.tables import load_tables

# a token with the white space after it; the first way is the second for plain words, and quicker
_TOKEN = re.compile(
    r"(?:[A-Za-z]++(?![\w'\-–/])|\d+(?:[.,]\d+)+|[^\W_]+(?:['\-–/][^\W_]+)*(?:(?<=s)'(?!\w))?|[^\w\s]|_)\s*+"
)
_NO_ADVERB = frozenset(["verb", "no-adverb"])
NO_CLASS: frozenset[str] = frozenset()
_PLAIN, _INERT = frozenset(["plain"]), frozenset(["inert"])
_ENDING = frozenset(
    "; : — – . , and or nor that what which who whom whose in on for through throughout by".split()
)
_ENDING_CLASSES = frozenset(["auxiliary", "determiner"])
_MEMORY = 1 << 16


class _Lowers(dict[str, str]):
    """The lower case of each token seen, as long as the token without its white space."""

    def __missing__(self, token: str) -> str:
        word = token.rstrip()
        lower = word.lower() if len(word.lower()) == len(word) else word
        if len(self) < _MEMORY:
            self[token] = lower
        return lower


class _Held(dict[str, frozenset[str]]):
    """The closed classes of each word seen."""

    def __missing__(self, word: str) -> frozenset[str]:
        tables = load_tables()
        held = tables.classes.get(word, NO_CLASS)
        if not held and word.isalpha() and not word.endswith("ing"):
            held = NO_CLASS if word in tables.boundaries else _PLAIN
        if not (word.endswith("ing") or word in tables.boundaries or word in _ENDING):
            held |= _INERT if held.isdisjoint(_ENDING_CLASSES) else NO_CLASS
        if word.endswith("ly") and held.isdisjoint(_NO_ADVERB):
            held |= {"in-ly"}
        if len(self) < _MEMORY:
            self[word] = held
        return held


_LOWERS, CLASSES = _Lowers(), _Held()


class Text(NamedTuple):
    """The tokens of words: where each begins and ends, and its words in lower case."""

    words: Words
    at: tuple[int, ...]
    to: tuple[int, ...]
    lowers: tuple[str, ...]

    def stretch(self, span: Span) -> tuple[int, int]:
        """The tokens that a source span covers, wholly or in part."""
        part = self.words.within(span)
        first = bisect_right(self.to, part.start)
        return first, bisect_left(self.at, part.stop, lo=first)


def tokens(words: Words) -> Text:
    """The tokens of words."""
    text = words.text.replace("’", "'").replace("‑", "-")
    found = _TOKEN.findall(text)
    lead = len(text) - len(text.lstrip())
    at = tuple(accumulate(map(len, found), initial=lead))[:-1]
    lowers = tuple(map(_LOWERS.__getitem__, found))
    return Text(words, at, tuple(map(add, at, map(len, lowers))), lowers)
