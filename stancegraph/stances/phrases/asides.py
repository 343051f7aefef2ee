"""What stands between two members of a list and belongs to neither: adjuncts, examples, dates."""

from __future__ import annotations

from stancegraph.stances.phrases.attachment import has_complement, nested
from stancegraph.stances.phrases.deeds import own_complement, owns_deed
from stancegraph.stances.phrases.heads import head_of, kind_of
from stancegraph.stances.phrases.views import View

_ASIDE = 40


def past_aside(view: View, first: int, last: int, limit: int) -> int:
    """Past an adjunct, or what is said of a member between commas, before another of its rank.

    the Meeting, *held in Geneva*, | and the; attacks *on the basis of religion* | and the burning.
    """
    opens = last + (view.lowers[last] == ",")
    said = view.is_a(opens, "participle") and view.lowers[opens + 1] != ","
    if not (said or view.is_a(opens, "example") or view.adjunct(opens)):
        return last
    for at in range(opens + 1, min(limit, opens + _ASIDE)):
        if view.is_a(at, "relative", "auxiliary") or view.lowers[at] == ";":
            return last
        joint = _past_joint(view, at)
        if joint is None or joint >= limit or (opens > last and view.lowers[at] == "and"):
            continue
        owns = "possessive" in view.held[joint] and owns_deed(view, joint)
        if not (owns or view.is_a(joint, "determiner") or own_complement(view, joint)):
            continue
        if said or _alike(view, first, joint) or _of_equal_rank(view, first, at, joint):
            return at
    return last


def _past_joint(view: View, at: int) -> int | None:
    """Past "and" or "as well as", and the comma before it; None where nothing is joined."""
    step = at + (view.lowers[at] == ",")
    if view.lowers[step] == "and":
        return step + 1
    return step + 3 if view.next_words(step, 3) == ("as", "well", "as") else None


def _of_equal_rank(view: View, first: int, at: int, nxt: int) -> bool:
    """Whether a member beyond an adjunct has a complement of its own and belongs to none in it."""
    return has_complement(view, nxt) and not nested(view, first, at, nxt)


def _alike(view: View, first: int, at: int) -> bool:
    """Whether two members say the same sort of thing: deeds, or one noun twice."""
    heads = (head_of(view, first, at), head_of(view, at, len(view)))
    if view.lowers[heads[0]] == view.lowers[heads[1]]:
        return True
    return kind_of(view, first) == "event" == kind_of(view, at)
