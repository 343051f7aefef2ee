"""Verbs in two parts, which no list of acts holds: holds A responsible, considers B void."""

from __future__ import annotations

from collections.abc import Iterator

from stancegraph.stances.phrases.views import View
from stancegraph.stances.positions import Cue, Segment, Setting

_HOLDING = frozenset(["holds", "holding"])
_DEEMING = frozenset(["considers", "considering", "deems", "deeming", "declares", "declaring"])
_OPENING = _HOLDING | _DEEMING
_REACH = 14


def in_two_parts(view: View, setting: Setting) -> Iterator[Segment]:
    """The segments of verbs whose second part follows the object."""
    if _OPENING.isdisjoint(view.lowers) or not setting.rules.on("verb-in-two-parts"):
        return
    for at, word in enumerate(view.lowers[: view.size]):
        opens = at == 0 or view.lowers[at - 1] in (",", "and", ";") or view.adverb(at - 1)
        if not opens or view.inside(at):
            continue
        if word in _HOLDING:
            yield from _second(view, at, "hold-responsible", setting)
        elif word in _DEEMING:
            yield from _second(view, at, "", setting)


def _second(view: View, verb: int, act: str, setting: Setting) -> Iterator[Segment]:
    """The segment between the verb and its second part, if there is one."""
    for at in range(verb + 2, min(verb + _REACH, view.size)):
        breaks = view.is_a(at, "relative", "auxiliary", "conjunction") or view.lowers[at] == ";"
        if breaks and not view.inside(at):
            return
        found = act if act and "answerable" in view.held[at] else "" if act else _called(view, at)
        if found:
            last = at
            while view.adverb(last - 1) or view.lowers[last - 1] in (",", "as", "be", "to"):
                last -= 1
            if last - verb == 2 and view.lowers[verb + 1] in ("it", "them", "this", "these"):
                return  # what "it" stands for has its position from the verb before
            polarity = setting.lexicon.act(found).polarity
            span = view.span(verb, verb + 1)
            rules = ("verb-in-two-parts",)
            cue = Cue(view, span, found, "object", polarity, 1, rules=rules)
            yield Segment(cue, view, verb + 1, last)
            return


def _called(view: View, at: int) -> str:
    """The act that calling something so performs: *null and void*, *illegal*."""
    if view.next_words(at, 3) == ("null", "and", "void"):
        return "invalidate"
    value = view.tables.evaluations.get(view.lowers[at])
    closes = view.lowers[at + 1] in (",", ";", ".", "and", "")
    return "reject" if value and value.polarity < 0 and closes else ""
