"""Structure from a format's own markup: the same resolutions that lines would give, but surer."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from stancegraph.errors import SourceError
from stancegraph.model import Document, Issue, Markup, Resolution, SourceText
from stancegraph.reading.markup.recorded import Head, votes_of, with_head
from stancegraph.reading.markup.records import named, recorded
from stancegraph.reading.markup.structure import Structure
from stancegraph.reading.profiles import Profile
from stancegraph.reading.provisions.drafts import extend_parents, finish, name_drafts
from stancegraph.reading.resolution import Reader, assemble
from stancegraph.reading.soundness import repeated

META = "meta"
"""The kind of the markup with which each document of a marked-up file begins."""

_EVIDENCE_LENGTH = 4000


def is_marked(source: SourceText) -> bool:
    """Whether the format of a source tells its structure."""
    return any(markup.kind == META for markup in source.markup)


def read_marked(
    source: SourceText,
    choose: Callable[[str], Profile | None],
    prepare: Callable[[SourceText, Profile, str], Reader],
) -> Document:
    """The resolutions of a marked-up text; `choose` finds the profile of a text's beginning.

    `prepare` makes the reader for a profile and a language. What the markup says is taken as it
    is where it can be; what cannot (lettered items marked as paragraphs) becomes an issue.
    """
    resolutions: list[Resolution] = []
    issues: list[Issue] = []
    for markup in _documents(source.markup):
        start = markup[0].start
        profile = choose(source.text[start : start + _EVIDENCE_LENGTH])
        if profile is None:
            continue
        head = Head.of(markup[0])
        reader = prepare(source, profile, head.first("language") or "en")
        own = _own(markup, issues)
        structure = Structure(source, reader, own=own is not None)
        structure.take(markup)
        if own is not None:
            resolutions.append(_restored(own, structure, head))
            issues.extend(structure.body.issues)
            continue
        resolution, found = assemble(reader, structure.facts, structure.body, structure.furniture)
        resolution, disagreements = with_head(resolution, head)
        resolutions.append(resolution)
        issues.extend((*found, *disagreements))
    issues.extend(repeated(resolutions))
    if not resolutions:
        message = f"{source.path}: no resolution found in this text"
        issues.append(Issue("no-resolution", message))
    return Document(source, tuple(resolutions), tuple(issues))


def _own(markup: Sequence[Markup], issues: list[Issue]) -> Resolution | None:
    """The resolution that our own records tell; None where there are none, or false ones."""
    found = recorded(markup)
    if not found:
        return None
    try:
        return named(found)
    except SourceError as error:
        issues.append(Issue("impossible-record", str(error)))
        return None


def _restored(resolution: Resolution, structure: Structure, head: Head) -> Resolution:
    """The resolution of our records with its provisions, furniture and voters."""
    body, reader = structure.body, structure.reader
    name_drafts(body.drafts, resolution.id)
    extend_parents(body.drafts)
    furniture = sorted([*structure.furniture, *body.furniture], key=lambda piece: piece.span)
    return replace(
        resolution,
        paragraphs=finish(body.drafts, reader.source, reader.finder.find),
        furniture=tuple(furniture),
        adoption=replace(resolution.adoption, votes=votes_of(head)),
    )


def _documents(markup: Sequence[Markup]) -> Iterator[Sequence[Markup]]:
    """The markup of each document of a file."""
    starts = [place for place, element in enumerate(markup) if element.kind == META]
    for start, end in zip(starts, [*starts[1:], len(markup)], strict=True):
        yield markup[start:end]
