"""Measures as a table for people and as JSON."""

from __future__ import annotations

import json
from collections.abc import Sequence

from stancegraph.evaluation.measures import Measure

_ROW = "{:<40} {:>7}  {:>15} {:>7}  {}"


def table(found: Sequence[Measure], documents: int) -> str:
    """A measure a line: figure, 95% interval by document, number of units, goal."""
    lines = [
        f"{documents} documents; intervals: 95%, bootstrap by document",
        _ROW.format("measure", "figure", "interval", "units", "goal"),
    ]
    for measure in found:
        interval = f"{measure.low:.3f}-{measure.high:.3f}"
        lines.append(
            _ROW.format(
                measure.name, f"{measure.value:.3f}", interval, measure.units, _goal(measure)
            ).rstrip()
        )
    return "\n".join(lines) + "\n"


def _goal(measure: Measure) -> str:
    if measure.goal is None:
        return ""
    return f"{'<=' if 'error' in measure.name else '>='} {measure.goal:g}"


def as_json(found: Sequence[Measure], documents: int) -> str:
    """The same as one JSON object."""
    content = {
        "documents": documents,
        "measures": [
            {
                "name": measure.name,
                "value": round(measure.value, 4),
                "low": round(measure.low, 4),
                "high": round(measure.high, 4),
                "units": measure.units,
                "goal": measure.goal,
            }
            for measure in found
        ],
    }
    return json.dumps(content, indent=2) + "\n"
