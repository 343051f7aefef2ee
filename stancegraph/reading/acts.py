"""Finds the acts of a paragraph: opening, coordinated, participial, embedded."""

from __future__ import annotations

import re
from collections.abc import Iterator

from stancegraph.model import Act, Role, Span, Words
from stancegraph.reading.embedding import find_embedded
from stancegraph.reading.heads import Stretch
from stancegraph.reading.lexicon import Lexicon
from stancegraph.reading.openers import Openers, Opening

_JOINT = re.compile(
    r"""(?:(?P<mark>[,;])\s+
           (?:(?P<join>and|but|et|mais|ainsi\ que|y|e|pero|así\ como|while)\b,?\s+)?
        |\s(?P<bare>and|but|while|whilst|et|y|e|pero),?\s+)
        (?=(?P<word>[^\W\d_][\w'’-]*))""",
    re.VERBOSE,
)
_INSERTED = re.compile(r"[^,;:]{1,200},\s+to\s+[a-z]+\b")
"""A participle that only qualifies who is asked: "invites States, *mindful of* X, to act"."""

_SENTENCE = re.compile(r"[.;]\s+(?=(?:It|The|He|She|Le|La|L[’'])\b)")
_AND = re.compile(r"And\s+(?=[a-z])")
_TO = re.compile(r"To\s+(?=[a-z])")
_SUBJECT = re.compile(
    r"[“\"'‘]?(?:It|He|She|The|Le|La|El|L[’'])\s*(?:[A-Z][\w’'-]*\s+(?:(?:of|the|and|for|on|de|des|la|los)\s+)*){0,9}"
)
_NOUN_FOLLOWERS = frozenset("of from by made submitted issued received contained or and".split())
_CARRIED = re.compile(
    r"(?:[,;]|,?\s(?:and|as\ well\ as|et|y))\s+(?=(?:its|their|our|sa|son|ses|su|sus)\s)"
)


class ActFinder:
    """Finds acts with the lexicon of one language."""

    def __init__(self, openers: Openers, lexicon: Lexicon) -> None:
        self._openers = openers
        self._lexicon = lexicon

    def opening(self, text: str) -> Opening | None:
        """The act at the head of a paragraph, behind its subject where it names the body."""
        found = self._openers.find(text, fuzzy=True)
        if found is not None:
            return found
        infinitive = _TO.match(text)
        if infinitive is not None:
            found = self._openers.find(text, infinitive.end())
            return found if found and found.section == "bare" else None
        subject = _AND.match(text) or _SUBJECT.match(text)
        if subject is None:
            return None
        found = self._openers.find(text, subject.end())
        return found if found and (found.section == "op" or text.startswith("And ")) else None

    def find(self, words: Words, *, sub: bool = False) -> tuple[Act, ...]:
        """The acts of a paragraph, in order of the text; `sub`: it is an item of a list."""
        text = words.text
        opening = self.opening(text)
        if opening is None or (sub and opening.section == "bare"):
            return ()
        found = [(opening, Role.OPENING), *self._further(text, opening)]
        acts = []
        for place, (each, role) in enumerate(found):
            end = found[place + 1][0].start if place + 1 < len(found) else len(text)
            acts.append(self._act(words, each, role, end))
            for act in find_embedded(words, each, end, self._openers, self._lexicon):
                acts.append(act)
        return tuple(acts)

    def _further(self, text: str, opening: Opening) -> Iterator[tuple[Opening, Role]]:
        last = opening
        for joint in _JOINT.finditer(text, opening.end):
            if joint.end() < last.end or not self._openers.may_open(
                text, joint["word"], joint.end()
            ):
                continue
            found = self._openers.find(text, joint.end())
            role = found and self._role(text, joint, found, opening.section)
            if found and role:
                last = found
                yield found, role

    def _role(self, text: str, joint: re.Match[str], found: Opening, section: str) -> Role | None:
        """How an act behind a joint stands to the opening one; None if it is no act of the body."""
        if found.verb.place == "head" or found.section not in ("op", "pre"):
            return None
        if section == "op" and _INSERTED.match(text, joint.end()):
            return None
        joined = joint["join"] or joint["bare"] or joint["mark"] == ";"
        if found.section == "op":
            if section != "op" or _is_noun(text, joint, found):
                return None
            return Role.COORDINATED
        if joint["bare"] and (section != "pre" or _follows_gerund(text, joint.start())):
            return Role.PARTICIPIAL if joint["bare"] in ("while", "whilst") else None
        return Role.COORDINATED if joined and section == "pre" else Role.PARTICIPIAL

    def _act(self, words: Words, found: Opening, role: Role, end: int) -> Act:
        text = words.text
        return Act(
            span=words.span(found.start, found.end),
            lemma=found.verb.lemma,
            act=found.verb.act,
            role=role,
            entry=found.verb.id,
            intensifiers=_spans(words, found.intensifiers),
            repetition=_spans(words, found.repetition),
            negated=text[found.end : found.end + 8].startswith((" not to ", " not, ")),
            carried=tuple(self._carried(words, found, end)),
        )

    def _carried(self, words: Words, found: Opening, end: int) -> Iterator[Span]:
        """The further nouns that a light verb carries: ..., its rejection, and its solidarity."""
        if not found.carries:
            return
        for joint in _CARRIED.finditer(words.text, found.end, end):
            noun = self._openers.carried(words.text, joint.end())
            if noun is not None and noun.end <= end:
                yield words.span(noun.start, noun.end)


def _is_noun(text: str, joint: re.Match[str], found: Opening) -> bool:
    """Whether a finite form behind a joint is a plural noun: "reports and requests of"."""
    if found.end - found.start != len(joint["word"]):
        return False
    following = text[found.end :].split(maxsplit=1)
    if not following or not text[found.end].isspace():
        return True
    return following[0].strip(",;.").lower() in _NOUN_FOLLOWERS


def _follows_gerund(text: str, at: int) -> bool:
    """Whether the word before a bare "and" is a gerund too: "promoting and supporting"."""
    before = text[:at].rsplit(maxsplit=1)
    return bool(before) and before[-1].endswith("ing")


def _spans(words: Words, stretches: tuple[Stretch, ...]) -> tuple[Span, ...]:
    return tuple(words.span(stretch.start, stretch.end) for stretch in stretches)
