"""What the driver of a cluster does: it decides which works stay, and adds what none says alone.

It takes in what all partitions made, in the order of the sources, without what is written out, and
hands that to the same second half of a build as runs on one machine.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from stancegraph.building.assembling import Summary, assemble
from stancegraph.building.cache import opened
from stancegraph.building.executing import Item, Orders, Tell, Versions
from stancegraph.building.fingerprints import digest
from stancegraph.building.intake import Noted
from stancegraph.building.merging import MEMBER, Merged
from stancegraph.building.parts import SHARED, Part, Written
from stancegraph.building.site import Site
from stancegraph.comparing import Laid
from stancegraph.errors import TableError
from stancegraph.graph.mappings import load_mappings
from stancegraph.locations import Location
from stancegraph.publishing import NQUADS, Tree
from stancegraph.publishing.parcels import Parcel
from stancegraph.publishing.works import WorkOutput
from stancegraph.text.remote import RemoteInput

_ENTITIES = "entities"
_SOME = 1 << 20


class Driving:
    """The works of all partitions, and the part that they share; a context manager.

    Raises:
        TableError: a table beside the sources is not well formed.
    """

    def __init__(self, orders: Orders, fault: Tell) -> None:
        self._orders = orders
        self._fault = fault
        self._stack = ExitStack()
        self._sources: set[str] = set()
        self._merged: dict[str, Merged] = {}
        self._offered: dict[int, set[int]] = defaultdict(set)
        self._kept: dict[int, set[int]] = defaultdict(set)
        self._taken = 0

    def __enter__(self) -> Driving:
        self._folder = Path(self._stack.enter_context(TemporaryDirectory()))
        tables = self._folder / "tables"
        try:
            making = self._orders.unpacked(tables)
            self._mappings = load_mappings(making.authority)
            cache = self._stack.enter_context(opened(None, self._folder))
            self._site = Site(tables, making, cache, self._fault)
        except TableError as error:
            raise TableError(str(error).replace(str(tables), self._orders.root)) from error
        self._noted = self._stack.enter_context(Noted())
        return self

    def __exit__(self, *_: object) -> None:
        self._stack.close()

    def take(self, item: Item) -> None:
        """Take in what one input gave, lightened; the inputs come in their order."""
        if item.fault is not None:
            self._fault(item.fault)
        if item.made is None:
            return
        self._sources.add(item.made.sha256)
        key = self._keep(item)
        self._noted.add(item.name, key, item.made.outline)

    def versions(self, inputs: Sequence[RemoteInput]) -> tuple[Versions, ...]:
        """The works that several inputs hold, each in another language, once all are taken in."""
        by_name = {found.name: found for found in inputs}
        return tuple(
            Versions(work, tuple(_input(by_name, name) for name in names), names)
            for work, names in self._noted.languages.several()
        )

    def take_merged(self, item: Item, versions: Versions) -> None:
        """Take in what the versions of one work gave together, lightened."""
        if item.made is not None:
            key = self._keep(item)
            if item.made.works:
                self._merged[versions.work] = Merged(key, frozenset(versions.names))

    def _keep(self, item: Item) -> str:
        """Tell what went wrong and keep the rest until all are there; returns its key."""
        assert item.made is not None
        for fault in item.made.faults:
            self._fault(fault.told(item.name))
        for work in item.made.works:
            partition, number = _address(work.output.turtle)
            self._offered[partition].add(number)
        self._taken += 1
        key = digest(str(self._taken))
        self._site.cache.keep(key, item.made)
        return key

    def finish(self, output: Location, *, packed: bool) -> tuple[Summary, tuple[Written, ...]]:
        """Decide which works stay and write the shared part: register, sessions, description.

        Raises:
            GraphError: what works share does not conform.
            LocationError: the output cannot be written.
        """
        reviews = self._site.reviews
        for review in reviews.without(self._sources):
            told = f"no source has the SHA-256 {review.sha256}; mend or move the row"
            self._fault(f"{review.place}: {told}")
        kg, dumps = self._folder / "kg", self._folder / "dumps"
        tree = _SharedTree(self._site.publisher, self._mappings, kg, dumps)
        with tree:
            place = Path(output.called)
            summary = assemble(self._site, self._noted, tree, place, self._merged)
        for partition, number in tree.kept:
            self._kept[partition].add(number)
        with Part(SHARED, output, packed=packed) as part:
            for quads in _pieces(dumps / NQUADS):
                part.add_quads(quads)
            rows = (kg / "tables" / f"{_ENTITIES}.csv").read_text("utf-8")
            part.add_rows(_ENTITIES, rows.partition("\n")[2])
            return summary, part.finish()

    def left_out(self) -> Mapping[int, frozenset[int]]:
        """The numbers of the works in each partition that do not stay, once that is decided."""
        return {
            partition: frozenset(numbers - self._kept[partition])
            for partition, numbers in self._offered.items()
            if len(numbers) > len(self._kept[partition])
        }


_ADDRESS = "address"


class _SharedTree(Tree):
    """A tree without the files of works, which executors write; `kept` are the works' addresses."""

    def __init__(self, *arguments: object) -> None:
        super().__init__(*arguments)  # type: ignore[arg-type]
        self.kept: list[tuple[int, int]] = []

    def parcel(self, output: WorkOutput) -> Parcel:
        """What counts in a work, with its address as one more part."""
        laid = tuple(map(Laid.of, output.wordings))
        return Parcel(output.work, {_ADDRESS: output.turtle.encode()}, (), laid)

    def put(self, ready: Parcel, state: str = "") -> None:
        """Notes the address of a work."""
        self.kept.append(_address(ready.parts[_ADDRESS].decode()))
        super().put(replace(ready, parts={}), state)


def _address(words: str) -> tuple[int, int]:
    partition, _, number = words.partition(":")
    return int(partition), int(number)


def _input(inputs: Mapping[str, RemoteInput], name: str) -> RemoteInput:
    """The input of a name, or the archive that holds the file of that name."""
    return inputs[name] if name in inputs else inputs[name.partition(MEMBER)[0]]


def _pieces(path: Path) -> Iterator[str]:
    with path.open(encoding="utf-8", newline="") as stream:
        while piece := stream.read(_SOME):
            yield piece
