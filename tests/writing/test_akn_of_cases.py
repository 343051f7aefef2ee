"""Documents in the layout of each body, written as Akoma Ntoso and read back, say the same."""

from __future__ import annotations

from pathlib import Path

import pytest
from samples import seed_register

from stancegraph.identifiers import BASE
from stancegraph.model import Document
from stancegraph.reading import load_lexicon, load_profiles, read
from stancegraph.text import load, source_text
from stancegraph.writing import akn

CASES = sorted((Path(__file__).resolve().parents[1] / "cases").glob("*/outline.txt"))


def _said(document: Document) -> list[tuple[object, ...]]:
    return [
        (each.id, each.kind, each.number, each.parent, each.words.text, [a.act for a in each.acts])
        for resolution in document.resolutions
        for each in resolution.paragraphs
    ]


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.parent.name)
def test_reading_back_gives_the_same_provisions(case: Path) -> None:
    source = load(case.parent / "source.txt", f"{case.parent.name}.txt")
    first = read(source, load_profiles(), load_lexicon())
    written = akn([first], seed_register(), BASE).encode()
    back = read(source_text(written, "case.xml"), load_profiles(), load_lexicon())
    assert _said(back) == _said(first)
