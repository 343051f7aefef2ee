"""Archives are folders: members in order, and one error for each that is refused."""

from __future__ import annotations

import io
import stat
import zipfile
from pathlib import Path

import pytest
from made_files import RESOLUTION, html, packed

from stancegraph.errors import SourceError
from stancegraph.model import SourceText
from stancegraph.text import archives, load, sources

TEXT = RESOLUTION.encode()


def read(folder: Path, content: bytes, name: str = "x.zip") -> list[SourceText | SourceError]:
    (folder / name).write_bytes(content)
    return list(sources([folder / name]))


def names(found: list[SourceText | SourceError], folder: Path) -> list[str]:
    return [
        source.path.removeprefix(f"{folder.as_posix()}/")
        for source in found
        if isinstance(source, SourceText)
    ]


def errors(found: list[SourceText | SourceError]) -> list[str]:
    return [str(error) for error in found if isinstance(error, SourceError)]


def test_members_come_in_order_of_their_paths(tmp_path: Path) -> None:
    found = read(tmp_path, packed({"b.txt": TEXT, "a/z.txt": TEXT, "a/y": html()}))
    assert names(found, tmp_path) == ["x.zip!a/y", "x.zip!a/z.txt", "x.zip!b.txt"]
    assert errors(found) == []


def test_members_and_files_of_a_folder_read_alike(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_bytes(TEXT)
    (tmp_path / "in" / "b.zip").write_bytes(packed({"a.txt": TEXT}))
    first, second = sources([tmp_path / "in"])
    assert isinstance(first, SourceText)
    assert isinstance(second, SourceText)
    assert (first.text, first.sha256) == (second.text, second.sha256)
    assert second.path.endswith("in/b.zip!a.txt")


def test_hidden_files_tables_and_resource_forks_are_no_documents(tmp_path: Path) -> None:
    others = {"__MACOSX/._a.txt": TEXT, ".hidden": TEXT, "votes.csv": b"a,b", "README.txt": TEXT}
    found = read(tmp_path, packed({"a.txt": TEXT} | others))
    assert names(found, tmp_path) == ["x.zip!a.txt"]


def test_archive_without_documents_is_an_error(tmp_path: Path) -> None:
    assert "without a document" in errors(read(tmp_path, packed({"votes.csv": b"a,b"})))[0]


def test_archives_inside_archives(tmp_path: Path) -> None:
    inner = packed({"a.txt": TEXT})
    found = read(tmp_path, packed({"in.zip": inner, "z.txt": TEXT}))
    assert names(found, tmp_path) == ["x.zip!in.zip!a.txt", "x.zip!z.txt"]


def test_archives_too_deep_are_refused_and_the_rest_is_read(tmp_path: Path) -> None:
    content = packed({"a.txt": TEXT})
    for _ in range(archives.MAX_DEPTH):
        content = packed({"in.zip": content})
    found = read(tmp_path, packed({"deep.zip": content, "z.txt": TEXT}))
    assert names(found, tmp_path) == ["x.zip!z.txt"]
    assert ["deep" in message for message in errors(found)] == [True]


@pytest.mark.parametrize(
    "path", ["../evil.txt", "a/../../evil.txt", "/etc/evil.txt", "C:\\evil.txt", "..\\evil.txt"]
)
def test_paths_that_climb_out_are_refused_one_by_one(tmp_path: Path, path: str) -> None:
    found = read(tmp_path, packed({path: TEXT, "a.txt": TEXT}))
    assert names(found, tmp_path) == ["x.zip!a.txt"]
    assert len(errors(found)) == 1
    assert "leads out of the archive" in errors(found)[0]
    assert sorted(file.name for file in tmp_path.rglob("*")) == ["x.zip"]


def test_dots_within_a_name_climb_nowhere(tmp_path: Path) -> None:
    assert names(read(tmp_path, packed({"a..b/c...txt": TEXT})), tmp_path) == ["x.zip!a..b/c...txt"]


def test_links_are_refused(tmp_path: Path) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        link = zipfile.ZipInfo("link.txt")
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(link, "/etc/passwd")
        archive.writestr("a.txt", TEXT)
    found = read(tmp_path, out.getvalue())
    assert names(found, tmp_path) == ["x.zip!a.txt"]
    assert "a link" in errors(found)[0]


def test_damaged_and_encrypted_members_leave_the_others_unharmed(tmp_path: Path) -> None:
    content = bytearray(packed({"a.txt": TEXT, "b.txt": TEXT, "c.txt": TEXT}))
    content[content.index(b"a.txt") + 5 + 20] ^= 0xFF
    second = content.index(b"PK\x01\x02", content.index(b"PK\x01\x02") + 4)
    content[second + 8] |= 1
    content[content.index(b"PK\x03\x04", 30) + 6] |= 1
    found = read(tmp_path, bytes(content))
    assert names(found, tmp_path) == ["x.zip!c.txt"]
    assert ["damaged or encrypted" in message for message in errors(found)] == [True, True]


def test_members_beyond_the_total_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(archives.Budget, "__init__", _small_budget)
    found = read(tmp_path, packed({"a.txt": TEXT, "b.txt": TEXT, "c.txt": TEXT}))
    assert names(found, tmp_path) == ["x.zip!a.txt", "x.zip!b.txt"]
    assert len(errors(found)) == 1


def _small_budget(budget: archives.Budget, largest: int) -> None:
    budget.largest, budget.left = largest, int(2.5 * len(TEXT))


def test_too_many_members_are_counted_before_the_archive_is_opened(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(archives, "MAX_MEMBERS", 20)
    found = read(tmp_path, packed({f"{n}.txt": TEXT for n in range(21)}))
    assert names(found, tmp_path) == []
    assert ["more than 20 members" in message for message in errors(found)] == [True]


def test_a_member_is_loaded_by_its_name(tmp_path: Path) -> None:
    inner = packed({"in/a.txt": TEXT})
    (tmp_path / "x.zip").write_bytes(packed({"d/b.txt": TEXT, "y.zip": inner}))
    for source in sources([tmp_path / "x.zip"]):
        assert isinstance(source, SourceText)
        again = load(Path(source.path), source.path)
        assert (again.text, again.sha256) == (source.text, source.sha256)
    for path in ("x.zip!gone.txt", "x.zip!d/b.txt!deeper.txt", "gone.zip!a.txt"):
        with pytest.raises(SourceError):
            load(tmp_path / path, path)


def test_a_name_with_a_bang_is_a_name(tmp_path: Path) -> None:
    (tmp_path / "alas!.txt").write_bytes(TEXT)
    assert load(tmp_path / "alas!.txt", "alas!.txt").text == RESOLUTION
