"""HTML to text: one block an element that browsers set apart, anchored by its path."""

from __future__ import annotations

import re
from collections import Counter

from lxml import etree
from lxml import html as lxml_html

from stancegraph.errors import SourceError
from stancegraph.text.decoding import Decoded, decode
from stancegraph.text.html_lists import is_aside, item_number
from stancegraph.text.marked import MarkedText
from stancegraph.text.numbering import whole

_BLOCKS = frozenset(
    "p div li ul ol table tr h1 h2 h3 h4 h5 h6 blockquote section article header footer main "
    "body center dl dt dd pre hr form figure figcaption aside nav address".split()
)
_SILENT = frozenset("script style head title template noscript svg".split())
_BLANK = re.compile(r"\n{3,}")
_BREAK, _CELL, _OPENS, _CLOSES = "\x00\x01\x02\x03"  # no characters of HTML
_SIGNS = re.compile("[\x00-\x03]")
_COLUMN = "   "
_NOTE = re.compile(r"\s*[\[(]?(?:\d{1,3}|\*{1,3})[\])]?\s*")
_NEAR = 6
_UNITS = ("m", "km", "cm")

_CHARSET = re.compile(rb"<meta[^>]{1,200}charset\s*=\s*[\"']?([\w.:-]{2,40})", re.IGNORECASE)
_DECLARED_WITHIN = 4096

MAX_BYTES = 16 * 1024 * 1024
"""Longer pages are refused: their trees take many times their size."""


def read_html(content: bytes, name: str) -> MarkedText:
    """The visible text of a page in document order.

    Raises:
        SourceError: there is no text in it, it is too long, or its elements nest too deep.
    """
    if len(content) > MAX_BYTES:
        raise SourceError(f"{name}: {len(content)} bytes of HTML, more than {MAX_BYTES}; split it")
    decoded = _decoded(content, name)
    parser = lxml_html.HTMLParser(
        no_network=True, huge_tree=False, remove_comments=True, encoding="utf-8"
    )
    try:
        root = lxml_html.document_fromstring(decoded.text.encode("utf-8", "replace"), parser)
    except (etree.ParserError, etree.XMLSyntaxError) as error:
        raise SourceError(f"{name}: HTML without text ({error}); check the file") from error
    if any(error.type == etree.ErrorTypes.ERR_RESOURCE_LIMIT for error in parser.error_log):
        raise SourceError(f"{name}: HTML whose elements nest too deep to be read; save it as text")
    gathered = MarkedText(issues=list(decoded.issues))
    _Walker(gathered, len("".join(root.itertext()))).walk(root)
    return gathered


def _decoded(content: bytes, name: str) -> Decoded:
    """The page in the encoding that it declares, if its bytes are in that; else as any text."""
    declared = _CHARSET.search(content[:_DECLARED_WITHIN])
    if declared and not content.startswith(b"\xef\xbb\xbf"):
        try:
            return Decoded(content.decode(declared.group(1).decode("ascii")))
        except (LookupError, UnicodeError):
            pass  # a false or unknown declaration, as pages often have
    return decode(content, name)


class _Walker:
    """Gathers inline text until the next block begins or ends."""

    def __init__(self, gathered: MarkedText, length: int) -> None:
        self._gathered = gathered
        self._length = length
        self._aside: list[etree._Element] = []
        self._references: list[etree._Element] = []
        self._lists = [0]
        self._number = ""
        self._inline: list[str] = []
        self._path: list[str] = []
        self._counts: list[Counter[str]] = [Counter()]
        self._place = ""
        self._preformatted = 0

    def walk(self, root: etree._Element) -> None:
        """Depth first, with a stack of our own: hostile pages nest deeper than Python may."""
        stack: list[tuple[etree._Element, bool]] = [(root, True)]
        while stack:
            element, opens = stack.pop()
            if not isinstance(element.tag, str):
                self._add(element.tail)
                continue
            if opens:
                self._open(element)
                stack.append((element, False))
                if element.tag not in _SILENT:
                    stack.extend((child, True) for child in reversed(element))
            else:
                self._close(element)
        self._flush()

    def _open(self, element: etree._Element) -> None:
        tag = str(element.tag)
        self._counts[-1][tag] += 1
        self._path.append(f"{tag}[{self._counts[-1][tag]}]")
        self._counts.append(Counter())
        if element.tag in _BLOCKS:
            self._flush()
            self._place = "/" + "/".join(self._path)
        if self._aside or is_aside(element, self._length):
            self._flush()
            self._aside.append(element)
        if tag == "pre":
            self._preformatted += 1
        if tag == "li":
            self._lists[-1] = whole(element.get("value")) or self._lists[-1] + 1
            self._number = item_number(element, self._lists[-1])
        if tag == "ol":
            self._lists.append((whole(element.get("start")) or 1) - 1)
        if tag in ("td", "th"):
            self._inline.append(_CELL)
        if self._refers(element):
            self._references.append(element)
            self._inline.append(_OPENS)
        if tag == "br":
            self._inline.append(_BREAK)
        elif tag not in _SILENT:
            self._add(element.text)

    def _close(self, element: etree._Element) -> None:
        self._path.pop()
        self._counts.pop()
        if element.tag in _BLOCKS or (self._aside and self._aside[-1] is element):
            self._flush()
        if self._aside and self._aside[-1] is element:
            self._aside.pop()
        if self._references and self._references[-1] is element:
            self._references.pop()
            self._inline.append(_CLOSES)
        if element.tag == "ol":
            self._lists.pop()
        if element.tag == "pre":
            self._preformatted -= 1
        self._add(element.tail)

    def _add(self, words: str | None) -> None:
        """Text of an element: its line breaks count where it is preformatted."""
        if words:
            words = _SIGNS.sub("", words)
            self._inline.append(words.replace("\n", _BREAK) if self._preformatted else words)

    def _refers(self, element: etree._Element) -> bool:
        """Whether an element is a raised number behind words: it refers to a note."""
        if element.tag != "sup" or not _NOTE.fullmatch("".join(element.itertext())):
            return False
        before = "".join(self._inline[-_NEAR:]).rstrip().rpartition(_BREAK)[2].split()
        return bool(before) and before[-1] not in _UNITS

    def _flush(self) -> None:
        lines = "".join(self._inline).split(_BREAK)
        plain = (" ".join(line.split()).strip(_CELL + " ") for line in lines)
        words = _BLANK.sub("\n\n", "\n".join(plain).replace(_CELL, _COLUMN)).strip()
        self._inline.clear()
        if not words:
            return
        words, self._number = self._number + words, ""
        kind = "running-head" if self._aside else None
        start = self._gathered.block(kind, _SIGNS.sub("", words), self._place)
        opened, shift = start, 0
        for place, sign in enumerate(words):
            if sign == _OPENS:
                opened = start + place - shift
            elif sign == _CLOSES:
                self._gathered.mark("note-reference", opened, start + place - shift)
            shift += sign in (_OPENS, _CLOSES)
