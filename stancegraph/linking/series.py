"""The registers of series: how bodies number their documents, read from one table."""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import cast

from stancegraph import identifiers
from stancegraph.errors import TableError
from stancegraph.linking.numerals import arabic
from stancegraph.linking.tables import read_rows
from stancegraph.reading.facts.numerals import number
from stancegraph.resources import resource

_TABLE = ("linking", "series.toml")

LOOSE = ("year", "roman")
"""The forms that only one body uses, so that they need no trigger: 1325 (2000), 2205 (XXI)."""


@dataclass(frozen=True, slots=True)
class Number:
    """What a series makes of a printed number: a normal form, and the work it stands for."""

    identifier: str
    document: str
    body: str | None
    year: int | None
    doubtful: bool = False


@dataclass(frozen=True, slots=True)
class Series:
    """A row of the table: templates over the groups of a pattern.

    `first` is the year of session 0, `since` the first session numbered in the form. A match begins
    in the token that holds one of `anchors`, or holds one of `within`; none of both: anywhere.
    """

    name: str
    identifier: str
    body: str | None
    work: tuple[str, ...]
    kind: str
    types: Mapping[str, str]
    first: int | None
    since: int = 0
    anchors: tuple[str, ...] = ()
    within: tuple[str, ...] = ()
    pattern: re.Pattern[str] | None = None

    def read(self, match: re.Match[str]) -> Iterator[Number]:
        """The documents that a match of the pattern (or of a form) numbers: one, or several."""
        groups = {key: value or "" for key, value in match.groupdict().items()}
        numbers = (
            re.findall(r"\d+", groups["numbers"])
            if groups.get("numbers")
            else [groups.get("number", "")]
        )
        for each in numbers:
            yield self._number({**groups, "number": each})

    def fits(self, match: re.Match[str], day: date | None) -> bool:
        """Whether the body can have numbered so: its sessions tell the year, give or take one."""
        session = match.groupdict().get("session") or ""
        if not session.isdigit():
            return True
        year = self.first + int(session) if self.first else None
        return int(session) >= self.since and not (day and year and abs(day.year - year) > 1)

    def _number(self, groups: dict[str, str]) -> Number:
        values = _values(groups, self.types)
        doubtful = False
        if self.body and values["number"].isdigit() and (known := load_years().get(self.body)):
            year = _year_of(int(values["number"]), known)
            doubtful = bool(year and values["year"] and str(year) != values["year"])
            values["year"] = values["year"] or str(year or "")
        identifier = self.identifier.format_map(values).replace("()", "")
        if values["last"]:
            identifier += f"..{values['last']}({values['roman']})"
        session = values["session"]
        year = int(values["year"]) if values["year"] else None
        if year is None and self.first and session.isdigit():
            year = self.first + int(session)
        return Number(identifier, self._document(identifier, values), self.body, year, doubtful)

    def _document(self, identifier: str, values: dict[str, str]) -> str:
        if self.body and self.work:
            parts = (part.format_map(values) for part in self.work)
            return identifiers.work(self.body, *parts, kind=self.kind)
        scheme, _, symbol = identifier.partition(":")
        return identifiers.document(scheme, symbol)


@dataclass(frozen=True)
class Catalogue:
    """All series: by body, form and trigger; the default owners of a form; the standing symbols."""

    forms: tuple[tuple[str, re.Pattern[str]], ...]
    loose: re.Pattern[str]
    owners: Mapping[tuple[str, str, str], Series]
    defaults: Mapping[tuple[str, str], Series]
    symbols: tuple[Series, ...]
    families: tuple[Series, ...]

    @property
    def numbering(self) -> frozenset[str]:
        """The bodies whose numbers it can read."""
        return frozenset(body for body, _, _ in self.owners)


@lru_cache(maxsize=1)
def load_catalogue() -> Catalogue:
    """The series of the package.

    Raises:
        TableError: the table is not valid TOML, lacks a key, or holds a broken pattern.
    """
    path = resource(*_TABLE)
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
        forms = tuple((name, re.compile(pattern)) for name, pattern in table["forms"].items())
        owners = {
            (row["body"], row["form"], row["trigger"]): _series(row) for row in table["owners"]
        }
        defaults = {
            (row["form"], row["trigger"]): _series(row)
            for row in table["owners"]
            if row.get("default")
        }
        symbols = tuple(_series(row) for row in table["series"])
        families = tuple(_family(row) for row in table["symbols"])
    except (tomllib.TOMLDecodeError, KeyError, re.error, TypeError) as error:
        raise TableError(f"{path.name}: {error!r}") from error
    named = dict(forms)
    loose = [_unnamed(named[name].pattern) for name in LOOSE]
    loose.append(_unnamed(named["slash"].pattern) + r"(?=,? (?:of|section))")
    return Catalogue(forms, re.compile("|".join(loose)), owners, defaults, symbols, families)


@lru_cache(maxsize=1)
def load_years() -> Mapping[str, tuple[tuple[int, int], ...]]:
    """For bodies that number on without sessions: (last number, year), ascending.

    Raises:
        TableError: a row of the table is malformed.
    """
    years: defaultdict[str, list[tuple[int, int]]] = defaultdict(list)
    for row in read_rows(resource("linking", "years.csv"), "body year first last"):
        if not (row["year"].isdigit() and row["last"].isdigit()):
            raise TableError(f"{row.place}: year and last must be numbers")
        years[row.required("body")].append((int(row["last"]), int(row["year"])))
    return {body: tuple(sorted(rows)) for body, rows in years.items()}


def _series(row: Mapping[str, object]) -> Series:
    pattern = row.get("pattern")
    return Series(
        name=str(row.get("name", row.get("form"))),
        identifier=str(row["identifier"]),
        body=str(row["body"]) if "body" in row else None,
        work=tuple(map(str, cast(list[str], row.get("work", [])))),
        kind=str(row.get("kind", "resolution")),
        types=cast(Mapping[str, str], row.get("types", {})),
        first=cast(int | None, row.get("first")),
        since=cast(int, row.get("from", 0)),
        anchors=tuple(map(str, cast(list[str], row.get("anchors", [])))),
        within=tuple(map(str, cast(list[str], row.get("within", [])))),
        pattern=re.compile(str(pattern)) if pattern else None,
    )


def _family(row: Mapping[str, object]) -> Series:
    prefixes = "|".join(sorted(map(str, cast(list[str], row["prefixes"])), key=len, reverse=True))
    pattern = rf"(?P<symbol>(?:{prefixes}){row['pattern']})"
    return Series(
        "symbol",
        f"{row['scheme']}:{{symbol}}",
        None,
        (),
        "document",
        {},
        None,
        anchors=("/",),
        pattern=re.compile(pattern),
    )


def _unnamed(pattern: str) -> str:
    return re.sub(r"\(\?P<\w+>", "(?:", pattern)


def _values(groups: dict[str, str], types: Mapping[str, str]) -> dict[str, str]:
    """The groups as templates take them: Roman numerals clean, years whole, parts bracketed."""
    values = defaultdict(str, groups)
    roman = values["roman"].replace("1", "I").replace(" ", "")
    values["roman"] = roman
    if roman and not values["session"]:
        values["session"] = arabic(roman)
    values["session"] = values["session"].replace("‑", "-")
    values["year2"] = values["year"]
    if len(values["year"]) == 2:
        values["year"] = ("19" if values["year"] > "40" else "20") + values["year"]
    part = values["part"]
    values["partletter"], values["part"], values["-part"] = (
        part,
        f"[{part}]" if part else "",
        f"-{part.lower()}" if part else "",
    )
    values["type"] = next((text for group, text in types.items() if values[group]), "")
    if values["ordinal"]:
        values["ordinal"] = str(number(values["ordinal"]) or "")
    for key in ("suffix", "joint", "page", "symbol"):
        values[key] = "".join(values[key].split()).replace("‑", "-").replace("–", "-")
    return values


def _year_of(number: int, known: tuple[tuple[int, int], ...]) -> int | None:
    return next((year for last, year in known if number <= last), None)
