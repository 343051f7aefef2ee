"""What the graphs of the seed say, typed by hand from the text."""

from __future__ import annotations

from dataclasses import replace

import pytest
from samples import EP, KAZ, WORK, seed_document, seed_register

from stancegraph.graph import Directory, Graph, ResolutionGraphs, resolution_graphs
from stancegraph.graph.vocabulary import term
from stancegraph.identifiers import BASE
from stancegraph.model import Citation, Document, Level, Mention, ParagraphKind, Party, Span, Stance

DIRECTORY = Directory.of(seed_register())
STANCE = f"{WORK}/op/2/stance/6-33-132"


def build(document: Document) -> ResolutionGraphs:
    return resolution_graphs(document.resolutions[0], document, DIRECTORY, BASE)


@pytest.fixture(scope="module")
def graphs() -> ResolutionGraphs:
    return build(seed_document())


def said(graph: Graph, path: str) -> dict[str, set[str]]:
    """What a graph says of a subject, its own IRIs relative and its literals as they are."""
    found: dict[str, set[str]] = {}
    for subject, predicate, value in graph:
        if subject == f"<{BASE}{path}>":
            found.setdefault(predicate, set()).add(value.replace(BASE, ""))
    return found


def values(graph: Graph, path: str, name: str) -> set[str]:
    return said(graph, path).get(term(name), set())


def test_the_work(graphs: ResolutionGraphs):
    assert values(graphs.text, WORK, "eli:id_local") == {'"50/48-POL"'}
    assert values(graphs.text, WORK, "eli:number") == {'"50"'}
    assert values(graphs.text, WORK, "sg:collection") == {'"OIC/CFM-48/2022/POL/RES"'}
    assert values(graphs.text, WORK, "eli:passed_by") == {"<org/oic-cfm>"}
    assert values(graphs.text, WORK, "sg:session") == {"<session/oic-cfm/48>"}
    assert len(values(graphs.text, WORK, "eli:has_part")) == 8


def test_a_date_that_the_text_does_not_state_is_no_date_of_the_document(graphs: ResolutionGraphs):
    assert not values(graphs.text, WORK, "eli:date_document")
    adoption = f"{WORK}/adoption"
    assert values(graphs.text, adoption, "sg:dateBasis") == {'"session"'}
    day = "^^<http://www.w3.org/2001/XMLSchema#date>"
    assert values(graphs.text, adoption, "schema:startDate") == {f'"2022-03-22"{day}'}
    assert values(graphs.text, adoption, "schema:endDate") == {f'"2022-03-23"{day}'}


def test_the_file(graphs: ResolutionGraphs):
    path = f"{WORK}/en/txt"
    assert values(graphs.text, path, "dcterms:rights") == {
        '"rights of the Organization of Islamic Cooperation; quoted for research"@en'
    }
    assert values(graphs.text, path, "dcterms:source") == {'"oic/oic-cfm-48-50-pol.txt"'}
    assert values(graphs.text, path, "schema:sha256") == {
        '"7e795bf9ad9eb6689b6cdbefb0191fec909dc29a9f46cd403674ef7924c9de43"'
    }


def test_an_operative_paragraph(graphs: ResolutionGraphs):
    path = f"{WORK}/op/2"
    assert values(graphs.text, path, "rdf:type") == {
        term("sg:OperativeParagraph"),
        term("eli:LegalResourceSubdivision"),
    }
    assert values(graphs.text, path, "sg:openingPhrase") == {'"Expresses disapproval"@en'}
    assert values(graphs.text, path, "sg:openingAct") == {term("act:disapprove")}
    assert values(graphs.text, path, "sg:evidence") == {f"<{WORK}/en/txt/span/1511-1864>"}
    (text,) = values(graphs.text, path, "schema:text")
    assert text.startswith('"Expresses disapproval of the resolution on the situation')
    assert values(graphs.text, f"{WORK}/pp/3", "sg:ordinal") == {
        '"3"^^<http://www.w3.org/2001/XMLSchema#integer>'
    }


def test_the_key_stance_with_its_quote(graphs: ResolutionGraphs):
    decimal = "^^<http://www.w3.org/2001/XMLSchema#decimal>"
    assert said(graphs.text, STANCE) == {
        term("rdf:type"): {term("sg:Stance")},
        term("rdfs:label"): {
            '"Council of Foreign Ministers disapproves: the resolution on the situation in '
            'Kazakhstan adopted by the European Parliament on 20 January 2022"@en'
        },
        term("sg:holder"): {"<org/oic-cfm>"},
        term("sg:act"): {term("act:disapprove")},
        term("sg:target"): {"<resolution/eu-ep/p9-ta-2022-0012>"},
        term("sg:targetPhrase"): {
            '"the resolution on the situation in Kazakhstan adopted by the European Parliament '
            'on 20 January 2022"@en'
        },
        term("sg:cue"): {'"Expresses disapproval"@en'},
        term("sg:level"): {term("level:direct")},
        term("sg:polarity"): {f'"-0.65"{decimal}'},
        term("sg:intensity"): {term("intensity:1")},
        term("sg:negated"): {'"false"^^<http://www.w3.org/2001/XMLSchema#boolean>'},
        term("sg:confidence"): {f'"0.93"{decimal}'},
        term("sg:rule"): {'"object"'},
        term("sg:expressedIn"): {f"<{WORK}/op/2>"},
        term("sg:evidence"): {f"<{WORK}/en/txt/span/1517-1643>"},
    }
    span = said(graphs.text, f"{WORK}/en/txt/span/1517-1643")
    offset = "^^<http://www.w3.org/2001/XMLSchema#nonNegativeInteger>"
    assert span[term("oa:start")] == {f'"1517"{offset}'}
    assert span[term("oa:end")] == {f'"1643"{offset}'}
    assert span[term("oa:exact")] == {
        '"Expresses** disapproval of the resolution on the situation in Kazakhstan adopted by the '
        'European Parliament on 20 January 2022"@en'
    }
    assert span[term("oa:prefix")] == {r'"ctims and their families;\n- 2 **"@en'}
    assert span[term("oa:suffix")] == {'", which undermines and damages t"@en'}


def test_a_target_that_is_no_entity_is_a_matter(graphs: ResolutionGraphs):
    path = "matter/oic-cfm/48/50-pol/op/1/26-121"
    assert values(graphs.text, path, "schema:mentions") == {f"<{KAZ}>"}
    assert values(graphs.text, path, "sg:evidence") == {f"<{WORK}/en/txt/span/1349-1444>"}
    (holder,) = (
        triple.subject
        for triple in graphs.text
        if triple.predicate == term("sg:target") and triple.object == f"<{BASE}{path}>"
    )
    assert holder == f"<{BASE}{WORK}/op/1/stance/15-26-121>"


def test_an_implied_beneficiary_is_named(graphs: ResolutionGraphs):
    path = f"{WORK}/pp/3/stance/122-135-175"
    assert values(graphs.text, path, "sg:beneficiary") == {f"<{KAZ}>"}


def test_mentions_and_citations(graphs: ResolutionGraphs):
    path = f"{WORK}/en/txt/mention/1605-1624"
    assert values(graphs.links, path, "oa:hasBody") == {f"<{EP}>"}
    assert values(graphs.links, path, "sg:expressedIn") == {f"<{WORK}/op/2>"}
    assert values(graphs.links, f"{WORK}/op/2", "schema:mentions") == {f"<{EP}>", f"<{KAZ}>"}
    in_cover = f"{WORK}/en/txt/mention/395-423"
    assert values(graphs.links, in_cover, "sg:expressedIn") == {f"<{WORK}>"}
    assert not said(graphs.links, f"{WORK}/en/txt/mention/578-596"), "a date names no entity"
    assert values(graphs.links, WORK, "eli:cites") == {
        "<resolution/eu-ep/p9-ta-2022-0012>",
        "<treaty/oic-charter>",
    }


def test_what_is_inferred(graphs: ResolutionGraphs):
    assert values(graphs.inferred, STANCE, "sg:bearsOn") == {f"<{EP}>", "<org/eu>"}
    assert values(graphs.inferred, f"{STANCE}/author", "sg:target") == {f"<{EP}>"}
    assert values(graphs.inferred, WORK, "cito:disagreesWith") == {
        "<resolution/eu-ep/p9-ta-2022-0012>"
    }


def test_everything_named_is_described(graphs: ResolutionGraphs):
    whole = graphs.whole
    described = {node.subject for node in whole.nodes}
    named = {triple.object for triple in whole if triple.object.startswith(f"<{BASE}")}
    assert named <= described
    for node in whole.nodes:
        predicates = {predicate for predicate, _ in node.statements}
        assert {term("rdf:type"), term("rdfs:label")} <= predicates, node.subject


def test_the_session_is_repeated_with_its_days(graphs: ResolutionGraphs):
    assert values(graphs.stubs, "session/oic-cfm/48", "rdfs:label") == {
        '"48th session of the Council of Foreign Ministers"@en'
    }
    assert values(graphs.stubs, "session/oic-cfm/48", "schema:startDate")


def with_resolution(**changes: object) -> Document:
    document = seed_document()
    resolution = replace(document.resolutions[0], **changes)
    return replace(document, resolutions=(resolution,))


def test_a_better_rule_renames_no_neighbour():
    """A stance found in front of the others changes no other node."""
    document = seed_document()
    text = document.source.text
    resolution = document.resolutions[0]
    first = Stance(
        f"{WORK}/pp/1/stance/0-43-97",
        f"{WORK}/pp/1",
        "org/oic-cfm",
        "recall",
        Span(621, 630, text[621:630]),
        Party(Span(664, 718, text[664:718]), "treaty/oic-charter"),
        Level.DIRECT,
        0.0,
        1,
        0.9,
        "object",
    )
    before = set(build(document).whole)
    after = set(build(with_resolution(stances=(first, *resolution.stances))).whole)
    assert before < after
    new = {triple.subject for triple in after - before}
    assert f"<{BASE}{first.id}>" in new
    assert not any("/op/" in subject for subject in new)


def test_a_cited_document_that_nobody_knows_is_described_by_its_iri():
    document = seed_document()
    text = document.source.text
    cited = "document/eu-ep/2022-01-20/situation-in-kazakhstan"
    symbol = "resolution/oic-cfm/47/1-pol"
    citations = (
        Citation(Span(1544, 1643, text[1544:1643]), None, cited, "candidate", "descriptive"),
        Citation(Span(664, 718, text[664:718]), "oic:1/47-POL", symbol, "resolved", "symbol"),
    )
    graphs = build(with_resolution(citations=citations))
    assert values(graphs.links, cited, "rdfs:label") == {
        '"European Parliament: 2022 01 20 situation in kazakhstan"@en'
    }
    assert values(graphs.links, cited, "eli:passed_by") == {f"<{EP}>"}
    assert values(graphs.links, symbol, "rdfs:label") == {'"1/47-POL"'}
    assert values(graphs.links, symbol, "eli:passed_by") == {"<org/oic-cfm>"}


def test_an_ambiguous_mention_names_its_candidates():
    document = seed_document()
    span = Span(831, 841, document.source.text[831:841])
    mention = Mention(span, "state", None, 0.4, "ambiguous", (KAZ, "state/pak"))
    graphs = build(with_resolution(mentions=(mention,)))
    path = f"{WORK}/en/txt/mention/831-841"
    assert not values(graphs.links, path, "oa:hasBody")
    assert values(graphs.links, path, "sg:candidate") == {f"<{KAZ}>", "<state/pak>"}
    assert values(graphs.stubs, "state/pak", "rdfs:label") == {'"Pakistan"@en'}


def test_a_doubtful_stance_is_marked_for_review():
    stances = [replace(stance, confidence=0.3) for stance in seed_document().resolutions[0].stances]
    graphs = build(with_resolution(stances=tuple(stances)))
    assert values(graphs.text, STANCE, "sg:reviewStatus") == {'"to review"'}
    assert not values(build(seed_document()).text, STANCE, "sg:reviewStatus")


def test_words_of_the_chapeau_are_one_matter_for_all_sub_paragraphs():
    document = seed_document()
    resolution = document.resolutions[0]
    chapeau = resolution.paragraph(f"{WORK}/op/1")
    base = next(
        stance for stance in resolution.stances if stance.id.endswith("op/1/stance/15-26-121")
    )
    subs, stances = [], []
    for name, start in (("a", 1450), ("b", 1480)):
        span = Span(start, start + 25, document.source.text[start : start + 25])
        sub = f"{chapeau.id}/{name}"
        subs.append(
            replace(chapeau, id=sub, kind=ParagraphKind.SUB, parent=chapeau.id, span=span, acts=())
        )
        stances.append(replace(base, id=f"{sub}/stance/1-2-3", paragraph=sub))
    paragraphs = (*resolution.paragraphs, *subs)
    graphs = build(with_resolution(paragraphs=paragraphs, stances=tuple(stances)))
    for stance in stances:
        assert values(graphs.text, stance.id, "sg:target") == {
            "<matter/oic-cfm/48/50-pol/op/1/26-121>"
        }
    assert values(graphs.text, f"{chapeau.id}/b", "sg:ordinal") == {
        '"2"^^<http://www.w3.org/2001/XMLSchema#integer>'
    }
    assert values(graphs.text, f"{chapeau.id}/a", "rdfs:label") == {
        '"50/48-POL, operative paragraph 1 (1)"@en'
    }
