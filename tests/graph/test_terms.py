from __future__ import annotations

import json

import pyoxigraph
import rdflib
from hypothesis import given, settings
from hypothesis import strategies as st

from stancegraph.graph import Collector, Graph, JsonLdWriter, TurtleWriter, merge, ntriples
from stancegraph.graph.terms import decimal, iri, plain, typed, worded
from stancegraph.identifiers import BASE

CONTEXT = json.dumps({"@context": {"s": "https://example.org/s#", "label": "s:label"}})
texts = st.text(st.characters(codec="utf-8"))


def one(value: str, predicate: str = "<https://example.org/s#label>") -> Graph:
    graph = Collector()
    graph.add(f"<{BASE}x/y>", (predicate, value))
    return graph.graph()


def objects(data: str, file_format: pyoxigraph.RdfFormat) -> list[str]:
    return [quad.object.value for quad in pyoxigraph.parse(data.encode(), format=file_format)]


@settings(max_examples=150, deadline=None)
@given(texts)
def test_any_text_survives_every_file(text: str):
    for value in (plain(text), worded(text, "en"), typed(text, "<https://example.org/s#type>")):
        graph = one(value)
        assert objects(ntriples(graph), pyoxigraph.RdfFormat.N_TRIPLES) == [text]
        assert objects(TurtleWriter(BASE).turtle(graph), pyoxigraph.RdfFormat.TURTLE) == [text]
        jsonld = JsonLdWriter(BASE, CONTEXT).document(graph)
        assert objects(jsonld, pyoxigraph.RdfFormat.JSON_LD) == [text]


@settings(max_examples=40, deadline=None)
@given(texts)
def test_rdflib_reads_the_same_text(text: str):
    graph = one(worded(text, "en"))
    for data, name in (
        (ntriples(graph), "nt"),
        (TurtleWriter(BASE).turtle(graph), "turtle"),
        (JsonLdWriter(BASE, CONTEXT).document(graph), "json-ld"),
    ):
        read = rdflib.Graph().parse(data=data, format=name)
        assert [str(value) for value in read.objects()] == [text]


@settings(max_examples=60, deadline=None)
@given(st.text(st.characters(codec="ascii", exclude_characters="#"), max_size=12))
def test_any_path_gives_an_iri_that_both_files_agree_on(path: str):
    value = iri(BASE + path)
    graph = one(value)
    expected = objects(ntriples(graph), pyoxigraph.RdfFormat.N_TRIPLES)
    assert expected == [value[1:-1]]
    assert objects(TurtleWriter(BASE).turtle(graph), pyoxigraph.RdfFormat.TURTLE) == expected
    jsonld = JsonLdWriter(BASE, CONTEXT).document(graph)
    assert objects(jsonld, pyoxigraph.RdfFormat.JSON_LD) == expected


@given(st.floats(-1, 1))
def test_decimals_never_have_an_exponent(value: float):
    lexical = decimal(value).split('"')[1]
    assert "e" not in lexical
    assert lexical != "-0.0"
    assert abs(float(lexical) - value) <= 0.00005


def test_graphs_are_sorted_sets():
    first, second = Collector(), Collector()
    pairs = [("<s:b>", ("<p:1>", '"x"')), ("<s:a>", ("<p:2>", '"y"')), ("<s:b>", ("<p:0>", '"z"'))]
    for subject, pair in pairs:
        first.add(subject, pair)
    for subject, pair in reversed(pairs + pairs):
        second.add(subject, pair)
    assert first.graph() == second.graph() == merge([first.graph(), second.graph()])
    assert len(first.graph()) == 3
    assert [triple.subject for triple in first.graph()] == ["<s:a>", "<s:b>", "<s:b>"]


def test_a_property_as_an_object_is_written_in_full():
    """`a` stands for rdf:type in front of an object only."""
    graph = one("<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>")
    assert objects(TurtleWriter(BASE).turtle(graph), pyoxigraph.RdfFormat.TURTLE) == [
        "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
    ]


def test_ill_formed_numbers_keep_their_words():
    for name, text in (("integer", "many"), ("decimal", "1"), ("boolean", "1"), ("integer", "01")):
        datatype = f"<http://www.w3.org/2001/XMLSchema#{name}>"
        graph = one(typed(text, datatype))
        for data, file_format in (
            (TurtleWriter(BASE).turtle(graph), pyoxigraph.RdfFormat.TURTLE),
            (JsonLdWriter(BASE, CONTEXT).document(graph), pyoxigraph.RdfFormat.JSON_LD),
        ):
            (quad,) = pyoxigraph.parse(data.encode(), format=file_format)
            assert quad.object.value == text
            assert str(quad.object.datatype) == datatype
