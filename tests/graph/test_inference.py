"""The published rules rebuild exactly the inferred graph, in rdflib and in pyoxigraph."""

from __future__ import annotations

from dataclasses import replace

import pyoxigraph
import pytest
import rdflib
from samples import EP_RESOLUTION, KAZ, ROOT, WORK, seed_document, seed_register

from stancegraph.graph import Directory, merge, ntriples, resolution_graphs
from stancegraph.graph.authority import authority_graphs
from stancegraph.identifiers import BASE
from stancegraph.model import (
    Adoption,
    Citation,
    Document,
    Level,
    Party,
    Span,
    Stance,
    StateVote,
    VoteChoice,
)
from stancegraph.resources import resource

RULES = sorted((ROOT / "ontology" / "inference").glob("*.rq"))
DIRECTORY = Directory.of(seed_register())


def widened() -> Document:
    """The seed with votes, a treaty, an unknown document, an own document, and a denied stance."""
    document = seed_document()
    text = document.source.text
    resolution = document.resolutions[0]
    base = next(stance for stance in resolution.stances if stance.act == "disapprove")

    def on(entity: str, act: str, start: int, **changes: object) -> Stance:
        target = Party(Span(start, 1643, text[start:1643]), entity)
        identifier = f"{base.paragraph}/stance/6-{start - 1511}-132"
        return replace(base, id=identifier, act=act, target=target, **changes)

    stances = (
        on("treaty/oic-charter", "reaffirm", 1545, polarity=0.3),
        on("treaty/oic-charter", "reject", 1546, polarity=-0.8),
        on("document/eu-ep/undated/something", "condemn", 1547, polarity=-0.9),
        on("document/unknown/undated/something", "condemn", 1548, polarity=-0.9),
        on(WORK, "regret", 1549, polarity=-0.4),
        on(EP_RESOLUTION, "condemn", 1550, polarity=-0.9, negated=True),
        on(EP_RESOLUTION, "reject", 1551, level=Level.IMPLIED),
        on(EP_RESOLUTION, "hold-responsible", 1552, polarity=-0.8),
        on("resolution/oic-cfm/47/1-pol", "deplore", 1553, holder="org/oic", polarity=-0.75),
    )
    votes = (
        StateVote("Kazakhstan", VoteChoice.AGAINST, KAZ),
        StateVote("Pakistan", VoteChoice.IN_FAVOUR, "state/pak"),
        StateVote("Atlantis", VoteChoice.ABSENT, None),
    )
    citation = Citation(
        Span(664, 718, text[664:718]), "oic:1/47-POL", "resolution/oic-cfm/47/1-pol", "resolved", ""
    )
    changed = replace(
        resolution,
        stances=resolution.stances + stances,
        adoption=Adoption("vote", "meeting/oic-cfm/3", 1, 1, 0, votes),
        citations=(*resolution.citations, citation),
    )
    return replace(document, resolutions=(changed,))


def inputs(document: Document) -> tuple[str, set[str]]:
    """What the rules run over, as N-Triples, and the lines that they must rebuild."""
    graphs = resolution_graphs(document.resolutions[0], document, DIRECTORY, BASE)
    authority = authority_graphs(seed_register(), (), DIRECTORY, BASE)
    known = merge([graphs.text, graphs.links, graphs.provenance, *authority.values()])
    return ntriples(known), set(ntriples(graphs.inferred).splitlines())


@pytest.mark.parametrize("make", [seed_document, widened])
def test_pyoxigraph_rebuilds_the_inferred_graph(make):
    known, expected = inputs(make())
    store = pyoxigraph.Store()
    store.load(known.encode(), format=pyoxigraph.RdfFormat.N_TRIPLES)
    store.load(path=resource("ontology", "acts.ttl"), format=pyoxigraph.RdfFormat.TURTLE)
    rebuilt = {
        f"{triple.subject} {triple.predicate} {triple.object} ."
        for rule in RULES
        for triple in store.query(rule.read_text())
    }
    assert rebuilt == normal(expected)
    assert any("/author>" in line for line in expected)


@pytest.mark.parametrize("make", [seed_document, widened])
def test_rdflib_rebuilds_the_inferred_graph(make):
    known, expected = inputs(make())
    graph = rdflib.Graph().parse(data=known, format="nt")
    graph.parse(resource("ontology", "acts.ttl"))
    rebuilt = {triple for rule in RULES for triple in graph.query(rule.read_text()).graph}
    assert rebuilt == set(rdflib.Graph().parse(data="\n".join(expected), format="nt"))


def normal(lines: set[str]) -> set[str]:
    """The lines as pyoxigraph keeps them: it stores the value of a decimal, not its digits."""
    store = pyoxigraph.Store()
    store.load("\n".join(lines).encode(), format=pyoxigraph.RdfFormat.N_TRIPLES)
    return {f"{quad.subject} {quad.predicate} {quad.object} ." for quad in store}


def test_the_cases_are_the_ones_meant():
    _, expected = inputs(widened())
    joined = "\n".join(expected)
    assert f"{WORK}/adoption/vote/kaz>" in joined
    assert "cito/confirms" in joined, "a reaffirmed treaty"
    assert "document/eu-ep/undated/something" in joined
    assert "stance/6-38-132/author" not in joined, "no body is against itself"


def test_the_table_and_the_ontology_map_acts_alike():
    from stancegraph.graph.scheme import acts

    mapped = {
        str(triple.subject.value).rsplit("/", 1)[-1]: str(triple.object.value).rsplit("/", 1)[-1]
        for triple in pyoxigraph.parse(
            path=resource("ontology", "acts.ttl"), format=pyoxigraph.RdfFormat.TURTLE
        )
        if triple.predicate.value.endswith("#citoProperty")
    }
    assert mapped == {name: act.cito for name, act in acts().items() if act.cito}
