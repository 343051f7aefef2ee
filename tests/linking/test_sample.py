"""Links drawn at random from the read corpora and judged by hand are made as they were judged."""

from __future__ import annotations

import csv
import sys
from pathlib import Path

import pytest

from stancegraph.linking import Linker, load_register

HERE = Path(__file__).parent


@pytest.fixture(scope="module")
def sample() -> list[dict[str, str]]:
    with (HERE / "sample.csv").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


@pytest.fixture(scope="module")
def made(sample: list[dict[str, str]], shared: Path) -> set[tuple[str, int, int, str]]:
    """The links that are made now in the documents of the sample."""
    assert shared == HERE.parents[2] / "shared"
    sys.path.insert(0, str(HERE))
    from draw import documents

    sys.path.remove(str(HERE))
    names = frozenset(row["document"] for row in sample)
    return {
        (name, mention.span.start, mention.span.end, mention.entity or "")
        for name, document in documents(Linker(load_register()), names)
        for resolution in document.resolutions
        for mention in resolution.mentions
    }


def _link(row: dict[str, str]) -> tuple[str, int, int, str]:
    return row["document"], int(row["start"]), int(row["end"]), row["entity"]


def test_two_draws_were_judged(sample: list[dict[str, str]]) -> None:
    assert [sum(row["draw"] == draw for row in sample) for draw in "12"] == [200, 100]
    assert {row["verdict"] for row in sample} <= {"right", "wrong", "ambiguous"}


def test_precision_as_drawn(sample: list[dict[str, str]]) -> None:
    """The figures of docs/linking.md."""
    right = [sum(r["draw"] == d and r["verdict"] == "right" for r in sample) for d in "12"]
    assert right == [193, 98]


def test_right_links_are_still_made(
    sample: list[dict[str, str]], made: set[tuple[str, int, int, str]]
) -> None:
    right = [_link(row) for row in sample if row["verdict"] == "right"]
    lost = [link for link in right if link not in made]
    assert len(lost) <= 0.02 * len(right), lost


def test_wrong_links_of_the_first_draw_are_mended(
    sample: list[dict[str, str]], made: set[tuple[str, int, int, str]]
) -> None:
    wrong = [_link(row) for row in sample if row["draw"] == "1" and row["verdict"] != "right"]
    assert [link for link in wrong if link in made] == []
