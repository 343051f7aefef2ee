"""How rooms let others do a part of their work: they name what to do, the caller says where."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Protocol, TypeVar

T = TypeVar("T")
R = TypeVar("R")


class Spread(Protocol):
    """Does the same for many tasks, here or in other processes; the results come in order.

    What is done may read what was there before, and must not change what others see.
    """

    def __call__(self, work: Callable[[T], R], tasks: Iterable[T], /) -> Iterable[R]:
        """The results of the tasks."""


def here(work: Callable[[T], R], tasks: Iterable[T]) -> Iterable[R]:
    """Does the tasks in this process, each when its result is wanted."""
    return map(work, tasks)
