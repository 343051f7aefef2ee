"""Finds the resolutions in a text: each has a cover, an enacting formula and a body."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import zip_longest

from stancegraph.reading.lines.blocks import Block
from stancegraph.reading.provisions.markers import ordinal

_FEWEST_OPENINGS = 2
_OPENING_SHARE = 0.3
_DECIDED = re.compile(r"at\s+(?:its|the)\s+\S+\s+.{0,20}(?:meeting|session)", re.IGNORECASE)
_RECITAL = re.compile(r"whereas\b", re.IGNORECASE)
_COVER = frozenset({"title", "symbol", "session", "adoption", "part", "cover"})
_TAIL = frozenset({"vote", "closing", "annex", "footnote"})


@dataclass(frozen=True, slots=True)
class Region:
    """The blocks of one resolution; the collection's own cover stands before the first."""

    cover: tuple[Block, ...]
    formula: Block | None
    body: tuple[Block, ...]


def find_regions(
    blocks: list[Block], opens: Callable[[Block], bool]
) -> tuple[tuple[Block, ...], list[Region]]:
    """The blocks before the first resolution, and the resolutions in order.

    Each formula opens the body of a resolution. Its cover reaches back to the last title between
    the formula and the body before it, so that index rows that look like titles stay outside.
    Without any formula the body begins where the first blocks open with an act (`opens`).
    """
    formulas = [number for number, block in enumerate(blocks) if block.anchor == "formula"]
    heads = sorted({*formulas, *_bare_titles(blocks, formulas, opens)})
    if not heads or (len(heads) == 1 and not formulas):
        return (), list(_without_formula(blocks, opens))
    starts = []
    floor = 0
    for head in heads:
        starts.append(_cover_start(blocks, floor, head + (blocks[head].anchor == "title")))
        floor = head + 1
    ends = [*starts[1:], len(blocks)]
    regions = [_region(blocks, places, opens) for places in zip(starts, heads, ends, strict=True)]
    return tuple(blocks[: starts[0]]), regions


def _region(
    blocks: list[Block], places: tuple[int, int, int], opens: Callable[[Block], bool]
) -> Region:
    """The region from its cover over its formula, or title where it has none, to its end."""
    start, head, end = places
    if blocks[head].anchor == "title":
        return Region(tuple(blocks[start : head + 1]), None, tuple(blocks[head + 1 : end]))
    body = _body_start(blocks, start, head, opens)
    before, behind = blocks[body:head], blocks[head + 1 : end]
    return Region(tuple(blocks[start:body]), blocks[head], (*before, *behind))


def _bare_titles(
    blocks: list[Block], formulas: list[int], opens: Callable[[Block], bool]
) -> Iterator[int]:
    """The titles directly before an act, of decisions that have no formula: "At its ... decided".

    What stands before such a title ends a resolution, or nothing does.
    """
    titles = [number for number, block in enumerate(blocks) if block.anchor == "title"]
    for title, following in zip_longest(titles, titles[1:], fillvalue=len(blocks)):
        behind = title + 1
        if behind >= len(blocks) or any(title < formula < following for formula in formulas):
            continue
        ended = title == 0 or blocks[title - 1].anchor in _TAIL or blocks[title - 1].lines[-1].ends
        if ended and blocks[behind].anchor is None and _DECIDED.match(blocks[behind].lines[0].text):
            yield from [title] if opens(blocks[behind]) else []


def _without_formula(blocks: list[Block], opens: Callable[[Block], bool]) -> Iterator[Region]:
    title = max((n for n, block in enumerate(blocks) if block.anchor == "title"), default=-1)
    recitals = [n for n, block in enumerate(blocks) if _RECITAL.match(block.lines[0].text)]
    if len(recitals) >= _FEWEST_OPENINGS:
        title = max(title, recitals[0] - 1)
    opening = [number for number in range(title + 1, len(blocks)) if opens(blocks[number])]
    titled = 0 <= title == min(opening, default=-1) - 1
    if len(opening) < (1 if titled else _FEWEST_OPENINGS):
        return
    start = opening[0]
    while start > title + 1 and _numbers_before(blocks[start - 1], blocks[start]):
        start -= 1
    body = blocks[start:]
    if len(opening) >= _OPENING_SHARE * len(body):
        yield Region(tuple(blocks[:start]), None, tuple(body))


def _numbers_before(block: Block, following: Block) -> bool:
    """Whether a block is the paragraph numbered directly before another."""
    one, two = block.marker, following.marker
    if one is None or two is None or not (one.sure and two.sure) or one.style is not two.style:
        return False
    return ordinal(one.number, one.style) + 1 == ordinal(two.number, two.style)


def _cover_start(blocks: list[Block], floor: int, formula: int) -> int:
    """The first block of a cover that ends before `formula` and begins at `floor` or later."""
    for number in range(formula - 1, floor - 1, -1):
        if blocks[number].anchor == "title":
            return _with_heads(blocks, floor, number)
    if floor == 0:
        return 0
    start = formula
    while start > floor and _may_be_cover(blocks[start - 1]):
        start -= 1
    return start


def _body_start(
    blocks: list[Block], start: int, formula: int, opens: Callable[[Block], bool]
) -> int:
    """Where the body begins: at the formula, or at recitals that stand before it ("Whereas")."""
    for number in range(start + 1, formula):
        if (
            blocks[number].anchor is None
            and blocks[number].lines[-1].ends
            and not (number + 1 == formula and blocks[number].lines[-1].text[-1] == ":")
            and opens(blocks[number])
        ):
            return number
    return formula


def _with_heads(blocks: list[Block], floor: int, title: int) -> int:
    """The title's place, or that of the symbol and session lines directly before it."""
    if floor == 0:
        return title
    start = title
    while start > floor and blocks[start - 1].anchor in _COVER:
        start -= 1
    return start


def _may_be_cover(block: Block) -> bool:
    return (
        block.anchor not in _TAIL
        and block.marker is None
        and not block.lines[-1].ends
        and len(block.lines) < 6
    )
