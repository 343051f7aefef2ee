"""Finds the inputs: the files given, and the documents inside the folders given."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from stancegraph.errors import SourceError

_TABLE_FOLDERS = ("authority", "reviews")
_OTHER_SUFFIXES = (".csv", ".tsv", ".json", ".jsonl", ".ttl", ".nq", ".toml", ".yaml")


@dataclass(frozen=True, slots=True)
class Input:
    """One file to read and the name that messages, the contract and the graph give it."""

    path: Path
    name: str


def discover(paths: Iterable[Path]) -> Iterator[Input | SourceError]:
    """The inputs in order: each path as given, the files of a folder sorted by path.

    Inside a folder, hidden files, tables, READMEs and the folders of curated tables (authority,
    reviews) are no documents. A missing path is yielded as its error, so that the others are
    still read. Names are relative to the folder given, behind its own name.
    """
    for path in paths:
        if path.is_dir():
            yield from _inside(path)
        elif path.exists():
            yield Input(path, path.as_posix())
        else:
            yield SourceError(f"{path}: no such file or folder; check the path")


def _inside(folder: Path) -> Iterator[Input]:
    for path in sorted(folder.rglob("*")):
        parts = path.relative_to(folder).parts
        if path.is_file() and not _is_other(parts):
            yield Input(path, path.as_posix())


def _is_other(parts: tuple[str, ...]) -> bool:
    name = parts[-1].lower()
    return (
        any(part.startswith(".") for part in parts)
        or parts[0] in _TABLE_FOLDERS
        or name.endswith(_OTHER_SUFFIXES)
        or name.startswith("readme")
    )
