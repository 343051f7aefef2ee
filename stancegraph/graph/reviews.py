"""What people say of the facts of a work, as triples beside its provenance."""

from __future__ import annotations

from stancegraph import identifiers
from stancegraph.graph.scope import Scope, label
from stancegraph.graph.terms import Collector, Statement, plain, typed, worded, xsd
from stancegraph.graph.vocabulary import TYPE, term
from stancegraph.model import Reviewed


def describe_reviews(scope: Scope, graph: Collector) -> None:
    """Adds every review that found its fact, with its author."""
    for reviewed in scope.resolution.reviews:
        review = reviewed.review
        day, author = review.day.isoformat(), identifiers.reviewer(review.by)
        subject = identifiers.review(reviewed.subject, review.fact, review.by, day)
        graph.add(
            scope.iri(subject),
            (TYPE, term("sg:Review")),
            (TYPE, term("oa:Annotation")),
            label(_said(reviewed)),
            (term("oa:motivatedBy"), term("oa:assessing")),
            (term("oa:hasTarget"), scope.iri(reviewed.subject)),
            (term("sg:verdict"), plain(review.verdict)),
            (term("sg:reviewedFact"), plain(review.fact)),
            (term("dcterms:created"), typed(day, xsd("date"))),
            (term("dcterms:source"), plain(f"reviews/{review.file}")),
            (term("prov:wasAttributedTo"), scope.iri(author)),
            *_values(reviewed),
        )
        graph.add(scope.iri(author), (TYPE, term("prov:Agent")), label(review.by))


def _said(reviewed: Reviewed) -> str:
    review = reviewed.review
    change = f": {review.value} for {reviewed.before or 'nothing'}" if review.value else ""
    return f"{review.by}, {review.day.isoformat()}: {review.verdict} {review.fact}{change}"


def _values(reviewed: Reviewed) -> list[Statement]:
    statements = []
    if reviewed.before:
        statements.append((term("sg:valueBefore"), plain(reviewed.before)))
    if reviewed.review.value:
        statements.append((term("oa:bodyValue"), plain(reviewed.review.value)))
    if reviewed.review.note:
        statements.append((term("rdfs:comment"), worded(reviewed.review.note, "en")))
    return statements
