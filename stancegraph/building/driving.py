"""What the driver of a cluster decides and adds: which works stay, and what no document says alone.

It takes in what all partitions made, in the order of the sources, without what is written out.
"""

from __future__ import annotations

from collections import defaultdict
from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryDirectory
from types import TracebackType

from stancegraph.building.executing import Item, Tell
from stancegraph.building.made import MadeWork
from stancegraph.building.making import Maker
from stancegraph.building.parts import SHARED, Part, Written
from stancegraph.graph.mappings import Mapping
from stancegraph.locations import Location
from stancegraph.publishing import NQUADS, Counts, Tree

_ENTITIES = "entities"
_SOME = 1 << 20


class Driving:
    """Compares the works of all partitions and writes the part that they share."""

    def __init__(self, maker: Maker, mappings: tuple[Mapping, ...], fault: Tell) -> None:
        self._maker = maker
        self._mappings = mappings
        self._fault = fault
        self._temporary = ExitStack()
        self._open = ExitStack()
        self._numbers: defaultdict[int, int] = defaultdict(int)
        self._sources: set[str] = set()
        self.left_out: defaultdict[int, set[int]] = defaultdict(set)
        self.works = self.stances = 0
        self.counts = Counts()

    def __enter__(self) -> Driving:
        self._folder = Path(self._temporary.enter_context(TemporaryDirectory()))
        publisher = self._maker.publisher
        kg, self._dumps = self._folder / "kg", self._folder / "dumps"
        self._tree = _SharedTree(publisher, self._mappings, kg, self._dumps)
        self._open.enter_context(self._tree)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._open.__exit__(kind, error, trace)
        self._temporary.close()

    def take(self, partition: int, item: Item) -> None:
        """Take in what one input gave; the inputs come in their order."""
        if item.fault is not None:
            self._fault(item.fault)
        if item.made is None:
            return
        self._sources.add(item.made.sha256)
        for fault in item.made.faults:
            self._fault(fault.told(item.name))
        for work in item.made.works:
            number = self._numbers[partition]
            self._numbers[partition] += 1
            if not self._stays(work, item.name):
                self.left_out[partition].add(number)

    def _stays(self, work: MadeWork, source: str) -> bool:
        output = work.output
        if not self._tree.add(output):
            self._fault(f"{source}: {output.work} was read before; keep one of the two texts")
            return False
        self.works += 1
        self.stances += output.stances
        return True

    def finish(self, output: Location, *, packed: bool) -> tuple[Written, ...]:
        """Write the shared part: register, sessions, wordings reused, description.

        Raises:
            GraphError: what works share does not conform.
            LocationError: the output cannot be written.
        """
        for review in self._maker.tools.reviews.without(self._sources):
            place = review.place
            self._fault(f"{place}: no source has the SHA-256 {review.sha256}; mend or move the row")
        self.counts = self._tree.finish()
        self._open.close()
        with Part(SHARED, output, packed=packed) as part:
            with (self._dumps / NQUADS).open(encoding="utf-8", newline="") as lines:
                while some := lines.read(_SOME):
                    part.add_quads(some)
            rows = (self._folder / "kg" / "tables" / "entities.csv").read_text("utf-8")
            part.add_rows(_ENTITIES, rows.partition("\n")[2])
            return part.finish()


class _SharedTree(Tree):
    """The tree of a publication without the files of its works, which the executors write."""

    def _write(self, path: str, content: bytes) -> None:
        if content:
            super()._write(path, content)
