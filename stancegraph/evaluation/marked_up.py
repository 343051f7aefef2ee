"""Gold that markup gives: JSONL derived from Akoma Ntoso, and Akoma Ntoso itself."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from urllib.parse import unquote, urlsplit

from stancegraph.evaluation.gold import Gold, GoldCitation, GoldParagraph
from stancegraph.evaluation.rows import Row, rows, text
from stancegraph.evaluation.segmentation import plain, provisions
from stancegraph.model import Document, SourceText
from stancegraph.text import load

Read = Callable[[SourceText], Document]
_UN = re.compile(r"^/(?:[a-z]{2}/)?((?:A|S|E)/.+)$")


def derived(row: Row, path: Path) -> Gold:
    """The gold of one line of JSONL; its text stands beside the file."""
    name = text(row["txt"])
    preamble = [("preambular", paragraph) for paragraph in rows(row["preamble"])]
    operative = [(_kind(paragraph), paragraph) for paragraph in rows(row["operative"])]
    paragraphs = [*preamble, *operative]
    return Gold(
        name=Path(name).stem,
        source=load(path.parent / name, name),
        paragraphs=tuple(
            GoldParagraph(kind, plain(text(part["text"])), _verb(part)) for kind, part in paragraphs
        ),
        citations=tuple(c for _, part in paragraphs for c in _references(part)) or None,
    )


def _verb(part: Row) -> str | None:
    verb = part.get("verb")
    return verb if isinstance(verb, str) and verb else None


def _kind(part: Row) -> str:
    if part["level"] == "point":
        return "sub"
    return "operative" if part["num"] or part["verb"] else "heading"


def _references(part: Row) -> Iterator[GoldCitation]:
    for row in rows(part.get("refs", [])):
        identifier = identifier_of(text(row["href"]))
        if identifier and text(row["text"]) in text(part["text"]):
            yield GoldCitation(None, identifier, linked=True)


def identifier_of(address: str) -> str | None:
    """The normal form of the document behind an address of the UN's documents, else None.

    >>> identifier_of("https://undocs.org/en/S/RES/2139(2014)")
    'un:S/RES/2139(2014)'
    """
    parts = urlsplit(address.strip())
    found = _UN.match(unquote(parts.path)) if "undocs.org" in parts.netloc else None
    return f"un:{found[1].replace(' ', '')}" if found else None


def from_markup(path: Path, read: Read) -> Gold:
    """What the markup of an Akoma Ntoso file says, to be found in its text without markup."""
    source = load(path, path.name)
    marked = read(source)
    found = provisions(marked)
    paragraphs = tuple(GoldParagraph(p.kind.value, plain(p.words.text)) for p in found)
    citations = tuple(
        GoldCitation((mark.start, mark.end), identifier, linked=True)
        for mark in source.markup
        if mark.kind == "reference" and any(p.span.start <= mark.start < p.span.end for p in found)
        for identifier in [identifier_of(dict(mark.attributes).get("href", ""))]
        if identifier
    )
    bare = replace(source, markup=(), media_type="text/plain")
    return Gold(path.stem, bare, paragraphs=paragraphs, citations=citations or None)
