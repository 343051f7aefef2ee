"""Lines that end with a word that no paragraph ends with: "adopted at its 5th meeting, on"."""

from __future__ import annotations

import csv

from stancegraph.reading.lines.line import Line
from stancegraph.resources import resource


def _words() -> frozenset[str]:
    with resource("layout", "hanging.tsv").open(encoding="utf-8", newline="") as stream:
        rows = csv.DictReader(stream, delimiter="\t")
        return frozenset(word for row in rows for word in row["words"].split())


_WORDS = _words()


def hangs(line: Line) -> bool:
    """Whether a line ends with a preposition or an article, which its next line goes on from."""
    if not line.text[-1].isalpha():
        return False
    words, _, last = line.text.rpartition(" ")
    return last.lower() in _WORDS and words[-1:] not in (";", ".")
