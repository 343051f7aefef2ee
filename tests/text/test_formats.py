"""Formats are told by content; what cannot be read says so in one line."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import pytest
from made_files import RESOLUTION, akn, html, packed, plain_pdf

from stancegraph.errors import SourceError
from stancegraph.model import SourceText
from stancegraph.text import source_text, sources

MARKDOWN = "# Resolution\n\n**Recalls** the matter;\n"


def docx() -> bytes:
    document = pytest.importorskip("docx").Document()
    for block in RESOLUTION.split("\n\n"):
        document.add_paragraph(block)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def content_of(kind: str) -> bytes:
    made = {"html": html, "akn": akn, "docx": docx, "pdf": plain_pdf}
    return made[kind]() if kind in made else RESOLUTION.encode()


@pytest.mark.parametrize("kind", ["txt", "html", "akn", "docx", "pdf"])
@pytest.mark.parametrize("suffix", ["", ".txt", ".pdf", ".docx", ".xml", ".html"])
def test_format_is_told_by_content_whatever_the_name(kind: str, suffix: str) -> None:
    if kind == "pdf":
        pytest.importorskip("pdfplumber")
    source = source_text(content_of(kind), f"resolution{suffix}")
    assert source.format == kind
    assert "Condemns the attacks" in source.text
    own = {"akn": ".xml"}.get(kind, f".{kind}")
    expected = [] if suffix in ("", own) else ["mislabelled-format"]
    assert [issue.kind for issue in source.issues] == expected


@pytest.mark.parametrize(
    ("name", "expected"), [("a.md", "md"), ("a.txt", "txt"), ("a", "txt"), ("a.Markdown", "md")]
)
def test_between_text_and_markdown_the_name_decides(name: str, expected: str) -> None:
    source = source_text(MARKDOWN.encode(), name)
    assert (source.format, source.issues) == (expected, ())


def test_xml_declaration_comment_and_doctype_hide_no_akoma_ntoso() -> None:
    prologue = b'\xef\xbb\xbf<?xml version="1.0"?>\n<!-- a > b -->\n<!DOCTYPE akomaNtoso>\n'
    assert source_text(prologue + akn(), "a").format == "akn"


def test_xml_in_utf16_is_read() -> None:
    text = '<?xml version="1.0" encoding="UTF-16"?>' + akn().decode()
    assert source_text(text.encode("utf-16"), "a").format == "akn"


def test_text_about_markup_stays_text() -> None:
    text = b"<sup>1</sup> See the page.\n\n<table> is what the column is called.\n"
    assert source_text(text, "a.txt").format == "txt"


REFUSED = {
    "doc": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "save it as DOCX or PDF"),
    "rtf": (rb"{\rtf1\ansi The Council}", "save it as DOCX or PDF"),
    "gz": (b"\x1f\x8b\x08\0\0\0\0\0\0\x03abc", "pack it as ZIP"),
    "png": (b"\x89PNG\r\n\x1a\n" + b"\0" * 50, "run OCR"),
    "xml": (b'<?xml version="1.0"?><rss version="2.0"/>', "not Akoma Ntoso (root rss)"),
    "broken-xml": (akn()[:-30], "not well-formed XML"),
    "xlsx": (packed({"[Content_Types].xml": b"<x/>", "xl/workbook.xml": b"<x/>"}), "no DOCX"),
    "half-zip": (packed({"a.txt": b"a" * 900})[:60], "damaged ZIP archive"),
    "half-docx": (b"PK\x03\x04" + b"\0" * 100, "damaged"),
    "half-pdf": (b"%PDF-1.7\nnothing follows", "PDF"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_is_not_read_says_what_it_is_and_what_to_do(case: str) -> None:
    content, expected = REFUSED[case]
    with pytest.raises(SourceError) as caught:
        source_text(content, "folder/input")
    message = str(caught.value)
    assert message.startswith("folder/input")
    assert expected in message
    assert "\n" not in message


@pytest.mark.parametrize(("kind", "module"), [("pdf", "pdfplumber"), ("docx", "docx")])
def test_a_missing_extra_is_named(kind: str, module: str, monkeypatch: pytest.MonkeyPatch) -> None:
    content = content_of(kind)
    monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises(SourceError, match=rf"pip install 'stancegraph\[{kind}\]'"):
        source_text(content, "a")


def read_standard_input(
    content: bytes, monkeypatch: pytest.MonkeyPatch
) -> list[SourceText | SourceError]:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(content)))
    return list(sources([Path("-")]))


@pytest.mark.parametrize("kind", ["txt", "html", "akn"])
def test_standard_input_may_have_any_format(kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    (source,) = read_standard_input(content_of(kind), monkeypatch)
    assert isinstance(source, SourceText)
    assert (source.path, source.format) == ("-", kind)


def test_standard_input_may_be_an_archive(monkeypatch: pytest.MonkeyPatch) -> None:
    (source,) = read_standard_input(packed({"in/a.txt": RESOLUTION.encode()}), monkeypatch)
    assert isinstance(source, SourceText)
    assert (source.path, source.text) == ("-!in/a.txt", RESOLUTION)


def test_empty_standard_input_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    (error,) = read_standard_input(b" \n", monkeypatch)
    assert isinstance(error, SourceError)
