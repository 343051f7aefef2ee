"""Agreement of two annotators, printed as a table.

    cd tests
    python -m gold.agreement SHARED [PASS_A PASS_B]     default: gold/pass-a gold/pass-b

Acts agree when their spans overlap and the act is the same. Stances agree when level and family
of the act are the same and the tokens of their targets overlap by half (intersection over
union); acts and stances are paired one to one, the best pair first. F1 is of b against a, which
is the same the other way round. Kappas are over paired stances: of the sign of the polarity
(neutral within 0.15), and of the intensity with quadratic weights. Target IoU is over stances
paired without it: same paragraph, level, family and overlapping cue.
"""

import csv
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from gold.standoff import Act, Annotation, Span, Stance, loaded

HERE = Path(__file__).parent
ACTS = HERE.parents[1] / "stancegraph" / "resources" / "lexicon" / "acts.tsv"
NEUTRAL = 0.15
HALF = 0.5
T = TypeVar("T")
DIRECT = frozenset({"direct"})
DERIVED = frozenset({"addressee", "beneficiary", "actor", "implied", "conditional"})


@dataclass(frozen=True, slots=True)
class Counts:
    """How many of a pair of annotators were paired."""

    paired: int
    first: int
    second: int

    def __add__(self, other: "Counts") -> "Counts":
        """Counts of two documents together."""
        return Counts(
            self.paired + other.paired, self.first + other.first, self.second + other.second
        )

    @property
    def f1(self) -> float:
        """Twice the paired over all; 1 when neither has any."""
        total = self.first + self.second
        return 2 * self.paired / total if total else 1.0


def families() -> dict[str, str]:
    """Family of each act of the scheme."""
    with ACTS.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        return {row["act"]: row["family"] for row in rows}


def overlap(left: Span, right: Span) -> int:
    """Number of code points that two spans share."""
    return max(0, min(left[1], right[1]) - max(left[0], right[0]))


def tokens(text: str, span: Span) -> frozenset[int]:
    """Where the words of a span start."""
    return frozenset(found.start() for found in re.compile(r"\w+").finditer(text, *span))


def iou(text: str, left: Span, right: Span) -> float:
    """Words that two spans share, over the words of either."""
    first, second = tokens(text, left), tokens(text, right)
    return len(first & second) / len(first | second) if first | second else 0.0


def paired(
    first: Iterable[T], second: Iterable[T], score: Callable[[T, T], float]
) -> list[tuple[T, T]]:
    """Pair one to one, the highest score first; no pair with score 0."""
    left, right = list(first), list(second)
    scored = [(score(a, b), i, j) for i, a in enumerate(left) for j, b in enumerate(right)]
    free_left, free_right = set(range(len(left))), set(range(len(right)))
    pairs = []
    for value, i, j in sorted(scored, key=lambda row: (-row[0], row[1], row[2])):
        if value > 0 and i in free_left and j in free_right:
            free_left.discard(i)
            free_right.discard(j)
            pairs.append((left[i], right[j]))
    return pairs


def sign(polarity: float) -> int:
    """-1, 0 or 1."""
    return 0 if abs(polarity) <= NEUTRAL else (1 if polarity > 0 else -1)


def kappa(pairs: list[tuple[int, int]], weight: Callable[[int, int], float]) -> float:
    """Cohen's kappa with weights of disagreement; 1 when nothing could disagree."""
    first = Counter(left for left, _ in pairs)
    second = Counter(right for _, right in pairs)
    seen = sum(weight(left, right) for left, right in pairs)
    chance = sum(weight(a, b) * first[a] * second[b] / len(pairs) for a in first for b in second)
    return 1 - seen / chance if chance else 1.0


class Comparison:
    """Two annotations of the same documents, added up document by document."""

    def __init__(self) -> None:
        self.families = families()
        self.counts: dict[str, Counts] = {}
        self.signs: list[tuple[int, int]] = []
        self.intensities: list[tuple[int, int]] = []
        self.overlaps: list[float] = []

    def add(self, text: str, first: Annotation, second: Annotation) -> None:
        """Compare two annotations of one text; raises ValueError if their texts differ."""
        if first.sha256 != second.sha256:
            raise ValueError(first.document)
        self.count("acts, span and act", first.acts, second.acts, self.same_act)
        self.count("acts, span alone", first.acts, second.acts, self.same_span)
        for name, levels in (("direct", DIRECT), ("other levels", DERIVED)):
            left = [stance for stance in first.stances if stance.level in levels]
            right = [stance for stance in second.stances if stance.level in levels]
            pairs = self.count(f"stances, {name}", left, right, self.same_stance(text))
            self.signs += [(sign(a.polarity), sign(b.polarity)) for a, b in pairs]
            self.intensities += [(a.intensity, b.intensity) for a, b in pairs]
            by_cue = paired(left, right, self.same_cue)
            self.overlaps += [iou(text, a.target, b.target) for a, b in by_cue]

    def count(
        self,
        name: str,
        first: Iterable[T],
        second: Iterable[T],
        score: Callable[[T, T], float],
    ) -> list[tuple[T, T]]:
        """Pair and add to the counts under a name."""
        left, right = list(first), list(second)
        pairs = paired(left, right, score)
        before = self.counts.get(name, Counts(0, 0, 0))
        self.counts[name] = before + Counts(len(pairs), len(left), len(right))
        return pairs

    def same_span(self, left: Act, right: Act) -> float:
        """Overlap of two acts."""
        return overlap((left.start, left.end), (right.start, right.end))

    def same_act(self, left: Act, right: Act) -> float:
        """Overlap of two acts that are the same."""
        return self.same_span(left, right) if left.act == right.act else 0.0

    def alike(self, left: Stance, right: Stance) -> bool:
        """Whether two stances agree on level and family of act."""
        same = self.families[left.act] == self.families[right.act]
        return same and left.level == right.level

    def same_stance(self, text: str) -> Callable[[Stance, Stance], float]:
        """Overlap of the targets of two stances alike, from half upwards."""

        def score(left: Stance, right: Stance) -> float:
            if not self.alike(left, right) or not overlap(left.target, right.target):
                return 0.0
            shared = iou(text, left.target, right.target)
            return shared if shared >= HALF else 0.0

        return score

    def same_cue(self, left: Stance, right: Stance) -> float:
        """Overlap of the cues of two stances alike, the nearer targets first."""
        if not self.alike(left, right) or not overlap(left.cue, right.cue):
            return 0.0
        return 1.0 / (1 + abs(left.target[0] - right.target[0]))

    def table(self) -> str:
        """The figures, a measure a line."""
        rows = [("measure", "a", "b", "paired", "figure")]
        for name, counts in self.counts.items():
            figures = (str(counts.first), str(counts.second), str(counts.paired))
            rows.append((f"{name} (F1)", *figures, f"{counts.f1:.3f}"))
        agree = kappa(self.signs, lambda a, b: float(a != b)) if self.signs else 1.0
        weighted = kappa(self.intensities, lambda a, b: float((a - b) ** 2)) if self.signs else 1.0
        mean = sum(self.overlaps) / len(self.overlaps) if self.overlaps else 1.0
        pairs = str(len(self.signs))
        rows.append(("sign of polarity (kappa)", "", "", pairs, f"{agree:.3f}"))
        rows.append(("intensity (weighted kappa)", "", "", pairs, f"{weighted:.3f}"))
        rows.append(("target tokens (mean IoU)", "", "", str(len(self.overlaps)), f"{mean:.3f}"))
        lines = [
            "  ".join([row[0].ljust(28), *(cell.rjust(7) for cell in row[1:])]) for row in rows
        ]
        return "\n".join(lines)


def main() -> int:
    """Compare the documents that both have annotated, and print the table."""
    shared = Path(sys.argv[1])
    folders = [Path(argument) for argument in sys.argv[2:4]] or [HERE / "pass-a", HERE / "pass-b"]
    held = [{path.name for path in folder.glob("*.json")} for folder in folders]
    both = sorted(held[0] & held[1])
    comparison = Comparison()
    for name in both:
        first, second = (loaded(folder / name) for folder in folders)
        text = (shared / first.document).read_bytes().decode("utf-8")
        comparison.add(text, first, second)
    print(f"{len(both)} documents")
    print(comparison.table())
    return 0 if both else 1


if __name__ == "__main__":
    sys.exit(main())
