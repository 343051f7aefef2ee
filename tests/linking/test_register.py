"""The register as read from tables: look-ups, days, and what a broken row is told."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from stancegraph.errors import TableError
from stancegraph.linking import Register, load_register
from stancegraph.linking.register import Interval

HEADERS = {
    "entities.csv": "id,kind,parent,valid_from,valid_to,iso2,iso3,m49,cow,seat,note,source,licence",
    "names.csv": "entity,name,language,kind,case,valid_from,valid_to,context,source",
    "memberships.csv": (
        "member,organisation,status,valid_from,valid_to,precision,basis,source,licence,note"
    ),
    "documents.csv": "id,body,date,title,subject,identifiers,kind,url,source,licence",
}
ROWS = {
    "entities.csv": [
        "org/a,organisation,,1950,,,,,,,,editor,CC0",
        "org/a-council,organ,org/a,,,,,,,,,editor,CC0",
        "state/x,state,,,,,,,,,,editor,CC0",
    ],
    "names.csv": [
        "org/a,Alliance of A,en,official,any,,,,editor",
        "org/a,Alliance,en,short,exact,,,,editor",
        "org/a-council,Council of the Alliance,en,official,any,,,body=org/a,editor",
        "org/a,Alliance d'A,fr,official,any,,,,editor",
    ],
    "memberships.csv": [
        "state/x,org/a,member,1960-05-01,1970,day,table,editor,CC0,",
        "state/x,org/a,observer,1970,,year,editor-unverified,editor,CC0,",
    ],
    "documents.csv": ["resolution/a/1,org/a,1961-02-03,On X,X,A/1;A/ONE,resolution,,editor,CC0"],
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, header in HEADERS.items():
        (tmp_path / name).write_text("\n".join([header, *ROWS[name]]) + "\n", encoding="utf-8")
    return tmp_path


@pytest.fixture
def register(folder: Path) -> Register:
    return load_register(folder)


def test_labels_prefer_the_short_name_of_the_language(register: Register) -> None:
    assert register.label("org/a") == "Alliance"
    assert register.label("org/a", "fr") == "Alliance d'A"
    assert register.label("org/a-council", "fr") == "Council of the Alliance"
    assert register.label("state/x") == "state/x"


def test_what_belongs_to_what(register: Register) -> None:
    assert register.ancestors("org/a-council") == ("org/a",)
    assert register.within("org/a-council", "org/a")
    assert not register.within("org/a", "org/a-council")


@pytest.mark.parametrize(
    ("day", "members"),
    [
        ("1960-04-30", ()),
        ("1960-05-01", ("state/x",)),
        ("1970-12-31", ("state/x",)),
        ("1971-01-01", ()),
    ],
)
def test_members_on_a_day(day: str, members: tuple[str, ...], register: Register) -> None:
    assert register.members_on("org/a", date.fromisoformat(day)) == members


def test_unverified_rows_only_if_asked_for(register: Register) -> None:
    day, observers = date(1980, 1, 1), frozenset({"observer"})
    assert register.members_on("org/a", day, observers) == ()
    assert register.members_on("org/a", day, observers, unverified=True) == ("state/x",)


def test_documents_by_identifier_and_by_body_and_day(register: Register) -> None:
    document = register.document("A/ONE")
    assert document
    assert document.id == "resolution/a/1"
    assert register.documents_of("org/a", "1961-02-03") == (document,)
    assert register.documents_of("org/a", "1961-02-04") == ()


@pytest.mark.parametrize(
    ("name", "row", "told"),
    [
        ("entities.csv", "org/b,club,,,,,,,,,,editor,CC0", "entities.csv:5: kind is 'club'"),
        ("entities.csv", "org/b,organ,,19-1,,,,,,,,editor,CC0", "entities.csv:5: valid_from"),
        ("entities.csv", "org/b,organ", "entities.csv:5: 2 cells under 13 columns"),
        ("names.csv", "org/a,,en,official,any,,,,editor", "names.csv:6: name is empty"),
        (
            "names.csv",
            "org/a,B,en,official,any,,,when=now,editor",
            "names.csv:6: context 'when=now'",
        ),
        ("entities.csv", "org/b c,organ,,,,,,,,,,e,CC0", "entities.csv:5: id is 'org/b c'"),
        ("entities.csv", "b,organ,,,,,,,,,,e,CC0", "entities.csv:5: id is 'b'"),
        ("names.csv", "org/b,B,en,official,any,,,,e", "names.csv:6: entity is 'org/b', which"),
        ("memberships.csv", "state/x,org/a,friend,,,,,,,", "memberships.csv:4: status is 'friend'"),
        (
            "memberships.csv",
            "state/y,org/a,member,,,,,,,",
            "memberships.csv:4: member is 'state/y'",
        ),
        ("documents.csv", "resolution/r/1,b,then,,,,,,,", "documents.csv:3: date is 'then'"),
        ("documents.csv", "r,b,1961,,,,,,,", "documents.csv:3: id is 'r'"),
    ],
)
def test_a_malformed_row_is_named_by_file_and_line(
    name: str, row: str, told: str, folder: Path
) -> None:
    with (folder / name).open("a", encoding="utf-8") as lines:
        lines.write(row + "\n")
    load_register.cache_clear()
    with pytest.raises(TableError) as error:
        load_register(folder)
    assert str(error.value).startswith(told)


def test_a_missing_table_is_told(folder: Path) -> None:
    (folder / "names.csv").unlink()
    load_register.cache_clear()
    with pytest.raises(TableError, match=r"names\.csv"):
        load_register(folder)


@pytest.mark.parametrize(
    ("start", "end", "day", "inside"),
    [
        ("", "", "1990-01-01", True),
        ("1990", "1991", "1991-12-31", True),
        ("1990", "1991", "1992-01-01", False),
        ("1990-06", "", "1990-05-31", False),
        ("", "2011-06-28", "2011-06-27", True),
        ("", "2011-06-28", "2011-06-28", False),
    ],
)
def test_intervals_of_any_precision(start: str, end: str, day: str, inside: bool) -> None:
    assert Interval(start, end).contains(date.fromisoformat(day)) is inside


def test_what_spreadsheets_add_to_a_table_does_not_count(folder: Path, register: Register) -> None:
    for name in HEADERS:
        text = (folder / name).read_text(encoding="utf-8")
        (folder / name).write_bytes(f"\ufeff{text}\n\n".replace("\n", "\r\n").encode())
    load_register.cache_clear()
    again = load_register(folder)
    assert again is not register
    assert (again.entities, again.names) == (register.entities, register.names)


def test_a_table_in_another_encoding_is_named(folder: Path) -> None:
    text = (
        (folder / "names.csv").read_text(encoding="utf-8").replace("Council", "Conseil supérieur")
    )
    (folder / "names.csv").write_bytes(text.encode("latin-1"))
    load_register.cache_clear()
    with pytest.raises(TableError, match=r"names\.csv: not UTF-8"):
        load_register(folder)


def test_a_missing_column_is_named_by_the_line_of_the_header(folder: Path) -> None:
    text = (folder / "names.csv").read_text(encoding="utf-8").replace("entity,name", "entity,word")
    (folder / "names.csv").write_text(f"# a comment\n{text}", encoding="utf-8")
    load_register.cache_clear()
    with pytest.raises(TableError, match=r"^names\.csv:2: column missing: name$"):
        load_register(folder)
