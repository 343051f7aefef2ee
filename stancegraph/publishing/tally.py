"""What the description of the dataset needs to know of all works."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from stancegraph.linking.register import Register
from stancegraph.model import Session
from stancegraph.publishing.collected import Collected
from stancegraph.publishing.counts import Counts, Shared, SharedCounts, number
from stancegraph.publishing.dataset import Extent
from stancegraph.publishing.works import WorkOutput
from stancegraph.spilling import Seen


@dataclass(slots=True)
class Tally:
    """Adds up works; keeps in memory what grows with bodies and sessions, and no work."""

    sessions: dict[Session, None] = field(default_factory=dict)
    counts: Counts = field(default_factory=Counts)
    _works: int = 0
    _example: str | None = None
    _rights: set[str] = field(default_factory=set)
    _days: list[date] = field(default_factory=list)
    _shared: SharedCounts = field(default_factory=SharedCounts)
    _numbers: Seen = field(default_factory=Seen)

    def has(self, work: str) -> bool:
        """Whether a work of that IRI was added."""
        return number(work) in self._numbers

    def add(self, output: WorkOutput) -> bool:
        """Counts a work in; False if one of its IRI was added before."""
        if not self._numbers.fresh(number(output.work)):
            return False
        self._works += 1
        self._example = min(self._example or output.work, output.work)
        self._rights.add(output.rights)
        self.counts += output.counts
        self._shared.add(output.shared)
        if output.session:
            self.sessions[output.session] = None
        days = [day for day in (output.earliest, output.latest, *self._days) if day]
        self._days = [min(days), max(days)] if days else []
        return True

    def extent(self, collected: Collected, register: Register) -> Extent:
        """What there is of works and of what stands beside them."""
        total = self.counts + Counts.of(collected.named["acts"].nodes)
        documents = {node.subject for node in collected.documents.nodes}
        authority = collected.named["authority"].nodes
        total = total + Counts.of(node for node in authority if node.subject not in documents)
        self._shared.add(Shared.of(collected.documents))
        self._shared.add(Shared.of(collected.named["sessions"]))
        return Extent(
            counts=total + self._shared.counts,
            works=self._works,
            example=self._example,
            rights=tuple(sorted(self._rights)),
            sources=_sources(register),
            earliest=self._days[0] if self._days else None,
            latest=self._days[-1] if self._days else None,
        )


def _sources(register: Register) -> tuple[str, ...]:
    stated = {(row.source, row.licence) for row in register.entities}
    stated |= {(row.source, row.licence) for row in register.memberships}
    stated |= {(row.source, row.licence) for row in register.documents}
    return tuple(sorted(f"{source} ({licence})" for source, licence in stated if source))
