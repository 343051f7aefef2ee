"""The ontology documents itself; its schemes equal the tables and enumerations of the code."""

from __future__ import annotations

import csv
import json
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph
import pytest
from rdflib import OWL, RDF, RDFS, SKOS, XSD, Graph, Literal, Namespace, URIRef
from rdflib.term import Node

from stancegraph import __version__, identifiers
from stancegraph.graph.vocabulary import NAMESPACES
from stancegraph.model import Level
from stancegraph.resources import resource
from stancegraph.validation import check

ROOT = Path(__file__).resolve().parents[2]
ONTOLOGY = ROOT / "ontology"
EXAMPLE = ONTOLOGY / "example" / "50-48-pol.ttl"
SG = Namespace(identifiers.SG)
ACT = Namespace(identifiers.ACT)
CITO = Namespace("http://purl.org/spar/cito/")
DCTERMS = Namespace("http://purl.org/dc/terms/")
VANN = Namespace("http://purl.org/vocab/vann/")
HOME = URIRef(identifiers.DEFINITIONS)
SCHEME = URIRef(identifiers.ACT.rstrip("/"))


def turtle(name: str) -> Graph:
    return Graph().parse(ONTOLOGY / name, format="turtle")


def table(name: str) -> Iterator[dict[str, str]]:
    with resource("lexicon", name).open(encoding="utf-8", newline="") as stream:
        yield from csv.DictReader(stream, delimiter="\t", quoting=csv.QUOTE_NONE)


TERMS = turtle("stancegraph.ttl")
OWN = sorted(term for term in set(TERMS.subjects(RDF.type)) if str(term).startswith(str(SG)))


def test_header_says_what_a_user_must_know() -> None:
    for predicate in (
        DCTERMS.title,
        DCTERMS.description,
        DCTERMS.creator,
        DCTERMS.license,
        DCTERMS.issued,
        VANN.preferredNamespacePrefix,
    ):
        assert (HOME, predicate, None) in TERMS, predicate
    assert (HOME, OWL.versionIRI, URIRef(f"{HOME}/{__version__}")) in TERMS
    assert (HOME, OWL.versionInfo, Literal(__version__)) in TERMS
    assert (HOME, VANN.preferredNamespaceUri, Literal(str(SG))) in TERMS
    assert (None, OWL.imports, None) not in TERMS


@pytest.mark.parametrize("term", OWN, ids=lambda term: str(term)[len(SG) :])
def test_term_is_documented(term: URIRef) -> None:
    for predicate in (RDFS.label, SKOS.definition, SKOS.example, SKOS.editorialNote):
        words = list(TERMS.objects(term, predicate))
        assert len(words) == 1, predicate
        assert isinstance(words[0], Literal)
        assert words[0].language == "en"
    assert (term, RDFS.isDefinedBy, HOME) in TERMS


def test_domains_and_ranges_are_classes_or_datatypes() -> None:
    for predicate in (RDFS.domain, RDFS.range, RDFS.subClassOf):
        for term in TERMS.objects(None, predicate):
            if str(term).startswith(str(SG)):
                assert term in OWN, term


def expected_scheme() -> set[tuple[Node, Node, Node]]:
    """What acts.ttl must say of the acts: the rows of acts.tsv and the forms of verbs.tsv."""
    triples: set[tuple[Node, Node, Node]] = set()
    labels = {row["act"]: row["label"] for row in table("acts.tsv")}
    for row in table("acts.tsv"):
        act = ACT[row["act"]]
        label = Literal(row["label"], "en")
        triples |= {
            (act, RDF.type, SKOS.Concept),
            (act, RDFS.label, label),
            (act, SKOS.prefLabel, label),
            (act, SKOS.definition, Literal(row["definition"], "en")),
            (act, SKOS.inScheme, SCHEME),
            (act, RDFS.isDefinedBy, HOME),
            (act, SG.startPolarity, Literal(row["polarity"], datatype=XSD.decimal)),
            (act, SG.deonticForce, Literal(row["deontic"], datatype=XSD.integer)),
        }
        if row["broader"]:
            triples.add((act, SKOS.broader, ACT[row["broader"]]))
        else:
            triples.add((act, SKOS.topConceptOf, SCHEME))
            triples.add((SCHEME, SKOS.hasTopConcept, act))
        for system in ("cameo", "plover"):
            if row[system]:
                code = Literal(row[system], datatype=SG[system.upper()])
                triples.add((act, SKOS.notation, code))
        if row["cito"]:
            triples.add((act, SG.citoProperty, CITO[row["cito"]]))
    return triples | set(expected_labels(labels))


def expected_labels(labels: dict[str, str]) -> Iterator[tuple[Node, Node, Node]]:
    taken = defaultdict(set, {act: {(label, "en")} for act, label in labels.items()})
    rows = sorted(table("verbs.tsv"), key=lambda row: row["section"] == "bare")
    for row in rows:
        form = (row["surface"], row["language"])
        if form not in taken[row["act"]]:
            taken[row["act"]].add(form)
            kind = SKOS.hiddenLabel if row["section"] == "bare" else SKOS.altLabel
            yield ACT[row["act"]], kind, Literal(*form)


def test_scheme_of_acts_equals_the_tables() -> None:
    about = {RDF.type, RDFS.label, SKOS.prefLabel, SKOS.definition, SKOS.scopeNote}
    about |= {DCTERMS.license, RDFS.isDefinedBy}
    found = {
        triple for triple in turtle("acts.ttl") if triple[0] != SCHEME or triple[1] not in about
    }
    expected = expected_scheme()
    assert sorted(expected - found)[:5] == [], "in the tables, not in acts.ttl"
    assert sorted(found - expected)[:5] == [], "in acts.ttl, not in the tables"


def test_levels_equal_those_of_the_model() -> None:
    graph = turtle("levels.ttl")
    concepts = {str(term)[len(identifiers.LEVEL) :] for term in graph.subjects(SKOS.inScheme)}
    assert concepts == {str(level) for level in Level}
    inferred = URIRef(identifiers.LEVEL + "inferred")
    members = {str(term)[len(identifiers.LEVEL) :] for term in graph.objects(inferred, SKOS.member)}
    assert members == {str(level) for level in Level if level.inferred}


def test_intensity_is_an_ordered_scale_of_five() -> None:
    graph = turtle("intensity.ttl")
    ranks = {
        str(term)[len(identifiers.INTENSITY) :]: int(str(rank))
        for term, rank in graph.subject_objects(SG.rank)
    }
    assert ranks == {str(step): step for step in range(5)}
    order = next(graph.objects(None, SKOS.memberList))
    assert [str(term)[-1] for term in graph.items(order)] == list("01234")


def test_codes_of_events_agree_with_the_conversion_table(shared: Path) -> None:
    text = (shared / "vocab" / "CAMEO2PLOVER-2021.txt").read_text(encoding="utf-8")
    events = {}
    for line in text.splitlines():
        code, colon, rest = line.partition(":")
        if colon and code.isdecimal() and "," in rest:
            events[code] = [part.strip() for part in rest.split("#")[0].split(",")[:2]]
    for row in table("acts.tsv"):
        assert bool(row["plover"]) <= bool(row["cameo"]), row
        if row["cameo"] and row["cameo"][:2] not in {"01", "02"}:
            event = row["plover"].split("-")[0]
            assert events[row["cameo"]][0] == event, row
        else:
            assert not row["plover"], row


def test_example_conforms_and_its_quotes_are_true() -> None:
    report = check([EXAMPLE], source=ROOT / "source")
    assert [result.finding for result in report.results] == []


def test_example_is_found_to_fail_when_a_quote_is_changed(tmp_path: Path) -> None:
    text = EXAMPLE.read_text(encoding="utf-8")
    changed = tmp_path / "changed.ttl"
    changed.write_text(text.replace('oa:exact "condemns"', 'oa:exact "condones"'), encoding="utf-8")
    assert check([changed], source=ROOT / "source").results


def test_context_has_a_short_name_for_every_property_of_the_graph() -> None:
    context = json.loads((ONTOLOGY / "context.jsonld").read_text(encoding="utf-8"))["@context"]
    named = {
        value if isinstance(value, str) else value["@id"]: value for value in context.values()
        if isinstance(value, str | dict)
    }  # fmt: skip
    about_acts = {"citoProperty", "startPolarity", "deonticForce", "rank"}
    kinds = {OWL.ObjectProperty: ("@id", "@vocab"), OWL.DatatypeProperty: None}
    for kind, coercions in kinds.items():
        for term in TERMS.subjects(RDF.type, kind):
            name = str(term)[len(SG) :]
            if name in about_acts:
                continue
            value = named[f"sg:{name}"]
            if coercions:
                assert value["@type"] in coercions, name
            else:
                assert_fits_range(value, TERMS.value(term, RDFS.range), name)
    compact = {f"{prefix}:": space for prefix, space in NAMESPACES.items()}
    for predicate in set(Graph().parse(EXAMPLE).predicates()) - {RDF.type}:
        prefix, space = next(pair for pair in compact.items() if str(predicate).startswith(pair[1]))
        assert prefix + str(predicate)[len(space) :] in named, predicate


def assert_fits_range(value: object, expected: Node | None, name: str) -> None:
    """A plain string, a string in English, or a coercion to the range of the property."""
    if expected == XSD.string:
        assert value == f"sg:{name}"
    elif expected == RDF.langString:
        assert value == {"@id": f"sg:{name}", "@language": "en"}
    else:
        datatype = str(expected).replace(str(XSD), "xsd:")
        assert value == {"@id": f"sg:{name}", "@type": datatype}


def test_context_is_read_alike_by_two_readers() -> None:
    context = json.loads((ONTOLOGY / "context.jsonld").read_text(encoding="utf-8"))["@context"]
    document = {
        "@context": {**context, "@base": "https://w3id.org/stancegraph/id/"},
        "id": "resolution/x/op/1/stance/0-1-2",
        "type": "Stance",
        "holder": "org/oic",
        "act": "acts:disapprove",
        "level": "levels:direct",
        "intensity": "intensities:1",
        "polarity": "-0.65",
        "negated": False,
        "cue": "Expresses disapproval",
        "rule": "object",
    }
    text = json.dumps(document)
    one = Graph().parse(data=text, format="json-ld")
    other = {
        (triple.subject.value, triple.predicate.value, str(triple.object))
        for triple in pyoxigraph.parse(text.encode(), format=pyoxigraph.RdfFormat.JSON_LD)
    }
    assert {(str(s), str(p), o.n3()) for s, p, o in one} == other
    stance = URIRef("https://w3id.org/stancegraph/id/resolution/x/op/1/stance/0-1-2")
    assert (stance, SG.act, ACT.disapprove) in one
    assert (stance, SG.polarity, Literal("-0.65", datatype=XSD.decimal)) in one
    assert (stance, SG.cue, Literal("Expresses disapproval", "en")) in one
    assert len(one) == 9
