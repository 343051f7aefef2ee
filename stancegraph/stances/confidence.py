"""How far a stance can be trusted: the product of the reliabilities of what it went through."""

from __future__ import annotations

from stancegraph.stances.positions import Position
from stancegraph.stances.rules import Rules


def confidence(position: Position, rules: Rules) -> float:
    """Between 0 and 1, two digits: the rules of the position and of its base, and its link."""
    product = position.score
    step: Position | None = position
    while step is not None:
        product *= rules.reliability(*dict.fromkeys(step.rules))
        step = step.base
    return round(product, 2)
