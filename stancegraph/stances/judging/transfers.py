"""Where the party praised, thanked or blamed ends, and for what: commends A | for its help."""

from __future__ import annotations

from stancegraph.stances.judging.actors import agent
from stancegraph.stances.phrases.verbs import is_doing
from stancegraph.stances.phrases.views import View
from stancegraph.stances.positions import Segment

_TRANSFER = frozenset(["for", "on", "upon", "responsible", "accountable", "against", "over"])


def transfer(segment: Segment, lead: str) -> int:
    """Where the party praised, thanked or blamed ends: commends X | for Y."""
    view, listed = segment.view, False
    for k in range(segment.first + 1, segment.last):
        if view.inside(k) or view.lowers[k] == lead == "for" or _in_title(view, k):
            continue
        if view.lowers[k] in ("who", "which"):
            return segment.last
        if lead == "to" and view.lowers[k] in ("for", "as"):
            return k  # whom one thanks, not what for
        listed = listed or view.lowers[k] == ","
        told = view.lowers[k] == "that" and segment.cue.act == "warn"
        if (
            told
            or view.lowers[k] in _TRANSFER
            or (view.lowers[k] == "of" and segment.cue.act == "accuse")
        ):
            named = listed and view.name_at(segment.first) and view.ends.get(k)
            reason = "possessive" in view.held[k + 1] or is_doing(view, k + 1) or named
            owed = view.lowers[k] == "for" and reason
            owner = not listed and view.lowers[segment.first] != "those"
            if owed or (owner and agent(view, segment.first, k)):
                return k
    return segment.last


def praised_again(segment: Segment, last: int) -> int | None:
    """Where a further party begins with its own reason: thanks A for its help, and | B for its."""
    view = segment.view
    if last >= segment.last or view.lowers[last] not in ("for", "on"):
        return None
    for at in range(last + 2, segment.last - 2):
        start = at + 1 + ("determiner" in view.held[at + 1])
        name = view.name_at(start) if view.lowers[at] == "and" else None
        if name is None or not name.party or view.lowers[name.last] != view.lowers[last]:
            continue
        if view.lowers[at - 1] == "," or view.is_a(name.last + 1, "possessive"):
            return at + 1
    return None


def _in_title(view: View, at: int) -> bool:
    """Whether "for" stands between words of a title: the Centre *for* Peace."""
    return view.lowers[at] == "for" and view.capital(at - 1) and view.capital(at + 1)
