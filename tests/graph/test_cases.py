"""Whole documents against their whole graphs: `expected.ttl` beside a case's source.

Rewritten by `pytest --update-cases`; read the difference before you commit it.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pyoxigraph
import pytest

from stancegraph.pipeline import load_tools, read_source
from stancegraph.publishing import Publisher
from stancegraph.text import load

CASES = sorted((Path(__file__).resolve().parents[1] / "cases").glob("*/expected.ttl"))


@pytest.fixture(scope="module")
def turtle() -> dict[str, str]:
    tools = load_tools()
    publisher = Publisher(tools.register)
    found = {}
    for case in CASES:
        name = case.parent.name
        document = read_source(load(case.parent / "source.txt", f"{name}.txt"), tools)
        found[name] = "".join(output.turtle for output in publisher.works(document))
    return found


def triples(text: str) -> frozenset[str]:
    found: Iterable[pyoxigraph.Quad] = pyoxigraph.parse(text, format=pyoxigraph.RdfFormat.TURTLE)
    return frozenset(str(quad.triple) for quad in found)


@pytest.mark.parametrize("expected", CASES, ids=lambda path: path.parent.name)
def test_graph(expected: Path, turtle: dict[str, str], request: pytest.FixtureRequest) -> None:
    found = turtle[expected.parent.name]
    if request.config.getoption("--update-cases"):
        expected.write_text(found, encoding="utf-8")
    ours, theirs = triples(found), triples(expected.read_text(encoding="utf-8"))
    assert (sorted(theirs - ours), sorted(ours - theirs)) == ([], [])  # missing, extra


def test_there_are_cases() -> None:
    assert len(CASES) >= 4
