"""How much of what was printed is read again."""

from __future__ import annotations

from collections.abc import Iterable

from rapidfuzz import fuzz
from typesetting.layouts import Block, Unit

from stancegraph.evaluation.scores import Score, compare
from stancegraph.model import Document

ALIKE = 88.0


def expected(blocks: Iterable[Block]) -> list[Unit]:
    return [block.unit for block in blocks if block.unit]


def found(document: Document) -> list[Unit]:
    return [
        Unit(p.kind.value, p.number, " ".join(p.words.text.split()))
        for resolution in document.resolutions
        for p in resolution.paragraphs
    ]


def segmentation(document: Document, blocks: Iterable[Block]) -> Score:
    """Exact agreement of kind and words, numbers apart."""
    ours = [(unit.kind, unit.words) for unit in found(document)]
    return compare(ours, [(unit.kind, unit.words) for unit in expected(blocks)])


def numbering(document: Document, blocks: Iterable[Block]) -> Score:
    """Agreement of kind and number, in whatever words."""
    ours = [(unit.kind, unit.number) for unit in found(document)]
    return compare(ours, [(unit.kind, unit.number) for unit in expected(blocks)])


def likeness(document: Document, blocks: Iterable[Block]) -> Score:
    """Agreement of kind and, nearly, of words: for texts with misprints."""
    ours, theirs = found(document), expected(blocks)
    left = list(ours)
    agreed = 0
    for unit in theirs:
        match = next(
            (
                other
                for other in left
                if other.kind == unit.kind and fuzz.ratio(other.words, unit.words) > ALIKE
            ),
            None,
        )
        if match is not None:
            agreed += 1
            left.remove(match)
    return Score(agreed, len(ours), len(theirs))
