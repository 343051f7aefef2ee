"""Verbs of aim: what they mean to bring about or to do away with."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from stancegraph.stances.phrases.ends import phrase, targets
from stancegraph.stances.phrases.verbs import is_doing, verb_after_to
from stancegraph.stances.phrases.views import Phrase, View


@dataclass(frozen=True, slots=True)
class Aim:
    """An object of a verb of aim; `sign` is 1 where it is to be brought about, else -1."""

    verb: str
    sign: int
    first: int
    last: int


def goal_objects(view: View, first: int, last: int) -> Iterator[Aim]:
    """The objects of verbs of aim in an infinitive: "to protect *rights* and combat *crime*"."""
    at, found = first, False
    while at < last:
        count = _goal(view, at) if _infinitive(view, at) else 0
        if count:
            start = _past_coordination(view, at + count, last)
            end = verb_list_end(view, start, last)
            yield from _aims(view, at, count, (start, end), negated=view.lowers[first] == "not")
            if end >= last:
                return
            at, found = end + 1, True
        elif found and not (view.adverb(at) or view.lowers[at] in ("to", "and")):
            return
        else:
            at += 1


def _aims(
    view: View, verb: int, count: int, stretch: tuple[int, int], *, negated: bool
) -> Iterator[Aim]:
    sign = _sign(view, verb, count)
    for item in targets(view, *stretch):
        if item.last > item.first and view.lowers[item.first] not in ("that", "to"):
            yield Aim(view.lowers[verb], -sign if negated else sign, item.first, item.last)


def _infinitive(view: View, at: int) -> bool:
    before = at - 1
    while view.adverb(before):
        before -= 1
    return view.lowers[before] in ("to", "and", "or", ",")


def _goal(view: View, at: int) -> int:
    """How many words the verb of aim at a token has, 0 if there is none."""
    for count in (3, 2, 1):
        if view.next_words(at, count) in view.tables.goals:
            return count
    return 0


def _sign(view: View, at: int, count: int) -> int:
    return view.tables.goals[view.next_words(at, count)]


def _past_coordination(view: View, at: int, last: int) -> int:
    """Past further verbs with the same object: promote | and protect, respect | , uphold."""
    while at + 1 < last:
        step = at + 1 if view.lowers[at] in ("and", "or", ",") else at
        step += view.lowers[step] in ("and", "or")
        while view.adverb(step):
            step += 1
        if step == at or "verb" not in view.held[step]:
            return at
        at = step + 1
    return at


def verb_list_end(view: View, first: int, last: int) -> int:
    """Where the object of an infinitive ends before the next one: "reconsider X | and seek"."""
    for at in range(first + 1, last - 2):
        if view.lowers[at] in ("and", "or", ",") and not view.inside(at):
            verb = at + 1
            while view.adverb(verb):
                verb += 1
            infinitive = verb_after_to(view, at + 1) is not None
            if infinitive or ("verb" in view.held[verb] and _takes_object(view, verb)):
                return at
    return last


def _takes_object(view: View, verb: int) -> bool:
    return not view.is_a(verb + 1, "preposition", "conjunction", "auxiliary") and view.lowers[
        verb + 1
    ] not in (",", ".", ";", "")


def passive_sign(view: View, first: int, last: int) -> int | None:
    """The sign of a passive request, "be | swiftly brought to justice"; None if it has none."""
    at = first
    while at < last and view.adverb(at):
        at += 1
    for count in (3, 2, 1):
        sign = view.tables.passives.get(view.next_words(at, count))
        if sign is not None:
            return sign
    return None


def gerunds(view: View, first: int, last: int) -> tuple[Phrase, ...]:
    """The deeds of a list, each with its objects: *achieving* A, and to *building upon* B."""
    starts, ends = [first], []
    for at in range(first + 3, last):
        before = at - 1 - (view.lowers[at - 1] in ("to", "of"))
        if view.lowers[before] != "and" or before - starts[-1] < 2 or not is_doing(view, at):
            continue
        starts.append(at)
        ends.append(before - (view.lowers[before - 1] == ","))
    limits = zip(starts, [*ends, last], strict=True)
    return tuple(phrase(view, start, end) for start, end in limits)
