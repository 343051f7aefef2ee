"""Cuts the inputs into partitions: a function of the inputs alone, whatever machine builds them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from stancegraph.text.remote import RemoteInput

SIZE = 1 << 20
"""The bytes of source that a partition is to hold: some hundred documents, some seconds."""
MOST = 10_000
"""More partitions than these would cost the driver of a cluster more than they gain."""
_SHORTEST = 4096
"""The least that an input counts for: opening and fetching it takes time, however short it is."""


@dataclass(frozen=True, slots=True)
class Partition:
    """Inputs that follow one another; `index` counts from 0 in the order of the inputs."""

    index: int
    inputs: tuple[RemoteInput, ...]


def partitions(inputs: Sequence[RemoteInput], count: int | None = None) -> tuple[Partition, ...]:
    """About `count` partitions of about as many bytes each, none empty, in the order of the inputs.

    Without `count` the size of all decides. The same inputs give the same partitions everywhere, so
    that a part that is made again, anywhere, has the same bytes.
    """
    weights = [max(found.size, _SHORTEST) for found in inputs]
    total = sum(weights)
    wanted = count or min(MOST, -(-total // SIZE))
    cut: list[tuple[int, RemoteInput]] = []
    before = 0
    for found, weight in zip(inputs, weights, strict=True):
        cut.append(((before + weight // 2) * wanted // total, found))
        before += weight
    slices = groupby(cut, key=lambda pair: pair[0])
    return tuple(
        Partition(index, tuple(found for _, found in members))
        for index, (_, members) in enumerate(slices)
    )
