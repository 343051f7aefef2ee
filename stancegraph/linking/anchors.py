"""Where literals stand in a text: a pattern that starts from them is faster than a search."""

from __future__ import annotations

from collections.abc import Iterable, Iterator


def occurrences(text: str, literal: str) -> Iterator[int]:
    """The offsets of a literal, in order."""
    at = text.find(literal)
    while at >= 0:
        yield at
        at = text.find(literal, at + 1)


def anchors(text: str, literals: Iterable[str]) -> list[int]:
    """The offsets of all literals, in order."""
    return sorted(at for literal in literals for at in occurrences(text, literal))


def word_start(text: str, at: int) -> int:
    """Where the run of letters and digits that holds an offset starts."""
    while at > 0 and text[at - 1].isalnum():
        at -= 1
    return at


def token_start(text: str, at: int) -> int:
    """Where the run without white space that holds an offset starts, brackets and quotes apart."""
    start = at
    while start > 0 and not text[start - 1].isspace() and text[start - 1] not in "([{“\"'‘;,":
        start -= 1
    return start


def word_end(text: str, at: int) -> int:
    """Where the run of letters and digits that holds an offset ends."""
    while at < len(text) and text[at].isalnum():
        at += 1
    return at
