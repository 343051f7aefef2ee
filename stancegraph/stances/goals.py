"""Verbs of aim: what they mean to bring about or to do away with."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from stancegraph.stances.phrases import targets, verb_after_to
from stancegraph.stances.views import View


@dataclass(frozen=True, slots=True)
class Aim:
    """An object of a verb of aim; `sign` is 1 where it is to be brought about, else -1."""

    verb: str
    sign: int
    first: int
    last: int


def goal_objects(view: View, first: int, last: int) -> Iterator[Aim]:
    """The objects of the first verb of aim between two tokens: "to promote and protect *rights*"."""
    negated = view.word(first) == "not"
    for at in range(first, last):
        if not _infinitive(view, at):
            continue
        phrase_length = _goal(view, at)
        if not phrase_length:
            continue
        verb, sign = view.word(at), _sign(view, at, phrase_length)
        start = _past_coordination(view, at + phrase_length, last)
        for item in targets(view, start, verb_list_end(view, start, last)):
            if item.last > item.first:
                yield Aim(verb, -sign if negated else sign, item.first, item.last)
        return


def _infinitive(view: View, at: int) -> bool:
    before = at - 1
    while view.is_a(before, "adverb") or view.word(before).endswith("ly"):
        before -= 1
    return view.word(before) in ("to", "and", "or", ",")


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
        step = at + 1 if view.word(at) in ("and", "or", ",") else at
        step += view.word(step) in ("and", "or")
        while view.is_a(step, "adverb") or view.word(step).endswith("ly"):
            step += 1
        if step == at or not view.is_a(step, "verb"):
            return at
        at = step + 1
    return at


def verb_list_end(view: View, first: int, last: int) -> int:
    """Where the object of an infinitive ends because the next one follows: "reconsider X | and seek"."""
    for at in range(first + 1, last - 2):
        if view.word(at) in ("and", "or", ",") and not view.inside(at):
            verb = at + 1
            while view.is_a(verb, "adverb") or view.word(verb).endswith("ly"):
                verb += 1
            infinitive = verb_after_to(view, at + 1) is not None
            if infinitive or (view.is_a(verb, "verb") and _takes_object(view, verb)):
                return at
    return last


def _takes_object(view: View, verb: int) -> bool:
    return not view.is_a(verb + 1, "preposition", "conjunction", "auxiliary") and view.word(
        verb + 1
    ) not in (",", ".", ";", "")


def passive_sign(view: View, first: int, last: int) -> int | None:
    """The sign of a passive request, "be | swiftly brought to justice"; None if it has none."""
    at = first
    while at < last and (view.is_a(at, "adverb") or view.word(at).endswith("ly")):
        at += 1
    for count in (3, 2, 1):
        sign = view.tables.passives.get(view.next_words(at, count))
        if sign is not None:
            return sign
    return None
