"""The names of the months, in the languages of the table, as patterns take them."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Mapping
from functools import lru_cache

from stancegraph.resources import resource


@lru_cache(maxsize=1)
def months() -> Mapping[str, int]:
    """The number of each month by its names in lower case."""
    with resource("layout", "months.tsv").open(encoding="utf-8", newline="") as stream:
        return {
            name.lower(): int(row["month"])
            for row in csv.DictReader(stream, delimiter="\t")
            for name in row["names"].split("|")
        }


@lru_cache(maxsize=1)
def month_names() -> tuple[str, ...]:
    """The names of the months as texts print them, longest first; English ones in capitals too."""
    with resource("layout", "months.tsv").open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream, delimiter="\t"))
    names = {name for row in rows for name in row["names"].split("|")}
    names |= {
        name.upper() for row in rows if row["language"] == "en" for name in row["names"].split("|")
    }
    return tuple(sorted(names, key=lambda name: (-len(name), name)))


def month_pattern(names: Iterable[str] = ()) -> str:
    """A pattern of one month; Arabic prints it in both of its calendars, "شباط/فبراير"."""
    one = "|".join(map(re.escape, names or sorted(months(), key=len, reverse=True)))
    return rf"(?:(?:{one})(?:\s?/\s?(?:{one}))?)\b\.?"


def month_number(printed: str) -> int:
    """The number of a month as a pattern has found it; KeyError if the table lacks it.

    >>> month_number("Sept."), month_number("شباط/فبراير")
    (9, 2)
    """
    return months()[" ".join(printed.partition("/")[0].lower().rstrip(".").split())]
