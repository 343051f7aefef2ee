"""Communiqués tell in the past what a body did: "The Council condemned the attack"."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from stancegraph.reading.inflection import forms
from stancegraph.reading.lexicon import LightVerb, Tongue, Verb

_TELLING = re.compile(
    r"\b(?:communiqu[eé]|(?:press|final|joint|ministerial|summit|chair(?:man|person)?[’']?s?)\s+"
    r"(?:statement|release|declaration))s?\b",
    re.IGNORECASE,
)
_LINES, _LONGEST_LINE = 16, 160
_ENGLISH = "en"


def is_narrated(text: str) -> bool:
    """Whether a line of a text's head, which is none of a sentence, bears a name of such tales."""
    lines = [line.strip() for line in text[: _LINES * _LONGEST_LINE].splitlines()]
    return any(
        len(line) < _LONGEST_LINE and line[-1] not in ",;." and _TELLING.search(line) is not None
        for line in [line for line in lines if line][:_LINES]
    )


def in_the_past(tongue: Tongue) -> Tongue:
    """The lexicon of a language whose finite verbs may stand in the past too; English alone."""
    if tongue.language != _ENGLISH:
        return tongue
    return replace(
        tongue,
        verbs=_with_past_verbs(tongue.verbs),
        light_verbs=_with_past_lights(tongue.light_verbs),
    )


def _is_told(verb: Verb) -> bool:
    """Whether a finite form acts in the past as well; not "held its session" for "holds that"."""
    return verb.section == "op" and not (verb.place == "head" and verb.slot == "complement")


def _past(word: str, lemma: str) -> str | None:
    """The past of a finite form, whose base the lemma begins with; None for "is concerned"."""
    base = lemma.split(maxsplit=1)[0]
    return forms(base)[2] if word in forms(base)[:2] else None


def _with_past_verbs(
    verbs: Mapping[str, Mapping[str, tuple[Verb, ...]]],
) -> dict[str, dict[str, tuple[Verb, ...]]]:
    both = {word: dict(rows) for word, rows in verbs.items()}
    for rows in verbs.values():
        for second, found in rows.items():
            for verb in found:
                past = _past(verb.words[0], verb.lemma) if _is_told(verb) else None
                if past is not None:
                    told = replace(verb, words=(past, *verb.words[1:]))
                    known = both.setdefault(past, {})
                    known[second] = (*known.get(second, ()), told)
    return both


def _with_past_lights(
    lights: Mapping[str, tuple[tuple[str, LightVerb], ...]],
) -> dict[str, tuple[tuple[str, LightVerb], ...]]:
    both = dict(lights)
    for found in lights.values():
        for section, light in found:
            first, *rest = dict(light.forms)[section].split()
            past = _past(first, light.lemma) if section == "op" else None
            if past is not None:
                told = replace(light, forms=(("op", " ".join((past, *rest))),))
                both[past] = (*both.get(past, ()), ("op", told))
    return both
