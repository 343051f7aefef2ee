"""Full-text search over names, symbols, provisions and stances: SQLite FTS5, in memory."""

from __future__ import annotations

import json
import re
import sqlite3
import threading
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from stancegraph.serving.holding.holdings import Holdings, node

PAGE = 25
OPEN, CLOSE = "\x02", "\x03"
"""Around the words that were found, in a snippet."""

_TITLES = ("rdfs:label", "skos:prefLabel", "eli:title")
_NAMES = ("skos:altLabel", "skos:hiddenLabel", "eli:id_local", "skos:notation")
_BODIES = ("schema:text", "sg:targetPhrase")
_KINDS = (
    "work",
    "paragraph",
    "stance",
    "session",
    "state",
    "org",
    "office",
    "people",
    "group",
    "place",
    "treaty",
    "document",
    "matter",
)
_WORKS = ("resolution", "statement", "draft", "decision", "declaration")
_TERM = re.compile(r'"([^"]*)"|(\S+)')
_SCHEMA = """CREATE VIRTUAL TABLE things USING fts5(
    iri UNINDEXED, kind UNINDEXED, title, names, body,
    tokenize = 'unicode61 remove_diacritics 2')"""
_COUNTS = "SELECT kind, COUNT(*) FROM things WHERE things MATCH ? GROUP BY kind ORDER BY 2 DESC, 1"
_FOUND = f"""SELECT iri, kind, title,
    snippet(things, -1, '{OPEN}', '{CLOSE}', '…', 24) FROM things
    WHERE things MATCH ? AND (? = '' OR kind = ?)
    ORDER BY lower(title) = lower(?) DESC, bm25(things, 0, 0, 10, 6, 1), iri LIMIT ? OFFSET ?"""


_NAMED = """SELECT iri, kind, title, '' FROM things
    WHERE things MATCH ? AND kind IN (SELECT value FROM json_each(?))
    ORDER BY lower(title) = lower(?) DESC, bm25(things, 0, 0, 10, 6, 1), iri LIMIT ? OFFSET ?"""


@dataclass(frozen=True, slots=True)
class Row:
    """A thing that can be sought: its names in all languages, the words it speaks of."""

    iri: str
    kind: str
    title: str
    names: str
    body: str


@dataclass(frozen=True, slots=True)
class Facet:
    """How many things of a kind were found."""

    kind: str
    count: int


@dataclass(frozen=True, slots=True)
class Hit:
    """A thing that was found; `snippet` has the found words between `OPEN` and `CLOSE`."""

    iri: str
    kind: str
    title: str
    snippet: str


@dataclass(frozen=True, slots=True)
class Hits:
    """One page of what was found; the facets count all of it."""

    query: str
    kind: str
    start: int
    total: int
    facets: tuple[Facet, ...]
    hits: tuple[Hit, ...]


class Index:
    """The index; opened when first asked, safe to be asked from several threads.

    `packed` gives it as it was built elsewhere.
    """

    def __init__(self, holdings: Holdings, packed: Callable[[], bytes] | None = None) -> None:
        self._packed = packed or partial(built, holdings)
        self._lock = threading.Lock()
        self._connection: sqlite3.Connection | None = None

    def search(self, query: str, kind: str = "", start: int = 0) -> Hits:
        """A page of the best from `start` on; all words must be there, the last may go on."""
        match = expression(query)
        if not match:
            return Hits(query, kind, start, 0, (), ())
        with self._lock:
            connection = self._opened()
            facets = tuple(Facet(*row) for row in connection.execute(_COUNTS, (match,)))
            values = (match, kind, kind, query.strip(), PAGE, start)
            hits = tuple(Hit(*row) for row in connection.execute(_FOUND, values))
        total = sum(facet.count for facet in facets if kind in ("", facet.kind))
        return Hits(query, kind, start, total, facets, hits)

    def named(
        self, words: str, kinds: tuple[str, ...], start: int = 0, limit: int = PAGE
    ) -> tuple[Hit, ...]:
        """The things of some kinds that have all of the words in their names, the best first."""
        match = expression(words)
        if not match:
            return ()
        values = (f"{{title names}} : ({match})", json.dumps(kinds), words.strip(), limit, start)
        with self._lock:
            return tuple(Hit(*row) for row in self._opened().execute(_NAMED, values))

    def _opened(self) -> sqlite3.Connection:
        if self._connection is None:
            connection = sqlite3.connect(":memory:", check_same_thread=False)
            connection.deserialize(self._packed())
            self._connection = connection
        return self._connection

    def prepare(self) -> None:
        """Open it before anybody asks."""
        with self._lock:
            self._opened()


def expression(query: str) -> str:
    """The query in the language of FTS5, in which every word is quoted, so that none has power.

    >>> expression('human rights')
    '"human" "rights"*'
    >>> expression('"peaceful protests" NEAR( *')
    '"peaceful protests" "NEAR("'
    """
    terms = [quoted or word for quoted, word in _TERM.findall(query.replace("\0", " "))][:32]
    words = [term for term in terms if any(letter.isalnum() for letter in term)]
    if not words:
        return ""
    phrases = [f'"{word.replace(chr(34), chr(34) * 2)}"' for word in words]
    if words[-1] == terms[-1] and words[-1][-1].isalnum() and len(words[-1]) > 2:
        phrases[-1] += "*"
    return " ".join(phrases)


def built(holdings: Holdings) -> bytes:
    """The index as a database of SQLite."""
    connection = sqlite3.connect(":memory:")
    connection.execute(_SCHEMA)
    values = [(row.iri, row.kind, row.title, row.names, row.body) for row in rows(holdings)]
    connection.executemany("INSERT INTO things VALUES (?, ?, ?, ?, ?)", values)
    connection.commit()
    packed = connection.serialize()
    connection.close()
    return packed


def rows(holdings: Holdings) -> list[Row]:
    """Every thing that can be sought, in the order of IRIs."""
    texts: dict[str, tuple[dict[str, None], dict[str, None], dict[str, None]]] = {}
    for column, names in enumerate((_TITLES, _NAMES, _BODIES)):
        for name in names:
            for quad in holdings.data.store.quads_for_pattern(None, node(name), None, None):
                iri = str(getattr(quad.subject, "value", ""))
                entry = texts.setdefault(iri, ({}, {}, {}))
                entry[column][str(getattr(quad.object, "value", ""))] = None
    found = []
    for iri in sorted(texts):
        path = holdings.path(iri)
        kind = _kind(path or "", texts[iri][2])
        if kind:
            label = holdings.label(iri)
            title = label.value if label else path or iri
            others = (*texts[iri][0], *texts[iri][1])
            found.append(Row(iri, kind, title, " · ".join(others), " ".join(texts[iri][2])))
    return found


def _kind(path: str, body: dict[str, None]) -> str | None:
    """What a thing is searched as; None for what only belongs to another thing."""
    first = path.split("/", 1)[0]
    if first in _WORKS:
        if "/stance/" in path or "/vote/" in path:
            return "stance"
        if body:
            return "paragraph"
        inner = ("/en", "/span/", "/act/", "/adoption", "/reading", "/pp/", "/op/", "/mention/")
        return None if any(part in f"{path}/" for part in inner) else _work_or_file(path)
    if first == "session" and path.count("/") > 2:
        return None
    return first if first in _KINDS else None


def _work_or_file(path: str) -> str | None:
    parts = ("citation", "heading", "annex", "graph")
    language = re.search(r"/(ar|de|es|fr|it|pt|ru|tr|zh)(/|$)", path)
    return None if language or any(f"/{part}/" in path for part in parts) else "work"
