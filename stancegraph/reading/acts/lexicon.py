"""The lexicon: opening verbs, the scheme of acts, carried nouns, modifiers, light verbs.

Tables in `resources/lexicon`; every lookup is in lower case and within one language.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

MARKS = "\u064b-\u0652\u0670"
"""Arabic vowel signs: writers may set or omit them, so they part no words."""

WORD = re.compile(rf"[^\W_]+(?:[{MARKS}]+[^\W_]*)*(?:['’\-‐‑][^\W_]+)*")
"""One word of a text, with its inner apostrophes and hyphens."""

PLAIN = str.maketrans("’‐‑", "'--", "".join(map(chr, (*range(0x64B, 0x653), 0x640, 0x670))))
"""Typographic apostrophes and hyphens to plain ones; Arabic vowel signs to nothing."""


def words_of(phrase: str) -> tuple[str, ...]:
    """The words of a phrase in lower case, typographic apostrophes made plain.

    >>> words_of("Re-emphasizing Israel’s")
    ('re-emphasizing', "israel's")
    """
    words = WORD.findall(phrase.lower())
    return tuple(word if word.isascii() else word.translate(PLAIN) for word in words)


@dataclass(frozen=True, slots=True)
class Verb:
    """One surface form that performs an act; `section` is pre (participle), op (finite) or bare.

    `introduced_by` lists the prepositions or conjunctions before the target; `place` is any, or
    head for a verb that opens a paragraph only; `words` is the surface as matched. A light verb
    with its noun is one too (`compose`).
    """

    id: str
    language: str
    section: str
    surface: str
    lemma: str
    act: str
    polarity: float
    slot: str
    introduced_by: tuple[str, ...]
    place: str
    note: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ActConcept:
    """One act of the scheme; `family` is its top concept, `polarity` its start value."""

    name: str
    label: str
    broader: str
    family: str
    polarity: float
    deontic: int
    cameo: str
    plover: str
    cito: str
    definition: str


@dataclass(frozen=True, slots=True)
class Noun:
    """A noun that carries an act: its *rejection*, its *solidarity*."""

    noun: str
    language: str
    act: str
    polarity: float
    introduced_by: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Modifier:
    """A phrase beside a verb.

    `kind` is intensity (`value` 0-4), repetition, insertion or determiner; `position` both or
    before.
    """

    phrase: str
    language: str
    kind: str
    value: int
    position: str


@dataclass(frozen=True, slots=True)
class LightVerb:
    """A verb whose noun or participle decides; `act` is its own, empty if it has none.

    `kind` is empty (expresses *its concern*), speaking, with an act of its own (reaffirms *its
    solidarity*), or auxiliary (wishes to *express*).
    """

    lemma: str
    language: str
    forms: tuple[tuple[str, str], ...]
    kind: str
    act: str


@lru_cache(maxsize=4096)
def compose(light: LightVerb, noun: Noun, section: str) -> Verb:
    """The verb that a light verb makes with its noun, as if the table listed it."""
    surface = f"{dict(light.forms)[section]} {noun.noun}"
    return Verb(
        id=f"{light.language}:{section}:{light.lemma}+{noun.noun}",
        language=light.language,
        section=section,
        surface=surface,
        lemma=f"{light.lemma} {noun.noun}",
        act=noun.act,
        polarity=noun.polarity,
        slot="object",
        introduced_by=noun.introduced_by,
        place="any",
        note="",
        words=words_of(surface),
    )


@dataclass(frozen=True, slots=True, eq=False)
class Tongue:
    """The lexicon of one language; `proclitics` are written together with the word they lead."""

    language: str
    verbs: Mapping[str, Mapping[str, tuple[Verb, ...]]]
    nouns: Mapping[str, Noun]
    modifiers: Mapping[str, Modifier]
    phrases: Mapping[str, Mapping[str, tuple[tuple[tuple[str, ...], Modifier], ...]]]
    light_verbs: Mapping[str, tuple[tuple[str, LightVerb], ...]]
    prepositions: frozenset[str]
    proclitics: tuple[str, ...] = ()

    def verbs_from(self, first: str, second: str = "") -> tuple[Verb, ...]:
        """The verbs whose surface begins with these two words, or is the first one alone."""
        return self.verbs.get(first, {}).get(second, ())

    def modifier(self, words: Sequence[str], at: int) -> tuple[Modifier, int] | None:
        """The longest modifier at `words[at]` and how many words it has."""
        first, second = (*words[at : at + 2], "", "")[:2]
        for phrase, modifier in self.phrases_from(first, second):
            if tuple(words[at : at + len(phrase)]) == phrase:
                return modifier, len(phrase)
        return None

    def phrases_from(self, first: str, second: str) -> tuple[tuple[tuple[str, ...], Modifier], ...]:
        """The modifiers that begin with these two words, or are the first one alone."""
        found = self.phrases.get(first)
        return (found.get(second) or found[""]) if found else ()


@dataclass(frozen=True, slots=True, eq=False)
class Lexicon:
    """All tables, with the lookups that the rooms need."""

    acts: Mapping[str, ActConcept]
    tongues: Mapping[str, Tongue]
    entries: Mapping[str, Verb]

    def tongue(self, language: str) -> Tongue:
        """The lexicon of one language; KeyError if there is none."""
        return self.tongues[language]

    def entry(self, entry_id: str) -> Verb:
        """The verb of that id, composed or from the table; KeyError if there is none."""
        if "+" not in entry_id:
            return self.entries[entry_id]
        language, section, lemmas = entry_id.split(":", 2)
        lemma, noun = lemmas.split("+", 1)
        tongue = self.tongues[language]
        for lights in tongue.light_verbs.values():
            for _, light in lights:
                if light.lemma == lemma:
                    return compose(light, tongue.nouns[noun], section)
        raise KeyError(entry_id)

    def act(self, name: str) -> ActConcept:
        """The act of that local name; KeyError if the scheme lacks it."""
        return self.acts[name]

    def noun(self, word: str, language: str = "en") -> Noun | None:
        """The carried noun; None if the word carries no act."""
        return self.tongues[language].nouns.get(word.lower())

    def intensity(self, phrase: str, language: str = "en") -> int | None:
        """The intensity (0-4) that a phrase marks, by its strongest words; None if it marks none.

        A longer entry hides the words inside it ("in the strongest possible terms").
        """
        values = [
            modifier.value
            for modifier in self.modifiers_in(phrase, language)
            if modifier.kind == "intensity"
        ]
        return max(values, default=None)

    def modifiers_in(self, phrase: str, language: str = "en") -> Iterator[Modifier]:
        """The modifiers of a phrase in order, longest first at each word."""
        words = list(words_of(phrase))
        tongue, at = self.tongues[language], 0
        while at < len(words):
            found = tongue.modifier(words, at)
            if found:
                yield found[0]
            at += found[1] if found else 1
