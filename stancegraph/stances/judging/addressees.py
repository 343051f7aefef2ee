"""Addressees: the position toward whoever is asked, and what the asking presupposes."""

from __future__ import annotations

from collections.abc import Iterator

from stancegraph.model import Level, Span
from stancegraph.stances.judging.goals import verb_list_end
from stancegraph.stances.judging.levels import name_is_place
from stancegraph.stances.phrases.ends import targets
from stancegraph.stances.phrases.modes import Mode
from stancegraph.stances.phrases.verbs import verb_after_to
from stancegraph.stances.phrases.views import Phrase, View
from stancegraph.stances.polarity import REVERSED, UNWANTED, asking
from stancegraph.stances.positions import Position, Segment, Setting


def asked(
    segment: Segment, first: int, end: int, wanted: tuple[int, int], setting: Setting
) -> Iterator[Position]:
    """A position toward each addressee between two tokens."""
    view, cue = segment.view, segment.cue
    if cue.act in ("instruct", "forward") and view.lowers[wanted[0]] in ("forward", "transmit"):
        return
    found = targets(view, first, end, Mode.ADDRESSEE)
    if not setting.rules.on("target-list"):
        found = found[:1]
    for number, item in enumerate(item for item in found if item.last > item.first):
        if name_is_place(view, item.first, item.last):
            continue
        base = addressed(segment, item, wanted, setting, negative=view.lowers[end] == "not")
        yield base
        if number == 0:
            yield from presupposed(base, wanted, setting)


def addressed(
    segment: Segment, item: Phrase, wanted: tuple[int, int], setting: Setting, *, negative: bool
) -> Position:
    """The position toward one addressee; negative where it is asked to stop or reverse."""
    view, cue = segment.view, segment.cue
    hedged = cue.frame in ("hope", "assertion", "decision")
    reverses = (reversal(view, *wanted) is not None and not abstaining(view, *wanted)) or negative
    polarity = asking(cue.polarity) if cue.frame == "directive" else 0.0
    rule = "hedged-directive" if hedged else "addressee"
    rules = (rule, *cue.rules)
    if reverses and setting.rules.on("reversal"):
        polarity = min(polarity, REVERSED)
        rules = ("reversal", *rules) if not hedged else (*rules, "reversal")
    span = view.span(*wanted) if wanted[1] > wanted[0] else None
    return Position(
        cue, view, item.first, item.last, Level.ADDRESSEE, cue.act, polarity, cue.intensity, rules,
        requested=span,
    )  # fmt: skip


def reversal(view: View, first: int, last: int) -> tuple[int, bool] | None:
    """Where the object of a verb of stopping begins, and whether that object is disapproved."""
    at = first
    while at < last and (view.adverb(at) or between_adverbs(view, at)):
        at += 1
    for count in (5, 4, 3, 2, 1):
        implied = view.tables.reversals.get(view.next_words(at, count))
        if implied is not None and at + count <= last:
            return at + count, implied
    return None


def abstaining(view: View, first: int, last: int) -> bool:
    """Whether what is asked is to keep from something, which presupposes no wrong done."""
    at = first
    while at < last and view.adverb(at):
        at += 1
    return "abstaining" in view.held[at]


def presupposed(base: Position, wanted: tuple[int, int], setting: Setting) -> Iterator[Position]:
    """What one is asked to stop or reconsider is disapproved."""
    if not setting.rules.on("reversal-object"):
        return
    yield from _reversed(base, *wanted)
    view = base.view
    for at in range(wanted[0] + 1, wanted[1]):
        listed = view.lowers[at] == "to" and view.lowers[at - 1] in (",", "and", ";")
        if listed and not view.inside(at):
            yield from _reversed(base, at + 1, wanted[1])


def _reversed(base: Position, first: int, last: int) -> Iterator[Position]:
    """The object of the verb of stopping at a token, if there is one."""
    view = base.view
    found = reversal(view, first, last)
    if found is None or not found[1]:
        return
    start = found[0]
    while view.adverb(start):
        start += 1
    start += "preposition" in view.held[start] and not view.inside(start)
    if view.lowers[start] == "being":
        return
    end = verb_list_end(view, start, last)
    for item in targets(view, start, end)[:1]:
        if item.last > item.first and view.lowers[item.first] not in (",", "and", "that"):
            yield base.derived(
                Level.IMPLIED,
                (item.first, item.last),
                UNWANTED,
                "reversal-object",
                "disapprove",
            )


def with_items(base: Position, items: tuple[View, ...], setting: Setting) -> Position:
    """The items of a list are what is asked for; one that asks to stop makes it adverse."""
    if not items:
        return base
    start, end = items[0].words.whole.start, items[-1].words.whole.end
    source = items[0].words.source
    asked_for = base._replace(requested=Span(start, end, source[start:end]))
    if not setting.rules.on("reversal"):
        return asked_for
    if not any(_reverses(item) for item in items):
        return asked_for
    return asked_for._replace(
        polarity=min(base.polarity, REVERSED), rules=("reversal", *base.rules)
    )


def _reverses(item: View) -> bool:
    task = _task(item)
    return reversal(item, task, len(item)) is not None and not abstaining(item, task, len(item))


def _task(item: View) -> int:
    """The verb of an item: "(a) To cease", "(b) Withdraw"."""
    verb = verb_after_to(item, 0)
    return 0 if verb is None else verb


def between_adverbs(view: View, at: int) -> bool:
    """Whether "and" joins two adverbs: immediately *and* completely."""
    return view.lowers[at] == "and" and view.adverb(at - 1) and view.adverb(at + 1)
