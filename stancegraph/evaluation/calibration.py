"""Reliabilities of rules from what they found in annotated documents, and how far they hold."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import prod

from stancegraph.evaluation.measures import BINS, bins
from stancegraph.evaluation.tallies import Trusted

ROUNDS = 50
PRIOR = 2.0
"""How many further findings, as reliable as said before, smooth the share of each rule."""


def reliabilities(trusted: Sequence[Trusted], before: Mapping[str, float]) -> dict[str, float]:
    """How reliable each rule is, so that the products over chains fit what was right.

    A rule is as reliable as the share of its findings that are right, over what the other rules
    of their chains make expected (smoothed by `PRIOR` findings of the reliability `before`).
    Rules that found nothing keep theirs. None goes below 0.3, or above what its count allows by
    Laplace's rule: (n + 1) / (n + 2).
    """
    found = dict(before)
    chains = [(tuple(dict.fromkeys(stance.rules)), stance.right) for stance in trusted]
    used = sorted({rule for chain, _ in chains for rule in chain})
    for _ in range(ROUNDS):
        for rule in used:
            held = [(chain, right) for chain, right in chains if rule in chain]
            expected = sum(prod(found[r] for r in chain if r != rule) for chain, _ in held)
            agreed = sum(right for _, right in held)
            share = (agreed + PRIOR * before[rule]) / (expected + PRIOR)
            most = min((len(held) + 1) / (len(held) + 2), 0.99)
            found[rule] = min(max(share, 0.3), most)
    return {rule: round(value, 2) for rule, value in found.items()}


def calibration_table(trusted: Sequence[Trusted]) -> str:
    """A Markdown table: stances by tenth of confidence, their mean confidence, their precision."""
    lines = ["| confidence | stances | mean confidence | precision |", "|---|---|---|---|"]
    for held in bins(trusted):
        low = min(int(held[0].confidence * BINS), BINS - 1) / BINS
        confidence = sum(stance.confidence for stance in held) / len(held)
        precision = sum(stance.right for stance in held) / len(held)
        tenth = f"{low:.1f}-{low + 1 / BINS:.1f}"
        lines.append(f"| {tenth} | {len(held)} | {confidence:.2f} | {precision:.2f} |")
    return "\n".join(lines)
