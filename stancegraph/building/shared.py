"""Judges what works share: the register once for all builds with it, the rest when it changed."""

from __future__ import annotations

from stancegraph.building.site import Site
from stancegraph.graph import Graph, ntriples
from stancegraph.publishing.reusing import Make, Placed, Portion, Reused
from stancegraph.publishing.tree import Reception
from stancegraph.spreading import Spread
from stancegraph.validation import Finding
from stancegraph.validation.agreement import Agreement, Claims
from stancegraph.validation.background import Described, described, layered
from stancegraph.validation.facts import Facts
from stancegraph.validation.judging import judge

OF_WORKS = ("sessions", "dataset")
"""How the paths of graphs begin that depend on works; all others depend on the tables alone."""


class SharedJudge(Reception):
    """Takes the graphs that works share as they are written, and says what is wrong with them."""

    def __init__(self, site: Site) -> None:
        self._engine = site.engine
        self._cache = site.cache
        self._keys = site.keys
        self._held: dict[str, Graph] = {}
        self._known: dict[str, Described] = {}
        self._used = site.used
        self._found: list[tuple[str, Finding]] = []
        self.judged = 0

    def take(self, path: str, graph: Graph) -> None:
        """Graphs are held back until all are known that they may name things of."""
        self.judged += 1
        self._known[path] = described(graph)
        self._held[path] = graph

    def judge(self, graph: Graph) -> tuple[Finding, ...]:
        """What is wrong with a graph, by all that was taken; in any process."""
        return self._found_in(Facts.of(graph))

    def kept(self, key: str, portion: Portion, make: Make) -> Reused:
        """What is published of a portion of reuses; in any process."""
        known = self._cache.reused(key)
        if known is None:
            known = make(portion)
            self._cache.keep_reused(key, known)
        return known

    def hear(self, placed: Placed) -> None:
        """What is wrong with a part of what is told of reuse."""
        self._used.add(placed.key)
        self._found += [(placed.path, finding) for finding in placed.reused.findings]

    def key(self, portion: Portion) -> str:
        """The key of what is published of a portion of reuses."""
        rows = (f"{each.later} {each.earlier} {each.similarity!r}" for each in portion.reuses)
        return self._keys.graph("reuse", portion.path, *rows)

    def finish(self, spread: Spread) -> list[tuple[str, Finding]]:
        """What is wrong with all graphs, by their paths."""
        changing = [path for path in self._held if path.startswith(OF_WORKS)]
        for path in changing:
            self._found += [(path, finding) for finding in self._judged(path)]
        register = {path: self._held[path] for path in self._held if path not in changing}
        return self._found + self._register(register, spread)

    def _judged(self, path: str) -> tuple[Finding, ...]:
        graph = self._held[path]
        key = self._keys.graph(path, ntriples(graph))
        self._used.add(key)
        found = self._cache.findings(key)
        if found is None:
            found = self.judge(graph)
            self._cache.keep_findings(key, found)
        return found

    def _register(self, graphs: dict[str, Graph], spread: Spread) -> list[tuple[str, Finding]]:
        """The graphs of the register, for which the keys of the build stand: judged all or none."""
        keys = {path: self._keys.graph(path) for path in graphs}
        for key in keys.values():
            self._used.add(key)
        found = {path: self._cache.findings(key) for path, key in keys.items()}
        if None in found.values():
            agreement = Agreement(self._keys.base)
            for path, (claims, said) in zip(graphs, spread(self._alone, graphs), strict=True):
                found[path] = (*said, *agreement.against(claims, path))
                agreement.add(claims, path)
                self._cache.keep_findings(keys[path], found[path] or ())
        return [(path, finding) for path, each in found.items() for finding in each or ()]

    def _alone(self, path: str) -> tuple[Claims, tuple[Finding, ...]]:
        """What a graph claims, and what is wrong with it by itself."""
        facts = Facts.of(self._held[path])
        return Claims.of(facts, self._keys.base), self._found_in(facts)

    def _found_in(self, facts: Facts) -> tuple[Finding, ...]:
        known = layered(*reversed(self._known.values()))
        return tuple(judge(self._engine, facts, lambda _: None, known))
