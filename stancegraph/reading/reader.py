"""Reads a source text into a document: which profile, which blocks, which resolutions."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache
from pathlib import PurePath

from stancegraph.model import Document, Issue, SourceText
from stancegraph.reading.acts import ActFinder
from stancegraph.reading.blocks import Block, group
from stancegraph.reading.cleaning import clean
from stancegraph.reading.furnishing import with_asides
from stancegraph.reading.joining import Joiner
from stancegraph.reading.lexicon import Lexicon
from stancegraph.reading.lines import split_lines
from stancegraph.reading.openers import Openers
from stancegraph.reading.paging import set_aside
from stancegraph.reading.profiles import Profile
from stancegraph.reading.regions import find_regions
from stancegraph.reading.resolution import Reader, read_resolution

_EVIDENCE_LENGTH = 4000
_SHORTEST = 20


def read(
    source: SourceText,
    profiles: Sequence[Profile],
    lexicon: Lexicon,
    profile: str | None = None,
) -> Document:
    """The resolutions of a text, with structure, acts and dates; `profile` overrides detection.

    A text that is no resolution yields a document without any and an issue `no-resolution`.

    Raises:
        KeyError: `profile` names no profile.
    """
    text = clean(source.text)
    chosen = _chosen(text.text[:_EVIDENCE_LENGTH], profiles, profile)
    if chosen is None:
        return Document(source, issues=(_no_resolution(source),))
    openers = _openers(lexicon, "en")
    lines, asides = set_aside(split_lines(text.text))
    joiner = Joiner(text)

    def opens(block: Block) -> bool:
        words = joiner.words(block, block.marker.rest if block.marker else 0).text
        return len(words) > _SHORTEST and openers.find(words) is not None

    shared, regions = find_regions(group(lines, openers, _anchor(chosen)), opens)
    reader = Reader(
        chosen,
        joiner,
        openers,
        ActFinder(openers, lexicon),
        source.text,
        PurePath(source.path).stem,
    )
    read_all = [
        read_resolution(reader, shared, region, first=place == 0)
        for place, region in enumerate(regions)
    ]
    issues = tuple(issue for _, found in read_all for issue in found)
    if not read_all:
        issues = (_no_resolution(source),)
    resolutions = [resolution for resolution, _ in read_all]
    return Document(source, tuple(with_asides(resolutions, asides, joiner)), issues)


def _chosen(head: str, profiles: Sequence[Profile], name: str | None) -> Profile | None:
    if name is not None:
        return {profile.name: profile for profile in profiles}[name]
    scores = [(profile.score(head), -number) for number, profile in enumerate(profiles)]
    score, place = max(scores, default=(0.0, 0))
    return profiles[-place] if score > 0 else None


def _no_resolution(source: SourceText) -> Issue:
    return Issue("no-resolution", f"{source.path}: no resolution found in this text")


@lru_cache(maxsize=8)
def _openers(lexicon: Lexicon, language: str) -> Openers:
    return Openers(lexicon.tongue(language))


def _anchor(profile: Profile) -> Callable[[str], str | None]:
    rules = [(rule.kind, rule.start) for rule in profile.blocks if rule.start is not None]

    def anchor(line: str) -> str | None:
        for kind, start in rules:
            if start.match(line):
                return kind
        return None

    return anchor
