"""What is asked for where nobody is named: a thing, a deed, an end to something."""

from __future__ import annotations

from collections.abc import Iterator

from stancegraph.model import Span
from stancegraph.stances.judging.addressees import reversal
from stancegraph.stances.judging.goals import passive_sign
from stancegraph.stances.judging.judged_clauses import clause_end
from stancegraph.stances.judging.levels import ended_thing, followed, name_is_place
from stancegraph.stances.judging.tasks import clipped
from stancegraph.stances.phrases.ends import targets
from stancegraph.stances.phrases.infinitives import infinitives
from stancegraph.stances.phrases.leading import led_members
from stancegraph.stances.phrases.verbs import verb_after_to
from stancegraph.stances.phrases.views import Phrase, View
from stancegraph.stances.polarity import FAVOURED, UNWANTED, WORTH
from stancegraph.stances.positions import Position, Segment, Setting, judged


def undirected(segment: Segment, setting: Setting) -> Iterator[Position]:
    """What is to be done or stopped by nobody named: demands *to end* the siege."""
    view, verb = segment.view, verb_after_to(segment.view, segment.first)
    stopped = reversal(view, verb, segment.last) if verb is not None else None
    if stopped is None:
        yield from needs(segment, setting)
    elif setting.rules.on("reversal-object"):
        unwanted = segment._replace(cue=segment.cue._replace(polarity=UNWANTED))
        for item in targets(view, stopped[0], segment.last):
            yield judged(unwanted, item.first, item.last, "reversal-object")


def favoured(segment: Segment, setting: Setting) -> Iterator[Position]:
    """The thing that is called for or demanded."""
    if not setting.rules.on("call-for"):
        return
    view = segment.view
    wanted = segment._replace(cue=segment.cue._replace(polarity=FAVOURED))
    lead = view.lowers[segment.first - 1]
    members = (
        led_members(view, segment.first, segment.last, lead)
        if lead == "for"
        else ((segment.first, segment.last),)
    )
    for item in (each for member in members for each in targets(view, *member)):
        if item.last <= item.first or name_is_place(view, item.first, item.last):
            continue
        ended = ended_thing(view, item.first, item.last) if setting.rules.on("shifter") else None
        if ended is not None:
            unwanted = segment._replace(cue=segment.cue._replace(polarity=UNWANTED))
            yield from followed(judged(unwanted, ended, item.last, "call-for"), setting)
        else:
            yield from followed(judged(wanted, item.first, item.last, "call-for"), setting)


def passive(segment: Segment, item: Phrase, verb: int, setting: Setting) -> Iterator[Position]:
    """What is to be done to someone or something shows the attitude toward it."""
    sign = passive_sign(segment.view, verb, segment.last)
    if not setting.rules.on("passive-request"):
        return
    size = UNWANTED if sign is not None and sign < 0 else FAVOURED
    wanted = segment._replace(cue=segment.cue._replace(polarity=size))
    last = clause_end(segment, verb) if sign is None else item.last
    position = judged(wanted, item.first, last, "passive-request")
    yield position._replace(requested=_span(segment.view, verb - 1, segment.last))


def _span(view: View, first: int, last: int) -> Span:
    return view.span(*clipped(view, first, last))


def needs(segment: Segment, setting: Setting) -> Iterator[Position]:
    """The need or wish to do something: what is needed is the infinitive itself."""
    if not setting.rules.on("value-noun"):
        return
    needed = segment._replace(cue=segment.cue._replace(polarity=WORTH))
    for first, last in infinitives(segment.view, segment.first, segment.last):
        yield judged(needed, first, last, "value-noun")
