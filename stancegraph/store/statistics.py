"""Counts over a built graph."""

from __future__ import annotations

from dataclasses import dataclass

from stancegraph.identifiers import ACT, LEVEL, SG
from stancegraph.store.embedded import Graph

_COUNTED = {
    "resolutions": "?s a <{sg}Resolution> ; <{eli}is_realized_by> ?expression",
    "sessions": "?s a <{sg}Session>",
    "preambular paragraphs": "?s a <{sg}PreambularParagraph>",
    "operative paragraphs": "?s a <{sg}OperativeParagraph>",
    "sub-paragraphs": "?s a <{sg}SubParagraph>",
    "acts": "?s a <{sg}PerformedAct>",
    "mentions": "?s a <{sg}Mention>",
    "mentions unresolved": "?s a <{sg}Mention> FILTER NOT EXISTS "
    "{{ ?s <http://www.w3.org/ns/oa#hasBody> ?entity }}",
    "citations": "?s a <http://purl.org/spar/cito/Citation>",
    "stances": "?s a <{sg}Stance>",
    "stances to review": '?s a <{sg}Stance> ; <{sg}reviewStatus> "to review"',
    "reviews": "?s a <{sg}Review>",
    "reviews that confirm": '?s a <{sg}Review> ; <{sg}verdict> "confirm"',
    "reviews that correct": '?s a <{sg}Review> ; <{sg}verdict> "correct"',
    "reviews that dispute": '?s a <{sg}Review> ; <{sg}verdict> "dispute"',
    "provisions that reuse wording": "?s <{sg}reusesWordingOf> ?earlier",
}
_ELI = "http://data.europa.eu/eli/ontology#"


@dataclass(frozen=True, slots=True)
class Count:
    """How many there are of something."""

    name: str
    count: int


def statistics(graph: Graph) -> tuple[Count, ...]:
    """Counts of the whole graph, then stances by level and by act, most frequent first."""
    totals = [Count(name, _count(graph, where)) for name, where in _COUNTED.items()]
    return (
        Count("triples", len(graph)),
        *totals,
        *_grouped(graph, "level", LEVEL),
        *_grouped(graph, "act", ACT),
    )


def _count(graph: Graph, where: str) -> int:
    pattern = where.format(sg=SG, eli=_ELI)
    row = next(graph.rows(f"SELECT (COUNT(DISTINCT ?s) AS ?n) {{ {pattern} }}"))
    return int(row["n"])


def _grouped(graph: Graph, name: str, namespace: str) -> list[Count]:
    rows = graph.rows(
        f"SELECT ?value (COUNT(*) AS ?n) {{ ?s a <{SG}Stance> ; <{SG}{name}> ?value }} "
        "GROUP BY ?value ORDER BY DESC(?n) ?value"
    )
    return [
        Count(f"stances of {name} {row['value'].removeprefix(namespace)}", int(row["n"]))
        for row in rows
    ]
