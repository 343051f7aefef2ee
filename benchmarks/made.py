"""Resolutions for benchmarks: typeset by the tests' generator, or real ones under other symbols."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))

from typesetting.documents import Chooser, Draft, draft
from typesetting.layouts import LAYOUTS, blocks
from typesetting.pages import clean_text

from stancegraph.model import Document, SourceText
from stancegraph.pipeline import Tools, read_source
from stancegraph.text import source_text


def typeset(number: int, clauses: int = 99) -> Iterator[SourceText]:
    """So many texts in the layouts of all bodies in turn, with at most so many operative clauses.

    The same number always gives the same texts.
    """
    names, made = list(LAYOUTS), 0
    for seed in range(100 * number):
        drafted = draft(Chooser(seed))
        if len(drafted.operative) <= clauses:
            text = clean_text(blocks(numbered(drafted, seed), LAYOUTS[names[made % len(names)]]))
            yield source_text(text.encode(), f"made/{seed}.txt")
            made += 1
        if made == number:
            return


def numbered(drafted: Draft, seed: int) -> Draft:
    """The draft under a number of its own within its session."""
    return replace(drafted, number=1 + seed)


def documents(number: int, tools: Tools, clauses: int = 99) -> list[Document]:
    """So many typeset texts, read."""
    return [read_source(source, tools) for source in typeset(number, clauses)]
