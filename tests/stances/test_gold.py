"""The annotated documents of the reference material: how many of their stances are found."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from stancegraph.model import Document, Level, Stance


@dataclass(frozen=True)
class Marked:
    """A stance of the annotation: its level, sign and the words of its target by offset."""

    level: str
    sign: int
    words: frozenset[int]


def sign(polarity: float) -> int:
    return (polarity > 0.05) - (polarity < -0.05)


def words(text: str, start: int, end: int) -> frozenset[int]:
    return frozenset(m.start() for m in re.finditer(r"\w+", text) if start <= m.start() < end)


def agree(left: Marked, right: Marked) -> bool:
    shared = len(left.words & right.words) / max(len(left.words | right.words), 1)
    return (left.level, left.sign) == (right.level, right.sign) and shared >= 0.5


def score(gold: list[Marked], found: list[Marked]) -> float:
    left, hits = list(found), 0
    for marked in gold:
        match = next((other for other in left if agree(marked, other)), None)
        if match:
            left.remove(match)
            hits += 1
    return 2 * hits / (len(gold) + len(found))


def of_stance(text: str, stance: Stance) -> Marked:
    span = stance.target.span
    covered = words(text, span.start, span.end) if span else frozenset()
    return Marked(stance.level, sign(stance.polarity), covered)


@pytest.mark.parametrize(
    ("name", "direct", "other"),
    [
        ("oic-cfm-48-50-pol", 1.0, 0.94),
        ("unsc-478", 0.94, 0.90),
        ("ep-b4-1542-95", 0.87, 0.85),
    ],
)
def test_stances_of_the_annotation(
    name: str,
    direct: float,
    other: float,
    shared: Path,
    document_of: Callable[[str], Document],
) -> None:
    gold = json.loads((shared / "gold" / f"{name}.json").read_text(encoding="utf-8"))
    text = gold["text"]
    marked = [
        Marked(row["level"], sign(row["polarity"]), words(text, **_bounds(row)))
        for row in gold["stances"]
    ]
    found = [
        of_stance(text, stance)
        for resolution in document_of(text).resolutions
        for stance in resolution.stances
        if stance.level is not Level.VOTE
    ]

    def part(rows: list[Marked], *, of_direct: bool) -> list[Marked]:
        return [row for row in rows if (row.level == "direct") is of_direct]

    assert score(part(marked, of_direct=True), part(found, of_direct=True)) >= direct
    assert score(part(marked, of_direct=False), part(found, of_direct=False)) >= other


def _bounds(row: dict[str, dict[str, int]]) -> dict[str, int]:
    return {"start": row["target"]["start"], "end": row["target"]["end"]}
