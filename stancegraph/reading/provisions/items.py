"""The blocks of a body with their words and opening acts, and what they say of the whole body."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from stancegraph.model import Span, Words
from stancegraph.reading.acts.finder import ActFinder
from stancegraph.reading.acts.openers import Opening
from stancegraph.reading.lines.blocks import Block
from stancegraph.reading.lines.joining import Joiner
from stancegraph.reading.provisions.boundary import best_split, operative_score
from stancegraph.reading.provisions.markers import Marker, Style, ordinal

FURNITURE = frozenset(
    {"vote", "closing", "footnote", "formula", "running-head", "enacting", "symbol", "adoption"}
)
"""The kinds of block that are no provisions."""

TAIL = frozenset({"vote", "closing"})
"""The kinds of block that end a resolution."""


@dataclass(frozen=True, slots=True)
class Item:
    """A block with its words behind the marker, and the act that opens them.

    `quoted` tells that it stands within quotation marks of its own.
    """

    block: Block
    extent: Span
    words: Words
    marker: Marker | None
    marker_span: Span | None
    opening: Opening | None
    quoted: bool = False

    @property
    def style(self) -> Style | None:
        """The series of its marker; (1) is another series than 1."""
        return self.marker.style if self.marker else None

    @property
    def bare(self) -> bool:
        """Whether its words are an act alone: "DECIDES:", "considering"."""
        if self.opening is None or len(self.words.text) > self.opening.end + 12:
            return False
        rest = self.words.text[self.opening.end :].strip(" ,:;.–—-").lower()
        return rest in _JOINTS

    @property
    def announces(self) -> bool:
        """Whether it goes on in a list: "calls upon:", "considering", "URGES States"."""
        text = self.words.text
        return text[-1:] in (":", "：", "—", "–") or (
            self.opening is not None and text[-1:].isalnum()
        )


_QUOTES = {"“": "”", '"': '"', "«": "»", "„": "“"}
_PARTICIPLE = re.compile(
    r"(?:Having\s+[a-z]+(?:ed|en|t)\b|[A-Z][a-z]{2,}ing\b|[A-ZÀ-Ý][^\W\d_]{3,}ant\b|[A-Z][^\W\d_]{2,}[ai]e?ndo\b)"
    r"[^.;:]*[,;]$"
)
"""A recital by its form, whose verb no table has."""

_PARTICIPLE_SCORE = -1.5
_OPENING, _CLOSING = ("“", "«", "„"), ("”", "»")
_STOPS = ";,. "
_JOINTS = frozenset({"", "that", "to", "the following", "also", "further", "and", "in particular"})


@dataclass(frozen=True, slots=True)
class Outline:
    """What holds for the whole body: where the operative part begins, how it is numbered."""

    split: int
    numbered: bool
    bracketed: bool


def make_items(blocks: Sequence[Block], joiner: Joiner, finder: ActFinder) -> Iterator[Item]:
    """The items of blocks; a lone number is a marker too where it goes on with a list."""
    before: Item | None = None
    for block in blocks:
        item = make_item(block, joiner, finder, listed=_goes_on(before, block.marker))
        before = before if block.anchor in FURNITURE else item
        yield item


def _goes_on(before: Item | None, marker: Marker | None) -> bool:
    """Whether a number that no stop follows is the next one of a list: "1 the provisions ..."."""
    if before is None or marker is None or marker.style is not Style.NUMBER:
        return False
    place = ordinal(marker.number, marker.style)
    if place == 1:
        return before.announces
    last = before.marker  # a bare one as well: no stop or bracket behind the number
    listed = last is not None and last.style is Style.NUMBER and last.end == len(last.number)
    return listed and last is not None and ordinal(last.number, last.style) + 1 == place


def _unquoted(words: Words, *, marked: bool) -> Words:
    """The words of a paragraph that is quoted as a whole, as statements quote each paragraph.

    `marked` tells that the opening quotation mark stands before its marker.
    """
    text = words.text
    if marked:
        return words.slice(0, len(text) - (text[-1:] in _QUOTES.values())).strip()
    closing = _QUOTES.get(text[:1])
    if closing is None:
        return words
    inner = text[1:].rstrip(_STOPS)
    ended = inner.endswith(closing)
    inner = inner.removesuffix(closing)
    if text[0] in inner or closing in inner:
        return words
    end = 1 + len(inner)
    return words.without([(0, 1), (end, end + 1)] if ended else [(0, 1)]).strip()


def make_item(block: Block, joiner: Joiner, finder: ActFinder, *, listed: bool = False) -> Item:
    """The item of a block; `listed` tells that its number goes on with a list."""
    marker = block.marker
    words = joiner.words(block, marker.rest if marker else 0)
    opening = None if block.anchor in FURNITURE else finder.opening(words.text)
    if marker is not None and not (marker.counts or listed) and opening is None:
        marker, words = None, joiner.words(block)
    marked = marker is not None and block.lines[0].text[0] in _QUOTES
    plain = _unquoted(words, marked=marked)
    quoted, words = marked or plain is not words, plain
    span = joiner.span(block.start, block.start + marker.end) if marker else None
    return Item(block, joiner.extent(block), words, marker, span, opening, quoted)


def outline(items: Sequence[Item]) -> Outline:
    """The outline of a body: where it is split, and the series of the main operative paragraphs.

    "RESOLVES:" splits it; else the best split of the whole.
    """
    enacted = (n for n, item in enumerate(items) if item.block.anchor == "enacting")
    split = next(enacted, None) or best_split(list(_scores(items)))
    markers = [item.marker for item in items[split:] if item.style is Style.NUMBER]
    plain = [marker for marker in markers if marker and not marker.bracketed]
    first = next((marker for marker in markers if marker), None)
    bracketed = bool(first and first.bracketed and not plain)
    return Outline(split, numbered=len(markers if bracketed else plain) > 1, bracketed=bracketed)


def _scores(items: Sequence[Item]) -> Iterator[float]:
    """How operative each item looks; a text that one of them quotes says nothing of that."""
    inside = False
    before: Item | None = None
    for item in items:
        first, last = item.block.lines[0].text, item.block.lines[-1].text
        starts = before is not None and before.announces and _performs(before)
        inside = inside or (starts and first[0] in _OPENING)
        yield 0.0 if inside else _score(item)
        if inside and last.rstrip(_STOPS)[-1:] in _CLOSING:
            inside = False
        before = item


def _performs(item: Item) -> bool:
    return item.opening is not None and item.opening.section == "op"


def _score(item: Item) -> float:
    if item.block.anchor in FURNITURE or item.block.anchor == "annex":
        return 0.0
    if item.opening is None and item.marker is None:
        return _PARTICIPLE_SCORE if _PARTICIPLE.match(item.words.text) else 0.0
    return operative_score(item.words.text, item.marker, item.opening)
