"""Members of a list: where one may begin, and whether the list comes to its "and"."""

from __future__ import annotations

from stancegraph.stances.phrases.heads import kind_of
from stancegraph.stances.phrases.views import View


def begins_member(view: View, at: int) -> bool:
    """Whether a noun phrase begins at a token, no adjunct, clause or verb of the body."""
    if view.adjunct(at) or view.lowers[at] in ("as", "that", "including"):
        return False
    if view.name_at(at) or view.is_a(at, "determiner", "quantifier"):
        return True
    if view.is_a(at, "preposition", "auxiliary", "relative", "negation", "adverb", "conjunction"):
        return False
    if not view.lowers[at][:1].isalpha() or performs(view, at):
        return False
    gerund = view.lowers[at].endswith("ing") and not view.noun(at + 1, "agent")
    return not gerund and view.lowers[at] != "to"


def performs(view: View, at: int) -> bool:
    """Whether a verb of the body begins here: "..., *urges* the parties", not a noun in -s."""
    word = view.lowers[at]
    stems = {word.removesuffix("s"), word.removesuffix("es"), word.removesuffix("ies") + "y"}
    return (
        word.endswith("s")
        and bool(stems & view.tables.words["verb"])
        and not view.is_a(at + 1, "preposition", "conjunction", "auxiliary", "relative")
        and view.lowers[at + 1][:1].isalpha()
    )


def and_follows(view: View, at: int, limit: int) -> bool:
    """Whether a list that a comma parted comes to its "and", with no clause in between."""
    if not view.name_at(at) and not begins_member(view, at):
        return False
    for k in range(at, limit):
        if view.inside(k):
            continue
        if view.is_a(k, "relative", "auxiliary"):
            return False
        word = view.lowers[k]
        if word in ("and", "or") and begins_member(view, k + 1):
            return True
        if view.besides(k) and begins_member(view, k + 3):
            return True
    return False


def marked(view: View, at: int) -> bool:
    """Whether a member shows that it is a phrase of its own: an article, a name, a plural noun."""
    if view.name_at(at) or view.is_a(at, "determiner", "quantifier", "possessive"):
        return True
    if view.lowers[at + 1] == "of" and kind_of(view, at) == "event":
        return True
    plural = any(view.lowers[k].endswith("s") for k in (at, at + 1))
    return plural and not view.lowers[at].endswith("ed")
