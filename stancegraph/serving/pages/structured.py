"""What a page is about, said again in schema.org for those who read nothing else (JSON-LD)."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence

from markupsafe import Markup

from stancegraph.serving.pages.shown import Thing
from stancegraph.serving.pages.views import Viewer
from stancegraph.serving.pages.work import Work

Value = str | Sequence["Value"] | Mapping[str, "Value"]

_LICENCE = "https://creativecommons.org/licenses/by/4.0/"
_CONTEXT = "https://schema.org"
_MOST = 40
_TYPES = (
    ("schema:Country", "Country"),
    ("schema:AdministrativeArea", "AdministrativeArea"),
    ("schema:Place", "Place"),
    ("org:Organization", "Organization"),
    ("org:OrganizationalUnit", "Organization"),
    ("sg:Session", "Event"),
    ("eli:LegalResource", "Legislation"),
    ("sg:Stance", "Quotation"),
    ("skos:Concept", "DefinedTerm"),
)
"""Class of the graph -> type of schema.org; the first that fits is taken."""
_PARENTS = {
    "Organization": ("parentOrganization", ("org:unitOf", "org:subOrganizationOf")),
    "Country": ("containedInPlace", ("schema:containedInPlace",)),
    "Place": ("containedInPlace", ("schema:containedInPlace",)),
}


def embedded(described: dict[str, Value]) -> Markup:
    """A description as the content of a script element, which nothing in it can close."""
    text = json.dumps({"@context": _CONTEXT, **described}, ensure_ascii=False, sort_keys=True)
    return Markup(text.replace("<", "\\u003c"))


def dataset(viewer: Viewer, files: Sequence[tuple[str, str]]) -> dict[str, Value]:
    """The whole graph; `files` are names of downloads with their media types."""
    data, iri = viewer.data, f"{viewer.holdings.base}dataset"
    days = [data.value(iri, f"dcat:{edge}") for edge in ("startDate", "endDate")]
    return _cleaned(
        {
            "@type": "Dataset",
            "@id": iri,
            "name": data.value(iri, "dcterms:title") or viewer.thing(iri).label,
            "description": data.value(iri, "dcterms:description") or "",
            "license": data.value(iri, "dcterms:license") or "",
            "version": data.value(iri, "dcat:version") or "",
            "temporalCoverage": "/".join(day for day in days if day),
            "isAccessibleForFree": "true",
            "distribution": [
                {"@type": "DataDownload", "contentUrl": f"/dumps/{name}", "encodingFormat": kind}
                for name, kind in files
            ],
        }
    )


def work(viewer: Viewer, shown: Work) -> dict[str, Value]:
    """A work whose text is held."""
    first, last = shown.days
    named = (found.thing for found in shown.mentions if found.thing)
    cited = (found.thing for found in shown.citations if found.thing)
    return _cleaned(
        {
            "@type": "Legislation",
            "@id": shown.thing.iri,
            "name": shown.title.text,
            "legislationIdentifier": [symbol.text for symbol in shown.symbols],
            "legislationPassedBy": _reference(viewer, [shown.body] if shown.body else []),
            "legislationDate": first if first == last else "",
            "inLanguage": sorted({sheet.language for sheet in shown.sheets if sheet.language}),
            "citation": _reference(viewer, (it for it in cited if it.iri != shown.thing.iri)),
            "mentions": _reference(viewer, named),
            "isPartOf": {"@type": "Dataset", "@id": f"{viewer.holdings.base}dataset"},
            "sdLicense": _LICENCE,
        }
    )


def entity(viewer: Viewer, iri: str) -> dict[str, Value] | None:
    """Anything else; None where schema.org has no type for it."""
    kind = _type(viewer, iri)
    if kind is None:
        return None
    data = viewer.data
    said: dict[str, Value] = {
        "@type": kind,
        "@id": iri,
        "name": viewer.thing(iri).label,
        "alternateName": sorted({name.text for name in viewer.texts(iri, "skos:altLabel")})[:_MOST],
        "sameAs": list(data.values(iri, "skos:exactMatch")),
    }
    if kind in _PARENTS:
        name, properties = _PARENTS[kind]
        above = (thing for each in properties for thing in viewer.things(iri, each))
        said[name] = _reference(viewer, above)
    if kind == "Event":
        said |= {edge: data.value(iri, f"schema:{edge}") or "" for edge in ("startDate", "endDate")}
        for name in ("organizer", "location"):
            said[name] = _reference(viewer, viewer.things(iri, f"schema:{name}"))
    if kind == "Quotation":
        said |= _quotation(viewer, iri)
    if kind == "Legislation":
        said["legislationIdentifier"] = list(data.values(iri, "eli:id_local"))
        said["legislationPassedBy"] = _reference(viewer, viewer.things(iri, "eli:passed_by"))
        said["legislationDate"] = data.value(iri, "eli:date_document") or ""
    return _cleaned(said)


def _quotation(viewer: Viewer, iri: str) -> dict[str, Value]:
    whole = viewer.work_of(iri)
    quotes = [span.quote for span in viewer.spans(iri, whole)]
    return {
        "text": quotes[0] if quotes else "",
        "creator": _reference(viewer, viewer.things(iri, "sg:holder")),
        "about": _reference(viewer, viewer.things(iri, "sg:target")),
        "isPartOf": _reference(viewer, [viewer.thing(whole)]),
    }


def _type(viewer: Viewer, iri: str) -> str | None:
    classes = {viewer.short(name) for name in viewer.data.types(iri)}
    return next((kind for name, kind in _TYPES if name in classes), None)


def _reference(viewer: Viewer, things: Iterable[Thing]) -> list[Value]:
    """Things by type, IRI and name, each once."""
    named: dict[str, Value] = {}
    for thing in things:
        kind = _type(viewer, thing.iri) or "Thing"
        said: dict[str, Value] = {"@type": kind, "@id": thing.iri, "name": thing.label}
        named.setdefault(thing.iri, said)
        if len(named) == _MOST:
            break
    return list(named.values())


def _cleaned(said: dict[str, Value]) -> dict[str, Value]:
    """Without what is empty; a list of one as that one."""
    return {
        name: value[0] if isinstance(value, list) and len(value) == 1 else value
        for name, value in said.items()
        if value
    }
