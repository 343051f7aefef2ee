"""Memberships as dated intervals; the datatype of each end is as precise as its source."""

from __future__ import annotations

from collections.abc import Iterable

from stancegraph import identifiers
from stancegraph.graph.directory import Directory
from stancegraph.graph.scope import data_iri, label
from stancegraph.graph.terms import Collector, Graph, Statement, plain, typed, worded, xsd
from stancegraph.graph.vocabulary import TYPE, term
from stancegraph.linking.register import UNVERIFIED, Interval, Membership

_DATATYPES = {4: "gYear", 7: "gYearMonth", 10: "date"}
_INSTANTS = {4: "time:inXSDgYear", 7: "time:inXSDgYearMonth", 10: "time:inXSDDate"}


def dated(name: str, day: str) -> tuple[Statement, ...]:
    """A statement of a day, month or year (ISO), none if it is empty.

    >>> dated("schema:foundingDate", "1945-10")[0][1]
    '"1945-10"^^<http://www.w3.org/2001/XMLSchema#gYearMonth>'
    """
    return ((term(name), typed(day, xsd(_DATATYPES[len(day)]))),) if day else ()


def membership_graph(memberships: Iterable[Membership], directory: Directory, base: str) -> Graph:
    """The graph of all memberships."""
    graph = Collector()
    for row in memberships:
        _describe(row, directory, base, graph)
    return graph.graph()


def _describe(row: Membership, directory: Directory, base: str, graph: Collector) -> None:
    path = identifiers.membership(row.organisation, row.member, row.status, row.valid.start)
    member, organisation = directory.label(row.member), directory.label(row.organisation)
    name = f"{member}, {row.status} of {organisation}"
    statements: list[Statement] = [
        (TYPE, term("org:Membership")),
        label(name),
        (term("org:member"), data_iri(row.member, base)),
        (term("org:organization"), data_iri(row.organisation, base)),
        (term("sg:membershipStatus"), plain(row.status)),
    ]
    if row.basis == UNVERIFIED:
        statements.append((term("sg:reviewStatus"), plain("to review")))
    if row.source:
        statements.append((term("dcterms:source"), plain(row.source)))
    if row.note:
        statements.append((term("skos:editorialNote"), worded(row.note, "en")))
    if row.valid.start or row.valid.end:
        interval = f"{path}/time"
        statements.append((term("org:memberDuring"), data_iri(interval, base)))
        _describe_interval(interval, name, row.valid, base, graph)
    graph.add(data_iri(path, base), *statements)


def _describe_interval(path: str, name: str, valid: Interval, base: str, graph: Collector) -> None:
    graph.add(data_iri(path, base), (TYPE, term("time:ProperInterval")), label(f"Time of: {name}"))
    for relation, place, day in (
        ("time:hasBeginning", "start", valid.start),
        ("time:hasEnd", "end", valid.end),
    ):
        if day:
            instant = data_iri(f"{path}/{place}", base)
            graph.add(data_iri(path, base), (term(relation), instant))
            graph.add(
                instant,
                (TYPE, term("time:Instant")),
                label(day),
                *dated(_INSTANTS[len(day)], day),
            )
