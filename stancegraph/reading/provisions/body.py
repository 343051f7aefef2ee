"""Reads the body of a resolution: each block becomes a provision or a piece of furniture."""

from __future__ import annotations

from dataclasses import dataclass, field

from stancegraph.model import Furniture, Issue, ParagraphKind
from stancegraph.reading.acts.finder import ActFinder
from stancegraph.reading.acts.lexicon_tables import organs
from stancegraph.reading.facts.dates import find_date
from stancegraph.reading.lines.blocks import Block
from stancegraph.reading.lines.joining import Joiner
from stancegraph.reading.provisions.drafts import Draft, find_parent
from stancegraph.reading.provisions.items import FURNITURE, TAIL, Item, Outline, make_items, outline
from stancegraph.reading.provisions.kinds import in_quotation, kind_of

_ARTICLES = ("the ", "el ", "la ", "le ", "l’", "l'")
_LONGEST_SYMBOL, _LONGEST_NAME = 3, 120


@dataclass(slots=True)
class Body:
    """What was read: provisions in the making, furniture, issues."""

    drafts: list[Draft] = field(default_factory=list)
    furniture: list[Furniture] = field(default_factory=list)
    issues: list[Issue] = field(default_factory=list)
    annex: Draft | None = None


def read_body(blocks: tuple[Block, ...], joiner: Joiner, finder: ActFinder) -> Body:
    """The provisions and the furniture of a body's blocks."""
    body = Body()
    items = list(make_items(blocks, joiner, finder))
    whole = outline(items)
    tail: str | None = None
    for number, item in enumerate(items):
        kind = item.block.anchor if item.block.anchor in FURNITURE else None
        if kind == "symbol" and (body.annex is not None or not _is_symbol(item)):
            kind = None
        if kind is None and _enacts(item, items[number + 1 : number + 2]):
            kind = "formula"
        if kind is None and tail and _stays_in_tail(item):
            kind = "footnote" if _is_note(item) else tail
        tail = kind if kind in TAIL else tail if kind == "footnote" else None
        if kind is None and body.annex is None and _is_row(item):
            kind = "table"
        if kind is not None:
            kind = "formula" if kind == "enacting" else kind
            body.furniture.append(Furniture(kind, item.extent, item.words))
        elif body.annex is not None or item.block.anchor == "annex":
            _take_annex(body, item)
        else:
            _take(body, item, whole, operative=number >= whole.split)
    return body


def _is_row(item: Item) -> bool:
    """Whether a block is rows of a table of Markdown."""
    lines = item.block.lines
    return lines[0].text[0] == "|" and all(line.text[0] == line.text[-1] == "|" for line in lines)


def _is_symbol(item: Item) -> bool:
    """Whether a block is a symbol alone."""
    return item.marker is None and len(item.words.text.split()) <= _LONGEST_SYMBOL


def _enacts(item: Item, behind: list[Item]) -> bool:
    """Whether a block names the body whose "RESOLVES:" stands in the next one.

    So does a body in capitals, between what it recalls and the first of what it resolves.
    """
    text = item.words.text
    if not behind or item.block.anchor is not None or item.opening is not None:
        return False
    if not text.lower().startswith(_ARTICLES) or text[-1] in ".;:" or len(text) > _LONGEST_NAME:
        return False
    if behind[0].block.anchor == "enacting":
        return True
    opening = behind[0].opening
    named = not organs().isdisjoint(text.lower().split())
    return text.isupper() and named and opening is not None and opening.section == "op"


def _is_note(item: Item) -> bool:
    """Whether a block in the tail is a footnote: it begins with a number that is not of a day."""
    text = item.words.text
    day = find_date(text)
    return text[0].isdigit() and (day is None or day.start > 0)


def _stays_in_tail(item: Item) -> bool:
    """Whether a block behind a vote or a closing formula still belongs to it."""
    return item.block.anchor is None and item.opening is None and item.marker is None


def _take(body: Body, item: Item, whole: Outline, *, operative: bool) -> None:
    kind = kind_of(item, whole, body.drafts, operative=operative)
    draft = _draft(item, kind)
    draft.quoted = item.quoted and in_quotation(body.drafts)
    if kind is ParagraphKind.HEADING and _repeats(draft, body.drafts):
        body.furniture.append(Furniture("running-head", item.extent, item.words))
        return
    if kind is ParagraphKind.SUB:
        draft.parent = find_parent(draft, body.drafts)
        if draft.parent is None:
            draft.kind = ParagraphKind.OPERATIVE if operative else ParagraphKind.PREAMBULAR
    body.drafts.append(draft)


def _take_annex(body: Body, item: Item) -> None:
    draft = _draft(item, ParagraphKind.ANNEX)
    if item.block.anchor == "annex" or body.annex is None:
        body.annex = draft
    else:
        siblings = body.drafts[body.drafts.index(body.annex) + 1 :]
        draft.parent = find_parent(draft, siblings, root=body.annex) if draft.style else body.annex
    body.drafts.append(draft)


def _draft(item: Item, kind: ParagraphKind) -> Draft:
    marker = item.marker
    return Draft(
        kind=kind,
        start=item.extent.start,
        end=item.extent.end,
        words=[item.words],
        marker=item.marker_span,
        style=marker.style if marker else None,
        bracketed=bool(marker and marker.bracketed),
        announces=item.announces,
        number=(marker.number or None) if marker else None,
        framed=item.quoted,
    )


def _repeats(draft: Draft, before: list[Draft]) -> bool:
    """Whether a heading repeats the words of the one directly before it."""
    return (
        bool(before)
        and before[-1].kind is ParagraphKind.HEADING
        and before[-1].words[0].text.endswith(draft.words[0].text)
    )
