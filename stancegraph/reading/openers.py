"""Finds the act that opens a stretch of text: the longest match in the lexicon at its head."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from rapidfuzz.distance import Levenshtein

from stancegraph.reading.lexicon import WORD, LightVerb, Modifier, Tongue, Verb, compose, words_of

_HEAD = 160
_MEMO = 5000
_FIRST = re.compile(r"[\W_]*([^\W_]+(?:['’\-‐‑][^\W_]+)*)")
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

    `section` is that of the form which stands first: of an auxiliary, if there is one; `carries`
    tells whether the verb's noun decides what it does.
    """

    verb: Verb
    section: str
    start: int
    end: int
    intensifiers: tuple[Stretch, ...] = ()
    repetition: tuple[Stretch, ...] = ()
    carries: bool = False


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
        self.first_words = frozenset((*tongue.verbs, *tongue.light_verbs, *tongue.phrases))
        leading = [m.phrase for m in tongue.modifiers.values() if m.kind != "determiner"]
        self._modifier_words = frozenset(phrase.split()[0] for phrase in leading)
        self._modifiers = re.compile(
            "(?:" + "|".join(re.escape(phrase) for phrase in sorted(leading, reverse=True)) + r")\b",
            re.IGNORECASE,
        )
        self._fuzzy: dict[str, str | None] = {}
        self._memo: dict[str, Opening | None] = {}
        self._stops = frozenset(
            word for noun in tongue.nouns.values() for word in noun.introduced_by
        )

    def find(self, text: str, at: int = 0, *, fuzzy: bool = False) -> Opening | None:
        """The act whose words begin at `at`, behind any modifiers; None if there is none.

        `fuzzy` allows one edit in the verb, for the misprints of optical character recognition.
        """
        if at:
            return self._quick(text, at)
        key = text[:_HEAD]
        if key not in self._memo:
            if len(self._memo) > _MEMO:
                self._memo.clear()
            self._memo[key] = self._quick(text, 0)
        found = self._memo[key]
        if found is None and fuzzy:
            first = _FIRST.match(text)
            near = self._near(first.group(1).lower()) if first else None
            return self._search(text, 0, near) if near else None
        return found

    def may_open(self, text: str, word: str, at: int) -> bool:
        """Whether an act may begin with the word at `at` of the text; cheap and mostly right."""
        word = word.lower()
        if word in self.tongue.verbs or word in self.tongue.light_verbs:
            return True
        return word in self._modifier_words and self._modifiers.match(text, at) is not None

    def carried(self, text: str, at: int) -> Stretch | None:
        """The determiner and carried noun that stand at `at`: "its rejection"."""
        head = _head(text, at)
        place = self._noun(head, 0, _Passed())
        return Stretch(head.spans[0][0], head.spans[place][1]) if place >= 0 else None

    def _quick(self, text: str, at: int) -> Opening | None:
        """The same without correction; most words that begin no act are refused at once."""
        first = _FIRST.match(text, at)
        if first is None:
            return None
        word = first.group(1).lower().replace("’", "'")
        if word not in self.first_words and not word.endswith("ly"):
            return None
        return self._search(text, at, None)

    def _search(self, text: str, at: int, corrected: str | None) -> Opening | None:
        head = _head(text, at)
        if corrected:
            head.words[0] = corrected
        passed = _Passed()
        first = self._skip(head, 0, passed)
        if first >= len(head.words):
            return None
        found = self._at(head, first)
        if found is None and first == 0 and head.words[0].endswith("ly") and len(head.words) > 1:
            found = self._at(head, 1)
        return found and replace(
            found,
            intensifiers=(*passed.intensifiers, *found.intensifiers),
            repetition=(*passed.repetition, *found.repetition),
        )

    def _at(self, head: _Head, at: int) -> Opening | None:
        """The longest of: a row of the table, a light verb with its noun, an auxiliary's verb."""
        best: Opening | None = None
        for found in self._candidates(head, at):
            if best is None or (found.end, len(found.verb.words)) > (
                best.end,
                len(best.verb.words),
            ):
                best = found
        return best and self._with_trailing(head, best)

    def _candidates(self, head: _Head, at: int) -> Iterator[Opening]:
        first = head.words[at]
        if first in self.tongue.verbs:
            for verb in self.tongue.verbs_from(first):
                yield self._opening(head, at, at, verb, _Passed())
            for second in self._reachable(head, at + 1):
                for verb in self.tongue.verbs_from(first, second):
                    found = self._row(head, at, verb)
                    if found:
                        yield found
        for section, light in self.tongue.light_verbs.get(first, ()):
            found = self._light(head, at, section, light)
            if found:
                yield found

    def _reachable(self, head: _Head, at: int) -> Iterator[str]:
        """The words from `at` on that may be the second of a surface form."""
        for _ in range(_MAX_INSERTED):
            if at >= len(head.words):
                return
            yield head.words[at]
            found = self.tongue.modifier(head.words, at)
            if found is None:
                return
            at += found[1]

    def _row(self, head: _Head, at: int, verb: Verb) -> Opening | None:
        """A row of the table; of a speaking light verb only the rows without its noun."""
        if len(verb.words) > 2 and self._determines(verb.words[1]) and self._speaks(verb.words[0]):
            return None
        passed = _Passed()
        place = at
        for word in verb.words[1:]:
            place = self._reach(head, place + 1, word, passed)
            if place < 0:
                return None
        carries = verb.words[-1] in self.tongue.nouns
        return self._opening(head, at, place, verb, passed, carries=carries)

    def _speaks(self, word: str) -> bool:
        lights = self.tongue.light_verbs.get(word, ())
        return any(light.kind == "speaking" for _, light in lights)

    def _determines(self, word: str) -> bool:
        modifier = self.tongue.modifiers.get(word)
        return modifier is not None and modifier.kind == "determiner"

    def _light(self, head: _Head, at: int, section: str, light: LightVerb) -> Opening | None:
        """A light verb with its noun behind it, or an auxiliary with its verb."""
        form = words_of(dict(light.forms)[section])
        after = at + len(form)
        if tuple(head.words[at:after]) != form:
            return None
        if light.kind == "auxiliary":
            return self._auxiliary(head, at, after, section)
        passed = _Passed()
        place = self._noun(head, after, passed)
        if place < 0:
            return None
        noun = self.tongue.nouns[head.words[place]]
        if light.kind == "empty":
            verb = compose(light, noun, section)
        else:
            alone = self.tongue.verbs_from(head.words[at])
            if not alone:
                return None
            verb = alone[0]
        return self._opening(head, at, place, verb, passed, carries=True)

    def _auxiliary(self, head: _Head, at: int, after: int, section: str) -> Opening | None:
        first = self._skip(head, after, _Passed())
        if first >= len(head.words):
            return None
        found = self._at(head, first)
        if found is None or found.verb.section == section == "op":
            return None
        return replace(found, section=section, start=head.spans[at][0])

    def _noun(self, head: _Head, at: int, passed: _Passed) -> int:
        """The place of a carried noun from `at` on, behind modifiers and up to two adjectives."""
        adjectives = 0
        while at < len(head.words):
            found = self.tongue.modifier(head.words, at)
            if head.words[at] in self.tongue.nouns and not (found and found[1] > 1):
                return at
            if found:
                passed.add(found[0], _stretch(head, at, found[1]))
                at += found[1]
            elif head.words[at] in self._stops or adjectives == _MAX_ADJECTIVES:
                return -1
            else:
                adjectives += 1
                at += 1
        return -1

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
        if not passed.intensifiers and not passed.repetition:
            return found
        return replace(
            found,
            intensifiers=(*found.intensifiers, *passed.intensifiers),
            repetition=(*found.repetition, *passed.repetition),
        )

    def _opening(
        self,
        head: _Head,
        at: int,
        last: int,
        verb: Verb,
        passed: _Passed,
        *,
        carries: bool = False,
    ) -> Opening:
        return Opening(
            verb,
            verb.section,
            head.spans[at][0],
            head.spans[last][1],
            tuple(passed.intensifiers),
            tuple(passed.repetition),
            carries,
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
    spans = [match.span() for match in WORD.finditer(text, at, at + _HEAD)]
    words = words_of(text[at : at + _HEAD])
    if len(words) != len(spans):
        words = tuple(" ".join(words_of(text[start:end])) for start, end in spans)
    return _Head(list(words), spans)
