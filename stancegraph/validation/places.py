"""Where a finding stands: a line of the source text if it has words there, else of the graph."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from stancegraph.graph.vocabulary import NAMESPACES
from stancegraph.model import SourceText
from stancegraph.validation.facts import Facts, lexical, whole_number
from stancegraph.validation.quotes import Texts
from stancegraph.validation.report import Finding, Result

_LEADS = ("sg:evidence", "oa:hasTarget", "sg:expressedIn", "sg:requested")
_BASE = re.compile(
    r'@base\s+<([^>]*)>|^\s*BASE\s+<([^>]*)>|"@base":\s*"([^"]*)"', re.MULTILINE | re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Spot:
    """Words in a source text; lines and columns count from 1, the last column is not of them.

    `original` is the page or element of the file that the text was taken out of, if it has such.
    """

    source: str
    line: int
    column: int
    end_line: int
    end_column: int
    original: str | None = None


@dataclass(frozen=True, slots=True)
class Places:
    """Finds places in one graph file and the texts it quotes; `root` holds those texts."""

    file: Path
    facts: Facts
    texts: Texts
    root: Path | None

    def place(self, finding: Finding) -> Result:
        """The finding with its place."""
        graph = shown(self.file)
        spot = next(self.spots(finding.focus), None)
        if spot is not None:
            source = shown(self.root / spot.source) if self.root else spot.source
            begin, end = (spot.line, spot.column), (spot.end_line, spot.end_column)
            return Result(finding, graph, source, *begin, True, *end, spot.original)
        return Result(finding, graph, graph, line_of(self.file, finding.focus))

    def spots(self, node: str, depth: int = 0) -> Iterator[Spot]:
        """Where the words stand that a node is taken from, itself or through what it leads to."""
        start = whole_number(self.facts.value(node, "oa:start"))
        if start is not None:
            end = whole_number(self.facts.value(node, "oa:end"))
            if spot := self._spot(self.facts.value(node, "oa:hasSource"), start, end or start):
                yield spot
        elif depth < 3:
            for lead in _LEADS:
                for target in self.facts.values(node, lead):
                    yield from self.spots(target, depth + 1)

    def _spot(self, file: str | None, start: int, end: int) -> Spot | None:
        path = self.facts.value(file, "dcterms:source") if file else None
        source = self.texts(lexical(path)) if path else None
        if source is None or start > len(source.text):
            return None
        end = max(start, min(end, len(source.text)))
        begin, last = (_line_and_column(source.text, offset) for offset in (start, end))
        return Spot(source.path, *begin, *last, source.place(start, end))


def _line_and_column(text: str, offset: int) -> tuple[int, int]:
    return text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset)


def line_in_source(node: str, facts: Facts, source: SourceText) -> int | None:
    """The line of its source in which a node of a work has its words; None where it has none."""
    spots = Places(Path(), facts, lambda _: source, None).spots(node)
    return next((spot.line for spot in spots), None)


def shown(path: Path) -> str:
    """The path as messages show it: relative to the working directory where it lies below it."""
    try:
        return path.resolve().relative_to(Path.cwd()).as_posix()
    except ValueError:
        return path.as_posix()


def line_of(file: Path, node: str) -> int | None:
    """The line of a graph file that describes a node, else the first that names it."""
    try:
        text = file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return None
    match = _BASE.search(text)
    names = _names(lexical(node), (match[1] or match[2] or match[3]) if match else None)
    choice = "|".join(re.escape(name) for name in names)
    about = re.search(rf'^(?:{choice})(?= )|^.*"@id": ?(?:{choice})', text, re.MULTILINE)
    found = about or re.search(rf"(?<![\w:/#])(?:{choice})(?![\w/-])", text)
    return text.count("\n", 0, found.start()) + 1 if found else None


def _names(iri: str, base: str | None) -> Iterator[str]:
    """How a graph file may write an IRI: in full, against its base, behind a prefix."""
    for name in dict.fromkeys((iri, iri.removeprefix(base or ""))):
        yield from (f"<{name}>", f'"{name}"')
    for prefix, space in NAMESPACES.items():
        if iri.startswith(space) and len(iri) > len(space):
            yield f"{prefix}:{iri.removeprefix(space)}"
