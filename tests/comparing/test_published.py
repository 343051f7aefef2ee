"""Reuse of wording in a publication: in graphs of its own, counted, valid, the same every time."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pyoxigraph
import pytest
import rdflib

from stancegraph.cli import run
from stancegraph.identifiers import BASE, SG

CORPUS = Path(__file__).parents[1] / "queries" / "corpus"
VOID = rdflib.Namespace("http://rdfs.org/ns/void#")


def build(place: Path) -> Path:
    dumps = str(place / "build")
    assert run(["build", str(CORPUS), "--output", str(place / "kg"), "--dumps", dumps]) == 0
    return place


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(tmp_path_factory.mktemp("reuse"))


def reused(path: Path, file_format: pyoxigraph.RdfFormat) -> set[tuple[str, str, str]]:
    return {
        (quad.subject.value, quad.object.value, getattr(quad.graph_name, "value", ""))
        for quad in pyoxigraph.parse(path=path, format=file_format)
        if quad.predicate.value == f"{SG}reusesWordingOf"
    }


def test_later_paragraphs_lead_to_earlier_ones_in_a_graph_of_the_body(built: Path):
    name = f"{BASE}graph/reuse/oic-cfm"
    old, new = f"{BASE}resolution/oic-cfm/47/91-pol", f"{BASE}resolution/oic-cfm/48/92-pol"
    quads = reused(built / "build" / "stancegraph.nq", pyoxigraph.RdfFormat.N_QUADS)
    assert {quad for quad in quads if quad[2] == name} == {
        (f"{new}/pp/2", f"{old}/pp/2", name),
        (f"{new}/op/2", f"{old}/op/2", name),
        (f"{new}/op/3", f"{old}/op/3", name),
        (f"{new}/op/6", f"{old}/op/4", name),
    }
    file = reused(built / "kg" / "reuse" / "oic-cfm.ttl", pyoxigraph.RdfFormat.TURTLE)
    assert {pair[:2] for pair in file} == {quad[:2] for quad in quads if quad[2] == name}


def test_the_files_of_works_depend_on_their_own_source_alone(built: Path):
    for path in (built / "kg" / "resolution").rglob("*.ttl"):
        assert "reusesWordingOf" not in path.read_text(), path


def test_the_dataset_counts_what_is_there(built: Path):
    whole = {
        (str(quad.subject), str(quad.predicate), str(quad.object))
        for path in (built / "kg").rglob("*.ttl")
        for quad in pyoxigraph.parse(path=path, format=pyoxigraph.RdfFormat.TURTLE)
    }
    graph = rdflib.Graph().parse(built / "kg" / "dataset.ttl")
    dataset = rdflib.URIRef(BASE + "dataset")
    assert int(graph.value(dataset, VOID.triples)) == len(whole)
    assert int(graph.value(dataset, VOID.entities)) == len({subject for subject, _, _ in whole})


def test_the_same_bytes_every_time(built: Path, tmp_path: Path):
    def digests(place: Path) -> dict[str, str]:
        return {
            str(path.relative_to(place)): hashlib.sha256(path.read_bytes()).hexdigest()
            for path in sorted(place.rglob("*.*"))
            if path.is_file() and "cache" not in path.parts
        }

    assert digests(build(tmp_path)) == digests(built)
