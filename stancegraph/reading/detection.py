"""Decides from the text which body's layout it has, and in which language it is."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache

from ahocorasick_rs import AhoCorasick

from stancegraph.reading.profiles import Profile

_EVIDENCE_LENGTH = 4000
_MENTION = 2.0
"""What the mere mention of a body weighs; a layout must have more to show than that."""

_LANGUAGE_LENGTH = 3000
_WORDS = re.compile(r"[^\W\d_]+")
_FUNCTION_WORDS = {
    "en": frozenset("the of and to in that for its on by with which or this as".split()),
    "fr": frozenset("le la les de des du et à dans que pour ses son sur par au aux".split()),
    "es": frozenset("el la los las de del y en que para su sus por con al".split()),
    "de": frozenset("der die das und des den zu von auf dem für mit im eine".split()),
    "ar": frozenset("في من على إلى أن التي عن مع هذا هذه بما وفي".split()),
    "ru": frozenset("и в на с по к о для что его как от".split()),
}


def choose(text: str, profiles: Sequence[Profile], name: str | None = None) -> Profile | None:
    """The profile that the head of a text speaks for most; the generic one if for none.

    Raises:
        KeyError: `name` is given and names no profile.
    """
    if name is not None:
        return {profile.name: profile for profile in profiles}[name]
    head = text[:_EVIDENCE_LENGTH]
    best: Profile | None = None
    highest = _MENTION
    held = frozenset(
        _signs(tuple(profiles)).find_matches_as_strings(head.lower(), overlapping=True)
    )
    for profile in profiles:
        score = profile.score(head, held)
        if score > highest:
            best, highest = profile, score
    return best or next((profile for profile in profiles if profile.generic), None)


@lru_cache(maxsize=4)
def _signs(profiles: tuple[Profile, ...]) -> AhoCorasick:
    """Finds, in one pass, the strings without which no evidence of the profiles matches."""
    return AhoCorasick(sorted({sign for p in profiles for e in p.evidence for sign in e.has}))


def language_of(text: str) -> str:
    """The language with most function words in the text; English if none has any.

    >>> language_of("Décide de rester saisi de la question,"), language_of("يقرر أن يبقي في")
    ('fr', 'ar')
    """
    words = Counter(_WORDS.findall(text[:_LANGUAGE_LENGTH].lower()))
    counts = {
        language: sum([words[word] for word in known if word in words])
        for language, known in _FUNCTION_WORDS.items()
    }
    best = max(counts, key=lambda language: counts[language])
    return best if counts[best] > 0 else "en"
