"""Dumps in every syntax and packing: what comes out is what went in, whole or not at all."""

from __future__ import annotations

import gzip
import hashlib
import io
import json
import shutil
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import IO

import pyoxigraph as ox
import pytest
import rdflib
import zstandard
from hypothesis import given
from hypothesis import strategies as st

from stancegraph.cli import run
from stancegraph.errors import GraphError
from stancegraph.identifiers import BASE
from stancegraph.store.dumping import Dumping, Progress, dump, dump_to
from stancegraph.store.forms import Form
from stancegraph.store.packing import Packing, Unpacked, packed
from stancegraph.store.quads import Dump
from stancegraph.store.sorting import sorted_lines
from stancegraph.store.units import Unit, Wanted, units

TEXT = f"<{BASE}resolution/x/1/graph/text>"
LINKS = f"<{BASE}resolution/x/1/graph/links>"
OTHER = f"<{BASE}graph/sessions>"
LINES = [
    f'<{BASE}resolution/x/1> <https://example.org/p> "words \\"é\\" \\\\ \\n"@en-GB {TEXT} .',
    f"<{BASE}resolution/x/1> <https://example.org/p> <https://example.org/a%20b> {TEXT} .",
    f'<{BASE}resolution/x/1> <https://example.org/q> "1"'
    f"^^<http://www.w3.org/2001/XMLSchema#integer> {TEXT} .",
    f"<{BASE}resolution/x/1> <https://example.org/p> <https://example.org/a%20b> {LINKS} .",
    f"<{BASE}session/x/1> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> "
    f"<https://schema.org/Event> {OTHER} .",
]
RDF = {
    Form.NQUADS: ox.RdfFormat.N_QUADS,
    Form.TRIG: ox.RdfFormat.TRIG,
    Form.TURTLE: ox.RdfFormat.TURTLE,
    Form.JSONLD: ox.RdfFormat.JSON_LD,
    Form.NTRIPLES: ox.RdfFormat.N_TRIPLES,
}
NAMED = [Form.NQUADS, Form.TRIG, Form.JSONLD]
ALL = [*NAMED, Form.TURTLE, Form.NTRIPLES]
Told = list[Progress]


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "source.nq"
    path.write_text("\n".join(LINES) + "\n", encoding="utf-8")
    return path


def plan(source: Path, form: Form, *patterns: str, packing: Packing = Packing.NONE) -> Dumping:
    return Dumping(source, form, packing, Wanted(BASE, patterns))


def dumped(source: Path, form: Form, *patterns: str) -> bytes:
    file = io.BytesIO()
    dump(plan(source, form, *patterns), file, lambda _: None)
    return file.getvalue()


def quads(content: bytes, form: Form) -> set[ox.Quad]:
    return set(ox.parse(content, format=RDF[form]))


def triples(found: set[ox.Quad]) -> set[ox.Triple]:
    return {quad.triple for quad in found}


@pytest.fixture(scope="module")
def tree(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The published tree without the register, which is large."""
    tree = tmp_path_factory.mktemp("tree") / "kg"
    shutil.copytree(root / "kg", tree, ignore=shutil.ignore_patterns("authority", "tables"))
    return tree


@pytest.mark.parametrize("form", NAMED)
def test_syntaxes_with_graphs_give_the_quads_back(source: Path, form: Form) -> None:
    assert quads(dumped(source, form), form) == quads(source.read_bytes(), Form.NQUADS)


@pytest.mark.parametrize("form", [Form.TURTLE, Form.NTRIPLES])
def test_syntaxes_without_graphs_give_the_triples_back(source: Path, form: Form) -> None:
    expected = triples(quads(source.read_bytes(), Form.NQUADS))
    assert triples(quads(dumped(source, form), form)) == expected
    assert len(expected) == 4


def test_rdflib_reads_the_same_quads(source: Path) -> None:
    names = {"nquads": Form.NQUADS, "trig": Form.TRIG, "json-ld": Form.JSONLD}
    found = []
    for name, form in names.items():
        dataset = rdflib.Dataset()
        dataset.parse(data=dumped(source, form).decode(), format=name)
        found.append({quad for quad in dataset.quads() if quad[3] is not None})
    assert found[0] == found[1] == found[2]
    assert len(found[0]) == len(LINES)


@pytest.mark.parametrize("form", ALL)
def test_the_published_tree_goes_round(tree: Path, tmp_path: Path, form: Form) -> None:
    expected = {
        triple.triple if isinstance(triple, ox.Quad) else triple
        for file in tree.rglob("*.ttl")
        for triple in ox.parse(path=str(file), format=ox.RdfFormat.TURTLE)
    }
    content = dumped(tree, form)
    assert triples(quads(content, form)) == expected
    if form in NAMED:
        names = {str(quad.graph_name) for quad in quads(content, form)}
        assert f"<{BASE}graph/sessions/file>" in names
        assert any(name.endswith("/50-pol/graph/file>") for name in names)
        (tmp_path / "again.nq").write_bytes(dumped(tree, Form.NQUADS))
        assert dumped(tmp_path / "again.nq", form) == content


@pytest.mark.slow
def test_a_dump_of_the_build_is_the_dump_of_the_build(dumps: dict[str, Path]) -> None:
    built = dumps["corpus"]
    assert dumped(built, Form.NQUADS) == built.read_bytes()
    assert dumped(built, Form.TRIG) == built.with_suffix(".trig").read_bytes()


@pytest.mark.slow
def test_each_line_of_jsonl_is_a_document_of_one_work(dumps: dict[str, Path]) -> None:
    lines = dumped(dumps["corpus"], Form.JSONL).splitlines()
    found: set[ox.Quad] = set()
    works: Counter[str] = Counter()
    for line in lines:
        assert json.loads(line)["@graph"]
        held = quads(line, Form.JSONLD)
        work = {Unit(str(quad.graph_name), None, 0).work for quad in held}
        assert len(work) == 1
        works.update(work)
        found |= held
    assert found == quads(dumps["corpus"].read_bytes(), Form.NQUADS)
    assert set(works.values()) == {1}
    assert len(lines) > 5


def test_ntriples_are_sorted_by_bytes_and_without_doubles(source: Path) -> None:
    lines = dumped(source, Form.NTRIPLES).splitlines()
    assert lines == sorted(set(lines))
    assert len(lines) == len(LINES) - 1


@given(
    st.lists(st.binary(max_size=5).map(lambda words: words.replace(b"\n", b"") + b"\n")),
    st.integers(1, 30),
    st.integers(2, 4),
)
def test_lines_are_sorted_within_little_memory(
    lines: list[bytes], in_memory: int, at_once: int
) -> None:
    assert list(sorted_lines(lines, in_memory, at_once)) == sorted(set(lines))


@pytest.mark.parametrize(
    ("pattern", "number"),
    [("*/graph/text", 3), ("resolution/*", 4), (f"{BASE}graph/sessions", 1), ("graph/*", 1)],
)
def test_only_wanted_graphs(source: Path, pattern: str, number: int) -> None:
    assert len(dumped(source, Form.NQUADS, pattern).splitlines()) == number


def test_several_patterns_add_up(source: Path) -> None:
    assert len(dumped(source, Form.NQUADS, "*/text", "graph/*").splitlines()) == 4


def test_no_wanted_graph_is_a_fault(source: Path) -> None:
    with pytest.raises(GraphError, match="mend --graph"):
        dumped(source, Form.NQUADS, "nothing/*")


def test_graphs_larger_than_a_unit_come_in_parts(source: Path) -> None:
    parts = list(units(source, Wanted(BASE), at_once=2))
    assert [len(part.graph) for part in parts] == [2, 1, 1, 1]
    assert [part.name for part in parts] == [TEXT, TEXT, LINKS, OTHER]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (r'<a:s> <a:p> "\u00e9\t\u0001" <a:g> .', '"é\\t\\u0001"'),
        (r'<a:s> <a:p> "\U0001F600\'" <a:g> .', '"😀\'"'),
        ('<a:s>\t<a:p>  "x"^^<http://www.w3.org/2001/XMLSchema#string><a:g>. # said', '"x"'),
        (r"<a:s> <a:p> <a:\u00e9> <a:g> .", "<a:é>"),
    ],
)
def test_other_spellings_of_a_quad_are_understood(tmp_path: Path, line: str, expected: str) -> None:
    path = tmp_path / "odd.nq"
    path.write_text(f"# a comment\n\n{line}", encoding="utf-8")
    (unit,) = units(path, Wanted(BASE))
    assert [triple.object for triple in unit.graph] == [expected]
    for form in NAMED:
        assert quads(dumped(path, form), form) == quads(path.read_bytes(), Form.NQUADS)


@pytest.mark.parametrize(
    ("line", "words"),
    [
        (b"<a:s> <a:p> <a:o> .", "3: a triple in no named graph"),
        (b"_:b <a:p> <a:o> <a:g> .", "3: a blank node"),
        (b"<a:s> <a:p> nonsense .", "3: not N-Quads"),
        (b'<a:s> <a:p> "\xff" <a:g> .', "3: not UTF-8"),
    ],
)
def test_faults_name_their_line(tmp_path: Path, line: bytes, words: str) -> None:
    path = tmp_path / "bad.nq"
    path.write_bytes(b"\n\n" + line + b"\n")
    with pytest.raises(GraphError, match=f"bad.nq:{words}"):
        dumped(path, Form.NQUADS)


@pytest.mark.parametrize("name", ["gone.nq", "gone.nq.zst", "here.ttl"])
def test_what_is_no_dump_is_named(tmp_path: Path, name: str) -> None:
    (tmp_path / "here.ttl").write_text("", encoding="utf-8")
    with pytest.raises(GraphError, match=name):
        dumped(tmp_path / name, Form.NQUADS)


@pytest.mark.parametrize("packing", Packing)
def test_packed_dumps_are_read_again(source: Path, tmp_path: Path, packing: Packing) -> None:
    target = tmp_path / f"packed.nq{packing.value}"
    dump_to(plan(source, Form.NQUADS, packing=packing), target, lambda _: None)
    assert dumped(target, Form.NQUADS) == dumped(source, Form.NQUADS)
    with Dump(target) as held:
        assert held.quads == len(LINES)
        assert len(held) == 3


def test_packed_bytes_depend_on_the_content_alone(source: Path, tmp_path: Path) -> None:
    for packing in Packing:
        found = set()
        for name in ("one", "two"):
            target = tmp_path / name
            dump_to(plan(source, Form.TRIG, packing=packing), target, lambda _: None)
            found.add(target.read_bytes())
        assert len(found) == 1


def test_other_tools_unpack_it(source: Path, tmp_path: Path) -> None:
    plain = dumped(source, Form.NQUADS)
    for packing, unpack in (
        (Packing.GZIP, gzip.decompress),
        (Packing.ZSTD, lambda held: zstandard.ZstdDecompressor().stream_reader(held).read()),
    ):
        dump_to(plan(source, Form.NQUADS, packing=packing), tmp_path / "x", lambda _: None)
        assert unpack((tmp_path / "x").read_bytes()) == plain


def test_frames_one_after_the_other_are_one_file(tmp_path: Path) -> None:
    for packing in (Packing.GZIP, Packing.ZSTD):
        path = tmp_path / f"two{packing.value}"
        with path.open("wb") as file:
            for words in (b"one\n" * 90_000, b"two\n"):
                with packed(file, packing) as out:
                    out.write(words)
        with Unpacked(path) as lines:
            assert Counter(lines) == {b"one\n": 90_000, b"two\n": 1}


@pytest.mark.parametrize("packing", [Packing.GZIP, Packing.ZSTD])
@pytest.mark.parametrize("how", ["cut", "damaged", "no such thing"])
def test_damaged_files_are_named(tmp_path: Path, packing: Packing, how: str) -> None:
    path = tmp_path / f"bad.nq{packing.value}"
    with path.open("wb") as file, packed(file, packing) as out:
        out.write(hashlib.sha256(b"").hexdigest().encode() * 50)
    content = path.read_bytes()
    middle = len(content) // 2
    path.write_bytes(
        {
            "cut": content[:-9],
            "damaged": content[:middle] + b"\xff\xff\xff" + content[middle:],
            "no such thing": b"<a:s> <a:p> <a:o> <a:g> .\n",
        }[how]
    )
    for read in (lambda: dumped(path, Form.NQUADS), lambda: Dump(path)):
        with pytest.raises(GraphError, match=f"bad.nq{packing.value}"):
            read()


def test_zstd_that_is_missing_is_said(source: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "zstandard", None)
    with pytest.raises(GraphError, match=r"stancegraph\[zstd\]"):
        dump(plan(source, Form.NQUADS, packing=Packing.ZSTD), io.BytesIO(), lambda _: None)


def test_the_sum_stands_beside_the_file(source: Path, tmp_path: Path) -> None:
    target = tmp_path / "deep" / "out.nq.gz"
    assert run(["dump", str(source), "--output", str(target)]) == 0
    sum_, name = (tmp_path / "deep" / "out.nq.gz.sha256").read_text("ascii").split()
    assert (sum_, name) == (hashlib.sha256(target.read_bytes()).hexdigest(), "out.nq.gz")
    assert sorted(path.name for path in target.parent.iterdir()) == [
        "out.nq.gz", "out.nq.gz.sha256",
    ]  # fmt: skip


def test_a_dump_that_fails_leaves_the_last_one(source: Path, tmp_path: Path) -> None:
    target = tmp_path / "out.trig"
    assert run(["dump", str(source), "--output", str(target)]) == 0
    before = {path: path.read_bytes() for path in tmp_path.iterdir()}
    bad = tmp_path / "bad.nq"
    bad.write_text("\n".join(LINES) + "\nnonsense\n", encoding="utf-8")
    assert run(["dump", str(bad), "--output", str(target)]) == 1
    bad.unlink()
    assert {path: path.read_bytes() for path in tmp_path.iterdir()} == before


def test_progress_grows_to_the_whole(source: Path) -> None:
    told: Told = []
    done = dump(plan(source, Form.NQUADS), io.BytesIO(), told.append)
    assert [step.triples for step in told] == [3, 4, 5]
    assert [step.graphs for step in told] == [1, 2, 3]
    assert told[-1] == done == Progress(1.0, 3, 5)


def test_standard_output_is_the_default(source: Path) -> None:
    ended = subprocess.run(
        [sys.executable, "-m", "stancegraph", "dump", str(source), "--format", "ntriples"],
        capture_output=True,
        check=True,
    )
    assert ended.stdout == dumped(source, Form.NTRIPLES)
    assert ended.stderr.decode() == "3 graphs, 5 triples\n"


def test_a_name_that_tells_no_format_is_a_usage_fault(source: Path, tmp_path: Path) -> None:
    assert run(["dump", str(source), "--output", str(tmp_path / "out.csv")]) == 2
    assert not (tmp_path / "out.csv").exists()


def test_what_cannot_be_unpacked_is_closed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "zstandard", None)
    opened: list[IO[bytes]] = []
    open_path = Path.open

    def noted(path: Path, *arguments: str) -> IO[bytes]:
        opened.append(open_path(path, *arguments))  # type: ignore[call-overload]
        return opened[-1]

    (tmp_path / "a.nq.zst").write_bytes(b"")
    monkeypatch.setattr(Path, "open", noted)
    with pytest.raises(GraphError, match=r"stancegraph\[zstd\]"):
        Unpacked(tmp_path / "a.nq.zst")
    assert [file.closed for file in opened] == [True]
