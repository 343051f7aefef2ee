"""Gives the furniture of pages to the resolutions between whose lines it stood."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from stancegraph.model import Furniture, Resolution
from stancegraph.reading.lines.blocks import Block
from stancegraph.reading.lines.joining import Joiner
from stancegraph.reading.lines.paging import Aside


def with_asides(
    resolutions: Sequence[Resolution], asides: Sequence[Aside], joiner: Joiner
) -> Iterator[Resolution]:
    """The resolutions with running heads and footnotes; what precedes the first is its own."""
    pieces = [_piece(aside, joiner) for aside in asides]
    for place, resolution in enumerate(resolutions):
        start = _start(resolution) if place else 0
        end = _start(resolutions[place + 1]) if place + 1 < len(resolutions) else None
        own = [p for p in pieces if start <= p.span.start and (end is None or p.span.start < end)]
        if own:
            furniture = sorted((*resolution.furniture, *own), key=lambda piece: piece.span)
            yield replace(resolution, furniture=tuple(furniture))
        else:
            yield resolution


def _piece(aside: Aside, joiner: Joiner) -> Furniture:
    block = Block(aside.lines, aside.kind)
    return Furniture(aside.kind, joiner.extent(block), joiner.words(block))


def _start(resolution: Resolution) -> int:
    starts = [piece.span.start for piece in resolution.furniture]
    starts += [paragraph.span.start for paragraph in resolution.paragraphs]
    return min(starts, default=0)
