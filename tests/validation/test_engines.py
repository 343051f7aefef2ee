"""Both SHACL engines before the same graphs: the same findings, whatever is wrong with them."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from mutations import Mutator, portion

from stancegraph.graph import Directory, resolution_graphs
from stancegraph.graph.terms import Triple
from stancegraph.identifiers import BASE
from stancegraph.pipeline import Tools, load_tools, read
from stancegraph.validation.background import (
    named_in_background,
    registered,
    with_ontology,
)
from stancegraph.validation.engine import COMPILED, REFERENCE, Engine
from stancegraph.validation.facts import Facts, term
from stancegraph.validation.files import read_portions, union
from stancegraph.validation.report import Finding
from stancegraph.validation.rules import shape_triples

pytest.importorskip("shacl", reason="needs the extra fast")

ROOT = Path(__file__).resolve().parents[2]
SHARED = ROOT.parent / "shared"
EXAMPLES = sorted((ROOT / "tests" / "shapes").glob("*/*.ttl"))
PARTS = 4
MUTATED = 1000
FOLDERS = ("hrc_akn", "itu_akn", "unga_akn", "unsc_akn", "unsc_multilingual", "unsc_old_txt")
Triples = tuple[Triple, ...]


@cache
def engines() -> tuple[Engine, Engine]:
    return Engine(shape_triples(), REFERENCE), Engine(shape_triples(), COMPILED)


def both(triples: Triples) -> set[Finding]:
    """What both engines find, told apart where they differ."""
    reference, compiled = (engine.judge(triples) for engine in engines())
    assert len(set(reference)) == len(reference)
    assert len(set(compiled)) == len(compiled)
    only = sorted(map(str, set(reference) ^ set(compiled)))
    assert not only, "\n".join(only)
    return set(reference)


def read_graph(path: Path) -> Triples:
    return union(read_portions(path))


@pytest.mark.parametrize("path", EXAMPLES[::25], ids=lambda path: f"{path.parent.name}/{path.name}")
def test_some_examples_of_shapes(path: Path) -> None:
    both(tuple(with_ontology(read_graph(path))))


@pytest.mark.slow
@pytest.mark.parametrize("part", range(PARTS))
def test_every_example_of_every_shape(part: int) -> None:
    found = {path: both(tuple(with_ontology(read_graph(path)))) for path in EXAMPLES[part::PARTS]}
    assert all(found[path] for path in found if path.name.startswith("invalid."))


@cache
def tools() -> Tools:
    return load_tools()


def built(path: Path) -> Iterator[Triples]:
    """The graphs of the resolutions of one file."""
    directory = Directory.of(tools().register)
    for document in read([path], tools(), lambda _: None):
        for resolution in document.resolutions:
            yield tuple(resolution_graphs(resolution, document, directory, BASE).whole)


def smallest(folder: str, number: int) -> list[Path]:
    files = (SHARED / "corpora" / folder).glob("**/*.*")
    texts = [file for file in files if file.suffix in {".xml", ".txt"}]
    return sorted(texts, key=lambda file: (file.stat().st_size, file.name))[:number]


@pytest.mark.slow
@pytest.mark.parametrize("folder", FOLDERS)
def test_graphs_built_from_the_corpora(folder: str, shared: Path) -> None:
    assert shared.is_dir()
    graphs = [graph for path in smallest(folder, 4) for graph in built(path)]
    assert graphs
    for graph in graphs:
        known = named_in_background(Facts.of(graph), registered(BASE))
        both(tuple(with_ontology([*graph, *known])))


def test_the_published_graph() -> None:
    (path, *_) = sorted((ROOT / "kg" / "resolution").rglob("*.ttl"))
    assert both(tuple(with_ontology(read_graph(path)))) == set()


@cache
def graphs_to_break() -> list[Triples]:
    """The seed, what all works share, the cases of the tests and some of the corpora."""
    kg = [path for path in sorted((ROOT / "kg").rglob("*.ttl")) if "linksets" not in path.parts]
    cases = sorted((ROOT / "tests" / "cases").glob("*/expected.ttl"))
    graphs = [read_graph(path) for path in (*kg, *cases)]
    if (SHARED / "corpora").is_dir():
        graphs += [graph for folder in FOLDERS for p in smallest(folder, 1) for graph in built(p)]
    return graphs


def mutated(seeds: range) -> Iterator[Triples]:
    """Small parts of graphs, broken; each seed gives one."""
    for seed in seeds:
        dice = random.Random(seed)
        whole = portion(dice.choice(graphs_to_break()), dice)
        yield tuple(with_ontology(Mutator(dice).mutate(whole)))


def test_some_mutated_graphs() -> None:
    assert any(both(graph) for graph in mutated(range(MUTATED, MUTATED + 12)))


@pytest.mark.slow
@pytest.mark.parametrize("part", range(PARTS))
def test_a_thousand_mutated_graphs(part: int) -> None:
    components: Counter[str] = Counter()
    for graph in mutated(range(part, MUTATED, PARTS)):
        components.update(finding.component.rpartition("#")[2] for finding in both(graph))
    assert len(components) >= 12, components
    assert sum(components.values()) > MUTATED / PARTS


def test_most_mutated_graphs_are_judged_by_the_compiled_engine(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: list[int] = []
    judge = "stancegraph.validation.reference.Reference.judge"
    monkeypatch.setattr(judge, lambda _, triples: asked.append(len(tuple(triples))) or [])
    compiled = Engine(shape_triples(), COMPILED)
    for graph in mutated(range(200)):
        compiled.judge(graph)
    assert 0 < len(asked) < 60


def statements(*lines: str) -> Triples:
    """Triples about a session: `schema:startDate "x"` for each line."""
    session = "<https://example.org/id/session/1>"
    said = [Triple(session, term("rdf:type"), term("sg:Session"))]
    for line in lines:
        name, _, value = line.partition(" ")
        said.append(Triple(session, term(name), value))
    return tuple(with_ontology(said))


DATE = "^^<http://www.w3.org/2001/XMLSchema#date>"


def components(triples: Triples, name: str) -> set[str]:
    return {
        finding.component.rpartition("#")[2].removesuffix("ConstraintComponent")
        for finding in both(triples)
        if finding.shape.endswith(f"#{name}")
    }


@pytest.mark.parametrize(
    ("start", "end", "violated"),
    [
        (f'"2022-03-22"{DATE}', f'"2022-03-23"{DATE}', False),
        (f'"2022-03-23"{DATE}', f'"2022-03-22"{DATE}', True),
        (f'"2022-02-30"{DATE}', f'"2022-03-23"{DATE}', True),
        (f'"2022-03-22"{DATE}', f'"2022-03-22T00:00:00"{DATE}', True),
        ('"2022-03-22"', f'"2022-03-23"{DATE}', True),
        ("<https://example.org/a>", "<https://example.org/b>", True),
        ("_:a", f'"2022-03-22"{DATE}', True),
        (f'"2022-03-22"{DATE}', "_:a", True),
        ("_:a", "_:b", True),
    ],
)
def test_what_cannot_be_compared_violates_a_comparison(
    start: str, end: str, violated: bool
) -> None:
    found = components(
        statements(f"schema:startDate {start}", f"schema:endDate {end}"), "session-order"
    )
    assert found == ({"LessThanOrEquals"} if violated else set())


def test_what_a_datatype_does_not_know_is_told() -> None:
    given = statements(f'schema:startDate "2022-02-30"{DATE}')
    assert "Datatype" in components(given, "session-start")


def test_a_finding_names_value_path_and_message_the_same_way() -> None:
    given = statements(r'schema:startDate "a\"\\\n\tä"@EN-gb')
    found = {f for f in both(given) if f.shape.endswith("#session-start") and f.value}
    assert {(f.path, f.value) for f in found} == {
        (term("schema:startDate"), r'"a\"\\\n\tä"@en-gb'),
    }


def test_details_below_a_result_are_no_findings() -> None:
    stance = Triple("<https://example.org/s>", term("rdf:type"), term("sg:Stance"))
    act = stance._replace(predicate=term("sg:act"), object="<https://example.org/no-act>")
    found = {f for f in both(tuple(with_ontology([stance, act]))) if "no-act" in str(f.value)}
    assert {f.shape.rpartition("#")[2] for f in found} == {"stance-act"}
