"""Loads one input: its bytes, their hash, its format by content, its text."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import BinaryIO

from stancegraph.errors import SourceError
from stancegraph.model import Issue, SourceText
from stancegraph.text.archives import Budget, read_member
from stancegraph.text.formats import ZIP, detect, expected, read_format, short_name
from stancegraph.text.rights import rights_of

MAX_BYTES = 64 * 1024 * 1024
"""Larger inputs are refused: a resolution is a few kilobytes, a year of them a few megabytes."""

_CHUNK = 1 << 20
_PLAIN = ("txt", "md")


def load(path: Path, name: str) -> SourceText:
    """The text of a file; `name` is what messages and the graph call it (a relative path).

    A path like archive.zip!inner/name.txt, where no file has that name, means a member.

    Raises:
        SourceError: missing, unreadable, empty, binary, too large, of no format that is read.
    """
    archive, _, inner = path.as_posix().partition("!")
    if inner and not path.exists() and Path(archive).is_file():
        with Path(archive).open("rb") as stream:
            content = read_member(stream, archive, inner, Budget(MAX_BYTES))
        return source_text(content, name, rights_of(Path(archive)))
    return source_text(read_file(path, name), name, rights_of(path))


def read_file(path: Path, name: str) -> bytes:
    """All bytes of a file; `name` is what messages call it.

    Raises:
        SourceError: missing, unreadable, too large.
    """
    try:
        size = path.stat().st_size
        if size > MAX_BYTES:
            raise _too_large(name, size)
        with path.open("rb") as stream:
            return read_bytes(stream, name)
    except FileNotFoundError as error:
        raise SourceError(f"{name}: no such file; check the path") from error
    except OSError as error:
        raise SourceError(f"{name}: cannot be read ({error.strerror}); check it") from error


def source_text(content: bytes, name: str, rights: str | None = None) -> SourceText:
    """The text of an input held in memory.

    Raises:
        SourceError: empty, binary, damaged, of no format that is read.
    """
    if not content.strip():
        raise SourceError(f"{name}: empty file; put the text of a resolution in it or remove it")
    media_type = detect(content, name)
    if media_type == ZIP:
        raise SourceError(f"{name}: a ZIP archive, no document; name it itself to read its members")
    read = read_format(content, media_type, name)
    text = read.text
    if not text.strip():
        raise SourceError(f"{name}: no text in it; put the text of a resolution in it or remove it")
    return SourceText(
        name,
        hashlib.sha256(content).hexdigest(),
        media_type,
        text,
        tuple(read.anchors),
        tuple(read.markup),
        rights,
        (*_mislabelled(media_type, name), *read.issues),
    )


def read_bytes(stream: BinaryIO, name: str) -> bytes:
    """All bytes of a stream; one beyond the limit is never held in memory whole.

    Raises:
        SourceError: more than `MAX_BYTES`.
    """
    chunks, size = [], 0
    while chunk := stream.read(_CHUNK):
        size += len(chunk)
        if size > MAX_BYTES:
            raise _too_large(name, size)
        chunks.append(chunk)
    return b"".join(chunks)


def _too_large(name: str, size: int) -> SourceError:
    return SourceError(
        f"{name}: {size} bytes or more, above the limit of {MAX_BYTES}; split it into documents"
    )


def _mislabelled(media_type: str, name: str) -> list[Issue]:
    """An issue where the name promises another format; one of the plain ones may be the other."""
    promised = expected(name)
    actual = short_name(media_type)
    if promised is None or {actual, short_name(promised)} <= {*_PLAIN}:
        return []
    if promised == media_type:
        return []
    return [
        Issue(
            "mislabelled-format",
            f"named as {short_name(promised)}, read as {actual}, which its content is",
        )
    ]
