"""Faults seeded one at a time into a small valid graph: each is found, and named."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest

from stancegraph.validation import Report, Severity, check, render
from stancegraph.validation.rules import SHAPES

SMALL = Path(__file__).parent / "small"
WORK = "resolution/oic-cfm/48/1-pol.ttl"
SESSIONS = "sessions.ttl"
REGISTER = "authority/entries.ttl"
FORMAT = "resolution/oic-cfm/48/1-pol/en/txt"


@dataclass(frozen=True)
class Fault:
    """Words of a file exchanged for others, and the shape that must name the fault.

    `focus` is the end of the IRI that the result must point to.
    """

    file: str
    old: str
    new: str
    shape: str
    focus: str


def drop(file: str, words: str, shape: str, focus: str) -> Fault:
    return Fault(file, words, "", shape, focus)


REST = '^^xsd:date ;\n  schema:endDate "2022-03-23"^^xsd:date ;\n  sg:dateBasis'
STANCE = "resolution/oic-cfm/48/1-pol/op/1/stance/3-12-37"
FAULTS = {
    "stub without label": drop(WORK, ' ; rdfs:label "European Union"@en', "named-label", "org/eu"),
    "stub without type": Fault(
        WORK, "<state/kaz> a schema:Country ;", "<state/kaz> ", "named-type", "state/kaz"
    ),
    "no stub at all": drop(
        WORK,
        '<org/eu> a org:Organization ; rdfs:label "European Union"@en .',
        "named-type",
        "org/eu",
    ),
    "polarity above one": Fault(
        WORK, "sg:polarity -0.9 ", "sg:polarity 1.9 ", "stance-polarity", STANCE
    ),
    "polarity as a double": Fault(
        WORK, "sg:polarity -0.9 ", "sg:polarity -9e-1 ", "stance-polarity", STANCE
    ),
    "unknown act": Fault(
        WORK,
        "sg:openingAct act:condemn",
        "sg:openingAct act:condem",
        "provision-opening-act",
        "op/1",
    ),
    "unknown level": Fault(WORK, "level:direct ;", "level:indirect ;", "stance-level", STANCE),
    "misspelt property": Fault(WORK, "sg:bearsOn", "sg:bearOn", "term-defined", "/3-28-127"),
    "misspelt property of another vocabulary": Fault(
        WORK, "eli:title", "eli:titel", "expression-title", "1-pol/en"
    ),
    "stance without target": drop(
        WORK,
        "  sg:target <matter/oic-cfm/48/1-pol/op/1/12-37> ;\n",
        "StanceTouchesSomeone",
        STANCE,
    ),
    "inferred stance without base": drop(
        WORK,
        "  sg:derivedFrom <resolution/oic-cfm/48/1-pol/op/2/stance/3-28-127> ;\n",
        "InferredStanceHasBase",
        "/author",
    ),
    "place as target": Fault(
        WORK, "<state/kaz> a schema:Country", "<state/kaz> a schema:Place", "", "state/kaz"
    ),
    "quote changed": Fault(
        WORK, 'oa:exact "Condemns"', 'oa:exact "Deplores"', "quoted-exactly", ""
    ),
    "prefix changed": Fault(
        WORK, 'slamic Cooperation,\\n\\n1. "@en', 'Cooperation."@en', "quoted-exactly", ""
    ),
    "span beyond the text": Fault(
        WORK, "sg:textLength 388", "sg:textLength 200", "format-holds-spans", FORMAT
    ),
    "hash of another file": Fault(
        WORK, 'schema:sha256 "', 'schema:sha256 "0', "format-sha256", FORMAT
    ),
    "empty span": Fault(WORK, 'oa:start "223"', 'oa:start "231"', "span-order", "span/223-231"),
    "gap in the ordinals": Fault(
        WORK, "sg:ordinal 2", "sg:ordinal 3", "ordinals-without-gaps", "op/2"
    ),
    "ordinal as words": Fault(WORK, "sg:ordinal 2", 'sg:ordinal "2"', "provision-ordinal", "op/2"),
    "adoption before the session": Fault(
        WORK,
        f'schema:startDate "2022-03-22"{REST}',
        f'schema:startDate "2022-02-22"{REST}',
        "adoption-within-session",
        "/adoption",
    ),
    "day that does not exist": Fault(
        WORK,
        'schema:endDate "2022-03-23"^^xsd:date ;\n  sg:dateBasis',
        'schema:endDate "2022-03-33"^^xsd:date ;\n  sg:dateBasis',
        "adoption-end",
        "/adoption",
    ),
    "two bodies": Fault(
        WORK,
        "eli:passed_by <org/oic-cfm> ;\n  sg:session",
        "eli:passed_by <org/oic-cfm> , <org/eu> ;\n  sg:session",
        "work-body",
        "1-pol",
    ),
    "text without language": Fault(
        WORK,
        'schema:text "Condemns the attacks in Kazakhstan;"@en',
        'schema:text "Condemns the attacks in Kazakhstan;"',
        "provision-text",
        "op/1",
    ),
    "Hijri day of another week": Fault(
        SESSIONS, '"---19"', '"---12"', "hijri-near-gregorian", "time/start"
    ),
    "sessions disagree": Fault(
        SESSIONS,
        'schema:endDate "2022-03-23"^^xsd:date',
        'schema:endDate "2022-03-24"^^xsd:date',
        "sessions-agree",
        "session/oic-cfm/48",
    ),
    "interval of another day": Fault(
        SESSIONS, 'time:inXSDDate "2022-03-23"', 'time:inXSDDate "2022-03-24"', "session-ends", "48"
    ),
    "one thing twice": Fault(
        REGISTER, "entity/Q1362", "entity/Q232", "match-used-once", "state/kaz"
    ),
    "page instead of entity": Fault(
        REGISTER,
        "http://www.wikidata.org/entity/Q232",
        "https://www.wikidata.org/wiki/Q232",
        "entry-exact-match",
        "state/kaz",
    ),
    "broken syntax": Fault(WORK, "sg:dateBasis", "sg:dateBasis sg:", "readable-file", "1-pol.ttl"),
}


@pytest.fixture
def small(tmp_path: Path) -> Path:
    shutil.copytree(SMALL, tmp_path / "small")
    return tmp_path / "small" / "kg"


def violated(report: Report) -> list[tuple[str, str]]:
    return [
        (result.finding.shape.removeprefix(SHAPES), result.finding.focus.strip('<>"'))
        for result in report.results
        if result.severity is Severity.VIOLATION
    ]


def test_the_small_graph_conforms(small: Path) -> None:
    assert render(check([small])) == ""


def test_each_of_its_files_conforms_alone(small: Path) -> None:
    assert render(check(sorted(small.rglob("*.ttl")))) == ""


@pytest.mark.parametrize("name", FAULTS)
def test_a_seeded_fault_is_named(name: str, small: Path) -> None:
    fault = FAULTS[name]
    if not fault.shape:
        fault = seeded_place(small, fault)
    file = small / fault.file
    text = file.read_text(encoding="utf-8")
    assert fault.old in text, "the fault can be seeded"
    file.write_text(text.replace(fault.old, fault.new, 1), encoding="utf-8")
    report = check([small])
    assert not report.conforms
    named = violated(report)
    assert any(shape == fault.shape and focus.endswith(fault.focus) for shape, focus in named), (
        named
    )


def seeded_place(small: Path, fault: Fault) -> Fault:
    """A stance toward a place takes two changes; the second is the fault returned."""
    file = small / fault.file
    text = file.read_text(encoding="utf-8").replace(fault.old, fault.new, 1)
    file.write_text(text, encoding="utf-8")
    return Fault(
        fault.file,
        "sg:target <matter/oic-cfm/48/1-pol/op/1/12-37>",
        f"sg:target <{fault.focus}>",
        "stance-target",
        STANCE,
    )


def test_a_symbol_used_twice_and_nodes_described_twice(small: Path) -> None:
    file = small / WORK
    text = file.read_text(encoding="utf-8")
    other = text.replace("resolution/oic-cfm/48/1-pol", "resolution/oic-cfm/48/2-pol")
    file.with_name("2-pol.ttl").write_text(other, encoding="utf-8")
    named = {shape for shape, _ in violated(check([small]))}
    assert {"symbol-used-once", "one-source-per-iri"} <= named


def test_forms_of_one_graph_that_differ(small: Path) -> None:
    file = small / SESSIONS
    lines = (
        '<https://w3id.org/stancegraph/id/x> <http://www.w3.org/2000/01/rdf-schema#label> "x" .\n'
    )
    file.with_suffix(".nt").write_text(lines, encoding="utf-8")
    assert "forms-agree" in {shape for shape, _ in violated(check([small]))}
