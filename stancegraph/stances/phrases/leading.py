"""Members of a list that the introducing preposition leads again: the need *for* A and *for* B."""

from __future__ import annotations

from collections.abc import Iterator

from stancegraph.stances.phrases.verbs import verb_after_to
from stancegraph.stances.phrases.views import View

_JOINING = frozenset([",", "and", "or", "as"])
_GOVERNED = frozenset(["of", "for", "to", "on", "in"])


def led_again(view: View, first: int, last: int, lead: str) -> int | None:
    """Where the preposition leads a further member, None if it does not.

    A preposition that nouns govern too belongs to the noun before that had it first: the need for
    *respect for* A and *for* B.
    """
    for at in range(first + 1, last - 1):
        if view.lowers[at] != lead or at in view.within:
            continue
        if lead == "to" and verb_after_to(view, at) is not None:
            if view.noun(at - 1, "entitlement"):
                return None
            continue
        if view.lowers[at - 1] in _JOINING and _listed(view, at, last, lead):
            return at
        if lead in _GOVERNED:
            return None
    return None


def _listed(view: View, at: int, last: int, lead: str) -> bool:
    """Whether a comma before the preposition parts a list that comes to its "and"."""
    if view.lowers[at - 1] != "," or lead not in _GOVERNED:
        return True
    return any(view.next_words(k, 2) == ("and", lead) for k in range(at + 1, last - 1))


def led_members(view: View, first: int, last: int, lead: str) -> Iterator[tuple[int, int]]:
    """The stretches that the preposition before `first` leads, in order."""
    while (again := led_again(view, first, last, lead)) is not None:
        yield first, member_end(view, again)
        first = again + 1
    yield first, last


def member_end(view: View, again: int) -> int:
    """Where the words before a further member end, without what joins it."""
    at = again
    while view.lowers[at - 1] in _JOINING or view.lowers[at - 1] == "well":
        at -= 1
    return at
