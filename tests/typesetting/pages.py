"""Blocks as pages give them: lines of any width, broken words, heads, numbers, notes, misprints."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from typesetting.layouts import Block

RAISED = "\x0e"

_INSIDE = re.compile(r"[a-z]{8,}")
_VOWELS = "aeiouy"


@dataclass(frozen=True, slots=True)
class Page:
    """How pages look; `parting` is blank, indent or none."""

    width: int = 76
    height: int = 42
    parting: str = "blank"
    hyphenated: bool = True
    heads: tuple[str, str] = ("A/RES/78/10", "A/RES/78/10")
    numbers: str = "{page}/{pages}"
    notes: bool = True
    references: bool = False
    feeds: bool = False
    justified: bool = False
    noise: float = 0.0


NOTES = (
    "See A/78/{n}, annex.",
    "Resolution 217 A (III).",
    "Ibid., para. {n}.",
    "United Nations, Treaty Series, vol. {n}, No. 14531.",
    "Official Records of the Security Council, Seventh Year, Supplement for May {n}.",
)
MISPRINTS = (("l", "1"), ("e", "c"), ("rn", "m"), ("i", "l"), ("h", "b"), ("o", "0"), ("n", "ri"))


def clean_text(blocks: Sequence[Block]) -> str:
    """Each block on one line, parted by blank lines."""
    return "\n\n".join(block.text for block in blocks) + "\n"


@dataclass(frozen=True, slots=True)
class Sheet:
    """What stands on one page; numbers that refer to notes stand between `RAISED` signs."""

    head: str
    lines: tuple[str, ...]
    notes: tuple[str, ...]
    number: str


def sheets(blocks: Sequence[Block], page: Page, seed: int = 0) -> list[Sheet]:
    """The blocks on pages."""
    return _Printer(page, random.Random(seed)).sheets(blocks)


def paged_text(blocks: Sequence[Block], page: Page, seed: int = 0) -> str:
    """The blocks as the lines of pages."""
    printed = []
    for sheet in sheets(blocks, page, seed):
        lines = [sheet.head, "", *sheet.lines] if sheet.head else [*sheet.lines]
        if sheet.notes:
            lines += ["_______________", *sheet.notes]
        if sheet.number:
            lines += ["", sheet.number]
        printed.append("\n".join(lines).replace(RAISED, "") + "\n")
    return ("\f" if page.feeds else "").join(printed)


@dataclass(slots=True)
class _Printer:
    page: Page
    rng: random.Random
    noted: int = 0

    def sheets(self, blocks: Sequence[Block]) -> list[Sheet]:
        lines: list[tuple[str, int]] = []
        for number, block in enumerate(blocks):
            if number and self.page.parting == "blank":
                lines.append(("", self.noted))
            lines.extend((line, self.noted) for line in self._lines(block))
        parts = [lines[at : at + self.page.height] for at in range(0, len(lines), self.page.height)]
        return [self._sheet(part, n, len(parts)) for n, part in enumerate(parts, start=1)]

    def _lines(self, block: Block) -> Iterator[str]:
        words = self._misprinted(self._noted(block.text)) if block.unit else block.text
        indent = "    " if self.page.parting == "indent" and block.unit else ""
        line = indent
        for word in words.split(" "):
            glue = " " if line.strip() else ""
            room = self.page.width - len(line) - len(glue)
            if len(word) <= room or not glue:
                line += glue + word
                continue
            head = self._break(word, room)
            yield self._filled(line + glue + head if head else line)
            # a hyphen of the word's own stays where the line ends
            taken = head if word.startswith(head) else head.removesuffix("-")
            line = word[len(taken) :]
        yield line

    def _filled(self, line: str) -> str:
        """A full line with blanks up to the margin, as typewriters justify."""
        gaps = [match.start() for match in re.finditer(r"(?<=\S) (?=\S)", line)]
        wanted = self.page.width - len(line)
        if not self.page.justified or wanted > len(gaps):
            return line
        for place in sorted(self.rng.sample(gaps, wanted), reverse=True):
            line = f"{line[:place]} {line[place:]}"
        return line

    def _break(self, word: str, room: int) -> str:
        """The first part of a word with its hyphen, where it may be broken."""
        if not self.page.hyphenated or room < 5 or self.rng.random() < 0.4:
            return ""
        own = word.rfind("-", 3, room)
        if 3 <= own < len(word) - 3:
            return word[: own + 1]
        inside = _INSIDE.search(word)
        if inside is None or inside.start() > 1:
            return ""
        places = [
            at
            for at in range(inside.start() + 3, min(room - 1, inside.end() - 3))
            if word[at - 1] in _VOWELS and word[at] not in _VOWELS
        ]
        return f"{word[: places[-1]]}-" if places else ""

    def _noted(self, words: str) -> str:
        """The words with a number behind one of them that refers to a note."""
        if not self.page.references or self.rng.random() < 0.6:
            return words
        places = [match.end() for match in re.finditer(r"[a-z]{4,},", words)]
        if not places:
            return words
        self.noted += 1
        place = self.rng.choice(places)
        return f"{words[:place]}{RAISED}{self.noted}{RAISED}{words[place:]}"

    def _misprinted(self, words: str) -> str:
        for right, wrong in MISPRINTS:
            words = re.sub(
                rf"(?<=[a-z]){right}(?=[a-z])",
                lambda _, right=right, wrong=wrong: (
                    wrong if self.rng.random() < self.page.noise else right
                ),
                words,
            )
        return words

    def _sheet(self, lines: list[tuple[str, int]], number: int, total: int) -> Sheet:
        page = self.page
        return Sheet(
            page.heads[number % 2] if number > 1 else "",
            tuple(line for line, _ in lines),
            tuple(self._notes(lines, number, total)) if page.notes or page.references else (),
            page.numbers.format(page=number, pages=total),
        )

    def _notes(self, lines: list[tuple[str, int]], number: int, total: int) -> list[str]:
        if self.page.references:
            first = lines[0][1] if number > 1 else 0
            numbers = list(range(first + 1, lines[-1][1] + 1))
        else:
            numbers = [2 * number - 1, 2 * number] if number < total else []
        return [f"{n} {self.rng.choice(NOTES).format(n=n + 70)}" for n in numbers]
