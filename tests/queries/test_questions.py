"""Every question has the same, non-empty answer on pyoxigraph and rdflib, on two bases."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
import rdflib

from stancegraph.cli import run
from stancegraph.identifiers import BASE
from stancegraph.store import open_graph, questions
from stancegraph.store.answers import render
from stancegraph.store.questions import rebased

HERE = Path(__file__).parent
SECOND = "https://example.org/positions/"
QUESTIONS = questions()
NAMES = [question.name for question in QUESTIONS]


def _rows(text: str) -> list[list[str]]:
    header, *rows = csv.reader(io.StringIO(text))
    return [header, *sorted(rows)]


def _expected(name: str, base: str = BASE) -> list[list[str]]:
    text = (HERE / f"{name}.csv").read_text(encoding="utf-8")
    return _rows(text.replace(BASE, base))


@pytest.fixture(scope="module")
def embedded(root: Path):
    return open_graph(root / "kg")


@pytest.fixture(scope="module")
def in_rdflib(root: Path) -> rdflib.Graph:
    graph = rdflib.Graph()
    for path in sorted((root / "kg").rglob("*.ttl")):
        graph.parse(path, format="turtle")
    return graph


@pytest.fixture(scope="module")
def on_second_base(root: Path, tmp_path_factory: pytest.TempPathFactory):
    place = tmp_path_factory.mktemp("second")
    output, dumps = str(place / "kg"), str(place / "build")
    arguments = ["build", str(root / "source"), "--output", output, "--dumps", dumps]
    assert run([*arguments, "--base", SECOND]) == 0
    return open_graph(place / "kg", SECOND)


def test_every_question_has_an_expected_answer_with_rows() -> None:
    assert NAMES
    assert [name for name in NAMES if len(_expected(name)) < 2] == []


@pytest.mark.parametrize("question", QUESTIONS, ids=NAMES)
def test_pyoxigraph_answers(embedded, question) -> None:
    answer = render(embedded.query(question.sparql), "csv", BASE)
    assert _rows(answer) == _expected(question.name)


@pytest.mark.parametrize("question", QUESTIONS, ids=NAMES)
def test_rdflib_answers(in_rdflib: rdflib.Graph, question) -> None:
    answer = in_rdflib.query(question.sparql).serialize(format="csv")
    assert answer is not None
    assert _rows(answer.decode()) == _expected(question.name)


@pytest.mark.parametrize("question", QUESTIONS, ids=NAMES)
def test_second_base_answers(on_second_base, question) -> None:
    answer = render(on_second_base.query(question.sparql), "csv", SECOND)
    assert _rows(answer) == _expected(question.name, SECOND)


def test_rebasing_changes_only_the_base_line() -> None:
    query = f"BASE <{BASE}>\nSELECT * {{ <org/eu> ?p <{BASE}x> }}"
    assert rebased(query, SECOND) == query.replace(f"BASE <{BASE}>", f"BASE <{SECOND}>")
