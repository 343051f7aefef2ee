"""Finds and fetches inputs at a URL: the same order, names and formats as in a local folder."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from tempfile import SpooledTemporaryFile
from typing import BinaryIO, cast

from stancegraph.errors import LocationError, SourceError, TableError
from stancegraph.locations import Location
from stancegraph.text.archives import MAX_ARCHIVE
from stancegraph.text.discovery import Content, is_other, stream_contents
from stancegraph.text.rights import TABLE, rights_in

_IN_MEMORY = 1 << 24


@dataclass(frozen=True, slots=True)
class RemoteInput:
    """One file to read: where it is below the location, its name for people, its size in bytes."""

    location: Location
    path: str
    name: str
    size: int


def discover_at(location: Location) -> tuple[RemoteInput, ...]:
    """The inputs at a location in the order of `discover`: a file, or what a folder holds.

    Raises:
        LocationError: missing, refused, unreachable.
    """
    return tuple(
        RemoteInput(location, entry.path, location.at(entry.path), entry.size)
        for entry in location.entries()
        if not entry.path or not is_other(tuple(entry.path.split("/")))
    )


def contents_at(found: RemoteInput) -> Iterator[Content | SourceError]:
    """The bytes of an input, or those of the members of the archive that it is.

    The file is fetched once, from its start to its end, into memory or (above 16 MB) onto the disk.
    """
    with SpooledTemporaryFile(max_size=_IN_MEMORY) as file:
        stream = cast(BinaryIO, file)  # it is one; typeshed calls it IO[bytes]
        try:
            if not found.location.fetch(found.path, stream, MAX_ARCHIVE):
                yield SourceError(f"{found.name}: larger than {MAX_ARCHIVE} bytes; split it")
                return
            folder = found.path.rpartition("/")[0]
            rows = _rights(found.location, folder) if found.path else {}
        except (LocationError, TableError) as error:
            yield SourceError(str(error))
            return
        stream.seek(0)
        name = found.path.rpartition("/")[2]
        yield from stream_contents(stream, found.name, rows.get(name) or rows.get("*"))


@lru_cache(maxsize=256)
def _rights(location: Location, folder: str) -> dict[str, str]:
    table = f"{folder}/{TABLE}" if folder else TABLE
    if not location.exists(table):
        return {}
    return rights_in(location.read(table), location.at(table))
