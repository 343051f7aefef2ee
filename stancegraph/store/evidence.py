"""The words behind something: where they stand in the source, and the text with them marked."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from stancegraph.identifiers import SG
from stancegraph.model import SourceText
from stancegraph.store.embedded import Graph

Texts = Callable[[str], SourceText | None]
"""Finds a source text by its published path; None where it is not at hand."""

_PREFIXES = f"""PREFIX sg: <{SG}>
PREFIX oa: <http://www.w3.org/ns/oa#>
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX schema: <https://schema.org/>
"""
_SPANS = """SELECT ?quote ?prefix ?suffix ?start ?end ?source ?sha256 WHERE {{
  <{iri}> (sg:evidence|oa:hasTarget)? ?span .
  ?span oa:exact ?quote ; oa:start ?start ; oa:end ?end ; oa:hasSource ?file .
  OPTIONAL {{ ?span oa:prefix ?prefix }} OPTIONAL {{ ?span oa:suffix ?suffix }}
  OPTIONAL {{ ?file dcterms:source ?source }} OPTIONAL {{ ?file schema:sha256 ?sha256 }} }}
ORDER BY ?source ?start"""
_PARAGRAPH = """SELECT ?text ?cue ?target WHERE {{
  <{iri}> a sg:Stance ; sg:cue ?cue ; sg:expressedIn/eli:is_part_of*/schema:text ?text .
  OPTIONAL {{ <{iri}> sg:targetPhrase ?target }}
  FILTER (LANG(?text) = LANG(?cue) && CONTAINS(?text, ?cue)) }}"""
_ELI = "PREFIX eli: <http://data.europa.eu/eli/ontology#>\n"


def evidence_lines(graph: Graph, iri: str, texts: Texts) -> Iterator[str]:
    """Where the words stand, themselves with what surrounds them, and the bytes they are from."""
    for row in graph.rows(_PREFIXES + _SPANS.format(iri=iri)):
        start, end, path = int(row["start"]), int(row["end"]), row.get("source", "?")
        place = _place(texts(path), row.get("sha256"), start, end)
        yield f"words            {path}{place}, {start}-{end}:"
        before, after = row.get("prefix", ""), row.get("suffix", "")
        yield "  " + " ".join(f"…{before}[{row['quote']}]{after}…".split())
        if "sha256" in row:
            yield f"  of the file with sha256 {row['sha256']}"
    for row in graph.rows(_PREFIXES + _ELI + _PARAGRAPH.format(iri=iri)):
        yield "cue in « », target in [ ]:"
        yield "  " + " ".join(marked(row["text"], row["cue"], row.get("target", "")).split())


def _place(source: SourceText | None, sha256: str | None, start: int, end: int) -> str:
    """The line of a text, the page or element of other formats; nothing where it is not at hand."""
    if source is None or source.sha256 != sha256:
        return ""
    if source.anchors:
        place = source.place(start, end)
        return f", {place}" if place else ""
    return f":{source.text.count(chr(10), 0, start) + 1}"


def marked(text: str, cue: str, target: str) -> str:
    """The text with the cue and the nearest words of the target marked.

    >>> marked("Strongly condemns the attack in the city", "condemns", "the attack")
    'Strongly «condemns» [the attack] in the city'
    >>> marked("Peace is welcomed", "welcomed", "Peace")
    '[Peace] is «welcomed»'
    """
    start = text.find(cue)
    end = start + len(cue)
    where = text.find(target, end) if target else -1
    if where < 0 and target:
        where = text.rfind(target, 0, start)
    marks = [(start, "«"), (end, "»")]
    if where >= 0:
        marks += [(where, "["), (where + len(target), "]")]
    for place, mark in sorted(marks, key=lambda pair: pair[0], reverse=True):
        text = text[:place] + mark + text[place:]
    return text
