"""The one report in which every finding about a graph stands, whoever judged it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """How urgent a result is: a violation before publishing, a warning soon."""

    VIOLATION = "Violation"
    WARNING = "Warning"
    INFO = "Info"


@dataclass(frozen=True, slots=True)
class Finding:
    """What a judge says about one focus node; `focus`, `path` and `value` are N-Triples terms.

    `shape` and `component` are full IRIs; `path` is a SPARQL property path over full IRIs.
    """

    severity: Severity
    shape: str
    component: str
    focus: str
    path: str | None
    value: str | None
    message: str


@dataclass(frozen=True, slots=True)
class Result:
    """A finding and where it stands: a line of the source text where it can be told.

    `file` is the source text if `in_source`, otherwise the graph file; `graph` is always the
    graph file. `line` and `column` count from 1, the end column is the one after the last
    character; None where none can be told. They are those of the text as it was read: `original`
    is the page or element of the file that it was taken out of.
    """

    finding: Finding
    graph: str
    file: str
    line: int | None = None
    column: int | None = None
    in_source: bool = False
    end_line: int | None = None
    end_column: int | None = None
    original: str | None = None

    @property
    def severity(self) -> Severity:
        """The severity of the finding."""
        return self.finding.severity


@dataclass(frozen=True, slots=True)
class Report:
    """Everything found in some files; `documents` counts what was judged."""

    results: tuple[Result, ...] = ()
    documents: int = 0

    @property
    def conforms(self) -> bool:
        """Whether nothing must be mended before publishing; warnings do not count."""
        return all(result.severity is not Severity.VIOLATION for result in self.results)

    def summary(self) -> str:
        """One line for people: what was judged, and what was found.

        >>> Report(documents=2).summary()
        '2 documents judged: conforms'
        """
        return summary(self.documents, Counter(result.severity for result in self.results))


def summary(documents: int, found: Mapping[Severity, int]) -> str:
    """One line for people: how much was judged, and how much was found of each severity."""
    judged = _plural(documents, "document") + " judged"
    if not any(found.values()):
        return f"{judged}: conforms"
    verdict = "does not conform" if found.get(Severity.VIOLATION) else "conforms"
    counts = [_plural(found[kind], kind.lower()) for kind in Severity if found.get(kind)]
    return f"{judged}: {verdict}; " + ", ".join(counts)


def _plural(number: int, noun: str) -> str:
    return f"{number:,} {noun}" + ("" if number == 1 else "s")
