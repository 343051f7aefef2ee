"""Values of JSON rows, each checked to be what it is taken for."""

from __future__ import annotations

from stancegraph.errors import SourceError

Row = dict[str, object]


def text(value: object) -> str:
    """A string; SourceError for anything else."""
    if not isinstance(value, str):
        raise SourceError(f"gold: a string is needed, not {value!r}; mend the gold file")
    return value


def number(value: object) -> int:
    """An integer; SourceError for anything else."""
    if not isinstance(value, int):
        raise SourceError(f"gold: an integer is needed, not {value!r}; mend the gold file")
    return value


def rows(value: object) -> list[Row]:
    """A list of objects; SourceError for anything else."""
    if not isinstance(value, list):
        raise SourceError(f"gold: a list is needed, not {value!r}; mend the gold file")
    return value
