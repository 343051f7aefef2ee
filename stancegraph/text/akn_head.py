"""What the head of an Akoma Ntoso document records: dates, language, symbol, votes, our record."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from stancegraph.identifiers import SG
from stancegraph.model import Markup
from stancegraph.text.languages import short_code

PLACEHOLDER = "0001-01-01"
"""The date that AKN4UN writes where none is known."""

RECORD = "record-"
"""How the kinds of the elements begin that stancegraph itself writes into a head."""


def head(document: etree._Element, at: int) -> Iterator[Markup]:
    """Markup without extent: one `meta`, then one `record-...` an element of our own."""
    yield Markup("meta", at, at, tuple(_facts(document)))
    for proprietary in document.iterfind("{*}meta/{*}proprietary"):
        for element in proprietary.iter(f"{{{SG}}}*"):
            kind = RECORD + etree.QName(element).localname
            attributes = [(str(name), str(value)) for name, value in element.attrib.items()]
            yield Markup(kind, at, at, tuple(attributes))


def _facts(document: etree._Element) -> Iterator[tuple[str, str]]:
    meta = document.find("{*}meta")
    if meta is None:
        return
    for date in meta.iterfind("{*}identification/{*}FRBRWork/{*}FRBRdate"):
        if date.get("date") != PLACEHOLDER:
            yield f"{date.get('name', 'date')}-date", date.get("date", "")
    for uri in meta.iterfind("{*}identification/{*}FRBRWork/{*}FRBRuri"):
        yield "work", uri.get("value", "")
    for element in meta.iterfind("{*}identification/{*}FRBRExpression/{*}FRBRlanguage"):
        yield "language", short_code(element.get("language", ""))
    yield from _votes(meta)
    yield from _cover(document)
    yield from _placeholders(document)


def _votes(meta: etree._Element) -> Iterator[tuple[str, str]]:
    """How it was adopted: outcome, counts and voters by choice."""
    for voting in meta.iterfind("{*}analysis/{*}parliamentary/{*}voting"):
        yield "outcome", _name(voting.get("outcome", ""))
        for count in voting.iterfind("{*}count"):
            choice = _name(count.get("refersTo") or count.get("outcome") or "")
            yield f"count-{choice}", count.get("value", "")
            for voter in count.iter("{*}organization"):
                yield f"voter-{choice}", (voter.get("showAs") or "".join(voter.itertext())).strip()
    for step in meta.iterfind("{*}workflow/{*}step"):
        if _name(step.get("outcome", "")) == "adopted":
            yield "adopted-step", ", ".join(filter(None, (step.get("as"), step.get("by"))))
            if step.get("date") != PLACEHOLDER:
                yield "adopted-step-date", step.get("date", "")


def _cover(document: etree._Element) -> Iterator[tuple[str, str]]:
    """What the cover marks for machines: symbol, meeting, day of adoption."""
    for cover in document.iterchildren("{*}coverPage", "{*}preface"):
        for number in cover.iter("{*}docNumber"):
            if _name(number.get("refersTo", "")) == "symbol":
                yield "symbol", " ".join("".join(number.itertext()).split())
        for title in cover.iter("{*}docTitle"):
            meaning = _name(title.get("refersTo", ""))
            if meaning in ("resolutionTitle", "resolutionNumber"):
                yield "title", " ".join("".join(title.itertext()).split())
        for inline in cover.iter("{*}inline"):
            if inline.get("name") == "adoptionMeeting" and inline.get("title"):
                yield "meeting", inline.get("title", "")
        for date in cover.iter("{*}docDate"):
            day, meaning = date.get("date", ""), _name(date.get("refersTo", ""))
            if meaning == "adoptionDate" and day != PLACEHOLDER:
                yield "adoption-date", day


def _placeholders(document: etree._Element) -> Iterator[tuple[str, str]]:
    """Where a placeholder stands for a date of the document itself."""
    for element in document.iter("{*}FRBRdate", "{*}docDate"):
        if element.get("date") == PLACEHOLDER:
            name = etree.QName(element).localname
            yield "placeholder", f"{name} {element.get('name') or element.get('refersTo') or ''}"


def _name(reference: str) -> str:
    return reference.lstrip("#")
