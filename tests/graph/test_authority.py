from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest
from samples import EP_RESOLUTION, KAZ, seed_register

from stancegraph.errors import TableError
from stancegraph.graph import Directory, Graph, Node
from stancegraph.graph.authority import authority_graphs
from stancegraph.graph.mappings import Mapping, load_mappings
from stancegraph.graph.vocabulary import term
from stancegraph.identifiers import BASE
from stancegraph.linking.register import Interval, Name, Register, load_register

MAPPINGS = (Mapping(KAZ, "exactMatch", "http://www.wikidata.org/entity/Q232", "wikidata"),)


def graphs(register: Register) -> dict[str, Graph]:
    return authority_graphs(register, MAPPINGS, Directory.of(register), BASE)


def said(graph: Graph, path: str) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for subject, predicate, value in graph:
        if subject == f"<{BASE}{path}>":
            found.setdefault(predicate, set()).add(value.replace(BASE, ""))
    return found


def test_an_organ_and_a_state():
    built = graphs(seed_register())
    parliament = said(built["organisations"], "org/eu-ep")
    assert parliament[term("rdf:type")] == {term("org:OrganizationalUnit"), term("skos:Concept")}
    assert parliament[term("org:unitOf")] == {"<org/eu>"}
    assert parliament[term("skos:prefLabel")] == {'"European Parliament"@en'}
    state = said(built["states"], KAZ)
    assert state[term("skos:exactMatch")] == {"<http://www.wikidata.org/entity/Q232>"}
    assert state[term("skos:inScheme")] == {"<scheme/authority>"}


def test_names_are_preferred_other_or_hidden_and_never_two_of_these():
    always = Interval()

    def name(text: str, kind: str, language: str = "en") -> Name:
        return Name(KAZ, text, language, kind, False, always, (), "editor")

    register = replace(
        seed_register(),
        names=(
            name("Republic of Kazakhstan", "official"),
            name("Kazakhstan", "short"),
            name("Kazakhstan", "variant"),
            name("Kazak SSR", "former"),
            name("Kazakhstani", "adjective"),
            name("Казахстан", "official", "ru"),
        ),
    )
    state = said(graphs(register)["states"], KAZ)
    assert state[term("skos:prefLabel")] == {'"Kazakhstan"@en', '"Казахстан"@ru'}
    assert state[term("skos:altLabel")] == {'"Republic of Kazakhstan"@en', '"Kazak SSR"@en'}
    assert state[term("skos:hiddenLabel")] == {'"Kazakhstani"@en'}


def test_a_membership_is_as_precise_as_its_source():
    built = graphs(seed_register())["memberships"]
    path = "membership/oic/kaz/member/1995"
    membership = said(built, path)
    assert membership[term("org:member")] == {f"<{KAZ}>"}
    assert membership[term("sg:membershipStatus")] == {'"member"'}
    assert term("sg:reviewStatus") not in membership
    assert said(built, f"{path}/time/start")[term("time:inXSDgYear")] == {
        '"1995"^^<http://www.w3.org/2001/XMLSchema#gYear>'
    }
    assert term("time:hasEnd") not in said(built, f"{path}/time")


def test_an_unverified_membership_is_marked():
    register = seed_register()
    row = replace(register.memberships[0], basis="editor-unverified")
    built = graphs(replace(register, memberships=(row,)))["memberships"]
    found = said(built, "membership/oic/kaz/member/1995")
    assert found[term("sg:reviewStatus")] == {'"to review"'}


def test_a_known_document():
    document = said(graphs(seed_register())["documents"], EP_RESOLUTION)
    assert document[term("eli:passed_by")] == {"<org/eu-ep>"}
    assert document[term("eli:id_local")] == {'"P9_TA(2022)0012"', '"2022/2505(RSP)"'}


@pytest.fixture(scope="module")
def whole() -> tuple[Node, ...]:
    register = load_register()
    built = authority_graphs(register, load_mappings(), Directory.of(register), BASE)
    return tuple(node for graph in built.values() for node in graph.nodes)


def test_every_entity_of_the_register_is_published_once(whole: tuple[Node, ...]):
    published = Counter(node.subject for node in whole)
    assert set(published.values()) == {1}
    register = load_register()
    for row in (*register.entities, *register.documents):
        assert f"<{BASE}{row.id}>" in published


def test_one_preferred_name_a_language(whole: tuple[Node, ...]):
    for node in whole:
        languages = Counter(
            value.rsplit("@", 1)[1]
            for predicate, value in node.statements
            if predicate == term("skos:prefLabel")
        )
        assert set(languages.values()) <= {1}, node.subject


def test_links_lead_to_the_forms_that_others_use():
    links = {mapping.object for mapping in load_mappings() if mapping.subject == KAZ}
    assert links == {
        "http://www.wikidata.org/entity/Q232",
        "https://sws.geonames.org/1522867/",
        "http://publications.europa.eu/resource/authority/country/KAZ",
    }


def test_a_link_that_is_none_is_named_by_its_line(tmp_path):
    table = "# comment\nsubject_id\tpredicate_id\tobject_id\nsgid:state/kaz\towl:sameAs\twd:Q232\n"
    (tmp_path / "mappings.sssom.tsv").write_text(table)
    with pytest.raises(TableError, match=r"mappings\.sssom\.tsv:3"):
        load_mappings(tmp_path)


def test_every_membership_has_its_own_name():
    register = load_register()
    built = graphs(register)["memberships"]
    found = [
        node
        for node in built.nodes
        if (term("rdf:type"), term("org:Membership")) in node.statements
    ]
    assert len(found) == len(register.memberships)
