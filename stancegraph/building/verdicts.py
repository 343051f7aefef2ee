"""What the judges said of a work, as rows that are published with it."""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Iterable, Sequence
from pathlib import Path

from stancegraph.identifiers import iri
from stancegraph.model import SourceText
from stancegraph.publishing.works import WorkOutput
from stancegraph.resources.judges import judges
from stancegraph.validation.facts import Facts
from stancegraph.validation.places import Places
from stancegraph.validation.report import Finding


def verdict_rows(
    output: WorkOutput,
    found: Iterable[Finding],
    facts: Facts,
    sources: Sequence[SourceText],
    base: str,
) -> str:
    """CSV without header: a row a finding, or one with an empty severity where there is none.

    The digest is that of the graph file that was judged, so that a verdict about another is known.
    """
    graph, content = next(output.files)
    judged = (iri(output.work, base), graph, hashlib.sha256(content).hexdigest(), judges())
    places = Places(Path(graph), facts, {source.path: source for source in sources}.get, None)
    rows = [(*judged, *_told(finding, places)) for finding in found]
    written = io.StringIO()
    csv.writer(written, lineterminator="\n").writerows(rows or [(*judged, *[""] * 9)])
    return written.getvalue()


def _told(finding: Finding, places: Places) -> tuple[object, ...]:
    spot = next(places.spots(finding.focus), None)
    place = (spot.source, spot.line, spot.column) if spot else ("", "", "")
    terms = (finding.focus, finding.path or "", finding.value or "", finding.message)
    return (finding.severity.value, finding.shape, *terms, *place)
