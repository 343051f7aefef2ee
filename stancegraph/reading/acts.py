"""Finds the acts of a paragraph: opening, coordinated, participial, embedded."""

from __future__ import annotations

import re
from collections.abc import Iterator

from stancegraph.model import Act, Role, Span, Words
from stancegraph.reading.openers import Openers, Opening, Stretch

_COORDINATED = re.compile(r"(?:[,;]\s+(?:and|but)|\sand|;|,)\s+(?=[a-z])")
_SECTIONS = {"op": "op", "pre": "pre"}


class ActFinder:
    """Finds acts with one lexicon."""

    def __init__(self, openers: Openers) -> None:
        self._openers = openers

    def find(self, words: Words) -> tuple[Act, ...]:
        """The acts of a paragraph, in order of the text."""
        opening = self._openers.find(words.text, fuzzy=True)
        if opening is None:
            return ()
        acts = [_act(words, opening, Role.OPENING)]
        acts.extend(self._further(words, opening))
        return tuple(sorted(acts, key=lambda act: act.span.start))

    def _further(self, words: Words, opening: Opening) -> Iterator[Act]:
        section = opening.section
        end = opening.end
        for joint in _COORDINATED.finditer(words.text, opening.end):
            if joint.end() < end:
                continue
            found = self._openers.find(words.text, joint.end())
            if found is None:
                continue
            role = _role(joint.group(), found, section)
            if role:
                yield _act(words, found, role)
                end = found.end


def _role(joint: str, found: Opening, section: str) -> Role | None:
    """How an act behind a joint stands to the opening one; None if it is no act of the body."""
    joined = "and" in joint or ";" in joint or "but" in joint
    if found.section == section and joined:
        return Role.COORDINATED
    if found.section == "pre" and "," in joint:
        return Role.PARTICIPIAL
    return None


def _act(words: Words, found: Opening, role: Role) -> Act:
    return Act(
        span=words.span(found.start, found.end),
        lemma=found.verb.lemma,
        act=found.verb.act,
        role=role,
        entry=found.verb.id,
        intensifiers=_spans(words, found.intensifiers),
        repetition=_spans(words, found.repetition),
    )


def _spans(words: Words, stretches: tuple[Stretch, ...]) -> tuple[Span, ...]:
    return tuple(words.span(stretch.start, stretch.end) for stretch in stretches)
