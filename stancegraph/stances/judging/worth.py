"""Nouns of worth: the importance of A, the need for B and for C."""

from __future__ import annotations

from collections.abc import Iterator

from stancegraph.model import Span
from stancegraph.stances.judging import directives
from stancegraph.stances.judging.actors import agent
from stancegraph.stances.judging.addressees import addressed
from stancegraph.stances.judging.goals import gerunds
from stancegraph.stances.judging.levels import followed, name_is_place
from stancegraph.stances.judging.wanted import needs
from stancegraph.stances.phrases.ends import targets
from stancegraph.stances.phrases.heads import is_event
from stancegraph.stances.phrases.leading import led_members, member_end
from stancegraph.stances.phrases.verbs import is_doing, verb_after_to
from stancegraph.stances.phrases.views import View
from stancegraph.stances.positions import Position, Segment, Setting, judged


def value_noun(segment: Segment) -> int | None:
    """The index of a noun that values what follows: the *importance* of, the urgent *need* for."""
    view, at = segment.view, segment.first
    if segment.cue.home is view and view.stretch(segment.cue.span)[1] == at:
        governing = view.tables.values.get(view.lowers[at - 1])
        if governing and (view.lowers[at] in governing.prepositions or verb_after_to(view, at)):
            return at - 1
    if not view.is_a(at, "determiner", "possessive") and view.lowers[at] not in view.tables.values:
        return None
    for noun in range(at, min(at + 5, segment.last)):
        governing = view.tables.values.get(view.lowers[noun])
        if governing and (
            view.lowers[noun + 1] in governing.prepositions or _to_do(view, noun + 1) is not None
        ):
            return noun
        if "preposition" in view.held[noun] or view.inside(noun):
            return None
    return None


def _to_do(view: View, at: int) -> int | None:
    """Where the infinitive of what is needed begins: the need, *in particular*, | to act."""
    if view.next_words(at, 2) == ("in", "particular"):
        at += 2
    while view.adverb(at):
        at += 1
    unknown = view.lowers[at] == "to" and "plain" in view.held[at + 1] and not view.capital(at + 1)
    return at if unknown or verb_after_to(view, at) is not None else None


def valued(segment: Segment, noun: int, setting: Setting) -> Iterator[Position]:
    """What a noun of worth values: each member that its preposition leads, or deeds to be done."""
    view = segment.view
    governing = view.tables.values[view.lowers[noun]]
    degree = _emphasis(segment, noun)
    cue = segment.cue._replace(polarity=governing.polarity, span=_stretched(segment, noun))
    cue = cue._replace(intensity=max(cue.intensity, degree))
    worthy = segment._replace(cue=cue)
    lead, start, again = view.lowers[noun + 1], noun + 2, None
    if (to_do := _to_do(view, noun + 1)) is not None:
        lead, again = "for", _needed_too(view, to_do, segment.last)
        last = segment.last if again is None else member_end(view, again)
        yield from needs(worthy.after(to_do)._replace(last=last), setting)
        if again is None:
            return
        start = again + 1
    for first, last in led_members(view, start, segment.last, lead):
        end = _before_concern(view, first, last) if lead == "of" else last
        yield from _worth(worthy._replace(first=first, last=end), setting)


def _before_concern(view: View, first: int, last: int) -> int:
    """Where the words begin for what something matters to: the importance of law | in the fight.

    What its own noun governs stays: the importance of cooperation in training.
    """
    if is_doing(view, first + view.adverb(first)) or view.lowers[first].endswith("ing"):
        return last
    noun = None
    for at in range(first + 1, last):
        if "relative" in view.held[at] or is_doing(view, at):
            return last
        if at in view.within or "preposition" not in view.held[at]:
            continue
        noun = at - 1 if noun is None else noun
        if view.lowers[at] == "of":
            continue
        governed = view.noun(noun, "toward") or view.is_a(at - 1, "recipient-noun", "governor")
        verbal = verb_after_to(view, at) is not None or _verbal(view, at - 1)
        event = view.lowers[at] == "in" and is_event(view, noun)
        cuts = view.lowers[at] in ("to", "in") and not (governed or verbal or event)
        return at if cuts else last
    return last


def _verbal(view: View, at: int) -> bool:
    """Whether a participle stands before a preposition, which belongs to it: outlined | in."""
    verbal = view.lowers[at].endswith(("ed", "ing")) or view.lowers[at] == "pursuant"
    return verbal or view.is_a(at, "participle", "relative")


def _needed_too(view: View, first: int, last: int) -> int | None:
    """Where what is needed follows what is to be done: the need to act, *and for* new rules."""
    joints = (k for k in range(first, last - 1) if view.next_words(k, 3) == (",", "and", "for"))
    return next((k + 2 for k in joints), None)


def _worth(worthy: Segment, setting: Setting) -> Iterator[Position]:
    """The things or deeds of one member, or the parties that are to do them."""
    view, start, last = worthy.view, worthy.first, worthy.last
    asked = directives.needed_party(worthy, setting)
    if asked:
        yield from asked
        return
    found = targets(view, start, last)
    verb = start + view.adverb(start)
    plain = view.lowers[verb].endswith("ing") and "noun-ing" not in view.held[verb]
    doing = plain or is_doing(view, verb)
    if doing:
        found = gerunds(view, verb, last)
    if found and view.lowers[found[-1].last].endswith("ing"):
        parties = [item for item in found if agent(view, item.first, item.last)]
        if parties and setting.rules.on("hedged-directive"):
            wanted = (parties[-1].last, last)
            for item in parties:
                yield addressed(worthy, item, wanted, setting, negative=False)
            return
    for item in found:
        if item.last > item.first and not name_is_place(view, item.first, item.last):
            position = judged(worthy, item.first, item.last, "value-noun")
            yield from [position] if doing else followed(position, setting, done=False)


def _emphasis(segment: Segment, noun: int) -> int:
    """The intensity beside a noun of worth: the *vital* importance, an *urgent* need."""
    view, at = segment.view, noun - 1
    degree = 1
    while at >= 0 and not view.is_a(at, "determiner", "possessive", "preposition"):
        if "paramount" in view.held[at]:
            degree = 3
        elif view.lowers[at] in ("urgent", "great", "strong", "pressing", "serious"):
            degree = max(degree, 2)
        at -= 1
    return degree


def _stretched(segment: Segment, noun: int) -> Span:
    """The cue through the noun that carries it, where both stand in one paragraph."""
    cue = segment.cue
    if cue.home is not segment.view:
        return cue.span
    first = segment.view.stretch(cue.span)[0]
    return segment.view.span(first, noun + 1)
