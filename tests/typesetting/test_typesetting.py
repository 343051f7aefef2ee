"""What was typeset is read again: clean text exactly, pages as far as the goals say."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from typesetting.documents import Chooser, Draft, draft, drafts
from typesetting.gold import originals, printed
from typesetting.layouts import LAYOUTS, Block, Layout, blocks, facts
from typesetting.measures import expected, found, likeness, numbering, segmentation
from typesetting.pages import Page, clean_text, paged_text

from stancegraph.evaluation.scores import Score
from stancegraph.model import Document
from stancegraph.reading import load_lexicon, load_profiles, read
from stancegraph.text import source_text

GOAL_CLEAN = 0.99
GOAL_PAGES = 0.96
WIDTHS = (58, 66, 72, 80, 90)
PARTINGS = ("blank", "indent", "none")


def _reader() -> Callable[[str], Document]:
    profiles, lexicon = load_profiles(), load_lexicon()
    return lambda text: read(source_text(text.encode(), "made.txt"), profiles, lexicon)


read_text = _reader()


def page_of(layout: Layout, made: Draft, page: Page) -> Page:
    head = layout.head.format(**facts(made))
    return replace(page, heads=(head, head))


@pytest.mark.parametrize("name", LAYOUTS)
@settings(max_examples=12, deadline=None)
@given(made=drafts())
def test_clean_text_gives_the_document_back(name: str, made: Draft) -> None:
    layout = LAYOUTS[name]
    typeset = blocks(made, layout)
    document = read_text(clean_text(typeset))
    assert found(document) == expected(typeset)
    (resolution,) = document.resolutions
    if layout.work:
        assert resolution.id == layout.work.format(**facts(made))
    if layout.dated:
        assert resolution.adopted is not None
        assert resolution.adopted.earliest == made.day


def total(scores: Sequence[Score]) -> Score:
    return sum(scores, Score(0, 0, 0))


def paged(layout: Layout, seed: int, page: Page) -> tuple[list[Block], Document]:
    made = draft(Chooser(seed))
    typeset = blocks(made, layout)
    page = page_of(layout, made, replace(page, width=WIDTHS[seed % len(WIDTHS)]))
    return typeset, read_text(paged_text(typeset, page, seed))


PAGES = {
    "blank lines": Page(),
    "indents": Page(parting="indent"),
    "nothing between": Page(parting="none"),
    "numbers of notes behind words": Page(references=True),
    "lines filled with blanks": Page(justified=True, parting="indent"),
    "form feeds, no heads": Page(heads=("", ""), feeds=True, hyphenated=False),
}


@pytest.mark.parametrize("how", PAGES)
@pytest.mark.parametrize("name", LAYOUTS)
def test_pages_give_the_document_back(name: str, how: str) -> None:
    read_all = [paged(LAYOUTS[name], seed, PAGES[how]) for seed in range(8)]
    words = total([segmentation(document, typeset) for typeset, document in read_all])
    numbers = total([numbering(document, typeset) for typeset, document in read_all])
    assert words.f1 >= GOAL_PAGES, words
    assert numbers.f1 >= GOAL_PAGES, numbers


@pytest.mark.parametrize("name", ["un-ga", "un-sc", "oic", "eu-ep"])
def test_misprints_change_words_not_structure(name: str) -> None:
    read_all = [paged(LAYOUTS[name], seed, Page(noise=0.004)) for seed in range(8)]
    alike = total([likeness(document, typeset) for typeset, document in read_all])
    assert alike.f1 >= GOAL_PAGES, alike


@settings(max_examples=20, deadline=None)
@given(
    made=drafts(),
    width=st.integers(50, 110),
    parting=st.sampled_from(PARTINGS),
    height=st.integers(20, 60),
)
def test_no_running_head_or_note_enters_a_paragraph(
    made: Draft, width: int, parting: str, height: int
) -> None:
    layout = LAYOUTS["un-ga"]
    page = Page(width=width, parting=parting, height=height)
    document = read_text(paged_text(blocks(made, layout), page_of(layout, made, page)))
    symbol = str(facts(made)["symbol"])
    for unit in found(document):
        assert symbol not in unit.words
        assert "Treaty Series" not in unit.words
        assert "_____" not in unit.words


CORPORA = [
    ("dev_ga78", "un-ga"), ("dev_ga78", "oic"), ("dev_sc2023", "un-sc"), ("dev_hrc54", "oic"),
]  # fmt: skip


@pytest.mark.parametrize(("gold", "name"), CORPORA)
def test_real_provisions_come_back_from_other_layouts(gold: str, name: str, shared: Path) -> None:
    layout = LAYOUTS[name]
    chosen = list(originals(shared / "corpora" / "derived" / f"{gold}.gold.jsonl"))[::6]
    clean, pages = [], []
    for place, original in enumerate(chosen):
        typeset = printed(original, layout)
        clean.append(segmentation(read_text(clean_text(typeset)), typeset))
        page = Page(width=WIDTHS[place % 5], parting=PARTINGS[place % 3])
        text = paged_text(typeset, page_of(layout, original.draft, page), place)
        pages.append(segmentation(read_text(text), typeset))
    assert total(clean).f1 >= GOAL_CLEAN, total(clean)
    assert total(pages).f1 >= GOAL_PAGES, total(pages)


def test_the_measures_can_fail() -> None:
    """Against a document whose last paragraph is lost and another that was cut in two."""
    typeset = blocks(draft(Chooser(3)), LAYOUTS["un-sc"])
    document = read_text(clean_text(typeset))
    assert segmentation(document, typeset).f1 == 1.0
    shorter = [block for block in typeset if block.unit][:-1]
    assert segmentation(document, shorter).f1 < 1.0
    (resolution,) = document.resolutions
    lost = replace(document, resolutions=(replace(resolution, paragraphs=()),))
    assert segmentation(lost, typeset).f1 == 0.0
