"""Names and citations of a work with the entities and documents they lead to, as triples."""

from __future__ import annotations

from stancegraph import identifiers
from stancegraph.graph.scope import Scope, label, shortened
from stancegraph.graph.terms import Collector, boolean, decimal, plain
from stancegraph.graph.vocabulary import TYPE, term
from stancegraph.model import Citation, Mention

UNNAMED_KINDS = frozenset({"date"})
"""Mentions of these kinds name no entity; they stay in the reading."""


def describe_links(scope: Scope, graph: Collector) -> None:
    """Adds mentions and citations with method and score."""
    for mention in scope.resolution.mentions:
        if mention.kind not in UNNAMED_KINDS:
            _describe_mention(scope, graph, mention)
    for citation in scope.resolution.citations:
        _describe_citation(scope, graph, citation)


def _describe_mention(scope: Scope, graph: Collector, mention: Mention) -> None:
    span = mention.span
    paragraph = scope.home(span)
    home = scope.iri(paragraph.id if paragraph else scope.resolution.id)
    words = scope.cleaned(span, paragraph.id if paragraph else None)
    path = identifiers.mention(scope.format, span.start, span.end)
    subject = scope.iri(path)
    graph.add(
        subject,
        (TYPE, term("oa:Annotation")),
        (TYPE, term("sg:Mention")),
        label(shortened(words), scope.resolution.language),
        (term("oa:motivatedBy"), term("oa:identifying")),
        (term("oa:hasTarget"), scope.span(span)),
        (term("sg:confidence"), decimal(mention.score)),
        (term("sg:rule"), plain(mention.method)),
        (term("sg:expressedIn"), home),
        *scope.review_status(path),
        *((term("sg:candidate"), scope.iri(other)) for other in mention.candidates),
    )
    if mention.entity:
        graph.add(subject, (term("oa:hasBody"), scope.iri(mention.entity)))
        graph.add(home, (term("schema:mentions"), scope.iri(mention.entity)))


def _describe_citation(scope: Scope, graph: Collector, citation: Citation) -> None:
    span, work = citation.span, scope.iri(scope.resolution.id)
    paragraph = scope.home(span)
    words = scope.cleaned(span, paragraph.id if paragraph else None)
    subject = scope.iri(identifiers.citation(scope.format, span.start, span.end))
    document = scope.iri(citation.document)
    graph.add(
        subject,
        (TYPE, term("cito:Citation")),
        label(shortened(words), scope.resolution.language),
        (term("cito:hasCitingEntity"), work),
        (term("cito:hasCitedEntity"), document),
        (term("sg:citationStatus"), plain(citation.status)),
        (term("sg:selfCitation"), boolean(citation.is_self)),
        (term("sg:rule"), plain(citation.rule)),
        (term("sg:expressedIn"), scope.iri(paragraph.id) if paragraph else work),
        (term("sg:evidence"), scope.span(span)),
    )
    if citation.identifier:
        graph.add(subject, (term("sg:identifier"), plain(citation.identifier)))
    if citation.pinpoint:
        graph.add(subject, (term("sg:pinpoint"), plain(citation.pinpoint)))
    if not citation.is_self:
        graph.add(work, (term("eli:cites"), document))
