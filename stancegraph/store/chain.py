"""The rules behind a stance in plain words, and what each of them does to its confidence."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from stancegraph.identifiers import SG
from stancegraph.stances import Rule, load_rules
from stancegraph.store.embedded import Graph

_RULES = """PREFIX sg: <{sg}>
SELECT DISTINCT ?step ?rule ?first WHERE {{
  <{iri}> sg:derivedFrom* ?step . ?step a sg:Stance .
  {{ ?step sg:rule ?rule . BIND (0 AS ?first) }}
  UNION {{ ?step sg:throughRule ?rule . BIND (1 AS ?first) }}
}} ORDER BY DESC(?step = <{iri}>) ?step ?first ?rule"""
_CONFIDENCE = "SELECT ?value {{ <{iri}> <{sg}confidence> ?value ; a <{sg}Stance> }}"
_CERTAIN = 0.995


@dataclass(frozen=True, slots=True)
class _Step:
    """A rule at one step of the way; `base` if the step is not the stance itself."""

    rule: Rule
    base: bool


def rule_lines(graph: Graph, iri: str) -> Iterator[str]:
    """The rules that a stance went through, its own first, and how its confidence comes about."""
    steps = list(_steps(graph, iri))
    if not steps:
        return
    yield "rules, and how often each is right:"
    for step in steps:
        rule = step.rule
        base = " [of the stance it follows from]" if step.base else ""
        yield f"  {rule.reliability:.2f}  {rule.name}: {rule.meaning}{base}"
    for row in graph.rows(_CONFIDENCE.format(iri=iri, sg=SG)):
        yield _product(float(row["value"]), [step.rule.reliability for step in steps])


def _steps(graph: Graph, iri: str) -> Iterator[_Step]:
    known = load_rules().known
    for row in graph.rows(_RULES.format(iri=iri, sg=SG)):
        if row["rule"] in known:
            yield _Step(known[row["rule"]], row["step"] != iri)


def _product(confidence: float, factors: list[float]) -> str:
    """The confidence as the product it is; what the rules leave open is how sure the names are.

    >>> _product(0.92, [0.97])
    'so its confidence is 0.92 = 0.97 × 0.95 (how sure the names in its words are)'
    >>> _product(0.97, [0.97, 1.0])
    'so its confidence is 0.97 = 0.97 × 1.00'
    """
    product = 1.0
    for factor in factors:
        product *= factor
    shown = " × ".join(f"{factor:.2f}" for factor in factors)
    rest = confidence / product if product else 1.0
    open_part = f" × {rest:.2f} (how sure the names in its words are)" if rest < _CERTAIN else ""
    return f"so its confidence is {confidence:.2f} = {shown}{open_part}"
