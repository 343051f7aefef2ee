"""Documents cited by what they are: the resolution on S adopted by B on D."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from stancegraph import identifiers
from stancegraph.linking.anchors import anchors
from stancegraph.linking.choosing import Context
from stancegraph.linking.dates import FoundDate, date_at
from stancegraph.linking.found import Found
from stancegraph.linking.owners import Owners
from stancegraph.linking.reference import Reference
from stancegraph.linking.register import KnownDocument, Register
from stancegraph.linking.symbols import normal_form

_NOUN = (
    r"(?P<noun>[Rr]esolutions?|[Dd]ecisions?|[Dd]eclarations?|[Rr]ecommendations?|[Ss]tatements?"
    r"|[Cc]ommuniqués?|[Mm]otions?|those)"
)
_NOUNS = (
    "esolution",
    "ecision",
    "eclaration",
    "ecommendation",
    "tatement",
    "ommuniqu",
    "otion",
    "hose of",
)
_HEAD = re.compile(rf"{_NOUN}(?=\s)")
_DETERMINER = re.compile(
    r"\b(?P<det>[Tt]he|[Ii]ts|[Tt]hat|[Aa]n?)\s+(?:(?:joint|previous|recent|non-legislative|latest|so-called)\s+)*$"
)
_DETERMINER_REACH = 40
_DATED = re.compile(
    r"\s*,?\s+(?:adopted\s+|issued\s+|dated\s+|passed\s+)?(?:of|on|dated|adopted)\s+"
)
_SUBJECT = re.compile(
    r"\s+(?:on|concerning|regarding|about|entitled|relating to|with regard to)\s+(?:the\s+)?"
)
_BY = re.compile(r"(?:\s*,)?\s+(?:(?:adopted|issued|passed|made|approved)\s+)?by\s+(?:the\s+)?")
_OF = re.compile(r"\s+of\s+(?:the\s+)?")
_SUBJECT_END = re.compile(
    r"(?:\s*,)?\s+(?:(?:adopted|issued|passed|approved)\s+(?:by|on|at|in)\b|of\s+\d{1,2}\s+[A-Z])|[,;.:\n]|\s+(?:which|that|and|as)\s"
)
_FURTHER = re.compile(r"(?:\[\d+\])?\s*(?:,|and|, and)\s+(?:of\s+)?")
_WORD = re.compile(r"[^\W\d_]{4,}")
_SAME_PHRASE = 200


@dataclass(slots=True)
class _Description:
    """What the words say so far; `end` moves on as they are read."""

    noun: str
    start: int
    end: int
    body: str | None = None
    day: date | None = None
    subject: str = ""


class DescriptionReader:
    """Reads the descriptive citations of one text and looks them up in the register."""

    def __init__(self, text: str, found: list[Found], owners: Owners, context: Context) -> None:
        self._text = text
        self._owners = owners
        self._context = context
        self._starts = {
            each.start: each
            for each in reversed(found)
            if each.entity and each.kind == "organisation"
        }

    def references(self) -> Iterator[Reference]:
        """All descriptive citations that state a body and a day; the others describe too little."""
        done = 0
        for anchor in anchors(self._text, _NOUNS):
            head = _HEAD.match(self._text, anchor - 1)
            if head is None or anchor < done:
                continue
            description = self._describe(head)
            if description.body and description.day:
                done = description.end
                yield self._look_up(description)
                yield from self._further(description)

    def _describe(self, head: re.Match[str]) -> _Description:
        text, at = self._text, head.start()
        lead = _DETERMINER.search(text, max(0, at - _DETERMINER_REACH), at)
        determiner = lead["det"].lower() if lead else ""
        noun = head["noun"].lower().rstrip("s")
        noun = "resolution" if noun == "those" else noun
        said = _Description(noun, lead.start() if lead else at, head.end())
        if not lead:
            said.body = self._owners.before(at)
        if head["noun"] == "those" or determiner == "its":
            said.body = self._context.body
        for _ in range(4):
            if said.day is None and (found := self._dated(said.end)):
                said.day, said.end = found.last, found.end
            elif said.body is None and (named := self._named(said.end)):
                said.body, said.end = named.entity, named.end
            elif not said.subject and (subject := _SUBJECT.match(text, said.end)):
                stop = _SUBJECT_END.search(text, subject.end(), subject.end() + _SAME_PHRASE)
                if stop is None:
                    break
                said.subject = " ".join(text[subject.end() : stop.start()].split())
                said.end = stop.start()
            else:
                break
        return said

    def _dated(self, at: int) -> FoundDate | None:
        lead = _DATED.match(self._text, at)
        return date_at(self._text, lead.end()) if lead else None

    def _named(self, at: int) -> Found | None:
        for pattern in (_BY, _OF):
            if (lead := pattern.match(self._text, at)) and (named := self._starts.get(lead.end())):
                return named
        return None

    def _look_up(self, said: _Description) -> Reference:
        day = said.day.isoformat() if said.day else ""
        known = best_document(self._context.register, said.body or "", day, said.subject)
        if known:
            identifier, document = identifier_of(known), known.id
        else:
            identifier = None
            document = identifiers.cited_document(said.body, day, said.subject or said.noun)
        return Reference(
            said.start,
            said.end,
            identifier,
            document,
            "description",
            said.body,
            said.day,
            said.day.year if said.day else None,
            resolved=known is not None,
        )

    def _further(self, said: _Description) -> Iterator[Reference]:
        """The further days of a list: those of 11 June 2015, 30 April 2015 and 12 February 2015."""
        at = said.end
        while not said.subject and (lead := _FURTHER.match(self._text, at)):
            found = date_at(self._text, lead.end())
            if found is None:
                return
            further = _Description(said.noun, found.start, found.end, said.body, found.last)
            yield self._look_up(further)
            at = found.end


def best_document(register: Register, body: str, day: str, subject: str) -> KnownDocument | None:
    """The known document of a body and day that the subject fits; None if none or several do."""
    documents = [
        row
        for row in register.documents_of(body, day)
        if not subject or _shares_words(subject, row.subject)
    ]
    return documents[0] if len(documents) == 1 else None


def identifier_of(known: KnownDocument) -> str | None:
    """The normal form of a known document's first identifier."""
    return next((form for printed in known.identifiers if (form := normal_form(printed))), None)


def _shares_words(subject: str, other: str) -> bool:
    words = {word.lower() for word in _WORD.findall(subject)} - {
        "situation",
        "resolution",
        "human",
        "rights",
    }
    return not words or bool(words & {word.lower() for word in _WORD.findall(other)})
