"""Inputs and outputs at URLs, on a file system in memory: order, names, formats, faults."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from stancegraph import text
from stancegraph.errors import LocationError, SourceError
from stancegraph.locations import Location
from stancegraph.text.remote import contents_at, discover_at

fsspec = pytest.importorskip("fsspec", reason="needs the extra remote")

FILES = {
    "b.txt": b"Resolution two\n",
    "a/z.md": b"# Resolution\n",
    "a.txt": b"Resolution one\n",
    "a/SOURCES.csv": b"file,rights\nz.md,public domain\n*,unknown\n",
    "a/y.txt": b"Resolution\n",
    "authority/entities.csv": b"id\n",
    "reviews/notes.txt": b"no document\n",
    "README.md": b"no document\n",
    ".hidden/c.txt": b"no document\n",
}


def packed(members: dict[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return stream.getvalue()


@pytest.fixture
def memory() -> Iterator[Location]:
    system = fsspec.filesystem("memory")
    for path, content in {**FILES, "c.zip": packed({"2.txt": b"two", "1.txt": b"one"})}.items():
        system.pipe(f"/papers/{path}", content)
    yield Location.of("memory://papers/")
    system.store.clear()


def told(location: Location) -> list[tuple[str, str]]:
    found = []
    for place in discover_at(location):
        for content in contents_at(place):
            assert not isinstance(content, SourceError), content
            found.append((content.name, content.text().text))
    return found


def test_a_folder_at_a_url_gives_what_the_local_folder_gives(
    memory: Location, tmp_path: Path
) -> None:
    for path, content in {**FILES, "c.zip": packed({"2.txt": b"two", "1.txt": b"one"})}.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_bytes(content)
    here = list(text.contents([tmp_path]))
    there = [content for place in discover_at(memory) for content in contents_at(place)]
    assert [each.name.removeprefix("memory://papers/") for each in there] == [
        each.name.removeprefix(f"{tmp_path.as_posix()}/") for each in here
    ]
    assert [(each.content, each.rights) for each in there] == [
        (each.content, each.rights) for each in here
    ]
    assert [each.name for each in there] == [
        "memory://papers/a/y.txt",
        "memory://papers/a/z.md",
        "memory://papers/a.txt",
        "memory://papers/b.txt",
        "memory://papers/c.zip!1.txt",
        "memory://papers/c.zip!2.txt",
    ]


def test_one_file_is_named_by_its_url(memory: Location) -> None:
    assert told(Location.of("memory://papers/b.txt")) == [
        ("memory://papers/b.txt", "Resolution two\n")
    ]
    assert memory.exists("b.txt")


def test_formats_are_told_by_content(memory: Location) -> None:
    memory.write("d.txt", b"<html><body><p>Resolution</p></body></html>")
    place = next(place for place in discover_at(memory) if place.path == "d.txt")
    (content,) = contents_at(place)
    assert not isinstance(content, SourceError)
    assert content.text().format == "html"


def test_a_file_that_is_gone_is_told_and_no_crash(memory: Location) -> None:
    place = next(place for place in discover_at(memory) if place.path == "b.txt")
    memory.remove("b.txt")
    (error,) = contents_at(place)
    assert str(error) == "memory://papers/b.txt: no such file or folder; check the URL"


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("memory://nowhere", "memory://nowhere: no such file or folder; check the URL"),
        ("nope://x/y", "nope://x/y: cannot be reached (Protocol not known: nope)"),
        ("file:///nowhere/at/all", "file:///nowhere/at/all: no such file or folder; check the URL"),
    ],
)
def test_faults_are_one_line(url: str, words: str) -> None:
    with pytest.raises(LocationError) as caught:
        Location.of(url).entries()
    assert str(caught.value) == words


def test_no_message_repeats_a_login() -> None:
    with pytest.raises(LocationError) as caught:
        Location.of("nope://someone:secret@host/x").entries()
    assert "secret" not in str(caught.value)
    assert "nope://host/x" in str(caught.value)


def test_a_write_replaces_a_file_whole(tmp_path: Path) -> None:
    place = Location.of(tmp_path.as_posix())
    place.write("deep/part.nq", b"one\n")
    (tmp_path / "more").write_bytes(b"two\n")
    place.write("deep/part.nq", tmp_path / "more")
    assert [entry.path for entry in place.entries()] == ["deep/part.nq", "more"]
    assert place.read("deep/part.nq") == b"two\n"


def test_a_write_that_fails_leaves_the_old_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = Location.of(tmp_path.as_posix())
    place.write("part.nq", b"one\n")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("stancegraph.locations.os.replace", full)
    with pytest.raises(LocationError, match="No space left"):
        place.write("part.nq", b"two\n")
    assert [(entry.path, entry.size) for entry in place.entries()] == [("part.nq", 4)]
    assert place.read("part.nq") == b"one\n"
