"""Where a noun phrase ends: the closed rules of target boundaries."""

from __future__ import annotations

from stancegraph.stances.phrases.coordination import (
    joined,
    list_goes_on,
    only_a_name,
    parties_in_row,
    parts,
)
from stancegraph.stances.phrases.heads import head_of
from stancegraph.stances.phrases.insertions import past_concession, past_quote
from stancegraph.stances.phrases.modes import Growing, Mode
from stancegraph.stances.phrases.verbs import by_doing, finite, is_doing, verb_after_to
from stancegraph.stances.phrases.views import Phrase, View, sentences_apart

_NO_SUBJECT = frozenset(["that", "all", "both", "each", "another"])
_BEYOND_RELATIVE = frozenset("through including while thereby whereas notably".split())
_FOR_AN_END = frozenset([("in", "order"), ("so", "that"), ("with", "a"), ("with", "the")])
_CALLING = frozenset("recognise recognize designate declare regard treat proclaim".split())
_OF_PARTICIPLES = frozenset(["pursuant", "through", "during"])
_CLOSING = frozenset(";:—–")
_THUS = tuple(
    tuple(words.split())
    for words in (
        "to that end",
        "to this end",
        "in this regard",
        "in that regard",
        "in this direction",
    )
)
_PRONOUNS = frozenset(["that", "what", "which", "who", "whom", "whose"])


def phrase(view: View, first: int, limit: int, mode: Mode = Mode.OBJECT) -> Phrase:
    """The noun phrase that begins at `first`, within `limit`."""
    key = first, limit, mode.value
    known = view.phrases.get(key)
    if known is None:
        known = view.phrases[key] = _grown(view, first, limit, mode)
    return known


def _grown(view: View, first: int, limit: int, mode: Mode) -> Phrase:
    growing = Growing(view, first, limit, mode, relative=view.lowers[first] == "what")
    subject, at = None, first
    held, passing = view.held, mode is Mode.OBJECT
    while at < limit:
        if view.lowers[at] == "," and at > first and at not in view.within:
            at = past_concession(view, at, limit, mode)
        if not (passing and "inert" in held[at]) and at > first and at not in view.within:
            if view.lowers[at] == "\u201c":
                at = past_quote(view, at, limit)
            if _ends(growing, at):
                break
            if not growing.relative:
                if _pronoun(view, at):
                    growing = growing._replace(relative=True)
                elif _contact(view, first, at, limit):
                    growing, subject = growing._replace(relative=True), at
        at += 1
    return Phrase(first, _trimmed(view, first, _by_name(view, first, at)), subject)


def _by_name(view: View, first: int, last: int) -> int:
    """Where a party's own name ends if its doing follows: Sudan | *in confronting* the rebels."""
    name = view.starts.get(first + ("determiner" in view.held[first]))
    if name is None or not name.party or name.last + 1 >= last:
        return last
    doing = view.lowers[name.last] in ("in", "from", "for") and is_doing(view, name.last + 1)
    return name.last if doing else last


def targets(view: View, first: int, limit: int, mode: Mode = Mode.OBJECT) -> tuple[Phrase, ...]:
    """The members of a list of noun phrases that begins at `first`."""
    found: list[Phrase] = []
    at: int | None = first
    while at is not None and at < limit:
        item = phrase(view, at, limit, mode)
        found.append(item)
        at = joined(view, at, item.last, limit, mode)
    return tuple(found)


def _pronoun(view: View, at: int) -> bool:
    """Whether a restrictive relative clause begins with a pronoun; "to *that* end" has none."""
    word = view.lowers[at]
    if word not in _PRONOUNS or view.lowers[at - 1] == ",":
        return False
    return word != "that" or "preposition" not in view.held[at - 1]


def _trimmed(view: View, first: int, last: int) -> int:
    while last > first + 1 and (
        view.lowers[last - 1] in (",", ".", ";", ":", "and", "or") or _dangles(view, last - 1)
    ):
        if last in view.ends:
            break
        last -= 1
    return last


def _adjective_only(view: View, first: int, last: int) -> bool:
    """Whether one word stands before the comma that is no noun in the plural: international,."""
    return last - first == 1 and not view.lowers[first].endswith("s")


def _dangles(view: View, at: int) -> bool:
    """Whether a last word belongs to what follows: a preposition, article or manner of the verb."""
    if view.capital(at):
        return False
    return view.is_a(at, "preposition", "determiner") or view.adverb(at)


def _ends(growing: Growing, at: int) -> bool:
    view, word = growing.view, growing.view.lowers[at]
    if word in _CLOSING:
        return True
    if word == ".":
        if len(view.lowers[at - 1]) == 1 or "abbreviation" in view.held[at - 1]:
            return False
        return at + 1 >= growing.limit or sentences_apart(view.words.text, view.to[at])
    if word == ",":
        return _comma_ends(growing, at)
    if word in ("and", "or", "nor"):
        return parts(growing, at)
    return _clause_follows(growing, at)


def _comma_ends(growing: Growing, at: int) -> bool:
    view, first = growing.view, growing.first
    if growing.mode is not Mode.OBJECT and only_a_name(view, first, at):
        return True
    if growing.mode is Mode.OBJECT and parties_in_row(view, first, at):
        return True
    bare = "determiner" not in view.held[first] and not _adjective_only(view, first, at)
    if growing.mode is Mode.ADDRESSEE and bare:
        return True
    return not list_goes_on(growing, at)


def _clause_follows(growing: Growing, at: int) -> bool:
    view, first, mode = growing.view, growing.first, growing.mode
    if mode is Mode.ADDRESSEE and addressee_ends(view, at, growing.limit):
        return True
    if not growing.relative:
        return _clause_begins(view, first, at, mode)
    if mode is Mode.OBJECT and _leaves_relative(view, at):
        return not _needed(view, first, at)
    return mode is Mode.SUBJECT and _main_verb(view, first, at)


def _leaves_relative(view: View, at: int) -> bool:
    """Whether an adjunct is never part of a relative clause: the role that A plays | through."""
    word = view.lowers[at]
    leaves = word in _BEYOND_RELATIVE or (word, view.lowers[at + 1]) in _FOR_AN_END
    return leaves and view.adjunct(at)


def addressee_ends(view: View, at: int, limit: int) -> bool:
    """Whether the words for an addressee end at a token because "to" and its task begin."""
    if view.lowers[at] == "not" and view.lowers[at + 1] == "to":
        return verb_after_to(view, at) is not None
    verb = verb_after_to(view, at)
    if verb is None or (
        "governor" in view.held[at - 1] and not (at in view.within or at in view.ends)
    ):
        return False
    if "recipient-noun" in view.held[at - 1]:
        later = range(at + 2, min(limit, at + 12))
        return not any(verb_after_to(view, k) is not None for k in later)
    return True


def _clause_begins(view: View, first: int, at: int, mode: Mode) -> bool:
    """Whether an adjunct, a participle or a finite verb begins here, outside a relative clause."""
    if (view.adjunct(at) and not _needed(view, first, at)) or by_doing(view, at):
        return True
    if "auxiliary" in view.held[at] and not (view.capital(at) or _will(view, at)):
        return view.lowers[at - 1] != "to"
    if mode is Mode.SUBJECT and finite(view, first, at):
        return True
    if _participle(view, at):
        return True
    return (
        view.ends.get(at, False)
        and view.lowers[at] in ("in", "on", "for", "through", "throughout", "by")
        and "possessive" in view.held[at + 1]
    )


def _restricts(view: View, first: int, at: int) -> bool:
    """Whether what looks like an adjunct says which thing is meant.

    efforts *to that end* undertaken by A; efforts of A *as well as of* B.
    """
    if view.besides(at):
        return "preposition" in view.held[at + 3] and view.lowers[at + 3] in view.lowers[first:at]
    words = view.next_words(at, 4)
    if words[:2] == ("aimed", "at"):
        return at not in view.ends
    if words[:1] == ("given",):
        return words[1:2] in (("by",), ("to",))
    if words[:1] == ("as",) and words[1:2] in (("a",), ("an",), ("the",)):
        called = not _CALLING.isdisjoint(view.lowers[first:at])
        named = called or view.noun(head_of(view, first, at), "naming")
        return named or view.noun(at - 1, "standing")
    if words[:3] in _THUS:
        return words[3:][0].endswith("ed") or "participle" in view.held[at + 3]
    return False


def _needed(view: View, first: int, at: int) -> bool:
    """Whether an adjunct restricts, or belongs to a participle: progress achieved *through* A."""
    of_participle = view.lowers[at] in _OF_PARTICIPLES and view.lowers[at - 1].endswith("ed")
    return of_participle or _restricts(view, first, at)


def _will(view: View, at: int) -> bool:
    """Whether "will" is the noun: political will, good will."""
    before = ("political", "good", "free", "common", "collective", "the", "their", "its")
    return view.lowers[at] == "will" and view.lowers[at - 1] in before


def _participle(view: View, at: int) -> bool:
    """Whether a participle with its own object begins after a name: "Knesset | proclaiming a".

    After a common noun it says which one is meant: a treaty banning the tests.
    """
    word = view.lowers[at]
    if not word.endswith("ing") or len(word) < 6 or "noun-ing" in view.held[at] or view.capital(at):
        return False
    before = view.lowers[at - 1]
    if view.is_a(at - 1, "determiner", "possessive", "preposition", "conjunction"):
        return False
    if before == "," or view.possessor(at - 1) or at not in view.ends:
        return False
    return view.is_a(at + 1, "determiner", "possessive") or view.capital(at + 1)


def _main_verb(view: View, first: int, at: int) -> bool:
    """In a subject's relative clause, the second finite verb is the main one."""
    if "auxiliary" not in view.held[at] or view.is_a(at - 1, "auxiliary", "relative"):
        return False
    earlier = [
        k
        for k in range(first, at)
        if "auxiliary" in view.held[k] or finite(view, first, k) or view.lowers[k].endswith("ed")
    ]
    relative = (
        max(k for k in range(first, at) if "relative" in view.held[k])
        if any("relative" in view.held[k] for k in range(first, at))
        else first
    )
    return any(k > relative for k in earlier) and view.lowers[at - 1] not in (
        "to",
        "and",
        "or",
        "not",
    )


def _contact(view: View, first: int, at: int, limit: int) -> bool:
    """Whether a relative clause without pronoun begins: "the measures | the Government takes"."""
    if "determiner" not in view.held[at] or view.lowers[at] in _NO_SUBJECT:
        return False
    before = view.lowers[at - 1]
    if at - first < 2 or not before.isalpha() or view.capital(at - 1):
        return False
    if view.is_a(at - 1, "preposition", "conjunction", "determiner", "verb", "auxiliary", "adverb"):
        return False
    if view.is_a(at - 1, "relative", "governor") and before not in ("measures", "steps"):
        return False
    if before.endswith(("ing", "ed")):
        return False
    name = view.name_at(at) or view.name_at(at + 1)
    verb = name.last if name else at + 2
    return verb < limit and (view.lowers[verb].endswith("s") or "auxiliary" in view.held[verb])
