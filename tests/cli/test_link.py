"""`stancegraph link`: text and tables in, links out, and what is unknown."""

from __future__ import annotations

import csv
import io

import pytest
from click.testing import CliRunner

from stancegraph.cli import cli
from stancegraph.identifiers import BASE


def rows(*arguments: str, given: str) -> list[dict[str, str]]:
    result = CliRunner().invoke(cli, ["link", *arguments], input=given, standalone_mode=False)
    assert result.exception is None, result.output
    return list(csv.DictReader(io.StringIO(result.output)))


def test_text_gives_a_row_a_mention_with_offsets() -> None:
    found = rows(given="The Government of Kazakhstan and Turkey.\n")
    assert [(row["start"], row["end"], row["iri"]) for row in found] == [
        ("4", "28", f"{BASE}org/gov-kaz"),
        ("18", "28", f"{BASE}state/kaz"),
        ("33", "39", f"{BASE}state/tur"),
    ]
    assert all(0 < float(row["score"]) <= 1 for row in found)


def test_table_comes_back_with_entities_added() -> None:
    table = 'n,country\n1,Türkiye\n2,"Iran (Islamic Republic of)"\n3,the Gambia\n4,\n'
    found = rows("--column", "country", given=table)
    assert [row["n"] for row in found] == ["1", "2", "3", "4"]
    names = [row["iri"].removeprefix(BASE) for row in found]
    assert names == ["state/tur", "state/irn", "state/gmb", ""]


def test_a_likeness_is_a_suggestion_and_never_a_link() -> None:
    (row,) = rows("--csv", given="country\nKazakstan\n")
    assert row["iri"] == ""
    assert f"{BASE}state/kaz" in row["suggestions"].split()


def test_ambiguous_name_has_candidates_and_no_link() -> None:
    (row,) = rows("--csv", given="country\nCongo\n")
    assert row["iri"] == ""
    assert set(row["candidates"].split()) == {f"{BASE}state/cod", f"{BASE}state/cog"}


def test_body_settles_what_a_bare_name_means() -> None:
    (row,) = rows("--body", "org/oic-cfm", "--csv", given="name\nSecretary General\n")
    assert row["iri"] == f"{BASE}office/oic-secretary-general"


def test_unknown_column_is_a_usage_fault() -> None:
    result = CliRunner().invoke(cli, ["link", "--column", "land"], input="country\nOman\n")
    assert result.exit_code == 2
    assert "country" in result.output


def test_unresolved_names_are_counted(tmp_path, seed) -> None:
    text = seed.read_text(encoding="utf-8").replace("extremist groups", "the Zubrovka Front")
    (tmp_path / "one.txt").write_text(text, encoding="utf-8")
    result = CliRunner().invoke(cli, ["link", "--unresolved", "--at-least", "1", str(tmp_path)])
    assert "1,Zubrovka Front," in result.output


@pytest.mark.parametrize("given", ["", "\n"])
def test_nothing_gives_only_a_header(given: str) -> None:
    assert rows(given=given) == []


@pytest.mark.parametrize(
    ("option", "value", "told"),
    [("--body", "org/nobody", "org/oic-cfm"), ("--language", "xx", "ar, en, es, fr, ru, zh")],
)
def test_what_the_register_lacks_is_a_usage_fault(option: str, value: str, told: str) -> None:
    result = CliRunner().invoke(cli, ["link", option, value], input="Oman")
    assert result.exit_code == 2
    assert told in result.output


def test_offsets_count_every_line_break() -> None:
    found = rows(given="\ufeffOne\r\nTwo\r\nKazakhstan")
    assert [(row["start"], row["text"]) for row in found] == [("10", "Kazakhstan")]


def test_tables_are_read_as_spreadsheets_save_them() -> None:
    found = rows("--column", "country", given="\ufeffcountry,n\r\nOman,a\u2028b\r\nIran,2\r\n")
    assert [row["iri"].removeprefix(BASE) for row in found] == ["state/omn", "state/irn"]
    assert [row["n"] for row in found] == ["a\u2028b", "2"]


@pytest.mark.parametrize(
    ("content", "told"),
    [(b"\xff\xfe", "not UTF-8"), (b"x" * 200_000 + b"\nOman\n", "no CSV table")],
)
def test_what_is_no_table_is_told(content: bytes, told: str) -> None:
    result = CliRunner().invoke(cli, ["link", "--csv"], input=content, standalone_mode=False)
    assert result.return_value == 1
    assert f"-: {told}" in result.output
