"""Relative clauses that accuse: what a target is said to harm, and that this is valued."""

from __future__ import annotations

from collections.abc import Iterator

from stancegraph.model import Level
from stancegraph.stances.judging.goals import verb_list_end
from stancegraph.stances.judging.judgements import judgement
from stancegraph.stances.phrases.ends import targets
from stancegraph.stances.polarity import HARMED, WRONG
from stancegraph.stances.positions import Position, Segment, Setting

_BEING = frozenset(["is", "are", "was", "were"])


def accusations(
    segment: Segment, head: tuple[int, int], end: int, setting: Setting
) -> Iterator[Position]:
    """What the clause ", which undermines ..." after `end` says of the target, its head."""
    view = segment.view
    at, found = end + (view.lowers[end] == ","), None
    if view.lowers[at] not in ("which", "that", "who") or at >= segment.last:
        return
    verb = at + 1
    while "auxiliary" in view.held[verb] or view.adverb(verb):
        verb += 1
    if not setting.rules.on("harm-relative"):
        return
    after = verb + 1
    if view.lowers[verb] not in view.tables.harms:
        found = judgement(view, at + 1, segment.last)
        if found is None or found.first != at + 1 or found.predicate.polarity >= 0:
            return
        if view.lowers[at + 1] in _BEING and found.predicate.polarity > WRONG:
            return  # which are a reflection of hatred: said of it, but no deed
        verb, after = found.first, found.last
    while view.lowers[after] in ("and", "or", ",") and view.lowers[after + 1] in view.tables.harms:
        after += 2
    polarity = setting.lexicon.act("accuse").polarity
    cue = segment.cue._replace(span=view.span(verb, after), act="accuse", polarity=polarity)
    accusation = Position(cue, view, *head, Level.DIRECT, "accuse", polarity, 1, ("harm-relative",))
    yield accusation
    if view.lowers[after - 1] in view.tables.harms or found is None or found.predicate.harmed:
        yield from harmed(accusation, after, segment.last, setting)


def harmed(position: Position, first: int, last: int, setting: Setting) -> Iterator[Position]:
    """What is harmed is valued: the object that begins at `first`."""
    if not setting.rules.on("harmed-object"):
        return
    end = verb_list_end(position.view, first, last)
    for item in targets(position.view, first, end)[:1]:
        if item.last > item.first:
            yield position.derived(
                Level.IMPLIED, (item.first, item.last), HARMED, "harmed-object", "support"
            )
