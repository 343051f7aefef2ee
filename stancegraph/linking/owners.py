"""Whose resolution a number means: the body named before or after it, or "its", or the form alone."""

from __future__ import annotations

import re
from bisect import bisect_left

from stancegraph.linking.anaphora import load_rules
from stancegraph.linking.choosing import Context
from stancegraph.linking.found import Found
from stancegraph.linking.register import Register

_OWN = re.compile(r"\b(?:its|Its|our|the present)(?:\s+(?:own|previous|relevant|recent|earlier|landmark))*\s+$")
_HEAD = re.compile(r"\b(Council|Assembly|Commission|Conference|Committee)(?:’s|'s|’|')?\s+(?:[a-z]+\s+)?$")
_AFTER = re.compile(r"(?:\s*\([^)]{0,60}\))?,?\s+(?:adopted\s+by|of)\s+(?:the\s+)?")
_REACH = 60


class Owners:
    """The bodies named in a text, looked up from where a document is cited."""

    def __init__(self, text: str, found: list[Found], context: Context) -> None:
        self._text = text
        self._context = context
        named = [each for each in found if each.entity and each.kind in ("organisation", "office")]
        self._ends: dict[int, str] = {each.end: each.entity for each in named if each.entity}
        self._starts: dict[int, str] = {}
        for each in named:
            if each.entity:
                self._starts.setdefault(each.start, each.entity)
        self._order = sorted(self._ends)

    def before(self, start: int) -> str | None:
        """The body whose name, or "its", stands right before an offset."""
        text = self._text
        if _OWN.search(text, max(0, start - _REACH), start):
            return self._context.body
        at = len(text[max(0, start - 8) : start].rstrip()) + max(0, start - 8)
        if entity := self._ends.get(at):
            return entity
        if text[at - 2 : at] in ("’s", "'s") and (entity := self._ends.get(at - 2)):
            return entity
        if head := _HEAD.search(text, max(0, start - _REACH), start):
            return self._anaphoric(head[1])
        return None

    def after(self, end: int) -> str | None:
        """The body named right after an offset: of the Human Rights Council."""
        if match := _AFTER.match(self._text, end):
            return self._starts.get(match.end())
        return None

    def last_before(self, start: int, reach: int) -> str | None:
        """The body named last within reach before an offset."""
        at = bisect_left(self._order, start) - 1
        if at >= 0 and self._order[at] >= start - reach:
            return self._ends[self._order[at]]
        return None

    def _anaphoric(self, noun: str) -> str | None:
        for rule in load_rules().by_words.get(f"the {noun}", ()):
            if rule.condition is None or self._context.holds(rule.condition):
                return rule.entity if rule.entity in self._context.register else None
        return None


def nearest_owner(register: Register, body: str | None, owners: frozenset[str]) -> str | None:
    """The body itself or the nearest it belongs to that numbers documents so."""
    if body is None:
        return None
    return next((each for each in (body, *register.ancestors(body)) if each in owners), None)
