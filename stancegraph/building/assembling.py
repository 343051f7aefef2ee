"""Second half of a build: what was made is written in the order of the sources, and described."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

from stancegraph.building.intake import Noted
from stancegraph.building.made import MadeWork
from stancegraph.building.merging import Merged
from stancegraph.building.progress import Progress, Show
from stancegraph.building.readying import Readying, Wanted
from stancegraph.building.shared import SharedJudge
from stancegraph.building.site import Site
from stancegraph.building.workers import Died, forked, killed, run, spread
from stancegraph.errors import GraphError
from stancegraph.publishing.layout import Piece
from stancegraph.publishing.parcels import Parcel
from stancegraph.publishing.tree import Tree
from stancegraph.spreading import Spread
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
        """The summary for people.

        >>> Summary(1, 1200, 1, 2, {}).lines()[0]
        '1 work, 1,200 stances, 1 triple'
        """
        held = ", ".join(
            f"{count:,} {thing}" + "s" * (count != 1)
            for count, thing in (
                (self.works, "work"),
                (self.stances, "stance"),
                (self.triples, "triple"),
            )
        )
        return held, summary(self.judged, self.found)


@dataclass(frozen=True, slots=True)
class Crew:
    """How many processes a build has, and whom it tells how far it is."""

    jobs: int = 1
    show: Show = lambda _: None


ALONE = Crew()
AHEAD = 4
"""Works that are held ready for each process, half a megabyte each."""


def assemble(
    site: Site,
    noted: Noted,
    tree: Tree,
    place: Path,
    merged: Mapping[str, Merged] | None = None,
    crew: Crew = ALONE,
) -> Summary:
    """Write the works of all sources noted, and what stands beside them; `place` is for messages.

    `merged` are the works made of several sources, which take the place of what each one gave. The
    `crew` does what can be done apart.

    Raises:
        GraphError: what works share does not conform, or a process was killed.
    """
    assembling = _Assembling(site, tree, SharedJudge(site), Agreement(site.keys.base), merged or {})
    assembling.add(noted, crew)
    assembling.finish(place, partial(spread, crew.jobs))
    return assembling.summary()


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

    def summary(self) -> Summary:
        judged = self.works + self.judge.judged
        return Summary(self.works, self.stances, self.triples, judged, self.found)

    def add(self, noted: Noted, crew: Crew) -> None:
        """Put in all that is wanted: what was published before as it was, the rest made ready."""

        def last(wanted: Wanted) -> Piece | None:
            return self.tree.last(wanted.work, wanted.key)

        work: Callable[[Wanted], Parcel | Piece] = Readying(self.site.cache, self.tree.parcel)
        progress = Progress(noted.works, crew.show, what="works written")
        with closing(run(self._wanted(noted), work, forked(crew.jobs), last, AHEAD)) as done:
            for wanted, ready in done:
                if isinstance(ready, Died):
                    raise killed(f"{wanted.source}: the process that wrote {wanted.work}", ready)
                if isinstance(ready, Parcel):
                    self.tree.put(ready, wanted.key)
                else:
                    self.tree.repeat(wanted.work, wanted.key, ready)
                progress.step()

    def _wanted(self, noted: Iterable[tuple[str, str]]) -> Iterator[Wanted]:
        """What is to be published, in the order of the sources; the rest is told.

        Of two texts of one work the first is kept.
        """
        for source, key in noted:
            for number, alone in enumerate(self.site.cache.light(key).works):
                wanted = self._place(Wanted(source, alone.output.work, key, number))
                if wanted is None:
                    continue
                made = alone if wanted.key == key else self._merged(wanted)
                if self._agrees(made, source) and self._claims(made, source):
                    yield wanted

    def _place(self, alone: Wanted) -> Wanted | None:
        """The work that all its languages make; None if that was written already."""
        merged = self.merged.get(alone.work)
        if merged is None or alone.source not in merged.sources:
            return alone
        return None if self.tree.has(alone.work) else replace(alone, key=merged.key, number=0)

    def _merged(self, wanted: Wanted) -> MadeWork:
        return self.site.cache.light(wanted.key).works[wanted.number]

    def _claims(self, made: MadeWork, source: str) -> bool:
        """Count a work in; if it is there already, tell."""
        work = made.output.work
        if not self.tree.claim(made.output):
            self.site.fault(f"{source}: {work} was read before; keep one of the two texts")
            return False
        self.works += 1
        self.stances += made.output.stances
        self.found.update(finding.severity for finding in made.findings)
        return True

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

    def finish(self, root: Path, spread: Spread) -> None:
        """Write and judge what stands beside the works."""
        self.triples = self.tree.finish(reception=self.judge, spread=spread).triples
        broken = False
        for path, finding in self.judge.finish(spread):
            self.found[finding.severity] += 1
            if finding.severity is Severity.VIOLATION:
                broken = True
                self.site.fault(_told(f"{root / path}.ttl", finding))
        if broken:
            raise GraphError(f"{root}: what works share does not conform; nothing was published")


def _told(place: str, finding: Finding) -> str:
    return f"{place}: {finding.message} ({finding.focus})"
