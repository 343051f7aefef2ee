"""Members of a list that are deeds of their own: their contribution to A, use of B."""

from __future__ import annotations

from stancegraph.stances.phrases.attachment import has_complement, nested
from stancegraph.stances.phrases.heads import head_of, kind_of
from stancegraph.stances.phrases.modes import Growing, Mode
from stancegraph.stances.phrases.views import View


def own_deed(growing: Growing, at: int) -> bool:
    """Whether "its" or "their" begins a target: the role of A and *their contribution to* B."""
    view, nxt = growing.view, at + 1
    if view.noun(head_of(view, nxt, growing.limit), "consequence"):
        return True
    return owns_deed(view, nxt) and not nested(view, growing.first, at, nxt)


def owns_deed(view: View, at: int) -> bool:
    """Whether the words after "its" or "their" say a deed with its own complement."""
    head = head_of(view, at, len(view))
    doing = any(view.noun(head, sort) for sort in ("merit", "work", "deed", "ill"))
    return (doing or kind_of(view, at) == "event") and has_complement(view, at)


def own_complement(view: View, at: int) -> bool:
    """Whether a bare member has its own complement: the recruitment of A and *use of* B."""
    return view.lowers[at + 1] == "of" and kind_of(view, at) == "event"


def own_bare_deed(growing: Growing, at: int) -> bool:
    """Whether a bare deed follows that shares no article: not the *promotion and protection* of."""
    view = growing.view
    if growing.mode is not Mode.OBJECT or not own_complement(view, at + 1):
        return False
    start = at - 1
    while start > growing.first and "plain" in view.held[start - 1]:
        start -= 1
    return not ("determiner" in view.held[start - 1] and start > growing.first)
