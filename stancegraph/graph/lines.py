"""Graphs as lines: N-Triples and N-Quads, written directly since terms are kept in that form."""

from __future__ import annotations

from stancegraph.graph.terms import Graph


def ntriples(graph: Graph) -> str:
    """The graph as N-Triples, one line a triple, sorted."""
    return _lines(graph, " .\n")


def nquads(graph: Graph, name: str) -> str:
    """The graph as N-Quads under a name, given as a term."""
    return _lines(graph, f" {name} .\n")


def _lines(graph: Graph, ending: str) -> str:
    # Joining is what Python does fastest: one call writes all the lines of a subject.
    return "".join(
        [
            f"{subject} {f'{ending}{subject} '.join(map(' '.join, statements))}{ending}"
            for subject, statements in graph.nodes
            if statements
        ]
    )
