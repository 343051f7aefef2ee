"""Files of every format, made in memory: what the tests of the text room read."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

RESOLUTION = """\
S/RES/9999 (2023)

Resolution 9999 (2023)

Adopted by the Security Council at its 9999th meeting, on 3 May 2023

The Security Council,

Recalling its previous resolutions on the matter,

Gravely concerned at the situation along the border,

1. Condemns the attacks of 30 April 2023;

2. Calls upon all parties to respect the ceasefire;

3. Decides to remain seized of the matter.
"""
"""A short resolution in the layout of the Security Council; no real one has its number."""

KINDS = ["preambular", "preambular", "operative", "operative", "operative"]


@dataclass(frozen=True, slots=True)
class Printed:
    """Words on a page of a PDF: points from the left and from the bottom, size of the font."""

    left: float
    bottom: float
    size: float
    words: str


def pdf(pages: Iterable[Iterable[Printed]], packed: bool = False) -> bytes:
    """A PDF of Times-Roman text; as plain as the format allows, so that thousands are quick."""
    streams = [_content(page) for page in pages]
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Count %d /Kids [%s] >>"
        % (len(streams), b" ".join(b"%d 0 R" % (4 + 2 * n) for n in range(len(streams)))),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Times-Roman /Encoding /WinAnsiEncoding >>",
    ]
    for number, stream in enumerate(streams):
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents %d 0 R"
            b" /Resources << /Font << /F1 3 0 R >> >> >>" % (5 + 2 * number)
        )
        body = zlib.compress(stream) if packed else stream
        how = b" /Filter /FlateDecode" if packed else b""
        objects.append(b"<< /Length %d%s >>\nstream\n%s\nendstream" % (len(body), how, body))
    return _file(objects)


def _content(page: Iterable[Printed]) -> bytes:
    operations = []
    for printed in page:
        words = printed.words.encode("cp1252")
        for sign in (b"\\", b"(", b")"):
            words = words.replace(sign, b"\\" + sign)
        operations.append(
            b"BT /F1 %.1f Tf %.1f %.1f Td (%s) Tj ET"
            % (printed.size, printed.left, printed.bottom, words)
        )
    return b"\n".join(operations)


def _file(objects: list[bytes]) -> bytes:
    out = io.BytesIO()
    out.write(b"%PDF-1.4\n")
    offsets = []
    for number, content in enumerate(objects, start=1):
        offsets.append(out.tell())
        out.write(b"%d 0 obj\n%s\nendobj\n" % (number, content))
    start = out.tell()
    out.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1))
    out.write(b"".join(b"%010d 00000 n \n" % offset for offset in offsets))
    out.write(b"trailer\n<< /Size %d /Root 1 0 R >>\n" % (len(objects) + 1))
    out.write(b"startxref\n%d\n%%%%EOF\n" % start)
    return out.getvalue()


def plain_pdf(text: str = RESOLUTION, size: float = 10.0, packed: bool = False) -> bytes:
    """The lines of a text, one below the other, on as many pages as they need."""
    lines = text.split("\n")
    pages = [lines[at : at + 50] for at in range(0, len(lines), 50)]
    return pdf(
        (
            [
                Printed(72, 720 - 13 * place, size, line)
                for place, line in enumerate(page)
                if line.strip()
            ]
            for page in pages
        ),
        packed,
    )


def packed(members: Mapping[str, bytes]) -> bytes:
    """A ZIP archive."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return out.getvalue()


def html(text: str = RESOLUTION) -> bytes:
    """A page with a paragraph a block."""
    blocks = "".join(f"<p>{block}</p>\n" for block in text.split("\n\n"))
    return (
        f"<!DOCTYPE html><html><head><title>x</title></head><body>{blocks}</body></html>".encode()
    )


AKN_NAMESPACE = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"


def akn(
    preamble: str = "", body: str = "", meta: str = "", cover: str = "", behind: str = ""
) -> bytes:
    """An Akoma Ntoso statement around the given parts; a short resolution without any."""
    if not (preamble or body):
        preamble = (
            '<formula name="enactingFormula"><p>The Security Council,</p></formula>'
            "<container name='Recalling'><p>Recalling its previous resolutions,</p></container>"
        )
        body = "<paragraph><num>1.</num><content><p>Condemns the attacks;</p></content></paragraph>"
    cover = cover or (
        '<coverPage><p><docNumber refersTo="#symbol">S/RES/9999 (2023)</docNumber></p></coverPage>'
    )
    identification = (
        '<identification source="#x"><FRBRWork><FRBRdate date="2023-05-03" name="adoption"/>'
        '</FRBRWork><FRBRExpression><FRBRlanguage language="eng"/></FRBRExpression>'
        "</identification>"
    )
    return (
        f'<akomaNtoso xmlns="{AKN_NAMESPACE}"><statement name="resolution"><meta>'
        f"{meta or identification}</meta>{cover}<preamble>{preamble}</preamble>"
        f"<mainBody>{body}</mainBody>{behind}</statement></akomaNtoso>"
    ).encode()
