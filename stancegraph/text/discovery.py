"""Finds the inputs: the files given, the documents inside folders, archives and standard input."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from stancegraph.errors import SourceError
from stancegraph.model import SourceText
from stancegraph.text.archives import Budget, is_archive, is_document, members, open_archive
from stancegraph.text.loading import MAX_BYTES, read_bytes, read_file, source_text
from stancegraph.text.rights import rights_of

STANDARD_INPUT = "-"

_TABLE_FOLDERS = ("authority", "reviews")
_OTHER_SUFFIXES = (".csv", ".tsv", ".json", ".jsonl", ".ttl", ".nq", ".toml", ".yaml")


@dataclass(frozen=True, slots=True)
class Input:
    """One file to read and the name that messages, the contract and the graph give it."""

    path: Path
    name: str


@dataclass(frozen=True, slots=True)
class Content:
    """The bytes of one input, its name, and its rights as the table beside it states them."""

    name: str
    content: bytes
    rights: str | None = None

    def text(self) -> SourceText:
        """The input read by its format.

        Raises:
            SourceError: empty, binary, damaged, of no format that is read.
        """
        return source_text(self.content, self.name, self.rights)


def sources(paths: Iterable[Path]) -> Iterator[SourceText | SourceError]:
    """The texts of all inputs in order, one at a time; what cannot be read is yielded as its error.

    A ZIP archive counts as a folder: its members are called archive.zip!inner/name.txt. The path
    `-` is standard input.
    """
    for found in contents(paths):
        if isinstance(found, SourceError):
            yield found
            continue
        try:
            yield found.text()
        except SourceError as error:
            yield error


def contents(paths: Iterable[Path]) -> Iterator[Content | SourceError]:
    """The bytes of all inputs, named and in the order of `sources`; no format is read yet."""
    for path in paths:
        if path.as_posix() == STANDARD_INPUT:
            yield from _standard_input()
            continue
        for found in discover([path]):
            yield from [found] if isinstance(found, SourceError) else _contents(found)


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


def _inside(folder: Path) -> Iterator[Input | SourceError]:
    for parts in _files(folder, ()):
        if isinstance(parts, SourceError):
            yield parts
        elif not is_other(parts):
            path = folder.joinpath(*parts)
            yield Input(path, path.as_posix())


def _files(folder: Path, above: tuple[str, ...]) -> Iterator[tuple[str, ...] | SourceError]:
    """The files below a folder in the order of their paths, by their parts; one folder at a time.

    Memory then grows with the largest folder, not with the corpus. Links to folders are not
    followed, since they may lead back.
    """
    try:
        with os.scandir(folder) as found:
            entries = sorted(found, key=lambda entry: entry.name)
    except OSError as error:
        yield SourceError(f"{folder}: cannot be read ({error.strerror}); check it")
        return
    for entry in entries:
        parts = (*above, entry.name)
        if entry.is_dir(follow_symlinks=False):
            yield from _files(Path(entry.path), parts)
        elif entry.is_file():
            yield parts


def count(paths: Iterable[Path]) -> int:
    """How many inputs there will be, as far as names tell: an archive counts for one."""
    return sum(1 for _ in discover(paths))


def is_other(parts: tuple[str, ...]) -> bool:
    """Whether a file in a folder is no document, by the parts of its path below the folder."""
    name = parts[-1].lower()
    return (
        any(part.startswith((".", "__MACOSX")) for part in parts)
        or parts[0] in _TABLE_FOLDERS
        or name.endswith(_OTHER_SUFFIXES)
        or name.startswith("readme")
    )


def _contents(found: Input) -> Iterator[Content | SourceError]:
    """The bytes of a file, or those of the members of the archive that it is."""
    try:
        with found.path.open("rb") as stream:
            packed = is_archive(stream.read(4))
            if packed:
                stream.seek(0)
                yield from stream_contents(stream, found.name, rights_of(found.path))
        if not packed:
            yield Content(found.name, read_file(found.path, found.name), rights_of(found.path))
    except SourceError as error:
        yield error
    except OSError as error:
        yield SourceError(f"{found.name}: cannot be read ({error.strerror}); check it")


def stream_contents(
    stream: BinaryIO, name: str, rights: str | None
) -> Iterator[Content | SourceError]:
    """What an open file holds, or the members of the archive that it is.

    The stream stands at its start, and can be set back to it.
    """
    try:
        packed = is_archive(stream.read(4))
        stream.seek(0)
        if packed:
            with open_archive(stream, name) as archive:
                packed = not is_document(archive)
            stream.seek(0)
        if not packed:
            yield Content(name, read_bytes(stream, name), rights)
            return
    except SourceError as error:
        yield error
        return
    yield from _members(stream, name, rights)


def _members(stream: BinaryIO, name: str, rights: str | None) -> Iterator[Content | SourceError]:
    empty = True
    for member in members(stream, name, Budget(MAX_BYTES)):
        if isinstance(member, SourceError):
            empty = False
            yield member
        elif not is_other(PurePosixPath(member.name[len(name) + 1 :]).parts):
            empty = False
            yield Content(member.name, member.content, rights)
    if empty:
        yield SourceError(f"{name}: archive without a document in it; put texts in it or remove it")


def _standard_input() -> Iterator[Content | SourceError]:
    try:
        content = read_bytes(sys.stdin.buffer, STANDARD_INPUT)
    except SourceError as error:
        yield error
        return
    yield from stream_contents(io.BytesIO(content), STANDARD_INPUT, None)
