"""The page of a work: its text as received, and what was read from it."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from stancegraph.serving.pages.adoption import Adoption, adoption, hijri
from stancegraph.serving.pages.highlighting import Marked, Note, highlighted, pieced
from stancegraph.serving.pages.shown import Evidence, Position, Thing, Words, direction
from stancegraph.serving.pages.views import Viewer, anchor

_LANGUAGES = {
    "ENG": ("en", "English"),
    "ARA": ("ar", "العربية"),
    "CHI": ("zh", "中文"),
    "DEU": ("de", "Deutsch"),
    "FRA": ("fr", "Français"),
    "ITA": ("it", "Italiano"),
    "POR": ("pt", "Português"),
    "RUS": ("ru", "Русский"),
    "SPA": ("es", "Español"),
    "TUR": ("tr", "Türkçe"),
    "ZHO": ("zh", "中文"),
}
"""Codes of the EU's table of languages -> tag and name in the language itself."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One file of a work with its marked text; `received` is false where only quotes are held."""

    file: Thing
    anchor: str
    title: str
    language: str
    tongue: str
    direction: str
    rights: str
    sha256: str
    received: bool
    text: Markup


@dataclass(frozen=True, slots=True)
class Found:
    """A mention, a citation or an act, with its words."""

    iri: str
    kind: str
    thing: Thing | None
    detail: str
    confidence: str
    rule: str
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Work:
    """All that the page of a work shows."""

    thing: Thing
    title: Words
    symbols: tuple[Words, ...]
    body: Thing | None
    session: Thing | None
    days: tuple[str, str]
    hijri: tuple[Words, ...]
    hijri_days: tuple[str, ...]
    adoption: Adoption
    sheets: tuple[Sheet, ...]
    positions: tuple[Position, ...]
    mentions: tuple[Found, ...]
    citations: tuple[Found, ...]
    acts: tuple[Found, ...]
    citing: tuple[Thing, ...]
    cites: bool


class WorkPage:
    """Collects what belongs to one work."""

    def __init__(self, viewer: Viewer, iri: str) -> None:
        self._viewer = viewer
        self._data = viewer.data
        self._iri = iri
        self._parts: dict[str, list[str]] = {}
        for part in self._data.below(f"{iri}/"):
            for kind in self._data.types(part):
                self._parts.setdefault(viewer.short(kind), []).append(part)

    def work(self) -> Work:
        """The whole page."""
        viewer, data, iri = self._viewer, self._data, self._iri
        stances = (part for part in self._parts.get("sg:Stance", ()) if "/vote/" not in part)
        positions = viewer.positions(tuple(stances))
        mentions = self._found("sg:Mention", "oa:hasBody", "oa:hasTarget")
        citations = self._found("cito:Citation", "cito:hasCitedEntity")
        acts = self._found("sg:PerformedAct", "sg:act")
        session = viewer.first(iri, "sg:session")
        printed, days = hijri(viewer, session.iri) if session else ((), ())
        sheets = self._sheets(positions, (*mentions, *citations, *acts))
        return Work(
            thing=viewer.thing(iri),
            title=_title(viewer.thing(iri), sheets),
            symbols=viewer.texts(iri, "eli:id_local"),
            body=viewer.first(iri, "eli:passed_by"),
            session=session,
            days=viewer.days(iri),
            hijri=printed,
            hijri_days=days,
            adoption=adoption(viewer, iri),
            sheets=sheets,
            positions=positions,
            mentions=mentions,
            citations=citations,
            acts=acts,
            citing=tuple(
                viewer.thing(work) for work in data.pointing("eli:cites", iri) if work != iri
            ),
            cites=bool(data.objects(iri, "eli:cites")),
        )

    def _found(self, kind: str, thing: str, evidence: str = "sg:evidence") -> tuple[Found, ...]:
        data, viewer = self._data, self._viewer
        found = [
            Found(
                iri=part,
                kind=kind.rpartition(":")[2].lower(),
                thing=viewer.first(part, thing),
                detail=data.value(part, "sg:identifier") or data.value(part, "sg:actRole") or "",
                confidence=data.value(part, "sg:confidence") or "",
                rule=data.value(part, "sg:rule") or "",
                evidence=viewer.spans(part, self._iri, evidence),
            )
            for part in self._parts.get(kind, ())
        ]
        return tuple(sorted(found, key=_place))

    def _sheets(
        self, positions: tuple[Position, ...], found: tuple[Found, ...]
    ) -> tuple[Sheet, ...]:
        marked = _marks(positions, found, self._iri)
        provisions = {
            span
            for kind in ("sg:PreambularParagraph", "sg:OperativeParagraph", "sg:SubParagraph")
            for part in self._parts.get(kind, ())
            for span in self._data.values(part, "sg:evidence")
        }
        sheets = (
            self._sheet(file, self._all(file, marked.get(file, []), provisions))
            for file in self._parts.get("eli:Format", ())
        )
        wanted = (self._viewer.language, "en")
        return tuple(sorted(sheets, key=lambda sheet: [sheet.language != own for own in wanted]))

    def _all(self, file: str, marked: list[Marked], provisions: set[str]) -> list[Marked]:
        """The spans of a file with those that carry no stance, mention, citation or act."""
        known = {span.name for span in marked}
        found = list(marked)
        for iri in self._data.pointing("oa:hasSource", file):
            evidence = self._viewer.evidence(iri, self._iri)
            name = anchor(file, self._iri, evidence.start, evidence.end)
            if name not in known:
                style = "provision" if iri in provisions else "span"
                found.append(Marked(name, evidence.start, evidence.end, (style,)))
        return found

    def _sheet(self, file: str, spans: list[Marked]) -> Sheet:
        data, viewer = self._data, self._viewer
        expression = data.value(file, "eli:embodies") or file
        code = (data.value(expression, "eli:language") or "").rpartition("/")[2]
        language, tongue = _LANGUAGES.get(code, ("", ""))
        sha256 = data.value(file, "schema:sha256") or ""
        original = viewer.holdings.original(data.value(file, "dcterms:source") or "", sha256)
        text = original if original is not None else self._quoted(file)
        return Sheet(
            file=viewer.thing(file),
            anchor=file.removeprefix(self._iri).strip("/").replace("/", "-"),
            title=data.value(expression, "eli:title") or "",
            language=language,
            tongue=tongue,
            direction=direction(language) if language else "auto",
            rights=data.value(file, "dcterms:rights") or "",
            sha256=sha256,
            received=original is not None,
            text=highlighted(text, spans),
        )

    def _quoted(self, file: str) -> str:
        """What the graph itself quotes of a text that is not at hand."""
        length = int(self._data.value(file, "sg:textLength") or 0)
        spans = (
            self._viewer.evidence(span, self._iri)
            for span in self._data.pointing("oa:hasSource", file)
        )
        return pieced(
            length,
            [
                (span.start - len(span.before), span.before + span.quote + span.after)
                for span in spans
            ],
        )


def _title(thing: Thing, sheets: tuple[Sheet, ...]) -> Words:
    """The title in the first of the languages in which the text is held; else the label."""
    for sheet in sheets:
        if sheet.title:
            return Words(sheet.title, sheet.language)
    return Words(thing.label, thing.language)


def _place(found: Found) -> tuple[str, int, int, str]:
    first = next(iter(found.evidence), None)
    return (first.file, first.start, first.end, found.iri) if first else ("", 0, 0, found.iri)


def _marks(
    positions: tuple[Position, ...], found: tuple[Found, ...], work: str
) -> dict[str, list[Marked]]:
    """The spans to mark in each file, each span once however much was read from it."""
    styles: dict[str, tuple[Evidence, list[str], list[Note], list[str]]] = {}
    for number, position in enumerate(positions, 1):
        note = Note(number, position.anchor, f"{position.act.label}: {position.phrase}")
        for evidence in position.evidence:
            entry = styles.setdefault(evidence.iri, (evidence, [], [], []))
            entry[1].extend(("stance", position.tone))
            entry[2].append(note)
    for item in found:
        for evidence in item.evidence:
            entry = styles.setdefault(evidence.iri, (evidence, [], [], []))
            entry[1].append(item.kind)
            if item.thing:
                entry[3].append(item.thing.label)
    marked: dict[str, list[Marked]] = {}
    for evidence, names, notes, titles in styles.values():
        name = anchor(evidence.file, work, evidence.start, evidence.end)
        span = Marked(
            name,
            evidence.start,
            evidence.end,
            tuple(dict.fromkeys(names)),
            ", ".join(dict.fromkeys(titles)),
            tuple(notes),
        )
        marked.setdefault(evidence.file, []).append(span)
    return marked
