"""Minimal pairs of wording in one readable table: what each family of rules must do."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path

import pytest

from stancegraph.stances import load_rules

Lines = Callable[..., list[str]]

TABLE = (Path(__file__).parent / "pairs.csv").read_text(encoding="utf-8")
PAIRS = list(csv.DictReader(TABLE.splitlines()))


def expected(row: dict[str, str]) -> list[str]:
    return [] if row["expected"] == "none" else sorted(row["expected"].split(" | "))


@pytest.mark.parametrize("row", PAIRS, ids=lambda row: f"{row['family']}: {row['sentence'][:60]}")
def test_pair(row: dict[str, str], lines_of: Lines) -> None:
    assert sorted(lines_of(row["sentence"], row["part"])) == expected(row)


def test_there_are_enough_pairs() -> None:
    counts: defaultdict[str, int] = defaultdict(int)
    for row in PAIRS:
        counts[row["family"]] += 1
    assert len(PAIRS) >= 80
    assert min(counts.values()) >= 2, counts


@pytest.mark.parametrize("family", [f for f in load_rules().families if f != "vote"])
def test_each_family_of_rules_is_needed(family: str, lines_of: Lines) -> None:
    """With one family of rules switched off, some pair of the same family fails."""
    without = load_rules().without(family)
    rows = [row for row in PAIRS if row["family"] == family]
    assert rows, f"no pair shows what the rules of {family} do"
    assert any(
        sorted(lines_of(row["sentence"], row["part"], without)) != expected(row) for row in rows
    )
