"""From what the finders hand on to the values of the model, and the issues that remain."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from datetime import date

from stancegraph.linking.citations import Citing, own_forms, postdates
from stancegraph.linking.forms import is_agreement
from stancegraph.linking.found import Found
from stancegraph.linking.mentions import COMMON_NOUN
from stancegraph.linking.passage import Passage
from stancegraph.linking.reference import Reference
from stancegraph.model import Citation, Issue, Mention, Resolution

_LAST_WORD = re.compile(r"[A-Z][a-z]*")


def citing_as(resolution: Resolution, day: date | None) -> Citing:
    """How a resolution cites itself: as "this" what its class is named by, and by its symbols."""
    noun = _LAST_WORD.findall(resolution.instrument)[-1].lower()
    return Citing(resolution.id, noun, own_forms((resolution.symbol, resolution.collection)), day)


def as_mentions(
    found: Iterable[Found], references: list[Reference], passage: Passage
) -> tuple[Mention, ...]:
    """The names of their own: no common nouns, no treaties, nothing within a symbol."""
    symbols = [each for each in references if each.rule == "symbol"]
    starts = [each.start for each in symbols]
    mentions = []
    for each in found:
        at = bisect_right(starts, each.start) - 1
        in_symbol = at >= 0 and each.end <= symbols[at].end and each.kind != "session"
        if in_symbol or not _is_named(each, passage.text):
            continue
        span = passage.span(each.start, each.end)
        mentions.append(
            Mention(span, each.kind, each.entity, each.score, each.method, each.candidates)
        )
    return tuple(mentions)


def as_citations(
    references: Iterable[Reference], passage: Passage, citing: Citing
) -> tuple[Citation, ...]:
    """The citations; what is not certain is a candidate."""
    return tuple(
        Citation(
            passage.span(each.start, each.end),
            each.identifier,
            each.document,
            "resolved" if _is_certain(each, citing) else "candidate",
            each.rule,
            each.pinpoint,
            each.is_self,
        )
        for each in references
    )


def open_names(mentions: Iterable[Mention]) -> Iterator[Issue]:
    """The mentions that mean nobody the register knows, or one of several."""
    for mention in mentions:
        if mention.entity:
            continue
        words, span = " ".join(mention.span.text.split()), mention.span
        if mention.candidates:
            among = ", ".join(mention.candidates)
            yield Issue("ambiguous-name", f"{words!r} may mean {among}", span)
        elif mention.kind in ("person", "document"):
            message = f"{words!r} names a {mention.kind} that the register lacks"
            yield Issue("unresolved-name", message, span)


def odd_citations(
    references: Iterable[Reference], passage: Passage, citing: Citing
) -> Iterator[Issue]:
    """The references that cannot be, or to documents that nothing identifies."""
    for each in references:
        if _is_certain(each, citing):
            continue
        span = passage.span(each.start, each.end)
        words = " ".join(span.text.split())
        if postdates(each, citing):
            message = f"{words!r} is later than the text that cites it"
            yield Issue("citation-postdates", message, span)
        elif each.doubtful:
            message = f"{words!r}: that number was not given in that year"
            yield Issue("citation-year-mismatch", message, span)
        else:
            message = f"{words!r} describes a document that the register lacks"
            yield Issue("unresolved-citation", message, span)


def _is_certain(reference: Reference, citing: Citing) -> bool:
    return reference.resolved and not reference.doubtful and not postdates(reference, citing)


def _is_named(found: Found, text: str) -> bool:
    """Whether it is a name of its own; treaties are cited, agreements among parties named too."""
    if found.kind == "treaty":
        return is_agreement(text[found.start : found.end])
    return found.method != COMMON_NOUN
