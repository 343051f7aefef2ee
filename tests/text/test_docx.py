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


def paragraph(words: str, properties: str = "", run: str = "") -> str:
    return (
        f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:rPr>{run}</w:rPr><w:t>{words}</w:t></w:r></w:p>"
    )


@pytest.mark.parametrize("level", ["\u00b2", "999999999", "-1", "x"])
def test_levels_that_no_list_has_count_as_the_first(level: str) -> None:
    numbers = NUMBERING.replace('w:ilvl="1"', f'w:ilvl="{level}"')
    body = listed(0, "Decides:").replace('w:ilvl w:val="0"', f'w:ilvl w:val="{level}"')
    source = document(body, {"word/numbering.xml": numbers})
    assert source.text.endswith("Decides:")


def test_lists_of_one_definition_count_on_unless_one_starts_anew() -> None:
    numbers = NUMBERING.replace(
        "</w:numbering>",
        '<w:num w:numId="8"><w:abstractNumId w:val="7"/></w:num>'
        '<w:num w:numId="9"><w:abstractNumId w:val="7"/><w:lvlOverride w:ilvl="0">'
        '<w:startOverride w:val="1"/></w:lvlOverride></w:num></w:numbering>',
    )
    body = "".join(
        listed(0, words).replace('w:numId w:val="7"', f'w:numId w:val="{number}"')
        for number, words in ((7, "Notes"), (8, "Urges"), (9, "Asks"), (9, "Ends"))
    )
    source = document(body, {"word/numbering.xml": numbers})
    assert source.text.split("\n\n") == ["1. Notes", "2. Urges", "1. Asks", "2. Ends"]


def test_a_style_has_the_list_of_the_one_it_is_based_on() -> None:
    styles = (
        f'<w:styles xmlns:w="{W}"><w:style w:styleId="Op"><w:pPr><w:numPr><w:numId w:val="7"/>'
        '</w:numPr></w:pPr></w:style><w:style w:styleId="Op2"><w:basedOn w:val="Op"/></w:style>'
        "</w:styles>"
    )
    body = "".join(
        paragraph(words, f'<w:pStyle w:val="{style}"/>{more}')
        for words, style, more in (
            ("Notes", "Op", ""),
            ("Urges", "Op2", ""),
            ("Plain", "Op", '<w:numPr><w:numId w:val="0"/></w:numPr>'),
        )
    )
    source = document(body, {"word/styles.xml": styles, "word/numbering.xml": NUMBERING})
    assert source.text.split("\n\n") == ["1. Notes", "2. Urges", "Plain"]


def test_bullets_are_printed() -> None:
    numbers = NUMBERING.replace("decimal", "bullet").replace("%1.", "–")
    source = document(listed(0, "one;"), {"word/numbering.xml": numbers})
    assert source.text == "– one;"


def test_cells_of_a_line_stand_beside_each_other() -> None:
    cells = "".join(f"<w:tc>{paragraph(words)}</w:tc>" for words in ("A.", "whereas it is;"))
    source = document(f"<w:tbl><w:tr>{cells}</w:tr></w:tbl>{paragraph('Notes it.')}")
    assert source.text == "A.   whereas it is;\n\nNotes it."


def test_what_word_hides_or_draws_twice_is_no_text() -> None:
    box = "<w:r><w:txbxContent>{}</w:txbxContent></w:r>"
    choice = (
        '<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
        f"<mc:Choice>{box.format(paragraph('boxed'))}</mc:Choice>"
        f"<mc:Fallback>{box.format(paragraph('boxed'))}</mc:Fallback></mc:AlternateContent>"
    )
    body = paragraph("hidden", run="<w:vanish/>") + f"<w:p>{choice}</w:p>" + paragraph("seen")
    assert document(body).text == "boxed\n\nseen"
