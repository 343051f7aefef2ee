"""What a work adds to a publication, made ready where other cores can help; the tree puts it in."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from stancegraph.comparing import Laid
from stancegraph.publishing.layout import Mark
from stancegraph.publishing.works import WorkOutput

NQUADS, TRIG = "stancegraph.nq", "stancegraph.trig"


@dataclass(frozen=True, slots=True)
class Parcel:
    """The parts that a work adds to files of all works, by their names, and what else is known.

    `files` are its own files by their path below kg/, which are written already, with their marks.
    """

    work: str
    parts: dict[str, bytes]
    files: tuple[tuple[str, Mark], ...]
    wordings: tuple[Laid, ...]


def parcel(output: WorkOutput, kg: Path) -> Parcel:
    """Write the files of a work below `kg`, and make all the rest ready to be put in."""
    return Parcel(
        output.work,
        parts_of(output),
        tuple((path, _written(kg / path, content)) for path, content in output.files),
        tuple(map(Laid.of, output.wordings)),
    )


def parts_of(output: WorkOutput) -> dict[str, bytes]:
    """The parts of a work by the names of their files."""
    texts = {**output.tables, NQUADS: output.nquads, TRIG: output.trig}
    return {name: text.encode() for name, text in texts.items()}


def _written(path: Path, content: bytes) -> Mark:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        file.write(content)
        file.flush()
        return Mark.at(file.fileno())
