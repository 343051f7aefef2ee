"""The documents that a text cites: by number, by symbol, by name, by description, and itself."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from stancegraph.linking.anchors import anchors, word_start
from stancegraph.linking.choosing import Context
from stancegraph.linking.dates import find_dates
from stancegraph.linking.descriptions import DescriptionReader
from stancegraph.linking.found import Found
from stancegraph.linking.grammar import load_grammar
from stancegraph.linking.lists import ListReader
from stancegraph.linking.owners import Owners
from stancegraph.linking.pinpoints import pinpoint_after, pinpoint_before
from stancegraph.linking.reference import Reference
from stancegraph.linking.series import load_catalogue
from stancegraph.linking.symbols import find_symbols
from stancegraph.linking.treaties import find_treaties


@dataclass(frozen=True, slots=True)
class Citing:
    """The document that cites: its work, what it calls itself, its own symbols, its day."""

    document: str
    noun: str = "resolution"
    own: frozenset[str] = frozenset()
    day: date | None = None


def find_references(
    text: str, found: list[Found], context: Context, citing: Citing
) -> list[Reference]:
    """All references of a text to documents, in order, none overlapping."""
    catalogue = load_catalogue()
    owners = Owners(text, found, context, catalogue.numbering)
    numbered = ListReader(text, catalogue, owners, context)
    references = list(_self_references(text, citing))
    references += _free(find_symbols(text, catalogue, find_dates(text)), references)
    references += _free(numbered.references(), references)
    references += _free(numbered.loose(references), references)
    references += _free(DescriptionReader(text, found, owners, context).references(), references)
    references += _free(find_treaties(text, found, context.register), references)
    references.sort(key=_start)
    references = [_pointed(_known(reference, context, citing), text) for reference in references]
    printed = next(
        (each.identifier for each in references if each.is_self and each.identifier), None
    )
    return [
        replace(each, identifier=printed) if each.is_self and not each.identifier else each
        for each in references
    ]


def postdates(reference: Reference, citing: Citing) -> bool:
    """Whether a reference is to something later than the day of the text that cites it."""
    if citing.day is None or reference.is_self:
        return False
    if reference.day and reference.rule != "treaty":
        return reference.day > citing.day
    return bool(reference.year and reference.year > citing.day.year)


def own_forms(printed: Iterable[str | None]) -> frozenset[str]:
    """The normal forms of a document's own symbols."""
    catalogue = load_catalogue()
    return frozenset(
        reference.identifier
        for symbol in printed
        if symbol
        for reference in find_symbols(symbol, catalogue, ())
        if reference.identifier
    )


def _self_references(text: str, citing: Citing) -> Iterator[Reference]:
    grammar = load_grammar()
    for pattern, literals in grammar.selves:
        for anchor in anchors(text, literals):
            match = pattern.match(text, word_start(text, anchor))
            noun = grammar.names.get(match["noun"], match["noun"]) if match else None
            if match and noun in ("resolution", citing.noun):
                yield Reference(
                    match.start(), match.end(), None, citing.document, "self", is_self=True
                )


def _free(references: Iterable[Reference], taken: list[Reference]) -> list[Reference]:
    """Those that no earlier finder has found; what it has found does not overlap."""
    taken = sorted(taken, key=_start)
    starts = [each.start for each in taken]
    free = []
    for each in sorted(references, key=lambda reference: (reference.start, -reference.end)):
        at = bisect_right(starts, each.start)
        if not any(each.overlaps(other) for other in taken[max(0, at - 1) : at + 1]):
            free.append(each)
    return free


def _start(reference: Reference) -> int:
    return reference.start


def _known(reference: Reference, context: Context, citing: Citing) -> Reference:
    """The reference with the work that the register gives it, and whether it is to itself."""
    if reference.identifier:
        known = context.register.document(reference.identifier.partition(":")[2])
        if known:
            reference = replace(reference, document=known.id)
    own_words = (
        reference.rule == "description"
        and reference.body == context.body
        and reference.day == citing.day is not None
        and not reference.resolved
    )
    if own_words or reference.document == citing.document or reference.identifier in citing.own:
        return replace(reference, document=citing.document, is_self=True, resolved=True)
    return reference


def _pointed(reference: Reference, text: str) -> Reference:
    pinpoint = pinpoint_before(text, reference.start) or pinpoint_after(text, reference.end)
    return replace(reference, pinpoint=pinpoint) if pinpoint else reference
