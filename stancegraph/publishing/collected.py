"""What stands beside the works: sessions, the register, the scheme of acts, links to others."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import pyoxigraph

from stancegraph.errors import GraphError
from stancegraph.graph import Collector, Graph, merge, session_graph
from stancegraph.graph.authority import authority_graphs
from stancegraph.graph.mappings import TARGETS, Mapping, Target
from stancegraph.graph.scope import data_iri
from stancegraph.graph.stubs import stub_graph
from stancegraph.graph.terms import iri
from stancegraph.graph.vocabulary import term
from stancegraph.model import Session
from stancegraph.publishing.works import Publisher
from stancegraph.resources import resource

SCHEMES = ("acts.ttl", "intensity.ttl", "levels.ttl")


@dataclass(frozen=True, slots=True)
class Collected:
    """The shared graphs: `files` by path below kg/ without suffix, `named` by name below graph/.

    A file repeats what it names of other files, so that it can be read alone; the named graphs
    do not. `documents` are the works that the register knows, a part of the authority graph.
    """

    files: dict[str, Graph]
    named: dict[str, Graph]
    documents: Graph


def collect(
    publisher: Publisher, sessions: Iterable[Session], mappings: Sequence[Mapping]
) -> Collected:
    """The graphs of everything that works share."""
    directory, base = publisher.directory, publisher.base
    authority = authority_graphs(publisher.register, mappings, directory, base)
    session = session_graph(sessions, directory, base)
    files = {f"authority/{name}": graph for name, graph in authority.items()}
    files["sessions"] = session
    alone = {path: graph | stub_graph((graph,), directory, base) for path, graph in files.items()}
    acts = act_graph()
    return Collected(
        {**alone, "acts": acts},
        {"acts": acts, "authority": merge(authority.values()), "sessions": session},
        authority["documents"],
    )


def act_graph() -> Graph:
    """The schemes of acts, intensities and levels; lists (blank nodes) stay in the ontology.

    Raises:
        GraphError: a scheme cannot be parsed.
    """
    graph = Collector()
    for name in SCHEMES:
        path = resource("ontology", name)
        try:
            for triple in pyoxigraph.parse(path=path, format=pyoxigraph.RdfFormat.TURTLE):
                subject, value = str(triple.subject), str(triple.object)
                if not (subject.startswith("_:") or value.startswith("_:")):
                    graph.add(subject, (str(triple.predicate), value))
        except SyntaxError as error:
            raise GraphError(f"{name}: {error}") from error
    return graph.graph()


@dataclass(frozen=True, slots=True)
class Linkset:
    """The links to one dataset by one predicate; `id` is a relative IRI."""

    id: str
    predicate: str
    target: Target
    graph: Graph


def linksets(mappings: Iterable[Mapping], base: str) -> tuple[Linkset, ...]:
    """The links by dataset and predicate, in the order of their IRIs."""
    collectors: dict[tuple[str, str], Collector] = {}
    for mapping in mappings:
        links = collectors.setdefault((mapping.target, mapping.predicate), Collector())
        link = (term(f"skos:{mapping.predicate}"), iri(mapping.object))
        links.add(data_iri(mapping.subject, base), link)
    targets = {target.slug: target for target in TARGETS}
    return tuple(
        Linkset(f"linkset/{slug}/{predicate.lower()}", predicate, targets[slug], links.graph())
        for (slug, predicate), links in sorted(collectors.items(), key=lambda pair: pair[0])
    )
