"""What a further language version adds to a work: its expression, its words, where they stand.

Provisions and stances keep the names that the first version gave them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from stancegraph import identifiers
from stancegraph.comparing import Version, align
from stancegraph.graph.links import describe_links
from stancegraph.graph.provisions import describe_performed, describe_words
from stancegraph.graph.scope import Scope, describe_spans, label
from stancegraph.graph.terms import Collector
from stancegraph.graph.vocabulary import term
from stancegraph.graph.work import describe_files, title
from stancegraph.model import Act, Level, Paragraph, Role, Span, Stance


def version_scope(first: Scope, version: Version) -> Scope:
    """The scope of a further version, under the names and the symbol of the first."""
    named = align(first.resolution, version).version
    resolution = replace(
        named.resolution,
        symbol=first.resolution.symbol or named.resolution.symbol,
        body=first.resolution.body,
    )
    return Scope(resolution, named.source, first.directory, first.base)


def describe_version(first: Scope, scope: Scope, text: Collector, links: Collector) -> None:
    """Adds what the version of `scope` says beside the `first`."""
    describe_links(scope, links)
    text.add(
        scope.iri(first.resolution.id),
        (term("eli:is_realized_by"), scope.iri(scope.expression)),
        label(title(scope), scope.resolution.language),
    )
    describe_files(scope, text)
    for paragraph in scope.resolution.paragraphs:
        describe_words(scope, text, paragraph)
        for act in paragraph.acts:
            describe_performed(scope, text, paragraph, act, version_act(scope, paragraph, act))
    for stance in first.resolution.stances:
        _quote(scope, text, stance)
    describe_spans(scope, text)


def version_act(scope: Scope, paragraph: Paragraph, act: Act) -> str:
    """The relative IRI of an act as a further version performs it."""
    start = paragraph.span.start
    return identifiers.version_act(
        paragraph.id, scope.resolution.language, act.span.start - start, act.span.end - start
    )


def _quote(scope: Scope, graph: Collector, stance: Stance) -> None:
    """Adds the words of a stance in the version, where one act there can be meant and no other."""
    paragraph = scope.paragraphs.get(stance.paragraph)
    if paragraph is None or stance.level is not Level.DIRECT:
        return
    acts = [
        act for act in paragraph.acts if act.act == stance.act and act.role is not Role.EMBEDDED
    ]
    if len(acts) != 1:
        return
    clause = next(clause for act, clause in _clauses(scope, paragraph) if act is acts[0])
    graph.add(
        scope.iri(stance.id),
        (term("sg:cue"), scope.words(scope.cleaned(acts[0].span, paragraph.id))),
        (term("sg:evidence"), scope.span(clause)),
    )


def _clauses(scope: Scope, paragraph: Paragraph) -> Iterator[tuple[Act, Span]]:
    """Each act of a paragraph with its words up to the next one."""
    acts = [act for act in paragraph.acts if act.role is not Role.EMBEDDED]
    ends = [*(act.span.start for act in acts[1:]), paragraph.words.whole.end]
    for act, end in zip(acts, ends, strict=True):
        words = scope.source.text[act.span.start : end].rstrip(" \n,;،؛.")
        start = act.span.start
        yield act, Span(start, start + len(words), words)
