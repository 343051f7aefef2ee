"""What commas and "and" do in a noun phrase: join words of one target, or part two targets."""

from __future__ import annotations

from stancegraph.stances.heads import kind_of, name_of_head
from stancegraph.stances.modes import Mode
from stancegraph.stances.views import View

_LIST_ITEM = 7
_LIST_REACH = 60


def list_goes_on(view: View, first: int, comma: int, limit: int, *, relative: bool) -> bool:
    """Whether the comma parts members of one list of bare words that ends with "and" or "or"."""
    nxt = comma + 1
    if view.is_a(nxt, "determiner") or view.name_at(nxt):
        nests = not relative and _innermost(view, first, comma) is not None
        if nests and _nested(view, first, comma, nxt) and _and_follows(view, nxt, limit):
            return True
    if view.is_a(nxt, "relative", "determiner", "possessive") or _barrier(view, nxt):
        return False
    if view.word(nxt) in ("and", "or"):
        return _closes_list(view, first, comma, limit)
    at, length, items = nxt, 0, 0
    while at < min(limit, comma + _LIST_REACH):
        word = view.word(at)
        if word in ("and", "or") and not view.inside(at):
            joins = not parts(view, first, at, limit, Mode.OBJECT, relative=relative)
            return (length > 0 or items > 0) and joins
        if word == "," and not view.inside(at):
            if _barrier(view, at + 1) or view.is_a(at + 1, "relative", "determiner"):
                return False
            length, items = -1, items + 1
        elif _barrier(view, at) and not (relative and view.is_a(at, "preposition")):
            return False
        length += 1
        if length > _LIST_ITEM and not view.inside(at):
            return False
        at += 1
    return False


def _closes_list(view: View, first: int, comma: int, limit: int) -> bool:
    """A comma before "and" goes on with a list only if an earlier comma opened one."""
    commas = [k for k in range(first, comma) if view.word(k) == "," and not view.inside(k)]
    if not commas or view.is_a(comma + 2, "determiner", "possessive", "adverb"):
        return False
    return not _barrier(view, comma + 2) and comma + 2 < limit


def _barrier(view: View, at: int) -> bool:
    """Whether the word cannot stand inside a member of a bare list."""
    if view.inside(at):
        return False
    if view.tables.boundary(view.next_words(at)) or view.word(at) in ("to", ":", ";", "(", "."):
        return True
    if view.word(at).endswith("ing") and not view.is_a(at, "noun-ing"):
        return view.is_a(at + 1, "determiner", "possessive", "preposition")
    return view.is_a(at, "relative", "auxiliary", "negation") or (
        view.is_a(at, "preposition") and view.word(at) not in ("of", "with")
    )


def parts(view: View, first: int, at: int, limit: int, mode: Mode, *, relative: bool) -> bool:
    """Whether "and" parts two targets (or ends the phrase) rather than joining words in one."""
    nxt = at + 1
    if (
        nxt >= limit
        or view.is_a(nxt, "auxiliary")
        or (view.word(nxt) in ("to", "that") and not relative)
    ):
        return not relative and view.word(nxt) != "to"
    if view.tables.boundary(view.next_words(nxt)) or view.word(nxt) in ("which", "upon", ","):
        return True
    if view.is_a(nxt, "possessive"):
        return False
    if mode is not Mode.OBJECT and only_a_name(view, first, at):
        return True
    named = view.name_at(nxt) is not None or view.is_a(nxt, "quantifier")
    if mode is Mode.ADDRESSEE and named and _innermost(view, first, at) is None:
        return True
    if relative and mode is Mode.OBJECT:
        return view.is_a(nxt, "determiner") and not _nested(view, first, at, nxt)
    if view.is_a(nxt, "determiner") or view.name_at(nxt) or view.word(nxt) in ("other", "others"):
        return not _nested(view, first, at, nxt)
    return False


def _nested(view: View, first: int, at: int, nxt: int) -> bool:
    """Whether the member after "and" belongs to a phrase inside the first member."""
    inner = _innermost(view, first, at)
    if inner is None:
        if view.word(nxt) in ("other", "others") or not view.is_a(nxt, "determiner"):
            return not only_a_name(view, first, at)
        return False
    kinds = (kind_of(view, nxt), kind_of(view, first), kind_of(view, inner))
    return not (kinds[0] == kinds[1] and kinds[0] != kinds[2])


def _innermost(view: View, first: int, at: int) -> int | None:
    """Where the last phrase after a preposition begins, inside the phrase; names are one word."""
    return next(
        (
            k + 1
            for k in range(at - 1, first, -1)
            if view.is_a(k, "preposition") and not view.inside(k) and k + 1 < at
        ),
        None,
    )


def only_a_name(view: View, first: int, at: int) -> bool:
    """Whether the stretch is a name and nothing else but determiners."""
    name = name_of_head(view, first, at)
    return name is not None and name.last == at


def joined(
    view: View, first: int, last: int, limit: int, mode: Mode = Mode.ADDRESSEE
) -> int | None:
    """Where the next member of a list of targets begins after the one just read, None if none."""
    at = last
    comma = view.word(at) == ","
    at += comma
    if view.word(at) in ("and", "or"):
        at += 1
    elif view.next_words(at, 3) == ("as", "well", "as"):
        at += 3
        if _innermost(view, first, last) is not None and _nested(view, first, last, at):
            return None
    elif not comma or not _and_follows(view, at, limit):
        return None
    if view.word(at) in ("to", "for", "with", "at", "over", "of") and at > last:
        at += view.is_a(at + 1, "determiner") or view.name_at(at + 1) is not None
    while view.word(at) in ("in", "particularly", "especially", "notably") and not view.inside(at):
        if view.word(at) == "in" and view.word(at + 1) != "particular":
            return None
        at += 2 if view.word(at) == "in" else 1
    if at >= limit or not _begins_phrase(view, at):
        return None
    if mode is Mode.OBJECT and comma and not _marked(view, at):
        return None
    return at


def _marked(view: View, at: int) -> bool:
    """Whether a member shows that it is a phrase of its own: an article, a name, a plural noun."""
    if view.name_at(at) or view.is_a(at, "determiner", "quantifier", "possessive"):
        return True
    return any(view.word(k).endswith("s") for k in (at, at + 1)) and not view.word(at).endswith(
        "ed"
    )


def _begins_phrase(view: View, at: int) -> bool:
    if view.tables.boundary(view.next_words(at)) or view.word(at) in ("as", "that", "including"):
        return False
    if view.name_at(at) or view.is_a(at, "determiner", "quantifier"):
        return True
    if view.is_a(at, "preposition", "auxiliary", "relative", "negation", "adverb", "conjunction"):
        return False
    if not view.word(at)[:1].isalpha() or _performs(view, at):
        return False
    return not view.word(at).endswith("ing") and view.word(at) != "to"


def _performs(view: View, at: int) -> bool:
    """Whether a verb of the body begins here: "..., *urges* the parties", not a noun in -s."""
    word = view.word(at)
    stems = {word.removesuffix("s"), word.removesuffix("es"), word.removesuffix("ies") + "y"}
    return (
        word.endswith("s")
        and bool(stems & view.tables.words["verb"])
        and not view.is_a(at + 1, "preposition", "conjunction", "auxiliary", "relative")
        and view.word(at + 1)[:1].isalpha()
    )


def _and_follows(view: View, at: int, limit: int) -> bool:
    """Whether a list that a comma parted comes to its "and", with no clause in between."""
    if not view.name_at(at) and not _begins_phrase(view, at):
        return False
    for k in range(at, limit):
        if view.inside(k):
            continue
        if view.is_a(k, "relative", "auxiliary"):
            return False
        if view.word(k) in ("and", "or") and _begins_phrase(view, k + 1):
            return True
    return False
