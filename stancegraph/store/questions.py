"""The tested questions that ship with the project, by name."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from stancegraph.errors import QueryError
from stancegraph.identifiers import BASE
from stancegraph.resources import resource


@dataclass(frozen=True, slots=True)
class Question:
    """A named SPARQL query; `title` is its first comment line, the question in plain words."""

    name: str
    title: str
    sparql: str


def questions() -> tuple[Question, ...]:
    """All packaged questions, in the order of their names."""
    return tuple(_read(path) for path in sorted(resource("queries").glob("*.rq")))


def question(name: str) -> Question:
    """The question of that name.

    Raises:
        QueryError: there is none; the message lists those there are.
    """
    known = {entry.name: entry for entry in questions()}
    if name not in known:
        raise QueryError(f"no question named {name!r}; there are: {', '.join(known)}")
    return known[name]


def rebased(sparql: str, base: str) -> str:
    """The query with its BASE line naming `base`, for a graph built on another base IRI."""
    return re.sub(rf"(?im)^(\s*BASE\s*)<{re.escape(BASE)}>", rf"\1<{base}>", sparql)


def _read(path: Path) -> Question:
    sparql = path.read_text(encoding="utf-8")
    return Question(path.stem, sparql.splitlines()[0].lstrip("# ").strip(), sparql)
