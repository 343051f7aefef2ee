"""What is held of each body and session against what is known to exist."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from stancegraph.serving.holding.series import Place, Totals
from stancegraph.serving.holding.tallies import table
from stancegraph.serving.pages.views import Thing, Viewer

KINDS = ("resolution", "statement", "decision", "declaration")
"""The first steps of the paths of documents that are counted."""

COUNTED, AT_LEAST, UNKNOWN = "counted", "at least", "not known"


@dataclass(frozen=True, slots=True)
class Part:
    """A session or year of a body: works held, others that are cited, and how many there are.

    `known` is None where nothing tells; `basis` is one of `COUNTED`, `AT_LEAST`, `UNKNOWN`.
    """

    name: str
    thing: Thing | None
    held: int
    cited: int
    known: int | None
    basis: str
    source: str

    @property
    def share(self) -> float | None:
        """The share that is held of what is counted; None where that is not counted."""
        return self.held / self.known if self.basis == COUNTED and self.known else None


@dataclass(frozen=True, slots=True)
class Body:
    """The documents of one kind of one body, by session or year."""

    thing: Thing
    kind: str
    anchor: str
    parts: tuple[Part, ...]

    @property
    def held(self) -> int:
        """Works whose text is held."""
        return sum(part.held for part in self.parts)

    @property
    def cited(self) -> int:
        """Documents that are cited and not held."""
        return sum(part.cited for part in self.parts)

    @property
    def known(self) -> int:
        """How many there are at least, over all parts."""
        return sum(part.known or part.held + part.cited for part in self.parts)

    @property
    def basis(self) -> str:
        """Whether `known` is a count or a lower bound."""
        return COUNTED if all(part.basis == COUNTED for part in self.parts) else AT_LEAST


@dataclass(frozen=True, slots=True)
class _Numbered:
    """A document of a part, held or only cited."""

    number: int | None
    letters: str
    held: bool


def coverage(viewer: Viewer) -> tuple[Body, ...]:
    """What is held, body by body; bodies of which only citations are known come last."""
    totals = Totals()
    found: dict[tuple[str, str], dict[Place, list[_Numbered]]] = {}
    for kind, body, place, document in _documents(viewer, totals):
        found.setdefault((kind, body), {}).setdefault(place, []).append(document)
    bodies = [_body(viewer, totals, *key, parts) for key, parts in found.items()]
    return tuple(sorted(bodies, key=lambda it: (-it.held, -it.cited, it.thing.iri, it.kind)))


def _documents(viewer: Viewer, totals: Totals) -> Iterator[tuple[str, str, Place, _Numbered]]:
    data = viewer.data
    for kind in KINDS:
        for iri in data.below(f"{viewer.holdings.base}{kind}/"):
            body = data.value(iri, "eli:passed_by")
            steps = (viewer.holdings.path(iri) or "").split("/")[2:]
            if body is None or not steps:
                continue
            name = viewer.holdings.path(body) or body
            session, number, letters = _read(steps)
            held = data.value(iri, "eli:is_realized_by") is not None
            place = totals.place(kind, name, session, number)
            yield kind, body, place, _Numbered(number, letters, held)


def _read(steps: list[str]) -> tuple[str, int | None, str]:
    """Session or year, number and letters, out of what follows the body in a path.

    >>> _read(["78", "264-b"]), _read(["2672"]), _read(["prst-2023-1"])
    (('78', 264, 'b'), ('', 2672, ''), ('2023', 1, ''))
    """
    last = steps[-1]
    by_year = re.fullmatch(r"[a-z]+-(\d{4})-(\d+)", last)
    if by_year:
        return by_year[1], int(by_year[2]), ""
    numbered = re.fullmatch(r"(\d+)(?:-(.+))?", last)
    session = "/".join(steps[:-1])
    if numbered is None:
        return session, None, ""
    return session, int(numbered[1]), numbered[2] or ""


def _body(
    viewer: Viewer, totals: Totals, kind: str, body: str, found: dict[Place, list[_Numbered]]
) -> Body:
    path = viewer.holdings.path(body) or body
    places = dict.fromkeys((*found, *totals.places(kind, path)))
    parts = tuple(
        _part(viewer, totals, (kind, path), place, found.get(place, []))
        for place in sorted(places, key=lambda place: place.order)
    )
    anchor = f"{kind}-{path.replace('/', '-')}"
    return Body(viewer.thing(body), kind, anchor, parts)


def _part(
    viewer: Viewer,
    totals: Totals,
    series: tuple[str, str],
    place: Place,
    documents: list[_Numbered],
) -> Part:
    held = sum(document.held for document in documents)
    known, source = totals.number(*series, place)
    basis = COUNTED
    if known is None:
        known, source = _bound(totals, series, place, documents)
        basis = UNKNOWN if known is None else AT_LEAST
    session = f"{viewer.holdings.base}session/{series[1].partition('/')[2]}/{place.name}"
    thing = viewer.thing(session) if viewer.data.holds(session) else None
    return Part(place.name, thing, held, len(documents) - held, known, basis, source)


def _bound(
    totals: Totals, series: tuple[str, str], place: Place, documents: list[_Numbered]
) -> tuple[int | None, str]:
    """The highest numbers that are held or cited, where the count begins anew in each part."""
    rule = totals.numbering(*series, place.name)
    if rule is None or rule.restarts != "session":
        return None, ""
    highest: dict[str, int] = {}
    for document in documents:
        if document.number is not None:
            letters = document.letters if rule.letters == "series" else ""
            highest[letters] = max(highest.get(letters, 0), document.number)
    if not highest:
        return None, ""
    return sum(highest.values()), f"highest number held or cited; {rule.source}"


def rows(bodies: tuple[Body, ...]) -> bytes:
    """The coverage as CSV, a line for each part."""
    header = ("body", "body_iri", "kind", "part", "held", "cited_not_held", "known", "basis")
    lines = (
        (
            body.thing.label,
            body.thing.iri,
            body.kind,
            part.name,
            part.held,
            part.cited,
            "" if part.known is None else part.known,
            part.basis,
            part.source,
        )
        for body in bodies
        for part in body.parts
    )
    return table((*header, "source"), lines)
