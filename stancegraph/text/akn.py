"""Akoma Ntoso 3 (and AKN4UN) to text and markup: the format's own structure is kept.

Source: Akoma Ntoso Version 1.0 Part 2, OASIS 2018; AKN4UN guidelines of the UN system.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from lxml import etree

from stancegraph.errors import SourceError
from stancegraph.identifiers import SG
from stancegraph.text.akn_head import head
from stancegraph.text.akn_inline import APART, ITEMS, LINES, NOTE, pieces, plain, tag_of
from stancegraph.text.marked import MarkedText

_DOCUMENTS = ("statement", "doc", "act", "bill", "amendment", "debateReport", "judgment")
_COVER = ("coverPage", "preface")
_GROUPS = ("list", "sublist", "blockList", "ul", "ol")
_KIND, _NUMBER = f"{{{SG}}}kind", f"{{{SG}}}number"
_PROVISIONS = ("paragraph", "article", "rule", "clause", *ITEMS)


def read_akn(content: bytes, name: str) -> MarkedText:
    """The text and markup of an Akoma Ntoso document.

    Nothing is fetched and no entity resolved. Blocks are in reading order, each with its kind
    (cover, formula, preambular, operative, sub, heading, table, closing, annex), the number and
    the `level` of its provision; `tail` marks a further block of the same provision. A footnote
    follows its block, with marker and place (an offset of the text). What the head records stands
    before, as `meta` and `record-...` without extent; each document in the file begins with one.

    Raises:
        SourceError: not well-formed XML, with entities of its own, or no Akoma Ntoso.
    """
    root = _parse(content, name)
    if tag_of(root) != "akomaNtoso":
        raise SourceError(
            f"{name}: XML, but not Akoma Ntoso (root {tag_of(root)}); convert it first"
        )
    gathered = MarkedText()
    for document in _documents(root):
        gathered.markup.extend(head(document, gathered.length))
        _Walker(gathered).walk(document)
    return gathered


def _parse(content: bytes, name: str) -> etree._Element:
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        where = f"{name}:{error.lineno}" if error.lineno else name
        raise SourceError(f"{where}: not well-formed XML ({error.msg}); mend the file") from error
    declared = root.getroottree().docinfo.internalDTD
    if declared is not None and any(True for _ in declared.iterentities()):
        raise SourceError(f"{name}: XML that declares entities; write out what they stand for")
    return root


def _documents(root: etree._Element) -> Iterator[etree._Element]:
    """The documents of a file; those inside an attachment are parts of their own document."""
    for child in root:
        if tag_of(child) in _DOCUMENTS:
            yield child
        elif isinstance(child.tag, str):
            yield from _documents(child)


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a block stands: its kind at the first level and below it, its level and number.

    `own` is the kind that stancegraph itself wrote on the element, where place does not tell it.
    """

    kind: str
    below: str
    level: int = 0
    number: str = ""
    tail: bool = False
    own: str = ""

    @property
    def said(self) -> dict[str, str]:
        given = {
            "number": self.number,
            "level": str(self.level),
            "tail": "yes" if self.tail else "",
        }
        return {name: value for name, value in given.items() if value}


_PREAMBLE = _Place("preambular", "sub")
_BODY = _Place("operative", "sub")
_ANNEX = _Place("annex", "annex")


class _Walker:
    """Walks the parts of a document in order and gathers their blocks."""

    def __init__(self, gathered: MarkedText) -> None:
        self._gathered = gathered

    def walk(self, element: etree._Element) -> None:
        for child in element:
            tag = tag_of(child)
            if tag in _COVER:
                self._furniture(child, "cover")
            elif tag == "preamble":
                self._blocks(child, _PREAMBLE)
            elif tag in ("mainBody", "body"):
                self._blocks(child, _BODY)
            elif tag == "conclusions":
                self._furniture(child, "closing")
            elif tag in ("attachments", "components"):
                self._attached(child)
            elif tag != "meta":
                self.walk(child)

    def _furniture(self, element: etree._Element, kind: str) -> None:
        """Blocks that are no provisions; `of` says which furniture our own files mean."""
        for child in element:
            if tag_of(child) in LINES or tag_of(child) in ("tr", "longTitle"):
                of = child.get(_KIND, "")
                self._block(child, kind, {"of": of} if of else {})
            elif tag_of(child) not in ("meta", *APART):
                self._furniture(child, kind)

    def _attached(self, element: etree._Element) -> None:
        """The annexes: a heading of an attachment begins an annex."""
        number = ""
        for child in element:
            tag = tag_of(child)
            if tag == "num":
                number = plain(pieces(child))
            elif tag in ("heading", "subheading"):
                self._block(child, "annex", replace(_ANNEX, number=number).said | {"begins": "yes"})
                number = ""
            elif tag in ("mainBody", "body", "preamble", *_COVER):
                self._blocks(child, _ANNEX)
            elif tag == "conclusions":
                self._furniture(child, "closing")
            elif tag != "meta":
                self._attached(child)

    def _blocks(self, element: etree._Element, place: _Place) -> _Place:
        """The blocks below an element; gives back the place behind them (its number is used up)."""
        for child in element:
            tag = tag_of(child)
            if tag == "num":
                place = replace(place, number=f"{place.number} {plain(pieces(child))}".strip())
            elif tag in ("heading", "subheading", "crossHeading"):
                place = self._heading(child, place)
            elif tag == "tr":
                self._block(child, "table", {})
            elif tag in LINES:
                place = self._line(child, place)
            elif tag in ("content", "intro"):
                place = self._blocks(child, place)
            elif tag not in ("meta", *APART):
                place = self._part(child, tag, place)
        return place

    def _part(self, child: etree._Element, tag: str, place: _Place) -> _Place:
        """A part with blocks of its own: a provision, a list, a container."""
        if tag == "formula" and place.kind == "preambular":
            self._furniture(child, "formula")
        elif tag in ITEMS:
            place = self._item(child, place)
        elif tag in _PROVISIONS and place.level == 0:
            self._provision(child, replace(place, number="", tail=False))
        elif tag == "recitals":
            self._recitals(child, place)
        elif tag in _GROUPS:
            place = self._group(child, place)
        elif tag == "wrapUp":
            place = self._blocks(child, replace(place, tail=True))
        else:
            place = replace(self._blocks(child, place), tail=place.tail)
        return place

    def _provision(self, element: etree._Element, place: _Place) -> None:
        """One provision; a number without words is kept as words of its own."""
        left = self._blocks(element, replace(place, own=element.get(_KIND, "")))
        if left.number:
            number = element.find("{*}num")
            self._block(element if number is None else number, "heading", {})

    def _item(self, item: etree._Element, place: _Place) -> _Place:
        """An item of a list; the first of a provision without words of its own speaks for it."""
        if place.number:
            self._provision(item, place)
            return replace(place, number="")
        self._provision(item, replace(place, level=place.level + 1, tail=False))
        return place

    def _group(self, group: etree._Element, place: _Place) -> _Place:
        """A list: its introduction belongs to the provision it stands in, its items below it."""
        for child in group:
            tag = tag_of(child)
            if tag in ITEMS:
                place = self._item(child, place)
            elif tag in _GROUPS:
                self._group(child, replace(place, level=place.level + 1))
            elif tag in ("heading", "crossHeading"):
                self._heading(child, place)
            elif tag == "wrapUp":
                place = self._blocks(child, replace(place, tail=True))
            elif tag in LINES:
                place = self._line(child, place)
            else:
                place = self._blocks(child, place)
        return place

    def _recitals(self, element: etree._Element, place: _Place) -> None:
        """Recitals hang on their introduction, where they have one."""
        introduced = element.find("{*}intro") is not None
        for child in element:
            if tag_of(child) == "recital":
                level = place.level + introduced
                self._provision(child, replace(place, level=level, number="", tail=False))
            else:
                self._blocks(child, replace(place, tail=tag_of(child) == "wrapUp"))

    def _line(self, element: etree._Element, place: _Place) -> _Place:
        """One block of a provision; a further one in it is its tail."""
        parent = element.getparent()
        if parent is not None and tag_of(parent) == "container" and parent.get("name") == "heading":
            place = replace(place, own="heading", number=element.get(_NUMBER, ""))
        kind = place.own or (place.below if place.level else place.kind)
        self._block(element, kind, place.said)
        within = any(
            tag_of(parent) in (*_PROVISIONS, *_GROUPS) for parent in element.iterancestors()
        )
        return replace(place, number="", tail=within)

    def _heading(self, element: etree._Element, place: _Place) -> _Place:
        number = element.get(_NUMBER, "") or place.number
        said = {"level": str(place.level)} | ({"number": number} if number else {})
        self._block(element, "annex" if place.kind == "annex" else "heading", said)
        return replace(place, number="")

    def _block(self, element: etree._Element, kind: str, said: dict[str, str]) -> None:
        """Add a block with its links, and the notes that hang on it."""
        raw = "".join(pieces(element))
        words, number = plain(iter([raw])), said.get("number", "")
        if not words and not number:
            return
        line = f"{number} {words}".strip()
        start = self._gathered.block(kind, line, _where(element), **said)
        self._references(element, line, start)
        self._notes(element, raw, start + len(line) - len(words))

    def _notes(self, element: etree._Element, raw: str, start: int) -> None:
        before = raw.split(NOTE)
        for number, note in enumerate(element.iter("{*}authorialNote")):
            words = plain(pieces(note))
            place = start + len(plain(iter(before[: number + 1])))
            if words:
                at = self._gathered.block(None, words, _where(note))
                said = {"marker": note.get("marker", ""), "place": str(place)}
                self._gathered.mark("footnote", at, self._gathered.length, **said)

    def _references(self, element: etree._Element, line: str, start: int) -> None:
        """Mark the linked words of a block, searched in order."""
        at = 0
        for link in element.iter("{*}a", "{*}ref"):
            words = plain(pieces(link))
            found = line.find(words, at) if words else -1
            if found >= 0:
                at = found + len(words)
                href = link.get("href", "")
                self._gathered.mark("reference", start + found, start + at, href=href)


def _where(element: etree._Element) -> str:
    """Where the element stands in the file: the nearest eId, else its line."""
    for candidate in (element, *element.iterancestors()):
        if candidate.get("eId"):
            return f"eId {candidate.get('eId')}"
    return f"line {element.sourceline}"
