"""Numbered documents after a trigger: resolutions 425 (1978) and 426 (1978) of 19 March 1978.

The grammar is `trigger item ((","|"and"|"or"|"to") item)* date?`: the trigger distributes over the
items, a date over the items before it that have none, and a date without its year takes the year
that the number tells.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from stancegraph import identifiers
from stancegraph.linking.anchors import anchors, token_start, word_start
from stancegraph.linking.choosing import Context
from stancegraph.linking.dates import date_at
from stancegraph.linking.grammar import load_grammar
from stancegraph.linking.owners import UNKNOWN, Owners
from stancegraph.linking.reference import Reference
from stancegraph.linking.series import LOOSE, Catalogue, Number, Series

_AND = re.compile(r"\s*(?:,|;|and|,\s*and|as well as|or)\s*(?:to\s+)?(?:in\s+)?")
_NUMBER = re.compile(r"(?:^|[^A-Za-z0-9/.])(\d{1,4}\s?[A-Z]?\s?)$")
_FAR = 300
_MORE_PARTS = re.compile(r"(?:(?:,\s|\sand\s|\sto\s)[A-Z](?![\w’'.]))+")


@dataclass(frozen=True, slots=True)
class _Item:
    form: str
    match: re.Match[str]
    day: date | None = None
    shared: bool = False


class ListReader:
    """Reads the numbered documents of one text."""

    def __init__(self, text: str, catalogue: Catalogue, owners: Owners, context: Context) -> None:
        self._text = text
        self._catalogue = catalogue
        self._owners = owners
        self._context = context
        self._grammar = load_grammar()

    def references(self) -> Iterator[Reference]:
        """All documents numbered after a trigger."""
        done = 0
        owner: str | None = None
        for anchor in anchors(self._text, self._grammar.anchors):
            trigger = self._grammar.trigger.match(self._text, word_start(self._text, anchor))
            if trigger is None or anchor < done:
                continue
            items, end = self._items(trigger.end())
            if items:
                goes_on = done and _AND.fullmatch(self._text, done, trigger.start())
                stated = self._owner(trigger, end)
                owner = stated or (owner if goes_on else None)
                yield from self._read(trigger, items, owner)
                done = end

    def _owner(self, trigger: re.Match[str], end: int) -> str | None:
        """The body that words before, within or behind the citation name."""
        if self._grammar.owns(trigger):
            return self._context.body
        within = None if trigger["noun"].isalpha() else self._owners.before(trigger.end())
        return within or self._owners.before(trigger.start()) or self._owners.after(end)

    def loose(self, taken: list[Reference]) -> Iterator[Reference]:
        """Numbers without a trigger in forms that only one body uses: 1325 (2000), 2205 (XXI)."""
        taken = sorted(taken, key=lambda reference: reference.start)
        done = 0
        for start in self._loose_starts():
            match = self._catalogue.loose.match(self._text, start)
            if match is None or start < done or _is_taken(start, match.end(), taken):
                continue
            items, done = self._items(match.start())
            for item in items:
                series = self._loose_series(item, taken)
                if series and not (number := next(series.read(item.match))).doubtful:
                    yield _reference(item.match.start(), item.match.end(), number, "form", item.day)

    def _loose_starts(self) -> Iterator[int]:
        """Where numbers before a bracket or around a slash start."""
        text = self._text
        for at in anchors(text, ("(", "/")):
            before = text[at - 1 : at]
            if text[at] == "/":
                if before.isdigit() and text[at + 1 : at + 2].isdigit():
                    yield token_start(text, at)
            elif number := _NUMBER.search(text, max(0, at - 8), at):
                yield number.start(1)

    def _loose_series(self, item: _Item, taken: list[Reference]) -> Series | None:
        """The series of a number without trigger: its form's own, or that cited last."""
        default = self._catalogue.owners.get(
            (self._context.body or "", item.form, "resolution")
        ) or self._catalogue.defaults.get((item.form, "resolution"))
        if item.form in LOOSE:
            return default if default and self._is_at_home(default) else None
        at = bisect_left(taken, item.match.start(), key=lambda reference: reference.start) - 1
        if at < 0 or item.day is None or "\n\n" in self._text[taken[at].end : item.match.start()]:
            return None
        last = self._catalogue.owners.get((taken[at].body or "", item.form, "resolution"))
        return next(
            (each for each in (last, default) if each and each.fits(item.match, item.day)), None
        )

    def _is_at_home(self, series: Series) -> bool:
        """Whether the citing body belongs to the same organisation as the numbering one."""
        register, body = self._context.register, self._context.body
        if not body or not series.body:
            return False
        return bool({body, *register.ancestors(body)} & {*register.ancestors(series.body)})

    def _items(self, at: int) -> tuple[list[_Item], int]:
        """The items of a list from an offset on, and where it ends."""
        items: list[_Item] = []
        end = at
        while item := self._item(at, first=not items):
            items.append(item)
            end = item.match.end()
            if more := _MORE_PARTS.match(self._text, end):
                end = more.end()
            day_end = self._date_end(items, end)
            end = day_end or end
            between = self._grammar.between.match(self._text, end)
            if not between:
                break
            at = between.end()
        return items, end

    def _item(self, at: int, *, first: bool) -> _Item | None:
        for form, pattern in self._catalogue.forms:
            if form == "bare" and not first:
                continue
            if match := pattern.match(self._text, at):
                return _Item(form, match)
        return None

    def _date_end(self, items: list[_Item], end: int) -> int | None:
        """Reads a date at an offset and gives it to the last items that have none."""
        year = items[-1].match.groupdict().get("year")
        on = self._grammar.on.match(self._text, end)
        found = date_at(self._text, on.end(), int(year) if year else None) if on else None
        if found is None:
            return None
        for index in range(len(items) - 1, -1, -1):
            if items[index].day:
                break
            items[index] = replace(items[index], day=found.last, shared=index < len(items) - 1)
        return found.end

    def _read(
        self, trigger: re.Match[str], items: list[_Item], owner: str | None
    ) -> Iterator[Reference]:
        kind, one = self._grammar.kind(trigger), self._grammar.is_one(trigger)
        for index, item in enumerate(items):
            start = trigger.start() if index == 0 and one else item.match.start()
            series = self._series(item, kind, owner, trigger.start())
            if series is None:
                subject = f"{kind} {item.match.group()}"
                if owner and item.form != "bare":
                    stub = identifiers.cited_document(
                        None if owner == UNKNOWN else owner, None, subject
                    )
                    yield Reference(
                        start,
                        item.match.end(),
                        None,
                        stub,
                        "unknown-series",
                        owner,
                        item.day,
                        resolved=False,
                    )
                continue
            for number in series.read(item.match):
                yield _reference(start, item.match.end(), number, f"{kind}-number", item.day)

    def _series(self, item: _Item, kind: str, owner: str | None, start: int) -> Series | None:
        """The series in which an item counts.

        That of the owner or of what it belongs to; else of the citing body, of the form, or of
        the body named last that can have numbered so.
        """
        owners, register = self._catalogue.owners, self._context.register
        if owner and owner != self._context.body:
            bodies = (owner, *register.ancestors(owner))
            return next(
                (owners[key] for body in bodies if (key := (body, item.form, kind)) in owners), None
            )
        candidates = [
            owners.get((self._context.body or "", item.form, kind)),
            self._catalogue.defaults.get((item.form, kind)),
        ]
        named = self._owners.last_before(start, _FAR)
        if named:
            candidates.append(owners.get((named, item.form, kind)))
        day = None if item.shared else item.day
        fitting = (each for each in candidates if each and each.fits(item.match, day))
        misdated = (each for each in candidates if owner and each and each.fits(item.match, None))
        return next(fitting, None) or next(misdated, None)


def _is_taken(start: int, end: int, references: list[Reference]) -> bool:
    at = bisect_left(references, end, key=lambda reference: reference.start) - 1
    return at >= 0 and references[at].end > start


def _reference(start: int, end: int, number: Number, rule: str, day: date | None) -> Reference:
    return Reference(
        start,
        end,
        number.identifier,
        number.document,
        rule,
        number.body,
        day,
        number.year,
        doubtful=number.doubtful,
    )
