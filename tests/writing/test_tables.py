from __future__ import annotations

import csv
import io

import pytest
from samples import WORK, seed_document, seed_register

from stancegraph.identifiers import BASE
from stancegraph.writing import COLUMNS, document_tables, entity_table, table_header

REGISTER = seed_register()


def rows(name: str, text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(table_header(name) + text)))


def seed_rows(name: str) -> list[dict[str, str]]:
    return rows(name, document_tables(seed_document(), REGISTER, BASE)[name])


@pytest.mark.parametrize("name", [name for name in COLUMNS if name != "entities"])
def test_every_row_has_every_column(name: str):
    for row in seed_rows(name):
        assert list(row) == COLUMNS[name].split()
        assert None not in row.values()


def test_the_key_stance_is_one_row_with_its_quote():
    (row,) = (row for row in seed_rows("stances") if row["act"] == "disapprove")
    assert row["stance"] == f"{BASE}{WORK}/op/2/stance/6-33-132"
    assert row["holder_label"] == "Council of Foreign Ministers"
    assert row["cue"] == "Expresses disapproval"
    assert row["quote"].startswith("Expresses** disapproval of the resolution")
    assert seed_document().source.text[int(row["start"]) : int(row["end"])] == row["quote"]
    assert (row["polarity"], row["intensity"], row["negated"]) == ("-0.65", "1", "false")
    assert row["adopted"] == "2022-03-23"


def test_labels_stand_beside_the_identifiers():
    (row,) = (row for row in seed_rows("mentions") if row["start"] == "1605")
    assert (row["entity"], row["entity_label"]) == (f"{BASE}org/eu-ep", "European Parliament")
    (row,) = (row for row in seed_rows("citations") if row["start"] == "1544")
    assert row["document_label"] == "Situation in Kazakhstan"
    (row,) = seed_rows("resolutions")
    assert (row["place_label"], row["stances"]) == ("Islamabad", "13")


def test_quotes_with_line_breaks_stay_one_row():
    text = document_tables(seed_document(), REGISTER, BASE)["paragraphs"]
    assert len(rows("paragraphs", text)) == 8
    assert "\r" not in text


def test_entities_with_their_matches():
    matches = {"state/kaz": ["http://www.wikidata.org/entity/Q232"]}
    found = rows("entities", entity_table(REGISTER, matches, BASE))
    (row,) = (row for row in found if row["entity"] == f"{BASE}state/kaz")
    assert row["label"] == "Kazakhstan"
    assert row["matches"] == "http://www.wikidata.org/entity/Q232"
    assert len(found) == len(REGISTER.entities)
