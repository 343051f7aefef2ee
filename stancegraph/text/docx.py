"""Word documents to text: paragraphs with their automatic numbers, tables, footnotes apart.

Source: Office Open XML, ECMA-376 Part 1, 17.9 (numbering) and 17.11 (footnotes).
"""

from __future__ import annotations

import io
import zipfile
import zlib
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from stancegraph.errors import SourceError
from stancegraph.text.archives import open_archive
from stancegraph.text.marked import MarkedText
from stancegraph.text.numbering import styled

MAX_UNPACKED = 256 * 1024 * 1024
"""The most that the parts of a document may hold together, unpacked."""

_DAMAGED = (
    AttributeError, LookupError, NotImplementedError, OSError, RecursionError, RuntimeError,
    TypeError, ValueError, zipfile.BadZipFile, zlib.error, etree.Error,
)  # fmt: skip
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_BREAKS = {f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}tab": "\t", f"{_W}noBreakHyphen": "\u2011"}


def read_docx(content: bytes, name: str) -> MarkedText:
    """The paragraphs of a Word document, anchored by their number.

    Automatic list numbers, which Word keeps out of the text, stand before their paragraph as
    printed; a footnote follows the paragraph that refers to it.

    Raises:
        SourceError: the extra `docx` is not installed, or the file is damaged.
    """
    try:
        import docx
        from docx.opc.exceptions import PackageNotFoundError
    except ImportError as error:
        raise SourceError(
            f"{name}: Word documents need the extra: pip install 'stancegraph[docx]'"
        ) from error
    _refuse_bombs(content, name)
    try:
        return _gathered(docx.Document(io.BytesIO(content)), _footnotes(content))
    except (PackageNotFoundError, *_DAMAGED) as error:
        reason = str(error) or type(error).__name__
        raise SourceError(f"{name}: damaged Word document ({reason}); save it anew") from error


def _gathered(document: object, notes: dict[str, str]) -> MarkedText:
    numbering = _Numbering.of(document)
    gathered = MarkedText()
    body = document.element.body  # type: ignore[attr-defined]
    for place, paragraph in enumerate(body.iter(f"{_W}p"), start=1):
        words = "".join(_pieces(paragraph)).strip()
        number = numbering.number(paragraph)
        if words:
            gathered.block(None, f"{number} {words}".strip(), f"paragraph {place}")
        for reference in paragraph.iter(f"{_W}footnoteReference"):
            key = reference.get(f"{_W}id", "")
            if notes.get(key):
                gathered.block("footnote", notes[key], f"footnote {key}", marker=key)
    return gathered


def _parser() -> etree.XMLParser:
    return etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)


def _refuse_bombs(content: bytes, name: str) -> None:
    with open_archive(io.BytesIO(content), name) as archive:
        held = sum(entry.file_size for entry in archive.infolist())
    if held > MAX_UNPACKED:
        raise SourceError(
            f"{name}: a Word document that unpacks to {held} bytes (a bomb?); refused"
        )


def _pieces(paragraph: etree._Element) -> Iterator[str]:
    for element in paragraph.iter():
        if element.tag == f"{_W}t":
            yield element.text or ""
        elif element.tag in _BREAKS:
            yield _BREAKS[element.tag]


def _footnotes(content: bytes) -> dict[str, str]:
    """The words of the footnotes by their id."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        if "word/footnotes.xml" not in archive.namelist():
            return {}
        root = etree.fromstring(archive.read("word/footnotes.xml"), _parser())
    return {
        note.get(f"{_W}id", ""): "".join(_pieces(note)).strip()
        for note in root.iter(f"{_W}footnote")
    }


@dataclass(frozen=True, slots=True)
class _ListLevel:
    """How a level of a list prints its numbers: `text` is like "%1." or "(%2)"."""

    style: str
    text: str
    start: int


@dataclass(slots=True)
class _Numbering:
    """The lists of a document and how far each has counted."""

    levels: dict[tuple[str, int], _ListLevel] = field(default_factory=dict)
    styles: dict[str, tuple[str, int]] = field(default_factory=dict)
    counts: defaultdict[tuple[str, int], int] = field(default_factory=lambda: defaultdict(int))

    @classmethod
    def of(cls, document: object) -> _Numbering:
        numbering = cls()
        parts = {
            relation.reltype.rsplit("/", 1)[-1]: relation.target_part
            for relation in document.part.rels.values()  # type: ignore[attr-defined]
            if not relation.is_external
        }
        if "numbering" in parts:
            numbering._read_lists(etree.fromstring(parts["numbering"].blob, _parser()))
        if "styles" in parts:
            numbering._read_styles(etree.fromstring(parts["styles"].blob, _parser()))
        return numbering

    def _read_lists(self, root: etree._Element) -> None:
        abstract = {item.get(f"{_W}abstractNumId"): item for item in root.iter(f"{_W}abstractNum")}
        for number in root.iter(f"{_W}num"):
            reference = number.find(f"{_W}abstractNumId")
            base = abstract.get(_value(reference))
            for level in base.iter(f"{_W}lvl") if base is not None else ():
                key = (number.get(f"{_W}numId", ""), int(level.get(f"{_W}ilvl", "0")))
                self.levels[key] = _ListLevel(
                    _value(level.find(f"{_W}numFmt")),
                    _value(level.find(f"{_W}lvlText")),
                    int(_value(level.find(f"{_W}start")) or 1),
                )

    def _read_styles(self, root: etree._Element) -> None:
        for style in root.iter(f"{_W}style"):
            found = _list_of(style)
            if found:
                self.styles[style.get(f"{_W}styleId", "")] = found

    def number(self, paragraph: etree._Element) -> str:
        """The number that Word prints before the paragraph, counted on; empty for none."""
        style = _value(paragraph.find(f"{_W}pPr/{_W}pStyle"))
        list_level = _list_of(paragraph) or self.styles.get(style)
        if not list_level or list_level not in self.levels:
            return ""
        list_id, depth = list_level
        self.counts[list_level] += 1
        for key in self.counts:
            if key[0] == list_id and key[1] > depth:
                self.counts[key] = 0
        text = self.levels[list_level].text
        for upper in range(depth + 1):
            text = text.replace(f"%{upper + 1}", self._printed(list_id, upper))
        return text if any(character.isalnum() for character in text) else ""

    def _printed(self, list_id: str, depth: int) -> str:
        level = self.levels.get((list_id, depth))
        if level is None:
            return ""
        count = max(self.counts[list_id, depth], 1) + level.start - 1
        return styled(count, level.style)


def _value(element: etree._Element | None) -> str:
    return element.get(f"{_W}val", "") if element is not None else ""


def _list_of(element: etree._Element) -> tuple[str, int] | None:
    properties = element.find(f"{_W}pPr/{_W}numPr")
    if properties is None:
        return None
    list_id = _value(properties.find(f"{_W}numId"))
    depth = int(_value(properties.find(f"{_W}ilvl")) or 0)
    return (list_id, depth) if list_id and list_id != "0" else None
