"""The minimal pairs of pairs.csv: one name, two texts, two meanings (? open, - no mention)."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

import pytest

from stancegraph.linking import Linker, find_mentions, load_register

TABLE = Path(__file__).with_name("pairs.csv")


def rows() -> list[dict[str, str]]:
    with TABLE.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


@pytest.fixture(scope="module")
def linker() -> Linker:
    return Linker(load_register())


@pytest.mark.parametrize("row", rows(), ids=lambda row: f"{row['family']}: {row['text'][:50]}")
def test_name_means_what_its_text_says(row: dict[str, str], linker: Linker) -> None:
    mentions = find_mentions(
        row["text"], linker, body=row["body"], day=date.fromisoformat(row["day"])
    )
    at = row["text"].rindex(row["words"])
    here = [m for m in mentions if (m.span.start, m.span.text) == (at, row["words"])]
    if row["entity"] == "-":
        assert not here, here
        return
    assert len(here) == 1, f"{row['words']!r} not found in {[m.span.text for m in mentions]}"
    if row["entity"] == "?":
        assert here[0].entity is None
        assert len(here[0].candidates) > 1
    else:
        assert here[0].entity == row["entity"], here[0]


def test_table_has_forty_pairs() -> None:
    assert len(rows()) >= 40
