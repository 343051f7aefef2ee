"""Measures what was read against annotated documents."""

from stancegraph.evaluation.comparing import compare_document
from stancegraph.evaluation.gold import Gold
from stancegraph.evaluation.loading import load_gold
from stancegraph.evaluation.measures import Measure, measures
from stancegraph.evaluation.report import as_json, table

__all__ = ["Gold", "Measure", "as_json", "compare_document", "load_gold", "measures", "table"]
