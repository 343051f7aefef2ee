"""Stances read from the words, and the matters that they are about, as triples."""

from __future__ import annotations

from stancegraph.graph.scheme import third_person
from stancegraph.graph.scope import Scope, label, shortened
from stancegraph.graph.terms import Collector, Statement, boolean, decimal, plain
from stancegraph.graph.vocabulary import TYPE, term
from stancegraph.model import Party, Span, Stance

REVIEW_BELOW = 0.6
"""Stances of less confidence are published marked for review."""


def describe_stances(scope: Scope, graph: Collector) -> None:
    """Adds every stance that was read from the words, with the matters among its parties."""
    for stance in scope.resolution.stances:
        if not stance.level.inferred:
            graph.add(scope.iri(stance.id), *stance_statements(scope, stance))
            for party in (stance.target, stance.addressee, stance.beneficiary):
                if party and party.span and not party.entity:
                    _describe_matter(scope, graph, stance.paragraph, party.span)


def stance_statements(scope: Scope, stance: Stance) -> list[Statement]:
    """What the text graph says of a stance."""
    paragraph, target = stance.paragraph, stance.target
    statements = [
        (TYPE, term("sg:Stance")),
        label(stance_label(scope, stance)),
        (term("sg:holder"), scope.iri(stance.holder)),
        (term("sg:act"), term(f"act:{stance.act}")),
        (term("sg:cue"), scope.words(scope.cleaned(stance.cue, paragraph))),
        (term("sg:level"), term(f"level:{stance.level}")),
        (term("sg:polarity"), decimal(stance.polarity)),
        (term("sg:intensity"), term(f"intensity:{stance.intensity}")),
        (term("sg:negated"), boolean(stance.negated)),
        (term("sg:confidence"), decimal(stance.confidence)),
        (term("sg:rule"), plain(stance.rule)),
        (term("sg:expressedIn"), scope.iri(paragraph)),
        (term("sg:evidence"), scope.span(evidence(scope, stance))),
    ]
    if target.span:
        phrase = scope.words(scope.cleaned(target.span, paragraph))
        statements.append((term("sg:targetPhrase"), phrase))
    if stance.requested:
        statements.append((term("sg:requested"), scope.span(stance.requested)))
    if stance.derived_from:
        statements.append((term("sg:derivedFrom"), scope.iri(stance.derived_from)))
    statements += [(term("sg:throughRule"), plain(rule)) for rule in stance.through]
    if stance.attributed_to:
        statements.append((term("sg:attributedTo"), scope.iri(stance.attributed_to)))
    waiting = (term("sg:reviewStatus"), plain("to review"))
    if stance.confidence < REVIEW_BELOW and stance.id not in scope.reviewed:
        statements.append(waiting)
    return [*statements, *scope.review_status(stance.id), *_parties(scope, stance)]


def _parties(scope: Scope, stance: Stance) -> list[Statement]:
    parties: tuple[tuple[str, Party | None], ...] = (
        ("sg:target", stance.target),
        ("sg:addressee", stance.addressee),
        ("sg:beneficiary", stance.beneficiary),
    )
    named = (
        (name, scope.party(party.span, party.entity, stance.paragraph))
        for name, party in parties
        if party
    )
    return [(term(name), scope.iri(path)) for name, path in named if path]


def evidence(scope: Scope, stance: Stance) -> Span:
    """The source from the cue to the end of the target, whichever comes first."""
    target = stance.target.span
    return scope.between(stance.cue, target) if target else stance.cue


def stance_label(scope: Scope, stance: Stance) -> str:
    """A stance in one line: holder, act and target."""
    target = stance.target
    if target.span:
        words = scope.cleaned(target.span, stance.paragraph)
    else:
        words = scope.directory.label(target.entity) if target.entity else "no one named"
    holder = scope.directory.label(stance.holder)
    negation = "not: " if stance.negated else ""
    return shortened(f"{holder} {negation}{third_person(stance.act)}: {words}", 160)


def _describe_matter(scope: Scope, graph: Collector, paragraph_id: str, span: Span) -> None:
    words = scope.cleaned(span, paragraph_id)
    graph.add(
        scope.iri(scope.matter(span, paragraph_id)),
        (TYPE, term("sg:Matter")),
        label(words, scope.resolution.language),
        (term("sg:evidence"), scope.span(span)),
        *((term("schema:mentions"), scope.iri(entity)) for entity in scope.named_within(span)),
    )
