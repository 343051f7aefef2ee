"""The lines of a text with what is known of its pages so far: which lines are no text proper."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from stancegraph.reading.lines.line import Line

Anchor = Callable[[str], str | None]
"""Names the kind of block that a line announces."""

HEAD = "running-head"
NOTE = "footnote"

_NUMBER = re.compile(
    r"""[-–—\[(*•|\s]*(?:page\s*|p\.\s*)?\d{1,3}(?:\s*(?:/|of|de|sur)\s*\d{1,3})?[-–—\])*•|\s]*
      | (?:\d{1,3}(?:/\d{1,3})?\s+)?\d{2}-\d{5}(?:\s*\(\w\))?(?:\s+\d{6})?
          (?:\s+\d{1,3}(?:/\d{1,3})?)?(?:\s*/?\s?(?:\.{3}|…))?
      | /\s?(?:\.{3}|…) | \(continued\) | [A-Z]{1,2}\.\d{2}-\d{5}(?:\s*\(\w\))?
      | \*?\d{5,8}\*? | [-–—=.~•](?:\s+[-–—=.~•]){2,} | <!--.*--> | !\[[^\]]*\]\([^()]*\)""",
    re.VERBOSE | re.IGNORECASE,
)


@dataclass(slots=True)
class Sheets:
    """Lines and their kinds; a kind is None for the text proper, changed as pages are found."""

    lines: Sequence[Line]
    kinds: list[str | None]
    anchor: Anchor

    @classmethod
    def of(
        cls, lines: Sequence[Line], anchor: Anchor, known: Callable[[Line], str | None]
    ) -> Sheets:
        """The lines with page numbers and what the format tells marked."""
        kinds = [known(line) or (HEAD if _NUMBER.fullmatch(line.text) else None) for line in lines]
        return cls(lines, kinds, anchor)

    def breaks_before(self, number: int) -> bool:
        """Whether a page begins with the line: a form feed or furniture stands before it."""
        return number > 0 and (self.lines[number].page_break or self.kinds[number - 1] is not None)

    def at_break(self, number: int) -> bool:
        """Whether a page ends directly before or behind the line."""
        behind = number + 1 < len(self.lines) and self.lines[number + 1].page_break
        return number > 0 and (self.breaks_before(number) or behind)

    def next_break(self, number: int, within: int) -> int | None:
        """How many lines the page goes on behind the line; None if more than `within`."""
        for distance in range(1, within + 1):
            following = number + distance
            if following >= len(self.lines):
                return None
            if self.kinds[following] == HEAD or self.lines[following].page_break:
                return distance
        return None

    def intrudes(self, number: int) -> bool:
        """Whether the line stands in the middle of a sentence that goes on behind it."""
        before = next((n for n in range(number - 1, -1, -1) if self.kinds[n] is None), None)
        after = next((n for n in range(number + 1, len(self.lines)) if self.kinds[n] is None), None)
        if before is None or after is None:
            return False
        return not self.lines[before].ends and self.lines[after].text[0].islower()

    @property
    def width(self) -> int:
        """How long the lines of the text proper are."""
        lengths = sorted(
            len(line.text)
            for line, kind in zip(self.lines, self.kinds, strict=True)
            if kind is None
        )
        return lengths[int(0.8 * (len(lengths) - 1))] if lengths else 0
