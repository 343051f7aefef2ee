"""Pairs what was found with what was annotated: one to one, the best pair first."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import TypeVar

from stancegraph.evaluation.gold import Stretch

Found = TypeVar("Found")
Marked = TypeVar("Marked")
_WORD = re.compile(r"\w+")


def overlap(left: Stretch, right: Stretch) -> int:
    """How many code points two stretches share.

    >>> overlap((0, 5), (3, 9)), overlap((0, 5), (5, 9))
    (2, 0)
    """
    return max(0, min(left[1], right[1]) - max(left[0], right[0]))


def shared_words(text: str, left: Stretch, right: Stretch) -> float:
    """The words that two stretches of a text share, over the words of either.

    >>> shared_words("all the efforts made", (0, 15), (8, 20))
    0.25
    """
    if not overlap(left, right):
        return 0.0
    first, second = (
        {found.start() for found in _WORD.finditer(text, *where)} for where in (left, right)
    )
    return len(first & second) / len(first | second) if first | second else 0.0


def pairs(
    found: Iterable[Found], marked: Iterable[Marked], score: Callable[[Found, Marked], float]
) -> list[tuple[Found, Marked]]:
    """The pairs with a score above 0, the highest first, each member once."""
    left, right = list(found), list(marked)
    scored = [(score(a, b), i, j) for i, a in enumerate(left) for j, b in enumerate(right)]
    free_left, free_right = set(range(len(left))), set(range(len(right)))
    kept = []
    for value, i, j in sorted(scored, key=lambda row: (-row[0], row[1], row[2])):
        if value > 0 and i in free_left and j in free_right:
            free_left.discard(i)
            free_right.discard(j)
            kept.append((left[i], right[j]))
    return kept
