"""What commas and "and" do in a noun phrase: join words of one target, or part two targets."""

from __future__ import annotations

from stancegraph.stances.phrases.asides import past_aside
from stancegraph.stances.phrases.attachment import inner_phrases, nested
from stancegraph.stances.phrases.deeds import own_bare_deed, own_deed
from stancegraph.stances.phrases.heads import head_of, name_of_head
from stancegraph.stances.phrases.members import and_follows, begins_member, marked, performs
from stancegraph.stances.phrases.modes import Growing, Mode
from stancegraph.stances.phrases.verbs import is_doing, verb_after_to
from stancegraph.stances.phrases.views import View

_LIST_ITEM = 7
_LIST_REACH = 60
_NOUN = 4
_ADJECTIVAL = ("ent", "ant", "ive", "ful", "ous", "al", "ic", "ble", "ed", "ary", "ing", "less")
_AMONG = frozenset(["among", "amongst", "between"])


def list_goes_on(growing: Growing, comma: int) -> bool:
    """Whether the comma parts members of one list that ends with "and" or "or"."""
    view, nxt = growing.view, comma + 1
    if _shares_object(view, comma) or _nested_list(growing, comma):
        return True
    if _repeats_inner(view, growing.first, comma, nxt) or _in_title(view, nxt):
        return True
    if _adjectives_in_row(view, comma):
        return True
    owned = "possessive" in view.held[nxt] and growing.mode is Mode.OBJECT
    if owned or view.is_a(nxt, "relative", "determiner") or _barrier(view, nxt):
        follows = owned and and_follows(view, nxt, growing.limit)
        return follows and not own_deed(growing, comma)
    if view.lowers[nxt] in ("and", "or"):
        return _closes_list(view, growing.first, comma, growing.limit)
    end = _bare_members(growing, comma)
    return end is not None and not parts(growing, end)


def _shares_object(view: View, at: int) -> bool:
    """Whether a preposition still waits for its object: respect *for* and the promotion of."""
    if view.inside(at - 1):
        return False
    doing = view.lowers[at - 1].endswith("ing") and "noun-ing" not in view.held[at - 1]
    both = doing and any(view.lowers[k].endswith("ing") for k in (at + 1, at + 2))
    return both or "preposition" in view.held[at - 1]


def _in_title(view: View, at: int) -> bool:
    """Whether an article or "their" has a capital, so that a title goes on: Arms, *Their* Parts."""
    small = view.is_a(at, "determiner", "possessive", "quantifier")
    return small and at < view.size and view.words.text[view.at[at]].isupper()


def _adjectives_in_row(view: View, comma: int) -> bool:
    """Whether the comma only parts two adjectives of one noun: an efficient, coordinated manner."""
    last = view.lowers[comma - 1]
    if not view.is_a(comma - 2, "determiner", "possessive"):
        return False
    if view.capital(comma - 1) and "-" not in last:
        return False
    if not last.endswith(_ADJECTIVAL):
        return False
    second, noun = comma + 1, comma + 2
    if "plain" not in view.held[second] and not view.lowers[second].endswith(_ADJECTIVAL):
        return False
    if view.is_a(noun, "preposition", "determiner", "conjunction", "auxiliary", "relative"):
        return False
    return view.lowers[noun].isalpha() and not (view.capital(second) or view.capital(noun))


def _nested_list(growing: Growing, comma: int) -> bool:
    """Whether the members with articles belong to an inner noun: efforts of A, B and C."""
    view, first, nxt = growing.view, growing.first, comma + 1
    inner = _innermost(view, first, comma)
    if inner is not None and view.lowers[inner - 1] in _AMONG:
        return and_follows(view, nxt + (view.lowers[nxt] == "and"), growing.limit)
    if not ("determiner" in view.held[nxt] or view.name_at(nxt)):
        return False
    if inner is None or not _nested(view, first, comma, nxt):
        return False
    return and_follows(view, nxt, growing.limit)


def _bare_members(growing: Growing, comma: int) -> int | None:
    """The "and" or "or" that closes a list of bare words, None if the words are no such list."""
    view, length, items = growing.view, 0, 0
    inner = growing.relative or _innermost(view, growing.first, comma) is not None
    inner = inner and _names_a_thing(view, comma + 1)
    for at in range(comma + 1, min(growing.limit, comma + _LIST_REACH)):
        word = view.lowers[at]
        if not view.inside(at):
            if word in ("and", "or"):
                return at if length or items else None
            if word == ",":
                if _barrier(view, at + 1) or view.is_a(at + 1, "relative", "determiner"):
                    return None
                length, items = 0, items + 1
                continue
            governed = "preposition" in view.held[at] and not view.adjunct(at)
            if length >= _LIST_ITEM or (_barrier(view, at) and not (governed and inner)):
                return None
        length += 1
    return None


def _names_a_thing(view: View, at: int) -> bool:
    """Whether a bare member may begin, no adjunct and nothing said of what stands before."""
    if view.is_a(at, "preposition", "participle", "conjunction") or view.adverb(at):
        return False
    said = view.lowers[at] == "as" or view.lowers[at].endswith("ed")
    return not said or not view.is_a(at + 1, "preposition", "plain")


def _closes_list(view: View, first: int, comma: int, limit: int) -> bool:
    """A comma before "and" goes on with a list only if an earlier comma opened one."""
    commas = [k for k in range(first, comma) if view.lowers[k] == "," and not view.inside(k)]
    if not commas or view.is_a(comma + 2, "determiner", "possessive", "adverb"):
        return False
    last = comma + 2
    return last < limit and not _barrier(view, last) and not performs(view, last)


def _barrier(view: View, at: int) -> bool:
    """Whether the word cannot stand inside a member of a bare list."""
    if view.inside(at):
        return False
    if view.adjunct(at) or view.lowers[at] in ("to", ":", ";", "(", "."):
        return True
    if view.lowers[at].endswith("ing") and "noun-ing" not in view.held[at]:
        return view.is_a(at + 1, "determiner", "possessive", "preposition")
    return view.is_a(at, "relative", "auxiliary", "negation") or (
        "preposition" in view.held[at] and view.lowers[at] not in ("of", "with")
    )


def parts(growing: Growing, at: int) -> bool:
    """Whether "and" parts two targets (or ends the phrase) rather than joining words in one."""
    view, first, nxt = growing.view, growing.first, at + 1
    purposes = view.lowers[nxt] == "to" and not growing.relative
    if (
        _shares_object(view, at)
        or _in_title(view, nxt)
        or (purposes and verb_after_to(view, nxt) is not None)
    ):
        return purposes and not any(verb_after_to(view, k) is not None for k in range(first, at))
    particle = view.lowers[nxt] in ("to", "that") and not growing.relative
    if nxt >= growing.limit or "auxiliary" in view.held[nxt] or particle:
        return not growing.relative and view.lowers[nxt] != "to"
    if "possessive" in view.held[nxt]:
        return own_deed(growing, at)
    stops = view.adjunct(nxt) or view.lowers[nxt] in ("which", "upon", ",")
    if stops or _parts_parties(growing, at):
        return True
    begins = "determiner" in view.held[nxt] or view.lowers[nxt] in ("other", "others")
    if growing.relative and growing.mode is Mode.OBJECT:
        begins = "determiner" in view.held[nxt]
    elif view.name_at(nxt) or own_bare_deed(growing, at):
        begins = True
    if not begins or not _owns(view, nxt):
        return begins and not _nested(view, first, at, nxt)
    return not only_a_name(view, first, at)  # Egypt and Qatar's help is one


def parties_in_row(view: View, first: int, at: int) -> bool:
    """Whether a comma or "and" stands between two parties that are named and nothing else."""
    after = at + 1 + (view.lowers[at + 1] == "and")
    name = view.name_at(after + ("determiner" in view.held[after]))
    if name is None or not name.party or view.possessor(name.last - 1):
        return False
    before = name_of_head(view, first, at)
    return before is not None and before.party and before.last == at and before.first - first < 2


def _owns(view: View, at: int) -> bool:
    """Whether a name with a possessive ending owns what follows: A's gift and *B's help*."""
    name = view.name_at(at)
    return name is not None and view.possessor(name.last - 1)


def _parts_parties(growing: Growing, at: int) -> bool:
    """Whether "and" joins two parties that are asked or spoken of: States *and* UN agencies."""
    view, first, nxt = growing.view, growing.first, at + 1
    if growing.mode is Mode.OBJECT:
        return parties_in_row(view, first, at)
    if only_a_name(view, first, at):
        return True
    named = view.name_at(nxt) is not None or "quantifier" in view.held[nxt]
    named = named or _two_kinds(view, at)
    return growing.mode is Mode.ADDRESSEE and named and _innermost(view, first, at) is None


def _two_kinds(view: View, at: int) -> bool:
    """Whether each side has its own noun and adjective: States and *regional organizations*."""
    nxt = at + 1
    if not view.noun(at - 1, "agent") or view.noun(nxt, "agent"):
        return False
    return any(view.noun(k, "agent") for k in (nxt + 1, nxt + 2))


def _nested(view: View, first: int, at: int, nxt: int) -> bool:
    """Whether the member after "and" belongs to a phrase inside the first member."""
    if not inner_phrases(view, first, at):
        if view.lowers[nxt] in ("other", "others") or "determiner" not in view.held[nxt]:
            return not only_a_name(view, first, at)
        return False
    if _repeats_inner(view, first, at, nxt):
        return True
    return nested(view, first, at, nxt)


def _repeats_inner(view: View, first: int, at: int, nxt: int) -> bool:
    """Whether a member has the noun of one inside the phrase: the right to A and *the right* to."""
    if "determiner" not in view.held[nxt]:
        return False
    noun = view.lowers[head_of(view, nxt, len(view))].removesuffix("s")
    if len(noun) < _NOUN or noun == view.lowers[head_of(view, first, at)].removesuffix("s"):
        return False
    return noun in [word.removesuffix("s") for word in view.lowers[first + 1 : at]]


def _innermost(view: View, first: int, at: int) -> int | None:
    """Where the last phrase after a preposition begins, inside the phrase; names are one word."""
    return next(
        (
            k + 1
            for k in range(at - 1, first, -1)
            if "preposition" in view.held[k] and not view.inside(k) and k + 1 < at
        ),
        None,
    )


def only_a_name(view: View, first: int, at: int) -> bool:
    """Whether the stretch is a name and nothing else but determiners."""
    name = name_of_head(view, first, at)
    return name is not None and name.last == at


def _unmarked(view: View, at: int, mode: Mode) -> bool:
    """Whether what follows a comma is no member: bare words, or elections, *carried out in*."""
    if mode is not Mode.SUBJECT:
        return mode is Mode.OBJECT and not marked(view, at)
    done = view.lowers[at].endswith("ed") or "participle" in view.held[at]
    return done and (view.is_a(at + 1, "preposition") or view.lowers[at + 1] == "out")


def joined(
    view: View, first: int, last: int, limit: int, mode: Mode = Mode.ADDRESSEE
) -> int | None:
    """Where the next member of a list of targets begins after the one just read, None if none."""
    at = past_aside(view, first, last, limit) if mode is Mode.OBJECT else last
    comma = view.lowers[at] == ","
    at += comma
    if view.lowers[at] in ("and", "or", "nor"):
        at += 1
    elif view.besides(at):
        at += 3
        if mode is Mode.OBJECT and at < limit and is_doing(view, at):
            return at
        if _innermost(view, first, last) is not None and _nested(view, first, last, at):
            return None
    elif not comma or not and_follows(view, at, limit):
        return None
    if view.lowers[at] in ("to", "for", "with", "at", "over") and at > last:
        at += "determiner" in view.held[at + 1] or view.name_at(at + 1) is not None
    if at >= limit or not begins_member(view, at):
        return None
    return None if comma and _unmarked(view, at, mode) else at
