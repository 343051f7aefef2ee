"""The automatic numbers of Word's lists, which it keeps out of the text.

Source: Office Open XML, ECMA-376 Part 1, 17.9 (numbering).
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass, field

from lxml import etree

from stancegraph.text.numbering import styled, whole

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_DASHES = "-–—"
_BULLET = "•"
_DEEPEST = 32
_PLACE = re.compile(r"%([1-9])")
"""Where the number of a level is printed, the first of which is 1 (17.9.11)."""


@dataclass(frozen=True, slots=True)
class _Level:
    """How a level of a list prints its numbers: `text` is like "%1." or "(%2)"."""

    style: str
    text: str
    start: int


@dataclass(slots=True)
class Numbering:
    """The lists of a document and how far each has counted.

    Lists with the same definition count on together, unless one states where it starts.
    """

    levels: dict[tuple[str, int], _Level] = field(default_factory=dict)
    definitions: dict[str, str] = field(default_factory=dict)
    starts: dict[tuple[str, int], int] = field(default_factory=dict)
    styles: dict[str, tuple[str, int]] = field(default_factory=dict)
    counts: defaultdict[str, Counter[int]] = field(default_factory=lambda: defaultdict(Counter))
    begun: set[tuple[str, int]] = field(default_factory=set)

    @classmethod
    def of(cls, lists: etree._Element | None, styles: etree._Element | None) -> Numbering:
        """The numbering that the parts of a document with these roots define."""
        numbering = cls()
        linked = numbering._read_lists(lists) if lists is not None else {}
        if styles is not None:
            numbering._read_styles(styles, linked)
        return numbering

    def number(self, paragraph: etree._Element) -> str:
        """What Word prints before the paragraph, counted on; empty for nothing."""
        style = _value(paragraph.find(f"{_W}pPr/{_W}pStyle"))
        stated = list_of(paragraph)
        inherited = self.styles.get(style)
        if stated is not None and not stated[0]:
            return ""
        found = stated or inherited
        if found is None:
            return ""
        list_id, depth = found
        level = self.levels.get((list_id, depth))
        if level is None:
            return ""
        self._count(list_id, depth)
        if level.style == "bullet":
            return level.text if level.text in _DASHES and level.text else _BULLET

        def printed(place: re.Match[str]) -> str:
            upper = int(place[1]) - 1
            return self._printed(list_id, upper) if upper <= depth else place[0]

        text = _PLACE.sub(printed, level.text)
        return text if any(character.isalnum() for character in text) else ""

    def _count(self, list_id: str, depth: int) -> None:
        counts = self.counts[self.definitions[list_id]]
        start = self.starts.get((list_id, depth))
        if start is not None and (list_id, depth) not in self.begun:
            counts[depth] = start - self.levels[list_id, depth].start
        self.begun.add((list_id, depth))
        counts[depth] += 1
        for deeper in counts:
            if deeper > depth:
                counts[deeper] = 0

    def _printed(self, list_id: str, depth: int) -> str:
        level = self.levels.get((list_id, depth))
        if level is None:
            return ""
        count = max(self.counts[self.definitions[list_id]][depth], 1) + level.start - 1
        return styled(count, level.style)

    def _read_lists(self, root: etree._Element) -> dict[str, tuple[str, int]]:
        """Take in the lists; the styles that their levels name."""
        abstract = {item.get(f"{_W}abstractNumId"): item for item in root.iter(f"{_W}abstractNum")}
        linked: dict[str, tuple[str, int]] = {}
        for number in root.iter(f"{_W}num"):
            reference = _value(number.find(f"{_W}abstractNumId"))
            base = abstract.get(reference)
            list_id = number.get(f"{_W}numId", "")
            self.definitions[list_id] = reference
            for level in base.iter(f"{_W}lvl") if base is not None else ():
                key = (list_id, _depth(level))
                self.levels[key] = _level(level)
                linked.setdefault(_value(level.find(f"{_W}pStyle")), key)
            for override in number.iter(f"{_W}lvlOverride"):
                start = whole(_value(override.find(f"{_W}startOverride")))
                if start is not None:
                    self.starts[list_id, _depth(override)] = start
        return linked

    def _read_styles(self, root: etree._Element, linked: dict[str, tuple[str, int]]) -> None:
        """Take in the lists of styles; a style has the list of the one that it is based on."""
        based: dict[str, str] = {}
        for style in root.iter(f"{_W}style"):
            name = style.get(f"{_W}styleId", "")
            based[name] = _value(style.find(f"{_W}basedOn"))
            found = list_of(style)
            if found:
                ranked = linked.get(name)
                self.styles[name] = ranked if ranked and ranked[0] == found[0] else found
            elif name in linked:
                self.styles[name] = linked[name]
        for name in based:
            above, steps = name, 0
            while above and above not in self.styles and steps < _DEEPEST:
                above, steps = based.get(above, ""), steps + 1
            if above in self.styles:
                self.styles.setdefault(name, self.styles[above])


def list_of(element: etree._Element) -> tuple[str, int] | None:
    """The list and the level that a paragraph or style states; no list where it takes it away."""
    properties = element.find(f"{_W}pPr/{_W}numPr")
    if properties is None:
        return None
    list_id = _value(properties.find(f"{_W}numId"))
    if not list_id:
        return None
    return "" if list_id == "0" else list_id, whole(_value(properties.find(f"{_W}ilvl"))) or 0


def _level(level: etree._Element) -> _Level:
    start = whole(_value(level.find(f"{_W}start")))
    return _Level(
        _value(level.find(f"{_W}numFmt")),
        _value(level.find(f"{_W}lvlText")),
        1 if start is None else start,
    )


def _depth(level: etree._Element) -> int:
    return whole(level.get(f"{_W}ilvl")) or 0


def _value(element: etree._Element | None) -> str:
    return element.get(f"{_W}val", "") if element is not None else ""
