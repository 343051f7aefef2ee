"""Which words are verbs where they stand: after "to", or as the predicate of a clause."""

from __future__ import annotations

from stancegraph.stances.views import View


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
    if word in view.tables.harms or "verb" in view.held[at]:
        return not _noun_like(view, at)
    stem = {word.removesuffix("s"), word.removesuffix("es"), word.removesuffix("ies") + "y"}
    return bool(word.endswith("s") and stem & view.tables.words["verb"]) and not _noun_like(
        view, at
    )


def _noun_like(view: View, at: int) -> bool:
    """A form that is noun and verb is the noun before a preposition, a verb or a mark."""
    if view.is_a(at + 1, "conjunction") and "verb" in view.held[at + 2]:
        return False
    return view.is_a(at + 1, "preposition", "auxiliary", "relative", "conjunction") and view.lowers[
        at + 1
    ] not in ("that", "to", "with", "in", "on", "upon", "for")
