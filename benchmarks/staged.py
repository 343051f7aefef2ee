"""What stancegraph makes of a document model, stage by stage, and what each stage takes."""

from __future__ import annotations

import sys
import time
from dataclasses import dataclass, field

from stancegraph.graph import Graph, JsonLdWriter, nquads
from stancegraph.graph.build import resolution_graphs
from stancegraph.graph.scope import data_iri
from stancegraph.identifiers import BASE
from stancegraph.identifiers import graph as graph_path
from stancegraph.model import Document, Resolution, SourceText
from stancegraph.publishing import Publisher
from stancegraph.validation.background import with_ontology
from stancegraph.validation.engine import Engine
from stancegraph.validation.facts import Facts
from stancegraph.validation.quotes import misquotations
from stancegraph.validation.report import Severity
from stancegraph.validation.rules import shape_triples
from stancegraph.validation.soundness import unsound

WRITING = ("graphs", "Turtle", "JSON-LD", "N-Quads")
VALIDATION = "validation"
IN_CODE = "checks in code"


@dataclass(slots=True)
class Written:
    """One resolution in the three syntaxes, its whole graph, and its named graphs."""

    whole: Graph
    named: list[tuple[str, Graph]]
    turtle: str
    jsonld: str
    nquads: str


@dataclass(slots=True)
class Clock:
    """Seconds of processor time by stage."""

    seconds: dict[str, float] = field(default_factory=dict)
    _last: float = 0.0

    def start(self) -> None:
        self._last = time.process_time()

    def stop(self, stage: str) -> None:
        now = time.process_time()
        self.seconds[stage] = self.seconds.get(stage, 0.0) + now - self._last
        self._last = now


class Pipeline:
    """What stancegraph makes of a model, stage by stage."""

    def __init__(self, publisher: Publisher) -> None:
        self._publisher = publisher
        self._jsonld = JsonLdWriter(BASE)
        self._engine = Engine(shape_triples())
        self.engine = self._engine.name
        self.clock = Clock()

    def write(self, work: Resolution, document: Document) -> Written:
        """Its graphs, and their text."""
        publisher, clock = self._publisher, self.clock
        clock.start()
        graphs = resolution_graphs(work, document, publisher.directory, BASE)
        whole = graphs.whole
        named = [(data_iri(graph_path(work.id, name), BASE), graph) for name, graph in graphs.named]
        clock.stop("graphs")
        turtle = publisher.turtle.turtle(whole, data_iri(work.id, BASE))
        clock.stop("Turtle")
        jsonld = self._jsonld.document(whole)
        clock.stop("JSON-LD")
        quads = "".join([nquads(graph, name) for name, graph in named])
        clock.stop("N-Quads")
        return Written(whole, named, turtle, jsonld, quads)

    def validate(self, written: Written, source: SourceText) -> set[tuple[str, str]]:
        """What the shapes find, as focus and component; the checks that are not SHACL run too.

        Ends the run where anything is violated.
        """
        self.clock.start()
        findings = self._engine.judge(with_ontology(written.whole))
        self.clock.stop(VALIDATION)
        facts = Facts.of(written.whole)
        others = [*unsound(facts), *misquotations(facts, lambda _: source)]
        self.clock.stop(IN_CODE)
        if any(each.severity is Severity.VIOLATION for each in (*findings, *others)):
            sys.exit(f"{source.path} does not conform")
        return {(each.focus, each.component) for each in findings}
