"""Finds the act that opens a stretch of text: the longest match in the lexicon at its head."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from rapidfuzz.distance import Levenshtein

from stancegraph.reading.heads import HEAD_LENGTH, Head, Passed, Stretch
from stancegraph.reading.lexicon import LightVerb, Tongue, Verb, compose, words_of

_MEMO = 5000
_ARTICLES = frozenset("the a an le la les un une des el los las una".split())
_FIRST = re.compile(r"[\W_]*([^\W_]+(?:['’\-‐‑][^\W_]+)*)")
_MIN_FUZZY = 5


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


class Openers:
    """The lexicon of one language, prepared for matching at the head of paragraphs and clauses."""

    def __init__(self, tongue: Tongue) -> None:
        self.tongue = tongue
        self.first_words = frozenset((*tongue.verbs, *tongue.light_verbs, *tongue.phrases))
        leading = [m.phrase for m in tongue.modifiers.values() if m.kind != "determiner"]
        self._modifier_words = frozenset(phrase.split()[0] for phrase in leading)
        self._modifiers = re.compile(
            "(?:"
            + "|".join(re.escape(phrase) for phrase in sorted(leading, reverse=True))
            + r")\b",
            re.IGNORECASE,
        )
        self._fuzzy: dict[str, str | None] = {}
        self._memo: dict[str, Opening | None] = {}

    def find(self, text: str, at: int = 0, *, fuzzy: bool = False) -> Opening | None:
        """The act whose words begin at `at`, behind any modifiers; None if there is none.

        `fuzzy` allows one edit in the verb, for the misprints of optical character recognition.
        """
        if at:
            return self._quick(text, at)
        key = text[:HEAD_LENGTH]
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
        head = Head(self.tongue, text, at)
        place = head.noun(0, Passed())
        return head.stretch(0, place + 1) if place >= 0 else None

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
        head = Head(self.tongue, text, at)
        if corrected:
            head.words[0] = corrected
        passed = Passed()
        first = head.skip(0, passed)
        if first >= len(head.words):
            return None
        found = self._at(head, first)
        if found is None and first == 0 and head.words[0].endswith("ly") and len(head.words) > 1:
            found = self._at(head, 1)
        return found and _with(found, passed, before=True)

    def _at(self, head: Head, at: int) -> Opening | None:
        """The longest of: a row of the table, a light verb with its noun, an auxiliary's verb."""
        best: Opening | None = None
        for found in self._candidates(head, at):
            length = (found.end, len(found.verb.words))
            if best is None or length > (best.end, len(best.verb.words)):
                best = found
        return best and _with(best, head.trailing(best.end), before=False)

    def _candidates(self, head: Head, at: int) -> Iterator[Opening]:
        first = head.words[at]
        if first in self.tongue.verbs:
            for verb in self.tongue.verbs_from(first):
                yield self._opening(head, at, at, verb, Passed())
            for second in head.reachable(at + 1):
                for verb in self.tongue.verbs_from(first, second):
                    found = self._row(head, at, verb)
                    if found:
                        yield found
        for section, light in self.tongue.light_verbs.get(first, ()):
            found = self._light(head, at, section, light)
            if found:
                yield found

    def _row(self, head: Head, at: int, verb: Verb) -> Opening | None:
        """A row of the table; of a speaking light verb only the rows without its noun."""
        if len(verb.words) > 2 and self._determines(verb.words[1]) and self._speaks(verb.words[0]):
            return None
        passed = Passed()
        place = at
        for word in verb.words[1:]:
            place = head.reach(place + 1, word, passed)
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

    def _owns(self, words: list[str]) -> bool:
        """Whether a possessive is among the words: *its* decision is carried, "decision" not."""
        return any(word not in _ARTICLES and self._determines(word) for word in words)

    def _light(self, head: Head, at: int, section: str, light: LightVerb) -> Opening | None:
        """A light verb with its noun behind it, or an auxiliary with its verb."""
        form = words_of(dict(light.forms)[section])
        after = at + len(form)
        if tuple(head.words[at:after]) != form:
            return None
        if light.kind == "auxiliary":
            return self._auxiliary(head, at, after, section)
        passed = Passed()
        place = head.noun(after, passed)
        if place < 0 or (light.kind == "speaking" and not self._owns(head.words[after:place])):
            return None
        noun = self.tongue.nouns[head.words[place]]
        alone = self.tongue.verbs_from(head.words[at])
        if light.kind != "empty" and not alone:
            return None
        verb = compose(light, noun, section) if light.kind == "empty" else alone[0]
        return self._opening(head, at, place, verb, passed, carries=True)

    def _auxiliary(self, head: Head, at: int, after: int, section: str) -> Opening | None:
        first = head.skip(after, Passed())
        if first >= len(head.words):
            return None
        found = self._at(head, first)
        if found is None or found.verb.section == section == "op":
            return None
        return replace(found, section=section, start=head.spans[at][0])

    def _opening(
        self,
        head: Head,
        at: int,
        last: int,
        verb: Verb,
        passed: Passed,
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
                    for known in (*self.tongue.verbs, *self._modifier_words)
                    if len(known) >= _MIN_FUZZY
                    and Levenshtein.distance(word, known, score_cutoff=1) == 1
                ),
                None,
            )
        return self._fuzzy[word]


def _with(found: Opening, passed: Passed, *, before: bool) -> Opening:
    """The act with the modifiers passed over before it or behind it."""
    if not passed.intensifiers and not passed.repetition:
        return found
    intensifiers, repetition = tuple(passed.intensifiers), tuple(passed.repetition)
    if before:
        return replace(
            found,
            intensifiers=intensifiers + found.intensifiers,
            repetition=repetition + found.repetition,
        )
    return replace(
        found,
        intensifiers=found.intensifiers + intensifiers,
        repetition=found.repetition + repetition,
    )
