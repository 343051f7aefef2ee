"""The description of the dataset: DCAT and VoID, with counts of what is really there."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from stancegraph import __version__
from stancegraph.graph import Collector, Graph
from stancegraph.graph.scope import data_iri, label
from stancegraph.graph.terms import Statement, integer, iri, plain, typed, worded, xsd
from stancegraph.graph.vocabulary import NAMESPACES, TYPE, term
from stancegraph.publishing.collected import Linkset
from stancegraph.publishing.counts import Counts

DATASET = "dataset"
PUBLISHER = "agent/stancegraph"
LICENCE = iri("https://creativecommons.org/licenses/by/4.0/")
TITLE = "stancegraph: stances in resolutions of intergovernmental bodies"
DESCRIPTION = (
    "Resolutions adopted by intergovernmental bodies as linked data: their provisions, acts, "
    "names, citations and stances, each with the words it was read from and their place there."
)
NEUTRALITY = (
    "A stance is what a text says, reported with its words; it is not the view of the publisher. "
    "Names of states and territories are those of the texts and of the register and imply no "
    "position on their status."
)
ATTRIBUTION = "stancegraph, CC BY 4.0; each source text keeps the rights stated with it"
MEDIA_TYPES = "https://www.iana.org/assignments/media-types/"


@dataclass(frozen=True, slots=True)
class Distribution:
    """A form in which the dataset is offered; `path` is below the base."""

    name: str
    path: str
    media_type: str
    title: str


DISTRIBUTIONS = (
    Distribution("nquads", "stancegraph.nq", "application/n-quads", "All graphs as N-Quads"),
    Distribution("trig", "stancegraph.trig", "application/trig", "All graphs as TriG"),
    Distribution("turtle", "kg/", "text/turtle", "One Turtle file a work, and the register"),
    Distribution("jsonld", "kg/resolution/", "application/ld+json", "One JSON-LD file a work"),
    Distribution("tables", "kg/tables/", "text/csv", "Flat tables as CSV"),
)


@dataclass(frozen=True, slots=True)
class Extent:
    """What the description needs to know of the published works and their surroundings."""

    counts: Counts
    works: int
    example: str | None
    rights: tuple[str, ...]
    sources: tuple[str, ...]
    earliest: date | None = None
    latest: date | None = None


def dataset_graph(extent: Extent, linksets: Sequence[Linkset], base: str) -> Graph:
    """The description, with counts that include the description itself."""
    counts = extent.counts
    while True:
        graph = _described(extent, counts, linksets, base)
        total = extent.counts + Counts.of(graph.nodes)
        if total == counts:
            return graph
        counts = total


def linkset_graphs(linksets: Iterable[Linkset], base: str) -> dict[str, Graph]:
    """The links to each other dataset with their description, by the name of their file."""
    files: dict[str, Collector] = {}
    for linkset in linksets:
        graph = files.setdefault(linkset.target.slug, Collector())
        _describe_linkset(linkset, graph, base)
        for subject, statements in linkset.graph.nodes:
            graph.add(subject, *statements)
    return {name: files[name].graph() for name in sorted(files)}


def _described(extent: Extent, counts: Counts, linksets: Sequence[Linkset], base: str) -> Graph:
    graph = Collector()
    subject = data_iri(DATASET, base)
    graph.add(subject, *_statements(extent, counts, base))
    for linkset in linksets:
        graph.add(subject, (term("void:subset"), data_iri(linkset.id, base)))
        _describe_linkset(linkset, graph, base)
    for distribution in DISTRIBUTIONS:
        _describe_distribution(distribution, graph, base)
    _describe_partitions(counts, graph, base)
    graph.add(
        data_iri(PUBLISHER, base),
        (TYPE, term("foaf:Agent")),
        label("The maintainers of stancegraph"),
        (term("foaf:name"), plain("stancegraph")),
    )
    return graph.graph()


def _statements(extent: Extent, counts: Counts, base: str) -> list[Statement]:
    statements = [
        (TYPE, term("dcat:Dataset")),
        (TYPE, term("void:Dataset")),
        label(TITLE),
        (term("dcterms:title"), worded(TITLE, "en")),
        (term("dcterms:description"), worded(f"{DESCRIPTION} {NEUTRALITY}", "en")),
        (term("dcterms:publisher"), data_iri(PUBLISHER, base)),
        (term("dcterms:creator"), data_iri(PUBLISHER, base)),
        (term("dcterms:license"), LICENCE),
        (term("dcterms:rights"), worded(ATTRIBUTION, "en")),
        (term("dcat:version"), plain(__version__)),
        (term("dcat:landingPage"), data_iri("", base)),
        (term("void:uriSpace"), plain(base)),
        (term("void:triples"), integer(counts.triples)),
        (term("void:entities"), integer(counts.entities)),
        (term("void:documents"), integer(extent.works)),
        (term("void:classes"), integer(len(counts.classes))),
        (term("void:properties"), integer(len(counts.properties))),
        *((term("dcterms:rights"), worded(words, "en")) for words in extent.rights),
        *((term("dcterms:source"), plain(words)) for words in extent.sources),
        *((term("void:vocabulary"), iri(space)) for space in _vocabularies(counts)),
        *((term("void:feature"), iri(feature)) for feature in _FEATURES),
    ]
    if extent.example:
        statements.append((term("void:exampleResource"), data_iri(extent.example, base)))
    for name, day in (("startDate", extent.earliest), ("endDate", extent.latest)):
        if day:
            statements.append((term(f"dcat:{name}"), typed(day.isoformat(), xsd("date"))))
    return statements


_FEATURES = (
    "http://www.w3.org/ns/formats/JSON-LD",
    "http://www.w3.org/ns/formats/N-Quads",
    "http://www.w3.org/ns/formats/TriG",
    "http://www.w3.org/ns/formats/Turtle",
)


def _vocabularies(counts: Counts) -> list[str]:
    used = [term_[1:-1] for term_ in (*counts.classes, *counts.properties)]
    return sorted(
        space for space in NAMESPACES.values() if any(value.startswith(space) for value in used)
    )


def _describe_linkset(linkset: Linkset, graph: Collector, base: str) -> None:
    target = linkset.target
    graph.add(
        data_iri(linkset.id, base),
        (TYPE, term("void:Linkset")),
        label(f"Links to {target.title} by skos:{linkset.predicate}"),
        (term("dcterms:title"), worded(f"Links to {target.title} ({linkset.predicate})", "en")),
        (term("dcterms:license"), LICENCE),
        (term("void:subjectsTarget"), data_iri(DATASET, base)),
        (term("void:objectsTarget"), data_iri(f"target/{target.slug}", base)),
        (term("void:linkPredicate"), term(f"skos:{linkset.predicate}")),
        (term("void:triples"), integer(len(linkset.graph))),
        (term("void:entities"), integer(len(linkset.graph.nodes))),
    )
    graph.add(
        data_iri(f"target/{target.slug}", base),
        (TYPE, term("void:Dataset")),
        label(target.title),
        (term("void:uriSpace"), plain(target.space)),
    )


def _describe_distribution(distribution: Distribution, graph: Collector, base: str) -> None:
    subject = data_iri(f"{DATASET}/{distribution.name}", base)
    graph.add(data_iri(DATASET, base), (term("dcat:distribution"), subject))
    graph.add(
        subject,
        (TYPE, term("dcat:Distribution")),
        label(distribution.title),
        (term("dcterms:title"), worded(distribution.title, "en")),
        (term("dcterms:license"), LICENCE),
        (term("dcat:mediaType"), iri(MEDIA_TYPES + distribution.media_type)),
        (term("dcat:accessURL"), data_iri(distribution.path, base)),
    )


def _describe_partitions(counts: Counts, graph: Collector, base: str) -> None:
    dataset = data_iri(DATASET, base)
    for kind, table in (("class", counts.classes), ("property", counts.properties)):
        for value, count in table.items():
            name = partition_name(value)
            subject = data_iri(f"{DATASET}/{kind}/{name}", base)
            amount = "void:entities" if kind == "class" else "void:triples"
            graph.add(dataset, (term(f"void:{kind}Partition"), subject))
            graph.add(
                subject,
                (TYPE, term("void:Dataset")),
                label(f"Triples of the {kind} {name.replace('/', ':')}"),
                (term(f"void:{kind}"), value),
                (term(amount), integer(count)),
            )


def partition_name(value: str) -> str:
    """The part of a partition's IRI that names its class or property, given as a term.

    >>> partition_name("<http://www.w3.org/2004/02/skos/core#Concept>")
    'skos/Concept'
    """
    for prefix, space in sorted(NAMESPACES.items(), key=lambda pair: -len(pair[1])):
        if value[1:].startswith(space):
            return f"{prefix}/{value[1 + len(space) : -1]}"
    return value[1:-1].split("://", 1)[-1].replace("#", "/")
