"""Stances that show at a glance what the graph holds: the strongest of the newest works."""

from __future__ import annotations

from collections.abc import Iterable

from stancegraph.identifiers import LEVEL
from stancegraph.serving.pages.views import Position, Viewer

_LOOKED_INTO = 6
_SURE = 0.8
_DIRECT = f"{LEVEL}direct"


def strongest(viewer: Viewer, works: Iterable[str], most: int = 3) -> tuple[Position, ...]:
    """One stance each of some of the works: direct, sure, toward somebody, far from the middle."""
    found = [
        max(candidates)[1]
        for work in [*works][:_LOOKED_INTO]
        if (candidates := list(_candidates(viewer, work)))
    ]
    return tuple(viewer.position(iri) for iri in found[:most])


def _candidates(viewer: Viewer, work: str) -> Iterable[tuple[float, str]]:
    data = viewer.data
    for iri in data.below(f"{work}/"):
        if "/stance/" not in iri or data.value(iri, "sg:level") != _DIRECT:
            continue
        sure = float(data.value(iri, "sg:confidence") or 0) >= _SURE
        if sure and data.value(iri, "sg:target") and data.value(iri, "sg:evidence"):
            yield abs(float(data.value(iri, "sg:polarity") or 0)), iri
