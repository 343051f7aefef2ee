"""Acts inside the object of another: what a relative clause says, what a hope asks for."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from functools import lru_cache

from stancegraph.model import Act, Role, Words
from stancegraph.reading.lexicon import Lexicon, Verb
from stancegraph.reading.openers import Openers, Opening
from stancegraph.resources import resource

_RELATIVE = re.compile(r"\b(which|who|that)\s+(?:[a-z]+ly\s+)?(?P<verb>[a-z-]+)\b")
_SECOND = re.compile(r"\s+and\s+(?P<verb>[a-z-]+)\b")
_WILL = re.compile(
    r"\b(?P<whole>(?:will|would|shall|should)\s+(?:[a-z]+ly\s+)?(?P<verb>[a-z-]+))\b"
)
_ALSO = re.compile(r"\sand\s+(?P<whole>(?P<verb>[a-z-]+)\b)")
_NOT_TO = re.compile(r"(?P<whole>not\s+to\s+(?P<verb>[a-z-]+))\b")
_HOPES = frozenset({"hope", "expect", "desire", "express-confidence"})
_HARM_ACT = "accuse"


@lru_cache(maxsize=1)
def _harms() -> dict[str, str]:
    """The lemma of each form of the verbs that say that something does harm."""
    forms: dict[str, str] = {}
    with resource("stances", "harm.tsv").open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream, delimiter="\t"):
            verb = row["verb"]
            forms |= {verb: verb, f"{verb}s": verb, f"{verb}es": verb}
    return forms


def find_embedded(
    words: Words, act: Opening, end: int, openers: Openers, lexicon: Lexicon
) -> Iterator[Act]:
    """The acts embedded between an act and offset `end` of the words."""
    text = words.text
    if act.verb.act in _HOPES:
        yield from _hoped(words, act, end, openers)
    refused = _NOT_TO.search(text, act.start, end)
    if refused and refused.start() <= act.end + 1:
        yield from _refused(words, refused, act, openers)
    for relative in _RELATIVE.finditer(text, act.end, end):
        found = _relative(words, relative, act, openers, end)
        if found and found.act in lexicon.acts:
            yield found


def _relative(
    words: Words, relative: re.Match[str], act: Opening, openers: Openers, end: int
) -> Act | None:
    """What a relative clause says of the noun before it: "which undermines and damages"."""
    form = relative["verb"]
    start, stop = relative.span("verb")
    lemma = _harms().get(form)
    if lemma is not None:
        second = _SECOND.match(words.text, stop, end)
        if second and second["verb"] in _harms():
            stop = second.end()
        return Act(words.span(start, stop), lemma, _HARM_ACT, Role.EMBEDDED, act.verb.id)
    verb = _single(openers, form)
    if verb is None or relative[1] == "that" or verb.section == "pre":
        return None
    return Act(words.span(start, stop), verb.lemma, verb.act, Role.EMBEDDED, verb.id)


def _hoped(words: Words, act: Opening, end: int, openers: Openers) -> Iterator[Act]:
    """What someone is hoped to do, and the bare verbs joined to it."""
    will = _WILL.search(words.text, act.end, end)
    if will is None or will["verb"] == "be":
        return
    yield _request(words, will, act)
    for also in _ALSO.finditer(words.text, will.end(), end):
        verb = _single(openers, also["verb"])
        if verb is not None and verb.section == "bare":
            yield _request(words, also, act)


def _request(words: Words, match: re.Match[str], act: Opening) -> Act:
    span = words.span(*match.span("whole"))
    return Act(span, match["verb"], "request", Role.EMBEDDED, act.verb.id)


def _refused(words: Words, match: re.Match[str], act: Opening, openers: Openers) -> Iterator[Act]:
    """What a decision says not to do."""
    verb = _single(openers, match["verb"])
    span = words.span(*match.span("whole"))
    if verb is not None:
        yield Act(span, verb.lemma, verb.act, Role.EMBEDDED, verb.id, negated=True)
    else:
        yield Act(span, match["verb"], act.verb.act, Role.EMBEDDED, act.verb.id, negated=True)


def _single(openers: Openers, form: str) -> Verb | None:
    """The row of a verb form that stands alone."""
    found = openers.tongue.verbs_from(form)
    return found[0] if found else None
