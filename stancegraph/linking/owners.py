"""Whose resolution a number means: the body named before or after it, or "its"."""

from __future__ import annotations

import re
from bisect import bisect_left

from stancegraph.linking.anaphora import LAST, load_rules
from stancegraph.linking.choosing import Context
from stancegraph.linking.found import Found
from stancegraph.linking.grammar import load_grammar

UNKNOWN = "org/unknown"
"""Stands for a body whose name the register lacks."""

_IN_ITS = re.compile(r",?\s+(?:in|by|under|through|with|of|on|pursuant to|in accordance with)\s+$")
_HEAD = re.compile(
    r"\b(?P<name>(?:[A-Z][\w-]+\s+)*)(?P<noun>Council|Assembly|Commission|Conference|Committee)(?:’s|'s|’|')?\s+(?:[a-z]+\s+)?$"
)
_REACH = 60


class Owners:
    """The bodies named in a text, looked up from where a document is cited."""

    def __init__(
        self,
        text: str,
        found: list[Found],
        context: Context,
        numbering: frozenset[str] = frozenset(),
    ) -> None:
        """`numbering` are the bodies of which a series is known."""
        self._text = text
        self._numbering = numbering
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
        if own := load_grammar().own.search(text, max(0, start - _REACH), start):
            by = _IN_ITS.search(text, max(0, own.start() - 30), own.start())
            named = self._ends.get(by.start()) if by else None
            return named if named in self._numbering else self._context.body
        at = len(text[max(0, start - 8) : start].rstrip()) + max(0, start - 8)
        if entity := self._ends.get(at):
            return entity
        if text[at - 2 : at] in ("’s", "'s") and (entity := self._ends.get(at - 2)):
            return entity
        if head := _HEAD.search(text, max(0, start - _REACH), start):
            if named := self._ends.get(head.end("noun")):
                return named
            return UNKNOWN if head["name"].strip() else self._anaphoric(head["noun"], start)
        return None

    def after(self, end: int) -> str | None:
        """The body named right after an offset: of the Human Rights Council."""
        if match := load_grammar().after.match(self._text, end):
            return self._starts.get(match.end())
        return None

    def last_before(self, start: int, reach: int) -> str | None:
        """The body named last within reach before an offset."""
        at = bisect_left(self._order, start) - 1
        if at >= 0 and self._order[at] >= start - reach:
            return self._ends[self._order[at]]
        return None

    def _anaphoric(self, noun: str, start: int) -> str | None:
        for rule in load_rules().get(f"the {noun}", ()):
            if rule.condition is None or self._context.holds(rule.condition):
                return self._last_headed(noun, start) if rule.entity == LAST else rule.entity
        return None

    def _last_headed(self, noun: str, start: int) -> str | None:
        """The body named last whose name ends with the noun."""
        for end in reversed(self._order[: bisect_left(self._order, start)]):
            if self._text.endswith(noun, 0, end):
                return self._ends[end]
        return None
