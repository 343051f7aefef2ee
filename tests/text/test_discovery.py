"""The inputs of a folder, in the order of their paths, whatever lies between them."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from stancegraph.errors import SourceError
from stancegraph.text import discover
from stancegraph.text.discovery import Input

NAMES = """a.txt a/z.txt a/b/c.txt a-b.txt a.b/d.txt B/e.txt é/f.txt b.txt 10.txt 9.txt a/b.txt
authority/names.txt a/authority/g.txt .hidden/h.txt README.md a/SOURCES.csv""".split()


def test_order_is_that_of_the_paths(tmp_path: Path) -> None:
    for name in NAMES:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    left_out = ("authority/", ".hidden/", "README", "a/SOURCES")
    expected = [
        Input(path, path.as_posix())
        for path in sorted(tmp_path.rglob("*"))
        if path.is_file() and not path.relative_to(tmp_path).as_posix().startswith(left_out)
    ]
    assert list(discover([tmp_path])) == expected
    assert len(expected) == len(NAMES) - 4


def test_links_to_files_are_read_and_those_to_folders_are_not(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "b.txt").touch()
    (tmp_path / "a" / "loop").symlink_to(tmp_path)
    (tmp_path / "c.txt").symlink_to(tmp_path / "a" / "b.txt")
    (tmp_path / "gone.txt").symlink_to(tmp_path / "nothing")
    found = [each.name for each in discover([tmp_path]) if isinstance(each, Input)]
    assert found == [f"{tmp_path}/a/b.txt", f"{tmp_path}/c.txt"]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_folder_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir(mode=0o000)
    (tmp_path / "b.txt").touch()
    fault, found = discover([tmp_path])
    assert isinstance(fault, SourceError)
    assert f"{tmp_path}/a: cannot be read" in str(fault)
    assert isinstance(found, Input)
