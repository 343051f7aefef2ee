"""Which format an input is in, by its bytes, and its text in that format's own reading."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from pathlib import PurePath

from stancegraph.errors import SourceError
from stancegraph.model.source import FORMATS
from stancegraph.text.akn import read_akn
from stancegraph.text.archives import is_archive, is_document, open_archive
from stancegraph.text.decoding import decode
from stancegraph.text.docx import read_docx
from stancegraph.text.html import read_html
from stancegraph.text.marked import MarkedText
from stancegraph.text.pdf import read_pdf

TEXT, MARKDOWN, HTML, PDF = "text/plain", "text/markdown", "text/html", "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
AKN, ZIP = "application/akn+xml", "application/zip"

MAX_TEXT = 16 * 1024 * 1024
"""Longer plain text is refused: a year of resolutions of one body has about five megabytes."""

_READERS: dict[str, Callable[[bytes, str], MarkedText]] = {
    AKN: read_akn,
    DOCX: read_docx,
    HTML: read_html,
    PDF: read_pdf,
}
_SUFFIXES = {
    ".txt": TEXT, ".text": TEXT, ".md": MARKDOWN, ".markdown": MARKDOWN, ".htm": HTML,
    ".html": HTML, ".xhtml": HTML, ".pdf": PDF, ".docx": DOCX, ".xml": AKN, ".akn": AKN,
    ".zip": ZIP,
}  # fmt: skip
_FOREIGN = (
    ((b"\xd0\xcf\x11\xe0", b"{\\rtf"), "a Word file of the old kind; save it as DOCX or PDF"),
    ((b"\x1f\x8b", b"7z\xbc\xaf", b"Rar!", b"BZh", b"\xfd7zXZ"), "compressed; pack it as ZIP"),
    ((b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\0", b"MM\0*"), "a picture; run OCR on it first"),
)
_HEAD = 4096
_PROLOGUE = r"""\s*(?:<\?xml\b[^>]*\?>\s*)?
    (?:<!--.*?-->\s*|<\?.*?\?>\s*|<!DOCTYPE\b[^>\[]*(?:\[.*?\]\s*)?>\s*)*"""
_ROOT = re.compile(_PROLOGUE + r"<(?:[\w.-]+:)?(?P<name>[A-Za-z][\w.-]*)[\s/>]", re.VERBOSE | re.S)
_XML = re.compile(r"\s*<\?xml\b|\s*<!DOCTYPE\s+(?!html)", re.IGNORECASE)
_HTML = re.compile(r"\s*(?:<!--.*?-->\s*)*<!DOCTYPE\s+html", re.IGNORECASE | re.DOTALL)
_CLOSED = re.compile(r"</(?:p|div|li|tr|td|h[1-6]|table|ul|ol|section|article)>", re.IGNORECASE)
_PAGE_ROOTS = frozenset("html head body title meta".split())
_FRAGMENT_ROOTS = frozenset("p div table article section main ul ol h1 h2 h3 h4 center".split())


def detect(content: bytes, name: str) -> str:
    """The media type of an input, by its content.

    Only between plain text and Markdown the name decides: any text may hold Markdown's signs.

    Raises:
        SourceError: a known format that is not read, or XML that is no Akoma Ntoso.
    """
    if b"%PDF-" in content[:1024]:
        return PDF
    if is_archive(content):
        return _packed(content, name)
    for signatures, what in _FOREIGN:
        if content.startswith(signatures):
            raise SourceError(f"{name}: {what}")
    return _marked(content, name) or _by_name(name)


def _by_name(name: str) -> str:
    return MARKDOWN if expected(name) == MARKDOWN else TEXT


def expected(name: str) -> str | None:
    """The media type that a name promises; None where its suffix says nothing."""
    return _SUFFIXES.get(PurePath(name).suffix.lower())


def short_name(media_type: str) -> str:
    """The short name of a media type, for messages: txt, html, zip."""
    return FORMATS.get(media_type, media_type.rsplit("/", 1)[-1])


def _packed(content: bytes, name: str) -> str:
    """A Word document or a plain archive; other office files are told apart and refused."""
    with open_archive(io.BytesIO(content), name) as archive:
        if not is_document(archive):
            return ZIP
        names = archive.namelist()
    if "word/document.xml" not in names:
        raise SourceError(f"{name}: an office or book file that is no DOCX; save it as DOCX or PDF")
    return DOCX


def _marked(content: bytes, name: str) -> str | None:
    """HTML or Akoma Ntoso by the first element; None for text."""
    head = _head(content)
    if _HTML.match(head):
        return HTML
    root = _ROOT.match(head)
    if root is None:
        if _XML.match(head) and "<akomaNtoso" not in head:
            raise SourceError(f"{name}: XML, but not Akoma Ntoso; convert it first")
        return AKN if _XML.match(head) else None
    element = root["name"]
    if element == "akomaNtoso":
        return AKN
    if element.lower() in _PAGE_ROOTS or (
        element.lower() in _FRAGMENT_ROOTS and len(_CLOSED.findall(head)) > 2
    ):
        return HTML
    if _XML.match(head):
        raise SourceError(f"{name}: XML, but not Akoma Ntoso (root {element}); convert it first")
    return None


def _head(content: bytes) -> str:
    """The first characters, in whatever encoding shows their angle brackets."""
    head = content[:_HEAD]
    if b"\0" in head[:64]:
        return head.replace(b"\0", b"").decode("latin-1").lstrip("\xff\xfe")
    return head.removeprefix(b"\xef\xbb\xbf").decode("latin-1")


def read_format(content: bytes, media_type: str, name: str) -> MarkedText:
    """The text of an input of a detected media type, with what the format marks.

    Raises:
        SourceError: the format's extra is not installed, or the content is damaged or too long.
    """
    if media_type in _READERS:
        return _READERS[media_type](content, name)
    decoded = decode(content, name)
    length = len(decoded.text)
    if length > MAX_TEXT:
        raise SourceError(
            f"{name}: {length} characters of text, more than the limit of {MAX_TEXT}; split it"
        )
    return MarkedText([decoded.text], length, issues=list(decoded.issues))
