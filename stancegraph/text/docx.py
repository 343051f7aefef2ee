"""Word documents to text: paragraphs with their automatic numbers, tables, footnotes apart.

Source: Office Open XML, ECMA-376 Part 1, 17.9 (numbering) and 17.11 (footnotes).
"""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator

from lxml import etree

from stancegraph.errors import SourceError
from stancegraph.text.archives import open_archive
from stancegraph.text.docx_numbering import Numbering
from stancegraph.text.marked import MarkedText

MAX_UNPACKED = 256 * 1024 * 1024
"""The most that the parts of a document may hold together, unpacked."""

_DAMAGED = (
    AttributeError, LookupError, NotImplementedError, OSError, RecursionError, RuntimeError,
    TypeError, ValueError, zipfile.BadZipFile, zlib.error, etree.Error,
)  # fmt: skip
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_END = "end "
_NOTES = (
    ("word/footnotes.xml", "footnote", ""),
    ("word/endnotes.xml", "endnote", _END),
)
_GAP, _COLUMN = "\n\n", "   "
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
    numbering = _numbering(document)
    gathered = MarkedText()
    body = document.element.body  # type: ignore[attr-defined]
    row: etree._Element | None = None
    for place, paragraph in enumerate(_paragraphs(body), start=1):
        words = "".join(_pieces(paragraph)).strip()
        number = numbering.number(paragraph)
        above, row = row, _row(paragraph)
        if words:
            gap = _COLUMN if row is not None and row is above else _GAP
            gathered.block(None, f"{number} {words}".strip(), f"paragraph {place}", gap)
        elif number and row is not None:
            gathered.block(None, number, f"paragraph {place}")
        for reference in paragraph.iter(f"{_W}footnoteReference", f"{_W}endnoteReference"):
            key = _key(reference)
            if notes.get(key):
                gathered.block("footnote", notes[key], f"footnote {key}", marker=key)
    return gathered


def _paragraphs(body: etree._Element) -> Iterator[etree._Element]:
    """The paragraphs; what Word draws in two ways is taken once."""
    for paragraph in body.iter(f"{_W}p"):
        if next(paragraph.iterancestors(_FALLBACK), None) is None:
            yield paragraph


def _row(paragraph: etree._Element) -> etree._Element | None:
    """The row of a table whose cells are a line each, as numbers and names beside words are."""
    row = next(paragraph.iterancestors(f"{_W}tr"), None)
    if row is None:
        return None
    cells = row.findall(f"{_W}tc")
    single = all(len(cell.findall(f"{_W}p")) == 1 == len(_contents(cell)) for cell in cells)
    return row if single and len(cells) > 1 else None


def _contents(cell: etree._Element) -> list[etree._Element]:
    return [child for child in cell if child.tag in (f"{_W}p", f"{_W}tbl")]


def _key(reference: etree._Element) -> str:
    key = str(reference.get(f"{_W}id", ""))
    return key if reference.tag == f"{_W}footnoteReference" else f"{_END}{key}"


def _numbering(document: object) -> Numbering:
    parts = {
        relation.reltype.rsplit("/", 1)[-1]: relation.target_part.blob
        for relation in document.part.rels.values()  # type: ignore[attr-defined]
        if not relation.is_external
    }
    lists, styles = (
        etree.fromstring(parts[name], _parser()) if name in parts else None
        for name in ("numbering", "styles")
    )
    return Numbering.of(lists, styles)


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
    """What a paragraph's own runs print; a text box in it has paragraphs of its own."""
    for element in paragraph.iter():
        if element.tag == f"{_W}t":
            if _is_seen(element, paragraph):
                yield element.text or ""
        elif element.tag in _BREAKS and _is_seen(element, paragraph):
            yield _BREAKS[element.tag]


def _is_seen(element: etree._Element, paragraph: etree._Element) -> bool:
    """Whether a piece belongs to a run of this paragraph that is not hidden."""
    if next(element.iterancestors(f"{_W}p"), None) is not paragraph:
        return False
    run = element.getparent()
    hidden = run.find(f"{_W}rPr/{_W}vanish") if run is not None else None
    return hidden is None or hidden.get(f"{_W}val") in ("0", "false")


def _footnotes(content: bytes) -> dict[str, str]:
    """The words of the footnotes by their id; of endnotes too."""
    notes: dict[str, str] = {}
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for part, tag, prefix in _NOTES:
            if part in archive.namelist():
                root = etree.fromstring(archive.read(part), _parser())
                for note in root.iter(f"{_W}{tag}"):
                    words = "\n".join("".join(_pieces(p)) for p in note.iter(f"{_W}p"))
                    notes[prefix + note.get(f"{_W}id", "")] = words.strip()
    return notes
