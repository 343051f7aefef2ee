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
from stancegraph.linking.anchors import anchors, word_end
from stancegraph.linking.dates import find_dates, find_hijri_dates
from stancegraph.linking.found import Found
from stancegraph.linking.tables import read_rows
from stancegraph.reading.facts.numerals import number
from stancegraph.resources import resource

_SESSION_OF = re.compile(r"(?:session|SESSION|Session)\s+(?:of|OF)\s+(?:(?:the|THE)\s+)?")
_ORDINAL = re.compile(
    r"(?:^|[^\w-])(?P<ordinal>\d+(?:st|nd|rd|th)|[a-z]+(?:[\s-]+[a-z]+)?)"
    r"(?:\s+(?P<kind>special|extraordinary|emergency(?:\s+special)?|regular|ordinary|annual|resumed))?\s+$",
    re.IGNORECASE,
)
_ORDINAL_REACH = 60
_KINDS = {"special": "s-", "emergency": "es-", "extraordinary": "ex-"}
_AGREEMENT_REACH = 80
_CAPITAL = r"(?:[A-Z]\.(?=\s+[A-Z])|[A-Z](?:[\w\-]|\.(?=\w))*(?:[’'](?!s\b)\w+)*)"
"""A word with a capital, or an initial; the full stop behind a name ends a sentence."""


@dataclass(frozen=True)
class Forms:
    """The compiled patterns of persons and agreements, and of sessions within symbols by body.

    `documents` are nouns of documents that are named after a place.
    """

    titles: tuple[str, ...]
    person: re.Pattern[str]
    agreement: re.Pattern[str]
    agreements: tuple[str, ...]
    generic: frozenset[str]
    documents: tuple[str, ...]
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
        titles, nouns = tuple(map(str, table["titles"])), tuple(map(str, table["agreements"]))
        generic = frozenset(map(str, table["generic"]))
        documents = tuple(map(str, table["documents"]))
    except (tomllib.TOMLDecodeError, KeyError) as error:
        raise TableError(f"{path.name}: {error!r}") from error
    sessions = tuple(
        (re.compile(row.required("pattern")), row.required("body"))
        for row in read_rows(resource("linking", "sessions.csv"), "pattern body")
    )
    title = "|".join(map(re.escape, titles))
    return Forms(
        titles,
        re.compile(
            rf"\b(?:{title})\.?\s+(?:[A-Z]\.\s*)*{_CAPITAL}(?:\s+(?:(?:al|de|van|bin|von)\s+)?{_CAPITAL})*"
        ),
        re.compile(rf"\b(?P<name>{_CAPITAL}(?:\s+{_CAPITAL}){{0,3}})\s+$"),
        nouns,
        generic,
        documents,
        sessions,
    )


def find_forms(text: str, names: list[Found]) -> Iterator[Found]:
    """Dates, sessions, persons and agreements, where no name stands that says more."""
    for each in find_dates(text):
        yield Found(each.start, each.end, "date", None, 0.99, "date")
    for start, end in find_hijri_dates(text):
        yield Found(start, end, "date", None, 0.97, "hijri-date")
    yield from _sessions(text, names)
    forms = load_forms()
    for anchor in anchors(text, forms.titles):
        if match := forms.person.match(text, anchor):
            yield Found(match.start(), match.end(), "person", None, 0.85, "title")
    for anchor in anchors(text, forms.agreements):
        match = forms.agreement.search(text, max(0, anchor - _AGREEMENT_REACH), anchor)
        if match and not forms.generic.issuperset(match["name"].split()):
            end = word_end(text, anchor)
            yield Found(match.start(), end, "document", None, 0.75, "agreement")


def is_agreement(words: str) -> bool:
    """Whether the words name an agreement among parties rather than a charter or convention."""
    return words.endswith(load_forms().agreements)


def _sessions(text: str, names: list[Found]) -> Iterator[Found]:
    starts = [each.start for each in names]
    for anchor in anchors(
        text, ("session ", "SESSION ", "Session ", "session\n", "Session\n", "SESSION\n")
    ):
        match = _SESSION_OF.match(text, anchor)
        at = bisect_left(starts, match.end()) if match else len(names)
        if match is None or at == len(names) or starts[at] != match.end():
            continue
        body = names[at]
        before = _ORDINAL.search(text, max(0, anchor - _ORDINAL_REACH), anchor)
        if before is None or body.entity is None or body.kind != "organisation":
            continue
        start, value = _ordinal(before)
        if value is not None:
            kind = (before["kind"] or "").lower().split()
            printed = _KINDS.get(kind[0] if kind else "", "") + str(value)
            yield Found(
                start,
                body.end,
                "session",
                identifiers.session(body.entity, printed),
                0.97,
                "session",
            )
    for pattern, body_id in load_forms().sessions:
        for match in pattern.finditer(text):
            session = identifiers.session(body_id, match["number"])
            yield Found(match.start(), match.end(), "session", session, 0.97, "session-symbol")


def _ordinal(match: re.Match[str]) -> tuple[int, int | None]:
    """Where the ordinal starts, and its value: the last words before "session" that are one."""
    words = match["ordinal"]
    value = number(words)
    if value is not None:
        return match.start("ordinal"), value
    last = re.split(r"[\s]+", words)[-1]
    return match.end("ordinal") - len(last), number(last)
