"""The words of a PDF's pages with their places, read within limits of pages and memory."""

from __future__ import annotations

import io
import logging
import re
import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from stancegraph.errors import SourceError

MAX_PAGES = 2000
"""Longer files are refused: the longest collections of resolutions have some hundreds of pages."""
MAX_UNPACKED = 512 * 1024 * 1024
"""The most that the packed streams of a file may hold together."""

_STREAM = re.compile(rb"stream\r?\n")
_TWICE = re.compile(rb"/Fl(?:ateDecode)?\s*/Fl(?:ateDecode)?\b")
_CHUNK = 1 << 20
_INVISIBLE = 0.5
_DAMAGED = (
    ArithmeticError, AssertionError, AttributeError, EOFError, LookupError, NotImplementedError,
    OSError, RecursionError, TypeError, ValueError, struct.error, zlib.error,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Word:
    """A word and its box; measures in points from the top left of the page."""

    text: str
    left: float
    right: float
    top: float
    bottom: float
    size: float


@dataclass(frozen=True, slots=True)
class Page:
    """The words of a page, in no order."""

    number: int
    height: float
    words: tuple[Word, ...]


def read_pages(content: bytes, name: str) -> Iterator[Page]:
    """The pages of a PDF, one at a time.

    Raises:
        SourceError: the extra `pdf` is not installed; the file is damaged, encrypted or too long.
    """
    try:
        import pdfplumber
        from pdfminer.pdfpage import PDFPage
        from pdfminer.psexceptions import PSException
        from pdfplumber.utils.exceptions import MalformedPDFException, PdfminerException
    except ImportError as error:
        raise SourceError(f"{name}: PDF needs the extra: pip install 'stancegraph[pdf]'") from error
    _refuse_bombs(content, name)
    # what the library finds odd in a font is no message for readers of resolutions
    logging.getLogger("pdfminer").setLevel(logging.CRITICAL)
    try:
        with pdfplumber.open(io.BytesIO(content)) as pdf:
            if sum(1 for _ in islice(PDFPage.create_pages(pdf.doc), MAX_PAGES + 1)) > MAX_PAGES:
                raise SourceError(f"{name}: more than the limit of {MAX_PAGES} pages; split it")
            for page in pdf.pages:
                words = page.extract_words(extra_attrs=["size"], use_text_flow=False)
                measured = (_word(word) for word in words)
                visible = tuple(word for word in measured if word.size > _INVISIBLE)
                yield Page(page.page_number, float(page.height), visible)
                page.close()
    except (MalformedPDFException, PdfminerException, PSException, *_DAMAGED) as error:
        reason = str(error) or type(error).__name__
        raise SourceError(f"{name}: damaged or encrypted PDF ({reason}); save it anew") from error


def _word(word: dict[str, object]) -> Word:
    left, right, top, bottom, size = (
        float(word[key])  # type: ignore[arg-type]
        for key in ("x0", "x1", "top", "bottom", "size")
    )
    return Word(str(word["text"]), left, right, top, bottom, size)


def _refuse_bombs(content: bytes, name: str) -> None:
    """Unpack every stream once, throwing it away, before a library keeps it whole in memory."""
    left = MAX_UNPACKED
    for match in _STREAM.finditer(content):
        if match.end() == len(content) or content[match.end()] & 0x0F != 8:  # no zlib stream
            continue
        unpacking = zlib.decompressobj()
        rest = content[match.end() : match.end() + _CHUNK]
        at = match.end() + len(rest)
        try:
            while rest and not unpacking.eof:
                left -= len(unpacking.decompress(rest, _CHUNK))
                if left < 0:
                    raise SourceError(
                        f"{name}: a PDF that unpacks to more than {MAX_UNPACKED} bytes"
                    )
                rest = unpacking.unconsumed_tail
                if not rest:
                    rest, at = content[at : at + _CHUNK], at + _CHUNK
        except zlib.error:
            continue
    if _TWICE.search(content):
        raise SourceError(f"{name}: a PDF with streams packed twice; save it anew")
