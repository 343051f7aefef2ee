"""Places for files beyond the local disk: whatever URL fsspec knows (S3, Google Cloud, HTTP ...).

Endpoints and credentials come from where each driver looks for them, such as AWS_ENDPOINT_URL and
AWS_ACCESS_KEY_ID; they are never part of a location.
"""

from __future__ import annotations

import os
import re
import sys
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

from stancegraph.errors import LocationError

_URL = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+://")
_CHUNK = 1 << 20
_STORES = frozenset("s3 s3a gs gcs abfs abfss az adl oss oci memory".split())
"""Protocols of stores that show a file once it is whole; elsewhere a rename has to do it."""
_DRIVER_FAULTS = (("botocore.exceptions", "BotoCoreError"), ("aiohttp", "ClientError"))
_LOGIN = re.compile(r"(?<=://)[^/@]*@")


def is_url(text: str) -> bool:
    """Whether a name of a source or output means a URL.

    >>> is_url("s3://bucket/prefix"), is_url("source/un"), is_url("C:/texts")
    (True, False, False)
    """
    return bool(_URL.match(text))


@dataclass(frozen=True, slots=True)
class Entry:
    """A file below a location: its path from there (empty for the location itself), its bytes."""

    path: str
    size: int


@dataclass(frozen=True, slots=True)
class Location:
    """A folder, prefix or file by its URL or path; picklable, and opened anew in each process.

    `called` is what its user and messages call it. Every method raises LocationError, one line that
    names the place, when the place is unknown, missing, refused or unreachable.
    """

    url: str
    called: str

    @classmethod
    def of(cls, text: str) -> Location:
        """The location that a user names; a path becomes absolute."""
        if is_url(text):
            return cls(text.rstrip("/"), _LOGIN.sub("", text.rstrip("/")))
        return cls(Path(text).absolute().as_posix(), Path(text).as_posix())

    def __str__(self) -> str:
        return self.called

    def at(self, path: str) -> str:
        """What messages call a file of the location."""
        return f"{self}/{path}" if path else str(self)

    def entries(self) -> tuple[Entry, ...]:
        """The files below, in the order of their paths, part by part; the location if it is one."""
        with self._told(""):
            system, root = self._opened()
            if system.isfile(root):
                return (Entry("", int(system.info(root)["size"])),)
            found = system.find(root, detail=True)
            if not found and not system.exists(root):
                raise FileNotFoundError(root)
            prefix = len(root.rstrip("/")) + 1
            listed = (
                Entry(name[prefix:], int(info.get("size") or 0)) for name, info in found.items()
            )
            return tuple(sorted(listed, key=lambda entry: entry.path.split("/")))

    def exists(self, path: str = "") -> bool:
        """Whether there is such a file or folder."""
        with self._told(path):
            system, root = self._opened()
            return bool(system.exists(_joined(root, path)))

    def read(self, path: str = "") -> bytes:
        """All bytes of a file."""
        with self._told(path):
            system, root = self._opened()
            return bytes(system.cat_file(_joined(root, path)))

    def fetch(self, path: str, into: BinaryIO, limit: int) -> bool:
        """Copy a file, read once from its start; False, and not all copied, beyond the limit."""
        with self._told(path):
            system, root = self._opened()
            size = 0
            with system.open(_joined(root, path), "rb", cache_type="readahead") as stream:
                while chunk := stream.read(_CHUNK):
                    size += len(chunk)
                    if size > limit:
                        return False
                    into.write(chunk)
            return True

    def write(self, path: str, source: Path | bytes) -> None:
        """Put a file in its place in one step: others see it whole, as it was before, or not."""
        with self._told(path):
            system, root = self._opened()
            target = _joined(root, path)
            system.makedirs(target.rpartition("/")[0], exist_ok=True)
            if _protocols(system) & _STORES:
                _put(system, source, target)
                return
            folder, _, name = target.rpartition("/")
            part = f"{folder}/.{name}.{uuid.uuid4().hex}.part"
            try:
                _put(system, source, part)
                _rename(system, part, target)
            finally:
                if system.exists(part):
                    system.rm_file(part)

    def remove(self, path: str) -> None:
        """Take a file away; it is no fault if there is none."""
        with self._told(path):
            system, root = self._opened()
            if system.exists(_joined(root, path)):
                system.rm_file(_joined(root, path))

    def _opened(self) -> tuple[Any, str]:
        """The driver and the root as the driver writes it; fsspec has no types."""
        try:
            import fsspec
        except ImportError as error:
            raise LocationError(
                f"{self}: URLs need the extra 'remote'; pip install 'stancegraph[remote]'"
            ) from error
        system, root = fsspec.core.url_to_fs(self.url, use_listings_cache=False)
        return system, str(root)

    @contextmanager
    def _told(self, path: str) -> Iterator[None]:
        try:
            yield
        except FileNotFoundError as error:
            place = self.at(path)
            raise LocationError(f"{place}: no such file or folder; check the URL") from error
        except PermissionError as error:
            place = self.at(path)
            raise LocationError(f"{place}: access refused; check the credentials") from error
        except _faults() as error:
            reason = " ".join(str(error).split()) or type(error).__name__
            raise LocationError(f"{self.at(path)}: cannot be reached ({reason})") from error


def _joined(root: str, path: str) -> str:
    return f"{root.rstrip('/')}/{path}" if path else root


def _protocols(system: Any) -> set[str]:
    named = system.protocol
    return {named} if isinstance(named, str) else set(named)


def _put(system: Any, source: Path | bytes, target: str) -> None:
    if isinstance(source, bytes):
        system.pipe_file(target, source)
    else:
        system.put_file(str(source), target)


def _rename(system: Any, part: str, target: str) -> None:
    if "file" in _protocols(system):
        os.replace(part, target)  # noqa: PTH105 - the driver's own names are strings
    else:
        system.mv(part, target)


def _faults() -> tuple[type[Exception], ...]:
    """What fsspec and the drivers that are loaded raise."""
    loaded = ((sys.modules.get(module), name) for module, name in _DRIVER_FAULTS)
    own = (getattr(module, name) for module, name in loaded if module is not None)
    return (ImportError, ValueError, OSError, *own)
