"""Finds the act that opens a stretch of text: the longest match in the lexicon at its head."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from rapidfuzz.distance import Levenshtein
from rapidfuzz.process import extract_iter

from stancegraph.reading.acts.heads import HEAD_LENGTH, MAX_INSERTED, Head, Passed, Stretch
from stancegraph.reading.acts.joints import Joints
from stancegraph.reading.acts.lexicon import WORD, LightVerb, Tongue, Verb, compose, words_of

_MEMO = 5000
_ARTICLES = frozenset("the a an le la les un une des el los las una".split())
_FIRST = re.compile(rf"[\W_]*({WORD.pattern})")
_MIN_FUZZY = 5
_ALIKE = frozenset("il1j")


class Opening(NamedTuple):
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


class _Match(NamedTuple):
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
        self._joined_words = frozenset(_joined(tongue))
        leading = [m.phrase for m in tongue.modifiers.values() if m.kind != "determiner"]
        self._modifiers = _by_first_word(leading)
        self._lights = {
            word: tuple(
                (section, light, words_of(dict(light.forms)[section])) for section, light in rows
            )
            for word, rows in tongue.light_verbs.items()
        }
        self.joints = Joints(self._joined_verbs(), self._joined_modifiers())
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
            found = self._search(Head(self.tongue, text, 0, near)) if near else None
            return found if found and found.section != "bare" else None
        return found

    def may_open(self, text: str, word: str, at: int, *, joined: bool = False) -> bool:
        """Whether an act may begin with the word at `at` of the text; cheap and mostly right.

        `joined`: it follows another act, as no verb does that only opens paragraphs.
        """
        word, verbs = word.lower(), self._joined_words if joined else self._verb_words
        if word in verbs:
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
                return following is not None and self._may_follow(following[1].lower(), verbs)
        return False

    def _may_follow(self, word: str, verbs: frozenset[str]) -> bool:
        return word in verbs or word in self._modifiers or word.endswith("ly")

    def _joined_verbs(self) -> Iterator[str]:
        """How verbs begin behind a joint: by their first word, before an article by two."""
        for word in self._joined_words:
            rows = self.tongue.verbs.get(word, {"": ()})
            alone = not all(map(self._determines, rows)) or word in self.tongue.light_verbs
            yield from [word] if alone else [f"{word} {second}" for second in rows]

    def _joined_modifiers(self) -> Iterator[str]:
        """What else may stand behind a joint: modifiers, words led by a proclitic."""
        for phrases in self._modifiers.values():
            yield from phrases
        for proclitic in self.tongue.proclitics:
            yield from (proclitic + word for word in self.first_words)

    def carried(self, text: str, at: int) -> Stretch | None:
        """The determiner and carried noun that stand at `at`: "its rejection"."""
        head = Head(self.tongue, text, at)
        place = head.noun(0, [])
        return head.stretch(0, place + 1) if place >= 0 else None

    def _quick(self, text: str, at: int) -> Opening | None:
        """The same without correction; most words that begin no act are refused at once."""
        head = Head(self.tongue, text, at)
        word = head.word(0)
        if word in self.first_words or word.endswith("ly"):
            return self._search(head)
        led = self._led(word)
        return self._search(Head(self.tongue, text, head.start(0) + led)) if led else None

    def _led(self, word: str) -> int:
        """How long the proclitic is that leads a first word ("and" in Arabic); 0 for none."""
        for proclitic in self.tongue.proclitics:
            if word.startswith(proclitic) and word[len(proclitic) :] in self.first_words:
                return len(proclitic)
        return 0

    def _search(self, head: Head) -> Opening | None:
        before: Passed = []
        first = head.skip(0, before)
        found = self._at(head, first)
        if found is None and first > 0:  # a word that marks and performs: "decidida a promover"
            before, found = [], self._at(head, 0)
        if found is None and first == 0 and head.word(0).endswith("ly"):
            found = self._at(head, 1)
        if found is None:
            return None
        passed = [*before, *found.passed, *head.trailing(found.last + 1)]
        return Opening(
            found.verb,
            found.section,
            head.start(found.first),
            head.end(found.last),
            tuple([stretch for modifier, stretch in passed if modifier.kind == "intensity"]),
            tuple([stretch for modifier, stretch in passed if modifier.kind == "repetition"]),
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
        rows = self.tongue.verbs.get(first, {})
        for verb in rows.get("", ()):
            yield _Match(verb, verb.section, at, at, [])
        place = at + 1
        for _ in range(MAX_INSERTED if len(rows) > ("" in rows) else 0):
            for verb in rows.get(head.word(place), ()):
                found = self._row(head, at, verb)
                if found:
                    yield found
            inserted = head.modifier(place)
            if inserted is None:
                break
            place += inserted[1]
        for section, light, form in self._lights.get(first, ()):
            found = self._light(head, at, section, light, form)
            if found:
                yield found

    def _row(self, head: Head, at: int, verb: Verb) -> _Match | None:
        """A row of several words, behind modifiers; if its light verb speaks, without its noun."""
        words = verb.words
        if len(words) > 2 and self._determines(words[1]) and self._speaks(words[0]):
            return None
        passed: Passed = []
        place = at
        for word in words[1:]:
            place = head.reach(place + 1, word, passed)
            if place < 0:
                return None
        return _Match(verb, verb.section, at, place, passed, words[-1] in self.tongue.nouns)

    def _speaks(self, word: str) -> bool:
        lights = self.tongue.light_verbs.get(word, ())
        return any(light.kind == "speaking" for _, light in lights)

    def _determines(self, word: str) -> bool:
        modifier = self.tongue.modifiers.get(word)
        return modifier is not None and modifier.kind == "determiner"

    def _owns(self, words: Iterable[str]) -> bool:
        """Whether a possessive is among the words: *its* decision is carried, "decision" not."""
        return any(word not in _ARTICLES and self._determines(word) for word in words)

    def _light(
        self, head: Head, at: int, section: str, light: LightVerb, form: tuple[str, ...]
    ) -> _Match | None:
        """A light verb with its noun behind it, or an auxiliary with its verb."""
        after = at + len(form)
        if len(form) > 1 and any(head.word(at + n) != word for n, word in enumerate(form)):
            return None
        if light.kind == "auxiliary":
            return self._auxiliary(head, at, after, section)
        passed: Passed = []
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
        found = self._at(head, head.skip(after, []))
        if found is None or found.verb.section == section == "op":
            return None
        return found._replace(section=section, first=at)

    def _near(self, word: str) -> str | None:
        """The first word of the lexicon at one edit from `word`."""
        if len(word) < _MIN_FUZZY:
            return None
        if word not in self._fuzzy:
            known = (*self.tongue.verbs, *self._modifiers)
            close = extract_iter(word, known, scorer=Levenshtein.distance, score_cutoff=1)
            self._fuzzy[word] = next(
                (
                    meant
                    for meant, distance, _ in close
                    if distance == 1 and len(meant) >= _MIN_FUZZY and _looks_like(word[0], meant[0])
                ),
                None,
            )
        return self._fuzzy[word]


def _joined(tongue: Tongue) -> Iterator[str]:
    """The first words of the surfaces that may follow another act: *and calls*, not *and call*."""
    for word, rows in tongue.verbs.items():
        verbs = [verb for found in rows.values() for verb in found]
        if any(verb.section != "bare" and verb.place != "head" for verb in verbs):
            yield word
    for word, lights in tongue.light_verbs.items():
        if any(section != "bare" for section, _ in lights):
            yield word


def _by_first_word(phrases: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Phrases by their first word, longest first."""
    index: dict[str, list[str]] = {}
    for phrase in sorted(phrases, key=len, reverse=True):
        index.setdefault(phrase.split()[0], []).append(phrase)
    return {word: tuple(found) for word, found in index.items()}
