"""What a stranger must know to ask: the dataset in words, its schema, example queries."""

from __future__ import annotations

from collections.abc import Iterator

from stancegraph.identifiers import ACT, SG
from stancegraph.serving.holding.holdings import TYPE, Holdings, node
from stancegraph.serving.holding.prefixes import PREFIXES
from stancegraph.serving.pages.asking import examples
from stancegraph.serving.pages.completion import classes, properties
from stancegraph.serving.pages.views import Viewer

_SHOWN = ("sg", "act", "level", "eli", "oa", "org", "schema", "skos", "rdfs", "cito", "prov")
_IN_FULL = ("stances", "condemned", "member-on-the-day")
_PATTERN = """?stance a sg:Stance ; sg:holder ?holder ; sg:target ?target ; sg:act ?act ; \
sg:polarity ?polarity ; sg:level ?level ; sg:cue ?verb ; sg:expressedIn ?paragraph ; \
sg:evidence/oa:exact ?words ."""
_MOST = 60
_KINDS = ("session", "state", "org", "treaty")


def introduction(holdings: Holdings, place: str, offline: bool = False) -> str:
    """The text of /llms.txt, in the form of <https://llmstxt.org>, for a server at `place`.

    An `offline` site is one of files: it has no endpoint, but the dump and the queries as files.
    """
    return "\n".join(
        (
            "# stancegraph",
            "",
            "> Who takes which stance toward whom, in exactly which words: resolutions of"
            " intergovernmental bodies as a knowledge graph.",
            "",
            *_about(holdings),
            "",
            "## Interfaces",
            "",
            *(_files(place) if offline else _interfaces(place)),
            "",
            schema(holdings),
            "",
            *_examples(
                holdings, f"{place}query/{{}}.rq" if offline else f"{place}query?example={{}}"
            ),
            "",
        )
    )


def schema(holdings: Holdings) -> str:
    """Prefixes, the pattern of a stance, classes and properties in use, the acts: Markdown."""
    return "\n".join((*_patterns(holdings), "", *_terms(holdings), "", *_acts(holdings)))


def _about(holdings: Holdings) -> Iterator[str]:
    store, viewer = holdings.data.store, Viewer(holdings, "en")
    stances = sum(1 for _ in store.quads_for_pattern(None, TYPE, node("sg:Stance"), None))
    held = {
        work
        for quad in store.quads_for_pattern(None, TYPE, node("eli:LegalExpression"), None)
        for work in holdings.data.values(str(getattr(quad.subject, "value", "")), "eli:realizes")
    }
    bodies = {viewer.data.value(work, "eli:passed_by") for work in held} - {None}
    named = sorted(viewer.thing(body).label for body in bodies if body)
    yield f"{len(store):,} triples; works whose text is held: {len(held):,};"
    yield f"stances: {stances:,}."
    yield f"Bodies: {'; '.join(named[:_MOST])}." if named else "No text is held."
    yield f"All IRIs of the data begin with `{holdings.base}` and dereference:"
    yield ""
    for kind, iri, name in _samples(holdings):
        yield f"- {kind}: `{iri}`{name}"
    yield ""
    yield "A stance is what a text says, reported with its words; it is not the view of anybody"
    yield "else. Cite the words (`oa:exact`) and the work with every claim. `sg:confidence` says"
    yield "how sure the reading is; stances of `level:direct` are read, others inferred."
    yield "Graph: CC BY 4.0; each source text keeps the rights stated with it."


def _samples(holdings: Holdings) -> Iterator[tuple[str, str, str]]:
    """A thing of each kind: the kind, its IRI, its name."""
    data, base = holdings.data, holdings.base
    found = {kind: next(data.below(f"{base}{kind}/"), None) for kind in _KINDS}
    for name, path in (("work", "eli:is_realized_by"), ("stance", "sg:holder")):
        quads = data.store.quads_for_pattern(None, node(path), None, None)
        found[name] = min((str(getattr(quad.subject, "value", "")) for quad in quads), default=None)
    for kind, iri in found.items():
        if iri is not None:
            label = holdings.label(iri)
            yield kind, iri, f" ({label.value})" if label else ""


def _interfaces(place: str) -> Iterator[str]:
    yield f"- [SPARQL endpoint]({place}sparql): GET or POST `query`; results by Accept (JSON, CSV)"
    yield f"- [Search]({place}search?q=Kazakhstan&format=json): `q`, `kind`, `start`"
    yield f"- [Names to IRIs]({place}reconcile): Reconciliation Service API 0.2"
    yield f"- [Tables and dumps]({place}downloads): CSV, N-Quads, N-Triples"
    yield f"- [Description of all addresses]({place}openapi.json): OpenAPI 3.1"
    yield f"- [Description of the dataset]({place}.well-known/void): VoID, DCAT"
    yield f"- [Ontology]({place}def.ttl), [shapes]({place}shapes), [acts]({place}def/act.html)"
    yield "- Any IRI with `.ttl`, `.jsonld`, `.csv` or `.html` behind its path"


def _files(place: str) -> Iterator[str]:
    yield f"- [Tables and dumps]({place}downloads.html): CSV, N-Quads, N-Triples"
    yield f"- [The whole graph]({place}dumps/stancegraph.nq.gz): no endpoint here, load it"
    yield f"- [SPARQL in the browser]({place}query.html), [search]({place}search.html)"
    yield f"- [Description of the dataset]({place}.well-known/void): VoID, DCAT"
    yield f"- [Ontology]({place}def.html), [acts]({place}def/act.html)"


def _patterns(holdings: Holdings) -> Iterator[str]:
    yield "## Schema"
    yield ""
    yield "```sparql"
    yield f"BASE <{holdings.base}>"
    yield from (f"PREFIX {name}: <{PREFIXES[name]}>" for name in _SHOWN if name in PREFIXES)
    yield f"# {_PATTERN}"
    yield "```"
    yield ""
    yield "Names of things: `rdfs:label` (in the data mostly English), `skos:prefLabel` in six"
    yield "languages, `skos:altLabel`; symbols of documents: `eli:id_local`. Paragraphs lead to"
    yield "their work by `eli:is_part_of+`, works to their body by `eli:passed_by`, to the days by"
    yield "`sg:adoption/schema:startDate`. Polarity is from -1 (against) to 1 (for)."


def _terms(holdings: Holdings) -> Iterator[str]:
    viewer = Viewer(holdings, "en")
    for title, listed in (("Classes", classes(holdings)), ("Properties", properties(holdings))):
        yield f"### {title}"
        yield ""
        for iri, _, count in listed:
            told = _definition(holdings, iri)
            if count or (iri.startswith(SG) and told):
                number = f" ({count:,})" if count else ""
                yield f"- `{viewer.short(iri)}`{number}{': ' + told if told else ''}"
        yield ""


def _definition(holdings: Holdings, iri: str) -> str:
    told = holdings.vocabulary.value(iri, "skos:definition") if iri.startswith(SG) else None
    return " ".join(told.split()) if told else ""


def _acts(holdings: Holdings) -> Iterator[str]:
    yield "### Acts (values of `sg:act`, with their usual polarity)"
    yield ""
    shelf = holdings.vocabulary
    told = (
        f"`act:{iri.removeprefix(ACT)}` {shelf.value(iri, 'sg:startPolarity') or '0'}"
        for iri in shelf.below(ACT)
        if shelf.value(iri, "skos:broader") is not None
    )
    yield ", ".join(told)


def _examples(holdings: Holdings, address: str) -> Iterator[str]:
    yield "## Example queries"
    yield ""
    known = examples(holdings.base)
    for entry in known:
        yield f"- [{entry.title}]({address.format(entry.name)})"
    for entry in known:
        if entry.name in _IN_FULL:
            yield from ("", "```sparql", entry.sparql.rstrip(), "```")
