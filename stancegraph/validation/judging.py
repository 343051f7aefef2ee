"""One document before its judges: shapes, checks in code, quotations."""

from __future__ import annotations

from stancegraph.graph.terms import Triple
from stancegraph.graph.vocabulary import TYPE
from stancegraph.validation.background import Described, named_in_background, with_ontology
from stancegraph.validation.engine import Engine
from stancegraph.validation.facts import Facts
from stancegraph.validation.quotes import Texts, misquotations
from stancegraph.validation.report import Finding
from stancegraph.validation.soundness import unsound


def judge(
    engine: Engine, facts: Facts, texts: Texts, background: Described | None = None
) -> list[Finding]:
    """Everything that is wrong with one document.

    Args:
        engine: the SHACL engine with its shapes.
        facts: the document.
        texts: finds the texts that it quotes.
        background: what it may name without describing it; None for a document that stands alone.
    """
    known = named_in_background(facts, background) if background else []
    return [
        *_by_shapes(engine, facts, known),
        *unsound(facts),
        *misquotations(facts, texts),
    ]


def _by_shapes(engine: Engine, facts: Facts, known: list[Triple]) -> list[Finding]:
    """What the shapes say of the document itself, not of what it only names."""
    findings = engine.judge(tuple(with_ontology([*facts.triples, *known])))
    if not findings:
        return []
    own = {node for triple in facts.triples for node in (triple.subject, triple.object)}
    typed = {triple.subject for triple in facts.triples if triple.predicate == TYPE}
    described_elsewhere = {triple.subject for triple in known} - typed
    return [
        finding
        for finding in findings
        if finding.focus in own and finding.focus not in described_elsewhere
    ]


def stands_alone(facts: Facts) -> bool:
    """Whether a document is the file of a work, which describes whatever it names."""
    return bool(facts.instances("eli:Format"))
