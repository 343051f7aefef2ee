"""The mappings are read by the reference implementation of SSSOM."""

from __future__ import annotations

from pathlib import Path

import pytest


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore::Warning")  # of its own libraries
def test_mappings_are_read_by_sssom(root: Path) -> None:
    parsers = pytest.importorskip("sssom.parsers", reason="needs the package sssom")
    path = root / "source" / "authority" / "mappings.sssom.tsv"
    lines = path.read_text(encoding="utf-8").splitlines()
    rows = [line for line in lines if line and not line.startswith("#")][1:]
    frame = parsers.parse_sssom_table(str(path)).df
    assert len(frame) == len(rows) > 2000
    assert set(frame["predicate_id"]) <= {"skos:exactMatch", "skos:closeMatch"}
