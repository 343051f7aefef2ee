"""The published rules rebuild exactly the inferred graph, in two engines and on any base."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pyoxigraph
import pytest
from rdflib import Graph
from rdflib.compare import graph_diff

from stancegraph import identifiers
from stancegraph.graph import Directory, ntriples, resolution_graphs
from stancegraph.model import Adoption, StateVote, VoteChoice
from tests.samples import seed_document, seed_register

ROOT = Path(__file__).resolve().parents[2]
RULES = sorted((ROOT / "ontology" / "inference").glob("*.rq"))
ACTS = (ROOT / "ontology" / "acts.ttl").read_text(encoding="utf-8")
EXAMPLE = (ROOT / "ontology" / "example" / "50-48-pol.ttl").read_text(encoding="utf-8")
PREFIXES = EXAMPLE[EXAMPLE.index("@base") : EXAMPLE.index("# ---- the document")]
READ, _, INFERRED = EXAMPLE.partition("# ---- inferred")
INFERRED = PREFIXES + INFERRED.partition("\n")[2]
STANCE = "<resolution/oic-cfm/48/50-pol/op/2/stance/6-33-132>"
ELSEWHERE = "http://example.org/other/"


def graph_of(*texts: str) -> Graph:
    graph = Graph()
    for text in texts:
        graph.parse(data=text, format="turtle")
    return graph


def by_rdflib(*texts: str) -> Graph:
    data, found = graph_of(*texts), Graph()
    for rule in RULES:
        found += data.query(rule.read_text(encoding="utf-8")).graph or Graph()
    return found


def by_oxigraph(*texts: str) -> Graph:
    store, found = pyoxigraph.Store(), Graph()
    for text in texts:
        store.load(text.encode(), format=pyoxigraph.RdfFormat.TURTLE)
    for rule in RULES:
        triples = store.query(rule.read_text(encoding="utf-8"))
        assert isinstance(triples, pyoxigraph.QueryTriples)
        lines = "".join(f"{triple} .\n" for triple in triples)
        found.parse(data=lines, format="nt")
    return found


def assert_same(found: Graph, expected: Graph) -> None:
    """Equal by value: Oxigraph writes the decimal 1.0 as 1."""
    both, extra, missing = graph_diff(by_value(found), by_value(expected))
    assert sorted(extra) == []
    assert sorted(missing) == []
    assert len(both) == len(expected)


def by_value(graph: Graph) -> Graph:
    text = graph.serialize(format="nt").replace('.0"^^', '"^^')
    return Graph().parse(data=text, format="nt")


Engine = Callable[..., Graph]
ENGINES = pytest.mark.parametrize("engine", [by_rdflib, by_oxigraph])


@ENGINES
@pytest.mark.parametrize("base", [identifiers.BASE, ELSEWHERE])
def test_rules_rebuild_what_the_example_infers(engine: Engine, base: str) -> None:
    read, inferred = (text.replace(identifiers.BASE, base) for text in (READ, INFERRED))
    assert_same(engine(read, ACTS), graph_of(inferred))


@ENGINES
def test_rules_add_nothing_to_their_own_result(engine: Engine) -> None:
    assert_same(engine(EXAMPLE, ACTS), graph_of(INFERRED))


@ENGINES
@pytest.mark.parametrize("base", [identifiers.BASE, ELSEWHERE])
def test_rules_rebuild_the_inferred_graph_of_the_builder(engine: Engine, base: str) -> None:
    document, register = seed_document(), seed_register()
    votes = (
        StateVote("KAZAKHSTAN", VoteChoice.IN_FAVOUR, "state/kaz"),
        StateVote("PAKISTAN", VoteChoice.AGAINST, "state/pak"),
    )
    resolution = replace(
        document.resolutions[0], adoption=Adoption(method="vote", in_favour=1, votes=votes)
    )
    graphs = resolution_graphs(resolution, document, Directory.of(register), base)
    read = "".join(ntriples(graph) for graph in (graphs.text, graphs.links, graphs.stubs))
    parents = "".join(
        f"<{base}{entity.id}> <http://www.w3.org/ns/org#unitOf> <{base}{entity.parent}> .\n"
        for entity in register.entities
        if entity.kind == "organ"
    )
    expected = Graph().parse(data=ntriples(graphs.inferred), format="nt")
    assert len(expected) > 30
    assert_same(engine(read, parents, ACTS), expected)


def cito_links(text: str) -> int:
    found = by_rdflib(text, ACTS)
    return sum("purl.org/spar/cito/" in str(predicate) for predicate in found.predicates())


def test_denied_stance_gives_no_citation_with_a_reason() -> None:
    assert cito_links(READ) == 1
    assert cito_links(READ.replace("sg:negated false", "sg:negated true")) == 0


def test_stance_for_a_document_bears_on_no_one() -> None:
    kind = READ.replace("sg:polarity -0.65", "sg:polarity 0.65")
    assert_same(by_rdflib(kind, ACTS), graph_of(PREFIXES + CITED + ANSWER))


def test_body_is_not_against_itself_for_its_own_document() -> None:
    own = READ.replace("eli:passed_by <org/eu-ep>", "eli:passed_by <org/oic-cfm>")
    expected = f"{PREFIXES}{CITED} {STANCE} sg:bearsOn <org/oic-cfm> , <org/oic> ."
    assert_same(by_rdflib(own, ACTS), graph_of(expected))


ANSWER = f" {STANCE} sg:respondsTo <resolution/eu-ep/p9-ta-2022-0012> ."
CITED = "<resolution/oic-cfm/48/50-pol> cito:disagreesWith <resolution/eu-ep/p9-ta-2022-0012> ."


@ENGINES
def test_reported_neutral_and_leaning_stances_respond_to_nothing(engine: Engine) -> None:
    reported = READ.replace("sg:negated false", "sg:attributedTo <state/kaz> ; sg:negated false")
    neutral = READ.replace("sg:polarity -0.65", "sg:polarity 0.0")
    leaning = READ.replace("sg:act act:disapprove", "sg:act act:be-guided")
    for text in (reported, neutral, leaning):
        assert text != READ
        assert "respondsTo" not in engine(text, ACTS).serialize(format="nt")


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_rule_makes_no_blank_nodes_and_knows_no_base(rule: Path) -> None:
    text = rule.read_text(encoding="utf-8")
    assert identifiers.BASE not in text
    template = text[text.index("CONSTRUCT") : text.index("WHERE")]
    assert "_:" not in template
    assert "[" not in template
