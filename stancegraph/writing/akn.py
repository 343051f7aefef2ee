"""Any read document as Akoma Ntoso 3: structure as elements, the rest as records in the head.

Source: Akoma Ntoso Version 1.0 Part 2, OASIS 2018. `text.read_akn` reads it back.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from lxml import etree

from stancegraph.identifiers import SG
from stancegraph.linking.register import Register
from stancegraph.model import Document, Furniture, Resolution
from stancegraph.writing.akn_body import BodyWriter, parts_of
from stancegraph.writing.akn_elements import KIND, NAMESPACE, element, lay_out
from stancegraph.writing.akn_meta import identify, write_collection_meta, write_meta

_APART = ("formula", "footnote")


def akn(documents: Iterable[Document], register: Register, base: str) -> str:
    """The resolutions as one XML file: a statement, or a collection where there are several.

    The IRIs of cited documents stand on `base`. Without any resolution the text is empty, since
    there is nothing that Akoma Ntoso could hold.
    """
    resolutions = [resolution for document in documents for resolution in document.resolutions]
    if not resolutions:
        return ""
    root = etree.Element(f"{{{NAMESPACE}}}akomaNtoso", nsmap={None: NAMESPACE, "sg": SG})
    if len(resolutions) == 1:
        _statement(root, resolutions[0], register, base)
    else:
        _collection(root, resolutions, register, base)
    lay_out(root)
    return etree.tostring(root, encoding="unicode") + "\n"


def _collection(
    root: etree._Element, resolutions: Sequence[Resolution], register: Register, base: str
) -> None:
    collection = element(root, "documentCollection", name="resolutions")
    write_collection_meta(collection, resolutions, register, base)
    body = element(collection, "collectionBody")
    for number, resolution in enumerate(resolutions, start=1):
        component = element(body, "component", eId=f"cmp_{number}")
        _statement(component, resolution, register, base, prefix=f"cmp_{number}__")


def _statement(
    parent: etree._Element, resolution: Resolution, register: Register, base: str, prefix: str = ""
) -> None:
    statement = element(parent, "statement", name=resolution.instrument.lower())
    write_meta(statement, resolution, register, base, alone=not prefix)
    writer = BodyWriter(resolution, base, prefix, _notes(resolution))
    parts = parts_of(resolution)
    before, formulas, behind = _furniture(resolution)
    _blocks(statement, "preface", before)
    if formulas or parts.preamble:
        preamble = element(statement, "preamble")
        for formula in formulas:
            element(element(preamble, "formula", name="enactingFormula"), "p", formula.words.text)
        writer.preamble(preamble, parts.preamble)
    body = element(statement, "mainBody")
    writer.body(body, parts.body)
    if not len(body):
        element(body, "p")
    _blocks(statement, "conclusions", behind)
    if parts.annexes:
        attachments = element(statement, "attachments")
        for annex in parts.annexes:
            attachment = element(attachments, "attachment", eId=writer.e_id(annex[0]))
            document = writer.annex(attachment, annex)
            meta = element(None, "meta")
            identify(meta, resolution, component=f"!annex_{len(attachments)}")
            document.insert(0, meta)


def _furniture(
    resolution: Resolution,
) -> tuple[list[Furniture], list[Furniture], list[Furniture]]:
    """The furniture before the preamble, the formulas, the furniture behind the provisions."""
    starts = [paragraph.span.start for paragraph in resolution.paragraphs]
    first = min(starts, default=0)
    before: list[Furniture] = []
    formulas: list[Furniture] = []
    behind: list[Furniture] = []
    for piece in resolution.furniture:
        if piece.kind == "formula":
            formulas.append(piece)
        elif piece.kind not in _APART or not starts:
            (before if piece.span.start < first else behind).append(piece)
    return before, formulas, behind


def _notes(resolution: Resolution) -> dict[str, list[Furniture]]:
    """The footnotes by the provision before them (the first, where none is before)."""
    notes: defaultdict[str, list[Furniture]] = defaultdict(list)
    for piece in resolution.furniture:
        if piece.kind == "footnote" and resolution.paragraphs:
            before = [p for p in resolution.paragraphs if p.span.start <= piece.span.start]
            notes[(before or resolution.paragraphs)[-1 if before else 0].id].append(piece)
    return notes


def _blocks(parent: etree._Element, name: str, pieces: Sequence[Furniture]) -> None:
    """A part of furniture, one block a piece, each with its kind."""
    if not pieces:
        return
    part = element(parent, name)
    for piece in pieces:
        element(part, "p", piece.words.text).set(KIND, piece.kind)
