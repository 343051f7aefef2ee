"""What is made of one source, whole and by itself; picklable, so that any engine can carry it."""

from __future__ import annotations

from dataclasses import dataclass

from stancegraph.publishing.works import WorkOutput
from stancegraph.validation import Finding
from stancegraph.validation.agreement import Claims


@dataclass(frozen=True, slots=True)
class Fault:
    """What people must hear about a source; `line` counts from 1 in its text, None if unknown."""

    message: str
    line: int | None = None

    def told(self, source: str) -> str:
        """The line for people, behind the place; `source` is how messages call the source.

        >>> Fault("no resolution found", 3).told("a.txt")
        'a.txt:3: no resolution found'
        """
        place = source if self.line is None else f"{source}:{self.line}"
        return f"{place}: {self.message}"


@dataclass(frozen=True, slots=True)
class MadeWork:
    """One work that conforms by itself.

    `claims` are what other works must agree with, `findings` the warnings. The graph of `output` is
    empty: it was judged.
    """

    output: WorkOutput
    claims: Claims
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class Made:
    """What is made of one source: a function of its bytes, its name and the tables alone.

    `sha256` is that of the bytes. A work that does not conform by itself is not in `works`; the
    `faults` say why.
    """

    name: str
    sha256: str
    works: tuple[MadeWork, ...] = ()
    faults: tuple[Fault, ...] = ()

    @property
    def outline(self) -> Outline:
        """What has to be known of it at once."""
        works = tuple(work.output.work for work in self.works)
        return Outline(works, self.faults, tuple(work.output.language for work in self.works))


@dataclass(frozen=True, slots=True)
class Outline:
    """What the parent needs of a source before all are there: its works and what people must hear.

    `languages` are those of the works. `kept` tells whether there is an entry for the rest.
    """

    works: tuple[str, ...] = ()
    faults: tuple[Fault, ...] = ()
    languages: tuple[str, ...] = ()
    kept: bool = True
