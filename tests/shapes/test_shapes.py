"""Every shape judges its own small files as they say, and no constraint can go unnoticed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

import pytest

from stancegraph.graph.terms import Triple
from stancegraph.validation.background import with_ontology
from stancegraph.validation.engine import Engine
from stancegraph.validation.facts import Facts, term
from stancegraph.validation.files import read_portions, union
from stancegraph.validation.rules import SHAPES, rules, shape_triples

HERE = Path(__file__).parent
BASE = "https://example.org/id/"
SH = "http://www.w3.org/ns/shacl#"
EXPECT = re.compile(r"# expect: (?P<component>\w+) (?P<focus>\S+)(?: (?P<severity>\w+))?")
TARGETS = [term(f"sh:{name}") for name in ("targetClass", "targetObjectsOf", "targetSubjectsOf")]
PROPERTY = term("sh:property")
TOLD = {term(name) for name in ("rdf:type", "sh:name", "sh:message", "sh:path", "sh:property")} | {
    *TARGETS
}

Expected = frozenset[tuple[str, str, str]]


@cache
def all_facts() -> Facts:
    return Facts.of(shape_triples())


def with_parts(node: str, seen: set[str]) -> Iterator[Triple]:
    """What the shapes say of a node and of everything it is made of."""
    if node in seen:
        return
    seen.add(node)
    for triple in [t for t in by_subject().get(node, ()) if t.predicate not in TARGETS]:
        yield triple
        if triple.object.startswith(("_:", f"<{SHAPES}")):
            yield from with_parts(triple.object, seen)


@cache
def by_subject() -> dict[str, list[Triple]]:
    found: dict[str, list[Triple]] = {}
    for triple in shape_triples():
        found.setdefault(triple.subject, []).append(triple)
    return found


@cache
def reduced(name: str) -> frozenset[Triple]:
    """One shape with its parts, and the targets of the node shapes that use it."""
    shape = f"<{SHAPES}{name}>"
    triples = set(with_parts(shape, set()))
    users = {t.subject for t in shape_triples() if (t.predicate, t.object) == (PROPERTY, shape)}
    for user in users | {shape}:
        triples |= {t for t in by_subject()[user] if t.predicate in (*TARGETS, term("rdf:type"))}
    return frozenset(triples | {Triple(user, PROPERTY, shape) for user in users})


def targeted(name: str) -> bool:
    return any(triple.predicate in TARGETS for triple in reduced(name))


@cache
def example(path: Path) -> tuple[Expected, tuple[Triple, ...]]:
    """What a file expects, and its triples with the ontology behind them."""
    expected = frozenset(
        (
            f"{SH}{match['component']}",
            f"<{BASE}{match['focus'][1:-1]}>",
            match["severity"] or "Violation",
        )
        for match in EXPECT.finditer(path.read_text(encoding="utf-8"))
    )
    return expected, tuple(with_ontology(union(read_portions(path))))


@cache
def examples(name: str) -> list[Path]:
    return sorted((HERE / name).glob("*.ttl"))


def found(shapes: Iterable[Triple], name: str, path: Path) -> Expected:
    """What one shape finds in a file."""
    findings = Engine(shapes).judge(example(path)[1])
    return frozenset(
        (
            finding.component,
            finding.focus,
            finding.severity.value,
        )
        for finding in findings
        if finding.shape == SHAPES + name
    )


FILES = sorted(HERE.glob("*/*.ttl"))
NAMES = sorted({path.parent.name for path in FILES})
REPORTING = {f"<{SHAPES}{name}>" for name in NAMES}


@pytest.mark.parametrize("name", NAMES)
def test_a_shape_finds_what_its_files_expect(name: str) -> None:
    shapes = reduced(name)
    for path in examples(name):
        expected, _ = example(path)
        assert bool(expected) == path.name.startswith("invalid."), f"{path}: says what it expects"
        assert found(shapes, name, path) == expected, path


def test_every_shape_has_valid_and_invalid_files() -> None:
    judged = {
        triple.subject.removeprefix(f"<{SHAPES}").removesuffix(">")
        for triple in shape_triples()
        if triple.predicate == term("sh:message")
    }
    reached = {name for name in judged if targeted(name)}
    for name in sorted(reached):
        kinds = {path.name.split(".")[0] for path in examples(name)}
        assert kinds == {"valid", "invalid"}, name
    assert set(NAMES) == reached
    used = {part for name in NAMES for part in shapes_in(name)}
    assert judged <= used, judged - used


def shapes_in(name: str) -> set[str]:
    return {t.subject.removeprefix(f"<{SHAPES}").removesuffix(">") for t in reduced(name)}


def test_every_rule_tells_people_its_name_and_what_to_do() -> None:
    facts = Facts.of([*shape_triples()])
    for node in facts.instances("sh:PropertyShape"):
        assert node.removeprefix(f"<{SHAPES}").removesuffix(">") in rules(), node
    for rule in rules().values():
        assert rule.name, rule.iri
        assert len(rule.message) > 20, rule.iri
        assert rule.message.endswith((".", "...")), rule.iri


def test_shapes_stay_within_core() -> None:
    said = {triple.predicate for triple in shape_triples()}
    assert term("sh:sparql") not in said


def mutants() -> Iterator[tuple[Triple, Triple | None]]:
    """Every constraint, with what weakens it: nothing in its place, or something milder."""
    for triple in sorted(shape_triples()):
        predicate, value = triple.predicate, triple.object
        if predicate in TOLD or not predicate.startswith(f"<{SH}"):
            continue
        if predicate in {term("sh:inversePath"), term("sh:alternativePath")}:
            continue
        if predicate != term("sh:severity"):
            yield triple, None
        yield from ((triple, mild) for mild in milder(triple, predicate, value))
    yield from ((t, None) for t in sorted(shape_triples()) if t.predicate in TARGETS)


def milder(triple: Triple, predicate: str, value: str) -> Iterator[Triple]:
    integer = re.fullmatch(r'"(-?\d+)"\^\^.*', value)
    step = {"sh:minInclusive": -1, "sh:maxInclusive": 1, "sh:maxCount": 1, "sh:maxLength": 1}
    for name, change in step.items():
        if predicate == term(name) and integer:
            moved = value.replace(integer[1], str(int(integer[1]) + change), 1)
            yield triple._replace(object=moved)
    if predicate == term("sh:severity") and triple.subject in REPORTING:
        yield triple._replace(object=term("sh:Info"))
    if predicate == term("sh:lessThan"):
        yield triple._replace(predicate=term("sh:lessThanOrEquals"))
    if predicate == term("sh:pattern"):
        if value.startswith('"^'):
            yield triple._replace(object='"' + value[2:])
        if '$"' in value:
            yield triple._replace(object=value.replace('$"', '"'))


def noticed(original: Triple, mutant: Triple | None) -> bool:
    """Whether the files of some shape that contains a constraint tell that it was weakened."""
    for name in NAMES:
        shapes = reduced(name)
        if original not in shapes:
            continue
        weakened = (shapes - {original}) | ({mutant} if mutant else set())
        for path in examples(name):
            if found(weakened, name, path) != example(path)[0]:
                return True
    return False


MUTANTS = list(mutants())
PARTS = 8


@pytest.mark.parametrize("part", range(PARTS))
def test_no_constraint_can_be_weakened_unnoticed(part: int) -> None:
    unnoticed = [pair for pair in MUTANTS[part::PARTS] if not noticed(*pair)]
    assert not unnoticed, "\n".join(f"{old} -> {new}" for old, new in unnoticed)


def test_there_are_constraints_to_weaken() -> None:
    assert len(MUTANTS) > 500
