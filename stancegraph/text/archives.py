"""The documents inside a ZIP archive, read in memory; nothing of it is ever written to a disk."""

from __future__ import annotations

import io
import re
import stat
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from stancegraph.errors import SourceError

MAX_ARCHIVE = 1 << 30
"""Larger archives are refused: they would hold some ten thousand documents."""
MAX_MEMBERS = 20_000
MAX_TOTAL = 1 << 30
"""The most that all members together may hold, unpacked."""
MAX_RATIO = 200
"""How far a member may be packed: resolutions shrink to a third, uniform text to a fiftieth."""
MAX_DEPTH = 3
"""How many archives may stand inside one another."""

_RATIO_FREE = 1 << 20
_CHUNK = 1 << 20
_ENTRY = b"PK\x01\x02"
_CLIMBS = re.compile(r"^[/\\]|^[A-Za-z]:|(?:^|[/\\])\.\.(?:[/\\]|$)")


@dataclass(frozen=True, slots=True)
class Member:
    """One file of an archive: `name` is archive!inner/path, as messages and the graph call it."""

    name: str
    content: bytes


@dataclass(slots=True)
class Budget:
    """How much may still be unpacked, over all archives of one input."""

    largest: int
    left: int = MAX_TOTAL


def members(
    stream: BinaryIO, name: str, budget: Budget, depth: int = 1
) -> Iterator[Member | SourceError]:
    """The files of an archive, sorted by path, those of inner archives in their place.

    What cannot be read safely (a path that climbs out, a link, a bomb, a damaged or encrypted
    member) is yielded as one error each, and the others are still read.
    """
    try:
        archive = open_archive(stream, name, depth)
    except SourceError as error:
        yield error
        return
    with archive:
        for entry in sorted(archive.infolist(), key=lambda entry: entry.filename):
            if not entry.is_dir():
                yield from _member(archive, entry, name, budget, depth)


def read_member(stream: BinaryIO, name: str, inner: str, budget: Budget, depth: int = 1) -> bytes:
    """One file of an archive by its path in it; behind a ! stands a path in an inner archive.

    Raises:
        SourceError: there is no such member, or it is refused as in `members`.
    """
    path, _, deeper = inner.partition("!")
    with open_archive(stream, name, depth) as archive:
        entry = archive.NameToInfo.get(path)
        if entry is None:
            raise SourceError(f"{name}!{path}: no such file in the archive; check the path")
        content = _content(archive, entry, f"{name}!{path}", budget)
    if not deeper:
        return content
    return read_member(io.BytesIO(content), f"{name}!{path}", deeper, budget, depth + 1)


def open_archive(stream: BinaryIO, name: str, depth: int = 1) -> zipfile.ZipFile:
    """The archive, once its size and number of members are known to be bearable.

    Raises:
        SourceError: damaged, too large, too many members, or too deep inside other archives.
    """
    fault = _unfit(stream, depth)
    if fault is not None:
        raise SourceError(f"{name}: {fault}")
    try:
        return zipfile.ZipFile(stream)
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
        raise SourceError(f"{name}: damaged ZIP archive ({error}); pack it anew") from error


def is_document(archive: zipfile.ZipFile) -> bool:
    """Whether an archive is the packing of one document (Word, OpenDocument, EPUB)."""
    return not {"[Content_Types].xml", "mimetype"}.isdisjoint(archive.namelist())


def is_archive(content: bytes) -> bool:
    """Whether the bytes begin a ZIP archive (which may be a Word document)."""
    return content.startswith((b"PK\x03\x04", b"PK\x05\x06"))


def _unfit(stream: BinaryIO, depth: int) -> str | None:
    """Why an archive is not opened: too deep, too large, too many members (counted unopened)."""
    if depth > MAX_DEPTH:
        return f"archives inside archives, more than {MAX_DEPTH} deep; unpack them"
    entries = size = 0
    rest = b""
    stream.seek(0)
    while chunk := stream.read(_CHUNK):
        window = rest + chunk
        entries += window.count(_ENTRY)
        size += len(chunk)
        rest = window[-3:]
        if size > MAX_ARCHIVE:
            return f"archive larger than {MAX_ARCHIVE} bytes; split it"
        if entries > MAX_MEMBERS:
            return f"archive of more than {MAX_MEMBERS} members; split it"
    return None


def _member(
    archive: zipfile.ZipFile, entry: zipfile.ZipInfo, name: str, budget: Budget, depth: int
) -> Iterator[Member | SourceError]:
    inner = f"{name}!{entry.filename}"
    try:
        content = _content(archive, entry, inner, budget)
    except SourceError as error:
        yield error
        return
    yield from _unpacked(Member(inner, content), budget, depth)


def _content(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, name: str, budget: Budget) -> bytes:
    fault = _refused(entry, budget)
    if fault is not None:
        raise SourceError(f"{name}: {fault}")
    try:
        content = archive.read(entry)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, ValueError) as error:
        # encrypted members and unknown methods of packing are RuntimeErrors of zipfile
        raise SourceError(f"{name}: damaged or encrypted member ({error}); pack it anew") from error
    budget.left -= len(content)
    return content


def _unpacked(member: Member, budget: Budget, depth: int) -> Iterator[Member | SourceError]:
    """The member itself, or the members of the archive that it is."""
    if not is_archive(member.content):
        yield member
        return
    stream = io.BytesIO(member.content)
    try:
        with open_archive(stream, member.name, depth + 1) as archive:
            one = is_document(archive)
    except SourceError as error:
        yield error
        return
    if one:
        yield member
    else:
        yield from members(stream, member.name, budget, depth + 1)


def _refused(entry: zipfile.ZipInfo, budget: Budget) -> str | None:
    """Why a member is not read, by what the archive says of it."""
    if _CLIMBS.search(entry.filename) or "\0" in entry.filename:
        return "a path that leads out of the archive; refused"
    if stat.S_ISLNK(entry.external_attr >> 16):
        return "a link, no file; refused"
    if entry.file_size > max(entry.compress_size, 1) * MAX_RATIO and entry.file_size > _RATIO_FREE:
        return f"packed more than {MAX_RATIO} times (a ZIP bomb?); refused"
    if entry.file_size > budget.largest:
        return f"{entry.file_size} bytes, more than the limit of {budget.largest}; split it"
    if entry.file_size > budget.left:
        return f"the archive holds more than {MAX_TOTAL} bytes unpacked; split it"
    return None
