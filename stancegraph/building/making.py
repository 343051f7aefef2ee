"""Makes of one source everything that is published of it: the work of a worker, whoever runs it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from stancegraph.building.made import Fault, Made, MadeWork
from stancegraph.building.tools import Tools, faults_of, load_tools, read_source
from stancegraph.building.verdicts import verdict_rows
from stancegraph.comparing import Version, align, rank
from stancegraph.errors import SourceError
from stancegraph.graph import Graph
from stancegraph.identifiers import BASE
from stancegraph.model import Resolution, SourceText
from stancegraph.publishing import Publisher
from stancegraph.publishing.works import WorkOutput
from stancegraph.text import Content
from stancegraph.validation import Severity
from stancegraph.validation.agreement import Claims
from stancegraph.validation.engine import AUTO, Engine
from stancegraph.validation.facts import Facts
from stancegraph.validation.judging import judge
from stancegraph.validation.places import line_in_source
from stancegraph.validation.report import Finding
from stancegraph.validation.rules import shape_triples


@dataclass(frozen=True, slots=True)
class Making:
    """What a maker is to load: small and picklable, so that every worker is told the same."""

    authority: Path | None = None
    reviews: Path | None = None
    base: str = BASE
    profile: str | None = None
    shacl: str = AUTO

    @classmethod
    def beside(
        cls, root: Path, base: str = BASE, profile: str | None = None, shacl: str = AUTO
    ) -> Making:
        """By the tables that stand in the directory of the sources."""
        tables = root / "authority"
        return cls(tables if tables.is_dir() else None, root / "reviews", base, profile, shacl)


class Maker:
    """Everything that works need to be made, loaded once.

    Raises:
        TableError: a table is not well formed.
    """

    def __init__(self, making: Making) -> None:
        self.tools: Tools = load_tools(making.authority, making.profile, making.reviews)
        self.publisher = Publisher(self.tools.register, making.base)
        self.engine = Engine(shape_triples(), making.shacl)

    def make(self, content: Content) -> Made:
        """What is made of one input, whose name is the one to publish.

        Nothing else than the input and the tables is asked, and nothing is written: the same input
        gives an equal result, in any process and in any order.
        """
        sha256 = hashlib.sha256(content.content).hexdigest()
        try:
            source = content.text()
        except SourceError as error:
            message = str(error).removeprefix(f"{content.name}: ")
            return Made(content.name, sha256, faults=(Fault(message),))
        document = read_source(source, self.tools)
        faults = [Fault(message) for message in faults_of(document)]
        works: list[MadeWork] = []
        for output in self.publisher.works(document):
            works += self._conforming(output, [source], faults)
        return Made(content.name, sha256, tuple(works), tuple(faults))

    def merge(self, work: str, contents: Sequence[Content]) -> Made:
        """What is made of one work that these inputs hold, each in another language."""
        sha256 = hashlib.sha256(contents[0].content).hexdigest()
        documents = [read_source(content.text(), self.tools) for content in contents]
        held = [
            (document, resolution)
            for document in documents
            for resolution in document.resolutions
            if resolution.id == work
        ]
        (first, named), *others = sorted(held, key=lambda each: rank(each[1].language))
        versions = [Version(resolution, document.source) for document, resolution in others]
        faults = [fault for version in versions for fault in _unmatched(named, version)]
        output = self.publisher.work(first, named, versions)
        sources = [document.source for document, _ in held]
        works = self._conforming(output, sources, faults)
        return Made(contents[0].name, sha256, tuple(works), tuple(faults))

    def _conforming(
        self, output: WorkOutput, sources: Sequence[SourceText], faults: list[Fault]
    ) -> Iterator[MadeWork]:
        """The work if it conforms by itself; else `faults` grow by the reasons."""
        facts = Facts.of(output.graph)
        found = self._judged(facts, sources)
        broken = list(_violations(found, facts, sources[0]))
        faults += broken
        if not broken:
            verdicts = verdict_rows(output, found, facts, sources, self.publisher.base)
            told = replace(output, tables={**output.tables, "verdicts": verdicts})
            yield _made(told, facts, found, self.publisher.base)

    def _judged(self, facts: Facts, sources: Sequence[SourceText]) -> list[Finding]:
        """What is wrong with a work; its file describes all that it names, so it needs no more."""
        found = judge(self.engine, facts, {source.path: source for source in sources}.get)
        return sorted(found, key=lambda each: (each.focus, each.shape, each.message))


def _unmatched(named: Resolution, version: Version) -> Iterator[Fault]:
    """What a version says that the one which names the provisions does not."""
    source, language = version.source, version.resolution.language
    for paragraph in align(named, version).alone:
        line = source.text.count("\n", 0, paragraph.span.start) + 1
        words = " ".join(paragraph.words.text.split())[:40]
        told = f"no paragraph of the {named.language} text is this one of the {language} text"
        yield Fault(f"{told}, which is left out: {words!r} ({source.path}:{line})")


def _made(output: WorkOutput, facts: Facts, found: list[Finding], base: str) -> MadeWork:
    claims = Claims.of(facts, base)
    return MadeWork(replace(output, graph=Graph()), claims, tuple(found))


def _violations(found: list[Finding], facts: Facts, source: SourceText) -> Iterator[Fault]:
    for finding in found:
        if finding.severity is Severity.VIOLATION:
            line = line_in_source(finding.focus, facts, source)
            yield Fault(f"{finding.message} ({finding.focus})", line)
