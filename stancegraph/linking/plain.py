"""Links the names of plain text and of table cells, where no document tells the context."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from stancegraph.linking.choosing import Context
from stancegraph.linking.citations import Citing, find_references
from stancegraph.linking.linker import Linker
from stancegraph.linking.reference import Reference
from stancegraph.linking.register import load_register
from stancegraph.model import Mention, Span


@lru_cache(maxsize=1)
def packaged_linker() -> Linker:
    """The linker over the register of the package.

    Raises:
        TableError: a table of the register is malformed.
    """
    return Linker(load_register())


def find_mentions(
    text: str,
    linker: Linker | None = None,
    *,
    body: str | None = None,
    day: date | None = None,
    language: str = "en",
) -> tuple[Mention, ...]:
    """The names in a text with the entities they mean, in order, inner names after outer ones.

    `body` and `day` say as whose words and as of when to read it; without them a name means what
    it means today, and what stays ambiguous has no entity but candidates. Offsets are code points.

    >>> [(m.span.text, m.entity) for m in find_mentions("the Government of Kazakhstan")]
    [('Government of Kazakhstan', 'org/gov-kaz'), ('Kazakhstan', 'state/kaz')]
    """
    linker = linker or packaged_linker()
    found = linker.find(text, Context(linker.register, body, day), language)
    return tuple(
        Mention(
            Span(each.start, each.end, text[each.start : each.end]),
            each.kind,
            each.entity,
            each.score,
            each.method,
            each.candidates,
        )
        for each in found
    )


def find_documents(
    text: str,
    linker: Linker | None = None,
    *,
    body: str | None = None,
    day: date | None = None,
    language: str = "en",
) -> tuple[Reference, ...]:
    """The documents that a text refers to, by symbol, number or description, in order.

    >>> [each.document for each in find_documents("Security Council resolution 2672 (2023)")]
    ['resolution/un-sc/2672']
    """
    linker = linker or packaged_linker()
    context = Context(linker.register, body, day)
    found = linker.find(text, context, language)
    citing = Citing("", day=day)
    references = find_references(text, found, context, citing)
    return tuple(each for each in references if not each.is_self)
