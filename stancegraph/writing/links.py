"""Links of names as flat rows: the mentions of a text, and cells of a table with what they name."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from stancegraph.identifiers import iri
from stancegraph.linking import Linker, Unresolved, find_mentions
from stancegraph.linking.unresolved import suggestions
from stancegraph.model import Mention, Span

ADDED = ("iri", "label", "score", "method", "candidates", "suggestions")
_EXACT = 0.99
"""The score of a cell that is, as a whole, the name of one entity."""


@dataclass(frozen=True, slots=True)
class Naming:
    """As whose words, as of when, in which language names are read; where IRIs stand."""

    linker: Linker
    base: str
    body: str | None = None
    day: date | None = None
    language: str = "en"

    def mentions(self, text: str) -> tuple[Mention, ...]:
        """The names in a text."""
        return find_mentions(
            text, self.linker, body=self.body, day=self.day, language=self.language
        )


def text_rows(text: str, naming: Naming) -> Iterator[str]:
    """CSV lines: a header, then the mentions of a text with offsets in code points."""
    yield _line(["start", "end", "text", "kind", *ADDED[:-1]])
    for mention in naming.mentions(text):
        span = mention.span
        yield _line([span.start, span.end, span.text, mention.kind, *_linked(mention, naming)])


def table_rows(lines: Iterable[str], column: str | None, naming: Naming) -> Iterator[str]:
    """The lines of a CSV table with the entity that each cell of a column names added.

    Without a column, the first is taken. What is not linked gets suggestions by spelling; they
    are never links.

    Raises:
        KeyError: the table has no such column; its argument names those there are.
    """
    rows = csv.reader(lines)
    header = next(rows, [])
    if column is not None and column not in header:
        raise KeyError(", ".join(header))
    place = header.index(column) if column is not None else 0
    known: dict[str, list[str]] = {}
    for name in naming.linker.register.names:
        known.setdefault(name.text, []).append(name.entity)
    yield _line([*header, *ADDED])
    for row in rows:
        words = row[place].strip() if place < len(row) else ""
        mention = whole(words, naming)
        linked = _linked(mention, naming) if mention else ["", "", "", "", ""]
        alike = suggestions(words, known) if words and not (mention and mention.entity) else ()
        yield _line([*row, *linked, " ".join(iri(entity, naming.base) for entity in alike)])


def unresolved_rows(names: Iterable[Unresolved], base: str) -> Iterator[str]:
    """CSV lines: words that look like names, how often they stand, entities spelled alike."""
    yield _line(["count", "words", "suggestions"])
    for name in names:
        alike = " ".join(iri(entity, base) for entity in name.suggestions)
        yield _line([name.count, name.words, alike])


def whole(words: str, naming: Naming) -> Mention | None:
    """What the words name as a whole, but for a leading article; None if they are no name."""
    for mention in naming.mentions(words):
        before = words[: mention.span.start].strip().lower()
        if mention.span.end == len(words) and before in ("", "the"):
            return mention
    entity = naming.linker.entity_of(words, day=naming.day) if words else None
    if entity:
        kind = naming.linker.register.kind(entity)
        return Mention(Span(0, len(words), words), kind, entity, _EXACT, "name")
    return None


def _linked(mention: Mention, naming: Naming) -> list[str]:
    entity = mention.entity
    return [
        iri(entity, naming.base) if entity else "",
        naming.linker.register.label(entity, naming.language) if entity else "",
        f"{mention.score:g}",
        mention.method,
        " ".join(iri(candidate, naming.base) for candidate in mention.candidates),
    ]


def _line(cells: Iterable[object]) -> str:
    written = io.StringIO()
    csv.writer(written, lineterminator="\n").writerow(cells)
    return written.getvalue()
