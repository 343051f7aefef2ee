"""Documents in the layout of each body against outlines checked by eye.

`outline.txt` beside a case's source is what a person approved; `source.txt` is written by us in the
style of the body.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from reading.outlines import outline

from stancegraph.reading import load_lexicon, load_profiles, read
from stancegraph.text import load

CASES = sorted((Path(__file__).resolve().parents[1] / "cases").glob("*/outline.txt"))


@pytest.mark.parametrize("expected", CASES, ids=lambda path: path.parent.name)
def test_outline(expected: Path, request: pytest.FixtureRequest) -> None:
    source = load(expected.parent / "source.txt", f"{expected.parent.name}.txt")
    found = outline(read(source, load_profiles(), load_lexicon()))
    if request.config.getoption("--update-cases"):
        expected.write_text(found, encoding="utf-8")
    assert found == expected.read_text(encoding="utf-8")


def test_there_are_cases() -> None:
    assert len(CASES) >= 14


@pytest.mark.parametrize("expected", CASES, ids=lambda path: path.parent.name)
def test_nothing_is_lost(expected: Path) -> None:
    source = load(expected.parent / "source.txt", "source.txt")
    document = read(source, load_profiles(), load_lexicon())
    covered = bytearray(len(source.text))
    for resolution in document.resolutions:
        for unit in (*resolution.paragraphs, *resolution.furniture):
            assert unit.span.text == source.text[unit.span.start : unit.span.end]
            covered[unit.span.start : unit.span.end] = b"\1" * len(unit.span.text)
    left = "".join(c for c, seen in zip(source.text, covered, strict=True) if not seen)
    assert left.strip() == ""
