"""The one adapter for SHACL engines: triples in, findings out, the same whichever engine judges."""

from __future__ import annotations

from collections.abc import Iterable
from importlib.util import find_spec
from typing import Protocol

from stancegraph.errors import StancegraphError
from stancegraph.graph.terms import Triple
from stancegraph.validation.report import Finding

AUTO, REFERENCE, COMPILED = "auto", "pyshacl", "shacl"
ENGINES = (AUTO, REFERENCE, COMPILED)
"""What may judge: the fastest at hand, the reference, the compiled engine of the extra `fast`."""


class EngineError(StancegraphError):
    """An engine that is unknown or not installed."""


class Judge(Protocol):
    """A SHACL engine with its shapes."""

    def judge(self, triples: Iterable[Triple]) -> list[Finding]:
        """What the shapes say about a graph, each finding once, in no particular order."""


class Engine:
    """Judges graphs by the shapes of one shapes graph; `name` is the engine that does it.

    Every engine gives the same findings: those that the report lists as results, not the details
    below them. Literals are never normalised, since normalising would hide ill-typed ones; values
    that cannot be compared with each other violate a comparison, as SHACL says.
    """

    def __init__(self, shapes: Iterable[Triple], name: str = AUTO) -> None:
        self.name = chosen(name)
        triples = tuple(shapes)
        self._judge: Judge
        if self.name == COMPILED:
            from stancegraph.validation.compiled import Compiled

            self._judge = Compiled(triples)
        else:
            from stancegraph.validation.reference import Reference

            self._judge = Reference(triples)

    def judge(self, triples: Iterable[Triple]) -> list[Finding]:
        """What the shapes say about a graph, each finding once, in no particular order."""
        return self._judge.judge(triples)


def chosen(name: str) -> str:
    """The engine that a name means here: `auto` is the compiled one where it is installed.

    Raises:
        EngineError: the name is unknown, or the engine is not installed.
    """
    if name not in ENGINES:
        raise EngineError(f"no SHACL engine is called {name!r}; choose one of {', '.join(ENGINES)}")
    installed = find_spec(COMPILED) is not None
    if name == AUTO:
        return COMPILED if installed else REFERENCE
    if name == COMPILED and not installed:
        raise EngineError(
            "the SHACL engine shacl is not installed; pip install 'stancegraph[fast]', "
            f"or choose {REFERENCE}"
        )
    return name
