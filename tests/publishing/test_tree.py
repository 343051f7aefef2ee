"""The published files, the dumps and the description: equal to each other, counted right."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

import pyoxigraph
import pytest
import rdflib
from samples import WORK, seed_document, seed_register

from stancegraph.graph.mappings import Mapping
from stancegraph.identifiers import BASE
from stancegraph.model import Citation, Document, Span
from stancegraph.publishing import Counts, Publisher, Tree

Formats = pyoxigraph.RdfFormat
TYPE = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"
VOID = "http://rdfs.org/ns/void#"
MAPPINGS = (
    Mapping("state/kaz", "exactMatch", "http://www.wikidata.org/entity/Q232", "wikidata"),
    Mapping("org/eu", "closeMatch", "http://www.wikidata.org/entity/Q458", "wikidata"),
    Mapping("state/kaz", "exactMatch", "https://sws.geonames.org/1522867/", "geonames"),
)
Triples = set[tuple[str, str, str]]


def second(document: Document) -> Document:
    """Another resolution, which cites the first one and a document that both cite."""
    text = document.source.text
    resolution = document.resolutions[0]
    work = "resolution/oic-cfm/48/51-pol"
    span = Span(664, 718, text[664:718])

    def moved(path: str) -> str:
        return path.replace(WORK, work)

    return replace(
        document,
        resolutions=(
            replace(
                resolution,
                id=work,
                symbol="51/48-POL",
                stances=(),
                paragraphs=tuple(
                    replace(paragraph, id=moved(paragraph.id))
                    for paragraph in resolution.paragraphs
                ),
                citations=(
                    Citation(span, "oic:50/48-POL", WORK, "resolved", "symbol"),
                    Citation(span, "oic:1/47-POL", "resolution/oic-cfm/47/1-pol", "resolved", ""),
                ),
            ),
        ),
    )


def documents() -> list[Document]:
    first = seed_document()
    resolution = first.resolutions[0]
    span = resolution.citations[0].span
    unknown = Citation(span, "oic:1/47-POL", "resolution/oic-cfm/47/1-pol", "resolved", "")
    citing = replace(resolution, citations=(*resolution.citations, unknown))
    return [replace(first, resolutions=(citing,)), second(first)]


def publish(
    documents: Iterable[Document],
    publisher: Publisher,
    mappings: Sequence[Mapping],
    kg: Path,
    dumps: Path,
) -> Counts:
    with Tree(publisher, mappings, kg, dumps) as tree:
        for document in documents:
            for output in publisher.works(document):
                if tree.claim(output):
                    tree.put(tree.parcel(output))
        return tree.finish()


def build(folder: Path, base: str = BASE) -> tuple[Path, Path]:
    publish(
        documents(), Publisher(seed_register(), base), MAPPINGS, folder / "kg", folder / "build"
    )
    return folder / "kg", folder / "build"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    return build(tmp_path_factory.mktemp("publication"))


def triples(path: Path, file_format: Formats) -> Triples:
    quads = pyoxigraph.parse(path=path, format=file_format)
    return {(str(quad.subject), str(quad.predicate), str(quad.object)) for quad in quads}


def union(kg: Path) -> Triples:
    files = sorted(kg.rglob("*.ttl"))
    return {triple for path in files for triple in triples(path, Formats.TURTLE)}


def test_the_files_of_a_publication(built: tuple[Path, Path]):
    kg, dumps = built
    found = {str(path.relative_to(kg)) for path in kg.rglob("*") if path.is_file()}
    assert found >= {
        f"{WORK}.ttl",
        f"{WORK}.jsonld",
        "sessions.ttl",
        "acts.ttl",
        "dataset.ttl",
        "authority/states.ttl",
        "authority/memberships.ttl",
        "linksets/wikidata.ttl",
        "tables/stances.csv",
    }
    assert {path.name for path in dumps.iterdir()} == {"stancegraph.nq", "stancegraph.trig"}


def test_files_and_dumps_agree(built: tuple[Path, Path]):
    kg, dumps = built
    whole = union(kg)
    assert triples(dumps / "stancegraph.nq", Formats.N_QUADS) == whole
    assert triples(dumps / "stancegraph.trig", Formats.TRIG) == whole
    for path in kg.rglob("*.jsonld"):
        assert triples(path, Formats.JSON_LD) == triples(path.with_suffix(".ttl"), Formats.TURTLE)


def test_both_dumps_have_the_same_named_graphs(built: tuple[Path, Path]):
    _, dumps = built
    quads = {
        name: set(pyoxigraph.parse(path=dumps / f"stancegraph.{name}", format=file_format))
        for name, file_format in (("nq", Formats.N_QUADS), ("trig", Formats.TRIG))
    }
    assert quads["nq"] == quads["trig"]
    names = {quad.graph_name.value.removeprefix(BASE) for quad in quads["nq"]}
    assert names == {
        *(f"{WORK}/graph/{name}" for name in ("text", "links", "inferred", "provenance")),
        *(f"resolution/oic-cfm/48/51-pol/graph/{name}" for name in ("text", "links", "provenance")),
        *(f"graph/{name}" for name in ("acts", "authority", "dataset", "sessions")),
    }


def test_the_counts_are_those_of_the_files(built: tuple[Path, Path]):
    kg, _ = built
    whole = union(kg)
    graph = rdflib.Graph().parse(kg / "dataset.ttl")
    void = rdflib.Namespace(VOID)
    dataset = rdflib.URIRef(BASE + "dataset")
    assert int(graph.value(dataset, void.triples)) == len(whole)
    assert int(graph.value(dataset, void.entities)) == len({subject for subject, _, _ in whole})
    assert int(graph.value(dataset, void.documents)) == 2
    properties = Counter(predicate for _, predicate, _ in whole)
    assert {
        str(graph.value(part, void.property)): int(graph.value(part, void.triples))
        for part in graph.objects(dataset, void.propertyPartition)
    } == {name[1:-1]: count for name, count in properties.items()}
    classes = Counter(value for _, predicate, value in whole if predicate == TYPE)
    assert {
        str(graph.value(part, void["class"])): int(graph.value(part, void.entities))
        for part in graph.objects(dataset, void.classPartition)
    } == {name[1:-1]: count for name, count in classes.items()}


def test_the_description_says_whose_and_what(built: tuple[Path, Path]):
    kg, _ = built
    text = (kg / "dataset.ttl").read_text()
    assert "it is not the view of the publisher" in text
    assert "rights of the Organization of Islamic Cooperation; quoted for research" in text
    assert "dcterms:license <https://creativecommons.org/licenses/by/4.0/>" in text
    assert 'dcat:startDate "2022-03-22"^^xsd:date' in text


def test_linksets_hold_and_count_their_links(built: tuple[Path, Path]):
    kg, _ = built
    graph = rdflib.Graph().parse(kg / "linksets" / "wikidata.ttl")
    void = rdflib.Namespace(VOID)
    for linkset in graph.subjects(rdflib.RDF.type, void.Linkset):
        predicate = graph.value(linkset, void.linkPredicate)
        links = list(graph.subject_objects(predicate))
        assert int(graph.value(linkset, void.triples)) == len(links) == 1


def test_the_same_bytes_every_time(built: tuple[Path, Path], tmp_path: Path):
    def digests(*folders: Path) -> dict[str, str]:
        return {
            path.name + str(index): hashlib.sha256(path.read_bytes()).hexdigest()
            for folder in folders
            for index, path in enumerate(sorted(folder.rglob("*.*")))
        }

    assert digests(*build(tmp_path)) == digests(*built)


def test_another_base_reaches_every_file(tmp_path: Path):
    kg, dumps = build(tmp_path, "https://example.org/id/")
    for path in [*kg.rglob("*.*"), *dumps.iterdir()]:
        assert BASE not in path.read_text(), path
    whole = union(kg)
    assert triples(dumps / "stancegraph.nq", Formats.N_QUADS) == whole


def test_a_taken_name_is_left_to_the_first(tmp_path: Path):
    once = seed_document()
    publisher = Publisher(seed_register(), BASE)
    counts = publish([once], publisher, (), tmp_path / "one", tmp_path / "a")
    twice = publish([once, once], publisher, (), tmp_path / "two", tmp_path / "b")
    assert counts.triples == twice.triples
    assert (tmp_path / "a" / "stancegraph.nq").read_bytes() == (
        tmp_path / "b" / "stancegraph.nq"
    ).read_bytes()


def test_a_failed_build_leaves_the_old_dumps(tmp_path: Path):
    def documents():
        yield seed_document()
        raise RuntimeError("the disk is on fire")

    _, dumps = build(tmp_path)
    before = (dumps / "stancegraph.nq").read_bytes()
    publisher = Publisher(seed_register(), BASE)
    with pytest.raises(RuntimeError):
        publish(documents(), publisher, (), tmp_path / "new", dumps)
    assert (dumps / "stancegraph.nq").read_bytes() == before
    assert {path.name for path in dumps.iterdir()} == {"stancegraph.nq", "stancegraph.trig"}


def test_no_file_names_a_path_of_this_machine(built: tuple[Path, Path]):
    for folder in built:
        for path in folder.rglob("*.*"):
            assert str(Path.home()) not in path.read_text()
            assert str(folder.parent) not in path.read_text()
