"""Judges what works share: the register once for all builds with it, the rest when it changed."""

from __future__ import annotations

from collections.abc import Iterable

from stancegraph.building.site import Site
from stancegraph.graph import Graph, ntriples
from stancegraph.publishing.tree import REUSE
from stancegraph.validation import Finding
from stancegraph.validation.agreement import Agreement, Claims
from stancegraph.validation.background import Described, described
from stancegraph.validation.facts import Facts
from stancegraph.validation.judging import judge

OF_WORKS = ("sessions", "dataset", REUSE)
"""How the paths of graphs begin that depend on works; all others depend on the tables alone."""


class SharedJudge:
    """Takes the graphs that works share as they are written, and says what is wrong with them."""

    def __init__(self, site: Site) -> None:
        self._engine = site.engine
        self._cache = site.cache
        self._keys = site.keys
        self._base = site.keys.base
        self._held: dict[str, Graph] = {}
        self._known: dict[str, Described] = {}
        self._used = site.used
        self.judged = 0

    def take(self, path: str, graph: Graph) -> list[Finding]:
        """What is wrong with a part of what is told of reuse; all other graphs are held back."""
        if path.startswith(REUSE):
            return list(self._judged(path, graph))
        self.judged += 1
        self._known[path] = described(graph)
        self._held[path] = graph
        return []

    def finish(self) -> list[tuple[str, Finding]]:
        """What is wrong with the graphs that were held back until all are known, by their paths."""
        changing = [path for path in self._held if path.startswith(OF_WORKS)]
        found = [(path, each) for path in changing for each in self._judged(path, self._held[path])]
        register = {path: self._held[path] for path in self._held if path not in changing}
        return found + self._register(register)

    def _judged(self, path: str, graph: Graph) -> Iterable[Finding]:
        key = self._keys.graph(path, ntriples(graph))
        self._used.add(key)
        found = self._cache.findings(key)
        if found is None:
            found = self._judge(graph)
            self._cache.keep_findings(key, found)
        return found

    def _register(self, graphs: dict[str, Graph]) -> list[tuple[str, Finding]]:
        """The graphs of the register, for which the keys of the build stand: judged all or none."""
        keys = {path: self._keys.graph(path) for path in graphs}
        for key in keys.values():
            self._used.add(key)
        found = {path: self._cache.findings(key) for path, key in keys.items()}
        agreement = Agreement(self._base)
        if None in found.values():
            for path, graph in graphs.items():
                claims = Claims.of(Facts.of(graph), self._base)
                found[path] = (*self._judge(graph), *agreement.against(claims, path))
                agreement.add(claims, path)
                self._cache.keep_findings(keys[path], found[path] or ())
        return [(path, finding) for path, each in found.items() for finding in each or ()]

    def _judge(self, graph: Graph) -> tuple[Finding, ...]:
        known = {subject: said for each in self._known.values() for subject, said in each.items()}
        return tuple(judge(self._engine, Facts.of(graph), lambda _: None, known))
