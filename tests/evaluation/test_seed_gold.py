"""The three annotated documents: what is read from them agrees with what a person marked."""

from __future__ import annotations

from pathlib import Path

import pytest

from stancegraph.evaluation import Gold, compare_document, load_gold
from stancegraph.evaluation.scores import Score
from stancegraph.evaluation.tallies import Tally
from stancegraph.pipeline import Tools, load_tools, read_source

SEED = "oic-cfm-48-50-pol"
NAMES = (SEED, "unsc-478", "ep-b4-1542-95")


@pytest.fixture(scope="module")
def tools() -> Tools:
    return load_tools()


@pytest.fixture(scope="module")
def gold(shared: Path, tools: Tools) -> dict[str, Gold]:
    loaded = load_gold([shared / "gold"], None, lambda source: read_source(source, tools))
    return {document.name: document for document in loaded}


@pytest.fixture(scope="module")
def tallies(gold: dict[str, Gold], tools: Tools) -> dict[str, Tally]:
    return {
        name: compare_document(read_source(document.source, tools), document)
        for name, document in gold.items()
    }


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("measure", ["segmentation", "openings"])
def test_every_paragraph_and_opening_is_exact(
    tallies: dict[str, Tally], name: str, measure: str
) -> None:
    assert tallies[name].scores[measure].f1 == 1.0


def test_the_seed_has_eight_paragraphs(tallies: dict[str, Tally]) -> None:
    assert tallies[SEED].scores["segmentation"] == Score(8, 8, 8)


@pytest.mark.parametrize("name", NAMES)
def test_acts(tallies: dict[str, Tally], name: str) -> None:
    assert tallies[name].scores["acts"].recall >= 0.92
    assert tallies[name].scores["acts"].precision >= 0.92


def test_every_act_of_the_seed(tallies: dict[str, Tally]) -> None:
    assert tallies[SEED].scores["acts"].recall == 1.0


def test_names_of_the_seed(tallies: dict[str, Tally]) -> None:
    assert tallies[SEED].scores["mentions"].recall >= 0.93
    assert tallies[SEED].scores["links"].recall == 1.0


def test_citations_of_the_seed(tallies: dict[str, Tally]) -> None:
    assert tallies[SEED].scores["citations"].recall == 1.0
    assert tallies[SEED].scores["descriptive"].recall == 1.0


def test_stances_of_the_seed(tallies: dict[str, Tally]) -> None:
    assert tallies[SEED].scores["direct"].f1 >= 0.95
    assert tallies[SEED].scores["other levels"].f1 >= 0.85
