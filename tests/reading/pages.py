"""Prints paragraphs as pages give them: wrapped, hyphenated, with heads, numbers and footnotes."""

from __future__ import annotations

import random
import re
from dataclasses import dataclass

_BREAKABLE = re.compile(r"[A-Za-z]{7,}")


@dataclass(frozen=True)
class Layout:
    """How a page looks; `parting` is blank, indent or none."""

    width: int = 72
    parting: str = "blank"
    hyphenate: bool = True
    lines_per_page: int = 40
    head: str | None = "A/RES/00/00"
    numbers: str | None = "{page}/{pages}"
    footnotes: bool = True
    form_feed: bool = False


FOOTNOTES = (
    "See A/{n}/12, annex.",
    "Resolution 217 A (III).",
    "Ibid., vol. {n}, No. 2545.",
    "United Nations, Treaty Series, vol. {n}, No. 14531.",
    "Official Records of the General Assembly, Fifth Session, Supplement No. {n} (A/78/{n}).",
)


def wrap(words: str, layout: Layout, rng: random.Random, first_indent: int = 0) -> list[str]:
    """The words in lines no longer than the width; some long words are broken with a hyphen."""
    lines: list[str] = []
    line = " " * first_indent
    for word in words.split(" "):
        room = layout.width - len(line) - (1 if line.strip() else 0)
        glue = " " if line.strip() else ""
        if len(word) <= room:
            line += glue + word
            continue
        head = _break(word, room - 1, rng) if layout.hyphenate else 0
        if head:
            line += glue + word[:head] + ("" if word[head - 1] == "-" else "-")
        lines.append(line)
        line = word[head:]
    return [*lines, line]


def _break(word: str, room: int, rng: random.Random) -> int:
    """Where to break a word: behind its own hyphen, else before a consonant inside it."""
    hyphen = word.rfind("-", 2, max(room + 1, 0))
    if hyphen > 0 and len(word) - hyphen > 3:
        return hyphen + 1
    match = _BREAKABLE.fullmatch(word.strip(",.;:()“”"))
    if not match or room < 4 or rng.random() < 0.5:
        return 0
    places = [
        i
        for i in range(3, min(room, len(word) - 3))
        if word[i - 1].lower() in "aeiou" and word[i].lower() not in "aeiou,.;:()“”’'-"
    ]
    return places[-1] if places else 0


def typeset(blocks: list[str], layout: Layout, seed: int = 0) -> str:
    """The blocks as the lines of pages."""
    rng = random.Random(seed)
    lines: list[str] = []
    for number, block in enumerate(blocks):
        if number and layout.parting == "blank":
            lines.append("")
        indent = 4 if layout.parting == "indent" and len(block) > layout.width else 0
        lines.extend(wrap(block, layout, rng, indent))
    pages = [
        lines[start : start + layout.lines_per_page]
        for start in range(0, len(lines), layout.lines_per_page)
    ]
    return "\n".join(_page(page, n, len(pages), layout, rng) for n, page in enumerate(pages, 1))


def _page(page: list[str], number: int, total: int, layout: Layout, rng: random.Random) -> str:
    lines = list(page)
    if number > 1 and layout.head:
        lines = [layout.head, "", *lines]
    if layout.footnotes and number < total:
        first = 2 * number - 1
        lines.append("_______________")
        lines += [f"{n} " + rng.choice(FOOTNOTES).format(n=n + 70) for n in (first, first + 1)]
    if layout.numbers:
        lines += ["", layout.numbers.format(page=number, pages=total)]
    return "\n".join(lines) + ("\f" if layout.form_feed else "")
