"""Reads a source text into a document: which profile, which blocks, which resolutions."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache
from pathlib import PurePath

from stancegraph.model import Document, Issue, SourceText, Words
from stancegraph.reading.acts import ActFinder
from stancegraph.reading.blocks import Block, group
from stancegraph.reading.cleaning import clean
from stancegraph.reading.detection import choose, language_of
from stancegraph.reading.furnishing import with_asides
from stancegraph.reading.joining import Joiner
from stancegraph.reading.lexicon import Lexicon
from stancegraph.reading.lines import split_lines
from stancegraph.reading.openers import Openers
from stancegraph.reading.paging import set_aside
from stancegraph.reading.profiles import Profile
from stancegraph.reading.regions import find_regions
from stancegraph.reading.resolution import Reader, read_resolution

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
    chosen = choose(text.text, profiles, profile)
    if chosen is None:
        return Document(source, issues=(_no_resolution(source),))
    return _read_lines(source, text, make_reader(source, text, chosen, lexicon))


def make_reader(source: SourceText, text: Words, profile: Profile, lexicon: Lexicon) -> Reader:
    """What reading the cleaned `text` of a source with a profile needs."""
    language = language_of(text.text)
    openers = _openers(lexicon, language if language in lexicon.tongues else "en")
    return Reader(
        profile=profile,
        joiner=Joiner(text),
        openers=openers,
        finder=ActFinder(openers, lexicon),
        source=source.text,
        stem=PurePath(source.path).stem,
        language=language,
    )


def _read_lines(source: SourceText, text: Words, reader: Reader) -> Document:
    lines, asides = set_aside(split_lines(text.text))
    blocks = group(lines, reader.openers, _anchor(reader.profile))
    shared, regions = find_regions(blocks, _opens(reader))
    if not regions:
        return Document(source, issues=(_no_resolution(source),))
    read_all = [
        read_resolution(reader, shared, region, first=place == 0)
        for place, region in enumerate(regions)
    ]
    resolutions = with_asides([found for found, _ in read_all], asides, reader.joiner)
    return Document(source, tuple(resolutions), tuple(i for _, issues in read_all for i in issues))


def _opens(reader: Reader) -> Callable[[Block], bool]:
    def opens(block: Block) -> bool:
        words = reader.joiner.words(block, block.marker.rest if block.marker else 0).text
        return len(words) > _SHORTEST and reader.openers.find(words) is not None

    return opens


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
