"""Which words are verbs where they stand: after "to", or as the predicate of a clause."""

from __future__ import annotations

from stancegraph.stances.phrases.views import View

_PLURALS = frozenset("people women men children police they we others and".split())
_NAMING = frozenset(["by", "for"])


def verb_after_to(view: View, index: int) -> int | None:
    """The index of the verb if the token at `index` is an infinitive's "to" (or "not to")."""
    if view.lowers[index] == "not":
        index += 1
    if view.lowers[index] != "to":
        return None
    at = index + 1
    while view.adverb(at):
        at += 1
    word = view.lowers[at]
    if view.capital(at) or (not word.isalpha() and "-" not in word):
        return None
    return at if "verb" in view.held[at] or _may_be_verb(view, at) else None


def _may_be_verb(view: View, at: int) -> bool:
    """An unknown word after "to" is a verb if a determiner or possessive follows it."""
    word = view.lowers[at]
    if view.is_a(at, "determiner", "possessive", "preposition", "relative", "conjunction"):
        return False
    return view.is_a(at + 1, "determiner", "possessive") and not word.endswith(("ing", "tion", "s"))


def finite(view: View, first: int, at: int) -> bool:
    """Whether a main verb in the present or past may stand at `at`: a form of a listed verb."""
    word = view.lowers[at]
    if (
        view.capital(at)
        or at <= first
        or view.is_a(at - 1, "determiner", "possessive", "preposition")
    ):
        return False
    if word in view.tables.harms or view.is_a(at, "verb", "undergoing"):
        return _agrees(view, first, at) and not _noun_like(view, at)
    stem = {word.removesuffix("s"), word.removesuffix("es"), word.removesuffix("ies") + "y"}
    return bool(word.endswith("s") and stem & view.tables.words["verb"]) and not _noun_like(
        view, at
    )


def _agrees(view: View, first: int, at: int) -> bool:
    """Whether a base form has a subject in the plural: States *review*, no regular *review*."""
    if view.lowers[at].endswith(("s", "ed")) or view.is_a(at, "linking", "modal"):
        return True
    if view.adverb(at - 1) or view.is_a(at - 1, "relative") or view.capital(at - 1):
        return True
    if first and view.lowers[first - 1] == "and":
        return True
    subject = view.lowers[first:at]
    return any(word.endswith("s") or word in _PLURALS for word in subject)


def _noun_like(view: View, at: int) -> bool:
    """A form that is noun and verb is the noun before a preposition, a verb or a mark."""
    if view.is_a(at + 1, "conjunction") and "verb" in view.held[at + 2]:
        return False
    return view.is_a(at + 1, "preposition", "auxiliary", "relative", "conjunction") and view.lowers[
        at + 1
    ] not in ("that", "to", "with", "in", "on", "upon", "for")


def is_doing(view: View, at: int) -> bool:
    """Whether a gerund with an object stands at a token."""
    word = view.lowers[at]
    if not word.endswith("ing") or "-" in word or view.capital(at):
        return False
    if "answerable" in view.held[at + 1]:
        return True
    if "noun-ing" in view.held[at]:
        return view.is_a(at + 1 + (view.lowers[at + 1] == "upon"), "determiner", "possessive")
    nxt = at + 1 + (view.lowers[at + 1] == ",")
    nxt += view.lowers[nxt] == "and"
    if nxt > at + 1 and view.lowers[nxt].endswith("ing"):
        return is_doing(view, nxt)
    return view.lowers[at + 1] not in (",", "and", ";", ".", "of", "")


def by_doing(view: View, at: int) -> bool:
    """Whether a deed is named by or for which something is done: *by ensuring*, *for addressing*.

    What a noun governs stays with it: the responsibility for protecting civilians.
    """
    if view.lowers[at] not in _NAMING or not is_doing(view, at + 1):
        return False
    return view.lowers[at] == "by" or not view.is_a(at - 1, "governor", "recipient-noun")
