"""Named things that need no register: sessions, persons, agreements, dates."""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from stancegraph import identifiers
from stancegraph.errors import TableError
from stancegraph.linking.dates import find_dates, find_hijri_dates
from stancegraph.linking.found import Found
from stancegraph.linking.tables import read_rows
from stancegraph.reading.numerals import number
from stancegraph.resources import resource

_SESSION = re.compile(
    r"\b(?P<ordinal>\d+(?:st|nd|rd|th)|[a-z]+(?:[\s-]+[a-z]+)?)"
    r"(?:\s+(?P<kind>special|extraordinary|emergency(?:\s+special)?|regular|ordinary|annual|resumed))?"
    r"\s+session\s+of\s+(?:the\s+)?",
    re.IGNORECASE,
)
_KINDS = {"special": "s-", "emergency": "es-", "extraordinary": "ex-"}
_CAPITAL = r"[A-Z][\w’'.\-]+"


@dataclass(frozen=True)
class Forms:
    """The compiled patterns of persons and agreements, and of sessions within symbols by body."""

    person: re.Pattern[str]
    agreement: re.Pattern[str]
    agreements: tuple[str, ...]
    generic: frozenset[str]
    sessions: tuple[tuple[re.Pattern[str], str], ...]


@lru_cache(maxsize=1)
def load_forms() -> Forms:
    """The patterns built from the package's tables.

    Raises:
        TableError: a table is malformed.
    """
    path = resource("linking", "forms.toml")
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
        titles, nouns = "|".join(table["titles"]), tuple(map(str, table["agreements"]))
        generic, named = frozenset(table["generic"]), "|".join(nouns)
    except (tomllib.TOMLDecodeError, KeyError) as error:
        raise TableError(f"{path.name}: {error!r}") from error
    sessions = tuple(
        (re.compile(row.required("pattern")), row.required("body"))
        for row in read_rows(resource("linking", "sessions.csv"), "pattern body")
    )
    return Forms(
        re.compile(rf"\b(?:{titles})\.?\s+(?:[A-Z]\.\s*)*{_CAPITAL}(?:\s+(?:(?:al|de|van|bin|von)\s+)?{_CAPITAL})*"),
        re.compile(rf"\b(?P<name>{_CAPITAL}(?:\s+{_CAPITAL}){{0,3}})\s+(?:{named})\b"),
        nouns,
        generic,
        sessions,
    )  # fmt: skip


def find_forms(text: str, names: list[Found]) -> Iterator[Found]:
    """Dates, sessions, persons and agreements, where no name stands that says more."""
    for each in find_dates(text):
        yield Found(each.start, each.end, "date", None, 0.99, "date")
    for start, end in find_hijri_dates(text):
        yield Found(start, end, "date", None, 0.97, "hijri-date")
    yield from _sessions(text, names)
    forms = load_forms()
    for match in forms.person.finditer(text):
        yield Found(match.start(), match.end(), "person", None, 0.85, "title")
    for match in forms.agreement.finditer(text):
        if not forms.generic.issuperset(match["name"].split()):
            yield Found(match.start(), match.end(), "document", None, 0.75, "agreement")


def is_agreement(words: str) -> bool:
    """Whether the words name an agreement among parties rather than a charter or convention."""
    return words.endswith(load_forms().agreements)


def _sessions(text: str, names: list[Found]) -> Iterator[Found]:
    starts = [each.start for each in names]
    for match in _SESSION.finditer(text):
        at = bisect_left(starts, match.end())
        body = names[at] if at < len(names) and starts[at] == match.end() else None
        start, value = _ordinal(match)
        if body and body.entity and body.kind == "organisation" and value is not None:
            kind = (match["kind"] or "").lower().split()
            printed = _KINDS.get(kind[0] if kind else "", "") + str(value)
            session = identifiers.session(body.entity, printed)
            yield Found(start, body.end, "session", session, 0.97, "session")
    for pattern, body_id in load_forms().sessions:
        for match in pattern.finditer(text):
            session = identifiers.session(body_id, match["number"])
            yield Found(match.start(), match.end(), "session", session, 0.97, "session-symbol")


def _ordinal(match: re.Match[str]) -> tuple[int, int | None]:
    """Where the ordinal starts, and its value: the last words before "session" that are a number."""
    words = match["ordinal"]
    value = number(words)
    if value is not None:
        return match.start(), value
    last = re.split(r"[\s]+", words)[-1]
    return match.end("ordinal") - len(last), number(last)
