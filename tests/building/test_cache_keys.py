"""What was made is made again when anything changed that it depends on, and only then."""

from __future__ import annotations

import hashlib
import re
import shutil
import tomllib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from built import built, counted

from stancegraph.building import fingerprints
from stancegraph.building.fingerprints import LIBRARIES, PACKAGED, Keys
from stancegraph.building.making import Making
from stancegraph.resources import resource
from stancegraph.text import Content

CASES = Path(__file__).resolve().parents[1] / "cases"
Change = Callable[[Path], None]


@pytest.fixture
def tables(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Copies of all tables that keys are made of, in the place of the packaged ones."""
    for name in PACKAGED:
        shutil.copytree(resource(name), tmp_path / name)
    monkeypatch.setattr(fingerprints, "resource", tmp_path.joinpath)
    code = tmp_path / "code"
    code.mkdir()
    (code / "module.py").write_text("")
    monkeypatch.setattr(fingerprints, "_code", lambda: code)
    return tmp_path


def _more(path: Path) -> Change:
    """A line more at the end of a file."""

    def change(tables: Path) -> None:
        with (tables / path).open("a", encoding="utf-8") as file:
            file.write("\n")

    return change


@pytest.mark.parametrize(
    "change",
    [
        _more(Path("authority/names.csv")),
        _more(Path("lexicon/verbs.tsv")),
        _more(Path("profiles/un-sc.toml")),
        _more(Path("shapes/stance.ttl")),
        _more(Path("ontology/acts.ttl")),
        _more(Path("code/module.py")),
        lambda tables: (tables / "shapes" / "stance.ttl").rename(tables / "shapes" / "other.ttl"),
        lambda tables: (tables / "shapes" / "stance.ttl").unlink(),
    ],
    ids="register lexicon profile shape ontology code renamed gone".split(),
)
def test_whatever_all_depends_on_changes_all_keys(tables: Path, change: Change) -> None:
    before = Keys(Making()).whole
    assert Keys(Making()).whole == before
    change(tables)
    assert Keys(Making()).whole != before


def test_options_change_all_keys(tables: Path) -> None:
    making = Making()
    others = [
        replace(making, base="https://example.org/id/"),
        replace(making, profile="un-sc"),
        replace(making, authority=tables / "authority"),
        replace(making, shacl="pyshacl"),
    ]
    wholes = {Keys(each).whole for each in (making, *others)}
    assert len(wholes) in (len(others), len(others) + 1)  # without shacl, pyshacl judges anyway
    assert len({Keys(each).whole for each in others}) == len(others)


@pytest.mark.usefixtures("tables")
def test_name_bytes_rights_and_reviews_change_the_key_of_a_source() -> None:
    keys = Keys(Making())
    content = Content("a.txt", b"words", None)
    key = keys.source(content, "00", ())
    assert keys.source(content, "00", ()) == key
    assert keys.source(replace(content, name="b.txt"), "00", ()) != key
    assert keys.source(replace(content, rights="public record"), "00", ()) != key
    assert keys.source(content, "01", ()) != key
    assert keys.source(content, "00", ["a review"]) != key  # type: ignore[list-item]


@pytest.mark.slow
def test_only_what_changed_is_made_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source, cache = tmp_path / "source", tmp_path / "cache"
    source.mkdir()
    for name in ("ecosoc", "oic-legal"):
        shutil.copy(CASES / name / "source.txt", source / f"{name}.txt")
    made = counted(monkeypatch)

    def again() -> list[str]:
        made.clear()
        built(source, tmp_path, cache)
        return list(made)

    assert again() == ["ecosoc.txt", "oic-legal.txt"]
    assert again() == []
    with (source / "ecosoc.txt").open("a", encoding="utf-8") as file:
        file.write("\n")
    assert again() == ["ecosoc.txt"]
    _review(source, (source / "oic-legal.txt").read_bytes())
    assert again() == ["oic-legal.txt"]
    shutil.copytree(resource("authority"), source / "authority")
    assert again() == ["ecosoc.txt", "oic-legal.txt"]
    _more(Path("authority/names.csv"))(source)
    assert again() == ["ecosoc.txt", "oic-legal.txt"]


def _review(source: Path, text: bytes) -> None:
    """Someone says of the first words of a text what no rule finds there: told, but no fault."""
    row = (
        f"{hashlib.sha256(text).hexdigest()},0,5,stance.polarity,correct,-0.9,A. Reader,2026-11-23,"
    )
    head = "sha256,start,end,fact,verdict,value,by,date,note"
    (source / "reviews").mkdir()
    (source / "reviews" / "mine.csv").write_text(f"{head}\n{row}\n", "utf-8")


@pytest.mark.slow
def test_a_damaged_entry_is_made_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source, cache = tmp_path / "source", tmp_path / "cache"
    source.mkdir()
    shutil.copy(CASES / "ecosoc" / "source.txt", source / "a.txt")
    first = built(source, tmp_path, cache)
    (entry,) = (path for path in (cache / "made").rglob("*") if path.is_file())
    content = entry.read_bytes()
    made = counted(monkeypatch)
    for damage in (content[:-1], b"", content.replace(b'"works"', b'"WORKS"', 1)):
        entry.write_bytes(damage)
        assert built(source, tmp_path, cache) == first
    assert made == ["a.txt"] * 3


def test_every_library_that_a_work_is_made_with_counts(root: Path) -> None:
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = project["optional-dependencies"]
    needed = [*project["dependencies"], *extras["pdf"], *extras["docx"], *extras["fast"]]
    names = {re.split(r"[<>=!~\[ ]", each)[0] for each in needed}
    assert names - {"click"} <= set(LIBRARIES)
