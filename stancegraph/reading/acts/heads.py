"""The head of a stretch of text, word by word, and the modifiers passed over in it."""

from __future__ import annotations

import re
from itertools import islice
from typing import NamedTuple

from stancegraph.reading.acts.lexicon import PLAIN, WORD, Modifier, Tongue

HEAD_LENGTH = 160
"""How much of a paragraph or clause may belong to its opening, in characters."""

MAX_INSERTED = 6
"""How many modifiers may stand between two words of a surface form."""

_MAX_ADJECTIVES = 2
_AT_ONCE = 3


class Stretch(NamedTuple):
    """Offsets of a text."""

    start: int
    end: int


Passed = list[tuple[Modifier, Stretch]]
"""The modifiers passed over on the way."""


class Head:
    """The first words of the text from offset `at` on, taken as they are asked for.

    Places count words; beyond the last one every word is empty.
    """

    __slots__ = ("_phrases", "_read", "_tongue", "_unread", "_words")

    def __init__(self, tongue: Tongue, text: str, at: int, corrected: str | None = None) -> None:
        self._tongue = tongue
        self._phrases = tongue.phrases
        self._unread = WORD.finditer(text, at, at + HEAD_LENGTH)
        self._read: list[re.Match[str]] = []
        self._words: list[str] = []
        if corrected:
            self.word(0)
            self._words[0] = corrected

    def word(self, place: int) -> str:
        """The word at a place, in lower case and with plain apostrophes and hyphens."""
        words = self._words
        while place >= len(words):
            matches = list(islice(self._unread, _AT_ONCE))
            if not matches:
                return ""
            self._read += matches
            for match in matches:
                word = match[0].lower()
                words.append(word if word.isascii() else word.translate(PLAIN))
        return words[place]

    def start(self, place: int) -> int:
        """The offset at which the word at a place begins."""
        return self._read[place].start()

    def end(self, place: int) -> int:
        """The offset behind the word at a place."""
        return self._read[place].end()

    def stretch(self, place: int, length: int) -> Stretch:
        """The offsets of `length` words."""
        return Stretch(self.start(place), self.end(place + length - 1))

    def modifier(self, place: int) -> tuple[Modifier, int] | None:
        """The longest modifier at a place and how many words it has."""
        first = self.word(place)
        if first not in self._phrases:
            return None
        for phrase, modifier in self._tongue.phrases_from(first, self.word(place + 1)):
            length = len(phrase)
            if length <= 2 or self._reads(phrase, place):
                return modifier, length
        return None

    def _reads(self, phrase: tuple[str, ...], place: int) -> bool:
        """Whether a phrase stands at a place."""
        end = place + len(phrase)
        return self.word(end - 1) != "" and tuple(self._words[place:end]) == phrase

    def skip(self, place: int, passed: Passed) -> int:
        """The place behind the modifiers at `place`; determiners are none of them."""
        while found := self.modifier(place):
            if found[0].kind == "determiner":
                break
            passed.append((found[0], self.stretch(place, found[1])))
            place += found[1]
        return place

    def trailing(self, place: int) -> Passed:
        """The intensity and repetition at a place behind an act: "in the strongest terms"."""
        passed: Passed = []
        while found := self.modifier(place):
            if found[0].kind in ("determiner", "insertion") or found[0].position == "before":
                break
            passed.append((found[0], self.stretch(place, found[1])))
            place += found[1]
        return passed

    def reach(self, place: int, word: str, passed: Passed) -> int:
        """The place of `word` from `place` on, behind modifiers; -1 if something else is there."""
        for _ in range(MAX_INSERTED):
            if self.word(place) == word:
                return place
            found = self.modifier(place)
            if found is None:
                return -1
            passed.append((found[0], self.stretch(place, found[1])))
            place += found[1]
        return -1

    def noun(self, place: int, passed: Passed) -> int:
        """The place of a carried noun, behind modifiers and up to two adjectives; -1 if none."""
        adjectives = 0
        while word := self.word(place):
            found = self.modifier(place)
            if word in self._tongue.nouns and not (found and found[1] > 1):
                return place
            if found:
                passed.append((found[0], self.stretch(place, found[1])))
                place += found[1]
            elif word in self._tongue.prepositions or adjectives == _MAX_ADJECTIVES:
                return -1
            else:
                adjectives += 1
                place += 1
        return -1
