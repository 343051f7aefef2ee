"""Reads a source text into a document: which profile, which blocks, which resolutions."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache, partial
from pathlib import PurePath

from stancegraph.model import Document, Issue, SourceText, Words
from stancegraph.reading.acts.finder import ActFinder
from stancegraph.reading.acts.lexicon import Lexicon, Tongue
from stancegraph.reading.acts.narrative import (
    in_our_words,
    in_the_past,
    in_the_plural,
    is_joint,
    is_narrated,
)
from stancegraph.reading.acts.openers import Openers
from stancegraph.reading.detection import choose, language_of
from stancegraph.reading.lines.blocks import Block, group
from stancegraph.reading.lines.cleaning import clean, plain_hyphens
from stancegraph.reading.lines.furnishing import with_asides
from stancegraph.reading.lines.hints import Hints, without_references
from stancegraph.reading.lines.joining import Joiner
from stancegraph.reading.lines.line import split_lines, unglued
from stancegraph.reading.lines.misprints import with_digits
from stancegraph.reading.lines.paging import note_numbers, set_aside, without_page
from stancegraph.reading.markup.marked import is_marked, read_marked
from stancegraph.reading.profiles import Profile
from stancegraph.reading.regions import find_regions
from stancegraph.reading.resolution import Reader, read_resolution
from stancegraph.reading.soundness import doubts, repeated

_SHORTEST = 20
_LONGEST_SYMBOL = 60
_JUSTIFIED = re.compile(r" {2,}")
_FLAGS = re.compile(r"\(\?([a-z]+)\)")


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
    if is_marked(source):
        return read_marked(source, partial(_pick, profiles, profile), partial(_marked, lexicon))
    text = without_references(clean(source.text), source.markup)
    chosen = choose(text.text, profiles, profile)
    if chosen is None:
        return Document(source, issues=(_no_resolution(source),))
    return _read_lines(source, text, make_reader(source, text, chosen, lexicon))


def _pick(profiles: Sequence[Profile], name: str | None, head: str) -> Profile | None:
    return choose(head, profiles, name)


def _marked(lexicon: Lexicon, source: SourceText, profile: Profile, language: str) -> Reader:
    text = Words.of(source.text, 0, len(source.text))
    return make_reader(source, text, profile, lexicon, language)


def make_reader(
    source: SourceText,
    text: Words,
    profile: Profile,
    lexicon: Lexicon,
    language: str | None = None,
) -> Reader:
    """What reading the cleaned `text` of a source with a profile needs."""
    language = language or language_of(text.text)
    known = language if language in lexicon.tongues else "en"
    openers = _openers(lexicon, known, past=is_narrated(text.text))
    joint = is_joint(text.text, openers.tongue)
    if joint and known != "en":
        openers, joint = _openers_of_ours(openers.tongue), False
    return Reader(
        profile=profile,
        joiner=Joiner(text),
        openers=openers,
        finder=ActFinder(openers, lexicon, _of_many(openers.tongue) if joint else None),
        source=source.text,
        stem=PurePath(source.path).stem,
        language=language,
    )


def _read_lines(source: SourceText, text: Words, reader: Reader) -> Document:
    anchor = _anchor(reader.profile)
    hints = Hints(text, source.markup)
    printed = unglued(split_lines(text.text), reader.profile.glued)
    lines, asides = set_aside(printed, anchor, hints.kind)
    lines = with_digits(lines)
    reader.joiner.notes = note_numbers(asides)
    blocks = [_verified(block, reader) for block in group(lines, reader.openers, anchor)]
    shared, regions = find_regions(blocks, _opens(reader))
    if not regions:
        return Document(source, issues=(_no_resolution(source),))
    resolutions, issues, facts = [], list(_layout_issues(source, reader.profile)), None
    for place, region in enumerate(regions, start=1):
        own = reader if place == 1 else replace(reader, stem=f"{reader.stem}-{place}")
        resolution, found, facts = read_resolution(own, shared, region, facts)
        resolutions.append(resolution)
        issues.extend((*found, *doubts(resolution)))
    issues.extend(repeated(resolutions))
    furnished = with_asides(resolutions, asides, reader.joiner)
    return Document(source, tuple(furnished), tuple(issues))


def _verified(block: Block, reader: Reader) -> Block:
    """The block, as text proper where its first line alone announced something else."""
    if block.anchor is None:
        return block
    first = plain_hyphens(block.lines[0].text)
    for rule in reader.profile.rules(block.anchor):
        if rule.start is not None and rule.start.match(first):
            if rule.whole is None or rule.whole.fullmatch(reader.joiner.words(block).text):
                return block
            return replace(block, anchor=None)
    return block


def _layout_issues(source: SourceText, profile: Profile) -> Iterator[Issue]:
    if profile.generic:
        message = f"{source.path}: the layout of no known body; read by the profile {profile.name}"
        yield Issue("unknown-layout", message)


def _opens(reader: Reader) -> Callable[[Block], bool]:
    def opens(block: Block) -> bool:
        words = reader.joiner.words(block, block.marker.rest if block.marker else 0).text
        opening = reader.finder.opening(words)
        if opening is None:
            return False
        return len(words) > _SHORTEST or (words[-1] == ":" and opening.section == "pre")

    return opens


def _no_resolution(source: SourceText) -> Issue:
    return Issue("no-resolution", f"{source.path}: no resolution found in this text")


@lru_cache(maxsize=8)
def _openers(lexicon: Lexicon, language: str, *, past: bool) -> Openers:
    tongue = lexicon.tongue(language)
    return Openers(in_the_past(tongue) if past else tongue)


@lru_cache(maxsize=4)
def _openers_of_ours(tongue: Tongue) -> Openers:
    return Openers(in_our_words(tongue))


@lru_cache(maxsize=2)
def _of_many(tongue: Tongue) -> Openers:
    return Openers(in_the_plural(tongue))


def _is_symbol(profile: Profile, line: str) -> bool:
    """Whether a line is a symbol of the body and nothing else."""
    plain = without_page(line)
    return any(rule.match.fullmatch(plain) for rule in profile.rules("symbol"))


def _anchor(profile: Profile) -> Callable[[str], str | None]:
    rules = [(rule.kind, rule.start) for rule in profile.blocks if rule.start is not None]
    any_start = _either(tuple(start for _, start in rules))
    known: dict[str, str | None] = {}

    def anchor(line: str) -> str | None:
        if line not in known:
            plain = plain_hyphens(line)
            if "  " in plain:
                plain = _JUSTIFIED.sub(" ", plain)
            announced = rules if any_start.match(plain) else ()
            kind = next((kind for kind, start in announced if start.match(plain)), None)
            alone = kind is None and len(line) <= _LONGEST_SYMBOL
            known[line] = "symbol" if alone and _is_symbol(profile, plain) else kind
        return known[line]

    return anchor


@lru_cache(maxsize=32)
def _either(patterns: tuple[re.Pattern[str], ...]) -> re.Pattern[str]:
    """One pattern that matches where any does: most lines match none, and are done at once."""
    return re.compile("|".join(map(_scoped, patterns)) or "(?!)")


def _scoped(pattern: re.Pattern[str]) -> str:
    """A pattern as a group that has its flags; the new line ends a comment of a verbose one."""
    flags = _FLAGS.match(pattern.pattern)
    words = pattern.pattern[flags.end() :] if flags else pattern.pattern
    letters = flags[1] if flags else ""
    return f"(?{letters}:{words}\n)" if "x" in letters else f"(?{letters}:{words})"
