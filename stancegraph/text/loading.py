"""Loads one input: its bytes, their hash, its format by content, its text."""

from __future__ import annotations

import hashlib
from pathlib import Path

from stancegraph.errors import SourceError
from stancegraph.model import SourceText
from stancegraph.text.decoding import decode
from stancegraph.text.rights import rights_of

MAX_BYTES = 64 * 1024 * 1024
"""Larger inputs are refused: a resolution is a few kilobytes, a year of them a few megabytes."""

_CHUNK = 1 << 20
_MARKDOWN = (".md", ".markdown")


def load(path: Path, name: str) -> SourceText:
    """The text of a file; `name` is what messages and the graph call it (a relative path).

    Raises:
        SourceError: missing, unreadable, empty, binary, too large.
    """
    content, sha256 = _read(path, name)
    if not content.strip():
        raise SourceError(f"{name}: empty file; put the text of a resolution in it or remove it")
    text = decode(content, name)
    if not text.strip():
        raise SourceError(f"{name}: no text in it; put the text of a resolution in it or remove it")
    media_type = "text/markdown" if path.suffix.lower() in _MARKDOWN else "text/plain"
    return SourceText(name, sha256, media_type, text, rights=rights_of(path))


def _read(path: Path, name: str) -> tuple[bytes, str]:
    """The bytes and their sha256; a file beyond the limit is never held in memory."""
    try:
        size = path.stat().st_size
        if size > MAX_BYTES:
            raise SourceError(
                f"{name}: {size} bytes, more than the limit of {MAX_BYTES}; split it into documents"
            )
        digest, chunks = hashlib.sha256(), []
        with path.open("rb") as stream:
            while chunk := stream.read(_CHUNK):
                digest.update(chunk)
                chunks.append(chunk)
    except FileNotFoundError as error:
        raise SourceError(f"{name}: no such file; check the path") from error
    except OSError as error:
        raise SourceError(f"{name}: cannot be read ({error.strerror}); check it") from error
    return b"".join(chunks), digest.hexdigest()
