"""Hostile input: one clear fault a document, bounded memory and time, the rest unharmed."""

from __future__ import annotations

import io
import tracemalloc
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made_files import RESOLUTION, akn, html, packed, pdf, plain_pdf

from stancegraph.errors import SourceError
from stancegraph.model import SourceText
from stancegraph.text import source_text, sources
from stancegraph.text.loading import MAX_BYTES, read_bytes

TEXT = RESOLUTION.encode()
MEGABYTE = 1 << 20


def bomb(levels: int, attribute: bool = False) -> bytes:
    """Ten times ten times ... the same word."""
    entities = '<!ENTITY e0 "laughter">' + "".join(
        f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, levels)
    )
    last = f"&e{levels - 1};"
    content = akn(body=f"<p>{'' if attribute else last}</p>").decode()
    if attribute:
        content = content.replace("<p>", f'<p title="{last}">', 1)
    return f"<!DOCTYPE akomaNtoso [{entities}]>{content}".encode()


def external(target: str) -> bytes:
    content = akn(body="<p>&outside;</p>").decode()
    doctype = f'<!DOCTYPE akomaNtoso [<!ENTITY outside SYSTEM "{target}">]>'
    return (doctype + content).encode()


def zip_bomb() -> bytes:
    out = io.BytesIO()
    with (
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive,
        archive.open("bomb.txt", "w", force_zip64=True) as member,
    ):
        for _ in range(80):
            member.write(b"\0" * MEGABYTE)
    return out.getvalue()


def docx_bomb() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        with archive.open("word/document.xml", "w") as member:
            for _ in range(300):
                member.write(b" " * MEGABYTE)
    return out.getvalue()


def deep_xml() -> bytes:
    return akn(body="<container name='x'>" * 5000 + "<p>deep</p>" + "</container>" * 5000)


CASES: dict[str, tuple[Callable[[], bytes], str]] = {
    "external-entity": (lambda: external("file:///etc/passwd"), "declares entities"),
    "remote-entity": (lambda: external("http://192.0.2.1/x"), "declares entities"),
    "entity-bomb": (lambda: bomb(9), "XML"),
    "small-entity-bomb": (lambda: bomb(3), "declares entities"),
    "entity-bomb-in-attribute": (lambda: bomb(9, attribute=True), "XML"),
    "zip-bomb": (zip_bomb, "packed more than"),
    "docx-bomb": (docx_bomb, "bomb"),
    "pdf-of-10000-empty-pages": (lambda: pdf([[]] * 10_000), "more than the limit of 2000 pages"),
    "pdf-of-empty-pages": (lambda: pdf([[]] * 40), "run OCR"),
    "deep-xml": (deep_xml, "not well-formed"),
    "deep-html": (lambda: b"<html><body>" + b"<div>" * 5000 + b"deep", "nest too deep"),
    "zeros": (lambda: b"\0" * MEGABYTE, "binary"),
}


@pytest.mark.parametrize("case", CASES)
def test_each_ends_in_one_error_and_the_rest_is_read(case: str, tmp_path: Path) -> None:
    if case.startswith("pdf"):
        pytest.importorskip("pdfplumber")
    make, expected = CASES[case]
    (tmp_path / "a.txt").write_bytes(TEXT)
    (tmp_path / "b.bin").write_bytes(make())
    (tmp_path / "c.txt").write_bytes(TEXT)
    first, error, last = sources([tmp_path])
    assert isinstance(first, SourceText)
    assert isinstance(last, SourceText)
    assert first.text == last.text == RESOLUTION
    assert isinstance(error, SourceError)
    assert "b.bin" in str(error)
    assert expected in str(error)


@pytest.mark.parametrize("case", ["entity-bomb", "zip-bomb", "docx-bomb"])
def test_a_bomb_is_never_held_unpacked(case: str, tmp_path: Path) -> None:
    (tmp_path / "b.bin").write_bytes(CASES[case][0]())
    tracemalloc.start()
    list(sources([tmp_path]))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 32 * MEGABYTE


def test_a_packed_stream_of_a_pdf_is_never_held_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("pdfplumber")
    monkeypatch.setattr("stancegraph.text.pdf_pages.MAX_UNPACKED", 20 * MEGABYTE)
    content = plain_pdf(" " * 40 * MEGABYTE + "x", packed=True)
    tracemalloc.start()
    with pytest.raises(SourceError, match="unpacks to more than"):
        source_text(content, "a.pdf")
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 16 * MEGABYTE


def test_200_megabytes_of_text_are_refused_unread(tmp_path: Path) -> None:
    with (tmp_path / "large.txt").open("wb") as stream:
        stream.truncate(200 * MEGABYTE)
    (tmp_path / "small.txt").write_bytes(TEXT)
    tracemalloc.start()
    error, small = sources([tmp_path])
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert isinstance(error, SourceError)
    assert str(MAX_BYTES) in str(error)
    assert isinstance(small, SourceText)
    assert peak < 4 * MEGABYTE


class Endless(io.RawIOBase):
    """A stream like /dev/zero, that counts what was read from it."""

    given = 0

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        self.given += size
        return b"\0" * size


def test_an_endless_stream_is_cut_at_the_limit() -> None:
    stream = Endless()
    with pytest.raises(SourceError, match="above the limit"):
        read_bytes(stream, "-")
    assert stream.given <= MAX_BYTES + 2 * MEGABYTE


def test_half_a_character_at_the_end_is_read_and_reported() -> None:
    source = source_text("Le Conseil a décidé".encode()[:-1], "a.txt")
    assert source.text == "Le Conseil a décid\ufffd"
    (issue,) = source.issues
    assert issue.kind == "truncated"
    assert issue.span is not None
    assert (issue.span.start, issue.span.end) == (18, 19)


def test_half_a_character_of_utf16_too() -> None:
    source = source_text(TEXT.decode().encode("utf-16")[:-1], "a.txt")
    assert [issue.kind for issue in source.issues] == ["truncated"]


def test_a_replacement_character_of_the_author_is_no_fault() -> None:
    assert source_text("Condemns \ufffd".encode(), "a.txt").issues == ()


def test_mixed_encodings_are_read_line_by_line_and_reported() -> None:
    lines = ["Rappelant sa résolution 1,".encode(), "Décidé à agir,".encode("cp1252"), b"Recalls;"]
    source = source_text(b"\n".join(lines), "a.txt")
    assert source.text.split("\n") == ["Rappelant sa résolution 1,", "Décidé à agir,", "Recalls;"]
    (issue,) = source.issues
    assert issue.kind == "mixed-encodings"
    assert issue.span is not None
    assert issue.span.text == "Décidé à agir,"
    assert source.text[issue.span.start : issue.span.end] == issue.span.text


@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_one_encoding_throughout_is_no_mixture(ending: str) -> None:
    text = ending.join(["Décidé à agir,", "Rappelant sa résolution,", "Condemns;"])
    for encoding in ("utf-8", "cp1252", "utf-16"):
        source = source_text(text.encode(encoding), "a.txt")
        assert (source.text, source.issues) == (text, ())


def docx() -> bytes:
    document = pytest.importorskip("docx").Document()
    document.add_paragraph("Condemns the attacks;")
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def with_one_part_damaged(data: st.DataObject) -> bytes:
    """A Word document whose packing is sound and one of whose parts is not."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(docx())) as old, zipfile.ZipFile(out, "w") as new:
        victim = data.draw(st.sampled_from(old.namelist()))
        for name in old.namelist():
            content = bytearray(old.read(name))
            if name == victim:
                at = data.draw(st.integers(0, len(content) - 1))
                del content[at : at + data.draw(st.integers(1, 60))]
            new.writestr(name, bytes(content))
    return out.getvalue()


@settings(deadline=None)
@given(data=st.data())
def test_a_damaged_part_of_a_word_document_gives_a_text_or_an_error(data: st.DataObject) -> None:
    try:
        source_text(with_one_part_damaged(data), "a")
    except SourceError:
        return


SEEDS = {
    "docx": docx,
    "akn": akn,
    "html": html,
    "pdf": lambda: plain_pdf(packed=True),
    "zip": lambda: packed({"a.txt": TEXT, "b.html": html()}),
}


@settings(deadline=None)
@given(data=st.data(), kind=st.sampled_from(sorted(SEEDS)))
def test_any_damage_gives_a_text_or_an_error(data: st.DataObject, kind: str) -> None:
    content = bytearray(SEEDS[kind]())
    for _ in range(data.draw(st.integers(1, 6))):
        at = data.draw(st.integers(0, len(content) - 1))
        if data.draw(st.booleans()):
            content[at] = data.draw(st.integers(0, 255))
        else:
            del content[at : at + data.draw(st.integers(1, 40))]
        if not content:
            return
    try:
        source = source_text(bytes(content), "a")
    except SourceError:
        return
    for markup in source.markup:
        assert 0 <= markup.start <= markup.end <= len(source.text)


@given(content=st.binary(min_size=1, max_size=400))
def test_any_bytes_give_a_text_or_an_error(content: bytes) -> None:
    try:
        source = source_text(content, "a")
    except SourceError:
        return
    assert source.text.strip()
