"""HTML to text: one block an element that browsers set apart, anchored by its path."""

from __future__ import annotations

import re
from collections import Counter

from lxml import etree
from lxml import html as lxml_html

from stancegraph.errors import SourceError
from stancegraph.text.decoding import Decoded, decode
from stancegraph.text.marked import MarkedText

_BLOCKS = frozenset(
    "p div li ul ol table tr h1 h2 h3 h4 h5 h6 blockquote section article header footer main "
    "body center dl dt dd pre hr form figure figcaption aside nav address".split()
)
_SILENT = frozenset("script style head title template noscript svg".split())
_BLANK = re.compile(r"\n{3,}")
_BREAK = "\x00"  # no character of HTML

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
    _Walker(gathered).walk(root)
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

    def __init__(self, gathered: MarkedText) -> None:
        self._gathered = gathered
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
        if tag == "pre":
            self._preformatted += 1
        if tag == "br":
            self._inline.append(_BREAK)
        elif tag not in _SILENT:
            self._add(element.text)

    def _close(self, element: etree._Element) -> None:
        self._path.pop()
        self._counts.pop()
        if element.tag in _BLOCKS:
            self._flush()
        if element.tag == "pre":
            self._preformatted -= 1
        self._add(element.tail)

    def _add(self, words: str | None) -> None:
        """Text of an element: its line breaks count where it is preformatted."""
        if words:
            self._inline.append(words.replace("\n", _BREAK) if self._preformatted else words)

    def _flush(self) -> None:
        lines = "".join(self._inline).split(_BREAK)
        words = _BLANK.sub("\n\n", "\n".join(" ".join(line.split()) for line in lines)).strip()
        if words:
            self._gathered.block(None, words, self._place)
        self._inline.clear()
