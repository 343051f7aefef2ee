"""How a body tells its acts: "condemns", in the past "condemned", as many "We condemn".

The lexicon has the third person of the present; communiqués tell in the past what was done, and
leaders who declare together speak in the plural. English alone, whose forms follow from spelling.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import lru_cache
from itertools import islice

from stancegraph.reading.acts.inflection import forms
from stancegraph.reading.acts.lexicon import LightVerb, Tongue, Verb
from stancegraph.reading.acts.lexicon_tables import organs

_TELLING = re.compile(
    r"\b(?:communiqu[eé]|(?:press|final|joint|ministerial|summit|chair(?:man|person)?[’']?s?)\s+"
    r"(?:statement|release|declaration|document))s?\b",
    re.IGNORECASE,
)
_MET = re.compile(r"at\s+its\s+\w+\s+(?:plenary\s+)?meeting,?\s+(?:held\s+)?on\s", re.IGNORECASE)
_LINES, _LONGEST_LINE = 16, 160
_MANY = (
    r"(?:The\s+)?(?P<noun>We|They|[A-Z][a-z]+s)\s+"
    r"(?:of\s+State\s+(?:(?:and|or)\s+(?:of\s+)?Government\s+)?)?"
)
_SUBJECT = re.compile(_MANY)
_ACTING = re.compile(
    rf"^\W{{0,3}}(?:\d{{1,3}}[.)]?\s+)?{_MANY}(?P<words>(?:[^\W\d_]+\s+){{1,3}})", re.MULTILINE
)
_OWN_DEEDS = re.compile(r"^\W{0,3}(?:\d{1,3}\s?[.)–-]*\s*)?(?:Nous\s+)?([^\W\d_]+)", re.MULTILINE)
_FIRST_PERSON = (
    ("es", "a", "amos"), ("es", "ce", "cemos"), ("es", "de", "dimos"), ("es", "ge", "gimos"),
    ("fr", "ge", "geons"), ("fr", "ce", "çons"), ("fr", "e", "ons"), ("fr", "ient", "enons"),
)  # fmt: skip
"""How what one does becomes what we do, by language: the endings of both."""

_FEWEST = 2
_PLURALS = {"is": "are", "has": "have", "was": "were"}
_SINGULARS = {many: one for one, many in _PLURALS.items()}
_ENGLISH = "en"
_Inflect = Callable[[str, str], str | None]


def is_narrated(text: str) -> bool:
    """Whether a line of a text's head, which is none of a sentence, bears a name of such tales.

    So do decisions, which begin with the meeting that took them.
    """
    lines = [line.strip() for line in text[: _LINES * _LONGEST_LINE].splitlines()]
    return any(
        (len(line) < _LONGEST_LINE and line[-1] not in ",;." and _TELLING.search(line) is not None)
        or _MET.match(line) is not None
        for line in [line for line in lines if line][:_LINES]
    )


def is_joint(text: str, tongue: Tongue) -> bool:
    """Whether some paragraphs begin with many who act: "We condemn", "The Ministers urge"."""
    if tongue.language != _ENGLISH:
        return _speak_as_many(text, tongue)
    acting = (
        match
        for match in _ACTING.finditer(text)
        if _is_plural(match["noun"].lower())
        and any(_performs(_third(word), tongue) for word in match["words"].split())
    )
    return len(list(islice(acting, _FEWEST))) == _FEWEST


def _speak_as_many(text: str, tongue: Tongue) -> bool:
    """Whether some paragraphs begin with what speakers of other languages do: "Condenamos"."""
    ours = _our_deeds(tongue)
    acting = (word for word in _OWN_DEEDS.findall(text) if word.lower() in ours)
    return len(list(islice(acting, _FEWEST))) == _FEWEST


@lru_cache(maxsize=4)
def _our_deeds(tongue: Tongue) -> frozenset[str]:
    """The first words of all that speakers of a language do."""
    forms_of_ours = (_first_person(tongue.language, word) for word in tongue.verbs)
    return frozenset(form for form in forms_of_ours if form is not None)


def _first_person(language: str, word: str) -> str | None:
    """What we do, of what one does: "condenamos", "condamnons"; None where no rule makes it."""
    for own, ending, many in _FIRST_PERSON:
        if own == language and word.endswith(ending):
            return word[: len(word) - len(ending)] + many
    if language == "ar" and word.startswith("ي"):
        return "ن" + word[1:]
    return None


def in_our_words(tongue: Tongue) -> Tongue:
    """The lexicon of a language with what we do, where it needs no subject of its own."""
    verbs = {word: dict(rows) for word, rows in tongue.verbs.items()}
    for word, rows in tongue.verbs.items():
        form = _first_person(tongue.language, word)
        if form is None:
            continue
        for second, found in rows.items():
            told = [replace(v, words=(form, *v.words[1:])) for v in found if v.section == "op"]
            if told:
                verbs.setdefault(form, {}).setdefault(second, tuple(told))
    return replace(tongue, verbs=verbs)


def behind_many(text: str, at: int = 0) -> int | None:
    """The offset behind a subject at `at` that names many: "We", "The Ministers"; None if none."""
    subject = _SUBJECT.match(text, at)
    return subject.end() if subject and _is_plural(subject["noun"].lower()) else None


def _is_plural(noun: str) -> bool:
    return noun in organs() and (noun in ("we", "they") or noun.endswith("s"))


def _performs(word: str, tongue: Tongue) -> bool:
    return word in tongue.verbs or word in tongue.light_verbs


def _third(word: str) -> str:
    return _SINGULARS.get(word) or forms(word)[1]


def in_the_past(tongue: Tongue) -> Tongue:
    """The lexicon of a language whose finite verbs may stand in the past too."""
    return _with_forms(tongue, _past)


def in_the_plural(tongue: Tongue) -> Tongue:
    """The lexicon of a language whose finite verbs may stand in the plural too."""
    return _with_forms(tongue, _plural)


def _past(word: str, lemma: str) -> str | None:
    """The past of a finite form, whose base the lemma begins with; None for "is concerned"."""
    base = _base(word, lemma)
    return forms(base)[2] if word in forms(base)[:2] else None


def _plural(word: str, lemma: str) -> str | None:
    """The plural of a finite form."""
    base = _base(word, lemma)
    return _PLURALS.get(word) or (base if word == forms(base)[1] else None)


def _base(word: str, lemma: str) -> str:
    """The base of a finite form, spelt as the form is: "emphasise" of "emphasises"."""
    base = lemma.split(maxsplit=1)[0]
    own = word.removesuffix("s")
    return own if word not in forms(base)[:2] and word == forms(own)[1] else base


def _with_forms(tongue: Tongue, inflect: _Inflect) -> Tongue:
    if tongue.language != _ENGLISH:
        return tongue
    return replace(
        tongue,
        verbs=_with_verbs(tongue.verbs, inflect),
        light_verbs=_with_lights(tongue.light_verbs, inflect),
    )


def _is_told(verb: Verb) -> bool:
    """Whether a finite form acts in these forms too; not "held its session" for "holds that"."""
    return verb.section == "op" and not (verb.place == "head" and verb.slot == "complement")


def _with_verbs(
    verbs: Mapping[str, Mapping[str, tuple[Verb, ...]]], inflect: _Inflect
) -> dict[str, dict[str, tuple[Verb, ...]]]:
    both = {word: dict(rows) for word, rows in verbs.items()}
    for rows in verbs.values():
        for second, found in rows.items():
            for verb in found:
                form = inflect(verb.words[0], verb.lemma) if _is_told(verb) else None
                if form is not None:
                    told = replace(verb, words=(form, *verb.words[1:]))
                    known = both.setdefault(form, {})
                    known[second] = (told, *known.get(second, ()))
    return both


def _with_lights(
    lights: Mapping[str, tuple[tuple[str, LightVerb], ...]], inflect: _Inflect
) -> dict[str, tuple[tuple[str, LightVerb], ...]]:
    both = dict(lights)
    for found in lights.values():
        for section, light in found:
            first, *rest = dict(light.forms)[section].split()
            form = inflect(first, light.lemma) if section == "op" else None
            if form is not None:
                told = replace(light, forms=(("op", " ".join((form, *rest))),))
                both[form] = (("op", told), *both.get(form, ()))
    return both
