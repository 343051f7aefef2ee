"""Directive acts: whom they speak to, what they ask, and what the asking presupposes."""

from __future__ import annotations

from collections.abc import Iterator

from stancegraph.model import Level
from stancegraph.stances.judging.actors import agent, parties
from stancegraph.stances.judging.addressees import (
    addressed,
    asked,
    between_adverbs,
    presupposed,
    with_items,
)
from stancegraph.stances.judging.goals import passive_sign
from stancegraph.stances.judging.judged_clauses import clause_end
from stancegraph.stances.judging.subjects import subject_end
from stancegraph.stances.judging.tasks import asked_again, clipped, party_doing, task_begins
from stancegraph.stances.judging.wanted import favoured, needs, passive, undirected
from stancegraph.stances.phrases.ends import phrase, targets
from stancegraph.stances.phrases.heads import head_of, kind_of
from stancegraph.stances.phrases.modes import Mode
from stancegraph.stances.phrases.verbs import verb_after_to
from stancegraph.stances.phrases.views import Phrase, View
from stancegraph.stances.polarity import FAVOURED
from stancegraph.stances.positions import Position, Segment, Setting, judged

_ASIDE = 6
_HAVING_TO = frozenset([("need", "to"), ("needs", "to"), ("have", "to"), ("has", "to")])
_THINGS = frozenset(["demand", "insist", "require", "encourage", "urge", "recommend", "exhort"])


def directives(segment: Segment, setting: Setting) -> Iterator[Position]:
    """The positions of a directive, a hope or a call for something."""
    view, at, frame = segment.view, segment.first, segment.cue.frame
    if segment.that is not None:
        yield from that_clause(segment.after(segment.that), setting)
    elif frame == "hope" and verb_after_to(view, at) is not None:
        yield from needs(segment, setting)
    elif frame == "directive" and verb_after_to(view, at) is not None:
        yield from undirected(segment, setting)
    elif frame == "hope":
        yield from wishes(segment, setting)
    elif frame == "call" or _calls_for(segment):
        yield from calls(segment.after(at + (view.lowers[at] == "for")), setting)
    else:
        start = at + (view.lowers[at] in ("to", "upon", "on"))
        yield from requests(_before_told(segment.after(start)), setting)


def _before_told(segment: Segment) -> Segment:
    """The segment before what a party is told: reminds Israel | that the Council has decided."""
    view = segment.view
    if segment.cue.act != "remind":
        return segment
    told = (k for k in range(segment.first + 1, segment.last - 1) if view.lowers[k] == "that")
    at = next((k for k in told if "auxiliary" not in view.held[k + 1]), segment.last)
    return segment._replace(last=at)


def _calls_for(segment: Segment) -> bool:
    view, act = segment.view, segment.cue.act
    if view.lowers[segment.first] != "for":
        return False
    if act == "request":
        return task_begins(view, segment.first, segment.last) is None
    return act in ("call-upon", "appeal", "urge")


def requests(segment: Segment, setting: Setting) -> Iterator[Position]:
    """Whom a directive asks: up to "to" and a verb, once or more; or the thing that it demands."""
    if not setting.rules.on("addressee"):
        return
    view = segment.view
    start = _doers(segment) if setting.rules.on("addressee-of-deed") else None
    if start is not None:
        yield from _asked_to_go_on(segment, start, setting)
        return
    end = task_begins(view, segment.first, segment.last)
    if end is None or _thing_demanded(segment, end):
        yield from _without_infinitive(segment, setting)
        return
    if view.lowers[end + 1] == "be" and not agent(view, segment.first, _comma_back(view, end)):
        yield from favoured(segment, setting)
        return
    rest, next_start = asked_again(view, end, segment.last)
    yield from asked(segment, segment.first, end, clipped(view, end, rest), setting)
    beside = _beside_examples(view, segment.first, end)
    if beside is not None:
        yield from asked(segment, beside, end, clipped(view, end, rest), setting)
    while next_start is not None:
        end = task_begins(view, next_start, segment.last)
        if end is None:
            return
        first = next_start
        rest, next_start = asked_again(view, end, segment.last)
        yield from asked(segment, first, end, clipped(view, end, rest), setting)


def _beside_examples(view: View, first: int, end: int) -> int | None:
    """Where a party begins after examples of the first: A, including B, *as well as* C, to."""
    examples = [k for k in range(first, end) if "example" in view.held[k]]
    if not examples:
        return None
    reach = range(examples[0] + 1, end)
    at = next(filter(view.besides, reach), None)
    return at + 3 if at is not None and agent(view, at + 3, end) else None


def _comma_back(view: View, at: int) -> int:
    """Before the comma that a token may follow."""
    return at - (view.lowers[at - 1] == ",")


def _doers(segment: Segment) -> int | None:
    """Where the party begins whose deed is asked for: efforts by *States*, contributions of."""
    view = segment.view
    head = head_of(view, segment.first, segment.last)
    doing = view.noun(head, "work") or view.noun(head, "doing")
    doing = doing or (view.lowers[head + 1] == "by" and kind_of(view, segment.first) == "event")
    if not doing or view.lowers[head + 1] not in ("of", "by", "from"):
        return None
    first = next(parties(view, head + 2, segment.last), None)
    return head + 2 if first and agent(view, *first) else None


def _asked_to_go_on(segment: Segment, start: int, setting: Setting) -> Iterator[Position]:
    """The parties whose deed is asked for; the deed itself is what is requested."""
    view = segment.view
    for first, last in parties(view, start, segment.last):
        if agent(view, first, last):
            wanted = (segment.first, start - 1)
            base = addressed(segment, Phrase(first, last), wanted, setting, negative=False)
            yield base._replace(rules=("addressee-of-deed", *base.rules))


def _thing_demanded(segment: Segment, end: int) -> bool:
    """Whether a deed, not a party, is what is urged: urges *restraint by all sides*, ... to."""
    view = segment.view
    item = phrase(view, segment.first, end, Mode.ADDRESSEE)
    named = kind_of(view, item.first) == "name" or agent(view, item.first, item.last)
    named = named or view.next_words(item.first, 2) == ("it", "to")
    return segment.cue.act in _THINGS and not named


def _without_infinitive(segment: Segment, setting: Setting) -> Iterator[Position]:
    """An addressee whose task stands elsewhere, or the thing that is demanded."""
    view, cue = segment.view, segment.cue
    found = [
        item
        for item in targets(view, segment.first, segment.last, Mode.ADDRESSEE)
        if item.last > item.first
    ]
    if found and (segment.items or all(agent(view, i.first, i.last) for i in found)):
        for item in found:
            base = addressed(segment, item, (item.last, item.last), setting, negative=False)
            yield with_items(base, segment.items, setting)
    elif (giver := _giver(segment)) is not None:
        for first, last in parties(view, giver, segment.last):
            wanted = (segment.first, giver - 1)
            yield addressed(segment, Phrase(first, last), wanted, setting, negative=False)
    elif found and (cue.act in _THINGS or _one_thing(segment)):
        start = segment.first + ("preposition" in view.held[segment.first])
        yield from favoured(segment.after(start), setting)


def _one_thing(segment: Segment) -> bool:
    """Whether a thing is requested of nobody named: requests *a final report*."""
    return segment.cue.act == "request" and segment.view.lowers[segment.first] in ("a", "an")


def _giver(segment: Segment) -> int | None:
    """Where the party begins from whom a thing is requested: an update *from* the Government."""
    view = segment.view
    if segment.cue.act not in ("request", "invite", "demand"):
        return None
    for at in range(segment.first + 1, segment.last - 1):
        if view.lowers[at] == "from" and not view.inside(at):
            found = next(parties(view, at + 1, segment.last), None)
            return at + 1 if found and agent(view, *found) else None
    return None


def calls(segment: Segment, setting: Setting) -> Iterator[Position]:
    """Calls for a thing, for someone to act, or for something to be done to someone."""
    view = segment.view
    end = task_begins(view, segment.first, segment.last)
    found = targets(view, segment.first, end or segment.last, Mode.ADDRESSEE)
    item = found[0]
    if end is None or found[-1].last < end - 1:
        yield from favoured(segment, setting)
        return
    verb = verb_after_to(view, end)
    if verb is not None and view.lowers[verb] == "be":
        yield from passive(segment, item, verb + 1, setting)
    elif agent(view, item.first, item.last):
        yield from asked(segment, segment.first, end, clipped(view, end, segment.last), setting)
    else:
        yield from favoured(segment, setting)


def that_clause(segment: Segment, setting: Setting) -> Iterator[Position]:
    """That someone act, will act, should act: they are spoken to."""
    view, cue = segment.view, segment.cue
    subjects, at = subject_end(segment)
    if not subjects or (cue.frame != "directive" and not setting.rules.on("hedged-directive")):
        return
    at, modal = _past_modal(view, at)
    if cue.frame not in ("directive", "hope") and not modal:
        return
    party = agent(view, subjects[0].first, subjects[0].last)
    if view.lowers[at] == "be" and (_passive(view, at + 1, segment.last) or not party):
        if cue.frame in ("directive", "hope", "call"):
            yield from passive(segment, subjects[0], at + 1, setting)
        return
    wanted = clipped(view, at, segment.last)
    wanted = (at, wanted[1])
    if not all(agent(view, item.first, item.last) for item in subjects):
        if cue.frame in ("directive", "hope") and setting.rules.on("call-for"):
            asked_for = segment._replace(cue=cue._replace(polarity=FAVOURED))
            yield judged(asked_for, subjects[0].first, clause_end(segment, at), "call-for")
        return
    found = subjects if setting.rules.on("target-list") else subjects[:1]
    for number, item in enumerate(found):
        base = addressed(segment, item, wanted, setting, negative=view.lowers[at] == "not")
        yield base
        if number == 0:
            yield from presupposed(base, wanted, setting)


def _passive(view: View, at: int, last: int) -> bool:
    """Whether something is to be done to the subject of "be", at the token before."""
    if passive_sign(view, at, last) is not None:
        return True
    while view.adverb(at):
        at += 1
    return view.lowers[at].endswith("ed") or view.is_a(at, "participle")


def _past_modal(view: View, at: int) -> tuple[int, bool]:
    modal = False
    while "modal" in view.held[at] or view.adverb(at) or between_adverbs(view, at):
        modal = modal or view.lowers[at] in ("shall", "should", "must", "will", "ought")
        at += 1
    if view.next_words(at, 2) in _HAVING_TO:
        return at + 2, True
    return at, modal


def needed_party(segment: Segment, setting: Setting) -> list[Position]:
    """The need for someone to act: a directive in hiding; empty if no one is asked."""
    view = segment.view
    end = task_begins(view, segment.first, segment.last)
    doing = view.lowers[segment.first].endswith("ing") and not view.is_a(segment.first, "noun-ing")
    if end is None or doing or not setting.rules.on("hedged-directive"):
        return []
    found = targets(view, segment.first, end, Mode.ADDRESSEE)
    item = found[0]
    aside = "preposition" in view.held[item.last] and end - item.last <= _ASIDE
    joins = found[-1].last >= end - 1 or view.lowers[item.last] == "," or aside
    if not joins or not agent(view, item.first, item.last):
        return []
    wanted = clipped(view, end, segment.last)
    return list(asked(segment, segment.first, end, wanted, setting))


def wishes(segment: Segment, setting: Setting) -> Iterator[Position]:
    """Wishes something to someone; looks forward to something; expects someone to act."""
    view, at = segment.view, segment.first
    if view.lowers[at] in ("to", "for"):
        segment, at = segment.after(at + 1), at + 1
        if party_doing(segment) is None:
            yield from favoured(segment, setting)
            return
    if task_begins(view, at, segment.last) is not None:
        yield from requests(segment, setting)
        return
    if (doing := party_doing(segment)) is not None:
        wanted = clipped(view, doing.last, segment.last)
        yield addressed(segment, doing, wanted, setting, negative=False)
        return
    wished = phrase(view, at, segment.last, Mode.OBJECT)
    to = next((k for k in range(at + 1, segment.last) if view.lowers[k] == "to"), None)
    if to is None or wished.last <= at or not setting.rules.on("wish"):
        return
    for item in targets(view, to + 1, segment.last):
        if agent(view, item.first, item.last):
            cue = segment.cue._replace(polarity=FAVOURED)
            position = judged(segment._replace(cue=cue), item.first, item.last, "wish")
            yield position._replace(level=Level.BENEFICIARY)
