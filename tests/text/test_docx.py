"""Word documents as text: automatic numbers as printed, footnotes apart."""

from __future__ import annotations

import io
import zipfile

import pytest

from stancegraph.model import SourceText
from stancegraph.text import source_text

docx = pytest.importorskip("docx")

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
NUMBERING = f"""<w:numbering xmlns:w="{W}">
<w:abstractNum w:abstractNumId="7">
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/>
<w:lvlText w:val="(%2)"/></w:lvl>
</w:abstractNum><w:num w:numId="7"><w:abstractNumId w:val="7"/></w:num></w:numbering>"""


def listed(level: int, words: str) -> str:
    return (
        f'<w:p><w:pPr><w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="7"/></w:numPr></w:pPr>'
        f"<w:r><w:t>{words}</w:t></w:r></w:p>"
    )


def document(body: str, parts: dict[str, str] | None = None) -> SourceText:
    """A Word document with the given paragraphs and parts of its package replaced."""
    made = io.BytesIO()
    docx.Document().save(made)
    out = io.BytesIO()
    replaced = {
        "word/document.xml": f'<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>'
    }
    replaced |= parts or {}
    with zipfile.ZipFile(made) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            if name not in replaced:
                new.writestr(name, old.read(name))
        for name, content in replaced.items():
            new.writestr(name, content)
    return source_text(out.getvalue(), "a.docx")


def test_paragraphs_and_breaks() -> None:
    source = document(
        "<w:p><w:r><w:t>Condemns</w:t><w:br/><w:t>it;</w:t></w:r></w:p><w:p/>"
        "<w:p><w:r><w:t>Calls</w:t></w:r><w:r><w:t> upon them;</w:t></w:r></w:p>"
    )
    assert source.text == "Condemns\nit;\n\nCalls upon them;"
    assert [anchor.place for anchor in source.anchors] == ["paragraph 1", "paragraph 3"]


def test_automatic_numbers_are_printed() -> None:
    body = (
        listed(0, "Decides:") + listed(1, "one;") + listed(1, "two;")
        + listed(0, "Requests:") + listed(1, "three.")
    )  # fmt: skip
    source = document(body, {"word/numbering.xml": NUMBERING})
    assert source.text.split("\n\n") == [
        "1. Decides:", "(a) one;", "(b) two;", "2. Requests:", "(a) three.",
    ]  # fmt: skip


def test_footnotes_follow_the_paragraph_that_refers_to_them() -> None:
    body = (
        '<w:p><w:r><w:t>Recalls it;</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r></w:p>'
        "<w:p><w:r><w:t>Acts.</w:t></w:r></w:p>"
    )
    notes = (
        f'<w:footnotes xmlns:w="{W}"><w:footnote w:id="2"><w:p><w:r><w:t>See A/1.</w:t></w:r>'
        "</w:p></w:footnote></w:footnotes>"
    )
    source = document(body, {"word/footnotes.xml": notes})
    assert source.text == "Recalls it;\n\nSee A/1.\n\nActs."
    (note,) = source.markup
    assert (note.kind, source.text[note.start : note.end]) == ("footnote", "See A/1.")
