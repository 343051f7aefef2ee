"""The head of a stretch of text, word by word, and the modifiers passed over in it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from stancegraph.reading.lexicon import PLAIN, WORD, Modifier, Tongue

HEAD_LENGTH = 160
"""How much of a paragraph or clause may belong to its opening, in characters."""

_MAX_INSERTED = 6
_MAX_ADJECTIVES = 2


@dataclass(frozen=True, slots=True)
class Stretch:
    """Offsets of a text."""

    start: int
    end: int


@dataclass(slots=True)
class Passed:
    """The modifiers passed over on the way, by kind."""

    intensifiers: list[Stretch] = field(default_factory=list)
    repetition: list[Stretch] = field(default_factory=list)

    def add(self, modifier: Modifier, stretch: Stretch) -> None:
        """Keep a modifier if it marks intensity or repetition."""
        if modifier.kind == "intensity":
            self.intensifiers.append(stretch)
        elif modifier.kind == "repetition":
            self.repetition.append(stretch)


class Head:
    """The first words of the text from offset `at` on, taken as they are asked for.

    Places count words; beyond the last one every word is empty.
    """

    __slots__ = ("_matches", "_spans", "_tongue", "_words")

    def __init__(self, tongue: Tongue, text: str, at: int, corrected: str | None = None) -> None:
        self._tongue = tongue
        self._matches = WORD.finditer(text, at, at + HEAD_LENGTH)
        self._words: list[str] = []
        self._spans: list[tuple[int, int]] = []
        if corrected:
            self.word(0)
            self._words[0] = corrected

    def word(self, place: int) -> str:
        """The word at a place, in lower case and with plain apostrophes and hyphens."""
        words = self._words
        if place < len(words):
            return words[place]
        for match in self._matches:
            word = match.group().lower()
            words.append(word if word.isascii() else word.translate(PLAIN))
            self._spans.append(match.span())
            if place < len(words):
                return words[place]
        return ""

    def start(self, place: int) -> int:
        """The offset at which the word at a place begins."""
        return self._spans[place][0]

    def end(self, place: int) -> int:
        """The offset behind the word at a place."""
        return self._spans[place][1]

    def stretch(self, place: int, length: int) -> Stretch:
        """The offsets of `length` words."""
        return Stretch(self._spans[place][0], self._spans[place + length - 1][1])

    def modifier(self, place: int) -> tuple[Modifier, int] | None:
        """The longest modifier at a place and how many words it has."""
        words = self._words
        phrases = self._tongue.phrases.get(words[place] if place < len(words) else self.word(place))
        if phrases is None:
            return None
        second = self.word(place + 1)
        for phrase, modifier in phrases:
            length = len(phrase)
            if length == 1:
                return modifier, 1
            if phrase[1] == second and (
                length == 2 or all(phrase[i] == self.word(place + i) for i in range(2, length))
            ):
                return modifier, length
        return None

    def skip(self, place: int, passed: Passed) -> int:
        """The place behind the modifiers at `place`; determiners are none of them."""
        while found := self.modifier(place):
            if found[0].kind == "determiner":
                break
            passed.add(found[0], self.stretch(place, found[1]))
            place += found[1]
        return place

    def trailing(self, place: int) -> Passed:
        """The intensity and repetition at a place behind an act: "in the strongest terms"."""
        passed = Passed()
        while found := self.modifier(place):
            if found[0].kind in ("determiner", "insertion") or found[0].position == "before":
                break
            passed.add(found[0], self.stretch(place, found[1]))
            place += found[1]
        return passed

    def reachable(self, place: int) -> Iterator[str]:
        """The words from `place` on that may be the next of a surface form."""
        for _ in range(_MAX_INSERTED):
            word = self.word(place)
            if not word:
                return
            yield word
            found = self.modifier(place)
            if found is None:
                return
            place += found[1]

    def reach(self, place: int, word: str, passed: Passed) -> int:
        """The place of `word` from `place` on, behind modifiers; -1 if something else is there."""
        for _ in range(_MAX_INSERTED):
            if self.word(place) == word:
                return place
            found = self.modifier(place)
            if found is None:
                return -1
            passed.add(found[0], self.stretch(place, found[1]))
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
                passed.add(found[0], self.stretch(place, found[1]))
                place += found[1]
            elif word in self._tongue.prepositions or adjectives == _MAX_ADJECTIVES:
                return -1
            else:
                adjectives += 1
                place += 1
        return -1
