"""What an executor of a cluster does with one partition: make what its inputs give; write a part.

Nothing here knows Spark: any engine that can map a function over partitions can run it.
"""

from __future__ import annotations

import io
import tempfile
import zipfile
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

from stancegraph import __version__
from stancegraph.building.made import Made, MadeWork
from stancegraph.building.making import Maker, Making
from stancegraph.building.partitions import Partition
from stancegraph.building.parts import Part, Written, part_name
from stancegraph.errors import EngineError, SourceError, TableError
from stancegraph.graph.mappings import Mapping, load_mappings
from stancegraph.identifiers import BASE
from stancegraph.locations import Location
from stancegraph.text import Content
from stancegraph.text.remote import contents_at

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

    def loaded(self) -> tuple[Maker, tuple[Mapping, ...]]:
        """What makes works in this process, and the links of the register.

        Raises:
            EngineError: this process has another version of stancegraph than the driver.
            TableError: a table is not well formed.
        """
        if self.version != __version__:
            raise EngineError(
                f"an executor has stancegraph {__version__}, the driver {self.version}; "
                "install the same version on all"
            )
        with tempfile.TemporaryDirectory() as folder:
            if self.tables:
                with zipfile.ZipFile(io.BytesIO(self.tables)) as archive:
                    archive.extractall(folder)
            making = Making.beside(Path(folder), self.base, self.profile)
            try:
                return Maker(making), load_mappings(making.authority)
            except TableError as error:
                raise TableError(str(error).replace(folder, self.root)) from error


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
    """What one input gave, or why it cannot be read; `name` is what messages call the input."""

    name: str
    made: Made | None = None
    fault: str | None = None

    def light(self) -> Item:
        """The same without what is written out: what must be compared over all partitions."""
        if self.made is None:
            return self
        return replace(self, made=replace(self.made, works=tuple(map(_light, self.made.works))))


def _light(work: MadeWork) -> MadeWork:
    output = replace(work.output, turtle="", jsonld="", nquads="", trig="", tables={})
    return replace(work, output=output)


def make_partition(partition: Partition, orders: Orders) -> Iterator[Item]:
    """What the inputs of a partition give, in their order."""
    maker = _maker(orders)
    start = f"{orders.root}/"
    for found in partition.inputs:
        for content in contents_at(found):
            if isinstance(content, SourceError):
                yield Item(found.name, fault=str(content))
                continue
            named = Content(content.name.removeprefix(start), content.content, content.rights)
            yield Item(content.name, _needed(maker.make(named)))


def _needed(made: Made) -> Made:
    """Without the forms that a partitioned publication does not have."""
    works = (
        replace(work, output=replace(work.output, turtle="", jsonld="", trig=""))
        for work in made.works
    )
    return replace(made, works=tuple(works))


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
    return orders.loaded()[0]
