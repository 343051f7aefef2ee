"""A resolution becomes its named graphs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from stancegraph import __version__
from stancegraph.comparing import Version
from stancegraph.graph.directory import Directory
from stancegraph.graph.inferred import describe_inferred
from stancegraph.graph.links import describe_links
from stancegraph.graph.positions import describe_stances
from stancegraph.graph.provisions import describe_provisions
from stancegraph.graph.reviews import describe_reviews
from stancegraph.graph.scope import Scope, data_iri, describe_spans, label
from stancegraph.graph.stubs import describe_unregistered, stub_graph
from stancegraph.graph.terms import Collector, Graph, merge, plain
from stancegraph.graph.versions import describe_version, version_scope
from stancegraph.graph.vocabulary import TYPE, term
from stancegraph.graph.work import describe_work, symbol
from stancegraph.model import Document, Resolution

SOFTWARE = "software/stancegraph"


@dataclass(frozen=True, slots=True)
class ResolutionGraphs:
    """The four named graphs that a resolution owns, and what its file repeats of other things."""

    text: Graph
    links: Graph
    inferred: Graph
    provenance: Graph
    stubs: Graph

    @property
    def named(self) -> tuple[tuple[str, Graph], ...]:
        """The owned graphs with their names, in the order of the names."""
        return (
            ("inferred", self.inferred),
            ("links", self.links),
            ("provenance", self.provenance),
            ("text", self.text),
        )

    @property
    def whole(self) -> Graph:
        """What the work's own file holds: all of it, so that the file stands alone."""
        return merge((self.text, self.links, self.inferred, self.provenance, self.stubs))


def resolution_graphs(
    resolution: Resolution,
    document: Document,
    directory: Directory,
    base: str,
    versions: Sequence[Version] = (),
) -> ResolutionGraphs:
    """The graphs of one resolution of a document; `base` is the base IRI of the data.

    `versions` are its texts in further languages, which add to what the document says.
    """
    scope = Scope(resolution, document.source, directory, base)
    text, links, inferred, provenance = (Collector() for _ in range(4))
    describe_links(scope, links)
    describe_unregistered(scope, links)
    describe_work(scope, text)
    describe_provisions(scope, text)
    describe_stances(scope, text)
    describe_inferred(scope, inferred)
    describe_spans(scope, text)
    _describe_provenance(scope, provenance, f"{resolution.id}/reading")
    for version in versions:
        further = version_scope(scope, version)
        describe_unregistered(further, links)
        describe_version(scope, further, text, links)
        reading = f"{resolution.id}/reading/{version.resolution.language}"
        _describe_provenance(further, provenance, reading)
    describe_reviews(scope, provenance)
    graphs = [collector.graph() for collector in (text, links, inferred, provenance)]
    stubs = stub_graph(graphs, directory, base, resolution.session)
    return ResolutionGraphs(graphs[0], graphs[1], graphs[2], graphs[3], stubs)


def _describe_provenance(scope: Scope, graph: Collector, path: str) -> None:
    reading = scope.iri(path)
    graph.add(
        reading,
        (TYPE, term("prov:Activity")),
        label(f"Reading of {symbol(scope)}"),
        (term("prov:used"), scope.iri(scope.format)),
        (term("prov:wasAssociatedWith"), scope.iri(SOFTWARE)),
        (term("schema:softwareVersion"), plain(__version__)),
        (term("sg:profile"), plain(scope.resolution.profile)),
    )
    graph.add(scope.iri(scope.resolution.id), (term("prov:wasGeneratedBy"), reading))
    describe_software(graph, scope.base)


def describe_software(graph: Collector, base: str) -> None:
    """Adds the program that reads the texts."""
    graph.add(
        data_iri(SOFTWARE, base),
        (TYPE, term("prov:SoftwareAgent")),
        label("stancegraph"),
    )
