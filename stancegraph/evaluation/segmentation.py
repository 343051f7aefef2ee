"""Counts how far the structure agrees: paragraphs, their kinds, the verbs that open them."""

from __future__ import annotations

from collections.abc import Sequence

from stancegraph.evaluation.gold import GoldParagraph
from stancegraph.evaluation.scores import Score, compare
from stancegraph.evaluation.tallies import Tally
from stancegraph.model import Document, Paragraph, ParagraphKind

_SIDES = {"sub": "operative"}
"""Sub-paragraphs count with the operative part: a recital's own are rare and marked alike."""


def count_structure(tally: Tally, document: Document, gold: Sequence[GoldParagraph]) -> None:
    """Exact agreement of (kind, words); each side of the boundary; openings on agreed words."""
    placed = any(paragraph.where for paragraph in gold)
    found = [
        (paragraph.kind.value, _place(paragraph) if placed else plain(paragraph.words.text))
        for paragraph in provisions(document)
        if not placed or paragraph.kind is not ParagraphKind.HEADING
    ]
    expected = [(unit.kind, str(unit.where) if placed else unit.words) for unit in gold]
    tally.add("segmentation", compare(found, expected))
    for side in ("preambular", "operative"):
        ours = [words for kind, words in found if _SIDES.get(kind, kind) == side]
        theirs = [words for kind, words in expected if _SIDES.get(kind, kind) == side]
        tally.add(f"side {side}", compare(ours, theirs))
    marked = {paragraph.words: paragraph.verb for paragraph in gold if paragraph.verb}
    opened = [p for p in provisions(document) if plain(p.words.text) in marked]
    agreed = sum(opens_with(p, marked[plain(p.words.text)] or "") for p in opened)
    if marked:
        tally.add("openings", Score(agreed, len(opened), len(opened)))


def _place(paragraph: Paragraph) -> str:
    return str((paragraph.span.start, paragraph.span.end))


def provisions(document: Document) -> list[Paragraph]:
    """The paragraphs of a document without those of annexes."""
    kept = []
    for resolution in document.resolutions:
        annexed: set[str | None] = set()
        for paragraph in resolution.paragraphs:
            if paragraph.kind is ParagraphKind.ANNEX or paragraph.parent in annexed:
                annexed.add(paragraph.id)
            else:
                kept.append(paragraph)
    return kept


def plain(words: str) -> str:
    """The words on one line."""
    return " ".join(words.split())


def opens_with(paragraph: Paragraph, verb: str) -> bool:
    """Whether the opening found begins where the gold's words do and shares its verb."""
    act = paragraph.opening
    if act is None:
        return False
    place = paragraph.words.within(act.span)
    return place.start < len(verb) and paragraph.words.text.startswith(verb)
