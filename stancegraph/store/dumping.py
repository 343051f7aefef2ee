"""Dumps a published dataset as one stream, to a file that appears whole or not at all."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from stancegraph.errors import GraphError
from stancegraph.store.forms import Form
from stancegraph.store.packing import Packing, packed
from stancegraph.store.units import Unit, Wanted, units


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a dump is: the share of the source that was read, graphs and triples so far."""

    read: float
    graphs: int
    triples: int


@dataclass(frozen=True, slots=True)
class Dumping:
    """What to dump and in which form."""

    source: Path
    form: Form
    packing: Packing
    wanted: Wanted


def dump(plan: Dumping, file: IO[bytes], tell: Callable[[Progress], None]) -> Progress:
    """Write the dataset into a file that is open, and leave it open.

    Raises:
        GraphError: the source is missing or not well formed, no graph is wanted, or zstd is not
            installed.
    """
    seen = _Seen(tell)
    with ExitStack() as opened:
        out = packed(file, plan.packing)
        if out is not file:
            opened.enter_context(out)
        for piece in plan.form.write(seen.each(units(plan.source, plan.wanted)), plan.wanted.base):
            out.write(piece)
    return seen.progress


def dump_to(plan: Dumping, target: Path, tell: Callable[[Progress], None]) -> Progress:
    """Write the dataset to a path in one step, and the SHA-256 of its bytes beside it.

    Raises:
        GraphError: as `dump`, or the path cannot be written.
    """
    part = target.with_name(f".{target.name}.new")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with part.open("wb") as file:
            hashed = _Hashed(file)
            done = dump(plan, hashed, tell)  # type: ignore[arg-type]
            file.flush()
            os.fsync(file.fileno())
        checksum = target.with_name(f"{target.name}.sha256")
        checksum.unlink(missing_ok=True)
        part.replace(target)
        _place(checksum, f"{hashed.sha256.hexdigest()}  {target.name}\n")
    except OSError as error:
        raise GraphError(f"{target}: cannot be written: {error.strerror or error}") from error
    finally:
        part.unlink(missing_ok=True)
    return done


def _place(path: Path, text: str) -> None:
    part = path.with_name(f".{path.name}.new")
    part.write_text(text, encoding="ascii")
    part.replace(path)


class _Seen:
    """Counts the units that go by."""

    def __init__(self, tell: Callable[[Progress], None]) -> None:
        self._tell = tell
        self.progress = Progress(0.0, 0, 0)

    def each(self, found: Iterable[Unit]) -> Iterator[Unit]:
        """The units, counted.

        Raises:
            GraphError: there is none.
        """
        name = ""
        for unit in found:
            before = self.progress
            graphs = before.graphs + (unit.name != name)
            self.progress = Progress(unit.read, graphs, before.triples + len(unit.graph))
            name = unit.name
            yield unit
            self._tell(self.progress)
        if not name:
            raise GraphError("no graph to dump; see the names in the dump and mend --graph")


class _Hashed:
    """A file that hashes what is written to it."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self.sha256 = hashlib.sha256()

    def write(self, content: bytes) -> int:
        """Write and hash."""
        self.sha256.update(content)
        return self._file.write(content)

    def flush(self) -> None:
        """Have the file written."""
        self._file.flush()
