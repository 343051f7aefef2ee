"""Finds the act that opens a stretch of text: the longest match in the lexicon at its head."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from rapidfuzz.distance import Levenshtein

from stancegraph.reading.heads import HEAD_LENGTH, Head, Passed, Stretch
from stancegraph.reading.lexicon import PLAIN, WORD, LightVerb, Tongue, Verb, compose, words_of

_MEMO = 5000
_ARTICLES = frozenset("the a an le la les un une des el los las una".split())
_FIRST = re.compile(rf"[\W_]*({WORD.pattern})")
_MIN_FUZZY = 5
_ALIKE = frozenset("il1j")


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
class _Match:
    """An act at the head of a text: its verb, the places of its first and last word."""

    verb: Verb
    section: str
    first: int
    last: int
    passed: Passed
    carries: bool = False

    @property
    def rank(self) -> tuple[int, int]:
        """The longest match wins, then the row with most words."""
        return self.last, len(self.verb.words)


def _looks_like(read: str, meant: str) -> bool:
    """Whether a first letter may have been read for another: "lnvites", not "ensuring"."""
    return read == meant or {read, meant} <= _ALIKE


class Openers:
    """The lexicon of one language, prepared for matching at the head of paragraphs and clauses."""

    def __init__(self, tongue: Tongue) -> None:
        self.tongue = tongue
        self.first_words = frozenset((*tongue.verbs, *tongue.light_verbs, *tongue.phrases))
        self._verb_words = frozenset((*tongue.verbs, *tongue.light_verbs))
        leading = [m.phrase for m in tongue.modifiers.values() if m.kind != "determiner"]
        self._modifiers = _by_first_word(leading)
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
            found = self._search(text, 0, near) if near else None
            return found if found and found.section != "bare" else None
        return found

    def may_open(self, text: str, word: str, at: int) -> bool:
        """Whether an act may begin with the word at `at` of the text; cheap and mostly right."""
        word = word.lower()
        if word in self._verb_words:
            return True
        if self.tongue.proclitics and (led := self._led(word)):
            return word[led:] in self.first_words
        phrases = self._modifiers.get(word)
        if phrases is None:
            return word.endswith("ly")
        for phrase in phrases:
            end = at + len(phrase)
            if text[at:end].lower() == phrase and not text[end : end + 1].isalnum():
                following = _FIRST.match(text, end)
                return following is not None and self._may_follow(following.group(1).lower())
        return False

    def _may_follow(self, word: str) -> bool:
        return word in self._verb_words or word in self._modifiers or word.endswith("ly")

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
        word = first.group(1).lower().translate(PLAIN)
        if word not in self.first_words and not word.endswith("ly"):
            led = self._led(word)
            return self._search(text, first.start(1) + led, None) if led else None
        return self._search(text, at, None)

    def _led(self, word: str) -> int:
        """How long the proclitic is that leads a first word ("and" in Arabic); 0 for none."""
        for proclitic in self.tongue.proclitics:
            if word.startswith(proclitic) and word[len(proclitic) :] in self.first_words:
                return len(proclitic)
        return 0

    def _search(self, text: str, at: int, corrected: str | None) -> Opening | None:
        head = Head(self.tongue, text, at, corrected)
        before = Passed()
        first = head.skip(0, before)
        found = self._at(head, first) if head.word(first) else None
        if found is None and first > 0:  # a word that marks and performs: "decidida a promover"
            before, found = Passed(), self._at(head, 0)
        if found is None and first == 0 and head.word(0).endswith("ly") and head.word(1):
            found = self._at(head, 1)
        if found is None:
            return None
        after = head.trailing(found.last + 1)
        return Opening(
            found.verb,
            found.section,
            head.start(found.first),
            head.end(found.last),
            (*before.intensifiers, *found.passed.intensifiers, *after.intensifiers),
            (*before.repetition, *found.passed.repetition, *after.repetition),
            found.carries,
        )

    def _at(self, head: Head, at: int) -> _Match | None:
        """The longest of: a row of the table, a light verb with its noun, an auxiliary's verb."""
        best: _Match | None = None
        for found in self._candidates(head, at):
            if best is None or found.rank > best.rank:
                best = found
        return best

    def _candidates(self, head: Head, at: int) -> Iterator[_Match]:
        first = head.word(at)
        rows = self.tongue.verbs.get(first)
        if rows is not None:
            for verb in rows.get("", ()):
                yield _Match(verb, verb.section, at, at, Passed())
            if len(rows) > 1 or "" not in rows:
                yield from self._rows(head, at, rows)
        for section, light in self.tongue.light_verbs.get(first, ()):
            found = self._light(head, at, section, light)
            if found:
                yield found

    def _rows(self, head: Head, at: int, rows: Mapping[str, tuple[Verb, ...]]) -> Iterator[_Match]:
        """The rows of several words; of a speaking light verb only those without its noun."""
        for second in head.reachable(at + 1):
            for verb in rows.get(second, ()):
                words = verb.words
                if len(words) > 2 and self._determines(words[1]) and self._speaks(words[0]):
                    continue
                passed, place = Passed(), at
                for word in words[1:]:
                    place = head.reach(place + 1, word, passed)
                    if place < 0:
                        break
                else:
                    carries = words[-1] in self.tongue.nouns
                    yield _Match(verb, verb.section, at, place, passed, carries)

    def _speaks(self, word: str) -> bool:
        lights = self.tongue.light_verbs.get(word, ())
        return any(light.kind == "speaking" for _, light in lights)

    def _determines(self, word: str) -> bool:
        modifier = self.tongue.modifiers.get(word)
        return modifier is not None and modifier.kind == "determiner"

    def _owns(self, words: Iterable[str]) -> bool:
        """Whether a possessive is among the words: *its* decision is carried, "decision" not."""
        return any(word not in _ARTICLES and self._determines(word) for word in words)

    def _light(self, head: Head, at: int, section: str, light: LightVerb) -> _Match | None:
        """A light verb with its noun behind it, or an auxiliary with its verb."""
        form = words_of(dict(light.forms)[section])
        after = at + len(form)
        if any(head.word(at + place) != word for place, word in enumerate(form)):
            return None
        if light.kind == "auxiliary":
            return self._auxiliary(head, at, after, section)
        passed = Passed()
        place = head.noun(after, passed)
        if place < 0:
            return None
        if light.kind == "empty":
            verb = compose(light, self.tongue.nouns[head.word(place)], section)
            return _Match(verb, section, at, place, passed, carries=True)
        alone = self.tongue.verbs_from(head.word(at))
        if not alone or not self._owns(head.word(n) for n in range(after, place)):
            return None
        return _Match(alone[0], section, at, place, passed, carries=True)

    def _auxiliary(self, head: Head, at: int, after: int, section: str) -> _Match | None:
        first = head.skip(after, Passed())
        found = self._at(head, first) if head.word(first) else None
        if found is None or found.verb.section == section == "op":
            return None
        found.section, found.first = section, at
        return found

    def _near(self, word: str) -> str | None:
        """The first word of the lexicon at one edit from `word`."""
        if len(word) < _MIN_FUZZY:
            return None
        if word not in self._fuzzy:
            self._fuzzy[word] = next(
                (
                    known
                    for known in (*self.tongue.verbs, *self._modifiers)
                    if len(known) >= _MIN_FUZZY
                    and _looks_like(word[0], known[0])
                    and Levenshtein.distance(word, known, score_cutoff=1) == 1
                ),
                None,
            )
        return self._fuzzy[word]


def _by_first_word(phrases: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Phrases by their first word, longest first."""
    index: dict[str, list[str]] = {}
    for phrase in sorted(phrases, key=len, reverse=True):
        index.setdefault(phrase.split()[0], []).append(phrase)
    return {word: tuple(found) for word, found in index.items()}
