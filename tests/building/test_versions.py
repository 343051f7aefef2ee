"""Sources that hold one work in several languages are published as one work."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from stancegraph.pipeline import Settings, build

pytestmark = pytest.mark.slow

CORPUS = Path(__file__).resolve().parents[1] / "queries" / "corpus"
WORK = "resolution/un-sc/2998.ttl"


@pytest.fixture
def source(tmp_path: Path) -> Path:
    folder = tmp_path / "source"
    folder.mkdir()
    for language in ("ar", "en", "es", "fr"):
        shutil.copy(CORPUS / f"sc-2998-{language}.txt", folder)
    return folder


def _built(
    source: Path, place: Path, cache: Path | None = None, jobs: int = 1
) -> tuple[str, list[str]]:
    told: list[str] = []
    settings = Settings(source, place / "kg", place / "dumps", jobs=jobs, cache=cache)
    assert build(settings, told.append).works == 1
    return (place / "kg" / WORK).read_text("utf-8"), told


def test_four_languages_are_one_work(source: Path, tmp_path: Path) -> None:
    turtle, told = _built(source, tmp_path)
    assert told == []
    assert turtle.count(" a eli:LegalExpression ;") == 4
    assert '"Condamne"@fr' in turtle


def test_same_bytes_from_the_cache_and_other_names(source: Path, tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    first, _ = _built(source, tmp_path / "one", cache)
    again, _ = _built(source, tmp_path / "two", cache)
    assert again == first
    (source / "sc-2998-ar.txt").rename(source / "zz.txt")
    renamed, told = _built(source, tmp_path / "three", cache)
    assert told == []
    assert renamed == first.replace("sc-2998-ar.txt", "zz.txt")


def test_second_text_in_one_language_is_told(source: Path, tmp_path: Path) -> None:
    shutil.copy(source / "sc-2998-fr.txt", source / "sc-2998-fr-2.txt")
    turtle, told = _built(source, tmp_path)
    assert turtle.count(" a eli:LegalExpression ;") == 4
    assert [line.split(": ", 1)[1] for line in told] == [
        "resolution/un-sc/2998 was read before; keep one of the two texts"
    ]
    assert "sc-2998-fr.txt" in told[0]  # the later one; "-2" comes first


def test_paragraph_without_counterpart_is_told(source: Path, tmp_path: Path) -> None:
    french = source / "sc-2998-fr.txt"
    text = french.read_text("utf-8")
    more = text.replace("Accueillant", "Constatant que la mer monte,\n\nAccueillant")
    french.write_text(more, "utf-8")
    turtle, told = _built(source, tmp_path)
    assert turtle.count(" a eli:LegalExpression ;") == 4
    assert len(told) == 1
    assert "'Constatant que la mer monte,' (sc-2998-fr.txt:18)" in told[0]


def test_names_of_stances_do_not_depend_on_other_languages(source: Path, tmp_path: Path) -> None:
    together, _ = _built(source, tmp_path / "one")
    for language in ("ar", "es", "fr"):
        (source / f"sc-2998-{language}.txt").unlink()
    alone, _ = _built(source, tmp_path / "two")
    stances = [{w for w in t.split() if "/stance/" in w} for t in (together, alone)]
    assert stances[0] == stances[1] != set()


def test_same_bytes_from_two_processes(source: Path, tmp_path: Path) -> None:
    one, _ = _built(source, tmp_path / "one")
    two, _ = _built(source, tmp_path / "two", jobs=2)
    assert one == two
