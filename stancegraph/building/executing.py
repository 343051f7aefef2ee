"""What an executor of a cluster does with one partition: make what its inputs give; write a part.

Nothing here knows Spark: any engine that can map a function over partitions can run it.
"""

from __future__ import annotations

import io
import os
import tempfile
import zipfile
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache, partial
from itertools import count
from pathlib import Path

from stancegraph import __version__
from stancegraph.building.made import Fault, Made
from stancegraph.building.making import Maker, Making
from stancegraph.building.partitions import Partition
from stancegraph.building.parts import Part, Written, part_name
from stancegraph.building.workers import Died, run
from stancegraph.errors import ClusterError, SourceError
from stancegraph.identifiers import BASE
from stancegraph.locations import Location
from stancegraph.publishing.works import WorkOutput
from stancegraph.text import Content
from stancegraph.text.remote import RemoteInput, contents_at

Tell = Callable[[str], None]

TABLE_FOLDERS = ("authority", "reviews")


@dataclass(frozen=True, slots=True)
class Orders:
    """What every executor must know: where names of sources start, and what works are made with.

    `tables` is a ZIP archive of the curated tables beside the sources, since an executor may not
    see the driver's disk.
    """

    root: str
    tables: bytes = b""
    base: str = BASE
    profile: str | None = None
    version: str = __version__

    def named(self, content: Content) -> Content:
        """An input with the name that is published: the one below the root."""
        return replace(content, name=content.name.removeprefix(f"{self.root}/"))

    def unpacked(self, folder: Path) -> Making:
        """What a maker is to load, once the tables stand in an empty folder."""
        if self.tables:
            with zipfile.ZipFile(io.BytesIO(self.tables)) as archive:
                archive.extractall(folder)
        return Making.beside(folder, self.base, self.profile)


def pack_tables(location: Location) -> bytes:
    """The curated tables beside the sources, as `Orders` carries them; equal tables, equal bytes.

    Raises:
        LocationError: they cannot be read.
    """
    paths = [
        entry.path
        for entry in location.entries()
        if entry.path.split("/")[0] in TABLE_FOLDERS and not entry.path.endswith("/")
    ]
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in paths:
            archive.writestr(zipfile.ZipInfo(path), location.read(path))
    return stream.getvalue() if paths else b""


@dataclass(frozen=True, slots=True)
class Item:
    """What one input gave, or why it gave nothing; `name` is what messages call the input."""

    name: str = ""
    made: Made | None = None
    fault: str | None = None


def lightened(partition: int, items: Iterable[Item]) -> Iterator[Item]:
    """The items of a partition without what is written out, for the driver to compare.

    Where a work's Turtle would stand is its address: its partition, and its number in that.
    """
    numbers = count()
    for item in items:
        if item.made is None:
            yield item
            continue
        works = (
            replace(work, output=_light(work.output, f"{partition}:{next(numbers)}"))
            for work in item.made.works
        )
        yield replace(item, made=replace(item.made, works=tuple(works)))


def _light(output: WorkOutput, address: str) -> WorkOutput:
    return replace(output, turtle=address, jsonld="", nquads="", trig="", tables={})


def make_partition(
    partition: Partition, orders: Orders, *, isolated: bool = False
) -> Iterator[Item]:
    """What the inputs of a partition give, in their order.

    A fault of the program at one document is told and does not stop the others. `isolated` makes
    the documents in processes of their own, so that one which kills its process is told as well.
    """
    contents = (content for found in partition.inputs for content in contents_at(found))
    work = _Work(orders)
    for content, item in run(contents, work, 2 if isolated else 1, _unread):
        if isinstance(item, Died):
            told = f"the process that read it was {item.how}, twice; it is left out"
            yield Item(fault=f"{_name(content)}: {told}, the rest goes on")
        else:
            yield item


@dataclass(frozen=True, slots=True)
class _Work:
    """Makes one input in whatever process."""

    orders: Orders

    def __call__(self, content: Content | SourceError) -> Item:
        if isinstance(content, SourceError):
            return Item(fault=str(content))
        make = partial(_maker(self.orders).make, self.orders.named(content))
        return Item(content.name, _needed(_made(make, content.name)))


def _made(make: Callable[[], Made], name: str) -> Made:
    """What is made; a fault of the program at it is told, and does not stop others.

    STANCEGRAPH_DEBUG=1 in the environment lets it through.
    """
    try:
        return make()
    except Exception as error:
        if os.environ.get("STANCEGRAPH_DEBUG"):
            raise
        told = f"internal: {type(error).__name__}: {error}; it is left out"
        fault = Fault(f"{told} (STANCEGRAPH_DEBUG=1 shows where)")
        return Made(name, "", faults=(fault,))


def _unread(content: Content | SourceError) -> Item | None:
    """What came of an input that cannot be read: there is nothing to make."""
    return Item(fault=str(content)) if isinstance(content, SourceError) else None


def _name(content: Content | SourceError) -> str:
    return str(content) if isinstance(content, SourceError) else content.name


def _needed(made: Made) -> Made:
    """Without the forms that a partitioned publication does not have."""
    works = (
        replace(work, output=replace(work.output, turtle="", jsonld="", trig=""))
        for work in made.works
    )
    return replace(made, works=tuple(works))


@dataclass(frozen=True, slots=True)
class Versions:
    """A work that several sources hold, each in another language: where, and what they are called.

    A name is that of the input, or of a file in the archive that it is.
    """

    work: str
    inputs: tuple[RemoteInput, ...]
    names: tuple[str, ...]


def merge_versions(group: Iterable[Versions], orders: Orders) -> Iterator[Item]:
    """What works that stand in several languages give, each in the order of the group."""
    for versions in group:
        wanted = zip(versions.inputs, versions.names, strict=True)
        contents = [
            orders.named(content)
            for found, name in wanted
            for content in contents_at(found)
            if isinstance(content, Content) and content.name == name
        ]
        make = partial(_maker(orders).merge, versions.work, contents)
        yield Item(versions.names[0], _needed(_made(make, versions.names[0])))


def write_partition(
    index: int, items: Iterable[Item], left_out: Collection[int], output: Location, *, packed: bool
) -> tuple[Written, ...]:
    """Write the part of a partition without the works left out, counted from 0 in their order.

    Raises:
        LocationError: the output cannot be written.
    """
    with Part(part_name(index), output, packed=packed) as part:
        works = (work for item in items if item.made for work in item.made.works)
        for number, work in enumerate(works):
            if number not in left_out:
                part.add(work.output)
        return part.finish()


@lru_cache(maxsize=1)
def _maker(orders: Orders) -> Maker:
    """What makes works in this process.

    Raises:
        ClusterError: this process has another version of stancegraph than the driver.
    """
    if orders.version != __version__:
        raise ClusterError(
            f"an executor has stancegraph {__version__}, the driver {orders.version}; "
            "install the same version on all"
        )
    with tempfile.TemporaryDirectory() as folder:
        return Maker(orders.unpacked(Path(folder)))
