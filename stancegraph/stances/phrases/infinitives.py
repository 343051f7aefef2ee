"""Infinitives with their objects: where they end, and where the next of a list begins."""

from __future__ import annotations

from collections.abc import Iterator

from stancegraph.stances.phrases.coordination import list_goes_on
from stancegraph.stances.phrases.modes import Growing, Mode
from stancegraph.stances.phrases.verbs import by_doing, verb_after_to
from stancegraph.stances.phrases.views import View

_INSERTION = 16
_REACH = 16


def infinitive_end(view: View, first: int, last: int) -> int:
    """Where an infinitive with its objects ends: before a comma, an adjunct or a final mark."""
    past = _past_insertion(view, first + 2, last)
    for at in range(past, last):
        if at < past or view.inside(at):
            continue
        if view.lowers[at] == "," and _waits(view, at):
            past = _past_insertion(view, at, last)
            if past > at:
                continue
        if view.lowers[at] == "," and list_goes_on(_clause(view, first, last), at):
            continue
        if view.lowers[at] in (",", ";", ":", ".") or view.adjunct(at) or by_doing(view, at):
            return at
    return last


def _waits(view: View, comma: int) -> bool:
    """Whether a verb before a comma still waits for its object: and consider, *as needed*, | ."""
    return "verb" in view.held[comma - 1] and view.lowers[comma - 2] in ("and", "or", "to")


def _past_insertion(view: View, at: int, last: int) -> int:
    """Past what stands between the verb and its object: to consider, upon request, | the terms."""
    if view.lowers[at] != ",":
        return at
    reach = range(at + 2, min(last, at + _INSERTION))
    return next((k + 1 for k in reach if view.lowers[k] == "," and not view.inside(k)), at)


def infinitives(view: View, first: int, last: int) -> Iterator[tuple[int, int]]:
    """The infinitives of a list, each with its objects: *to monitor* A and *to promote* B."""
    starts = [first]
    for at in range(first + 2, last):
        if view.lowers[at] != "to" or view.inside(at) or verb_after_to(view, at) is None:
            continue
        besides = view.besides(max(at - 3, 0))
        if view.lowers[at - 1] not in ("and", ",") and not besides:
            continue
        if not _lists(view, starts[-1], at):
            break
        starts.append(at)
    for start, end in zip(starts, [*(at - 1 for at in starts[1:]), last], strict=True):
        stop = infinitive_end(view, start, end)
        yield start, stop - (view.lowers[stop - 1] == ",")


def _lists(view: View, start: int, at: int) -> bool:
    """Whether a further infinitive is listed, not said of the one before: act, inter alia, | to."""
    if _of_an_example(view, start, at):
        return False
    if view.lowers[at - 1] in ("and", "as"):
        return True
    earlier = [k for k in range(max(start, at - _REACH), at - 1) if view.lowers[k] == ","]
    return view.lowers[at - 1] == "," and not earlier


def _of_an_example(view: View, start: int, at: int) -> bool:
    """Whether an infinitive goes on with one in an example: including efforts to A and *to* B."""
    example = next((k for k in range(start, at) if "example" in view.held[k]), at)
    return any(verb_after_to(view, k) is not None for k in range(example, at - 1))


def _clause(view: View, first: int, last: int) -> Growing:
    """An infinitive as a phrase under way, in which lists may hold prepositions."""
    return Growing(view, first, last, Mode.OBJECT, relative=True)
