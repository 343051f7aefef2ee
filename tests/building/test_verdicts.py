"""What the judges said of a work, as the rows that the build publishes."""

from __future__ import annotations

import csv
import hashlib
import io

from samples import WORK, seed_document, seed_register

from stancegraph.building.verdicts import verdict_rows
from stancegraph.identifiers import BASE
from stancegraph.publishing import Publisher
from stancegraph.resources.judges import judges
from stancegraph.validation import Finding, Severity
from stancegraph.validation.facts import Facts
from stancegraph.validation.rules import SHAPES
from stancegraph.writing import table_header


def rows(*found: Finding) -> list[dict[str, str]]:
    document = seed_document()
    (output,) = Publisher(seed_register()).works(document)
    text = verdict_rows(output, found, Facts.of(output.graph), [document.source], BASE)
    told = list(csv.DictReader(io.StringIO(table_header("verdicts") + text)))
    for row in told:
        assert row["graph"] == f"{WORK}.ttl"
        assert row["sha256"] == hashlib.sha256(output.turtle.encode()).hexdigest()
        assert row["judged_by"] == judges()
        assert row["resolution"] == BASE + WORK
    return told


def test_a_work_of_which_nothing_was_found_has_one_row() -> None:
    (row,) = rows()
    assert row["severity"] == row["shape"] == row["message"] == row["line"] == ""
    assert None not in row
    assert None not in row.values()


def test_a_finding_stands_at_its_words() -> None:
    focus = f"<{BASE}{WORK}/op/2/stance/6-33-132>"
    finding = Finding(
        Severity.WARNING, f"{SHAPES}x", f"{SHAPES}y", focus, None, '"1, 2"', "Mend\nit."
    )
    (row,) = rows(finding)
    assert (row["severity"], row["focus"], row["value"]) == ("Warning", focus, '"1, 2"')
    assert (row["shape"], row["message"]) == (f"{SHAPES}x", "Mend\nit.")
    source = seed_document().source
    before = source.text[:1517]
    assert (row["source"], row["line"]) == (source.path, str(before.count("\n") + 1))
    assert row["column"] == str(1517 - before.rfind("\n"))


def test_what_has_no_words_has_no_line() -> None:
    focus = f"<{BASE}{WORK}/adoption>"
    (row,) = rows(Finding(Severity.INFO, f"{SHAPES}x", f"{SHAPES}y", focus, None, None, "Look."))
    assert (row["severity"], row["source"], row["line"], row["column"]) == ("Info", "", "", "")
