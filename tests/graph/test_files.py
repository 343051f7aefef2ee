"""One graph in all its files: the same triples, the same bytes, on any base, off the network."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys

import pyoxigraph
import pytest
import rdflib
from samples import ROOT, WORK, seed_document, seed_register

from stancegraph.graph import (
    Directory,
    JsonLdWriter,
    ResolutionGraphs,
    TurtleWriter,
    nquads,
    ntriples,
    resolution_graphs,
)
from stancegraph.identifiers import BASE

Formats = pyoxigraph.RdfFormat


def graphs(base: str = BASE) -> ResolutionGraphs:
    document = seed_document()
    directory = Directory.of(seed_register())
    return resolution_graphs(document.resolutions[0], document, directory, base)


def triples(data: str, file_format: Formats) -> set[tuple[str, str, str]]:
    quads = pyoxigraph.parse(data.encode(), format=file_format)
    return {(str(quad.subject), str(quad.predicate), str(quad.object)) for quad in quads}


@pytest.fixture
def _no_network(monkeypatch: pytest.MonkeyPatch):
    def refuse(*_: object, **__: object):
        raise AssertionError("a file of the graph must be read without the network")

    monkeypatch.setattr(socket, "socket", refuse)
    monkeypatch.setattr(socket, "create_connection", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)


@pytest.mark.parametrize("base", [BASE, "https://example.org/data/", "urn:x-data:"])
@pytest.mark.usefixtures("_no_network")
def test_all_files_hold_the_same_triples(base: str):
    whole = graphs(base).whole
    expected = triples(ntriples(whole), Formats.N_TRIPLES)
    assert len(expected) == len(whole) > 1000
    assert triples(TurtleWriter(base).turtle(whole), Formats.TURTLE) == expected
    assert triples(JsonLdWriter(base).document(whole), Formats.JSON_LD) == expected
    assert triples(nquads(whole, f"<{base}g>"), Formats.N_QUADS) == expected
    writer = TurtleWriter(base)
    trig = writer.header() + writer.block(whole, f"<{base}{WORK}/graph/text>")
    assert triples(trig, Formats.TRIG) == expected


@pytest.mark.usefixtures("_no_network")
def test_rdflib_reads_the_same_triples():
    whole = graphs().whole
    expected = set(rdflib.Graph().parse(data=ntriples(whole), format="nt"))
    assert set(rdflib.Graph().parse(data=TurtleWriter(BASE).turtle(whole))) == expected
    jsonld = JsonLdWriter(BASE).document(whole)
    assert set(rdflib.Graph().parse(data=jsonld, format="json-ld")) == expected
    assert len(expected) == len(whole)


def test_no_blank_nodes_and_no_prefix_for_data():
    whole = graphs().whole
    assert all(triple.subject[0] == "<" and triple.object[0] in '<"' for triple in whole)
    header = TurtleWriter(BASE).header()
    assert f"@base <{BASE}>" in header
    assert f": <{BASE}" not in header


def test_another_base_changes_nothing_but_the_base():
    other = "https://example.org/kg/"
    moved = ntriples(graphs().whole).replace(BASE, other).splitlines()
    assert sorted(ntriples(graphs(other).whole).splitlines()) == sorted(moved)


def test_the_turtle_file_starts_with_its_work():
    whole = graphs().whole
    turtle = TurtleWriter(BASE).turtle(whole, f"<{BASE}{WORK}>")
    assert turtle.index(f"\n<{WORK}> a ") < turtle.index(f"\n<{WORK}/op/1> a ")
    assert turtle.index(f"\n<{WORK}/op/1> a ") < turtle.index("\n<org/oic> a ")


def test_jsonld_uses_the_names_of_the_ontology():
    nodes = {
        node["id"]: node
        for node in json.loads(JsonLdWriter(BASE).document(graphs().whole))["@graph"]
    }
    stance = nodes[f"{WORK}/op/2/stance/6-33-132"]
    assert stance["type"] == "Stance"
    assert stance["polarity"] == "-0.65"
    assert stance["negated"] is False
    assert stance["holder"] == "org/oic-cfm"
    assert stance["cue"] == "Expresses disapproval"
    assert nodes[f"{WORK}/op/2"]["ordinal"] == 2


def test_the_bytes_do_not_depend_on_the_hash_seed():
    script = (
        "import hashlib, samples\n"
        "from stancegraph.graph import *\n"
        "from stancegraph.identifiers import BASE\n"
        "document = samples.seed_document()\n"
        "directory = Directory.of(samples.seed_register())\n"
        "whole = resolution_graphs(document.resolutions[0], document, directory, BASE).whole\n"
        "text = TurtleWriter(BASE).turtle(whole) + JsonLdWriter(BASE).document(whole)\n"
        "print(hashlib.sha256(text.encode()).hexdigest())\n"
    )

    def run(seed: str) -> str:
        environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT / "tests")}
        return subprocess.run(
            [sys.executable, "-c", script],
            env=environment,
            cwd=ROOT,
            check=True,
            capture_output=True,
            text=True,
        ).stdout

    assert run("1") == run("2")
