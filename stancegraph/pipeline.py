"""The whole journey: source, text, reading, linking, stances, graph, validation, kg."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from stancegraph import text
from stancegraph.building.tools import Tools, faults_of, load_tools, read_source
from stancegraph.errors import SourceError
from stancegraph.graph.mappings import load_mappings
from stancegraph.identifiers import BASE
from stancegraph.model import Document
from stancegraph.publishing import Publisher
from stancegraph.publishing.building import Place, Summary, publish_validated

__all__ = ["Settings", "Tools", "build", "load_tools", "read", "read_source"]

Tell = Callable[[str], None]


def read(paths: Iterable[Path], tools: Tools, fault: Tell) -> Iterator[Document]:
    """The documents of files and folders in order; what cannot be read is told, a line each."""
    for source in text.sources(paths):
        if isinstance(source, SourceError):
            fault(str(source))
            continue
        document = read_source(source, tools)
        for message in faults_of(document):
            fault(f"{source.path}: {message}")
        yield document


@dataclass(frozen=True, slots=True)
class Settings:
    """What a build reads, where it publishes, and on which base the identifiers stand."""

    source: Path
    output: Path
    dumps: Path
    base: str = BASE
    profile: str | None = None

    @property
    def root(self) -> Path:
        """The directory that names of sources are relative to."""
        return self.source if self.source.is_dir() else self.source.parent


def build(settings: Settings, fault: Tell) -> Summary:
    """Read everything below the source, turn it into graphs, validate and publish them.

    What cannot be read or does not conform is told and left out. The published tree changes in
    one step at the end, or not at all.

    Raises:
        SourceError: the source is missing.
        TableError: a table beside the sources is not well formed.
        GraphError: what works share does not conform; nothing is published.
    """
    if not settings.source.exists():
        raise SourceError(f"{settings.source}: no such file or folder; check the path")
    tables = settings.root / "authority"
    authority = tables if tables.is_dir() else None
    tools = load_tools(authority, settings.profile, settings.root / "reviews")
    told: set[str] = set()

    def once(message: str) -> None:
        if message not in told:
            told.add(message)
            fault(message)

    def documents() -> Iterator[Document]:
        seen: set[str] = set()
        for document in read([settings.source], tools, once):
            seen.add(document.source.sha256)
            name = Path(document.source.path).relative_to(settings.root).as_posix()
            yield replace(document, source=replace(document.source, path=name))
        for review in tools.reviews.without(seen):
            once(f"{review.place}: no source has the SHA-256 {review.sha256}; mend or move the row")

    publisher = Publisher(tools.register, settings.base)
    place = Place(settings.output, settings.dumps, settings.root)
    return publish_validated(documents, publisher, load_mappings(authority), place, once)
