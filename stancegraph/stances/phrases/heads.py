"""The head of a noun phrase: its noun, the name it is, the kind of thing it says."""

from __future__ import annotations

import re

from stancegraph.stances.phrases.views import Name, View

_AFTER_NOUN = frozenset(
    ["concerned", "involved", "responsible", "itself", "themselves", "themselves"]
)
_DETERMINERS = frozenset(["determiner", "quantifier", "possessive"])
_OWNING = frozenset(["determiner", "possessive"])
_BREAKING = frozenset(["preposition", "relative", "auxiliary"])
_BESIDE = frozenset(["preposition", "relative", "conjunction", "adverb"])
_OPENING = frozenset(["“", '"', "‘", "(", ""])
_ENDING = frozenset([",", ";", ":", ".", "(", ""])
_PAST = re.compile(r"(?<!e)ed$")
_EVENT = re.compile(
    r"(?:ment|tion|sion|ance|ence|ures?|ments|tions|sions|ings?|usals?|ovals?|als)$"
)


def kind_of(view: View, first: int) -> str:
    """The class of the head of the phrase that begins here: name (or party), event or other."""
    at = skip_determiners(view, first)
    head = head_of(view, first, len(view))
    owned = any(view.possessor(k) for k in range(at, head))
    if not owned and (view.capital(at) or (view.capital(first) and first)):
        return "name"
    if view.noun(head, "agent"):
        return "name"
    return "event" if is_event(view, head) else "other"


def is_event(view: View, at: int) -> bool:
    """Whether a noun says that something is done: attack, efforts, participation."""
    return view.noun(at, "deed") or view.noun(at, "work") or bool(_EVENT.search(view.lowers[at]))


def skip_determiners(view: View, first: int) -> int:
    """The index of the first word that is no determiner, quantifier or opening quote."""
    held, words, at = view.held, view.lowers, first
    while at + 1 < view.size and (words[at] in _OPENING or not held[at].isdisjoint(_DETERMINERS)):
        at += 1
    return at


def head_of(view: View, first: int, last: int) -> int:
    """The index of the head noun: the last word before a preposition, relative or mark."""
    known = view.heads.get((first, last))
    if known is None:
        known = view.heads[first, last] = _head(view, first, last)
    return known


def _head(view: View, first: int, last: int) -> int:
    held, words = view.held, view.lowers
    head = at = start = skip_determiners(view, first)
    while at < last:
        name = view.starts.get(at)
        if name and name.last <= last:
            if at > first + 1 and head == at - 1 > start and view.possessor(name.last - 1):
                break
            head, at = name.last - 1, name.last
            if not view.possessor(head):
                continue
        word = words[at]
        if word in _ENDING or not held[at].isdisjoint(_BREAKING):
            break
        if at > first and (word in _AFTER_NOUN or (head > first and "determiner" in held[at])):
            break
        if word in ("and", "or"):
            if not held[at + 1].isdisjoint(_OWNING):
                break
            at += 1
            continue
        done = _PAST.search(word) or "participle" in held[at] or _going_on(view, at, start)
        if at > first and done and "preposition" in held[at + 1]:
            break
        head = at
        at += 1
    return min(head, last - 1)


def _going_on(view: View, at: int, start: int) -> bool:
    """Whether a participle in -ing follows the noun: the harms *stemming from*; no holding of."""
    going = view.lowers[at].endswith("ing") and "noun-ing" not in view.held[at]
    return going and at > start and view.lowers[at + 1] != "of"


def name_of_head(view: View, first: int, last: int) -> Name | None:
    """The name or citation that is the head of a phrase, None if the head is a common noun.

    A name with a possessive ending, or followed by a noun of its own, only modifies the head.
    """
    key = first, last
    if key not in view.named_heads:
        view.named_heads[key] = _named(view, first, last) if view.names else None
    return view.named_heads[key]


def _named(view: View, first: int, last: int) -> Name | None:
    at = skip_determiners(view, first)
    past = _past_modifying_name(view, at)
    found = [
        name
        for name in view.names
        if first <= name.first
        and name.last <= last
        and name.first <= (past if name.document else at) < name.last
    ]
    for name in sorted(found, key=lambda name: (not name.document, -name.last)):
        follows = name.last
        if view.possessor(name.last - 1) and follows != last:
            continue
        if follows >= last or name.document or not noun_follows(view, follows):
            return name
    return None


def _past_modifying_name(view: View, at: int) -> int:
    """Past what stands before a document's name: *General Assembly* | resolution 71/321.

    The noun that a symbol stands beside is passed too: the *resolution* | P9_TA(2022)0012.
    """
    name = view.name_at(at)
    past = name.last if name and name.party and not name.document else at
    beside = view.name_at(past + 1) if view.name_at(past) is None else None
    return past + 1 if beside and beside.document and beside.first == past + 1 else past


def noun_follows(view: View, at: int) -> bool:
    """Whether a noun follows a name, so that the name only modifies it: UNMISS | peacekeepers."""
    word = view.lowers[at]
    if word == "as" or not view.held[at].isdisjoint(_BESIDE):
        return False
    alone = word.removesuffix("'s").isalpha()
    return alone and word not in _AFTER_NOUN and not word.endswith("ed")
