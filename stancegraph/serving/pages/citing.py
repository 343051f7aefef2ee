"""Who cites what: the edges between documents, counted by body, and one document's neighbours."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

import pyoxigraph as ox

from stancegraph.serving.holding.holdings import node
from stancegraph.serving.holding.tallies import table
from stancegraph.serving.pages.drawing import Neighbours, Node, Ribbons, neighbours, ribbons
from stancegraph.serving.pages.views import Thing, Viewer

_MOST_CITED = 50
_DRAWN = 24
_OTHERS = {"treaty": "Treaties", "document": "Other documents"}


@dataclass(frozen=True, slots=True)
class Cited:
    """A document with how many works cite it; `href` leads to its neighbours."""

    thing: Thing
    times: int
    href: str


@dataclass(frozen=True, slots=True)
class Flow:
    """How many citations lead from the works of one body to the documents of another."""

    citing: Thing
    cited: Thing
    count: int


@dataclass(frozen=True, slots=True)
class Overview:
    """The whole graph of citations on one page."""

    edges: int
    works: int
    documents: int
    flows: tuple[Flow, ...]
    most: tuple[Cited, ...]
    drawing: Ribbons | None


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A document beside another; `day` is empty where it is not known."""

    thing: Thing
    day: str
    href: str


@dataclass(frozen=True, slots=True)
class Neighbourhood:
    """What cites a document and what it cites."""

    thing: Thing
    citing: tuple[Neighbour, ...]
    cited: tuple[Neighbour, ...]
    drawing: Neighbours | None


class Citations:
    """The graph of citations; collected once."""

    def __init__(self, viewer: Viewer) -> None:
        self._holdings = viewer.holdings
        self.cited: dict[str, list[str]] = {}
        self.citing: dict[str, list[str]] = {}
        found = viewer.data.store.quads_for_pattern(None, node("eli:cites"), None, None)
        edges = {
            (quad.subject.value, quad.object.value)
            for quad in found
            if isinstance(quad.subject, ox.NamedNode) and isinstance(quad.object, ox.NamedNode)
        }
        for work, document in sorted(edges):
            self.cited.setdefault(work, []).append(document)
            self.citing.setdefault(document, []).append(work)

    def holds(self, iri: str) -> bool:
        """Whether it cites anything or is cited."""
        return iri in self.cited or iri in self.citing

    def address(self, iri: str) -> str:
        """Where the neighbours of a document are shown."""
        return f"/citations/{self._holdings.path(iri)}"

    def addresses(self) -> Iterator[str]:
        """The addresses of all documents in the graph."""
        for iri in sorted({*self.cited, *self.citing}):
            if self._holdings.path(iri) is not None:
                yield self.address(iri)

    def overview(self, viewer: Viewer) -> Overview:
        """Bodies citing bodies, and the documents that most works cite."""
        counts: Counter[tuple[str, str]] = Counter()
        for work, documents in self.cited.items():
            body = self._body(viewer, work)
            counts.update((body, self._body(viewer, document)) for document in documents)
        ordered = sorted(counts, key=lambda pair: (-counts[pair], pair))
        flows = tuple(
            Flow(_group(viewer, citing), _group(viewer, cited), counts[citing, cited])
            for citing, cited in ordered
        )
        most = sorted(self.citing, key=lambda iri: (-len(self.citing[iri]), iri))[:_MOST_CITED]
        return Overview(
            sum(counts.values()),
            len(self.cited),
            len(self.citing),
            flows,
            tuple(
                Cited(viewer.thing(iri), len(self.citing[iri]), self.address(iri)) for iri in most
            ),
            ribbons([(flow.citing.label, flow.cited.label, flow.count) for flow in flows]),
        )

    def _body(self, viewer: Viewer, iri: str) -> str:
        """The body of a document; the first step of its path where nobody passed it."""
        passed = viewer.data.value(iri, "eli:passed_by")
        return passed or (self._holdings.path(iri) or "").split("/", 1)[0]

    def neighbourhood(self, viewer: Viewer, iri: str) -> Neighbourhood:
        """A document with its neighbours, newest first; the drawing shows those best connected."""
        citing, cited = (
            tuple(sorted((self._neighbour(viewer, name) for name in names), key=_newest))
            for names in (self.citing.get(iri, ()), self.cited.get(iri, ()))
        )
        left, right = (self._drawn(viewer, side) for side in (citing, cited))
        between = [
            (a.name, b.name)
            for side in (left, right)
            for a in side
            for b in (*left, *right)
            if b.name in self.cited.get(a.name, ())
        ]
        centre = self._node(viewer, iri)
        hidden = len(citing) - len(left), len(cited) - len(right)
        drawing = neighbours(centre, left, right, between, hidden)
        return Neighbourhood(viewer.thing(iri), citing, cited, drawing)

    def _neighbour(self, viewer: Viewer, iri: str) -> Neighbour:
        return Neighbour(viewer.thing(iri), viewer.days(iri)[1], self.address(iri))

    def _drawn(self, viewer: Viewer, side: tuple[Neighbour, ...]) -> tuple[Node, ...]:
        def degree(other: Neighbour) -> int:
            iri = other.thing.iri
            return len(self.citing.get(iri, ())) + len(self.cited.get(iri, ()))

        best = sorted(side, key=lambda other: (-degree(other), other.thing.iri))[:_DRAWN]
        chosen = {other.thing.iri for other in best}
        return tuple(
            self._node(viewer, other.thing.iri) for other in side if other.thing.iri in chosen
        )

    def _node(self, viewer: Viewer, iri: str) -> Node:
        times = len(self.citing.get(iri, ()))
        return Node(iri, viewer.symbol(iri), viewer.thing(iri).label, self.address(iri), times)

    def csv(self, viewer: Viewer) -> bytes:
        """All edges."""
        rows = (
            (viewer.thing(work).label, work, viewer.thing(document).label, document)
            for work, documents in sorted(self.cited.items())
            for document in documents
        )
        return table(("citing", "citing_iri", "cited", "cited_iri"), rows)


def _group(viewer: Viewer, name: str) -> Thing:
    if ":" in name:
        return viewer.thing(name)
    return Thing(name, None, _OTHERS.get(name, "Documents of unknown bodies"))


def _newest(neighbour: Neighbour) -> tuple[int, str]:
    return (-int(neighbour.day.replace("-", "") or 0), neighbour.thing.iri)
