"""The words of one Akoma Ntoso element: mixed content as a line of text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

APART = ("authorialNote",)
"""What stands inside words without being part of them."""
LINES = ("p", "listIntroduction", "heading", "subheading", "crossHeading", "block")
ITEMS = ("point", "item", "recital", "li", "subparagraph")
NOTE = "\x00"
"""Stands where a note hangs; no character of XML."""

_BREAK = "\x01"
_SPACES = re.compile(r"[ \t\r\n]+")


def tag_of(element: etree._Element) -> str:
    """The local name of an element; empty for what is none."""
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def plain(pieces: Iterator[str]) -> str:
    """Pieces of mixed content as text: white space collapsed, line breaks kept, notes left out."""
    text = _SPACES.sub(" ", "".join(pieces).replace(NOTE, ""))
    return "\n".join(line.strip() for line in text.split(_BREAK)).strip()


def pieces(element: etree._Element) -> Iterator[str]:
    """The pieces of mixed content in order, with marks for line breaks and notes."""
    if element.text and isinstance(element.tag, str):
        yield element.text
    for child in element:
        tag = tag_of(child)
        if tag == "eol":
            yield _BREAK
        elif tag in APART:
            yield NOTE
        elif tag in LINES or tag in ITEMS or tag in ("tr", "content"):
            yield from (_BREAK, *pieces(child))
        elif tag in ("num", "td", "th"):
            yield from (*pieces(child), " ")
        else:
            yield from pieces(child)
        if child.tail:
            yield child.tail
