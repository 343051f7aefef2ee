"""PDF with a text layer to text: lines as printed, pages parted by form feeds, geometry as markup.

What only geometry tells is marked: running heads and page numbers, footnotes, note references.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from stancegraph.errors import SourceError
from stancegraph.text.marked import MarkedText
from stancegraph.text.pdf_columns import Row, fits, gutter, in_columns
from stancegraph.text.pdf_pages import Page, Word, read_pages

_PAGE_NUMBER = re.compile(r"\d+ (?:of|/|de|sur|-|–|\|)? ?\d+(?: .{0,8})?", re.IGNORECASE)
_NOTE_INDENT = 120.0
_LEAST = 20
_CID_LENGTH = 14  # more than half of the words: "(cid:12)" has seven to nine characters
_COLUMN_GAP = 24.0
_BASELINE = 2.5
_HEAD, _FOOT = 0.09, 0.93
_RULE = re.compile(r"_{6,}$")
_NOTE = re.compile(r"[\d*†]{1,3}")


@dataclass(frozen=True, slots=True)
class _Line:
    """Words on one baseline; measures in points, `top` from the top of the page."""

    page: int
    words: tuple[Word, ...]
    height: float
    column: int = 0
    shift: float = 0.0

    @property
    def left(self) -> float:
        """Its indent counts from the edge of its column, which is `shift` off that of the page."""
        return self.words[0].left - self.shift

    @property
    def top(self) -> float:
        return min(word.top for word in self.words)

    @property
    def bottom(self) -> float:
        return max(word.bottom for word in self.words)

    @property
    def size(self) -> float:
        return max(self.words, key=lambda word: len(word.text)).size

    @property
    def text(self) -> str:
        return " ".join(word.text for word in self.words)

    @property
    def at_margin(self) -> bool:
        return self.top < self.height * _HEAD or self.bottom > self.height * _FOOT


def read_pdf(content: bytes, name: str) -> MarkedText:
    """The text of a PDF, anchored by page.

    Raises:
        SourceError: the extra `pdf` is not installed, the file is damaged, encrypted, too long,
            or its pages are pictures without text.
    """
    pages = list(read_pages(content, name))
    _refuse_scans(pages, name)
    lines = list(_lines(pages))
    gathered = MarkedText()
    roles = _roles(lines)
    edge = _edge([line for line in lines if id(line) not in roles] or lines)
    page = 0
    for before, line in pairwise([None, *lines]):
        assert line is not None
        gap = _gap(before, line)
        if line.page != page and page:
            gap = "\n\f\n"
        page = line.page
        _write(gathered, line, roles.get(id(line)), gap, edge)
    return gathered


def _refuse_scans(pages: list[Page], name: str) -> None:
    """Refuse pages without words to speak of, and words in fonts that do not tell their letters."""
    length = sum(len(word.text) for page in pages for word in page.words)
    if length < _LEAST * len(pages) or not length:
        raise SourceError(f"{name}: PDF without a text layer (scanned?); run OCR on it first")
    unknown = sum(word.text.count("(cid:") for page in pages for word in page.words)
    if unknown * _CID_LENGTH > length:
        raise SourceError(f"{name}: PDF whose fonts do not tell their letters; run OCR on it first")


def _lines(pages: Sequence[Page]) -> Iterator[_Line]:
    """The lines in the order of reading, wide gaps parting the columns of a masthead."""
    rows = [_rows(page) for page in pages]
    gutters = [gutter(each) for each in rows]
    usual = median([middle for middle in gutters if middle is not None] or [0.0])
    for page, own, middle in zip(pages, rows, gutters, strict=True):
        if middle is not None or (usual and fits(own, usual)):
            yield from _columns(page, own, middle or usual)
            continue
        for row in own:
            yield from (_Line(page.number, cell, page.height) for cell in _cells(row))


def _rows(page: Page) -> list[list[Word]]:
    """The words of a page by their baselines, from top to bottom and from left to right.

    Raised numbers stand on no baseline of their own: they join the row that they reach into most.
    """
    measured = page.words
    usual = median(word.size for word in measured) if measured else 0.0
    raised = [w for w in measured if w.size < usual and _NOTE.fullmatch(w.text)]
    rows: list[list[Word]] = []
    for word in sorted(measured, key=lambda word: (word.bottom, word.left)):
        if word in raised:
            continue
        if rows and word.bottom - rows[-1][0].bottom < _BASELINE:
            rows[-1].append(word)
        else:
            rows.append([word])
    for word in raised:
        _row_of(word, rows).append(word)
    return [sorted(row, key=lambda word: word.left) for row in rows]


def _columns(page: Page, rows: Sequence[Row], middle: float) -> Iterator[_Line]:
    """The lines of a page in two columns; what is right of the gutter is indented from there."""
    placed = list(in_columns(rows, middle))
    edges = [
        _usual([row[0].left for _, row in placed if (row[0].left > middle) == side])
        for side in (False, True)
    ]
    for column, row in placed:
        shift = edges[1] - edges[0] if row[0].left > middle else 0.0
        yield _Line(page.number, tuple(row), page.height, column, shift)


def _usual(edges: Sequence[float]) -> float:
    """The edge at which most lines begin, of equals the first."""
    counts = Counter(round(edge) for edge in edges)
    return float(max(counts, key=lambda edge: (counts[edge], -edge), default=0))


def _row_of(word: Word, rows: list[list[Word]]) -> list[Word]:
    """The row whose height the word shares most; a new one if none."""

    def shared(row: list[Word]) -> float:
        first = row[0]
        return min(first.bottom, word.bottom) - max(first.top, word.top)

    best = max(rows, key=shared, default=None)
    if best is None or shared(best) <= 0:
        best = []
        rows.append(best)
    return best


def _cells(row: list[Word]) -> Iterator[tuple[Word, ...]]:
    cell = [row[0]]
    for before, word in pairwise(row):
        if word.left - before.right > _COLUMN_GAP:
            yield tuple(cell)
            cell = []
        cell.append(word)
    yield tuple(cell)


def _roles(lines: list[_Line]) -> dict[int, str]:
    """The lines that are furniture of the page, by identity: running-head or footnote."""
    roles: dict[int, str] = {}
    repeated = Counter(_shape(line) for line in lines if line.at_margin)
    body, edge = _body_size(lines), _edge([line for line in lines if not line.at_margin])
    below_rule: tuple[int, int] | None = None
    for line in lines:
        at_foot = line.bottom > line.height * _FOOT
        if at_foot and _opens_note(line):
            roles[id(line)] = "footnote"
        elif line.at_margin and (at_foot or (line.page > 1 and repeated[_shape(line)] > 1)):
            roles[id(line)] = "running-head"
        elif _RULE.fullmatch(line.text):
            below_rule = (line.page, line.column)
            roles[id(line)] = "footnote"
        elif (line.page, line.column) == below_rule or _is_note(line, body, edge):
            roles[id(line)] = "footnote"
    return roles


def _shape(line: _Line) -> str:
    return re.sub(r"\d+", "0", line.text)


def _body_size(lines: list[_Line]) -> float:
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[round(line.size, 1)] += len(line.text)
    return sizes.most_common(1)[0][0]


def _is_note(line: _Line, body: float, edge: float) -> bool:
    """Small print in the lower half that begins with a number near the edge of the text."""
    small = line.size < body * 0.92 and line.left < edge + _NOTE_INDENT
    return small and line.top > line.height * 0.5 and _opens_note(line)


def _opens_note(line: _Line) -> bool:
    """Whether a line begins with the number of a note and is no page number."""
    numbered = len(line.words) > 1 and _NOTE.fullmatch(line.words[0].text) is not None
    return numbered and not _PAGE_NUMBER.fullmatch(line.text)


def _edge(lines: list[_Line]) -> float:
    """The left edge of the running text, from which indents count."""
    return min(Counter(round(line.left) for line in lines).most_common(3), default=(0, 0))[0]


def _gap(before: _Line | None, line: _Line) -> str:
    if before is None or line.page != before.page:
        return "\n"
    leading = line.top - before.bottom
    return "\n\n" if leading > 0.45 * median((before.size, line.size)) else "\n"


def _write(gathered: MarkedText, line: _Line, role: str | None, gap: str, edge: float) -> None:
    indent = " " * max(0, round((line.left - edge) / (line.size * 0.5)))
    at = len(indent)
    printed = [indent]
    notes: list[tuple[int, int]] = []
    for before, word in pairwise([None, *line.words]):
        assert word is not None
        raised = before is not None and _is_reference(line, before, word)
        if before is not None and not raised and not _touches(before, word):
            printed.append(" ")
            at += 1
        if raised:
            notes.append((at, at + len(word.text)))
        printed.append(word.text)
        at += len(word.text)
    start = gathered.block(role, "".join(printed), f"page {line.page}", gap)
    for first, last in notes if role is None else ():
        gathered.mark("note-reference", start + first, start + last)


def _touches(before: Word, word: Word) -> bool:
    """Whether two words are one, set in two sizes (a large initial, small capitals)."""
    return word.left - before.right < 0.08 * min(word.size, before.size)


def _is_reference(line: _Line, before: Word, word: Word) -> bool:
    raised = word.size < line.size * 0.8 or word.bottom < before.bottom - line.size * 0.2
    return raised and bool(_NOTE.fullmatch(word.text))
