"""Which acts of a paragraph the body itself performs in it."""

from __future__ import annotations

from stancegraph.model import Act, Role
from stancegraph.stances.phrases.verbs import is_doing
from stancegraph.stances.phrases.views import View

_DECIDED = frozenset(
    "amend terminate suspend repeal impose establish extend appoint continue adopt defer".split()
)


def performed(view: View) -> tuple[Act, ...]:
    """The acts that open, follow by coordination or trail as participles; not those embedded."""
    acts = [act for act in view.paragraph.acts if act.role is not Role.EMBEDDED]
    ordered = sorted(acts, key=lambda act: (act.span.start, act.span.end))
    others = (_aside, _of_a_document, _in_list_of_deeds, _of_others)
    return tuple(
        act
        for act in ordered
        if act.role is Role.OPENING or not any(other(view, act) for other in others)
    )


def _of_others(view: View, act: Act) -> bool:
    """Whether a participle is a deed of others, or a noun: a law *amending* the Code, and training.

    What a body does by deciding it, it does not do in passing.
    """
    first = view.stretch(act.span)[0]
    if not view.lowers[first].endswith("ing"):
        return False
    return act.act in _DECIDED or ("noun-ing" in view.held[first] and act.act != "consider")


def _aside(view: View, act: Act) -> bool:
    """Whether the act takes no position and only interrupts another: "in accordance with"."""
    silent = view.tables.frames.get(act.act, "none") == "none"
    silent = silent or "preposition" in view.held[view.stretch(act.span)[0]]
    return act.role is Role.PARTICIPIAL and silent


def _in_list_of_deeds(view: View, act: Act) -> bool:
    """Whether a gerund only closes a list of deeds: ending A, promoting B and *supporting* C."""
    first = view.stretch(act.span)[0]
    if act.role is Role.PARTICIPIAL and view.lowers[first - 1] == ",":
        return _amid_deeds(view, first)
    if act.role is not Role.COORDINATED or view.lowers[first - 1] != "and":
        return False
    commas = [k for k in range(first) if view.lowers[k] == "," and not view.inside(k)]
    deeds = [k + 1 for k in commas if is_doing(view, k + 1)]
    openings = {view.stretch(other.span)[0] for other in view.paragraph.acts}
    return len(deeds) > 1 and deeds[-1] in _last_items(commas) and not openings & set(deeds)


def _amid_deeds(view: View, first: int) -> bool:
    """Whether a gerund stands in a list: the policy of ending A, *expelling* B and taking C."""
    openings = {view.stretch(act.span)[0] for act in view.paragraph.acts}
    begun = any(is_doing(view, k) and "preposition" in view.held[k - 1] for k in range(first))
    ends = (k for k in range(first + 1, len(view)) if view.lowers[k] in ("and", ",", ";"))
    end = next(ends, None)
    if not begun or end is None or view.lowers[end] != "and":
        return False
    return is_doing(view, end + 1) and end + 1 not in openings


def _last_items(commas: list[int]) -> set[int]:
    """Where the last two members of a list begin."""
    return {k + 1 for k in commas[-2:]}


def _of_a_document(view: View, act: Act) -> bool:
    """Whether a participle only says what the noun before it contains: a statement condemning."""
    first = view.stretch(act.span)[0]
    before = view.lowers[first - 1]
    return (
        act.role is Role.PARTICIPIAL
        and before not in (",", "and", ";", "or", "but")
        and not view.adverb(first - 1)
        and view.noun(first - 1, "document")
    )
