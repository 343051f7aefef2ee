"""Keeps what was made under the key of everything that it depends on, from build to build.

An entry is written beside its place and moved there in one step, so that a build which is killed
leaves whole entries alone; one that is damaged all the same counts as missing.
"""

from __future__ import annotations

import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from stancegraph.building.entries import (
    DamagedError,
    decode,
    decode_findings,
    decode_light,
    decode_outline,
    decode_reused,
    encode,
    encode_findings,
    encode_reused,
)
from stancegraph.building.made import Made, Outline
from stancegraph.errors import GraphError
from stancegraph.publishing.reusing import Reused
from stancegraph.validation import Finding

_MADE, _JUDGED = "made", "judged"
KEY_LENGTH = 64


@contextmanager
def opened(place: Path | None, dumps: Path) -> Iterator[Cache]:
    """The cache at a place; without a place one beside the dumps that is gone afterwards.

    Raises:
        GraphError: another build holds it, or it cannot be written.
    """
    if place is not None:
        with Cache(place) as cache:
            yield cache
        return
    root = dumps / ".uncached"
    try:
        with Cache(root) as cache:
            cache.prune(Used())
            yield cache
    finally:
        shutil.rmtree(root, ignore_errors=True)


class Used:
    """The keys that a build used, a few bytes each."""

    def __init__(self) -> None:
        self._numbers: set[int] = set()

    def add(self, key: str) -> None:
        """Note a key."""
        self._numbers.add(int(key[:15], 16))

    def __contains__(self, name: str) -> bool:
        """Whether a file of that name is the entry of a key noted."""
        return len(name) == KEY_LENGTH and int(name[:15], 16) in self._numbers


class Cache:
    """A directory of entries; a context manager, held by one build at a time.

    Raises:
        GraphError: another build holds it, or it cannot be written.
    """

    def __init__(self, root: Path) -> None:
        self.root = root
        self._place = str(root)
        self._lock: IO[str] | None = None

    def __enter__(self) -> Cache:
        try:
            self.root.mkdir(parents=True, exist_ok=True)
            self._lock = (self.root / ".lock").open("w")
        except OSError as error:
            raise self._unwritable(error) from error
        try:
            fcntl.flock(self._lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            self._lock.close()
            told = f"{self.root}: another build uses this cache; wait for it, or use --cache DIR"
            raise GraphError(told) from error
        return self

    def __exit__(self, *_: object) -> None:
        if self._lock is not None:
            self._lock.close()

    def outline(self, key: str) -> Outline | None:
        """The outline of an entry; None if there is none that is whole."""
        try:
            return decode_outline(self._read(_MADE, key))
        except (OSError, DamagedError):
            return None

    def made(self, key: str) -> Made:
        """What an entry holds.

        Raises:
            GraphError: it was removed or damaged while the build was running.
        """
        try:
            return decode(self._read(_MADE, key))
        except (OSError, DamagedError) as error:
            raise self._changed() from error

    def light(self, key: str) -> Made:
        """What an entry holds whose outline was read, without what is written out as it is.

        Raises:
            GraphError: it was removed or damaged while the build was running.
        """
        try:
            return decode_light(self._read(_MADE, key))
        except (OSError, ValueError) as error:
            raise self._changed() from error

    def _changed(self) -> GraphError:
        return GraphError(f"{self.root}: changed while the build was running; run it again")

    def keep(self, key: str, made: Made) -> None:
        """Write an entry.

        Raises:
            GraphError: it cannot be written.
        """
        self._write(self._path(_MADE, key), encode(made))

    def findings(self, key: str) -> tuple[Finding, ...] | None:
        """What was found in a graph that works share; None if it was not judged yet."""
        try:
            return decode_findings(self._read(_JUDGED, key))
        except (OSError, DamagedError):
            return None

    def keep_findings(self, key: str, findings: tuple[Finding, ...]) -> None:
        """Write what was found in a graph that works share.

        Raises:
            GraphError: it cannot be written.
        """
        self._write(self._path(_JUDGED, key), encode_findings(findings))

    def reused(self, key: str) -> Reused | None:
        """What is published of a portion of reuses; None if it was not made yet."""
        try:
            return decode_reused(self._read(_JUDGED, key))
        except (OSError, DamagedError):
            return None

    def keep_reused(self, key: str, reused: Reused) -> None:
        """Write what is published of a portion of reuses.

        Raises:
            GraphError: it cannot be written.
        """
        self._write(self._path(_JUDGED, key), encode_reused(reused))

    def prune(self, used: Used) -> None:
        """Remove every entry but those of these keys."""
        for path in self._entries():
            if path.name not in used:
                path.unlink(missing_ok=True)

    def _entries(self) -> Iterator[Path]:
        for kind in (_MADE, _JUDGED):
            for folder in (self.root / kind).glob("??"):
                yield from (Path(entry.path) for entry in os.scandir(folder))

    def _read(self, kind: str, key: str) -> bytes:
        with open(f"{self._place}/{kind}/{key[:2]}/{key}", "rb") as file:  # noqa: PTH123 - quicker
            return file.read()

    def _path(self, kind: str, key: str) -> Path:
        return self.root / kind / key[:2] / key

    def _write(self, path: Path, content: bytes) -> None:
        part = path.with_name(f"{path.name}.{os.getpid()}")
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            part.write_bytes(content)
            part.replace(path)
        except OSError as error:
            part.unlink(missing_ok=True)
            raise self._unwritable(error) from error

    def _unwritable(self, error: OSError) -> GraphError:
        told = f"{self.root}: the cache cannot be written ({error.strerror})"
        return GraphError(f"{told}; free its disk, or use --cache DIR")
