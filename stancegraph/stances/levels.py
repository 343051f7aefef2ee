"""The levels that follow from a direct position: actor, beneficiary, implied, conditional."""

from __future__ import annotations

from collections.abc import Iterator

from stancegraph.model import Level
from stancegraph.stances.anaphora import owner
from stancegraph.stances.coordination import joined
from stancegraph.stances.heads import head_of, name_of_head, skip_determiners
from stancegraph.stances.modes import Mode
from stancegraph.stances.phrases import phrase, verb_after_to
from stancegraph.stances.polarity import toned
from stancegraph.stances.positions import Position, Segment, Setting
from stancegraph.stances.views import Name, View

_CONDITIONS = (("in", "the", "event", "of"), ("in", "case", "of"), ("in", "the", "case", "of"))
_HARMED = 0.6
_WARNED = -0.4


def followed(position: Position, setting: Setting) -> Iterator[Position]:
    """The position with its parties, then those that follow from it."""
    position = owner(position, setting)
    yield position
    if not _is_document(position):
        yield from actors(position, setting)
    yield from beneficiaries(position, setting)
    yield from shifted(position, setting)


def _is_document(position: Position) -> bool:
    name = name_of_head(position.view, position.first, position.last)
    return name is not None and name.document


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
                sign = toned(position.polarity)
                yield position.derived(Level.ACTOR, first, last, sign, rule)


def agent(view: View, first: int, last: int) -> bool:
    """Whether a phrase names someone who can act."""
    name = name_of_head(view, first, last)
    if name is not None:
        return name.party
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
        if name and name.last <= limit:
            last = name.last
        else:
            end = phrase(view, at, limit, Mode.ADDRESSEE).last
            whole = view.word(at) in ("those", "all") and view.is_a(at + 1, "relative")
            cuts = (k for k in range(at + 1, end) if _leaves_party(view, k) and not whole)
            last = next(cuts, end)
        if last <= at:
            return
        yield at, last
        at = joined(view, at, last, limit)


def _leaves_party(view: View, at: int) -> bool:
    """Whether a relative clause or an adjunct follows the words for a party: both sides | into."""
    if view.is_a(at, "relative"):
        return True
    if view.word(at) == "to" and view.is_a(at - 1, "recipient-noun"):
        return False
    return view.is_a(at, "preposition") and view.word(at) != "of" and not view.inside(at)


def _by(position: Position) -> Iterator[tuple[int, int]]:
    view = position.view
    for at in range(position.first + 1, position.last - 1):
        if view.inside(at):
            continue
        if verb_after_to(view, at) is not None:
            return
        by = view.word(at) == "by" or view.next_words(at, 3) == ("on", "the", "part")
        if not by:
            continue
        start = at + 1 if view.word(at) == "by" else at + 4
        for first, last in parties(view, start, position.last):
            if agent(view, first, last):
                yield first, last
        return


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
    if not view.noun(head, "work") or view.word(head + 1) not in ("that", "which"):
        return
    start = head + 2
    name = view.name_at(start) or view.name_at(start + view.is_a(start, "determiner"))
    if name is None and not view.noun(start + 1, "agent"):
        return
    for first, last in parties(view, start, position.last):
        if agent(view, first, last):
            yield first, last


def _of(position: Position) -> Iterator[tuple[int, int]]:
    """Whose efforts, acts or refusal: the noun of doing, then "of" and someone."""
    view = position.view
    head = head_of(view, position.first, position.last)
    if not (view.noun(head, "work") or view.noun(head, "deed")) or view.word(head + 1) != "of":
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
    if not (view.noun(head, "work") or view.noun(head, "deed")):
        return
    for name in view.names_in(start, head):
        if not name.party:
            continue
        owns = view.tokens[name.last - 1].possessor
        modifies = name.kind == "state" and name.first <= start + 1 and name.last - name.first == 1
        if owns or (modifies and _adjective(view, name)):
            yield (position.first if owns and name.first <= start else name.first), name.last
            return


def _adjective(view: View, name: Name) -> bool:
    """Whether the name of a state is its adjective: Israeli, Kazakhstani, Russian."""
    word = view.word(name.first)
    return word.endswith(("i", "an", "ese", "ish", "ic", "ch")) and view.word(name.last).isalpha()


def _house(position: Position) -> Iterator[tuple[int, int]]:
    """What is enacted in an assembly: the enactment of a law in *the Knesset*."""
    view = position.view
    if not view.noun(head_of(view, position.first, position.last), "law"):
        return
    for name in view.names_in(position.first, position.last):
        if name.kind not in ("organisation", "org") or name.last != position.last:
            continue
        before = name.first - view.is_a(name.first - 1, "determiner")
        if view.word(before - 1) == "in":
            yield before, name.last
            return


def beneficiaries(position: Position, setting: Setting) -> Iterator[Position]:
    """Whose unity, sovereignty or rights are favoured."""
    if position.polarity <= 0 or not setting.rules.on("beneficiary"):
        return
    owned = whose(position)
    if owned is not None:
        sign = position.polarity
        yield position.derived(Level.BENEFICIARY, *owned, sign, "beneficiary")


def whose(position: Position) -> tuple[int, int] | None:
    """The party that an attribute belongs to: *Kazakhstan*'s unity, the rights of *the people*."""
    view = position.view
    head = head_of(view, position.first, position.last)
    if not view.noun(head, "attribute"):
        return None
    start = skip_determiners(view, position.first)
    name = view.name_at(start)
    if name and name.party and view.tokens[name.last - 1].possessor and name.last <= head:
        return position.first, name.last
    of = _of_after_list(view, head + 1, position.last)
    if of is None:
        return None
    found = next(parties(view, of + 1, position.last), None)
    return found if found and agent(view, *found) else None


def _of_after_list(view: View, first: int, last: int) -> int | None:
    """The "of" that closes a list of nouns: the unity, sovereignty and integrity | of."""
    for at in range(first, last):
        if view.word(at) == "of":
            return at
        if view.is_a(at, "preposition", "relative", "determiner") or view.inside(at):
            return None
    return None


def shifted(position: Position, setting: Setting) -> Iterator[Position]:
    """The object of a polarity shifter, with the opposite sign: the fight against *terrorism*."""
    if not position.polarity or not setting.rules.on("shifter"):
        return
    found = shifter(position.view, position.first, position.last)
    if found is None:
        return
    inner = phrase(position.view, found, _before_agent(position.view, found, position.last))
    if inner.last <= inner.first or name_is_place(position.view, inner.first, inner.last):
        return
    if not _valuable(position.view, found - 2, inner.first, inner.last):
        return
    act = "oppose" if position.polarity > 0 else "support"
    sign = round(-position.polarity * _HARMED / max(abs(position.polarity), _HARMED), 2)
    yield position.derived(Level.IMPLIED, inner.first, inner.last, sign, "shifter", act)


def _valuable(view: View, shifting: int, first: int, last: int) -> bool:
    """Whether the object can be what is meant: no half of a list, no wrong that is denied."""
    if view.word(first) in ("and", "or"):
        return False
    head = head_of(view, first, last)
    return view.word(shifting) != "denial" or not (view.capital(head) or view.noun(head, "deed"))


def _before_agent(view: View, first: int, last: int) -> int:
    """Where the agent of the shifting noun begins: violations of the law | by all parties."""
    return next((k for k in range(first, last) if view.word(k) == "by"), last)


def shifter(view: View, first: int, last: int) -> int | None:
    """Where the object of the shifter at the head of a phrase begins, None without a shifter."""
    head = head_of(view, first, last)
    governing = view.tables.shifters.get(view.word(head))
    if governing is None or not governing.prepositions:
        return None
    for at in range(head + 1, min(head + 12, last - 1)):
        if view.word(at) in governing.prepositions and not view.inside(at):
            return at + 1
        if view.is_a(at, "relative") or view.word(at) in (",", "and"):
            return None
    return None


def name_is_place(view: View, first: int, last: int) -> bool:
    """Whether a phrase names a place, a day or a session: never the target of a stance."""
    name = name_of_head(view, first, last)
    return name is not None and name.kind in ("place", "date", "session")


def conditions(segment: Segment, setting: Setting) -> Iterator[Position]:
    """A wrong that is foreseen: "in the event of *non-compliance by Israel*"."""
    if not setting.rules.on("condition"):
        return
    view, cue = segment.view, segment.cue
    start = view.stretch(cue.span)[0] if cue.home is view else segment.first
    for at in range(min(start, segment.first), segment.last):
        opening = next((c for c in _CONDITIONS if view.next_words(at, len(c)) == c), None)
        if opening is None:
            continue
        item = phrase(view, at + len(opening), segment.last)
        head = head_of(view, item.first, item.last)
        if not (view.noun(head, "deed") or view.word(head).startswith("non-")):
            continue
        warned = Position(
            cue, view, item.first, item.last, Level.CONDITIONAL, "warn", _WARNED, 1, ("condition",)
        )  # fmt: skip
        parties = [name for name in view.names_in(item.first, item.last) if name.party]
        yield warned if not parties else _toward(warned, parties[0])


def _toward(position: Position, name: Name) -> Position:
    return Position(
        position.cue, position.view, position.first, position.last, position.level, position.act,
        position.polarity, position.intensity, position.rules, entity=name.entity,
    )  # fmt: skip
