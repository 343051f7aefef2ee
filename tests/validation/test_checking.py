"""Files, directories and dumps before the judges, and the forms of their report."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pyoxigraph
import pytest

from stancegraph.validation import Report, check, render
from stancegraph.validation.files import graph_files, read_portions
from stancegraph.validation.rules import SHAPES

SMALL = Path(__file__).parent / "small"
WORK = "resolution/oic-cfm/48/1-pol.ttl"
BASE = "https://w3id.org/stancegraph/id/"
W = f"{BASE}resolution/oic-cfm/48/1-pol"
SH = "http://www.w3.org/ns/shacl#"


@pytest.fixture
def small(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    shutil.copytree(SMALL, tmp_path / "small")
    monkeypatch.chdir(tmp_path / "small")
    return Path("kg")


def seed(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


def shapes_of(report: Report) -> list[str]:
    return [result.finding.shape.removeprefix(SHAPES) for result in report.results]


def test_a_result_points_to_the_line_of_the_source_text(small: Path) -> None:
    seed(small / WORK, "sg:polarity -0.9 ", "sg:polarity -1.9 ")
    (result,) = check([small]).results
    assert (result.file, result.line, result.column) == ("source/oic/attacks.txt", 7, 4)
    assert result.in_source
    assert result.graph == "kg/resolution/oic-cfm/48/1-pol.ttl"


def test_without_a_source_text_it_points_to_the_graph(small: Path) -> None:
    seed(small / WORK, "sg:polarity -0.9 ", "sg:polarity -1.9 ")
    shutil.rmtree("source")
    report = check([small])
    assert shapes_of(report) == ["quote-checked", "stance-polarity"]
    stance = report.results[-1]
    assert stance.file == stance.graph
    lines = (small / WORK).read_text(encoding="utf-8").splitlines()
    assert lines[(stance.line or 0) - 1].startswith(f"<{stance.finding.focus[1 + len(BASE) : -1]}>")


def test_a_source_directory_can_be_named(small: Path) -> None:
    Path("source").rename("texts")
    assert shapes_of(check([small])) == ["quote-checked"]
    assert shapes_of(check([small], source=Path("texts"))) == []


def test_a_path_out_of_the_source_directory_is_not_followed(small: Path) -> None:
    Path("secret.txt").write_text("x", encoding="utf-8")
    seed(small / WORK, '"oic/attacks.txt"', '"../secret.txt"')
    assert shapes_of(check([small])) == ["quote-checked"]


def test_warnings_alone_conform(small: Path) -> None:
    shutil.rmtree("source")
    report = check([small])
    assert report.conforms
    assert report.summary() == "3 documents judged: conforms; 1 warning"


def test_what_cannot_be_read_is_told_by_line_and_the_others_are_judged(small: Path) -> None:
    seed(small / "sessions.ttl", "eli:number ", "eli:number number ")
    seed(small / WORK, "sg:polarity -0.9 ", "sg:polarity -1.9 ")
    results = {
        result.finding.shape.removeprefix(SHAPES): result for result in check([small]).results
    }
    assert set(results) == {"readable-file", "stance-polarity"}
    assert results["readable-file"].file == "kg/sessions.ttl"
    assert results["readable-file"].line == 21


def test_paths_that_hold_no_graph(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "binary.ttl").write_bytes(b"\x00\xff\xfe\x80")
    (tmp_path / "words.docx").write_bytes(b"x")
    missing = tmp_path / "missing.ttl"
    for name in ("empty", "binary.ttl", "words.docx", "missing.ttl"):
        assert shapes_of(check([tmp_path / name])) == ["readable-file"], name
    assert not check([missing]).conforms


def test_a_remote_context_is_refused_without_the_network(tmp_path: Path) -> None:
    file = tmp_path / "x.jsonld"
    file.write_text('{"@context": "https://schema.org", "name": "x"}', encoding="utf-8")
    (result,) = check([file]).results
    assert "embed the context" in result.finding.message


def dump(small: Path, target: Path, form: pyoxigraph.RdfFormat) -> None:
    """All files as one dump, each work in graphs of its own."""
    quads = []
    for file in graph_files(small):
        name = pyoxigraph.NamedNode(f"{BASE}graph/shared")
        for quad in pyoxigraph.parse(path=file, format=pyoxigraph.RdfFormat.TURTLE):
            owned = str(quad.subject.value).startswith((W, f"{BASE}matter"))
            graph = pyoxigraph.NamedNode(f"{W}/graph/text") if owned else name
            quads.append(pyoxigraph.Quad(quad.subject, quad.predicate, quad.object, graph))
    pyoxigraph.serialize(quads, output=target, format=form)


@pytest.mark.parametrize(
    ("name", "form"),
    [("all.nq", pyoxigraph.RdfFormat.N_QUADS), ("all.trig", pyoxigraph.RdfFormat.TRIG)],
)
def test_a_dump_is_judged_work_by_work(small: Path, name: str, form: pyoxigraph.RdfFormat) -> None:
    target = Path(name)
    dump(small, target, form)
    assert [portion.work for portion in read_portions(target)] == [None, f"<{W}>"]
    report = check([target])
    assert render(report) == ""
    assert report.documents == 2


def test_forms_of_one_graph_are_judged_once(small: Path) -> None:
    quads = pyoxigraph.parse(path=small / WORK, format=pyoxigraph.RdfFormat.TURTLE)
    twin = (small / WORK).with_suffix(".jsonld")
    pyoxigraph.serialize(quads, output=twin, format=pyoxigraph.RdfFormat.JSON_LD)
    assert check([small]).documents == 3
    assert render(check([twin])) == ""


def test_another_base_is_judged_alike(small: Path) -> None:
    for file in graph_files(small):
        seed(file, BASE, "https://data.example.org/")
    assert render(check([small])) == ""
    session = check([small / "sessions.ttl"])
    assert set(shapes_of(session)) == {"named-type", "named-label"}
    assert render(check([small / "sessions.ttl"], base="https://data.example.org/")) == ""


def test_a_file_cannot_add_to_a_closed_list(small: Path) -> None:
    seed(small / WORK, "sg:act act:condemn ;\n  sg:actRole", "sg:act act:own ;\n  sg:actRole")
    own = 'act:own a skos:Concept ; skos:inScheme act: ; rdfs:label "own"@en .\n'
    with (small / WORK).open("a", encoding="utf-8") as stream:
        stream.write(own)
    assert {"performed-act", "term-defined"} <= set(shapes_of(check([small])))


def test_values_of_no_type_and_blank_nodes_are_findings_not_crashes(
    small: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    seed(small / WORK, '"2022-03-22"^^xsd:date', '"2022-03-99"^^xsd:date')
    seed(small / WORK, "sg:polarity -0.9 ", 'sg:polarity "much"^^xsd:decimal ')
    seed(small / WORK, "sg:negated false ", 'sg:negated "maybe"^^xsd:boolean ')
    seed(small / WORK, 'oa:start "220"^^xsd:nonNegativeInteger', 'oa:start [ rdfs:label "x" ]')
    first, second = check([small]), check([small])
    assert first == second
    assert {"adoption-start", "stance-polarity", "performed-negated", "span-start"} <= set(
        shapes_of(first)
    )
    assert "no-blank-nodes" in shapes_of(first)
    assert capfd.readouterr() == ("", "")


@pytest.fixture
def faulty(small: Path) -> Report:
    seed(small / WORK, "sg:polarity -0.9 ", "sg:polarity -1.9 ")
    seed(small / WORK, "sg:textLength 388", "sg:textLength 300")
    return check([small])


def test_text_has_one_line_a_result(faulty: Report) -> None:
    lines = render(faulty).splitlines()
    assert len(lines) == len(faulty.results)
    assert lines[-1].startswith("source/oic/attacks.txt:7:4: violation: Polarity toward")
    assert "[shape:stance-polarity <" in lines[-1]


def test_json_holds_the_same(faulty: Report) -> None:
    told = json.loads(render(faulty, "json"))
    assert told["conforms"] is False
    assert len(told["results"]) == len(faulty.results)
    assert {"file", "line", "shape", "component", "focus", "path", "value"} <= set(
        told["results"][0]
    )


def test_turtle_is_one_validation_report(faulty: Report) -> None:
    graph = pyoxigraph.Store()
    graph.load(render(faulty, "turtle").encode(), format=pyoxigraph.RdfFormat.TURTLE)
    ask = f"PREFIX sh: <{SH}> SELECT ?result ?shape {{ ?report a sh:ValidationReport ; "
    rows = list(graph.query(ask + "sh:conforms false ; sh:result ?result . ?result a "
                "sh:ValidationResult ; sh:sourceShape ?shape ; sh:focusNode ?focus ; "
                "sh:resultSeverity sh:Violation ; sh:resultMessage ?message }"))  # fmt: skip
    assert len(rows) == len(faulty.results)
    path = f"PREFIX sh: <{SH}> ASK {{ ?r sh:sourceShape <{SHAPES}format-holds-spans> ; "
    assert graph.query(path + "sh:resultPath/rdf:first/sh:inversePath "
                       "<http://www.w3.org/ns/oa#hasSource> }",
                       prefixes={"rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#"})  # fmt: skip


def test_a_report_is_the_same_every_time(small: Path, faulty: Report) -> None:
    for form in ("text", "json", "turtle"):
        assert render(check([small]), form) == render(faulty, form)
