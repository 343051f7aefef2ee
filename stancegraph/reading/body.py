"""Reads the body of a resolution: each block becomes a provision or a piece of furniture."""

from __future__ import annotations

from dataclasses import dataclass, field

from stancegraph.model import Furniture, Issue, ParagraphKind, Span, Words
from stancegraph.reading.blocks import Block
from stancegraph.reading.boundary import best_split, operative_score
from stancegraph.reading.joining import Joiner
from stancegraph.reading.markers import Style
from stancegraph.reading.openers import Openers, Opening
from stancegraph.reading.provisions import Draft, find_parent

_TAIL = frozenset({"vote", "closing", "footnote"})


@dataclass(frozen=True, slots=True)
class Item:
    """A block with its words behind the marker, and the act that opens them."""

    block: Block
    extent: Span
    words: Words
    marker: Span | None
    opening: Opening | None


@dataclass(slots=True)
class Body:
    """What was read: provisions in the making, furniture, issues."""

    drafts: list[Draft] = field(default_factory=list)
    furniture: list[Furniture] = field(default_factory=list)
    issues: list[Issue] = field(default_factory=list)


def read_body(blocks: tuple[Block, ...], joiner: Joiner, openers: Openers) -> Body:
    """The provisions and the furniture of a body's blocks."""
    body = Body()
    items = [_item(block, joiner, openers) for block in blocks]
    split = best_split([_score(item) for item in items])
    for number, item in enumerate(items):
        if item.block.anchor in _TAIL:
            body.furniture.append(Furniture(str(item.block.anchor), item.extent, item.words))
        else:
            body.drafts.append(_draft(item, body.drafts, operative=number >= split))
    return body


def _item(block: Block, joiner: Joiner, openers: Openers) -> Item:
    marker = block.marker
    words = joiner.words(block, marker.rest if marker else 0)
    span = joiner.span(block.start, block.start + marker.end) if marker else None
    return Item(block, joiner.extent(block), words, span, openers.find(words.text, fuzzy=True))


def _score(item: Item) -> float:
    if item.block.anchor in _TAIL or (item.opening is None and item.block.marker is None):
        return 0.0
    return operative_score(item.words.text, item.block.marker, item.opening)


def _draft(item: Item, before: list[Draft], *, operative: bool) -> Draft:
    draft = Draft(
        kind=_kind(item, operative=operative),
        start=item.extent.start,
        end=item.extent.end,
        words=[item.words],
        marker=item.marker,
    )
    marker = item.block.marker
    if marker is not None:
        draft.style, draft.number = marker.style, marker.number or None
    if draft.kind is ParagraphKind.SUB:
        draft.parent = find_parent(draft, before)
        if draft.parent is None:
            draft.kind = ParagraphKind.OPERATIVE if operative else ParagraphKind.PREAMBULAR
    return draft


def _kind(item: Item, *, operative: bool) -> ParagraphKind:
    marker = item.block.marker
    main = ParagraphKind.OPERATIVE if operative else ParagraphKind.PREAMBULAR
    if marker is None:
        complete = item.opening is not None or item.block.lines[-1].ends
        return main if complete else ParagraphKind.HEADING
    if marker.style is Style.NUMBER and not marker.bracketed:
        return main
    if marker.style is Style.CAPITAL and not operative:
        return main
    return ParagraphKind.SUB
