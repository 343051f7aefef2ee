"""One task of a build: make what one source gives, and keep it. Runs in a worker or here."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from stancegraph.building.cache import Cache
from stancegraph.building.made import Fault, Made, Outline
from stancegraph.building.making import Maker, Making
from stancegraph.text import Content


@dataclass(frozen=True, slots=True)
class Task:
    """An input, and the key under which to keep what is made of it.

    With a `work`, that work alone is made, of the input and its `versions` in other languages.
    """

    key: str
    content: Content
    work: str = ""
    versions: tuple[Content, ...] = ()


class Workshop:
    """Does tasks; what it needs is loaded once in each process, or before it is forked."""

    def __init__(self, making: Making, cache: Path) -> None:
        self._making = making
        self._cache = Cache(cache)
        self._maker: Maker | None = None

    def __getstate__(self) -> tuple[Making, Path]:
        return self._making, self._cache.root

    def __setstate__(self, state: tuple[Making, Path]) -> None:
        self.__init__(*state)  # type: ignore[misc]

    @property
    def maker(self) -> Maker:
        """Everything that works need to be made.

        Raises:
            TableError: a table is not well formed.
        """
        if self._maker is None:
            self._maker = Maker(self._making)
        return self._maker

    def _make(self, task: Task) -> Made:
        if task.work:
            return self.maker.merge(task.work, (task.content, *task.versions))
        return self.maker.make(task.content)

    def __call__(self, task: Task) -> Outline:
        """Make, keep, and tell what has to be known at once.

        A fault of the program at one document is told, and does not stop the others;
        STANCEGRAPH_DEBUG=1 in the environment lets it through.
        """
        try:
            made = self._make(task)
        except Exception as error:
            if os.environ.get("STANCEGRAPH_DEBUG"):
                raise
            told = f"internal: {type(error).__name__}: {error}; it is left out"
            return Outline(faults=(Fault(f"{told} (STANCEGRAPH_DEBUG=1 shows where)"),), kept=False)
        self._cache.keep(task.key, made)
        return made.outline
