"""Every question has the same, non-empty answer on pyoxigraph and rdflib, on two bases."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
import rdflib

from stancegraph.cli import run
from stancegraph.identifiers import BASE
from stancegraph.store import Graph, open_graph, questions
from stancegraph.store.answers import render
from stancegraph.store.questions import Question, rebased

HERE = Path(__file__).parent
SECOND = "https://example.org/positions/"
QUESTIONS = questions()
NAMES = [question.name for question in QUESTIONS]


def _asked(question: Question) -> str:
    """Over which graph a question is answered: "kg" unless its second line names the corpus."""
    return "corpus" if "tests/queries/corpus" in question.sparql.splitlines()[1] else "kg"


def _rows(text: str) -> list[list[str]]:
    header, *rows = csv.reader(io.StringIO(text))
    return [header, *sorted(rows)]


def _expected(name: str, base: str = BASE) -> list[list[str]]:
    text = (HERE / f"{name}.csv").read_text(encoding="utf-8")
    return _rows(text.replace(BASE, base))


def _build(source: Path, place: Path, *options: str) -> Path:
    output, dumps = str(place / "kg"), str(place / "build")
    assert run(["build", str(source), "--output", output, "--dumps", dumps, *options]) == 0
    return place / "kg"


@pytest.fixture(scope="module")
def graphs(root: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The published graph, and that of the documents written for the questions."""
    place = tmp_path_factory.mktemp("corpus")
    return {"kg": root / "kg", "corpus": _build(HERE / "corpus", place)}


@pytest.fixture(scope="module")
def embedded(graphs: dict[str, Path]) -> dict[str, Graph]:
    return {name: open_graph(path) for name, path in graphs.items()}


@pytest.fixture(scope="module")
def in_rdflib(graphs: dict[str, Path]) -> dict[str, rdflib.Graph]:
    """The same graphs; of the corpus without the register, as the works' files stand alone."""
    loaded = {name: rdflib.Graph() for name in graphs}
    for name, graph in loaded.items():
        for path in sorted(graphs[name].rglob("*.ttl")):
            if name == "kg" or path.parent.name not in ("authority", "linksets"):
                graph.parse(path, format="turtle")
    return loaded


@pytest.fixture(scope="module")
def on_second_base(root: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Graph]:
    place = tmp_path_factory.mktemp("second")
    built = {
        "kg": _build(root / "source", place / "kg", "--base", SECOND),
        "corpus": _build(HERE / "corpus", place / "corpus", "--base", SECOND),
    }
    return {name: open_graph(path, SECOND) for name, path in built.items()}


def test_every_question_has_an_expected_answer_with_rows() -> None:
    assert NAMES
    assert [name for name in NAMES if len(_expected(name)) < 2] == []


def test_documents_that_a_question_is_answered_over_exist() -> None:
    for question in QUESTIONS:
        if _asked(question) == "corpus":
            line = question.sparql.splitlines()[1]
            names = [name.strip() for name in line.partition(":")[2].split(",")]
            assert [name for name in names if not (HERE / "corpus" / name).is_file()] == [], line


@pytest.mark.parametrize("question", QUESTIONS, ids=NAMES)
def test_pyoxigraph_answers(embedded, question) -> None:
    answer = render(embedded[_asked(question)].query(question.sparql), "csv", BASE)
    assert _rows(answer) == _expected(question.name)


@pytest.mark.parametrize("question", QUESTIONS, ids=NAMES)
def test_rdflib_answers(in_rdflib, question) -> None:
    answer = in_rdflib[_asked(question)].query(question.sparql).serialize(format="csv")
    assert answer is not None
    assert _rows(answer.decode()) == _expected(question.name)


@pytest.mark.slow
@pytest.mark.parametrize("question", QUESTIONS, ids=NAMES)
def test_second_base_answers(on_second_base, question) -> None:
    answer = render(on_second_base[_asked(question)].query(question.sparql), "csv", SECOND)
    assert _rows(answer) == _expected(question.name, SECOND)


def test_rebasing_changes_only_the_base_line() -> None:
    query = f"BASE <{BASE}>\nSELECT * {{ <org/eu> ?p <{BASE}x> }}"
    assert rebased(query, SECOND) == query.replace(f"BASE <{BASE}>", f"BASE <{SECOND}>")
