"""The text that a graph quotes is found again by the path that the graph gives, nowhere else."""

from __future__ import annotations

import zipfile
from pathlib import Path

from made_files import RESOLUTION

from stancegraph.text.originals import source_root, text_below


def test_a_member_of_an_archive_is_found_by_its_path(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "all.zip", "w") as archive:
        archive.writestr("in/one.txt", RESOLUTION)
    found = text_below(tmp_path, "all.zip!in/one.txt")
    assert found is not None
    assert found.text == RESOLUTION
    assert found.path == "all.zip!in/one.txt"
    assert text_below(tmp_path, "all.zip!in/two.txt") is None
    assert text_below(tmp_path, "none.zip!in/one.txt") is None


def test_nothing_outside_the_root_is_read(tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text(RESOLUTION, encoding="utf-8")
    (tmp_path / "root").mkdir()
    assert text_below(tmp_path / "root", "../secret.txt") is None
    assert text_below(tmp_path / "root", str(tmp_path / "secret.txt")) is None
    assert text_below(None, "secret.txt") is None


def test_the_nearest_directory_of_texts_is_found(tmp_path: Path) -> None:
    (tmp_path / "source").mkdir()
    (tmp_path / "kg" / "resolution").mkdir(parents=True)
    assert source_root(tmp_path / "kg" / "resolution" / "x.ttl") == tmp_path / "source"
    (tmp_path / "kg" / "source").mkdir()
    assert source_root(tmp_path / "kg" / "resolution" / "x.ttl") == tmp_path / "kg" / "source"
