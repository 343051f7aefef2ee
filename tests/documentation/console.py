"""Examples in Markdown: the commands of ```console blocks, and what they print."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

_BLOCK = re.compile(r"^```console\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_COMMAND = re.compile(r"^\$ (.*)$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Example:
    """A command and its output; `start` and `end` are offsets of the output in the page."""

    command: str
    output: str
    start: int
    end: int


def examples(page: str) -> list[Example]:
    """The examples of a page, in order."""
    found = []
    for block in _BLOCK.finditer(page):
        commands = list(_COMMAND.finditer(block[1]))
        ends = [command.start() for command in commands[1:]] + [len(block[1])]
        for command, end in zip(commands, ends, strict=True):
            start, shift = command.end() + 1, block.start(1)
            output = block[1][start:end]
            found.append(Example(command[1], output, shift + start, shift + end))
    return found


def rewritten(page: Path, outputs: list[str]) -> None:
    """Puts new outputs into a page."""
    text = page.read_text(encoding="utf-8")
    for example, output in reversed(list(zip(examples(text), outputs, strict=True))):
        text = text[: example.start] + output + text[example.end :]
    page.write_text(text, encoding="utf-8")
