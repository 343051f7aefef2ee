"""Finds the acts of a paragraph: opening, coordinated, participial, embedded."""

from __future__ import annotations

import re
from collections.abc import Iterator

from stancegraph.model import Act, Role, Span, Words
from stancegraph.reading.acts.embedding import find_embedded
from stancegraph.reading.acts.heads import Stretch
from stancegraph.reading.acts.joints import Joint
from stancegraph.reading.acts.lexicon import Lexicon
from stancegraph.reading.acts.narrative import behind_many
from stancegraph.reading.acts.openers import Openers, Opening
from stancegraph.reading.acts.subjects import SUBJECT, TO, Subjects, is_body

_INSERTED = re.compile(r"[^,;:]{1,200},\s+to\s+[a-z]+\b")
"""A participle that only qualifies who is asked: "invites States, *mindful of* X, to act"."""

_SENTENCE = re.compile(r"[.;]\s+[“\"]?(?=(?:It|We|They|The|Il|Elle|Le|La|L[’']|El)\b)")
_RESOLVED = re.compile(
    r"(?:(?:now,?\s+)?(?:and\s+)?therefore,?\s+)?be\s+it\s+(?:(?:also|further|finally|hereby)\s+)*"
    r"resolved,?\s+(?:by\s+[^,;:]{3,120}?,?\s+)?that,?\s+(?:we\b,?\s*)?",
    re.IGNORECASE,
)
"""What stands before the act in the WHEREAS layout: "BE IT RESOLVED that the Council condemns"."""

_RECITES = "recite"
_OBJECT_GERUND = re.compile(
    r"\b(?:for|of|by|in|to|at|from|on|about|without|before|after|towards?|concerning)\s+[a-z]+ing\b"
)

_AND_TO = re.compile(r"(?:[,;]|[,;]?\s+and)\s+to\s+(?=[a-z])")
_ADVERBIAL = re.compile(
    r",\s+(?:however|therefore|moreover|nevertheless|nonetheless|furthermore|accordingly|consequently"
    r"|likewise|hence|once\s+again|at\s+the\s+same\s+time"
    r"|in\s+th(?:is|at)\s+(?:regard|respect|context|connection|light|spirit))\s*,"
)
"""What may stand between a verb and its object: "regrets, however, the decision"."""

_DENIALS = (" not to ", " not, ", " neither ")
_DONE_BY = re.compile(r"\s+by\b")
"""Behind a participle that is no act of the body: crimes, including killings, committed *by*."""

_NOUN_FOLLOWERS = frozenset("of from by made submitted issued received contained or and".split())
_CARRIED = re.compile(
    r"(?:[,;]|,?\s(?:and|as\ well\ as|et|y))\s+(?=(?:its|their|our|sa|son|ses|su|sus)\s)"
)


class ActFinder:
    """Finds acts with the lexicon of one language."""

    def __init__(self, openers: Openers, lexicon: Lexicon, many: Openers | None = None) -> None:
        """`many` finds what is said in the plural, in a text where many act: "We condemn"."""
        self._openers = openers
        self._subjects = Subjects(openers)
        self._lexicon = lexicon
        self._many = many
        self._known: dict[str, Opening | None] = {}

    def opening(self, text: str) -> Opening | None:
        """The act at the head of a paragraph, behind its subject where it names the body."""
        if text not in self._known:
            self._known[text] = self._opening(text)
        return self._known[text]

    def _opening(self, text: str) -> Opening | None:
        found = self._of_many(text) or self._openers.find(text, fuzzy=True)
        resolved = _RESOLVED.match(text)
        if resolved is not None:
            return self._subjects.behind(text, resolved.end()) or found
        if found is None:
            return self._subjects.act(text)
        introduces = found.section == "pre" and found.verb.place == "head"
        introduces = introduces and found.verb.act != _RECITES
        return (self._subjects.behind_lead(text) if introduces else None) or found

    def _of_many(self, text: str) -> Opening | None:
        """The act behind a subject that names many: "We condemn", "The Ministers welcome"."""
        at = behind_many(text) if self._many else None
        found = self._many.find(text, at) if self._many and at else None
        return found if found and found.section == "op" else None

    def find(self, words: Words, *, sub: bool = False) -> tuple[Act, ...]:
        """The acts of a paragraph, in order of the text; `sub`: it is an item of a list."""
        text = words.text
        opening = self.opening(text)
        if opening is None or (sub and opening.section == "bare"):
            return ()
        if opening.section == "bare" and TO.match(text):
            further = [(each, Role.COORDINATED) for each in self._infinitives(text, opening)]
        else:
            further = list(self._further(text, opening))
        found = [(opening, Role.OPENING), *further]
        acts = []
        for place, (each, role) in enumerate(found):
            end = found[place + 1][0].start if place + 1 < len(found) else len(text)
            acts.append(self._act(words, each, role, end))
            acts.extend(find_embedded(words, each, end, self._openers, self._lexicon))
        return tuple(acts)

    def _further(self, text: str, opening: Opening) -> Iterator[tuple[Opening, Role]]:
        last = opening
        sentences = list(self._sentences(text, opening))
        for joint in self._openers_of(text).joints.find(text, opening.end):
            while sentences and sentences[0].start < joint.start:
                last = opening = sentences.pop(0)
                yield last, Role.COORDINATED
            found = self._joined(text, joint) if joint.end >= last.end else None
            role = found and self._role(text, joint, found, opening, last.end)
            if found and role:
                last = found
                yield found, role
        yield from ((each, Role.COORDINATED) for each in sentences)

    def _joined(self, text: str, joint: Joint) -> Opening | None:
        """The act that begins behind a joint."""
        openers = self._openers_of(text)
        if not openers.may_open(text, joint.word, joint.end, joined=True):
            return None
        return openers.find(text, joint.end)

    def _openers_of(self, text: str) -> Openers:
        """The finder of what the subject of a paragraph does, one or many."""
        return self._many if self._many and behind_many(text) else self._openers

    def _sentences(self, text: str, opening: Opening) -> Iterator[Opening]:
        """The acts of the body in the sentences behind the first: "It calls upon States"."""
        for stop in _SENTENCE.finditer(text, opening.end):
            subject = SUBJECT.match(text, stop.end())
            if subject is None:
                continue
            found = self._subjects.behind_organ(text, stop.end())
            if found is None and is_body(subject.group()):
                openers = self._openers_of(subject.group())
                found = openers.find(text, subject.end())
            if found and found.section == "op":
                yield found

    def _infinitives(self, text: str, opening: Opening) -> Iterator[Opening]:
        """The further infinitives of an item: "To welcome the pact and *to call on* States"."""
        for joint in _AND_TO.finditer(text, opening.end):
            found = self._openers.find(text, joint.end())
            if found and found.section == "bare" and found.verb.slot != "complement":
                yield found

    def _role(
        self, text: str, joint: Joint, found: Opening, opening: Opening, after: int
    ) -> Role | None:
        """How an act behind a joint stands to the opening one; None if it is no act of the body.

        The act before it ends at `after`.
        """
        section = opening.section
        if found.verb.place == "head" or found.section not in ("op", "pre"):
            return None
        done = found.verb.slot == "infinitive" and _DONE_BY.match(text, found.end)
        if done or (section == "op" != found.section and _INSERTED.match(text, joint.end)):
            return None
        if found.section == "op":
            if section != "op" or _is_noun(text, joint, found):
                return None
            return Role.COORDINATED
        if joint.bare and (section != "pre" or _follows_gerund(text, after, joint.start)):
            return Role.PARTICIPIAL if joint.bare in ("while", "whilst") else None
        return Role.COORDINATED if joint.joins and section == "pre" else Role.PARTICIPIAL

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
            negated=text.startswith(_DENIALS, found.end),
            carried=tuple(self._carried(words, found, end)) if found.carries else (),
        )

    def _carried(self, words: Words, found: Opening, end: int) -> Iterator[Span]:
        """The further nouns that a light verb carries: ..., its rejection, and its solidarity."""
        for joint in _CARRIED.finditer(words.text, found.end, end):
            noun = self._openers.carried(words.text, joint.end())
            if noun is not None and noun.end <= end:
                yield words.span(noun.start, noun.end)


def _is_noun(text: str, joint: Joint, found: Opening) -> bool:
    """Whether a finite form behind a joint is a plural noun: "reports and requests of"."""
    if found.end - found.start != len(joint.word):
        return False
    if _ADVERBIAL.match(text, found.end):
        return False
    following = text[found.end :].split(maxsplit=1)
    if not following or not text[found.end].isspace():
        return True
    return following[0].strip(",;.").lower() in _NOUN_FOLLOWERS


def _follows_gerund(text: str, start: int, at: int) -> bool:
    """Whether a bare "and" joins gerunds of the object: "for maintaining peace and resolving"."""
    before = text[start:at].rsplit(maxsplit=1)
    return bool(before) and (
        before[-1].endswith("ing") or _OBJECT_GERUND.search(text, start, at) is not None
    )


def _spans(words: Words, stretches: tuple[Stretch, ...]) -> tuple[Span, ...]:
    return tuple([words.span(start, end) for start, end in stretches])
