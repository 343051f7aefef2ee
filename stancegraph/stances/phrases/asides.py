"""What stands between two members of a list and belongs to neither: adjuncts, examples, dates."""

from __future__ import annotations

from stancegraph.stances.phrases.attachment import has_complement, nested
from stancegraph.stances.phrases.deeds import own_complement, owns_deed
from stancegraph.stances.phrases.heads import head_of, kind_of
from stancegraph.stances.phrases.members import and_follows
from stancegraph.stances.phrases.views import View

_ASIDE = 60
_JOINTS = frozenset([",", "and", "as"])
_TELLING = frozenset(["which", "who"])


def past_aside(view: View, first: int, last: int, limit: int) -> int:
    """Past an adjunct, or what is said of a member between commas, before another of its rank.

    the Meeting, *held in Geneva*, | and the; attacks *on the basis of religion* | and the burning.
    """
    joint = _past_joint(view, last)
    if joint is not None and not (view.adjunct(joint) or view.is_a(joint, "example")):
        return last
    opens = last + (view.lowers[last] == ",")
    opens += view.lowers[opens] == "and" and view.adjunct(opens + 1)
    said = view.is_a(opens, "participle") and view.lowers[opens + 1] != ","
    told = opens > last and _tells(view, opens)
    if not (said or told or view.is_a(opens, "example") or view.adjunct(opens)):
        return last
    spoken = False
    for at in range(opens + 1, min(limit, opens + _ASIDE)):
        if view.lowers[at] == ";" or (view.lowers[at] in _TELLING and view.lowers[at - 1] == ","):
            return last
        spoken = spoken or view.is_a(at, "relative", "auxiliary")
        joint = _past_joint(view, at)
        if joint is None and opens == last:
            joint = _listed(view, at, limit)
        if joint is None or joint >= limit:
            continue
        plain = not view.is_a(joint, "determiner", "possessive")
        if view.lowers[at] == "and" and (spoken or plain or opens > last):
            continue
        closed = not told or _closes(view, opens, at) or _same(view, first, at, joint)
        if not (closed and _begins(view, joint, limit)):
            continue
        if said or _alike(view, first, joint) or _of_equal_rank(view, first, at, joint):
            return at
    return last


def _listed(view: View, comma: int, limit: int) -> int | None:
    """Where a member begins behind a comma, in a list that comes to its "and"."""
    if view.lowers[comma] != "," or "determiner" not in view.held[comma + 1]:
        return None
    return comma + 1 if and_follows(view, comma + 1, limit) else None


def _begins(view: View, at: int, limit: int) -> bool:
    """Whether a member begins that may stand alone, and no clause."""
    owns = "possessive" in view.held[at] and owns_deed(view, at)
    marked = owns or "determiner" in view.held[at] or own_complement(view, at)
    return marked and not _subject(view, at, limit)


def _tells(view: View, at: int) -> bool:
    """Whether a clause opens that tells of what stands before: which, who, *according to which*."""
    governed = "preposition" in view.held[at] and view.lowers[at + 1] == "which"
    return view.lowers[at] in _TELLING or governed or view.next_words(at, 2) == ("according", "to")


def _same(view: View, first: int, at: int, joint: int) -> bool:
    """Whether a noun is said again behind a comma: the right to A, ..., and the right."""
    nouns = {view.lowers[head_of(view, each, len(view))] for each in (first, joint)}
    return view.lowers[at] == "," and len(nouns) == 1


def _closes(view: View, first: int, at: int) -> bool:
    """Whether a comma closes what is told between commas, and is none of a list inside it."""
    return view.lowers[at] == "," and not any(
        view.lowers[k] == "," and k not in view.within for k in range(first, at)
    )


def _subject(view: View, at: int, limit: int) -> bool:
    """Whether a clause begins rather than a member: and the parties *have agreed*."""
    end = at + 1
    while end < limit and not view.is_a(end, "preposition", "relative", "auxiliary"):
        if view.lowers[end] in (",", "and", "or", ";"):
            return False
        end += 1
    return end < limit and "auxiliary" in view.held[end]


def _past_joint(view: View, at: int) -> int | None:
    """Past "and" or "as well as", and the comma before it; None where nothing is joined."""
    if view.lowers[at] not in _JOINTS:
        return None
    step = at + (view.lowers[at] == ",")
    if view.lowers[step] == "and":
        return step + 1
    return step + 3 if view.besides(step) else None


def _of_equal_rank(view: View, first: int, at: int, nxt: int) -> bool:
    """Whether a member beyond an adjunct has a complement of its own and belongs to none in it."""
    return has_complement(view, nxt) and not nested(view, first, at, nxt)


def _alike(view: View, first: int, at: int) -> bool:
    """Whether two members say the same sort of thing: deeds, or one noun twice."""
    heads = (head_of(view, first, at), head_of(view, at, len(view)))
    if view.lowers[heads[0]] == view.lowers[heads[1]]:
        return True
    return kind_of(view, first) == "event" == kind_of(view, at)
