"""Why the graph says something: the words, the rule, the confidence, step by step."""

from __future__ import annotations

import pyoxigraph as ox

from stancegraph.errors import QueryError
from stancegraph.identifiers import SG, iri
from stancegraph.store.chain import rule_lines
from stancegraph.store.embedded import Graph
from stancegraph.store.evidence import Texts, evidence_lines

_PREFIXES = f"""PREFIX sg: <{SG}>
PREFIX oa: <http://www.w3.org/ns/oa#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
"""
_FACTS = """SELECT ?property ?value ?label WHERE {{
  <{iri}> ?property ?value . OPTIONAL {{ ?value rdfs:label|skos:prefLabel ?label
    FILTER (LANG(?label) IN ("", "en")) }} }} ORDER BY ?property ?value ?label"""
_REVIEWS = """SELECT ?label ?note WHERE {{
  ?review a sg:Review ; oa:hasTarget <{iri}> ; rdfs:label ?label ; dcterms:created ?day .
  OPTIONAL {{ ?review rdfs:comment ?note }} }} ORDER BY ?day ?label"""
_HIDDEN = {"evidence", "hasTarget"}


def explanation(graph: Graph, name: str, texts: Texts = lambda _: None) -> str:
    """Plain lines about the thing of that IRI (full, or relative to the base of the graph).

    `texts` finds the source texts, so that the line of the words can be told.

    Raises:
        QueryError: the graph does not describe it.
    """
    subject = iri(name, graph.base)
    try:
        ox.NamedNode(subject)
    except ValueError as error:
        told = f"{name!r} is no IRI; give one in full, or like state/kaz"
        raise QueryError(told) from error
    lines = _explained(graph, subject, texts, ())
    if not lines:
        raise QueryError(f"the graph says nothing of {subject}; is the IRI complete?")
    return "\n".join(lines) + "\n"


def _explained(graph: Graph, subject: str, texts: Texts, above: tuple[str, ...]) -> list[str]:
    """The lines about a thing, which those above follow from; nothing follows from itself."""
    facts = list(graph.rows(_PREFIXES + _FACTS.format(iri=subject)))
    if not facts:
        return []
    margin = "    " * len(above)
    lines, bases = _facts(facts)
    lines += evidence_lines(graph, subject, texts)
    if not above:
        lines += rule_lines(graph, subject)
    for row in graph.rows(_PREFIXES + _REVIEWS.format(iri=subject)):
        note = f" ({row['note']})" if "note" in row else ""
        lines.append(f"review           {row['label']}{note}")
    shown = [f"{margin}{subject}", *(f"{margin}  {line}" for line in lines)]
    done = (*above, subject)
    for base in (base for base in bases if base not in done):
        shown += [f"{margin}  which follows from:", *_explained(graph, base, texts, done)]
    return shown


def _facts(facts: list[dict[str, str]]) -> tuple[list[str], list[str]]:
    """A line for each value, and what the thing follows from."""
    lines, bases = [], []
    seen = set()
    for fact in facts:
        short = fact["property"].rsplit("#", 1)[-1].rsplit("/", 1)[-1]
        if short in _HIDDEN or (short, fact["value"]) in seen:
            continue
        seen.add((short, fact["value"]))
        if short == "derivedFrom":
            bases.append(fact["value"])
        label = f"  ({fact['label']})" if "label" in fact else ""
        lines.append(f"{short:16} {' '.join(fact['value'].split())}{label}")
    return lines, bases
