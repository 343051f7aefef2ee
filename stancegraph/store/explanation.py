"""Why the graph says something: the words, the rule, the confidence, step by step."""

from __future__ import annotations

from stancegraph.errors import QueryError
from stancegraph.identifiers import SG, iri
from stancegraph.store.embedded import Graph

_PREFIXES = f"""PREFIX sg: <{SG}>
PREFIX oa: <http://www.w3.org/ns/oa#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX schema: <https://schema.org/>
"""
_FACTS = """SELECT ?property ?value ?label WHERE {{
  <{iri}> ?property ?value . OPTIONAL {{ ?value rdfs:label|skos:prefLabel ?label
    FILTER (LANG(?label) IN ("", "en")) }} }} ORDER BY ?property ?value ?label"""
_EVIDENCE = """SELECT ?quote ?prefix ?suffix ?start ?end ?source ?sha256 WHERE {{
  <{iri}> (sg:evidence|oa:hasTarget)? ?span .
  ?span oa:exact ?quote ; oa:start ?start ; oa:end ?end ; oa:hasSource ?file .
  OPTIONAL {{ ?span oa:prefix ?prefix }} OPTIONAL {{ ?span oa:suffix ?suffix }}
  OPTIONAL {{ ?file dcterms:source ?source }} OPTIONAL {{ ?file schema:sha256 ?sha256 }} }}
ORDER BY ?source ?start"""
_HIDDEN = {"evidence", "hasTarget"}


def explanation(graph: Graph, name: str) -> str:
    """Plain lines about the thing of that IRI (full, or relative to the base of the graph).

    Raises:
        QueryError: the graph does not describe it.
    """
    subject = iri(name, graph.base)
    if any(character in subject for character in '<>" {}|\\^`'):
        raise QueryError(f"{name!r} is not an IRI")
    lines = _explained(graph, subject, depth=0)
    if not lines:
        raise QueryError(f"the graph says nothing of {subject}; is the IRI complete?")
    return "\n".join(lines) + "\n"


def _explained(graph: Graph, subject: str, depth: int) -> list[str]:
    facts = list(graph.rows(_PREFIXES + _FACTS.format(iri=subject)))
    if not facts:
        return []
    margin = "  " * depth
    lines = [f"{margin}{subject}"]
    bases = []
    seen = set()
    for fact in facts:
        short = fact["property"].rsplit("#", 1)[-1].rsplit("/", 1)[-1]
        if short in _HIDDEN or (short, fact["value"]) in seen:
            continue
        seen.add((short, fact["value"]))
        if short == "derivedFrom":
            bases.append(fact["value"])
        label = f"  ({fact['label']})" if "label" in fact else ""
        lines.append(f"{margin}  {short:16} {' '.join(fact['value'].split())}{label}")
    lines += [f"{margin}  {line}" for line in _evidence(graph, subject)]
    for base in bases:
        lines += [f"{margin}  which follows from:", *_explained(graph, base, depth + 2)]
    return lines


def _evidence(graph: Graph, subject: str) -> list[str]:
    lines = []
    for row in graph.rows(_PREFIXES + _EVIDENCE.format(iri=subject)):
        lines.append(f"words            {row.get('source', '?')}, {row['start']}-{row['end']}:")
        before, after = row.get("prefix", ""), row.get("suffix", "")
        marked = f"…{before}[{row['quote']}]{after}…"
        lines.append(f"  {' '.join(marked.split())}")
        if "sha256" in row:
            lines.append(f"  of the file with sha256 {row['sha256']}")
    return lines
