"""Text under construction from a format of its own: blocks, markup and anchors, in code points."""

from __future__ import annotations

from dataclasses import dataclass, field

from stancegraph.model import Anchor, Issue, Markup

_GAP = "\n\n"


@dataclass(slots=True)
class MarkedText:
    """Blocks gathered in reading order, with what the format says of each and where it stands."""

    parts: list[str] = field(default_factory=list)
    length: int = 0
    markup: list[Markup] = field(default_factory=list)
    anchors: list[Anchor] = field(default_factory=list)
    issues: list[Issue] = field(default_factory=list)

    @property
    def text(self) -> str:
        """What was gathered so far."""
        return "".join(self.parts)

    def block(self, kind: str | None, words: str, place: str, gap: str = _GAP, **said: str) -> int:
        """Add a block of words, parted from the last by `gap`; returns its start.

        `kind` and the attributes `said` become its markup; without a kind it has none.
        """
        if self.parts:
            self._append(gap)
        start = self.length
        if not self.anchors or self.anchors[-1].place != place:
            self.anchors.append(Anchor(start, place))
        self._append(words)
        if kind:
            self.mark(kind, start, self.length, **said)
        return start

    def mark(self, kind: str, start: int, end: int, **said: str) -> None:
        """Say of a stretch of the text what the format says of it."""
        self.markup.append(Markup(kind, start, end, tuple(said.items())))

    def _append(self, words: str) -> None:
        self.parts.append(words)
        self.length += len(words)
