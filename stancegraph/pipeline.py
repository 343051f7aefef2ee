"""The whole journey: source, text, reading, linking, stances, graph, validation, kg."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from stancegraph import reading, text
from stancegraph.errors import SourceError
from stancegraph.graph.mappings import load_mappings
from stancegraph.identifiers import BASE
from stancegraph.linking import Linker, Register, load_register
from stancegraph.model import Document, SourceText
from stancegraph.publishing import Publisher
from stancegraph.publishing.building import Place, Summary, publish_validated
from stancegraph.reading import Lexicon, Profile
from stancegraph.reviewing import MISSED, NO_REVIEWS, Reviews, apply_reviews, load_reviews
from stancegraph.stances import find_stances

Tell = Callable[[str], None]
UNFIT = ("no-resolution", "truncated")
"""Kinds of issues that mean that a document is not, or not wholly, what it should be."""


@dataclass(frozen=True, slots=True)
class Tools:
    """The tables that the rooms work with, loaded once."""

    profiles: tuple[Profile, ...]
    lexicon: Lexicon
    register: Register
    linker: Linker
    profile: str | None = None
    reviews: Reviews = NO_REVIEWS


def load_tools(
    authority: Path | None = None, profile: str | None = None, reviews: Path | None = None
) -> Tools:
    """Load profiles, lexicon, register and reviews.

    `authority` names other tables than the packaged ones, `reviews` the folder of reviews.
    """
    register = load_register(authority)
    profiles, lexicon = reading.load_profiles(), reading.load_lexicon()
    said = load_reviews(reviews, register, lexicon.acts) if reviews else NO_REVIEWS
    return Tools(profiles, lexicon, register, Linker(register), profile, said)


def read_source(source: SourceText, tools: Tools) -> Document:
    """Everything that the words of one source say."""
    document = reading.read(source, tools.profiles, tools.lexicon, tools.profile)
    linked = tools.linker.link(document.with_issues(*source.issues))
    found = find_stances(linked, tools.register, tools.lexicon)
    return apply_reviews(found, tools.reviews.of(source.sha256), tools.register)


def read(paths: Iterable[Path], tools: Tools, fault: Tell) -> Iterator[Document]:
    """The documents of files and folders in order; what cannot be read is told, a line each."""
    for source in text.sources(paths):
        if isinstance(source, SourceError):
            fault(str(source))
            continue
        document = read_source(source, tools)
        unfit = [issue for issue in document.issues if issue.kind in UNFIT][:1]
        for issue in (*unfit, *(each for each in document.issues if each.kind == MISSED)):
            fault(f"{source.path}: {issue.message.removeprefix(f'{source.path}: ')}")
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
