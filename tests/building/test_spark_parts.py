"""A part is written whole, with the bytes that its works give; its tables are those of the CSV."""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from cluster import manifest, quads_of, sorted_quads, table, write_sources

pytest.importorskip("fsspec", reason="needs the extra spark")
pytest.importorskip("pyarrow", reason="needs the extra spark")

from stancegraph.building.driving import Driving
from stancegraph.building.executing import Orders, make_partition, write_partition
from stancegraph.building.parquet import schema
from stancegraph.building.partitions import Partition, partitions
from stancegraph.building.parts import DOCUMENT_TABLES, Part
from stancegraph.building.spark import finish
from stancegraph.locations import Location
from stancegraph.pipeline import Settings, build
from stancegraph.text.remote import discover_at
from stancegraph.writing import COLUMNS


@pytest.fixture(scope="module")
def sources(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_sources(tmp_path_factory.mktemp("sources") / "texts")


@pytest.fixture(scope="module")
def local(sources: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[str]]:
    """What the local build of the sources gives, and what it tells."""
    told: list[str] = []
    output = tmp_path_factory.mktemp("local")
    build(Settings(sources, output / "kg", output), told.append)
    return output, told


def spread(
    sources: Path, output: Path, count: int, *, packed: bool = False, again: bool = False
) -> list[str]:
    """What a cluster does, here one partition after the other, the last ones first."""
    told: list[str] = []
    source, target = Location.of(str(sources)), Location.of(str(output))
    orders = Orders(source.called)
    cut = partitions(discover_at(source), count)
    made = {part.index: list(make_partition(part, orders)) for part in reversed(cut)}
    with Driving(*orders.loaded(), told.append) as driving:
        for index in sorted(made):
            for item in made[index]:
                driving.take(index, item.light())
        written = driving.finish(target, packed=packed)
    for part in cut * 2 if again else cut:
        left_out = driving.left_out[part.index]
        written += write_partition(part.index, made[part.index], left_out, target, packed=packed)
    finish(target, written)
    return told


@pytest.fixture(scope="module")
def parts(sources: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[str]]:
    output = tmp_path_factory.mktemp("parts")
    return output, spread(sources, output, 4)


def test_sorted_the_quads_are_those_of_the_local_build(
    local: tuple[Path, list[str]], parts: tuple[Path, list[str]]
) -> None:
    dump = (local[0] / "stancegraph.nq").read_bytes()
    assert quads_of(parts[0]) == sorted_quads(dump)
    assert len(list((parts[0] / "nquads").iterdir())) == 5


def test_faults_are_those_of_the_local_build(
    local: tuple[Path, list[str]], parts: tuple[Path, list[str]]
) -> None:
    assert sorted(parts[1]) == sorted(local[1])
    assert any("was read before" in line for line in parts[1])
    assert any("empty file" in line for line in parts[1])


def rows(local: Path, name: str) -> Iterator[dict[str, str]]:
    text = (local / "kg" / "tables" / f"{name}.csv").read_text("utf-8")
    yield from csv.DictReader(io.StringIO(text, newline=""))


def plain(cell: object) -> str:
    """A cell as the CSV writes it."""
    if cell is None:
        return ""
    return str(cell).lower() if isinstance(cell, bool) else str(cell)


@pytest.mark.parametrize("name", COLUMNS)
def test_the_tables_have_the_rows_of_the_csv(
    name: str, local: tuple[Path, list[str]], parts: tuple[Path, list[str]]
) -> None:
    found = [{key: plain(cell) for key, cell in row.items()} for row in table(parts[0], name)]
    assert found == list(rows(local[0], name))
    assert found or name == "votes"


def test_columns_have_types() -> None:
    typed = {field.name: str(field.type) for field in schema("stances")}
    assert (typed["start"], typed["confidence"], typed["negated"], typed["quote"]) == (
        "int64",
        "double",
        "bool",
        "string",
    )


@pytest.mark.parametrize("count", [1, 3, 12])
def test_the_number_of_partitions_changes_no_quad(
    count: int, sources: Path, parts: tuple[Path, list[str]], tmp_path: Path
) -> None:
    assert spread(sources, tmp_path, count, packed=count == 3) == parts[1]
    assert quads_of(tmp_path) == quads_of(parts[0])


def test_a_part_that_is_written_again_changes_nothing(
    sources: Path, parts: tuple[Path, list[str]], tmp_path: Path
) -> None:
    spread(sources, tmp_path, 4, again=True)
    before = {path.relative_to(parts[0]): path.read_bytes() for path in parts[0].rglob("*.*")}
    after = {path.relative_to(tmp_path): path.read_bytes() for path in tmp_path.rglob("*.*")}
    assert sorted(after) == sorted(before)
    assert [path for path in after if after[path] != before[path]] == []


def test_the_manifest_names_every_file_with_its_sum(parts: tuple[Path, list[str]]) -> None:
    output = parts[0]
    named = manifest(output)
    files = {path.relative_to(output).as_posix() for path in output.rglob("*") if path.is_file()}
    assert files == {*named, "manifest.json", "_SUCCESS"}
    for path, entry in named.items():
        content = (output / path).read_bytes()
        assert entry["size"] == len(content)
        assert entry["sha256"] == hashlib.sha256(content).hexdigest()
    quads = sum(entry["rows"] for path, entry in named.items() if path.startswith("nquads/"))
    assert quads == len(quads_of(output).split(b"\n")) - 1


def test_a_smaller_build_leaves_no_part_of_the_larger(sources: Path, tmp_path: Path) -> None:
    spread(sources, tmp_path, 12)
    (tmp_path / "notes.txt").write_text("of a person")
    spread(sources, tmp_path, 2)
    assert {path.name for path in (tmp_path / "nquads").iterdir()} == {
        "part-00000.nq",
        "part-00001.nq",
        "shared.nq",
    }
    assert (tmp_path / "notes.txt").exists()


def test_packed_parts_have_the_same_bytes_each_time(tmp_path: Path) -> None:
    written = []
    for name in ("one", "two"):
        with Part("part-00000", Location.of(str(tmp_path / name)), packed=True) as part:
            part.add_quads("<a:b> <a:c> <a:d> <a:e> .\n" * 1000)
            written.append(part.finish())
    assert written[0] == written[1]
    assert written[0][0].rows == 1000


def test_a_part_that_is_given_up_leaves_nothing(tmp_path: Path) -> None:
    with Part("part-00000", Location.of(str(tmp_path))) as part:
        part.add_quads("<a:b> <a:c> <a:d> <a:e> .\n")
    assert list(tmp_path.rglob("*")) == []


def test_documents_have_rows_in_all_tables_but_entities() -> None:
    assert [*DOCUMENT_TABLES, "entities"] == list(COLUMNS)


def test_an_executor_of_another_version_is_refused(sources: Path) -> None:
    from stancegraph.errors import EngineError

    orders = Orders(str(sources), version="0.0.1")
    with pytest.raises(EngineError, match="install the same version on all"):
        list(make_partition(Partition(0, discover_at(Location.of(str(sources)))), orders))
