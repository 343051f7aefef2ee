"""The same document in every format people have it in is read the same."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from typesetting.documents import Chooser, draft
from typesetting.files import docx_of, html_of, pdf_of, volume_of
from typesetting.layouts import LAYOUTS, blocks, facts
from typesetting.measures import expected, found, segmentation
from typesetting.pages import Page, clean_text, sheets

from stancegraph.evaluation.scores import Score
from stancegraph.model import Document
from stancegraph.reading import load_lexicon, load_profiles, read
from stancegraph.text import source_text


@pytest.fixture(scope="module")
def read_file() -> Callable[[bytes, str], Document]:
    profiles, lexicon = load_profiles(), load_lexicon()
    return lambda content, name: read(source_text(content, name), profiles, lexicon)


@pytest.mark.parametrize("name", LAYOUTS)
@pytest.mark.parametrize("kind", ["txt", "md", "html", "docx"])
def test_every_format_gives_the_document_back(
    name: str, kind: str, read_file: Callable[[bytes, str], Document]
) -> None:
    if kind == "docx":
        pytest.importorskip("docx")
    for seed in (1, 2):
        typeset = blocks(draft(Chooser(seed)), LAYOUTS[name])
        text = clean_text(typeset).encode()
        content = {"html": html_of, "docx": docx_of}.get(kind, lambda _, text=text: text)(typeset)
        document = read_file(content, f"made.{kind}")
        assert document.source.format == kind
        assert found(document) == expected(typeset)


@pytest.mark.parametrize("parting", ["blank", "indent", "none"])
@pytest.mark.parametrize("name", LAYOUTS)
def test_pages_of_a_pdf_give_the_document_back(
    name: str, parting: str, read_file: Callable[[bytes, str], Document]
) -> None:
    pytest.importorskip("pdfplumber")
    total = Score(0, 0, 0)
    for seed in range(3):
        made = draft(Chooser(seed))
        typeset = blocks(made, LAYOUTS[name])
        head = LAYOUTS[name].head.format(**facts(made))
        page = Page(width=84, parting=parting, heads=(head, head), references=True)
        document = read_file(pdf_of(sheets(typeset, page, seed)), "made.pdf")
        total = total + segmentation(document, typeset)
        for unit in found(document):
            assert "Treaty Series" not in unit.words
            assert "_____" not in unit.words
    assert total.f1 >= 0.97, total


@pytest.mark.parametrize("parting", ["blank", "indent"])
@pytest.mark.parametrize("name", LAYOUTS)
def test_columns_of_a_volume_give_the_document_back(
    name: str, parting: str, read_file: Callable[[bytes, str], Document]
) -> None:
    pytest.importorskip("pdfplumber")
    total = Score(0, 0, 0)
    for seed in range(3):
        typeset = blocks(draft(Chooser(seed)), LAYOUTS[name])
        page = Page(width=42, height=40, parting=parting, hyphenated=False, references=True)
        document = read_file(volume_of(sheets(typeset, page, seed)), "made.pdf")
        total = total + segmentation(document, typeset)
    assert total.f1 >= 0.97, total


def test_marks_of_notes_in_a_pdf_are_no_words(
    read_file: Callable[[bytes, str], Document],
) -> None:
    pytest.importorskip("pdfplumber")
    typeset = blocks(draft(Chooser(5)), LAYOUTS["un-ga"])
    page = replace(Page(width=84), references=True)
    printed = sheets(typeset, page, 5)
    assert any("\x0e" in line for sheet in printed for line in sheet.lines)
    document = read_file(pdf_of(printed), "made.pdf")
    assert [unit.words for unit in found(document)] == [unit.words for unit in expected(typeset)]
