"""Writes a publication beside the published one, has it judged, and exchanges the two."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from stancegraph.errors import GraphError
from stancegraph.graph.mappings import Mapping
from stancegraph.model import Document
from stancegraph.publishing.exchange import Staging
from stancegraph.publishing.tree import Tree
from stancegraph.publishing.works import Publisher
from stancegraph.validation import Report, Result, Severity, check

Tell = Callable[[str], None]
WORKS = ("resolution/", "statement/", "draft/")


@dataclass(frozen=True, slots=True)
class Place:
    """Where the tree and its dumps go, and where the quoted texts stand."""

    kg: Path
    dumps: Path
    texts: Path


@dataclass(frozen=True, slots=True)
class Summary:
    """What was published."""

    works: int
    stances: int
    triples: int
    report: Report

    def lines(self) -> tuple[str, ...]:
        """The summary for people."""
        held = f"{self.works} works, {self.stances} stances, {self.triples:,} triples"
        return held, self.report.summary()


def publish_validated(
    documents: Callable[[], Iterable[Document]],
    publisher: Publisher,
    mappings: Sequence[Mapping],
    place: Place,
    fault: Tell,
) -> Summary:
    """Publish what conforms; a work that does not is told and left out.

    `documents` is called once more for each time that works had to be left out; `fault` is to
    tell a message that comes again only once.

    Raises:
        GraphError: what works share (register, sessions, description) does not conform, or
            another build is running; nothing is published then.
    """
    left_out: set[str] = set()
    while True:
        with Staging(place.kg) as staging:
            with Tree(publisher, mappings, staging.path, place.dumps) as tree:
                works, stances = _add(documents(), publisher, tree, left_out, fault)
                counts = tree.finish()
                report = check([staging.path], source=place.texts, base=publisher.base)
                broken = _broken(report, staging.path, fault)
                tree.keep_dumps = not broken
            if not broken:
                staging.publish()
                return Summary(works, stances, counts.triples, report)
            left_out |= broken


def _add(
    documents: Iterable[Document],
    publisher: Publisher,
    tree: Tree,
    left_out: set[str],
    fault: Tell,
) -> tuple[int, int]:
    """Add the works of documents; returns how many works and stances were added."""
    works = stances = 0
    for document in documents:
        for output, resolution in zip(publisher.works(document), document.resolutions, strict=True):
            if output.work in left_out:
                continue
            if tree.add(output):
                works += 1
                stances += len(resolution.stances)
            else:
                fault(f"{output.source}: {output.work} was read before; keep one of the two texts")
    return works, stances


def _broken(report: Report, root: Path, fault: Tell) -> set[str]:
    """The works that do not conform, each finding told.

    Raises:
        GraphError: something that works share does not conform.
    """
    broken: set[str] = set()
    shared: list[Result] = []
    for result in report.results:
        if result.severity is not Severity.VIOLATION:
            continue
        where = f"{result.file}:{result.line}" if result.line else result.file
        fault(f"{where}: {result.finding.message} ({result.finding.focus})")
        path = _below(result.graph, root)
        if path.startswith(WORKS):
            broken.add(path.rsplit(".", 1)[0])
        else:
            shared.append(result)
    if shared:
        raise GraphError(f"{root}: what works share does not conform; nothing was published")
    return broken


def _below(graph: str, root: Path) -> str:
    path = Path(graph)
    return path.resolve().relative_to(root.resolve()).as_posix()
