"""Preambular or operative, from the words alone: no cover, no formula, no numbers, any layout."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

import pytest
from typesetting.documents import Chooser, draft
from typesetting.gold import originals
from typesetting.layouts import LAYOUTS, blocks

from stancegraph.evaluation.scores import Score
from stancegraph.reading import Lexicon, Profile, load_lexicon, load_profiles, read
from stancegraph.text import source_text

GOAL = 0.95
KINDS = ("preambular", "operative")
WORDED = [name for name in LAYOUTS if name != "oas"]
"""All but the layout whose paragraphs are infinitives: its RESOLVES: is itself the marker."""

Told = tuple[str, str]


@lru_cache(maxsize=1)
def tables() -> tuple[tuple[Profile, ...], Lexicon]:
    return load_profiles(), load_lexicon()


def reread(told: Sequence[Told], parting: str) -> list[tuple[str, str]]:
    """What each paragraph is, and what the generic layout takes it for."""
    text = parting.join(words for _, words in told) + "\n"
    document = read(source_text(text.encode(), "made.txt"), *tables(), "generic")
    found = {
        " ".join(paragraph.words.text.split()): paragraph.kind.value
        for resolution in document.resolutions
        for paragraph in resolution.paragraphs
    }
    return [(kind, found.get(" ".join(words.split()), "lost")) for kind, words in told]


def macro(pairs: Sequence[tuple[str, str]]) -> float:
    """The mean of the F1 of preambular and of operative paragraphs."""
    scores = [
        Score(
            sum(kind == wanted == read_as for kind, read_as in pairs),
            sum(read_as == wanted for _, read_as in pairs),
            sum(kind == wanted for kind, _ in pairs),
        ).f1
        for wanted in KINDS
    ]
    return sum(scores) / len(scores)


def made(name: str, seed: int) -> list[Told]:
    units = [block.unit for block in blocks(draft(Chooser(seed)), LAYOUTS[name]) if block.unit]
    return [(unit.kind, unit.words) for unit in units if unit.kind in KINDS]


@pytest.mark.parametrize("name", WORDED)
def test_made_paragraphs_without_markers(name: str) -> None:
    pairs = [pair for seed in range(12) for pair in reread(made(name, seed), "\n\n")]
    assert len(pairs) > 100
    assert macro(pairs) >= GOAL


@pytest.mark.parametrize("parting", ["\n\n", "\n"])
@pytest.mark.parametrize("gold", ["dev_ga78", "dev_sc2023", "dev_hrc54"])
def test_real_paragraphs_without_markers(gold: str, parting: str, shared: Path) -> None:
    path = shared / "corpora" / "derived" / f"{gold}.gold.jsonl"
    pairs = [
        pair
        for original in list(originals(path))[::5]
        for pair in reread(
            [(each.kind, each.words) for each in original.provisions if each.kind in KINDS], parting
        )
    ]
    assert macro(pairs) >= GOAL


def test_the_measure_can_fail() -> None:
    told = [("preambular", "a"), ("preambular", "b"), ("operative", "c"), ("operative", "d")]
    assert macro([(kind, kind) for kind, _ in told]) == 1.0
    assert macro([(kind, "operative") for kind, _ in told]) < 0.5
    assert macro([(kind, "lost") for kind, _ in told]) == 0.0
