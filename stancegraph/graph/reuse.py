"""Provisions that repeat the words of earlier ones, as triples."""

from __future__ import annotations

from collections.abc import Iterable

from stancegraph import identifiers
from stancegraph.comparing import Reuse
from stancegraph.graph.scope import data_iri, label
from stancegraph.graph.terms import Collector, Graph, decimal, plain
from stancegraph.graph.vocabulary import TYPE, term

RULE = "same-words"


def reuse_graph(reuses: Iterable[Reuse], base: str) -> Graph:
    """The links from later to earlier provisions, each with its derivation and similarity.

    The provisions themselves are described by the files of their works.
    """
    graph = Collector()
    for reuse in reuses:
        later, earlier = data_iri(reuse.later, base), data_iri(reuse.earlier, base)
        derivation = data_iri(identifiers.reuse(reuse.later), base)
        graph.add(
            later,
            (term("sg:reusesWordingOf"), earlier),
            (term("prov:qualifiedDerivation"), derivation),
        )
        graph.add(
            derivation,
            (TYPE, term("prov:Derivation")),
            label(f"{_name(reuse.later)} reuses the wording of {_name(reuse.earlier)}"),
            (term("prov:entity"), earlier),
            (term("sg:similarity"), decimal(reuse.similarity)),
            (term("sg:rule"), plain(RULE)),
        )
    return graph.graph()


def _name(provision: str) -> str:
    """What an IRI says of a provision without its kind of work."""
    return provision.split("/", 1)[1]
