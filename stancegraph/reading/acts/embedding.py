"""Acts inside the object of another: what a relative clause says, what a hope asks for."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from stancegraph.model import Act, Role, Words
from stancegraph.reading.acts.inflection import forms
from stancegraph.reading.acts.lexicon import Lexicon, Verb
from stancegraph.reading.acts.openers import Openers, Opening
from stancegraph.resources import resource

_RELATIVE = re.compile(r"which\s+(?:also\s+|[a-z]+ly\s+)?(?P<verb>[a-z-]+)\b")
_REPORTED = re.compile(
    r"""\b(?:(?:in|by|through|at)\s+which|where)\s+
        (?:it|they|(?:the\s+)?[A-Z][\w’-]*(?:\s+(?:of|and|the|for|on|[A-Z][\w’-]*)){0,9}?)\s+
        (?:also\s+|again\s+|once\s+again\s+|had\s+|[a-z]+ly\s+){0,3}(?P<verb>[a-z]+)\b""",
    re.VERBOSE,
)
_TOLD_TOO = re.compile(r"(?:,\s+|\s)and\s+(?:also\s+|further\s+|[a-z]+ly\s+)?(?P<verb>[a-z]+)\b")
_DEED = re.compile(r"(?P<to>\s+(?:also\s+|further\s+|[a-z]+ly\s+)*to\s+)(?P<verb>[a-z]+)\b")
_DEED_TOO = re.compile(r"\s*,?\s+and\s+to\s+(?P<verb>[a-z]+)\b")
_OBJECTS = frozenset("that the its upon to all a an".split())
_DECISIONS = frozenset({"decide", "agree"})
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


@dataclass(frozen=True, slots=True)
class _Deed:
    """A verb that performs an act inside another's complement."""

    verb: str
    act: str


@lru_cache(maxsize=1)
def _performed() -> dict[str, _Deed]:
    """The verbs whose infinitive under a decision performs an act."""
    with resource("stances", "embedded.tsv").open(encoding="utf-8", newline="") as stream:
        rows = csv.DictReader(stream, delimiter="\t")
        return {row["verb"]: _Deed(row["verb"], row["act"]) for row in rows}


@lru_cache(maxsize=1)
def _told() -> dict[str, _Deed]:
    """The past forms of those verbs, by which documents report them."""
    return {form: deed for verb, deed in _performed().items() for form in forms(verb)[2:-1]}


def find_embedded(
    words: Words, act: Opening, end: int, openers: Openers, lexicon: Lexicon
) -> Iterator[Act]:
    """The acts embedded between an act and offset `end` of the words."""
    text = words.text
    if act.verb.act in _HOPES:
        yield from _hoped(words, act, end, openers)
    if text.find("not", act.start, act.end + 4) >= 0:
        refused = _NOT_TO.search(text, act.start, end)
        if refused and refused.start() <= act.end + 1:
            yield from _refused(words, refused, act, openers)
    if openers.tongue.language == "en":
        if act.verb.act in _DECISIONS:
            yield from _decided(words, act.end, end, act.verb.id)
        if text.find("which", act.end, end) >= 0 or text.find("where", act.end, end) >= 0:
            yield from _reported(words, act, end)
    for relative in _RELATIVE.finditer(text, act.end, end):
        found = _relative(words, relative, act, openers, end)
        if found and found.act in lexicon.acts:
            yield found


def _decided(words: Words, start: int, end: int, entry: str) -> Iterator[Act]:
    """The acts that a decision performs: decides *to extend* the mandate and *to establish*."""
    deed = _DEED.match(words.text, start, end)
    if deed is None:
        return
    more = _DEED_TOO.finditer(words.text, deed.end(), end)
    for match in (deed, *more):
        act = _performed().get(match["verb"])
        if act is not None:
            span = words.span(*match.span("verb"))
            yield Act(span, match["verb"], act.act, Role.EMBEDDED, entry)


def _reported(words: Words, act: Opening, end: int) -> Iterator[Act]:
    """What a document is said to have done: "in which it *decided to establish* a fund"."""
    text = words.text
    for report in _REPORTED.finditer(text, act.end, end):
        first = _told().get(report["verb"])
        if first is None:
            continue
        more = (match for match in _TOLD_TOO.finditer(text, report.end(), end))
        for match in (report, *more):
            told = _told().get(match["verb"])
            if told is None or (match is not report and not _has_object(text, match.end())):
                continue
            span = words.span(*match.span("verb"))
            yield Act(span, told.verb, told.act, Role.EMBEDDED, act.verb.id)
            if told.act in _DECISIONS:
                yield from _decided(words, match.end(), end, act.verb.id)


def _has_object(text: str, at: int) -> bool:
    """Whether an object or clause follows a form in -ed, so that it is no mere participle."""
    following = text[at : at + 24].split(maxsplit=1)
    return bool(following) and following[0] in (
        "that",
        "the",
        "its",
        "upon",
        "to",
        "all",
        "a",
        "an",
    )


def _relative(
    words: Words, relative: re.Match[str], act: Opening, openers: Openers, end: int
) -> Act | None:
    """What a relative clause says of the noun before it: "which undermines and damages"."""
    form = relative["verb"]
    start, stop = relative.span("verb")
    lemma = _harms().get(form)
    told = _told().get(form)
    if told is not None and openers.tongue.language == "en":
        return Act(words.span(start, stop), told.verb, told.act, Role.EMBEDDED, act.verb.id)
    if lemma is not None:
        second = _SECOND.match(words.text, stop, end)
        if second and second["verb"] in _harms():
            stop = second.end()
        return Act(words.span(start, stop), lemma, _HARM_ACT, Role.EMBEDDED, act.verb.id)
    verb = _single(openers, form)
    if verb is None or verb.section == "pre":
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
