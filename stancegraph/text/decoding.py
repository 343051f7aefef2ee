"""Bytes to text: which encoding an input is in, decided by its bytes alone."""

from __future__ import annotations

import codecs
import re

from stancegraph.errors import SourceError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1b]")
_SAMPLE = 65536
_MAX_CONTROL_SHARE = 0.01


def decode(content: bytes, name: str) -> str:
    """The text of `content`: UTF-8, UTF-16 or UTF-32 with a mark, UTF-16 without, Windows-1252.

    A half character at the very end of UTF-8 (a truncated download) becomes U+FFFD, which the
    caller reports. Windows-1252 is taken where the bytes are no UTF-8 and read as words.

    Raises:
        SourceError: the bytes are no text.
    """
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return _decoded(content, encoding, name)
    sample = content[:_SAMPLE]
    if b"\x00" in sample:
        return _without_mark(content, sample, name)
    if len(_CONTROL.findall(sample)) > _MAX_CONTROL_SHARE * len(sample):
        raise SourceError(f"{name}: binary content, not text; convert it to text, PDF or DOCX")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        if error.reason == "unexpected end of data" and error.start >= len(content) - 3:
            return content.decode("utf-8", errors="replace")
    return _single_byte(content, name)


def _decoded(content: bytes, encoding: str, name: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        if encoding.startswith("utf-16") and len(content) % 2:
            return content[:-1].decode(encoding) + "\ufffd"
        raise SourceError(
            f"{name}: not valid {encoding}: {error.reason}; save it as UTF-8"
        ) from error


def _without_mark(content: bytes, sample: bytes, name: str) -> str:
    """UTF-16 without a mark: Latin text has its zero bytes on one side only."""
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    half = len(sample) // 2
    if odd > 0.4 * half and even < 0.05 * half:
        return _decoded(content, "utf-16-le", name)
    if even > 0.4 * half and odd < 0.05 * half:
        return _decoded(content, "utf-16-be", name)
    raise SourceError(f"{name}: binary content, not text; convert it to text, PDF or DOCX")


def _single_byte(content: bytes, name: str) -> str:
    """Windows-1252, which holds Latin-1; refused where the high bytes do not sit in words."""
    try:
        text = content.decode("cp1252")
    except UnicodeDecodeError:
        text = content.decode("latin-1")
    sample = text[:_SAMPLE]
    high = sum(character > "\x7f" for character in sample)
    unlikely = sum("\x80" <= character <= "\x9f" for character in sample)
    if high > 0.3 * len(sample) or unlikely > 0.01 * len(sample):
        raise SourceError(f"{name}: unknown encoding; save it as UTF-8")
    return text
