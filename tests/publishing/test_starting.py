"""A new collection builds at once, and what stands there is never overwritten."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from stancegraph.cli import run


def test_a_new_collection_takes_a_text(
    tmp_path: Path, seed: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "mine"
    assert run(["init", str(folder)]) == 0
    written = capsys.readouterr().out.split()
    assert [Path(path).name for path in written] == ["SOURCES.csv", "reviews.csv", ".gitignore"]
    shutil.copy(seed, folder / "source")
    rights = folder / "source" / "SOURCES.csv"
    rights.write_text(rights.read_text() + f"{seed.name},quoted for research,,en,\n")
    assert run(["read", "--json", str(folder / "source")]) == 0
    assert "50/48-POL" in capsys.readouterr().out
    kept = rights.read_bytes()
    assert run(["init", str(folder)]) == 0
    assert capsys.readouterr().out == ""
    assert rights.read_bytes() == kept


def test_a_folder_that_cannot_be_made_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "source").write_text("a file")
    assert run(["init", str(tmp_path)]) == 1
    assert "cannot be written" in capsys.readouterr().err
