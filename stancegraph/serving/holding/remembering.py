"""The verdicts that the build published with the graph, where they are about what is served."""

from __future__ import annotations

import csv
import hashlib
import io
from contextlib import suppress
from functools import cached_property
from pathlib import Path

from stancegraph.resources.judges import judges
from stancegraph.serving.holding.verdicts import Finding, finding, own

TABLE = Path("tables") / "verdicts.csv"

Row = dict[str, str]


class Remembered:
    """Holds the table as it is when the graph is loaded; a file that changes is not remembered."""

    def __init__(self, graph: Path, base: str) -> None:
        self._graph = graph
        self._base = base
        table = graph / TABLE
        self._table = table.read_bytes() if table.is_file() else b""

    @cached_property
    def _rows(self) -> dict[str, list[Row]]:
        rows: dict[str, list[Row]] = {}
        with suppress(UnicodeDecodeError, csv.Error, KeyError):
            for row in csv.DictReader(io.StringIO(self._table.decode(), newline="")):
                rows.setdefault(row["resolution"], []).append(row)
        return rows

    def findings(self, iri: str) -> tuple[Finding, ...] | None:
        """What was found about a work; None where no verdict of these judges about it is kept."""
        rows = self._rows.get(iri, [])
        if not rows or any(row["judged_by"] != judges() for row in rows):
            return None
        if any(row["sha256"] != self._digest(row["graph"]) for row in rows):
            return None
        found = [row for row in rows if row["severity"]]
        return tuple(finding(row) for row in found if own(row["focus"], iri, self._base))

    def _digest(self, name: str) -> str:
        path = (self._graph / name).resolve()
        if not path.is_relative_to(self._graph.resolve()) or not path.is_file():
            return ""
        return hashlib.sha256(path.read_bytes()).hexdigest()
