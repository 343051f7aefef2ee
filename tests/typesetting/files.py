"""What was typeset as files of other formats: PDF with real geometry, HTML, Word, Akoma Ntoso."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from made_files import Printed, pdf
from typesetting.layouts import Block
from typesetting.pages import RAISED, Sheet

_COLUMN = 300.0
_LEFT, _TOP, _LEADING, _SIZE = 90.0, 722.0, 14.0, 10.0


def pdf_of(sheets: Iterable[Sheet]) -> bytes:
    """Pages as a printer sets them: small notes at the foot, heads and numbers in the margins."""
    return pdf(list(_page(sheet)) for sheet in sheets)


def volume_of(sheets: Sequence[Sheet]) -> bytes:
    """Narrow sheets side by side, two a page, as printed volumes set resolutions in columns."""
    pairs = [sheets[at : at + 2] for at in range(0, len(sheets), 2)]
    return pdf(list(_facing(pair, number)) for number, pair in enumerate(pairs, start=73))


def _facing(pair: Sequence[Sheet], number: int) -> Iterator[Printed]:
    yield Printed(_LEFT, 752, 9, f"{number}      Resolutions adopted without reference to a body")
    for column, sheet in enumerate(pair):
        for printed in _page(replace(sheet, head="", number="")):
            yield replace(printed, left=printed.left - 70 + _COLUMN * column)


def _page(sheet: Sheet) -> Iterator[Printed]:
    if sheet.head:
        yield Printed(_LEFT, 752, 8.5, sheet.head)
    for place, line in enumerate(sheet.lines):
        if line.strip():
            yield from _line(line, _TOP - _LEADING * place)
    foot = 62.0 + 10 * len(sheet.notes)
    if sheet.notes:
        yield Printed(_LEFT, foot, 8, "_______________")
    for place, note in enumerate(sheet.notes, start=1):
        yield Printed(_LEFT, foot - 10 * place, 8, note)
    if sheet.number:
        yield Printed(500, 30, 8.5, sheet.number)


def _line(line: str, bottom: float) -> Iterator[Printed]:
    """One line; numbers of notes are small and raised."""
    indent = len(line) - len(line.lstrip())
    left = _LEFT + 5 * indent
    for place, part in enumerate(line.strip().split(RAISED)):
        if part:
            raised = place % 2
            size = 6.0 if raised else _SIZE
            yield Printed(left, bottom + 4 * raised, size, part)
        left += _width(part, 6.0 if place % 2 else _SIZE)


def _width(words: str, size: float) -> float:
    """The width of words in Times-Roman, from the metrics of the font."""
    return sum(_WIDTHS.get(character, 500) for character in words) * size / 1000


_WIDTHS = dict(
    zip(
        " !\"#$%&'()*+,-./0123456789:;<=>?@"
        "ABCDEFGHIJKLMNOPQRSTUVWXYZ[\\]^_`abcdefghijklmnopqrstuvwxyz",
        (
            250, 333, 408, 500, 500, 833, 778, 180, 333, 333, 500, 564, 250, 333, 250, 278,
            *[500] * 10, 278, 278, 564, 564, 564, 444, 921,
            722, 667, 667, 722, 611, 556, 722, 722, 333, 389, 722, 611, 889, 722, 722, 556, 722,
            667, 556, 611, 722, 722, 944, 722, 722, 611, 333, 278, 333, 469, 500, 333,
            444, 500, 444, 500, 444, 333, 500, 500, 278, 278, 500, 278, 778, 500, 500, 500, 500,
            333, 389, 278, 500, 500, 722, 500, 500, 444,
        ),
        strict=True,
    )
)  # fmt: skip


def html_of(blocks: Sequence[Block]) -> bytes:
    paragraphs = "".join(f"<p>{_escaped(block.text)}</p>\n" for block in blocks)
    return f"<!DOCTYPE html><html><body><div>{paragraphs}</div></body></html>".encode()


def _escaped(text: str) -> str:
    text = text.replace("&", "&amp;").replace("<", "&lt;")
    return "".join(f"<b>{part}</b>" if n % 2 else part for n, part in enumerate(text.split("**")))


def docx_of(blocks: Sequence[Block]) -> bytes:
    import docx

    document = docx.Document()
    for block in blocks:
        paragraph = document.add_paragraph()
        for number, part in enumerate(block.text.split("**")):
            paragraph.add_run(part).bold = bool(number % 2)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()
