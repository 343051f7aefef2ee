"""Builds on a Spark cluster: partitions of documents in, parts of N-Quads and Parquet out.

Each document is made once, on whichever executor, and kept on that one's disk; the driver takes in
what the documents claim, in the order of the sources, and decides as the local build does which
works stay; then the executors write their parts. What is lost with an executor is made again.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from stancegraph import __version__
from stancegraph.building.assembling import Summary
from stancegraph.building.driving import Driving
from stancegraph.building.executing import (
    Item,
    Orders,
    Tell,
    Versions,
    lightened,
    make_partition,
    merge_versions,
    pack_tables,
    write_partition,
)
from stancegraph.building.partitions import Partition, partitions
from stancegraph.building.parts import Written
from stancegraph.building.spark_session import spark_context
from stancegraph.identifiers import BASE
from stancegraph.locations import Location
from stancegraph.text.remote import RemoteInput, discover_at

if TYPE_CHECKING:
    from pyspark import RDD, SparkContext

DONE = "_SUCCESS"
MANIFEST = "manifest.json"
S = TypeVar("S")

_IN_GROUP = 16
"""How many works that stand in several languages one task makes."""
_CAREFUL = 2
"""The attempt, counted from 0, at which a task makes each document in a process of its own."""
_PART = re.compile(
    r"nquads/(?:part-\d+|shared)\.nq(?:\.gz)?|tables/\w+/(?:part-\d+|shared)\.parquet"
)


@dataclass(frozen=True, slots=True)
class SparkSettings:
    """What a build on a cluster reads and where it writes; `partitions` None: by the size."""

    source: Location
    output: Location
    master: str | None = None
    base: str = BASE
    profile: str | None = None
    partitions: int | None = None
    packed: bool = False


def build_on_spark(settings: SparkSettings, fault: Tell, note: Tell = lambda _: None) -> Summary:
    """Make, judge and publish everything at the source, by the executors of a cluster.

    The output holds nquads/, tables/, a manifest of both, and `_SUCCESS`, which is taken away
    before anything else changes and comes back last. `fault` is told what goes wrong, a line each,
    in the order of the sources, `note` how far the build is.

    Raises:
        LocationError: the source or the output is missing, refused or unreachable.
        TableError: a table beside the sources is not well formed.
        GraphError: what works share does not conform; nothing is published.
        ClusterError: Spark cannot be started, or gave up.
    """
    inputs = discover_at(settings.source)
    orders = Orders(
        _root(settings.source, inputs),
        pack_tables(settings.source),
        settings.base,
        settings.profile,
    )
    cut = partitions(inputs, settings.partitions)
    with Driving(orders, fault) as driving, spark_context(settings.master) as context:
        note(f"making {len(inputs)} sources in {len(cut)} partitions on {context.master}")
        made = _spread(context, cut, partial(_make, orders=orders))
        for item in _in_order(made):
            driving.take(item)
        made = _with_versions(context, made, driving, inputs, orders)
        settings.output.remove(DONE)
        summary, written = driving.finish(settings.output, packed=settings.packed)
        note(f"writing {summary.works} works to {settings.output}")
        write = partial(_write, settings=settings, left_out=driving.left_out())
        written += tuple(made.mapPartitionsWithIndex(write).collect())
        finish(settings.output, written)
    return summary


def _spread(
    context: SparkContext, cut: Sequence[S], make: Callable[[Iterable[S]], Iterator[Item]]
) -> RDD[Item]:
    """What executors make, each element of `cut` a task of its own; kept on their disks."""
    from pyspark import StorageLevel

    made = context.parallelize(cut, max(len(cut), 1)).mapPartitions(make)
    return made.persist(StorageLevel.DISK_ONLY)


def _with_versions(
    context: SparkContext,
    made: RDD[Item],
    driving: Driving,
    inputs: Sequence[RemoteInput],
    orders: Orders,
) -> RDD[Item]:
    """With further partitions of the works that stand in several languages, if there are any."""
    several = driving.versions(inputs)
    if not several:
        return made
    groups = [several[start : start + _IN_GROUP] for start in range(0, len(several), _IN_GROUP)]
    merged = _spread(context, groups, partial(_merge, orders=orders))
    for item, versions in zip(_in_order(merged, made.getNumPartitions()), several, strict=True):
        driving.take_merged(item, versions)
    return context.union([made, merged])


def _root(source: Location, inputs: Sequence[RemoteInput]) -> str:
    """The place that names of sources are relative to: the folder, or that of the one file."""
    if [found.path for found in inputs] == [""]:
        return source.called.rpartition("/")[0]
    return source.called


def _make(cut: Iterable[Partition], orders: Orders) -> Iterator[Item]:
    """The task of an executor; from its third attempt on, one document cannot fail it again."""
    from pyspark import TaskContext

    task = TaskContext.get()
    isolated = task is not None and task.attemptNumber() >= _CAREFUL
    for partition in cut:
        yield from make_partition(partition, orders, isolated=isolated)


def _merge(groups: Iterable[Sequence[Versions]], orders: Orders) -> Iterator[Item]:
    for group in groups:
        yield from merge_versions(group, orders)


def _in_order(made: RDD[Item], before: int = 0) -> Iterator[Item]:
    """The items without what is written out, partition by partition, once all are made.

    `before` partitions stand before these.
    """
    from pyspark import StorageLevel

    light = made.mapPartitionsWithIndex(partial(_light, before=before))
    light.persist(StorageLevel.DISK_ONLY)
    light.count()  # makes all partitions side by side; the iterator alone would take turns
    yield from light.toLocalIterator(prefetchPartitions=True)


def _light(index: int, items: Iterable[Item], before: int) -> Iterator[Item]:
    return lightened(before + index, items)


def _write(
    index: int,
    items: Iterable[Item],
    settings: SparkSettings,
    left_out: Mapping[int, frozenset[int]],
) -> Iterator[Written]:
    without = left_out.get(index, frozenset())
    yield from write_partition(index, items, without, settings.output, packed=settings.packed)


def finish(output: Location, written: Iterable[Written]) -> None:
    """Take away the parts of earlier builds that this one does not have; say what is there."""
    files = {each.path: each for each in sorted(written, key=lambda each: each.path)}
    for entry in output.entries():
        if _PART.fullmatch(entry.path) and entry.path not in files:
            output.remove(entry.path)
    described = {
        "stancegraph": __version__,
        "files": [asdict(each) for each in files.values()],
    }
    output.write(MANIFEST, (json.dumps(described, indent=1) + "\n").encode())
    output.write(DONE, b"")
