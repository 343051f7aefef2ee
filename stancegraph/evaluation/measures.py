"""The measures over a set of documents, each with a bootstrap interval by document."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from stancegraph.evaluation.scores import Score
from stancegraph.evaluation.tallies import Tally, Trusted

RESAMPLES = 1000
SEED = 20260101
SURE = 0.9
"""From this confidence on, a stance is taken for granted."""

BINS = 10
Value = Callable[[Sequence[Tally]], float | None]


@dataclass(frozen=True, slots=True)
class Measure:
    """A figure with its 95% interval; `units` is over how many units, `goal` what is aimed at."""

    name: str
    value: float
    low: float
    high: float
    units: int
    goal: float | None = None


def total(tallies: Iterable[Tally], name: str) -> Score:
    """The score of a measure over documents."""
    score = Score(0, 0, 0)
    for tally in tallies:
        score += tally.scores.get(name, Score(0, 0, 0))
    return score


def _f1(name: str) -> Value:
    return lambda tallies: _or_none(score := total(tallies, name), score.f1)


def _precision(name: str) -> Value:
    return lambda tallies: _or_none(score := total(tallies, name), score.precision)


def _recall(name: str) -> Value:
    return lambda tallies: _or_none(score := total(tallies, name), score.recall)


def _or_none(score: Score, value: float) -> float | None:
    return value if score.found + score.expected else None


def _macro(tallies: Sequence[Tally]) -> float | None:
    """The mean of the F1 of preambular and of operative paragraphs."""
    sides = [total(tallies, f"side {side}") for side in ("preambular", "operative")]
    known = [side.f1 for side in sides if side.found + side.expected]
    return sum(known) / len(known) if known else None


def weighted_kappa(pairs: Counter[tuple[int, int]]) -> float | None:
    """Cohen's kappa with quadratic weights; None without pairs, 1 where nothing could differ.

    >>> weighted_kappa(Counter({(1, 1): 3, (2, 2): 3}))
    1.0
    """
    count = pairs.total()
    if not count:
        return None
    left: Counter[int] = Counter()
    right: Counter[int] = Counter()
    for (a, b), times in pairs.items():
        left[a] += times
        right[b] += times
    seen = sum(times * (a - b) ** 2 for (a, b), times in pairs.items())
    chance = sum(left[a] * right[b] * (a - b) ** 2 for a in left for b in right) / count
    return 1 - seen / chance if chance else 1.0


def _kappa(tallies: Sequence[Tally]) -> float | None:
    pairs: Counter[tuple[int, int]] = Counter()
    for tally in tallies:
        pairs.update(tally.intensities)
    return weighted_kappa(pairs)


def calibration_error(trusted: Sequence[Trusted]) -> float | None:
    """Expected calibration error: mean distance of confidence and precision over ten bins."""
    if not trusted:
        return None
    error = 0.0
    for held in bins(trusted):
        confidence = sum(stance.confidence for stance in held) / len(held)
        precision = sum(stance.right for stance in held) / len(held)
        error += len(held) * abs(confidence - precision)
    return error / len(trusted)


def bins(trusted: Sequence[Trusted]) -> list[list[Trusted]]:
    """Stances by tenth of confidence, the lowest first; empty tenths left out."""
    held: dict[int, list[Trusted]] = {}
    for stance in trusted:
        held.setdefault(min(int(stance.confidence * BINS), BINS - 1), []).append(stance)
    return [held[key] for key in sorted(held)]


def all_trusted(tallies: Iterable[Tally]) -> list[Trusted]:
    """The stances of all documents with their confidence."""
    return [stance for tally in tallies for stance in tally.trusted]


def _error(tallies: Sequence[Tally]) -> float | None:
    return calibration_error(all_trusted(tallies))


def _sure(tallies: Sequence[Tally]) -> float | None:
    sure = [stance.right for stance in all_trusted(tallies) if stance.confidence >= SURE]
    return sum(sure) / len(sure) if sure else None


@dataclass(frozen=True, slots=True)
class _Definition:
    name: str
    value: Value
    units: Callable[[Sequence[Tally]], int]
    goal: float | None


def _scored(name: str, key: str, value: Value, goal: float | None) -> _Definition:
    return _Definition(name, value, lambda tallies: total(tallies, key).expected, goal)


def _pairs(tallies: Sequence[Tally]) -> int:
    return sum(tally.intensities.total() for tally in tallies)


def _claims(tallies: Sequence[Tally]) -> int:
    return len(all_trusted(tallies))


def _sure_claims(tallies: Sequence[Tally]) -> int:
    return sum(stance.confidence >= SURE for stance in all_trusted(tallies))


_MEASURES = (
    _scored("segmentation F1", "segmentation", _f1("segmentation"), 0.995),
    _scored("preambular/operative macro-F1", "segmentation", _macro, 0.99),
    _scored("opening act accuracy", "openings", _recall("openings"), 0.98),
    _scored("act F1, coordinated and participial too", "acts", _f1("acts"), 0.95),
    _scored("act F1, same act of the scheme", "scheme", _f1("scheme"), None),
    _scored("opening intensified or not", "intensified", _recall("intensified"), None),
    _scored("mention span F1", "mentions", _f1("mentions"), 0.96),
    _scored("link accuracy", "links", _recall("links"), 0.98),
    _scored("citation precision", "citations", _precision("citations"), 0.99),
    _scored("citation recall", "citations", _recall("citations"), 0.99),
    _scored("citation F1", "citations", _f1("citations"), 0.99),
    _scored("descriptive citation recall", "descriptive", _recall("descriptive"), 0.90),
    _scored("direct stance precision", "direct", _precision("direct"), None),
    _scored("direct stance recall", "direct", _recall("direct"), None),
    _scored("direct stance F1", "direct", _f1("direct"), 0.92),
    _scored("other levels precision", "other levels", _precision("other levels"), None),
    _scored("other levels recall", "other levels", _recall("other levels"), None),
    _scored("other levels F1", "other levels", _f1("other levels"), 0.80),
    _scored("polarity sign agreement", "signs", _recall("signs"), 0.97),
    _Definition("intensity weighted kappa", _kappa, _pairs, 0.80),
    _Definition("expected calibration error", _error, _claims, 0.10),
    _Definition("precision at confidence >= 0.9", _sure, _sure_claims, 0.97),
)


def measures(tallies: Sequence[Tally], resamples: int = RESAMPLES) -> tuple[Measure, ...]:
    """Every measure that the gold has units for, in the order of the table."""
    drawn = _draws(len(tallies), resamples)
    found = []
    for definition in _MEASURES:
        value = definition.value(tallies)
        if value is None:
            continue
        low, high = _interval(definition.value, tallies, drawn)
        units = definition.units(tallies)
        found.append(Measure(definition.name, value, low, high, units, definition.goal))
    return tuple(found)


def _draws(count: int, resamples: int) -> list[list[int]]:
    """Documents drawn with replacement, the same on every run."""
    chance = random.Random(SEED)
    return [[chance.randrange(count) for _ in range(count)] for _ in range(resamples)]


def _interval(
    value: Value, tallies: Sequence[Tally], drawn: Sequence[Sequence[int]]
) -> tuple[float, float]:
    """The middle 95% of a measure over the draws."""
    figures = (value([tallies[k] for k in draw]) for draw in drawn)
    known = sorted(figure for figure in figures if figure is not None)
    if not known:
        return float("nan"), float("nan")
    return known[int(0.025 * (len(known) - 1))], known[int(0.975 * (len(known) - 1))]
