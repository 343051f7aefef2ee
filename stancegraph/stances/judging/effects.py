"""What a predicate does to what it governs, and so whether it speaks well or ill of its subject.

What brings about something good, or less of something bad, is good; what brings about something
bad, or less of something good, is bad: sport *promotes peace*, drought *leads to hunger*.
"""

from __future__ import annotations

from dataclasses import dataclass

from stancegraph.stances.phrases.ends import phrase
from stancegraph.stances.phrases.heads import head_of, skip_determiners
from stancegraph.stances.phrases.views import View

_BE = frozenset("is are was were be been being".split())
_DOING = _BE | {"has", "have", "had"}
_HELD = frozenset("support encourage ensure protect assist give gave offer offered".split())
_DEONTIC = frozenset("should must shall ought".split())
_CHAIN = frozenset("continue continues continued tend tends likely able potential capacity".split())
_POWER = frozenset("potential capacity power ability".split())
_NEAR = 6
_INSERTION = 14


@dataclass(frozen=True, slots=True)
class Effect:
    """The sign that a predicate gives its subject, and the tokens that say so.

    `harmed` says that what follows is made less, so that it is valued.
    """

    sign: int
    first: int
    last: int
    harmed: bool = False


def effect(view: View, first: int, last: int, *, party: bool = False) -> Effect | None:
    """The effect that a predicate has which begins at a token; None where it has none.

    What a `party` has done or is doing is a deed, and no judgement of it.
    """
    at = _past_auxiliaries(view, first, last)
    if at is None:
        return None
    found = _governing(view, at)
    before = at - 1
    while before >= first and view.adverb(before):
        before -= 1
    copula = before >= first and view.lowers[before] in _BE
    if found is None or (copula and not view.lowers[at].endswith("ing")):
        return _being(view, first, at, last) if copula else None
    if party and _deed(view, first, at):
        return None
    effects, after = found
    if "be" in effects:
        return _being(view, first, after, last)
    return _done(view, effects, first, after, last)


def _deed(view: View, first: int, at: int) -> bool:
    """Whether a verb only tells what someone did or holds: *has improved*, States *support*."""
    return view.lowers[at] in _HELD or any(view.lowers[k] in _DOING for k in range(first, at + 1))


def suffered(view: View, at: int, last: int) -> int | None:
    """Where the words begin for what someone suffers: face, *are exposed to*, are hit by."""
    while at < last and (view.is_a(at, "auxiliary") or view.adverb(at) or _goes_on(view, at)):
        at += 1
    if "undergoing" in view.held[at] and view.lowers[at - 1] not in _BE:
        return at + 1 + (view.lowers[at + 1] in ("from", "with"))
    if view.lowers[at] == "at" and view.lowers[at - 1] in _BE:
        risk = next((k for k in range(at, at + 4) if view.lowers[k] == "risk"), at)
        of = view.lowers[risk + 1] == "of" and not view.lowers[risk + 2].endswith("ing")
        return risk + 2 if of else None
    if not view.noun(at, "exposure"):
        return None
    return at + 2 if view.lowers[at + 1] in ("to", "by", "with") else None


def _goes_on(view: View, at: int) -> bool:
    return view.lowers[at] in ("to", "more", "both") or view.lowers[at].startswith("continu")


def _past_auxiliaries(view: View, at: int, last: int) -> int | None:
    """Past auxiliaries and adverbs: *has also continued to* | promote; None where it is denied."""
    while at < last:
        word = view.lowers[at]
        if word == "," and "auxiliary" in view.held[at - 1]:
            at = _past_insertion(view, at, last)
            continue
        if "negation" in view.held[at] or (word in _DEONTIC and view.lowers[at + 1] != "have"):
            return None
        helping = view.is_a(at, "auxiliary") and not _governs_noun(view, at)
        if helping or view.adverb(at) or word == "both":
            at += 1
        elif word in _CHAIN and view.lowers[at + 1] == "to":
            at += 2
        elif (power := _power(view, at)) is not None:
            at = power
        else:
            return at
    return None


def _past_insertion(view: View, comma: int, last: int) -> int:
    """Past what interrupts a predicate: would, *far from settling it*, | enhance."""
    reach = range(comma + 2, min(last, comma + _INSERTION))
    return next((k + 1 for k in reach if view.lowers[k] == ","), comma + 1)


def _governs_noun(view: View, at: int) -> bool:
    """Whether "have" is no auxiliary but governs an object: *has* a positive impact."""
    if view.lowers[at] not in ("has", "have", "had"):
        return False
    nxt = at + 1
    while view.adverb(nxt):
        nxt += 1
    if view.is_a(nxt, "auxiliary", "participle", "negation"):
        return False
    return not view.lowers[nxt].endswith("ed") and _governing(view, nxt) is None


def _power(view: View, at: int) -> int | None:
    """Past the words that say what something can do: has *the potential to* | ."""
    reach = range(at, min(at + 4, view.size))
    found = next((k for k in reach if view.lowers[k] in _POWER), None)
    return found + 2 if found is not None and view.lowers[found + 1] == "to" else None


def _governing(view: View, at: int) -> tuple[frozenset[str], int] | None:
    """What the verb at a token does, and where its object begins."""
    rows = view.tables.effects.get(view.lowers[at], ())
    for particle, effects in rows:
        start = at + 1
        while particle and view.adverb(start):
            start += 1
        if view.next_words(start, len(particle)) == particle:
            return effects, start + len(particle)
    return None


def _done(view: View, effects: frozenset[str], first: int, after: int, last: int) -> Effect | None:
    start = after
    while view.adverb(start):
        start += 1
    if view.lowers[start] in ("and", "or", ",") and (joined := _governing(view, start + 1)):
        return _done(view, effects | joined[0], first, joined[1], last)
    if start >= last or not _object_begins(view, start):
        return None
    inner = _inner(view, start, last)
    if inner is not None:
        return Effect(inner.sign, first, after) if "raise" in effects else None
    return _wrought(effects, first, after, value(view, start, last))


def _wrought(
    effects: frozenset[str], first: int, after: int, found: tuple[int, int]
) -> Effect | None:
    """What is done to something good or bad, or neither."""
    worth, head = found
    if "worsen" in effects:
        return Effect(-1, first, after)
    if "lower" in effects:
        return Effect(1 if worth < 0 else -1, first, after, harmed=worth >= 0)
    if "raise" in effects:
        return Effect(-1 if worth < 0 else 1, first, after if worth >= 0 else head + 1)
    if "remedy" in effects:
        return Effect(1, first, after) if worth < 0 else None
    return Effect(worth, first, head + 1) if worth else None


def _object_begins(view: View, at: int) -> bool:
    """Whether words stand at a token that a verb can govern: no mark, no "with age"."""
    if view.name_at(at) or view.lowers[at] in ("to", "in", "both", "towards"):
        return True
    closed = view.is_a(at, "preposition", "conjunction", "relative", "auxiliary")
    return view.lowers[at][:1].isalnum() and not closed


def _inner(view: View, at: int, last: int) -> Effect | None:
    """The effect of the deed that is furthered: helps *to reduce hunger*, in *ending war*."""
    verb = at + (view.lowers[at] in ("to", "in"))
    while view.adverb(verb):
        verb += 1
    found = _governing(view, verb)
    if found is None or (verb == at and not _verbal(view, at)):
        return None
    return _done(view, found[0], at, found[1], last)


def _verbal(view: View, at: int) -> bool:
    """Whether a word is a gerund, or a bare verb with an object."""
    if view.lowers[at].endswith("ing"):
        return "noun-ing" not in view.held[at]
    return view.is_a(at + 1, "determiner", "possessive")


def _being(view: View, first: int, at: int, last: int) -> Effect | None:
    """What it is to be something: *a means of* reaching the poor, *a source of* conflict."""
    start = at
    while view.adverb(start) or view.lowers[start] in ("one", "of", "among"):
        start += 1
    head = head_of(view, start, last)
    if start >= last or head >= last or view.lowers[head].endswith("ed"):
        return None
    praised = _praised(view, start, head)
    if view.noun(head, "source") and view.lowers[head + 1] in ("of", "behind", "for", "in"):
        worth, inner = value(view, head + 2, last)
        return Effect(worth, first, inner + 1) if worth else None
    worth, head = value(view, start, last)
    if worth < 0:
        return Effect(-1, first, head + 1)
    governs = view.lowers[head + 1] in ("of", "for", "to", "towards", "toward", "in")
    if view.noun(head, "worth") and (governs or praised):
        return Effect(1, first, head + 1)
    return Effect(1, first, head + 1) if view.noun(head, "part") and praised else None


def value(view: View, first: int, last: int) -> tuple[int, int]:
    """The sign of what a phrase means, and its head: *levels of hunger* is bad, *peace* good."""
    item = phrase(view, first, last)
    head = measured(view, item.first, max(item.last, item.first + 1))
    start = skip_determiners(view, first)
    words = range(start, head)
    shifting = view.tables.shifters.get(view.lowers[head])
    if shifting is not None and shifting.act in ("remedy", "ending"):
        return 1, head
    if any("dire" in view.held[k] or _bad(view, k) for k in words):
        return -1, head
    heads = [head, *(k for k in words if view.lowers[k + 1] in ("and", "or", ","))]
    if any(view.noun(k, sort) for k in heads for sort in ("ill", "deed", "woe")):
        return -1, head
    if view.noun(head, "duty") or view.noun(head, "entitlement"):
        return 0, head
    if view.noun(head, "boon") or _praised(view, start, head):
        return 1, head
    return 0, head


def measured(view: View, first: int, last: int) -> int:
    """The head of a phrase, or of what it measures: a large number of *States*."""
    head = head_of(view, first, last)
    while view.noun(head, "measure") and view.lowers[head + 1] == "of" and head + 2 < last:
        head = head_of(view, head + 2, last)
    return head


def ill(view: View, first: int, last: int) -> bool:
    """Whether a phrase names an ill, and no deed against it: *hate speech*, no ending of hate."""
    if any(view.lowers[k].endswith("ing") for k in range(first, min(first + 2, last))):
        return False
    head = measured(view, first, last)
    if view.noun(head, "ill") or view.noun(head, "woe"):
        return True
    return view.noun(head, "consequence") and any(
        "dire" in view.held[k] for k in range(first, head)
    )


def _bad(view: View, at: int) -> bool:
    found = view.tables.evaluations.get(view.lowers[at])
    judged = found is not None and found.polarity < 0 and not found.predicate_only
    return judged and not view.capital(at)


def _praised(view: View, first: int, head: int) -> bool:
    """Whether an adjective before the head praises it: a *positive* impact, the *only* means."""
    for at in range(max(first, head - _NEAR), head):
        found = view.tables.evaluations.get(view.lowers[at])
        if (found is not None and found.polarity > 0) or view.noun(at, "preeminent"):
            return True
    return False
