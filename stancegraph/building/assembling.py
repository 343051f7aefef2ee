"""Second half of a build: what was made is written in the order of the sources, and described."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from stancegraph.building.made import MadeWork
from stancegraph.building.merging import Merged
from stancegraph.building.shared import SharedJudge
from stancegraph.building.site import Site
from stancegraph.errors import GraphError
from stancegraph.graph import Graph
from stancegraph.publishing.tree import Tree
from stancegraph.validation import Finding, Severity
from stancegraph.validation.agreement import Agreement
from stancegraph.validation.report import summary


@dataclass(frozen=True, slots=True)
class Summary:
    """What was published: counts of works, stances, triples, and of what was judged and found."""

    works: int
    stances: int
    triples: int
    judged: int
    found: Mapping[Severity, int]

    def lines(self) -> tuple[str, ...]:
        """The summary for people."""
        held = f"{self.works} works, {self.stances} stances, {self.triples:,} triples"
        return held, summary(self.judged, self.found)


def assemble(
    site: Site,
    noted: Iterable[tuple[str, str]],
    tree: Tree,
    place: Path,
    merged: Mapping[str, Merged] | None = None,
) -> Summary:
    """Write the works of all sources noted, and what stands beside them; `place` is for messages.

    `merged` are the works made of several sources, which take the place of what each one gave.

    Raises:
        GraphError: what works share does not conform.
    """
    judge, agreement = SharedJudge(site), Agreement(site.keys.base)
    assembling = _Assembling(site, tree, judge, agreement, merged or {})
    assembling.add(noted)
    assembling.finish(place)
    return assembling.summary()


_Place = tuple[str, int]
"""The key of an entry, and the number of a work in it."""


@dataclass(slots=True)
class _Assembling:
    """Writes a tree, and tells what cannot stand in it beside the rest."""

    site: Site
    tree: Tree
    judge: SharedJudge
    agreement: Agreement
    merged: Mapping[str, Merged]
    works: int = 0
    stances: int = 0
    triples: int = 0
    found: Counter[Severity] = field(default_factory=Counter)
    broken: bool = False

    def summary(self) -> Summary:
        judged = self.works + self.judge.judged
        return Summary(self.works, self.stances, self.triples, judged, self.found)

    def add(self, noted: Iterable[tuple[str, str]]) -> None:
        """Of two texts of one work the first is kept."""
        for source, key in noted:
            for number, alone in enumerate(self.site.cache.light(key).works):
                place = self._place(alone, source, key, number)
                if place is None:
                    continue
                made = alone if place == (key, number) else self._at(*place)
                if self._agrees(made, source):
                    self._add(made, source, *place)

    def _place(self, alone: MadeWork, source: str, key: str, number: int) -> _Place | None:
        """Where the work stands that all its languages make; None if it was written already."""
        merged = self.merged.get(alone.output.work)
        if merged is None or source not in merged.sources:
            return key, number
        return None if self.tree.has(alone.output.work) else (merged.key, 0)

    def _at(self, key: str, number: int) -> MadeWork:
        return self.site.cache.light(key).works[number]

    def _add(self, made: MadeWork, source: str, key: str, number: int) -> None:
        """Write a work: as it was published before, if it was; else from its entry."""
        work = made.output.work
        if not self.tree.repeat(made.output, key):
            whole = self.site.cache.made(key).works[number]
            if not self.tree.add(whole.output, key):
                self.site.fault(f"{source}: {work} was read before; keep one of the two texts")
                return
        self.works += 1
        self.stances += made.output.stances
        self.found.update(finding.severity for finding in made.findings)

    def _agrees(self, made: MadeWork, source: str) -> bool:
        """Whether a work agrees with those before it; only then it speaks from now on."""
        if self.tree.has(made.output.work):
            return True
        found = self.agreement.against(made.claims, source, made.output.work)
        self.found.update(finding.severity for finding in found)
        broken = [finding for finding in found if finding.severity is Severity.VIOLATION]
        for finding in broken:
            self.site.fault(_told(source, finding))
        if not broken:
            self.agreement.add(made.claims, source, made.output.work)
        return not broken

    def finish(self, root: Path) -> None:
        """Write and judge what stands beside the works."""

        def take(path: str, graph: Graph) -> None:
            for finding in self.judge.take(path, graph):
                self._count(root / path, finding)

        self.triples = self.tree.finish(take=take).triples
        for path, finding in self.judge.finish():
            self._count(root / path, finding)
        if self.broken:
            raise GraphError(f"{root}: what works share does not conform; nothing was published")

    def _count(self, path: Path, finding: Finding) -> None:
        self.found[finding.severity] += 1
        if finding.severity is Severity.VIOLATION:
            self.broken = True
            self.site.fault(_told(f"{path}.ttl", finding))


def _told(place: str, finding: Finding) -> str:
    return f"{place}: {finding.message} ({finding.focus})"
