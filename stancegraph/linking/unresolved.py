"""Capitalised words that look like names but that the register does not know, for its curators."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from rapidfuzz import fuzz, process, utils

from stancegraph.linking.linker import Linker
from stancegraph.linking.register import Register
from stancegraph.model import Citation, Mention

_WORD = r"[A-Z][\w’'\-]*[\w]"
_NAME = re.compile(
    rf"{_WORD}(?:(?:\s+(?:of|for|on|and|the|to|in|against|de|du|al|bin)){{0,3}}\s+{_WORD})*"
)
_SENTENCE_START = re.compile(r"(?:^|[.;:!?)\]”\"]\s*|\n\s*)$")
_CUTOFF = 85.0
_LONGEST = 12


@dataclass(frozen=True, slots=True)
class Unresolved:
    """Words that look like a name, how often they stand, and names of the register like them.

    `suggestions` are relative IRIs; they are only likenesses of spelling, never links.
    """

    words: str
    count: int
    suggestions: tuple[str, ...] = ()


def unresolved_in(text: str, known: Iterable[Mention | Citation]) -> Iterator[str]:
    """The capitalised sequences of a text that no mention and no citation touches.

    A single capitalised word at the start of a sentence is no sign of a name.
    """
    taken = sorted((each.span.start, each.span.end) for each in known)
    at = 0
    for match in _NAME.finditer(text):
        while at < len(taken) and taken[at][1] <= match.start():
            at += 1
        if at < len(taken) and taken[at][0] < match.end():
            continue
        words = match.group().split()
        at_start = _SENTENCE_START.search(text, max(0, match.start() - 4), match.start())
        if at_start:
            words = words[1:]
        while words and not words[0][0].isupper():
            words = words[1:]
        if words and len(words) <= _LONGEST and not (len(words) == 1 and len(words[0]) < 3):
            yield " ".join(words)


def count_unresolved(
    names: Iterable[str], linker: Linker, *, at_least: int = 1, suggest: bool = True
) -> tuple[Unresolved, ...]:
    """Unresolved names by falling count, with the entities whose names are spelled alike."""
    counts = Counter(names)
    entities = _names_by_text(linker.register) if suggest else {}
    return tuple(
        Unresolved(words, count, suggestions(words, entities))
        for words, count in sorted(counts.items(), key=lambda item: (-item[1], item[0]))
        if count >= at_least
    )


def suggestions(words: str, entities: dict[str, list[str]], limit: int = 3) -> tuple[str, ...]:
    """The entities of the names most like the words; none below a likeness of 85 of 100."""
    alike = (entity for entity, _ in likenesses(words, entities, limit))
    return tuple(alike)[:limit]


def likenesses(
    words: str, entities: dict[str, list[str]], limit: int = 3
) -> tuple[tuple[str, float], ...]:
    """The entities of the `limit` names most like the words, with how alike, from 85 to 100."""
    alike = process.extract(
        words,
        entities.keys(),
        scorer=fuzz.ratio,
        processor=utils.default_process,
        limit=limit,
        score_cutoff=_CUTOFF,
    )
    best: dict[str, float] = {}
    for name, score, _ in alike:
        for entity in entities[name]:
            best.setdefault(entity, score)
    return tuple(best.items())


def likeness(words: str, name: str) -> float:
    """How alike two names are spelled, from 0 to 100, case and punctuation levelled.

    >>> likeness("S/RES/2672 (2023)", "s-res-2672-2023")
    100.0
    """
    return float(fuzz.ratio(words, name, processor=_levelled))


def _levelled(words: str) -> str:
    return " ".join(utils.default_process(words).split())


def _names_by_text(register: Register) -> dict[str, list[str]]:
    by_text: defaultdict[str, list[str]] = defaultdict(list)
    for name in register.names:
        if name.language == "en":
            by_text[name.text].append(name.entity)
    return dict(by_text)
