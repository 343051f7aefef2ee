"""What changed from one graph to another."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from stancegraph.cli import run
from stancegraph.pipeline import Tools, load_tools, read_source
from stancegraph.publishing import Publisher
from stancegraph.text import load

FIFTH = "- 5 **Reaffirms**"


@pytest.fixture(scope="module")
def tools() -> Tools:
    return load_tools()


@pytest.fixture
def graphs(tools: Tools, seed: Path, tmp_path: Path) -> tuple[Path, Path]:
    """The seed's graph, and that of the seed with one word changed and a paragraph less."""
    words = seed.read_text(encoding="utf-8")
    changed = words[: words.index(FIFTH)].replace("**Strongly", "**Formally")
    paths = []
    for name, text in (("before", words), ("after", changed)):
        source, path = tmp_path / f"{name}.txt", tmp_path / f"{name}.ttl"
        source.write_text(text, encoding="utf-8")
        document = read_source(load(source, "seed.txt"), tools)
        outputs = Publisher(tools.register).works(document)
        path.write_text("".join(output.turtle for output in outputs), encoding="utf-8")
        paths.append(path)
    return paths[0], paths[1]


def test_stances_that_went_and_changed(
    graphs: tuple[Path, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    before, after = map(str, graphs)
    assert run(["diff", before, after, "--kind", "stances"]) == 0
    shown = capsys.readouterr().out
    assert "- resolution/oic-cfm/48/50-pol/op/5/stance/" in shown
    assert "    intensity: https://w3id.org/stancegraph/def/intensity/" in shown
    assert "op/4/" not in shown.replace("derivedFrom", "")
    assert run(["diff", before, after, "--format", "json", "--exit-code"]) == 1
    found = json.loads(capsys.readouterr().out)
    gone = [each for each in found["changes"] if each["how"] == "removed"]
    assert {each["kind"] for each in gone} >= {"stances", "provisions", "mentions", "acts"}
    assert any(each["iri"].endswith("/op/5") for each in gone)


def test_a_graph_differs_in_nothing_from_itself(
    graphs: tuple[Path, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["diff", str(graphs[0]), str(graphs[0]), "--exit-code"]) == 0
    assert capsys.readouterr().out.split() == ["triples", "+0", "-0"]


def test_a_missing_graph_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["diff", str(tmp_path / "no.nq"), str(tmp_path / "no.nq")]) == 1
    assert "no.nq" in capsys.readouterr().err
