"""Where the words for an addressee end and those for its task begin."""

from __future__ import annotations

from stancegraph.stances.judging.actors import agent
from stancegraph.stances.phrases.ends import addressee_ends, phrase
from stancegraph.stances.phrases.modes import Mode
from stancegraph.stances.phrases.verbs import verb_after_to
from stancegraph.stances.phrases.views import Phrase, View
from stancegraph.stances.positions import Segment

_NOT_ASKING = frozenset(["including", "how", "whether", "or", "and", "not", "than"])


def task_begins(view: View, first: int, last: int) -> int | None:
    """Where the addressee ends: the "to" (or "not to") before a verb."""
    for at in range(first + 1, last):
        ends = not view.inside(at) and addressee_ends(view, at, last)
        if ends and view.lowers[at - 1] not in _NOT_ASKING:
            return at
    return next((at for at in range(first + 1, last) if _unknown_verb(view, first, at)), None)


def _unknown_verb(view: View, first: int, at: int) -> bool:
    """Whether "to" and a word that no table lists follow a party: the authorities | to cement."""
    if view.lowers[at] != "to" or view.inside(at) or view.capital(at + 1):
        return False
    if view.is_a(at + 1, "determiner", "possessive", "preposition", "relative"):
        return False
    return not view.is_a(at - 1, "recipient-noun", "governor") and agent(view, first, at)


def asked_again(view: View, end: int, last: int) -> tuple[int, int | None]:
    """Where the request ends if a second addressee follows: "X to act and Y to help"."""
    for at in [k for k in range(end + 2, last) if view.lowers[k] in ("and", ";", "as")]:
        if view.lowers[at] == "as" and not view.besides(at):
            continue
        start = at + (3 if view.lowers[at] == "as" else 1)
        again = view.lowers[start] in ("on", "upon")
        start += again
        begins = view.name_at(start) or view.name_at(start + ("determiner" in view.held[start]))
        if not again and (begins is None or not begins.party or view.ends.get(at)):
            continue
        stop = task_begins(view, start, min(last, (begins.last if begins else start) + 12))
        if stop is not None and phrase(view, start, stop, Mode.ADDRESSEE).last == stop:
            return at - (view.lowers[at - 1] == ","), start
    return last, None


def clipped(view: View, first: int, last: int) -> tuple[int, int]:
    """The requested words: from the verb to the end, without final marks."""
    verb = verb_after_to(view, first)
    while last > first and view.lowers[last - 1] in (",", ";", ".", ":", "and"):
        last -= 1
    return (verb if verb is not None else first), last


def party_doing(segment: Segment) -> Phrase | None:
    """The party whose deed is looked forward to: *the Conference* again fulfilling its mandate."""
    view = segment.view
    item = phrase(view, segment.first, segment.last, Mode.ADDRESSEE)
    for at in range(item.first + 1, item.last):
        before = at - 1 if view.adverb(at - 1) else at
        gerund = view.lowers[at].endswith("ing") and "noun-ing" not in view.held[at]
        if gerund and not view.inside(at) and before > item.first:
            return Phrase(item.first, before) if agent(view, item.first, before) else None
    return None
