"""Packed files: gzip from the standard library, zstd from the extra `zstd`; known by their ends."""

from __future__ import annotations

import gzip
import io
import zlib
from collections.abc import Iterator
from enum import Enum
from pathlib import Path
from types import ModuleType
from typing import IO, cast

from stancegraph.errors import GraphError

_GZIP_LEVEL = 6
_ZSTD_LEVEL = 6
_PIECE = 1 << 17


class Packing(Enum):
    """How a file is packed; the value is what its name ends with."""

    NONE = ""
    GZIP = ".gz"
    ZSTD = ".zst"

    @classmethod
    def of(cls, path: Path) -> Packing:
        """The packing that the end of a name tells.

        >>> Packing.of(Path("a.nq.zst")).name, Packing.of(Path("a.nq")).name
        ('ZSTD', 'NONE')
        """
        return next((each for each in cls if each.value and path.suffix == each.value), cls.NONE)


class Unpacked:
    """The lines of a file that may be packed; a context manager.

    Raises:
        GraphError: the file is missing or cannot be read; also later, where it turns out to be
            damaged or cut off; or zstd is not installed.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        try:
            self._raw = path.open("rb")
        except FileNotFoundError as error:
            raise GraphError(f"{path}: no such file; build the dump first") from error
        except OSError as error:
            raise GraphError(f"{path}: cannot be read: {error.strerror}") from error
        self.size = path.stat().st_size
        try:
            self._file = _unpacking(self._raw, Packing.of(path))
        except GraphError:
            self._raw.close()
            raise

    @property
    def place(self) -> int:
        """How many bytes of the packed file were read."""
        return self._raw.tell()

    def __enter__(self) -> Unpacked:
        return self

    def __exit__(self, *_: object) -> None:
        self._raw.close()

    def __iter__(self) -> Iterator[bytes]:
        try:
            yield from self._file
        except (OSError, EOFError, zlib.error) as error:
            raise GraphError(
                f"{self._path}: cannot be read, damaged or cut off: {error}"
            ) from error


def _unpacking(raw: IO[bytes], packing: Packing) -> IO[bytes]:
    if packing is Packing.GZIP:
        return io.BufferedReader(gzip.GzipFile(fileobj=raw), _PIECE)
    return io.BufferedReader(_ZstdPieces(raw), _PIECE) if packing is Packing.ZSTD else raw


class _ZstdPieces(io.RawIOBase):
    """What a zstd file holds; the library's own reader takes a file that was cut off for whole."""

    def __init__(self, raw: IO[bytes]) -> None:
        super().__init__()
        self._raw = raw
        self._zstd = zstd()
        self._frame = self._zstd.ZstdDecompressor().decompressobj()
        self._begun = False
        self._rest = b""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        """Fill the buffer as far as one piece goes."""
        while not self._rest:
            piece = self._raw.read(_PIECE)
            if not piece and self._begun and not self._frame.eof:
                raise EOFError("the end is missing")
            if not piece:
                return 0
            self._rest = self._unpacked(piece)
        size = min(len(buffer), len(self._rest))
        buffer[:size], self._rest = self._rest[:size], self._rest[size:]
        return size

    def _unpacked(self, piece: bytes) -> bytes:
        """What a piece of the file holds; it may end one frame and begin others."""
        found = b""
        try:
            while piece:
                if self._frame.eof:
                    self._frame = self._zstd.ZstdDecompressor().decompressobj()
                self._begun = True
                found += self._frame.decompress(piece)
                piece = self._frame.unused_data if self._frame.eof else b""
        except self._zstd.ZstdError as error:
            raise OSError(str(error)) from error
        return found


def packed(file: IO[bytes], packing: Packing) -> IO[bytes]:
    """A file that packs what is written to it into another, which stays open when it is closed.

    The bytes depend on what is written alone: no name and no time of day goes in.

    Raises:
        GraphError: zstd is not installed.
    """
    if packing is Packing.GZIP:
        return cast("IO[bytes]", gzip.GzipFile("", "wb", _GZIP_LEVEL, file, mtime=0))
    if packing is Packing.ZSTD:
        compressor = zstd().ZstdCompressor(level=_ZSTD_LEVEL)
        packing_file: IO[bytes] = compressor.stream_writer(file, closefd=False)
        return packing_file
    return file


def zstd() -> ModuleType:
    """The module that packs with zstd.

    Raises:
        GraphError: it is not installed.
    """
    try:
        import zstandard
    except ImportError as error:
        remedy = "pip install 'stancegraph[zstd]', or use gzip"
        raise GraphError(f"zstd is not installed; {remedy}") from error
    return zstandard
