"""The three annotated documents: what is read from them agrees with what a person marked."""

from __future__ import annotations

from pathlib import Path

import pytest

from stancegraph.evaluation.gold import GoldDocument, load_document
from stancegraph.evaluation.measures import Measures, measure, shared_words
from stancegraph.model import SourceText, Span
from stancegraph.pipeline import Tools, load_tools, read_source

NAMES = ("oic-cfm-48-50-pol", "unsc-478", "ep-b4-1542-95")


@pytest.fixture(scope="module")
def tools() -> Tools:
    return load_tools()


@pytest.fixture(scope="module")
def gold(shared: Path) -> dict[str, GoldDocument]:
    return {name: load_document(shared / "gold" / f"{name}.json") for name in NAMES}


@pytest.fixture(scope="module")
def scores(gold: dict[str, GoldDocument], tools: Tools) -> dict[str, Measures]:
    found = {}
    for name, annotated in gold.items():
        source = SourceText(f"{name}.txt", "0" * 64, "text/plain", annotated.text)
        found[name] = measure(read_source(source, tools), annotated, tools.lexicon)
    return found


@pytest.mark.parametrize("name", NAMES)
def test_every_paragraph_is_exact(scores: dict[str, Measures], name: str) -> None:
    assert scores[name].paragraphs.f1 == 1.0


@pytest.mark.parametrize("name", NAMES)
def test_every_opening_act_is_found(scores: dict[str, Measures], name: str) -> None:
    assert scores[name].openings.f1 == 1.0


@pytest.mark.parametrize("name", NAMES)
def test_acts(scores: dict[str, Measures], name: str) -> None:
    assert scores[name].acts.recall >= 0.93
    assert scores[name].acts.precision >= 0.93


def test_names_of_the_seed(scores: dict[str, Measures]) -> None:
    assert scores["oic-cfm-48-50-pol"].mentions.recall == 1.0
    assert scores["oic-cfm-48-50-pol"].links.recall == 1.0


def test_citations_of_the_seed(scores: dict[str, Measures]) -> None:
    assert scores["oic-cfm-48-50-pol"].citations.recall >= 0.75


def test_stances_of_the_seed(scores: dict[str, Measures]) -> None:
    assert scores["oic-cfm-48-50-pol"].direct.f1 >= 0.95
    assert scores["oic-cfm-48-50-pol"].derived.f1 >= 0.85


def test_another_text_is_refused(gold: dict[str, GoldDocument], tools: Tools) -> None:
    source = SourceText("x.txt", "0" * 64, "text/plain", gold["unsc-478"].text)
    with pytest.raises(ValueError, match="annotated"):
        measure(read_source(source, tools), gold["ep-b4-1542-95"], tools.lexicon)


def test_shared_words() -> None:
    assert shared_words(Span(0, 9, "one two t"), Span(4, 9, "two t")) == pytest.approx(2 / 3)
    assert shared_words(Span(0, 3, "one"), Span(4, 7, "two")) == 0.0
