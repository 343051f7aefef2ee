"""The checks in code, on triples alone: each rule of shapes/checks.ttl kept and broken."""

from __future__ import annotations

import re
from pathlib import Path

import pyoxigraph
import pytest

from stancegraph.graph.terms import Triple
from stancegraph.graph.vocabulary import NAMESPACES
from stancegraph.model import SourceText
from stancegraph.validation import Severity
from stancegraph.validation.facts import Facts
from stancegraph.validation.quotes import misquotations
from stancegraph.validation.soundness import (
    blank_nodes,
    calendars,
    gaps,
    miscounted_votes,
    reversed_times,
    undefined_terms,
)

TEXT = "Der Rat verurteilt 𝔡en Angriff."
SHA = "7e79" * 16


def facts(turtle: str) -> Facts:
    head = "@base <https://example.org/id/> .\n" + "".join(
        f"@prefix {prefix}: <{space}> .\n" for prefix, space in NAMESPACES.items()
    )
    parsed = pyoxigraph.parse(input=head + turtle, format=pyoxigraph.RdfFormat.TURTLE)
    return Facts.of(Triple(str(q.subject), str(q.predicate), str(q.object)) for q in parsed)


def test_a_blank_node_is_told_once() -> None:
    found = list(blank_nodes(facts("<s> sg:target [ rdfs:label 'x'@en ; sg:cue 'x'@en ] .")))
    assert len(found) == 1


def provisions(*ordinals: int, kind: str = "sg:OperativeParagraph") -> str:
    return "".join(
        f"<w/op/{place}> a {kind} ; eli:is_part_of <w> ; sg:ordinal {ordinal} .\n"
        for place, ordinal in enumerate(ordinals)
    )


def test_siblings_that_count_one_two_three_are_sound() -> None:
    assert list(gaps(facts(provisions(2, 1, 3)))) == []


@pytest.mark.parametrize(
    ("ordinals", "odd"), [((1, 3), "op/1"), ((2, 3), "op/0"), ((1, 1, 2), "op/1"), ((2,), "op/0")]
)
def test_the_first_sibling_out_of_place_is_told(ordinals: tuple[int, ...], odd: str) -> None:
    (found,) = gaps(facts(provisions(*ordinals)))
    assert found.focus == f"<https://example.org/id/w/{odd}>"
    assert ", ".join(str(number) for number in sorted(ordinals)) in found.message


def test_siblings_of_another_kind_count_for_themselves() -> None:
    both = provisions(1, 2) + "<w/pp/1> a sg:PreambularParagraph ; eli:is_part_of <w> ; "
    assert list(gaps(facts(both + "sg:ordinal 1 ."))) == []


def instant(day: str, hijri: tuple[str, str, str]) -> Facts:
    year, month, date = hijri
    return facts(
        f'<t> time:inXSDDate "{day}"^^xsd:date ; time:inDateTime <t/hijri> .\n'
        f'<t/hijri> time:year "{year}"^^time:generalYear ; '
        f'time:month "{month}"^^time:generalMonth ; time:day "{date}"^^time:generalDay .'
    )


@pytest.mark.parametrize("day", ["2022-03-21", "2022-03-22", "2022-03-23"])
def test_a_hijri_day_may_be_one_day_off(day: str) -> None:
    assert list(calendars(instant(day, ("1443", "--08", "---19")))) == []


@pytest.mark.parametrize("day", ["2022-03-20", "2022-03-24", "2021-03-22"])
def test_a_hijri_day_two_days_off_is_told(day: str) -> None:
    (found,) = calendars(instant(day, ("1443", "--08", "---19")))
    assert "2022-03-22" in found.message


def test_the_thirtieth_of_a_month_of_twenty_nine_days_is_the_day_after() -> None:
    assert list(calendars(instant("2022-04-02", ("1443", "--08", "---30")))) == []


def test_days_that_cannot_be_converted_are_left_to_the_shapes() -> None:
    assert list(calendars(instant("2022-03-33", ("1443", "--08", "---19")))) == []
    assert list(calendars(instant("2022-03-22", ("9443", "--08", "---19")))) == []
    assert list(calendars(instant("2022-03-22", ("1443", "--13", "---19")))) == []


@pytest.mark.parametrize(
    ("start", "end", "told"),
    [
        ('inXSDgYear "1991"^^xsd:gYear', 'inXSDDate "1991-12-26"^^xsd:date', 0),
        ('inXSDDate "1991-12-26"^^xsd:date', 'inXSDgYear "1991"^^xsd:gYear', 0),
        ('inXSDgYear "1992"^^xsd:gYear', 'inXSDDate "1991-12-26"^^xsd:date', 1),
        ('inXSDDate "1991-12-27"^^xsd:date', 'inXSDDate "1991-12-26"^^xsd:date', 1),
    ],
)
def test_an_interval_ends_after_it_begins(start: str, end: str, told: int) -> None:
    interval = "<t> time:hasBeginning <a> ; time:hasEnd <b> . "
    given = facts(f"{interval} <a> time:{start} . <b> time:{end} .")
    assert len(list(reversed_times(given))) == told


def test_what_was_dissolved_was_founded_before() -> None:
    entry = '<e> schema:foundingDate "1967"^^xsd:gYear ; schema:dissolutionDate "{}"^^xsd:gYear .'
    assert list(reversed_times(facts(entry.format(1977)))) == []
    assert len(list(reversed_times(facts(entry.format(1957))))) == 1


@pytest.mark.parametrize(("stated", "told"), [(2, 0), (3, 1), (1, 1)])
def test_votes_are_counted(stated: int, told: int) -> None:
    votes = facts(
        f"<a> a sg:Adoption ; eli-dl:number_of_votes_against {stated} ; "
        "eli-dl:had_voter_against <state/x> , <state/y> ."
    )
    found = list(miscounted_votes(votes))
    assert len(found) == told
    assert all(finding.severity is Severity.WARNING for finding in found)


def test_votes_without_a_list_need_no_count() -> None:
    stated = "<a> a sg:Adoption ; eli-dl:number_of_votes_against 2 ."
    assert list(miscounted_votes(facts(stated))) == []


@pytest.mark.parametrize(
    ("turtle", "term"),
    [
        ("<s> sg:targett <o> .", "def#targett"),
        ("<s> a sg:Stanze .", "def#Stanze"),
        ("<s> sg:act act:condem .", "act/condem"),
        ("<s> eli:titel 'x' .", "ontology#titel"),
        ("<s> schema:colour <o> .", "schema.org/colour"),
        ("<s> <http://example.com/own> <o> .", "example.com/own"),
        ("<s> a <http://example.com/Own> .", "example.com/Own"),
        ("<s> rdfs:label '1'^^xsd:integr .", "XMLSchema#integr"),
    ],
)
def test_a_term_that_no_vocabulary_defines_is_told_once(turtle: str, term: str) -> None:
    (found,) = undefined_terms(facts(turtle + "\n" + turtle.replace("<s>", "<s2>")))
    assert (found.value or "").endswith(f"{term}>")


def test_defined_terms_and_data_are_fine() -> None:
    turtle = "<s> a sg:Stance ; sg:act act:condemn ; sg:target <http://example.com/anything> ."
    assert list(undefined_terms(facts(turtle))) == []


def quoting(exact: str, start: int, end: int, *, sha: str = SHA, length: int = len(TEXT)) -> Facts:
    return facts(
        f'<f> a eli:Format ; dcterms:source "x.txt" ; schema:sha256 "{sha}" ; '
        f"sg:textLength {length} .\n"
        f'<span> oa:hasSource <f> ; oa:start "{start}"^^xsd:nonNegativeInteger ; '
        f'oa:end "{end}"^^xsd:nonNegativeInteger ; oa:exact "{exact}"@de ; '
        f'oa:prefix "{TEXT[:start]}"@de ; oa:suffix "{TEXT[end:]}"@de .'
    )


def texts(path: str) -> SourceText | None:
    return SourceText(path, SHA, "text/plain", TEXT) if path == "x.txt" else None


def rules_broken(quoted: Facts) -> set[str]:
    return {finding.shape.rpartition("#")[2] for finding in misquotations(quoted, texts)}


def test_offsets_count_code_points() -> None:
    assert TEXT[19:22] == "𝔡en"
    assert rules_broken(quoting("𝔡en", 19, 22)) == set()
    assert rules_broken(quoting("Angriff", 23, 30)) == set()


def test_words_that_are_not_there_are_told_with_those_that_are() -> None:
    (found,) = misquotations(quoting("lobt", 8, 18), texts)
    assert "'verurteilt'" in found.message
    assert found.value == '"lobt"@de'


def test_a_changed_text_is_told_and_its_quotes_left_alone() -> None:
    assert rules_broken(quoting("lobt", 8, 18, sha="0" * 64)) == {"source-unchanged"}
    assert rules_broken(quoting("lobt", 8, 18, length=99)) == {"source-unchanged"}


def test_a_text_that_is_not_at_hand_is_a_warning() -> None:
    (found,) = misquotations(quoting("verurteilt", 8, 18), lambda _: None)
    assert found.severity is Severity.WARNING
    assert found.shape.endswith("quote-checked")


def test_every_check_in_code_stands_in_the_shapes_and_the_other_way_round(root: Path) -> None:
    code = "".join(
        path.read_text(encoding="utf-8")
        for path in (root / "stancegraph" / "validation").glob("*.py")
    )
    stated = (root / "shapes" / "checks.ttl").read_text(encoding="utf-8")
    named = set(re.findall(r"^shape:([\w-]+)", stated, re.MULTILINE))
    assert set(re.findall(r'"([a-z]+(?:-[a-z]+)+)"(?=[\),])', code)) >= named
    assert set(re.findall(r'rule\("([\w-]+)"\)', code)) <= named
