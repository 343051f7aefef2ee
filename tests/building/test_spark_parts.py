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
from stancegraph.building.executing import (
    Orders,
    lightened,
    make_partition,
    merge_versions,
    write_partition,
)
from stancegraph.building.parquet import schema
from stancegraph.building.partitions import Partition, partitions
from stancegraph.building.parts import DOCUMENT_TABLES, Part
from stancegraph.building.spark import finish
from stancegraph.locations import Location
from stancegraph.pipeline import Settings, build
from stancegraph.text.remote import discover_at
from stancegraph.writing import COLUMNS

pytestmark = pytest.mark.slow


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
    inputs = discover_at(source)
    cut = partitions(inputs, count)
    made = {part.index: list(make_partition(part, orders)) for part in reversed(cut)}
    with Driving(orders, told.append) as driving:
        for index in sorted(made):
            for item in lightened(index, made[index]):
                driving.take(item)
        several = driving.versions(inputs)
        if several:
            made[len(cut)] = list(merge_versions(several, orders))
        for item, versions in zip(
            lightened(len(cut), made.get(len(cut), [])), several, strict=True
        ):
            driving.take_merged(item, versions)
        _, written = driving.finish(target, packed=packed)
        left_out = driving.left_out()
    for index in [*made, *made] if again else made:
        without = left_out.get(index, ())
        written += write_partition(index, made[index], without, target, packed=packed)
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
    assert len(list((parts[0] / "nquads").iterdir())) == 6  # of versions and shared, one each


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


def test_neither_more_partitions_nor_parts_written_twice_change_a_quad(
    sources: Path, parts: tuple[Path, list[str]], tmp_path: Path
) -> None:
    assert spread(sources, tmp_path, 12, packed=True, again=True) == parts[1]
    assert quads_of(tmp_path) == quads_of(parts[0])


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


def test_a_smaller_build_leaves_no_part_of_the_larger(tmp_path: Path) -> None:
    output = Location.of(str(tmp_path))
    (tmp_path / "notes.nq").write_text("of a person")
    for count in (3, 2):
        written = []
        for index in range(count):
            with Part(f"part-{index:05}", output) as part:
                part.add_quads("<a:b> <a:c> <a:d> <a:e> .\n")
                part.add_rows("votes", "a,b,c,d,e,f,g\n")
                written += part.finish()
        finish(output, written)
    assert sorted(path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*.*")) == [
        "manifest.json",
        "notes.nq",
        "nquads/part-00000.nq",
        "nquads/part-00001.nq",
        "tables/votes/part-00000.parquet",
        "tables/votes/part-00001.parquet",
    ]


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
    from stancegraph.errors import ClusterError

    orders = Orders(str(sources), version="0.0.1")
    with pytest.raises(ClusterError, match="install the same version on all"):
        list(make_partition(Partition(0, discover_at(Location.of(str(sources)))), orders))
