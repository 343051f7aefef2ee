"""Groups the lines of a text into blocks, each one paragraph, heading or piece of furniture.

Blank lines, indents and short lines mean different things in different files, and page breaks mean
nothing. So the pairs of lines whose words alone settle the matter (a lower-case continuation, a
known opening behind a full stop) are taken as this file's own examples of what its layout means,
and the layout then decides the other pairs.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import chain, pairwise
from math import log
from typing import NamedTuple

from stancegraph.reading.acts.openers import Openers
from stancegraph.reading.lines.hanging import hangs
from stancegraph.reading.lines.line import Line
from stancegraph.reading.provisions.markers import Marker, Style, ordinal

_Features = tuple[tuple[str, str], tuple[str, str], tuple[str, str]]
_CERTAIN = 2.5
_PRIOR = {
    ("gap", "blank"): (2.0, 0.5),
    ("gap", "none"): (0.7, 2.0),
    ("gap", "page"): (1.0, 1.0),
    ("indent", "in"): (1.5, 0.7),
    ("indent", "same"): (1.0, 2.0),
    ("indent", "out"): (1.0, 1.0),
    ("room", "much"): (2.0, 0.4),
    ("room", "some"): (1.2, 0.8),
    ("room", "none"): (0.8, 2.0),
}
_HANGING = -6.0
"""What the words say where a line ends with a preposition: "adopted at its 5th meeting, on"."""

_VERB_AHEAD = 0.7
"""The same where a finite verb with a capital begins a line, as none does within a sentence."""

_MUCH_ROOM = 0.12
_LONG = 200
_FULL = 0.8
_MISSED = 3
_LONGEST_ACT = 60
_LONGEST_SYMBOL = 4
_LONG_SHARE = 0.4


@dataclass(frozen=True, slots=True)
class Block:
    """Consecutive lines that belong together; `anchor` is the kind its first line announces."""

    lines: tuple[Line, ...]
    anchor: str | None

    @property
    def start(self) -> int:
        """The offset of its first character in the cleaned text."""
        return self.lines[0].start

    @property
    def end(self) -> int:
        """The offset behind its last character in the cleaned text."""
        return self.lines[-1].end

    @property
    def marker(self) -> Marker | None:
        """The marker at its head."""
        return self.lines[0].marker


class _Pair(NamedTuple):
    """Two neighbouring lines: what their words say, and how the layout parts them."""

    content: float
    features: _Features
    line: Line
    anchor: str | None


def group(lines: list[Line], openers: Openers, anchor: Callable[[str], str | None]) -> list[Block]:
    """The blocks of a text's lines; `anchor` names the kind of block that a line announces."""
    if not lines:
        return []
    pairs = list(_pairs(lines, openers, anchor))
    weights = _learn(pairs)
    whole = _is_whole(lines, pairs)
    blocks: list[Block] = []
    current, kind = [lines[0]], anchor(lines[0].text)
    cover = any(pair.anchor == "formula" for pair in pairs)
    for pair in pairs:
        gap, indent, room = pair.features
        score = pair.content + weights[gap] + weights[indent] + weights[room]
        if kind == "part":
            score = _CERTAIN
        elif kind == "vote" and not (pair.anchor or current[-1].ends or _is_parted(pair.line)):
            score = -_CERTAIN
        wraps = (kind == "formula" and _wraps(pair, openers)) or _is_lone(current, pair.line)
        cover = cover and pair.anchor != "formula"
        if cover and _parts_cover(pair):
            score = _CERTAIN
        if whole and (pair.content > -_CERTAIN or pair.line.gap):
            score = _CERTAIN
        if score > 0 and not wraps:
            blocks.append(Block(tuple(current), kind))
            current, kind = [], pair.anchor
        current.append(pair.line)
    blocks.append(Block(tuple(current), kind))
    return blocks


def _is_lone(current: list[Line], line: Line) -> bool:
    """Whether a line is what stands behind a number that has a line of its own."""
    marker = current[-1].marker
    if len(current) > 1 or marker is None or line.marker is not None:
        return False
    return marker.sure and marker.style is not Style.BULLET and marker.end == len(current[-1].text)


def _is_parted(line: Line) -> bool:
    """Whether white space parts a line from the one above it on the same page."""
    return line.gap > 0 and not line.page_break


def _parts_cover(pair: _Pair) -> bool:
    """Whether two lines of a cover are two pieces: white space or a short line parts them."""
    parted = pair.line.gap > 0 or ("room", "much") in pair.features
    parted = parted or pair.line.page_break
    return parted and not pair.line.text[0].islower() and pair.content > _HANGING


def _wraps(pair: _Pair, openers: Openers) -> bool:
    """Whether a line goes on with the formula above it: no white space parts them, no act opens."""
    line = pair.line
    return not line.gap and not line.marker and not pair.anchor and not openers.find(line.text)


def _is_whole(lines: list[Line], pairs: list[_Pair]) -> bool:
    """Whether each line is a whole paragraph: much of the text in long lines, few going on."""
    lengths = [len(line.text) for line in lines]
    going_on = sum(pair.content <= -_CERTAIN and not pair.line.gap for pair in pairs)
    long = sum(length for length in lengths if length > _LONG)
    return long > _LONG_SHARE * sum(lengths) and going_on < 0.1 * len(pairs)


def _pairs(
    lines: list[Line], openers: Openers, anchor: Callable[[str], str | None]
) -> Iterator[_Pair]:
    width = sorted(line.indent + len(line.text) for line in lines)[int(_FULL * (len(lines) - 1))]
    numbering: dict[tuple[Style, bool], int] = {}
    before_kind = anchor(lines[0].text)
    for before, line in pairwise(lines):
        kind = anchor(line.text)
        content = _content(before, line, openers, numbering, width)
        if kind == "symbol" and _goes_on(before, line):
            kind = None
        if kind:
            content += 8.0 if kind == "formula" else 4.0
        if before_kind == "formula" and not line.text[0].islower():
            content += 3.0 if before.ends else 5.0 if openers.find(line.text) else 0.0
        if before_kind == "title" and line.gap and openers.find(line.text):
            content += 5.0
        yield _Pair(content, _features(before, line, width), line, kind)
        before_kind = kind


def _goes_on(before: Line, line: Line) -> bool:
    """Whether a line that begins with a symbol is but the next one of a sentence."""
    return not before.ends and not line.gap and len(line.text.split()) > _LONGEST_SYMBOL


def _content(
    before: Line,
    line: Line,
    openers: Openers,
    numbering: dict[tuple[Style, bool], int],
    width: int,
) -> float:
    """How much the words speak for a new block (> 0) or for a continuation (< 0)."""
    if _is_act_alone(before, openers):
        return 3.0
    if line.marker:
        words = line.text[line.marker.rest :].removeprefix("To ")
        opens = openers.find(words) is not None
        if opens or line.marker.counts or _is_listed(before, line.marker):
            begins = before.ends or (line.marker.number == "1" and openers.find(before.text))
            return _marked(line.marker, numbering, ends=bool(begins), opens=opens)
    if hangs(before) and not _is_parted(line):
        return _HANGING
    first = line.text[0]
    if first.islower():
        return _lower(before, line, openers)
    return _upper(before, line, openers, width)


def _is_listed(before: Line, marker: Marker) -> bool:
    """Whether a decimal number ("2.1 adopt") begins or goes on with the list that stands above."""
    if "." not in marker.number:
        return False
    if ordinal(marker.number, marker.style) == 1:
        return before.text[-1] == ":"
    return before.ends


def _upper(before: Line, line: Line, openers: Openers, width: int) -> float:
    """The same for a line that begins with a capital, a digit or a quotation mark."""
    last = before.text[-1]
    found = openers.find(line.text)
    if found:
        unended = _VERB_AHEAD if found.section == "op" else -0.5
        return (5.0 if last in ",;،؛" else 3.0) if before.ends else unended
    if last in ".;:؛":
        caption = len(line.text) < 0.6 * width and not line.ends
        return (2.0 if last in ";؛" else 0.7) + (1.5 if caption else 0.0)
    if before.ends:
        return -0.3
    return 0.3 if len(before.text) < 0.6 * width else -2.2


def _is_act_alone(line: Line, openers: Openers) -> bool:
    """Whether a line is an act and nothing else: "considering", "DECIDES:"."""
    found = openers.find(line.text) if len(line.text) < _LONGEST_ACT else None
    return found is not None and found.end >= len(line.text) - 1


def _lower(before: Line, line: Line, openers: Openers) -> float:
    """The same for a line in lower case: a verb alone may stand as a heading ("considering")."""
    if before.ends and _is_act_alone(line, openers):
        return 4.0
    found = openers.find(line.text) if before.ends and line.gap else None
    if found and found.section != "bare":
        return 1.5
    return -1.5 if before.text[-1] in ".;:" else -3.5


def _marked(
    marker: Marker, numbering: dict[tuple[Style, bool], int], *, ends: bool, opens: bool
) -> float:
    """The same for a line with a marker: whether it goes on with its series, and opens an act.

    `ends`: the line before may end a paragraph, or begins the list.
    """
    if marker.style is Style.BULLET:
        return 3.0 if ends else 1.0
    series = (marker.style, marker.bracketed)
    place, last = ordinal(marker.number, marker.style), numbering.get(series, 0)
    expected = place in (1, last + 1)
    near = last < place <= last + _MISSED
    content = 1.5 if expected else 0.5 if near else -1.5
    content += 2.0 if ends else -1.5
    content += 3.0 if opens else 0.0
    if content > 0 and (expected or near):
        numbering[series] = place
    return content


def _features(before: Line, line: Line, width: int) -> _Features:
    gap = "page" if line.page_break else "blank" if line.gap else "none"
    shift = line.indent - before.indent
    indent = "in" if shift > 1 else "out" if shift < -1 else "same"
    left = width - before.indent - len(before.text) - 1 - len(line.text.split(" ", 1)[0])
    room = "none" if left < 0 else "some" if left < _MUCH_ROOM * width else "much"
    return ("gap", gap), ("indent", indent), ("room", room)


def _learn(pairs: list[_Pair]) -> dict[tuple[str, str], float]:
    """The log odds of each layout feature, from the pairs that the words settle."""
    parted = Counter(chain.from_iterable(p.features for p in pairs if p.content >= _CERTAIN))
    joined = Counter(chain.from_iterable(p.features for p in pairs if p.content <= -_CERTAIN))
    return {feature: _log_odds(feature, parted, joined) for feature in _PRIOR}


def _log_odds(
    feature: tuple[str, str], parted: Counter[tuple[str, str]], joined: Counter[tuple[str, str]]
) -> float:
    name = feature[0]
    own = [other for other in _PRIOR if other[0] == name]

    def share(counts: Counter[tuple[str, str]], side: int) -> float:
        total = sum(counts[other] + _PRIOR[other][side] for other in own)
        return (counts[feature] + _PRIOR[feature][side]) / total

    return max(-3.0, min(3.0, log(share(parted, 0) / share(joined, 1))))
