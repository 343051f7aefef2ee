"""Gives what is no text to the resolutions between whose lines it stood: pages, lone markup."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from stancegraph.model import Furniture, Resolution, Span, Words
from stancegraph.reading.lines.blocks import Block
from stancegraph.reading.lines.joining import Joiner
from stancegraph.reading.lines.paging import Aside


def with_asides(
    resolutions: Sequence[Resolution], asides: Sequence[Aside], joiner: Joiner
) -> Iterator[Resolution]:
    """The resolutions with running heads and footnotes; what precedes the first is its own.

    So is markup that stands alone, of which cleaning left no word.
    """
    pieces = [_piece(aside, joiner) for aside in asides]
    pieces += _lone(resolutions, pieces, joiner)
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


def _lone(
    resolutions: Sequence[Resolution], pieces: Sequence[Furniture], joiner: Joiner
) -> Iterator[Furniture]:
    """What no provision and no piece covers."""
    units = [piece.span for piece in pieces]
    for each in resolutions:
        units += [piece.span for piece in each.furniture]
        units += [paragraph.span for paragraph in each.paragraphs]
    done = 0
    source = joiner.source
    for start, end in (*sorted((u.start, u.end) for u in units), (len(source), len(source))):
        left = source[done:start].strip() if start > done else ""
        if left:
            first = source.index(left, done)
            yield Furniture("markup", *_raw(source, first, first + len(left)))
        done = max(done, end)


def _raw(source: str, start: int, end: int) -> tuple[Span, Words]:
    return Span(start, end, source[start:end]), Words.of(source, start, end)


def _start(resolution: Resolution) -> int:
    starts = [piece.span.start for piece in resolution.furniture]
    starts += [paragraph.span.start for paragraph in resolution.paragraphs]
    return min(starts, default=0)
