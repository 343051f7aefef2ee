"""The whole journey: source, text, reading, linking, stances, graph, validation, kg."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from stancegraph import text
from stancegraph.building.assembling import Crew, Summary, assemble
from stancegraph.building.cache import opened
from stancegraph.building.intake import Noted, gather
from stancegraph.building.making import Making
from stancegraph.building.merging import merge_versions
from stancegraph.building.progress import Progress, Show
from stancegraph.building.site import Site
from stancegraph.building.tools import Tools, faults_of, load_tools, read_source
from stancegraph.errors import SourceError
from stancegraph.graph.mappings import load_mappings
from stancegraph.identifiers import BASE
from stancegraph.mirroring import MARK
from stancegraph.model import Document
from stancegraph.publishing.exchange import Staging
from stancegraph.publishing.tree import Last, Tree
from stancegraph.validation.engine import AUTO

__all__ = ["Settings", "Summary", "Tools", "build", "load_tools", "read", "read_source"]

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
    """What a build reads, where it publishes, and on which base the identifiers stand.

    `jobs` is the number of processes, `cache` where to keep what was made for the next build (None:
    nowhere), `shacl` the SHACL engine that judges.
    """

    source: Path
    output: Path
    dumps: Path
    base: str = BASE
    profile: str | None = None
    jobs: int = 1
    cache: Path | None = None
    shacl: str = AUTO

    @property
    def root(self) -> Path:
        """The directory that names of sources are relative to."""
        return self.source if self.source.is_dir() else self.source.parent


def build(settings: Settings, fault: Tell, show: Show = lambda _: None) -> Summary:
    """Make and judge every source by itself, then publish all that conforms.

    What cannot be read or does not conform is told and left out. The published tree changes in
    one step at the end, or not at all.

    Raises:
        SourceError: the source is missing.
        TableError: a table beside the sources is not well formed.
        GraphError: what works share (register, sessions, description) does not conform, the output
            holds what no build published, another build is running, or a place cannot be written;
            nothing is published.
    """
    if not settings.source.exists():
        raise SourceError(f"{settings.source}: no such file or folder; check the path")
    making = Making.beside(settings.root, settings.base, settings.profile, settings.shacl)
    sources, mappings = [settings.source], load_mappings(making.authority)
    with Staging(settings.output, MARK) as staging, opened(settings.cache, settings.dumps) as cache:
        site = Site(settings.root, making, cache, fault)
        with Noted() as noted:
            contents, progress = text.contents(sources), Progress(text.count(sources), show)
            gather(site, contents, noted, settings.jobs, progress)
            merged = merge_versions(site, noted.languages, settings.jobs)
            last = Last(settings.output, cache.root)
            with Tree(site.publisher, mappings, staging.path, settings.dumps, last) as tree:
                crew = Crew(settings.jobs, show)
                summary = assemble(site, noted, tree, settings.output, merged, crew)
        staging.publish()
        cache.prune(site.used)
    return summary
