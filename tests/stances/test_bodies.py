"""Whole documents of our own making in the styles of five bodies: what a careful person would say.

Beside each text stand its stances as they were checked by hand, a line each: the provision, level,
sign, act and target.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from stancegraph.model import Document, Stance

BODIES = sorted((Path(__file__).parent / "bodies").glob("*.txt"))


@pytest.mark.parametrize("path", BODIES, ids=lambda path: path.stem)
def test_a_document_of_each_body(
    path: Path,
    document_of: Callable[..., Document],
    told_of: Callable[[list[Stance]], list[str]],
) -> None:
    (resolution,) = document_of(path.read_text(encoding="utf-8")).resolutions
    found = [
        f"{stance.paragraph.removeprefix(resolution.id + '/')} {told_of([stance])[0]}"
        for stance in resolution.stances
    ]
    expected = path.with_suffix(".stances").read_text(encoding="utf-8").splitlines()
    assert found == expected


def test_five_bodies_are_read() -> None:
    assert len(BODIES) == 5
