"""Finds the act of a sentence behind its subject: "The Council, acting so, decides"."""

from __future__ import annotations

import re

from stancegraph.reading.acts.lexicon_tables import organs
from stancegraph.reading.acts.openers import Openers, Opening

_AND = re.compile(r"And\s+(?=[a-z])")
TO = re.compile(r"(?:(?:To|De|Para)\s+|D[’'])(?=[a-zàâéèê])")
"""An infinitive at the head of a paragraph."""

SUBJECT = re.compile(
    r"[“\"'‘]?(?:It|We|He|She|They|The|Le|La|El|L[’'])\s*(?:[A-Z][\w’'-]*\s+(?:(?:of|the|and|or|for|on|de|des|la|los)\s+)*){0,9}"
)
"""A body's name at the head of a sentence, or what stands for it."""

_ORGAN = re.compile(r"[“\"«]?\s*(?:[Ll]e\s+|[Ll]a\s+|[Ee]l\s+|[Ll][’'])(?P<noun>[^\W\d_]+)")
_LEAD = re.compile(r"[^.;:]{3,200}?,\s+(?=(?:the|this|it|we|le|la|el|elle|il)\s|l[’'])")
"""What may stand before the subject: "In the light of the above, the Assembly urges"."""

_NAME = re.compile(r"(?:This\s+)?(?P<noun>[A-Z][a-z]+)\s+(?:also\s+|further\s+|therefore\s+)?")
_CAPITALS = re.compile(
    r"[“\"]?(?:THE|EL|LA|LE|LES|LOS|L[’'])(?:\s*\(?[A-ZÀ-Ý][A-ZÀ-Ý’'-]*\)?){1,14}(?=[\s:,])"
)
_PARTED = re.compile(
    r"[“\"]?(?i:the)\s+(?:[A-Z][\w’'-]*\s+(?:(?:of|the|and|for|on)\s+)*){0,9}(?P<noun>[A-Z][a-zA-Z]+),"
)
_COMMA = re.compile(r",\s+")
_LONGEST_INSERTION = 400
_NEXT = re.compile(r"[^\W\d_]+")
_LONGEST_ORGAN = 50
_OWN_SUBJECT = re.compile(
    r"(?:the|this|it|we|elle|il)\s+(?:hereby\s+)?(?:[A-Z][\w’'-]*,?\s+(?:(?:of|the|and|for|on)\s+)*){0,12}"
)


class Subjects:
    """Finds the acts of sentences whose subject is the body itself."""

    def __init__(self, openers: Openers) -> None:
        self._openers = openers

    def act(self, text: str) -> Opening | None:
        """The act behind "To", or behind its subject where it names the body."""
        infinitive = TO.match(text)
        if infinitive is not None:
            found = self._openers.find(text, infinitive.end())
            return found if found and found.section == "bare" else None
        subject = _AND.match(text) or SUBJECT.match(text)
        if subject is None:
            return self._behind_name(text) or self.behind_lead(text) or self._behind_capitals(text)
        if text.startswith("And "):
            return self._openers.find(text, subject.end())
        found = self.behind_organ(text, 0)
        if found is None and is_body(subject.group()):
            found = self._openers.find(text, subject.end())
        return found if found and found.section == "op" else self._behind_commas(text, 0)

    def _behind_capitals(self, text: str) -> Opening | None:
        """The act behind an organ in capitals: "THE GENERAL ASSEMBLY RECALLS"."""
        named = _CAPITALS.match(text)
        body = False
        for word in _NEXT.finditer(named.group()) if named else ():
            if body and (found := self._finite(text, word.start())):
                return found
            body = body or word.group().lower() in organs()
        if named and body and (found := self._finite(text, named.end())):
            return found
        return self._behind_commas(text, 0) if named else None

    def _behind_commas(self, text: str, at: int) -> Opening | None:
        """The act behind a subject and words in commas: "The Council, acting ..., decides"."""
        named = _PARTED.match(text, at)
        if named is None or named["noun"].lower() not in organs():
            return None
        commas = _COMMA.finditer(text, named.end(), named.end() + _LONGEST_INSERTION)
        return next(filter(None, (self._finite(text, comma.end()) for comma in commas)), None)

    def _behind_name(self, text: str) -> Opening | None:
        """The act behind an organ without article: "Conference notes", "This House believes"."""
        named = _NAME.match(text)
        if named is None or named["noun"].lower() not in organs():
            return None
        return self._finite(text, named.end())

    def behind_lead(self, text: str) -> Opening | None:
        """The act of the main clause, whose subject is the body, behind what leads it in."""
        lead = _LEAD.match(text)
        while lead is not None:
            found = self.behind_organ(text, lead.end())
            subject = _OWN_SUBJECT.match(text, lead.end())
            if found is None and subject is not None and is_body(subject.group()):
                found = self._openers.find(text, subject.end())
            if found is None or found.section != "op":
                found = self._behind_commas(text, lead.end())
            if found is not None:
                return found
            lead = _LEAD.match(text, lead.end())
        return None

    def behind_organ(self, text: str, at: int) -> Opening | None:
        """The act behind an organ's name in lower case: "Le Conseil de sécurité condamne"."""
        named = _ORGAN.match(text, at)
        if named is None or named["noun"].lower() not in organs():
            return None
        for word in _NEXT.finditer(text, named.end(), named.end() + _LONGEST_ORGAN):
            if not self._openers.may_open(text, word.group(), word.start()):
                continue
            if found := self._finite(text, word.start()):
                return found
        return None

    def behind(self, text: str, at: int) -> Opening | None:
        """The act at an offset, behind its subject where it names the body."""
        subject = SUBJECT.match(text, at) or _OWN_SUBJECT.match(text, at)
        return self._finite(text, subject.end() if subject else at)

    def _finite(self, text: str, at: int) -> Opening | None:
        """The finite act at an offset: what the subject before it does."""
        found = self._openers.find(text, at)
        return found if found and found.section == "op" else None


def is_body(subject: str) -> bool:
    """Whether the subject of a sentence is the body itself: "It", "The Council of the League"."""
    head = re.split(r"\s+(?:of|for|on)\s", subject.strip("“\"'‘ ").lower(), maxsplit=1)[0]
    words = head.split()
    return bool(words) and not organs().isdisjoint((words[0], words[-1].strip(",")))
