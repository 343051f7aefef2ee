"""Akoma Ntoso 3 (and AKN4UN) to text and markup: the format's own structure is kept.

Source: Akoma Ntoso Version 1.0 Part 2, OASIS 2018; AKN4UN guidelines of the UN system.
"""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from stancegraph.errors import SourceError
from stancegraph.model import Markup
from stancegraph.text.marked import MarkedText

_COVER = ("coverPage", "preface")
_APART = ("authorialNote",)
_BLOCKS = ("p", "listIntroduction", "heading", "subheading", "longTitle", "tr")
_GROUPS = {"list", "sublist", "blockList"}
_ITEMS = {"point", "item"}


def read_akn(content: bytes, name: str) -> MarkedText:
    """The text and markup of an Akoma Ntoso document.

    Entities are not resolved and nothing is fetched. Blocks are in reading order; a footnote
    follows the block it hangs on, with its marker and place as attributes. The first element,
    of kind `meta` and without extent, carries symbol, dates, language and votes as recorded.

    Raises:
        SourceError: not well-formed XML, or no Akoma Ntoso.
    """
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
    )
    try:
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        where = f"{name}:{error.lineno}" if error.lineno else name
        raise SourceError(f"{where}: not well-formed XML ({error.msg}); mend the file") from error
    if _tag(root) != "akomaNtoso":
        raise SourceError(f"{name}: XML, but not Akoma Ntoso (root {_tag(root)}); convert it first")
    gathered = MarkedText()
    for document in root:
        gathered.markup.append(
            Markup("meta", gathered.length, gathered.length, tuple(_meta(document)))
        )
        _Walker(gathered).walk(document)
    return gathered


def _tag(element: etree._Element) -> str:
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def _all(element: etree._Element, name: str) -> Iterator[etree._Element]:
    return element.iter("{*}" + name)


def _meta(document: etree._Element) -> Iterator[tuple[str, str]]:
    """What the head of the document records, as (name, value) pairs."""
    for element in _all(document, "FRBRWork"):
        for date in element.iterchildren("{*}FRBRdate"):
            yield f"{date.get('name', 'date')}-date", date.get("date", "")
        yield from (("work", uri.get("value", "")) for uri in element.iterchildren("{*}FRBRuri"))
        break
    for element in _all(document, "FRBRlanguage"):
        yield "language", element.get("language", "")
        break
    for number in _all(document, "docNumber"):
        if number.get("refersTo") == "#symbol":
            yield "symbol", _words(number)
    for count in _all(document, "count"):
        name = (count.get("refersTo") or count.get("outcome") or "").lstrip("#")
        voters = [
            organization.get("showAs") or _words(organization)
            for organization in _all(count, "organization")
        ]
        yield f"count-{name}", count.get("value", "")
        yield from ((f"voter-{name}", voter) for voter in voters if voter)


def _words(element: etree._Element) -> str:
    """The words of an element without the notes inside it, stripped."""
    return "".join(_pieces(element)).strip()


def _pieces(element: etree._Element) -> Iterator[str]:
    if element.text:
        yield element.text
    for child in element:
        if _tag(child) == "eol":
            yield "\n"
        elif _tag(child) not in _APART:
            yield from _pieces(child)
        if child.tail:
            yield child.tail


class _Walker:
    """Walks the parts of a document in order and gathers their blocks."""

    def __init__(self, gathered: MarkedText) -> None:
        self._gathered = gathered

    def walk(self, element: etree._Element) -> None:
        for child in element:
            tag = _tag(child)
            if tag in _COVER:
                self._plain(child, "cover")
            elif tag == "preamble":
                self._preamble(child)
            elif tag == "mainBody":
                self._main(child)
            elif tag == "conclusions":
                self._plain(child, "closing")
            elif tag in ("attachments", "attachment", "doc"):
                self._plain(child, "annex")
            elif tag != "meta":
                self.walk(child)

    def _plain(self, element: etree._Element, kind: str) -> None:
        if _tag(element) in _BLOCKS:
            self._block(kind, element)
        elif _tag(element) not in ("meta", *_APART):
            for child in element:
                self._plain(child, kind)

    def _preamble(self, preamble: etree._Element) -> None:
        for child in preamble:
            self._plain(child, "formula" if _tag(child) == "formula" else "preambular")

    def _main(self, body: etree._Element) -> None:
        for child in body:
            if _tag(child) == "paragraph":
                self._item(child, level=0)
            elif _tag(child) == "hcontainer":
                self._main_or_heading(child)
            else:
                self._plain(child, "operative")

    def _main_or_heading(self, section: etree._Element) -> None:
        for child in section:
            if _tag(child) == "paragraph":
                self._item(child, level=0)
            else:
                self._plain(child, "heading")

    def _item(self, item: etree._Element, level: int) -> None:
        """A numbered provision: its number, headings before it, words, and items below it."""
        number = ""
        for child in item:
            tag = _tag(child)
            if tag == "num":
                number = _words(child)
            elif tag in ("heading", "subheading"):
                self._block("heading", child)
            elif tag in _GROUPS:
                number = self._group(child, level, number)
            elif tag in ("content", "intro", "wrapUp", "listIntroduction"):
                number = self._provision(child, level, number)
            elif tag in _BLOCKS:
                number = self._numbered(child, level, number)

    def _group(self, group: etree._Element, level: int, number: str) -> str:
        for child in group:
            if _tag(child) in _ITEMS:
                self._item(child, level + 1)
            elif _tag(child) in _GROUPS:
                self._group(child, level + 1, "")
            else:
                number = self._provision(child, level, number)
        return number

    def _provision(self, content: etree._Element, level: int, number: str) -> str:
        if _tag(content) in _BLOCKS or not len(content):
            return self._numbered(content, level, number)
        for child in content:
            if _tag(child) in _BLOCKS:
                number = self._numbered(child, level, number)
            elif _tag(child) in _GROUPS:
                number = self._group(child, level, number)
            else:
                number = self._provision(child, level, number)
        return number

    def _numbered(self, element: etree._Element, level: int, number: str) -> str:
        """One block of a provision; only its first carries the number."""
        kind = "sub" if level else "operative"
        self._block(kind, element, number=number, level=str(level))
        return ""

    def _block(self, kind: str, element: etree._Element, number: str = "", level: str = "") -> None:
        words = _words(element)
        given = {"number": number, "level": level}
        attributes = {name: value for name, value in given.items() if value}
        if words or number:
            line = f"{number} {words}".strip()
            start = self._gathered.block(kind, line, _place(element), **attributes)
            self._references(element, line, start)
        for note in _all(element, "authorialNote"):
            self._gathered.block(
                "footnote", _words(note), _place(note), marker=note.get("marker", "")
            )

    def _references(self, element: etree._Element, line: str, start: int) -> None:
        """Mark the linked words of a block, searched in order."""
        at = 0
        for link in _all(element, "a"):
            words = _words(link)
            found = line.find(words, at) if words else -1
            if found >= 0:
                at = found + len(words)
                href = link.get("href", "")
                self._gathered.mark("reference", start + found, start + at, href=href)


def _place(element: etree._Element) -> str:
    """Where the element stands in the file: the nearest eId, else its line."""
    for candidate in (element, *element.iterancestors()):
        if candidate.get("eId"):
            return f"eId {candidate.get('eId')}"
    return f"line {element.sourceline}"
