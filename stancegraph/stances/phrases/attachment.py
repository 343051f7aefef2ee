"""To which phrase before "and" a further member belongs: to the first, or to one inside it."""

from __future__ import annotations

from typing import NamedTuple

from stancegraph.stances.phrases.heads import head_of, kind_of
from stancegraph.stances.phrases.views import View

_COMPLEMENTING = frozenset(["of", "to", "in", "by", "for", "on", "against", "that", "with"])
_SORTS = ("ill", "deed", "merit", "work", "consequence", "document", "conduct", "duty")
_STEM = 4


def nested(view: View, first: int, at: int, nxt: int) -> bool:
    """Whether the member at `nxt` is like a phrase inside the one from `first` to `at`.

    What has a complement of its own is of equal rank with the whole rather than with a part of it,
    where it is like both: the rise in the cost of food and *the range of effects*.
    """
    inner = inner_phrases(view, first, at)
    if not inner:
        return False
    member = _member(view, nxt, len(view))
    complemented = (
        member.kind != "name"
        and view.lowers[nxt] not in ("other", "others")
        and _complemented(view, member.head)
    )
    likeness = [
        _likeness(view, _member(view, start, nxt), member)
        + (member.kind != "name") * _rank(complemented, start != inner[-1])
        for start in (first, *inner)
    ]
    best = max(likeness)
    return likeness.index(best) > 0 if complemented else likeness[-1] == best or likeness[0] < best


def _rank(complemented: bool, governing: bool) -> int:
    """What it counts that both members have complements of their own, or one alone."""
    return 1 if complemented and governing else -(complemented != governing)


class _Member(NamedTuple):
    """A member of a list: where its head stands, its kind, its determiner."""

    head: int
    kind: str
    determiner: str


def _member(view: View, start: int, last: int) -> _Member:
    return _Member(head_of(view, start, last), kind_of(view, start), _determined(view, start))


def inner_phrases(view: View, first: int, at: int) -> list[int]:
    """Where the phrases after prepositions begin, in order; names are one word."""
    held, within = view.held, view.within
    return [
        k + 1
        for k in range(first + 1, at - 1)
        if k not in within and _opens(view, k) and "preposition" not in held[k + 1]
    ]


def _opens(view: View, at: int) -> bool:
    """Whether a phrase follows: after a preposition, or taken for something: *as* a right."""
    taken = view.lowers[at] == "as" and "determiner" in view.held[at + 1]
    spoken = "relative" in view.held[at] and "determiner" in view.held[at + 1]
    return taken or spoken or "preposition" in view.held[at]


def has_complement(view: View, at: int) -> bool:
    """Whether a phrase that is no name has its own complement: *the refusal to* talk."""
    if kind_of(view, at) == "name":
        return False
    return _complemented(view, head_of(view, at, len(view)))


def _complemented(view: View, head: int) -> bool:
    after = view.lowers[head + 1]
    done = after.endswith("ed") and "preposition" in view.held[head + 2]
    return done or after in _COMPLEMENTING or after.endswith("ing")


def _likeness(view: View, member: _Member, other: _Member) -> int:
    """How like two members are: the same noun, kind, sort, determiner."""
    nouns = [view.lowers[each.head].removesuffix("s") for each in (member, other)]
    same = 2 * (nouns[0] == nouns[1] and len(nouns[0]) >= _STEM)
    same += (member.kind == other.kind) * (1 + (member.kind == "name"))
    sorts = [sort for sort in _SORTS if view.noun(other.head, sort)]
    same += any(view.noun(member.head, sort) for sort in sorts)
    return same + (member.determiner == other.determiner)


def _determined(view: View, at: int) -> str:
    word = view.lowers[at]
    if "determiner" in view.held[at]:
        return "a" if word == "an" else word
    return "own" if "possessive" in view.held[at] else ""
