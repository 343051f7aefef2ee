"""The same bytes from any number of workers, from nothing or from what an earlier build kept."""

from __future__ import annotations

from pathlib import Path

import pytest
from built import Built, built, counted
from cluster import write_sources

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_sources(tmp_path_factory.mktemp("sources") / "texts")


@pytest.fixture(scope="module")
def first(source: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Built, Path]:
    """What one process builds from nothing, and the cache that it leaves."""
    place = tmp_path_factory.mktemp("first")
    return built(source, place, place / "cache"), place / "cache"


def test_there_is_something_to_compare(first: tuple[Built, Path]) -> None:
    assert len(first[0].files) > 20
    assert any("was read before" in line for line in first[0].told)


@pytest.mark.parametrize("jobs", [2, 3])
def test_other_numbers_of_workers_from_nothing(
    source: Path, tmp_path: Path, first: tuple[Built, Path], jobs: int
) -> None:
    assert built(source, tmp_path, None, jobs) == first[0]


@pytest.mark.parametrize("jobs", [1, 2])
def test_from_what_another_build_kept(
    source: Path,
    tmp_path: Path,
    first: tuple[Built, Path],
    jobs: int,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    made = counted(monkeypatch)
    assert built(source, tmp_path, first[1], jobs) == first[0]
    assert built(source, tmp_path, first[1], jobs) == first[0]  # parts are taken over
    assert made == []


def test_one_source_gone_and_back_again(
    tmp_path: Path, first: tuple[Built, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    source = write_sources(tmp_path / "texts")
    text = source / "ecosoc" / "text.txt"
    content = text.read_bytes()
    assert built(source, tmp_path, tmp_path / "cache", 2).files == first[0].files
    text.unlink()
    assert built(source, tmp_path, tmp_path / "cache", 2).files != first[0].files
    text.write_bytes(content)
    made = counted(monkeypatch)
    assert built(source, tmp_path, tmp_path / "cache").files == first[0].files
    assert made == ["ecosoc/text.txt"]
