"""Measures one document as read against its gold: paragraphs, acts, names, citations, stances."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from stancegraph.evaluation.gold import GoldAct, GoldCitation, GoldDocument, GoldStance
from stancegraph.evaluation.names import Names, load_names, same_family
from stancegraph.evaluation.scores import Score, compare
from stancegraph.model import Act, Citation, Document, Level, ParagraphKind, Span, Stance
from stancegraph.reading import Lexicon

_KINDS = (ParagraphKind.PREAMBULAR, ParagraphKind.OPERATIVE, ParagraphKind.SUB)
_NAMED = ("state", "organisation", "people", "office", "group")
_WORD = re.compile(r"\w+")
_OVERLAP = 0.5

Ours = TypeVar("Ours")
Gold = TypeVar("Gold")


@dataclass(frozen=True, slots=True)
class Measures:
    """The scores of one document, or of several added up."""

    paragraphs: Score
    openings: Score
    acts: Score
    mentions: Score
    links: Score
    citations: Score
    direct: Score
    derived: Score

    def __add__(self, other: Measures) -> Measures:
        return Measures(
            *(getattr(self, name) + getattr(other, name) for name in Measures.__slots__)
        )


def measure(document: Document, gold: GoldDocument, lexicon: Lexicon) -> Measures:
    """All measures of a document against the annotation of the same text.

    Raises:
        ValueError: the texts differ, so that offsets would not mean the same.
    """
    if document.source.text != gold.text:
        raise ValueError(f"{gold.name}: not the text that was annotated")
    names = load_names()
    ours = [act for r in document.resolutions for p in r.paragraphs for act in p.acts]

    def same_act(ours: Act, theirs: GoldAct) -> bool:
        """Overlapping words, and the same head of the lemma or the same act."""
        same = _head(ours.lemma) == _head(theirs.lemma) or ours.act == names.act(theirs.concept)
        return same and ours.span.overlaps(theirs.span)

    opening = [act for act in gold.acts if act.role == "opening"]
    stances = [stance for r in document.resolutions for stance in r.stances]
    return Measures(
        paragraphs=_paragraphs(document, gold),
        openings=_matched([a for a in ours if a.role == "opening"], opening, same_act),
        acts=_matched(ours, gold.acts, same_act),
        mentions=_mentions(document, gold, names),
        links=_links(document, gold, names),
        citations=_citations(document, gold),
        direct=_stances(stances, gold, names, lexicon, direct=True),
        derived=_stances(stances, gold, names, lexicon, direct=False),
    )


def _paragraphs(document: Document, gold: GoldDocument) -> Score:
    found = [
        (p.kind.value, p.span.start, p.span.end)
        for r in document.resolutions
        for p in r.paragraphs
        if p.kind in _KINDS
    ]
    return compare(found, [(unit.kind, unit.span.start, unit.span.end) for unit in gold.units])


def _matched(
    found: Sequence[Ours], expected: Sequence[Gold], same: Callable[[Ours, Gold], bool]
) -> Score:
    """Each unit found agrees with at most one expected, the first that is the same."""
    left = list(expected)
    agreed = 0
    for unit in found:
        match = next((other for other in left if same(unit, other)), None)
        if match is not None:
            left.remove(match)
            agreed += 1
    return Score(agreed, len(found), len(expected))


def _head(lemma: str) -> str:
    words = [word for word in lemma.split() if word not in ("be", "not", "to")]
    return words[0] if words else lemma


def _mentions(document: Document, gold: GoldDocument, names: Names) -> Score:
    """Exact boundaries of states, organisations, peoples, offices and groups."""
    found = {
        (m.span.start, m.span.end)
        for r in document.resolutions
        for m in r.mentions
        if m.kind in _NAMED
    }
    expected = {(m.span.start, m.span.end) for m in gold.mentions if names.kind(m.type) in _NAMED}
    return compare(found, expected)


def _links(document: Document, gold: GoldDocument, names: Names) -> Score:
    """On names whose boundaries agree: the entity, where the table knows the gold's."""
    entities = {
        (m.span.start, m.span.end): m.entity for r in document.resolutions for m in r.mentions
    }
    known = [
        (entities[m.span.start, m.span.end], names.entity(m.entity))
        for m in gold.mentions
        if names.entity(m.entity) and (m.span.start, m.span.end) in entities
    ]
    agreed = sum(ours == theirs for ours, theirs in known)
    return Score(agreed, len(known), len(known))


def _citations(document: Document, gold: GoldDocument) -> Score:
    found = [citation for r in document.resolutions for citation in r.citations]
    return _matched(found, gold.citations, _same_citation)


def _same_citation(ours: Citation, gold: GoldCitation) -> bool:
    if not ours.span.overlaps(gold.span):
        return False
    forms = gold.normalised.split(";")
    return ours.is_self or ours.identifier in forms or ours.identifier is None


def _stances(
    found: Sequence[Stance], gold: GoldDocument, names: Names, lexicon: Lexicon, *, direct: bool
) -> Score:
    """Holder, family of the act, sign, and at least half of the target's words in common."""

    def same(ours: Stance, theirs: GoldStance) -> bool:
        return (
            ours.holder == names.entity(theirs.holder)
            and _sign(ours.polarity) == _sign(theirs.polarity)
            and (not direct or same_family(ours.act, names.act(theirs.concept), lexicon))
            and ours.target.span is not None
            and shared_words(ours.target.span, theirs.target) >= _OVERLAP
        )

    ours = [stance for stance in found if (stance.level is Level.DIRECT) == direct]
    theirs = [stance for stance in gold.stances if (stance.level == "direct") == direct]
    return _matched(ours, theirs, same)


def _sign(polarity: float) -> int:
    return (polarity > 0.1) - (polarity < -0.1)


def shared_words(span: Span, other: Span) -> float:
    """The share of words that two spans of one text have in common (intersection over union)."""
    ours = {span.start + match.start() for match in _WORD.finditer(span.text)}
    theirs = {other.start + match.start() for match in _WORD.finditer(other.text)}
    return len(ours & theirs) / len(ours | theirs) if ours | theirs else 0.0
