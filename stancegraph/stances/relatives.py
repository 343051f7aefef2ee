"""Relative clauses about a target: what it harms, what a cited document says itself."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from stancegraph.model import Level
from stancegraph.stances.clauses import inserted
from stancegraph.stances.goals import verb_list_end
from stancegraph.stances.heads import head_of, name_of_head
from stancegraph.stances.phrases import targets
from stancegraph.stances.positions import Position, Segment, Setting
from stancegraph.stances.views import Name, View

_ACCUSED, _VALUED = -0.7, 0.6


def relatives(
    segment: Segment, head: tuple[int, int], end: int, setting: Setting
) -> Iterator[Position]:
    """The positions in the relative clause after `end`; its head is the target, no date in it."""
    view, (first, last) = segment.view, head
    inner = next((k for k in range(first + 1, last) if view.word(k) in ("which", "that")), None)
    if inner is not None and view.word(inner + 1) in view.tables.embedded:
        if setting.rules.on("attributed"):
            yield from _attributed(segment, (first, inner), inner + 1, setting)
        return
    if view.word(end) in view.tables.embedded and view.word(end).endswith("ing"):
        if setting.rules.on("attributed") and view.noun(head_of(view, first, last), "document"):
            yield from _attributed(segment, head, end, setting)
        return
    at = end + (view.word(end) == ",")
    if view.word(at) not in ("which", "that", "who") or at >= segment.last:
        return
    verb = at + 1
    while view.is_a(verb, "auxiliary") or view.adverb(verb):
        verb += 1
    if view.word(verb) in view.tables.harms:
        if setting.rules.on("harm-relative"):
            yield from _harm(segment, head, verb, setting)
    elif view.word(verb) in view.tables.embedded and setting.rules.on("attributed"):
        yield from _attributed(segment, head, verb, setting)


def _harm(
    segment: Segment, head: tuple[int, int], verb: int, setting: Setting
) -> Iterator[Position]:
    view, end = segment.view, verb + 1
    while view.word(end) in ("and", "or", ",") and view.word(end + 1) in view.tables.harms:
        end += 2
    cue = replace(segment.cue, span=view.span(verb, end), act="accuse", polarity=_ACCUSED)
    accusation = Position(cue, view, *head, Level.DIRECT, "accuse", _ACCUSED, 1, ("harm-relative",))
    yield accusation
    yield from harmed(accusation, end, segment.last, setting)


def harmed(position: Position, first: int, last: int, setting: Setting) -> Iterator[Position]:
    """What is harmed is valued: the object that begins at `first`."""
    if not setting.rules.on("harmed-object"):
        return
    end = verb_list_end(position.view, first, last)
    for item in targets(position.view, first, end)[:1]:
        if item.last > item.first:
            yield position.derived(
                Level.IMPLIED, (item.first, item.last), _VALUED, "harmed-object", "support"
            )


def _attributed(
    segment: Segment, head: tuple[int, int], verb: int, setting: Setting
) -> Iterator[Position]:
    """The view of a cited document or party: "the Charter, which *urge for* solidarity"."""
    view = segment.view
    source = _source(view, *head)
    if source is None or not source.entity:
        return
    governing, end = view.tables.embedded[view.word(verb)], verb + 1
    if governing.prepositions:
        if view.word(end) not in governing.prepositions:
            return
        end += 1
    span = view.span(verb, end)
    end = inserted(view, end, segment.last, setting)
    cue = replace(segment.cue, span=span, act=governing.act, polarity=governing.polarity)
    for item in targets(view, end, segment.last):
        if item.last <= item.first or view.word(item.first) == "that":
            return
        yield Position(
            cue, view, item.first, item.last, Level.DIRECT, governing.act, governing.polarity, 1,
            ("attributed",), attributed_to=source.entity,
        )  # fmt: skip


def _source(view: View, first: int, last: int) -> Name | None:
    """The document that is the antecedent or that it belongs to, else a party that speaks."""
    head = name_of_head(view, first, last)
    if head is not None and (head.document or head.party):
        return head
    within = list(view.names_in(first, last))
    documents = [name for name in within if name.document]
    speaks = view.noun(head_of(view, first, last), "document")
    speakers = [name for name in within if name.party] if speaks else []
    return next(iter(documents[-1:] or speakers[-1:]), None)
