"""The provisions of a work and the acts performed in them, as triples."""

from __future__ import annotations

from collections import Counter

from stancegraph import identifiers
from stancegraph.graph.scope import Scope, label
from stancegraph.graph.terms import Collector, Statement, boolean, integer, plain
from stancegraph.graph.vocabulary import TYPE, term
from stancegraph.graph.work import symbol
from stancegraph.model import Act, Paragraph, ParagraphKind

CLASSES = {
    ParagraphKind.PREAMBULAR: "sg:PreambularParagraph",
    ParagraphKind.OPERATIVE: "sg:OperativeParagraph",
    ParagraphKind.SUB: "sg:SubParagraph",
    ParagraphKind.HEADING: "sg:Provision",
    ParagraphKind.ANNEX: "sg:Provision",
}
NAMES = {
    ParagraphKind.PREAMBULAR: "preambular paragraph",
    ParagraphKind.OPERATIVE: "operative paragraph",
    ParagraphKind.SUB: "sub-paragraph",
    ParagraphKind.HEADING: "heading",
    ParagraphKind.ANNEX: "annex",
}


def describe_provisions(scope: Scope, graph: Collector) -> None:
    """Adds every provision and the acts performed in it."""
    places: Counter[tuple[str | None, ParagraphKind]] = Counter()
    for paragraph in scope.resolution.paragraphs:
        places[paragraph.parent, paragraph.kind] += 1
        ordinal = places[paragraph.parent, paragraph.kind]
        parent = scope.iri(paragraph.parent or scope.resolution.id)
        subject = scope.iri(paragraph.id)
        graph.add(parent, (term("eli:has_part"), subject))
        graph.add(
            subject,
            (TYPE, term(CLASSES[paragraph.kind])),
            (TYPE, term("eli:LegalResourceSubdivision")),
            label(provision_name(scope, paragraph)),
            (term("eli:is_part_of"), parent),
            (term("sg:ordinal"), integer(ordinal)),
            *_numbering(paragraph),
            *_opening_act(paragraph),
        )
        describe_words(scope, graph, paragraph)
        for act in paragraph.acts:
            start = paragraph.span.start
            path = identifiers.act(paragraph.id, act.span.start - start, act.span.end - start)
            describe_performed(scope, graph, paragraph, act, path)


def describe_words(scope: Scope, graph: Collector, paragraph: Paragraph) -> None:
    """Adds the words of a provision in the language of `scope`, and where they stand."""
    graph.add(
        scope.iri(paragraph.id),
        (term("schema:text"), scope.words(paragraph.words.text)),
        (term("sg:evidence"), scope.span(paragraph.span)),
        *_opening_phrase(scope, paragraph),
    )


def provision_name(scope: Scope, paragraph: Paragraph) -> str:
    """What people call a provision: "50/48-POL, operative paragraph 2 (a)"."""
    tail = ""
    while paragraph.kind is ParagraphKind.SUB and paragraph.parent in scope.paragraphs:
        tail = f" ({_place(paragraph)}){tail}"
        paragraph = scope.paragraphs[paragraph.parent]
    return f"{symbol(scope)}, {NAMES[paragraph.kind]} {_place(paragraph)}{tail}"


def _place(paragraph: Paragraph) -> str:
    return paragraph.number or paragraph.id.rsplit("/", 1)[-1]


def _numbering(paragraph: Paragraph) -> tuple[Statement, ...]:
    return ((term("eli:number"), plain(paragraph.number)),) if paragraph.number else ()


def _opening_act(paragraph: Paragraph) -> tuple[Statement, ...]:
    act = paragraph.opening
    return ((term("sg:openingAct"), term(f"act:{act.act}")),) if act else ()


def _opening_phrase(scope: Scope, paragraph: Paragraph) -> tuple[Statement, ...]:
    act = paragraph.opening
    if act is None:
        return ()
    whole = scope.between(act.span, *(span for span in act.intensifiers if span < act.span))
    return ((term("sg:openingPhrase"), scope.words(scope.cleaned(whole, paragraph.id))),)


def describe_performed(
    scope: Scope, graph: Collector, paragraph: Paragraph, act: Act, path: str
) -> None:
    """Adds a performed act under a relative IRI."""
    cue = scope.cleaned(act.span, paragraph.id)
    graph.add(
        scope.iri(path),
        (TYPE, term("sg:PerformedAct")),
        label(f"{cue} ({provision_name(scope, paragraph)})"),
        (term("sg:act"), term(f"act:{act.act}")),
        (term("sg:actRole"), plain(act.role)),
        (term("sg:cue"), scope.words(cue)),
        (term("sg:negated"), boolean(act.negated)),
        (term("sg:expressedIn"), scope.iri(paragraph.id)),
        (term("sg:evidence"), scope.span(act.span)),
        *scope.review_status(path),
    )
