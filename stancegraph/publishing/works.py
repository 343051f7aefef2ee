"""What one document adds to the publication; a function of that document and the register alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from stancegraph import identifiers
from stancegraph.comparing import Version, Wording, wordings
from stancegraph.graph import (
    Directory,
    Graph,
    JsonLdWriter,
    Node,
    TurtleWriter,
    nquads,
    resolution_graphs,
)
from stancegraph.graph.scope import Scope, data_iri
from stancegraph.graph.vocabulary import term
from stancegraph.graph.work import rights
from stancegraph.linking.register import Register
from stancegraph.model import Document, Resolution, Session
from stancegraph.publishing.counts import Counts, Shared
from stancegraph.writing import document_tables


@dataclass(frozen=True, slots=True)
class WorkOutput:
    """The files, quads and rows of one work, and what the whole needs to know of it.

    `graph` is all that the work's own file holds; `shared` are the triples about things that other
    works may describe too, `counts` counts the rest. `tables` hold rows without headers. `wordings`
    are what other works can be compared with, `stances` counts its stances.
    """

    work: str
    source: str
    language: str
    graph: Graph
    turtle: str
    jsonld: str
    nquads: str
    trig: str
    tables: dict[str, str]
    rights: str
    counts: Counts
    shared: Shared
    stances: int
    wordings: tuple[Wording, ...] = ()
    session: Session | None = None
    earliest: date | None = None
    latest: date | None = None

    @property
    def files(self) -> Iterator[tuple[str, bytes]]:
        """The files of the work by their path below kg/."""
        yield f"{self.work}.ttl", self.turtle.encode()
        yield f"{self.work}.jsonld", self.jsonld.encode()


class Publisher:
    """Turns documents into what is published of them; holds the register and the base."""

    def __init__(self, register: Register, base: str = identifiers.BASE) -> None:
        self.register = register
        self.base = base
        self.directory = Directory.of(register)
        self.turtle = TurtleWriter(base)
        self._jsonld = JsonLdWriter(base)

    def works(self, document: Document) -> Iterator[WorkOutput]:
        """The outputs of the resolutions of a document, in their order."""
        for resolution in document.resolutions:
            yield self.work(document, resolution)

    def work(
        self, document: Document, resolution: Resolution, versions: Sequence[Version] = ()
    ) -> WorkOutput:
        """The output of one resolution of a document with its further language versions."""
        graphs = resolution_graphs(resolution, document, self.directory, self.base, versions)
        whole = graphs.whole
        named = [
            (data_iri(identifiers.graph(resolution.id, name), self.base), graph)
            for name, graph in graphs.named
        ]
        stubs = {node.subject for node in graphs.stubs.nodes}
        described = (node for node in whole.nodes if node.subject not in stubs)
        counts, shared = self._counted(resolution.id, described)
        only = replace(document, resolutions=(resolution,))
        adopted = resolution.adopted
        return WorkOutput(
            work=resolution.id,
            language=resolution.language,
            source=document.source.path,
            graph=whole,
            turtle=self.turtle.turtle(whole, data_iri(resolution.id, self.base)),
            jsonld=self._jsonld.document(whole),
            nquads="".join([nquads(graph, name) for name, graph in named]),
            trig="".join([self.turtle.block(graph, name) for name, graph in named if graph.nodes]),
            tables=document_tables(only, self.register, self.base),
            rights=rights(Scope(resolution, document.source, self.directory, self.base)),
            counts=counts,
            shared=shared,
            stances=len(resolution.stances),
            wordings=tuple(wordings(resolution)),
            session=resolution.session,
            earliest=adopted.earliest if adopted else None,
            latest=adopted.latest if adopted else None,
        )

    def _counted(self, work: str, nodes: Iterable[Node]) -> tuple[Counts, Shared]:
        """What only this work can say, counted; and what another may say too, to be compared."""
        root = f"<{self.base}{work}>"
        matter = identifiers.matter(work, 0, 0).removesuffix("0-0")
        own = (f"<{self.base}{work}/", f"<{self.base}{matter}")
        mine: list[Node] = []
        shared: list[Node] = []
        extra = Counts()
        for node in nodes:
            if node.subject == root:
                common = tuple(pair for pair in node.statements if pair[0] in _COMMON)
                other = tuple(pair for pair in node.statements if pair[0] not in _COMMON)
                shared.append(Node(root, common))
                extra = replace(Counts.of([Node(root, other)]), entities=0)
            else:
                (mine if node.subject.startswith(own) else shared).append(node)
        return Counts.of(mine) + extra, Shared.of(Graph(tuple(shared)))


_COMMON = frozenset(
    term(name)
    for name in (
        "rdf:type",
        "rdfs:label",
        "eli:passed_by",
        "eli:id_local",
        "eli:date_document",
        "dcterms:title",
    )
)
"""What a work's own description may have in common with that of a document which cites it."""
