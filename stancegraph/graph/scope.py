"""One work on its way into the graph: how its parts are named and its spans shared."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field

from stancegraph import identifiers
from stancegraph.graph.directory import Directory
from stancegraph.graph.terms import Collector, Statement, offset, plain, worded
from stancegraph.graph.vocabulary import LABEL, TYPE, term
from stancegraph.model import Mention, Paragraph, Resolution, SourceText, Span

CONTEXT = 32
"""Code points quoted before and after a span, so that it can be found again in another copy."""

ENGLISH = "en"


def data_iri(path: str, base: str) -> str:
    """The term of a relative IRI of the data; a full IRI stays as it is."""
    return f"<{path}>" if "://" in path else f"<{base}{path}>"


def label(text: str, language: str = ENGLISH) -> Statement:
    """The label of a node, by default in our own English words."""
    return (LABEL, worded(text, language))


def shortened(text: str, limit: int = 80) -> str:
    """The text on one line, cut at a word.

    >>> shortened("the resolution  on the situation", 20)
    'the resolution on …'
    """
    line = " ".join(text.split())
    return line if len(line) <= limit else line[: limit - 1].rsplit(" ", 1)[0] + " …"


@dataclass(slots=True)
class Scope:
    """A resolution, its source and the base of the data; gathers the spans that its graphs use."""

    resolution: Resolution
    source: SourceText
    directory: Directory
    base: str
    expression: str = ""
    format: str = ""
    spans: dict[Span, str] = field(default_factory=dict)
    clean: dict[tuple[int, int, str | None], str] = field(default_factory=dict)
    paragraphs: dict[str, Paragraph] = field(default_factory=dict)
    ordered: list[Paragraph] = field(default_factory=list)
    mentions: list[Mention] = field(default_factory=list)
    reviewed: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        work, language = self.resolution.id, self.resolution.language
        self.expression = identifiers.expression(work, language)
        self.format = identifiers.manifestation(work, language, self.source.format)
        self.paragraphs = {paragraph.id: paragraph for paragraph in self.resolution.paragraphs}
        self.ordered = sorted(self.resolution.paragraphs, key=_start)
        self.mentions = sorted(self.resolution.mentions, key=_start)
        reviews = self.resolution.reviews
        self.reviewed = {each.subject: each.review.verdict.status for each in reviews}

    def iri(self, path: str) -> str:
        """The term of a relative IRI."""
        return f"<{path}>" if "://" in path else f"<{self.base}{path}>"

    def span(self, span: Span) -> str:
        """The term of the one node of a span."""
        known = self.spans.get(span)
        if known is None:
            known = self.iri(identifiers.span(self.format, span.start, span.end))
            self.spans[span] = known
        return known

    def home(self, span: Span) -> Paragraph | None:
        """The innermost provision that holds a span, None for words outside the provisions.

        A provision begins after the one it lies in, so the last to begin is the innermost.
        """
        at = bisect_right(self.ordered, span.start, key=_start)
        found = next(
            (part for part in reversed(self.ordered[:at]) if part.span.end > span.start), None
        )
        while found and not found.span.contains(span):
            found = self.paragraphs.get(found.parent) if found.parent else None
        return found

    def named_within(self, span: Span) -> list[str]:
        """The entities that are mentioned inside a span, sorted."""
        first = bisect_left(self.mentions, span.start, key=_start)
        last = bisect_left(self.mentions, span.end, key=_start)
        inside = (mention for mention in self.mentions[first:last] if mention.span.end <= span.end)
        return sorted({mention.entity for mention in inside if mention.entity})

    def between(self, first: Span, *others: Span) -> Span:
        """The smallest span that covers all of these."""
        start = min(first.start, *(span.start for span in others), first.start)
        end = max(first.end, *(span.end for span in others), first.end)
        return Span(start, end, self.source.text[start:end])

    def review_status(self, path: str) -> tuple[Statement, ...]:
        """What the last review said of a fact, if there was one."""
        status = self.reviewed.get(path)
        return ((term("sg:reviewStatus"), plain(status)),) if status else ()

    def words(self, text: str) -> str:
        """Words of the document as a literal in its language."""
        return worded(text, self.resolution.language)

    def cleaned(self, span: Span, paragraph_id: str | None) -> str:
        """The words of a span without markup and line breaks, as its paragraph has them."""
        key = span.start, span.end, paragraph_id
        known = self.clean.get(key)
        if known is None:
            known = self.clean[key] = self._cleaned(span, paragraph_id)
        return known

    def _cleaned(self, span: Span, paragraph_id: str | None) -> str:
        while paragraph_id in self.paragraphs:
            paragraph = self.paragraphs[paragraph_id]
            if text := paragraph.cleaned(span):
                return text
            paragraph_id = paragraph.parent
        return " ".join(span.text.split())

    def party(self, span: Span | None, entity: str | None, paragraph_id: str) -> str | None:
        """The relative IRI of a party: an entity, the matter that its words name, or None."""
        return entity if entity or span is None else self.matter(span, paragraph_id)

    def matter(self, span: Span, paragraph_id: str) -> str:
        """The relative IRI of what a span names, counted from the provision that holds it.

        That is the chapeau where sub-paragraphs share the words; the given provision if none.
        """
        home = self.home(span) or self.paragraphs[paragraph_id]
        start = home.span.start
        return identifiers.matter(home.id, span.start - start, span.end - start)


def _start(part: Paragraph | Mention) -> int:
    return part.span.start


def describe_spans(scope: Scope, graph: Collector) -> None:
    """Adds the node of every span that the work's graphs refer to."""
    text, source = scope.source.text, scope.iri(scope.format)
    kinds = tuple(
        (TYPE, term(name))
        for name in ("oa:SpecificResource", "oa:TextPositionSelector", "oa:TextQuoteSelector")
    )
    constant = (*kinds, (term("oa:hasSource"), source))
    for span, subject in scope.spans.items():
        start, end = span.start, span.end
        graph.add(
            subject,
            *constant,
            label(shortened(span.text), scope.resolution.language),
            (term("oa:start"), offset(start)),
            (term("oa:end"), offset(end)),
            (term("oa:exact"), scope.words(text[start:end])),
            (term("oa:prefix"), scope.words(text[max(start - CONTEXT, 0) : start])),
            (term("oa:suffix"), scope.words(text[end : end + CONTEXT])),
        )
