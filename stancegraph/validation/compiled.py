"""The compiled engine: `shacl`, written in Rust, which reads N-Triples without rdflib.

The reference judges in its place the few graphs that it judges otherwise: those with blank nodes,
which it renames; with literals that their datatype does not know, some of which it takes for
others; with days and times in a time zone and with very long numbers, which it compares otherwise;
and what it cannot parse.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

import shacl

from stancegraph.graph.terms import Triple
from stancegraph.validation.facts import datatype, lexical
from stancegraph.validation.literals import XSD, ill_typed, written
from stancegraph.validation.paths import shape_paths
from stancegraph.validation.report import Finding, Severity

if TYPE_CHECKING:
    from stancegraph.validation.reference import Reference

_ODD = re.compile(r"[+-]?[\d.]{19,}.*|.*\d(?:Z|[+-]\d\d:\d\d)", re.DOTALL | re.ASCII)
"""More digits than it reads exactly in every kind of number; a day or a time in a time zone."""


class Compiled:
    """Judges graphs with `shacl`; shapes are compiled once."""

    def __init__(self, shapes: Iterable[Triple]) -> None:
        self._triples = tuple(shapes)
        self._shapes = shacl.Shapes.from_text(ntriples(self._triples), "ntriples")

    @cached_property
    def _paths(self) -> Mapping[str, str]:
        return shape_paths(self._triples)

    @cached_property
    def _reference(self) -> Reference:
        from stancegraph.validation.reference import Reference

        return Reference(self._triples)

    def judge(self, triples: Iterable[Triple]) -> list[Finding]:
        """What the shapes say about a graph, each finding once, in no particular order."""
        kept = triples if isinstance(triples, (tuple, list)) else tuple(triples)
        results = None if _has_odd_literals(kept) else self._results(kept)
        if results is None or not all(_is_named(result) for result in results):
            return self._reference.judge(kept)
        return list(dict.fromkeys(map(self._finding, results)))

    def _results(self, triples: Sequence[Triple]) -> list[shacl.Result] | None:
        """The results of the engine; None for what it cannot judge."""
        text = ntriples(triples)
        if "_:" in text and _has_blank_nodes(triples):
            return None
        try:
            return self._shapes.validate_text(text, "ntriples").results
        except ValueError:
            return None

    def _finding(self, result: shacl.Result) -> Finding:
        shape = result.source_shape or ""
        return Finding(
            severity=Severity(result.severity),
            shape=shape.strip("<>"),
            component=result.component_iri,
            focus=written(result.focus_node),
            path=None if result.path is None else self._paths.get(shape, result.path),
            value=None if result.value is None else written(result.value),
            message=" ".join(sorted(result.messages)),
        )


def ntriples(triples: Iterable[Triple]) -> str:
    """The triples as N-Triples.

    >>> ntriples([Triple("<a:b>", "<a:c>", '"d"')])
    '<a:b> <a:c> "d" .\\n'
    """
    return "".join([f"{subject} {said} {value} .\n" for subject, said, value in triples])


def _has_blank_nodes(triples: Iterable[Triple]) -> bool:
    return any(subject.startswith("_:") or value.startswith("_:") for subject, _, value in triples)


def _has_odd_literals(triples: Iterable[Triple]) -> bool:
    return any(map(_is_odd, {t[2] for t in triples if t[2][-1] == ">" and t[2][0] == '"'}))


@lru_cache(maxsize=65536)
def _is_odd(literal: str) -> bool:
    """Whether a typed literal is one that the engines judge differently."""
    words, kind = lexical(literal), datatype(literal)[1:-1]
    if not kind.startswith(XSD) or kind == f"{XSD}string":
        return False
    return bool(_ODD.fullmatch(words)) or ill_typed(words, kind)


def _is_named(result: shacl.Result) -> bool:
    return (result.source_shape or "").startswith("<")
