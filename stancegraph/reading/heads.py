"""The head of a stretch of text, word by word, and the modifiers passed over in it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from stancegraph.reading.lexicon import WORD, Modifier, Tongue, words_of

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
    """The first words of the text from offset `at` on; places count words."""

    __slots__ = ("_at", "_spans", "_text", "_tongue", "words")

    def __init__(self, tongue: Tongue, text: str, at: int) -> None:
        self._tongue = tongue
        self._text = text
        self._at = at
        self._spans: list[tuple[int, int]] | None = None
        self.words = list(words_of(text[at : at + HEAD_LENGTH]))

    @property
    def spans(self) -> list[tuple[int, int]]:
        """The offsets of each word."""
        if self._spans is None:
            end = self._at + HEAD_LENGTH
            self._spans = [match.span() for match in WORD.finditer(self._text, self._at, end)]
        return self._spans

    def stretch(self, place: int, length: int) -> Stretch:
        """The offsets of `length` words."""
        return Stretch(self.spans[place][0], self.spans[place + length - 1][1])

    def modifier(self, place: int) -> tuple[Modifier, int] | None:
        """The modifier at a place and how many words it has."""
        return self._tongue.modifier(self.words, place)

    def skip(self, place: int, passed: Passed) -> int:
        """The place behind the modifiers at `place`; determiners are none of them."""
        while found := self.modifier(place):
            if found[0].kind == "determiner":
                break
            passed.add(found[0], self.stretch(place, found[1]))
            place += found[1]
        return place

    def trailing(self, end: int) -> Passed:
        """The intensity and repetition directly behind offset `end`: "in the strongest terms"."""
        place = next((i for i, span in enumerate(self.spans) if span[0] >= end), len(self.words))
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
            if place >= len(self.words):
                return
            yield self.words[place]
            found = self.modifier(place)
            if found is None:
                return
            place += found[1]

    def reach(self, place: int, word: str, passed: Passed) -> int:
        """The place of `word` from `place` on, behind modifiers; -1 if something else is there."""
        for _ in range(_MAX_INSERTED):
            if place >= len(self.words):
                return -1
            if self.words[place] == word:
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
        while place < len(self.words):
            found = self.modifier(place)
            word = self.words[place]
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
