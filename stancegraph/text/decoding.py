"""Bytes to text: which encoding an input is in, decided by its bytes alone."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from stancegraph.errors import SourceError
from stancegraph.model import Issue, Span

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


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text and what was wrong with its bytes."""

    text: str
    issues: tuple[Issue, ...] = ()


def decode(content: bytes, name: str) -> Decoded:
    """The text of `content`: UTF-8, UTF-16 or UTF-32 with a mark, UTF-16 without, Windows-1252.

    A half character at the very end (a truncated download) becomes U+FFFD, with an issue.
    Windows-1252 is taken where the bytes are no UTF-8 and read as words; where only some lines
    are UTF-8, each line is read for itself, with an issue at the first of the others.

    Raises:
        SourceError: the bytes are no text.
    """
    text = _text(content, name)
    if text is None:
        return _by_line(content, name)
    if text.endswith("\ufffd") and not content.endswith("\ufffd".encode()):
        end = Span(len(text) - 1, len(text), text[-1])
        message = "ends within a character (cut off?); fetch the file again"
        return Decoded(text, (Issue("truncated", message, end),))
    return Decoded(text)


def _text(content: bytes, name: str) -> str | None:
    """The text in one encoding; None where its lines are in several."""
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
    return None if _is_mixed(content) else _single_byte(content, name)


def _is_mixed(content: bytes) -> bool:
    """Whether some lines hold characters in UTF-8 that others hold in one byte."""
    valid = [_is_utf8(line) for line in content.split(b"\n") if not line.isascii()]
    return any(valid) and not all(valid)


def _is_utf8(line: bytes) -> bool:
    try:
        line.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _by_line(content: bytes, name: str) -> Decoded:
    """Each line in UTF-8 or, failing that, in Windows-1252."""
    lines, first, length = [], None, 0
    for raw in content.split(b"\n"):
        utf8 = _is_utf8(raw)
        line = raw.decode("utf-8") if utf8 else _single_byte(raw, name)
        if not utf8 and first is None:
            first = Span(length, length + len(line), line)
        lines.append(line)
        length += len(line) + 1
    message = "UTF-8 and Windows-1252 mixed, each line read for itself; save it as UTF-8"
    return Decoded("\n".join(lines), (Issue("mixed-encodings", message, first),))


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
