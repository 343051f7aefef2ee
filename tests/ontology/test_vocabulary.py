"""No term is used that its vocabulary does not define, and a misspelt one is found."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from rdflib import Graph

from stancegraph.validation.vocabulary import (
    is_defined,
    undefined_in,
    undefined_in_context,
    undefined_in_query,
    undefined_terms,
    vocabularies,
)

ROOT = Path(__file__).resolve().parents[2]
FOLDERS = ("ontology", "shapes", "kg", "tests", "stancegraph/resources")
INTENDED = re.compile(r"(^|/)invalid\.")
FILES = sorted(
    path
    for folder in FOLDERS
    for pattern in ("*.ttl", "*.rq", "context.jsonld")
    for path in (ROOT / folder).rglob(pattern)
    if not INTENDED.search(path.name)
)


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_file_uses_defined_terms_alone(path: Path) -> None:
    assert undefined_in(path) == ()


TURTLE = """
@prefix sg: <https://w3id.org/stancegraph/def#> .
@prefix act: <https://w3id.org/stancegraph/def/act/> .
@prefix level: <https://w3id.org/stancegraph/def/level/> .
@prefix intensity: <https://w3id.org/stancegraph/def/intensity/> .
@prefix eli: <http://data.europa.eu/eli/ontology#> .
@prefix schema: <https://schema.org/> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
<https://example.org/w> a sg:Resolution ;
  eli:cites <https://example.org/v> ;
  schema:sha256 "0" ;
  sg:act act:disapprove ;
  sg:level level:direct ;
  sg:intensity intensity:2 ;
  sg:polarity "-0.5"^^xsd:decimal .
"""
MISSPELT = [
    ("sg:Resolution", "sg:Resolutoin"),
    ("eli:cites", "eli:citez"),
    ("schema:sha256", "schema:sha-256"),
    ("sg:act ", "sg:akt "),
    ("act:disapprove", "act:disaprove"),
    ("level:direct", "level:directly"),
    ("intensity:2", "intensity:5"),
    ("xsd:decimal", "xsd:decimall"),
    ("https://schema.org/", "http://schema.org/"),
    ("eli/ontology#", "eli/ontologie#"),
]


def test_defined_terms_pass() -> None:
    assert undefined_terms(Graph().parse(data=TURTLE, format="turtle")) == ()


@pytest.mark.parametrize(("right", "wrong"), MISSPELT)
def test_one_misspelt_term_is_found(right: str, wrong: str) -> None:
    changed = TURTLE.replace(right, wrong, 1)
    assert changed != TURTLE
    assert len(undefined_terms(Graph().parse(data=changed, format="turtle"))) == 1


def test_one_letter_changed_in_any_own_file_is_found() -> None:
    for path in sorted((ROOT / "ontology").glob("*.ttl")):
        text = path.read_text(encoding="utf-8")
        changed = re.sub(r"(?s)(.*\b(?:rdfs|skos):\w+) ", r"\1x ", text, count=1)
        assert changed != text, path
        assert undefined_terms(Graph().parse(data=changed, format="turtle")), path


@pytest.mark.parametrize("path", sorted((ROOT / "ontology/inference").glob("*.rq")), ids=str)
def test_misspelt_term_of_a_rule_is_found(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert undefined_in_query(text.replace("sg:Stance", "sg:Stanze"))
    head, _, body = text.rpartition("level:")
    assert undefined_in_query(f"{head}lvl:{body}")


def test_a_query_may_hold_comments_strings_and_data() -> None:
    query = """# see oa:nothing
    PREFIX oa: <http://www.w3.org/ns/oa#>
    SELECT ?x { ?x oa:exact "oa:nonsense http://x:y" ; a <http://www.w3.org/ns/oa#Annotation> .
      ?x oa:hasSource <https://w3id.org/stancegraph/id/org/oic> FILTER(?x!=<urn:x:y>) }"""
    assert undefined_in_query(query) == ()
    assert undefined_in_query(query.replace("oa#Annotation", "oa#Annotatoin")) != ()


def test_misspelt_term_of_the_context_is_found() -> None:
    text = (ROOT / "ontology/context.jsonld").read_text(encoding="utf-8")
    assert undefined_in_context(text) == ()
    assert undefined_in_context(text.replace("sg:holder", "sg:holdr")) != ()
    assert undefined_in_context(text.replace("xsd:decimal", "xsd:dezimal")) != ()


def test_a_mention_in_the_alignments_defines_nothing() -> None:
    assert is_defined("https://w3id.org/stancegraph/def#Resolution") is True
    assert is_defined("https://w3id.org/stancegraph/def#Resolutoin") is False
    assert is_defined("https://w3id.org/stancegraph/id/org/oic") is None


def test_lists_are_there_for_each_reused_vocabulary() -> None:
    assert len(vocabularies()) == 25
    assert all(len(terms) >= 5 for terms in vocabularies().values())


def test_lists_agree_with_the_vocabularies_they_were_taken_from(shared: Path) -> None:
    for prefix in ("oa", "skos", "time"):
        graph = Graph().parse(shared / "vocab" / f"{prefix}.ttl")
        assert undefined_terms_of_vocabulary(graph, prefix) == set()


def undefined_terms_of_vocabulary(graph: Graph, prefix: str) -> set[str]:
    """Terms that the vocabulary's file describes and our list lacks."""
    listed = (ROOT / f"stancegraph/resources/vocabulary/{prefix}.txt").read_text(encoding="utf-8")
    terms = {line for line in listed.splitlines() if not line.startswith("#")}
    space = min(terms)[: max(min(terms).rfind("#"), min(terms).rfind("/")) + 1]
    described = {str(term) for term in graph.subjects() if str(term).startswith(space)}
    return described - terms - {space}
