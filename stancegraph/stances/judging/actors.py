"""Who did it: the actors of what is judged, and who can act at all."""

from __future__ import annotations

import re
from collections.abc import Iterator

from stancegraph.model import Level
from stancegraph.stances.phrases.coordination import joined
from stancegraph.stances.phrases.ends import phrase
from stancegraph.stances.phrases.heads import (
    head_of,
    kind_of,
    name_of_head,
    noun_follows,
    skip_determiners,
)
from stancegraph.stances.phrases.modes import Mode
from stancegraph.stances.phrases.verbs import verb_after_to
from stancegraph.stances.phrases.views import Name, View
from stancegraph.stances.positions import Position, Setting

_DONE = re.compile(r"(?:[ts]ion|ing|al|ure|use|breach|ance|ment)(?:s|es)?$")
"""How nouns end that say what is done to something: violations, use, denial, seizure."""

_SPOKEN_OF = frozenset(["them", "him", "her", "it"])


def actors(position: Position, setting: Setting) -> Iterator[Position]:
    """Who committed or made what is judged; they share its sign."""
    seen: set[tuple[int, int]] = set()
    rules = setting.rules
    finders = (
        ("actor-by", _by),
        ("actor-subject", _contact_subject),
        ("actor-of", _of),
        ("actor-possessive", _possessor),
        ("actor-house", _house),
    )
    for rule, finder in finders:
        if not rules.on(rule):
            continue
        if rule == "actor-of" and seen:
            continue
        for first, last in finder(position):
            if (first, last) not in seen:
                seen.add((first, last))
                actor = position.derived(Level.ACTOR, (first, last), position.polarity, rule)
                if actor.target.entity != setting.resolution.body:
                    yield actor


def agent(view: View, first: int, last: int) -> bool:
    """Whether a phrase names someone who can act."""
    name = name_of_head(view, first, last)
    if name is not None:
        return name.party
    if last - first == 1 and view.lowers[first] in _SPOKEN_OF:
        return True
    if any(n.first <= first and n.last >= last and not n.party for n in view.names):
        return False
    heads = (first, head_of(view, first, last))
    return any(view.noun(head, "agent") for head in heads)


def parties(view: View, first: int, limit: int) -> Iterator[tuple[int, int]]:
    """The listed parties that begin at a token: a name as it stands, other words up to a clause."""
    at: int | None = first
    while at is not None and at < limit:
        start = at + view.is_a(at, "determiner", "quantifier")
        name = view.name_at(at) or view.name_at(start)
        if name and name.last <= limit and not noun_follows(view, name.last):
            last = name.last
        else:
            end = phrase(view, at, limit, Mode.ADDRESSEE).last
            whole = view.lowers[at] in ("those", "all") and "relative" in view.held[at + 1]
            cuts = (k for k in range(at + 1, end) if _leaves_party(view, k) and not whole)
            last = next(cuts, end)
        if last <= at:
            return
        yield at, last
        at = joined(view, at, last, limit)


def _leaves_party(view: View, at: int) -> bool:
    """Whether a relative clause or an adjunct follows the words for a party: both sides | into."""
    if "relative" in view.held[at]:
        return True
    if view.lowers[at] == "to" and "recipient-noun" in view.held[at - 1]:
        return False
    return "preposition" in view.held[at] and view.lowers[at] != "of" and not view.inside(at)


def _by(position: Position) -> Iterator[tuple[int, int]]:
    view = position.view
    if view.lowers[head_of(view, position.first, position.last)] == "denial":
        return
    for at in range(position.first + 1, position.last - 1):
        if view.inside(at):
            continue
        if verb_after_to(view, at) is not None:
            return
        by = view.lowers[at] == "by" or view.next_words(at, 3) == ("on", "the", "part")
        if not by:
            continue
        start = at + 1 if view.lowers[at] == "by" else at + 4
        for first, last in parties(view, start, _before_object(position, at, start)):
            if agent(view, first, last):
                yield first, last
        return


def _before_object(position: Position, by: int, start: int) -> int:
    """Where the words for an agent end at the latest: violations by its forces | of our rights.

    What is done stands behind "of" there, where it does not stand before "by".
    """
    view, last = position.view, position.last
    if head_of(view, position.first, last) != by - 1 or not _DONE.search(view.lowers[by - 1]):
        return last
    for at in range(start + 1, last):
        if view.lowers[at] != "of" or view.inside(at):
            continue
        after = at + 1 + view.is_a(at + 1, "determiner", "quantifier")
        named = view.name_at(at + 1) or view.name_at(after)
        if named is None and not agent(view, at + 1, last):
            return at
    return last


def _contact_subject(position: Position) -> Iterator[tuple[int, int]]:
    """The subject of a relative clause without pronoun: the measures *the Government* takes."""
    view = position.view
    subject = phrase(view, position.first, position.last).subject
    if subject is None:
        yield from _pronoun_subject(position)
        return
    name = view.name_at(subject) or view.name_at(subject + 1)
    if name and name.party:
        yield subject, name.last
    elif view.noun(subject + 1, "agent"):
        yield subject, subject + 2


def _pronoun_subject(position: Position) -> Iterator[tuple[int, int]]:
    """The subject after a relative pronoun that is the object: the role that *X* can play."""
    view = position.view
    head = head_of(view, position.first, position.last)
    if not view.noun(head, "work") or view.lowers[head + 1] not in ("that", "which"):
        return
    start = head + 2
    name = view.name_at(start) or view.name_at(start + ("determiner" in view.held[start]))
    if name is None and (not view.noun(start + 1, "agent") or "verb" in view.held[start]):
        return
    for first, last in parties(view, start, position.last):
        if agent(view, first, last):
            yield first, last


def _of(position: Position) -> Iterator[tuple[int, int]]:
    """Whose efforts, acts or refusal: the noun of doing, then "of" and someone."""
    view = position.view
    head = head_of(view, position.first, position.last)
    if view.lowers[head + 1] != "of" or view.noun(head, "undergone"):
        return
    if not (view.noun(head, "work") or view.noun(head, "doing")):
        return
    for first, last in parties(view, head + 2, position.last):
        if not agent(view, first, last):
            return
        yield first, last


def _possessor(position: Position) -> Iterator[tuple[int, int]]:
    """Whose: Israel's refusal, the Government's efforts, Israeli attacks."""
    view = position.view
    start = skip_determiners(view, position.first)
    head = head_of(view, position.first, position.last)
    if view.noun(head, "attribute") or kind_of(view, head) != "event":
        return
    for name in view.names_in(start, head):
        if not name.party:
            continue
        owns = view.possessor(name.last - 1)
        modifies = name.kind == "state" and name.first <= start + 1 and name.last - name.first == 1
        if owns or (modifies and _adjective(view, name)):
            yield (position.first if owns and name.first <= start else name.first), name.last
            return


def _adjective(view: View, name: Name) -> bool:
    """Whether the name of a state is its adjective: Israeli, Kazakhstani, Russian."""
    word = view.lowers[name.first]
    return word.endswith(("i", "an", "ese", "ish", "ic", "ch")) and view.lowers[name.last].isalpha()


def _house(position: Position) -> Iterator[tuple[int, int]]:
    """What is enacted in an assembly: the enactment of a law in *the Knesset*."""
    view = position.view
    if not view.noun(head_of(view, position.first, position.last), "law"):
        return
    for name in view.names_in(position.first, position.last):
        if name.kind not in ("organisation", "org") or name.last != position.last:
            continue
        before = name.first - ("determiner" in view.held[name.first - 1])
        if view.lowers[before - 1] == "in":
            yield before, name.last
            return
