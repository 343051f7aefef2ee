"""The source text with every span marked, so that words and statements light each other up."""

from __future__ import annotations

import heapq
from collections.abc import Iterable
from dataclasses import dataclass, field

from markupsafe import Markup, escape

from stancegraph.serving.holding.searching import CLOSE, OPEN


@dataclass(frozen=True, slots=True)
class Marked:
    """A span to be marked: its name on the page, its style, and what is linked behind it."""

    name: str
    start: int
    end: int
    styles: tuple[str, ...]
    title: str = ""
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True, slots=True)
class Note:
    """A small link after a span: to the card of the stance that was read there."""

    number: int
    anchor: str
    title: str


@dataclass(order=True, slots=True)
class _Piece:
    """A span, or what is left of one that another span has cut."""

    start: int
    reach: int
    order: int
    marked: Marked = field(compare=False)
    end: int = field(compare=False)
    first: bool = field(compare=False)


def highlighted(text: str, spans: Iterable[Marked]) -> Markup:
    """The text as nested `mark` elements; a span that crosses another is cut where that ends.

    The first piece of a span carries its name as `id`, every piece as `data-span`.

    >>> highlighted("a <b> c", [Marked("x", 2, 5, ("stance",))])
    Markup('a <mark id="x" data-span="x" class="stance">&lt;b&gt;</mark> c')
    """
    queue = [
        _Piece(span.start, -span.end, order, span, span.end, True)
        for order, span in enumerate(spans)
        if 0 <= span.start < span.end <= len(text)
    ]
    heapq.heapify(queue)
    out: list[str] = []
    open_pieces: list[_Piece] = []
    place = 0
    while queue:
        piece = heapq.heappop(queue)
        place = _closed(text, out, open_pieces, place, piece.start)
        out.append(str(escape(text[place : piece.start])))
        place = piece.start
        if open_pieces and piece.end > open_pieces[-1].end:
            cut = open_pieces[-1].end
            rest = _Piece(cut, -piece.end, piece.order, piece.marked, piece.end, False)
            heapq.heappush(queue, rest)
            piece.end = cut
        out.append(_opening(piece))
        open_pieces.append(piece)
    place = _closed(text, out, open_pieces, place, len(text))
    out.append(str(escape(text[place:])))
    return Markup("".join(out))


def _closed(text: str, out: list[str], open_pieces: list[_Piece], place: int, until: int) -> int:
    """Write the text up to the end of every span that ends by then; returns where that is."""
    while open_pieces and open_pieces[-1].end <= until:
        piece = open_pieces.pop()
        out.append(str(escape(text[place : piece.end])))
        out.append("</mark>")
        place = piece.end
        if place == piece.marked.end:
            out.extend(_link(note) for note in piece.marked.notes)
    return place


def _opening(piece: _Piece) -> str:
    marked = piece.marked
    name = f'id="{escape(marked.name)}" ' if piece.first else ""
    title = f' title="{escape(marked.title)}"' if marked.title else ""
    styles = escape(" ".join(marked.styles))
    return f'<mark {name}data-span="{escape(marked.name)}" class="{styles}"{title}>'


def _link(note: Note) -> str:
    return (
        f'<a class="note" href="#{escape(note.anchor)}" title="{escape(note.title)}">'
        f'<span class="unseen">stance </span>{note.number}</a>'
    )


def pieced(length: int, quotes: Iterable[tuple[int, str]]) -> str:
    """A text put together from quotes at their offsets; what no quote covers shows as blanks.

    >>> pieced(9, [(0, "ab"), (6, "yz")])
    'ab ⋯  yz '
    """
    letters = [""] * length
    for start, quote in quotes:
        for place, letter in enumerate(quote, start):
            if 0 <= place < length:
                letters[place] = letter
    gap = 0
    for place, letter in enumerate(letters):
        gap = 0 if letter else gap + 1
        letters[place] = letter or (
            "⋯" if gap == 2 and not any(letters[place : place + 2]) else " "
        )
    return "".join(letters)


def found_words(snippet: str) -> Markup:
    r"""A snippet of the search index with the found words marked.

    >>> found_words("a \x02b\x03 <c>")
    Markup('a <mark>b</mark> &lt;c&gt;')
    """
    marked = str(escape(snippet)).replace(OPEN, "<mark>").replace(CLOSE, "</mark>")
    return Markup(marked)
