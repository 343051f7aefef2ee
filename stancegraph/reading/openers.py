"""Finds the act that opens a stretch of text: the longest match in the lexicon at its head."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from rapidfuzz.distance import Levenshtein

from stancegraph.reading.lexicon import WORD, LightVerb, Modifier, Tongue, Verb, compose, words_of

_HEAD = 160
_MAX_INSERTED = 6
_MAX_ADJECTIVES = 2
_MIN_FUZZY = 5


@dataclass(frozen=True, slots=True)
class Stretch:
    """Offsets of a text."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Opening:
    """An act found in a text: from its verb through its noun, and the words beside it.

    `section` is that of the form which stands first: of an auxiliary, if there is one.
    """

    verb: Verb
    section: str
    start: int
    end: int
    intensifiers: tuple[Stretch, ...] = ()
    repetition: tuple[Stretch, ...] = ()


@dataclass(slots=True)
class _Head:
    """The first words of a stretch of text."""

    words: list[str]
    spans: list[tuple[int, int]]


@dataclass(slots=True)
class _Passed:
    """The modifiers passed over on the way, by kind."""

    intensifiers: list[Stretch] = field(default_factory=list)
    repetition: list[Stretch] = field(default_factory=list)

    def add(self, modifier: Modifier, stretch: Stretch) -> None:
        if modifier.kind == "intensity":
            self.intensifiers.append(stretch)
        elif modifier.kind == "repetition":
            self.repetition.append(stretch)


class Openers:
    """The lexicon of one language, prepared for matching at the head of paragraphs and clauses."""

    def __init__(self, tongue: Tongue) -> None:
        self.tongue = tongue
        self._fuzzy: dict[str, str | None] = {}
        self._stops = frozenset(
            word for noun in tongue.nouns.values() for word in noun.introduced_by
        )

    def find(self, text: str, at: int = 0, *, fuzzy: bool = False) -> Opening | None:
        """The act whose words begin at `at`, behind any modifiers; None if there is none.

        `fuzzy` allows one edit in the verb, for the misprints of optical character recognition.
        """
        head = _head(text, at)
        passed = _Passed()
        first = self._skip(head, 0, passed)
        if first >= len(head.words):
            return None
        found = self._at(head, first)
        if found is None and first == 0 and self._is_adverb(head, 0):
            first, found = 1, self._at(head, 1)
        if found is None and fuzzy and (near := self._near(head.words[first])):
            corrected = head.words.copy()
            corrected[first] = near
            found = self._at(_Head(corrected, head.spans), first)
        return found and replace(
            found,
            intensifiers=(*passed.intensifiers, *found.intensifiers),
            repetition=(*passed.repetition, *found.repetition),
        )

    def _at(self, head: _Head, at: int) -> Opening | None:
        """The longest of: a row of the table, a light verb with its noun, an auxiliary's verb."""
        found = [self._row(head, at, verb) for verb in self.tongue.verbs_from(head.words[at])]
        for section, light in self.tongue.light_verbs.get(head.words[at], ()):
            found.append(self._light(head, at, section, light))
        best = max(
            (opening for opening in found if opening),
            key=lambda opening: (opening.end, len(opening.verb.words)),
            default=None,
        )
        return best and self._with_trailing(head, best)

    def _row(self, head: _Head, at: int, verb: Verb) -> Opening | None:
        """A row of the table; of a speaking light verb only the rows without its noun."""
        if len(verb.words) > 2 and self._speaks(verb.words[0]) and self._determines(verb.words[1]):
            return None
        passed = _Passed()
        place = at
        for word in verb.words[1:]:
            place = self._reach(head, place + 1, word, passed)
            if place < 0:
                return None
        return self._opening(head, at, place, verb, verb.section, passed)

    def _speaks(self, word: str) -> bool:
        lights = self.tongue.light_verbs.get(word, ())
        return any(light.kind == "speaking" for _, light in lights)

    def _determines(self, word: str) -> bool:
        modifier = self.tongue.modifiers.get(word)
        return modifier is not None and modifier.kind == "determiner"

    def _light(self, head: _Head, at: int, section: str, light: LightVerb) -> Opening | None:
        """A light verb with its noun behind it, or an auxiliary with its verb."""
        length = len(dict(light.forms)[section].split())
        if light.kind == "auxiliary":
            return self._auxiliary(head, at, at + length, section)
        passed = _Passed()
        place = self._noun(head, at + length, passed)
        if place < 0:
            return None
        noun = self.tongue.nouns[head.words[place]]
        verb = (
            compose(light, noun, section)
            if light.kind == "empty"
            else self._bare_row(head.words[at])
        )
        return verb and self._opening(head, at, place, verb, section, passed)

    def _bare_row(self, word: str) -> Verb | None:
        return next((verb for verb in self.tongue.verbs_from(word) if len(verb.words) == 1), None)

    def _auxiliary(self, head: _Head, at: int, after: int, section: str) -> Opening | None:
        passed = _Passed()
        first = self._skip(head, after, passed)
        if first >= len(head.words) or head.words[at:after] == []:
            return None
        found = self._at(head, first)
        if found is None or found.verb.section == section == "op":
            return None
        return replace(found, section=section, start=head.spans[at][0])

    def _noun(self, head: _Head, at: int, passed: _Passed) -> int:
        """The place of a carried noun from `at` on, behind modifiers and up to two adjectives."""
        adjectives = 0
        while at < len(head.words):
            if head.words[at] in self.tongue.nouns and not self._is_modifier(head, at):
                return at
            found = self.tongue.modifier(head.words, at)
            if found:
                passed.add(found[0], _stretch(head, at, found[1]))
                at += found[1]
            elif head.words[at] in self._stops or adjectives == _MAX_ADJECTIVES:
                return -1
            else:
                adjectives += 1
                at += 1
        return -1

    def _is_modifier(self, head: _Head, at: int) -> bool:
        found = self.tongue.modifier(head.words, at)
        return found is not None and found[1] > 1

    def _reach(self, head: _Head, at: int, word: str, passed: _Passed) -> int:
        """The place of `word` from `at` on, behind modifiers; -1 if something else stands there."""
        for _ in range(_MAX_INSERTED):
            if at >= len(head.words):
                return -1
            if head.words[at] == word:
                return at
            found = self.tongue.modifier(head.words, at)
            if found is None:
                return -1
            passed.add(found[0], _stretch(head, at, found[1]))
            at += found[1]
        return -1

    def _skip(self, head: _Head, at: int, passed: _Passed) -> int:
        while found := self.tongue.modifier(head.words, at):
            if found[0].kind == "determiner":
                break
            passed.add(found[0], _stretch(head, at, found[1]))
            at += found[1]
        return at

    def _is_adverb(self, head: _Head, at: int) -> bool:
        return head.words[at].endswith("ly") and at + 1 < len(head.words)

    def _with_trailing(self, head: _Head, found: Opening) -> Opening:
        """With the modifiers directly behind the act: "again", "in the strongest terms"."""
        at = next((i for i, span in enumerate(head.spans) if span[0] >= found.end), len(head.words))
        passed = _Passed()
        while following := self.tongue.modifier(head.words, at):
            if (
                following[0].kind in ("determiner", "insertion")
                or following[0].position == "before"
            ):
                break
            passed.add(following[0], _stretch(head, at, following[1]))
            at += following[1]
        return replace(
            found,
            intensifiers=(*found.intensifiers, *passed.intensifiers),
            repetition=(*found.repetition, *passed.repetition),
        )

    def _opening(
        self, head: _Head, at: int, last: int, verb: Verb, section: str, passed: _Passed
    ) -> Opening:
        return Opening(
            verb,
            section,
            head.spans[at][0],
            head.spans[last][1],
            tuple(passed.intensifiers),
            tuple(passed.repetition),
        )

    def _near(self, word: str) -> str | None:
        """The first word of the lexicon at one edit from `word`."""
        if len(word) < _MIN_FUZZY:
            return None
        if word not in self._fuzzy:
            self._fuzzy[word] = next(
                (
                    known
                    for known in self.tongue.verbs
                    if len(known) >= _MIN_FUZZY
                    and Levenshtein.distance(word, known, score_cutoff=1) == 1
                ),
                None,
            )
        return self._fuzzy[word]


def _stretch(head: _Head, at: int, length: int) -> Stretch:
    return Stretch(head.spans[at][0], head.spans[at + length - 1][1])


def _head(text: str, at: int) -> _Head:
    head = text[at : at + _HEAD]
    spans = [(at + match.start(), at + match.end()) for match in WORD.finditer(head)]
    return _Head(list(words_of(head)), spans)
