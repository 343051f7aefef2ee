"""Finds the names of the register in a text: Aho-Corasick, leftmost-longest, whole words."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick, MatchKind

from stancegraph.linking.choosing import Choice, Context, choose
from stancegraph.linking.folding import Folded, fold
from stancegraph.linking.found import KINDS
from stancegraph.linking.register import Interval, Name, Register
from stancegraph.linking.tables import read_rows
from stancegraph.resources import resource

_NOTHING = ""
_VARIANTS = (
    (" cooperat", " co operat"),
    (" coordinat", " co ordinat"),
    ("ization", "isation"),
    ("izing ", "ising "),
    ("ized ", "ised "),
    ("center", "centre"),
    ("defense", "defence"),
    ("labor ", "labour "),
    ("program ", "programme "),
)
_VARIES = re.compile("|".join(spelling for pair in _VARIANTS for spelling in pair))


class Writing(NamedTuple):
    """Whether words of a language start and end where letters do, so that names need room there."""

    starts: bool
    ends: bool


SPACED = Writing(starts=True, ends=True)
WRITINGS = {
    "zh": Writing(starts=False, ends=False),
    "ja": Writing(starts=False, ends=False),
    "th": Writing(starts=False, ends=False),
    "ar": Writing(starts=False, ends=True),  # and, by, for are written on to the word
}
"""The writing of languages that do not part words by spaces on both sides."""


@dataclass(frozen=True, slots=True, eq=False)
class Spelling:
    """The rows that words as written in a text can mean.

    `choice` is their meaning where no context can change it; `common` marks words that no row
    writes with a capital, `nothing` words that only look like a name.
    """

    pattern: Pattern
    names: tuple[Name, ...]
    kind: str
    choice: Choice | None
    common: bool
    nothing: bool


class Hit(NamedTuple):
    """Names that stand at a place of a folded text; `start`, `end` are folded offsets."""

    start: int
    end: int
    spelling: Spelling


@dataclass(slots=True, eq=False)
class Pattern:
    """A folded name, the rows it spells, and at which of its offsets other patterns stand in it.

    `any_case` counts however it is written, but with a capital if it is `proper` (polish, the
    verb, is no people); `exact` lists rows that count only as written.
    """

    text: str
    any_case: tuple[Name, ...]
    exact: tuple[tuple[str, Name], ...]
    proper: bool
    inner: tuple[tuple[int, int, Pattern], ...] | None = None
    spellings: dict[str, Spelling | None] = field(default_factory=dict)


def load_no_names() -> tuple[Name, ...]:
    """Words in which what looks like a name is none (Gulf of Guinea), as names of nothing.

    Raises:
        TableError: a row of the table is malformed.
    """
    rows = read_rows(resource("linking", "not_names.csv"), "words reason")
    return tuple(
        Name(_NOTHING, row.required("words"), "en", "variant", False, Interval(), (), row["reason"])
        for row in rows
    )


class NameIndex:
    """An index over names of the register, for texts folded by `fold`."""

    def __init__(
        self, names: Iterable[Name], register: Register, writing: Writing = SPACED
    ) -> None:
        self._register = register
        self._lead = int(writing.starts)
        self._trail = writing.ends
        self._patterns = list(_patterns(list(names), writing))
        self._plain: list[Spelling | None] = [None] * len(self._patterns)
        self._search = AhoCorasick(
            [pattern.text for pattern in self._patterns],
            matchkind=MatchKind.LeftmostLongest,
            store_patterns=False,
        )

    def hits(self, text: Folded) -> list[Hit]:
        """The outermost names in a text, in order, none overlapping another."""
        found: list[Hit] = []
        patterns, plain, cased, lower = self._patterns, self._plain, text.cased, text.lower
        lead, trail = self._lead, self._trail
        for index, start, end in self._search.find_matches_as_indexes(lower):
            if lower[end] == " " or not trail:
                spelling = plain[index] or self._written(index, cased[start:end])
                if spelling:
                    found.append(Hit(start + lead, end, spelling))
                    continue
            if patterns[index].inner != ():
                found += self._outermost(patterns[index], start, text)
        return found

    def inside(self, hit: Hit, text: Folded) -> list[Hit]:
        """The names within a name, in order, longer before shorter, overlapping or not."""
        return list(self._inner_hits(hit.spelling.pattern, hit.start - self._lead, text))

    def exactly(self, words: str) -> tuple[Name, ...]:
        """The rows that the words spell as a whole."""
        folded = fold(words.strip())
        whole = (1, len(folded.lower.rstrip()))
        return tuple(
            name
            for hit in self.hits(folded)
            if (hit.start, hit.end) == whole and not hit.spelling.nothing
            for name in hit.spelling.names
        )

    def _outermost(self, pattern: Pattern, start: int, text: Folded) -> Iterator[Hit]:
        """The names within what is no name as it stands: its end or its case is wrong."""
        done = -1
        for hit in self._inner_hits(pattern, start, text):
            if hit.start >= done and (text.lower[hit.end] == " " or not self._trail):
                done = hit.end
                yield hit

    def _inner_hits(self, pattern: Pattern, at: int, text: Folded) -> Iterator[Hit]:
        for start, end, inner in self._inner(pattern):
            spelling = self._spelling(inner, text.cased[at + start : at + end])
            if spelling:
                yield Hit(at + start + self._lead, at + end, spelling)

    def _inner(self, pattern: Pattern) -> tuple[tuple[int, int, Pattern], ...]:
        if pattern.inner is None:
            text, found = pattern.text, dict[tuple[int, int], Pattern]()
            second, last = text.find(" ", 1), text.rfind(" ")
            parts = ((second, text[second:] + " "), (0, text[:last] + " ")) if second > 0 else ()
            for shift, part in parts:
                for index, start, end in self._search.find_matches_as_indexes(part):
                    inner = self._patterns[index]
                    if part[end] == " " or not self._trail:
                        found[shift + start, shift + end] = inner
                    for start2, end2, within in self._inner(inner):
                        if part[start + end2] == " " or not self._trail:
                            found[shift + start + start2, shift + start + end2] = within
            places = sorted(found, key=lambda place: (place[0], -place[1]))
            pattern.inner = tuple((start, end, found[start, end]) for start, end in places)
        return pattern.inner

    def _written(self, index: int, written: str) -> Spelling | None:
        """As `_spelling`; what no capital can change is remembered for the pattern itself."""
        pattern = self._patterns[index]
        spelling = self._spelling(pattern, written)
        if not (pattern.proper or pattern.exact):
            self._plain[index] = spelling
        return spelling

    def _spelling(self, pattern: Pattern, written: str) -> Spelling | None:
        """What a pattern means as written, a space before it; None if so it is no name."""
        if written in pattern.spellings:
            return pattern.spellings[written]
        names: list[Name] = []
        if not pattern.proper or written != written.lower():
            names += pattern.any_case
        names += [
            name
            for cased, name in pattern.exact
            if written == cased or (name.kind != "acronym" and written == cased.upper())
        ]
        spelling = self._read(pattern, tuple(dict.fromkeys(names))) if names else None
        pattern.spellings[written] = spelling
        return spelling

    def _read(self, pattern: Pattern, names: tuple[Name, ...]) -> Spelling:
        named = [name for name in names if name.entity != _NOTHING]
        if not named:
            return Spelling(pattern, names, "", None, common=False, nothing=True)
        kind = KINDS[self._register.kind(named[0].entity)]
        timeless = not any(name.context or name.valid.start or name.valid.end for name in named)
        alone = timeless and len({name.entity for name in named}) == 1
        choice = choose(tuple(named), Context(self._register)) if alone else None
        common = kind == "group" and all(name.text == name.text.lower() for name in named)
        return Spelling(pattern, tuple(named), kind, choice, common, nothing=False)


def _patterns(names: list[Name], writing: Writing) -> Iterator[Pattern]:
    lead = " " if writing.starts else ""
    known = {name.text for name in names}
    names = [*names, *(name for name in load_no_names() if name.text not in known)]
    any_case: defaultdict[str, list[Name]] = defaultdict(list)
    exact: defaultdict[str, list[tuple[str, Name]]] = defaultdict(list)
    for name, folded in _folded(names):
        spelled = lead + folded.lower.strip()
        if name.exact:
            exact[spelled].append((lead + folded.cased.strip(), name))
        else:
            for variant in _variants(spelled):
                any_case[variant].append(name)
    for text in sorted(any_case.keys() | exact.keys()):
        rows = tuple(any_case.get(text, ()))
        proper = bool(rows) and all(" " not in row.text and row.text[0].isupper() for row in rows)
        yield Pattern(text, rows, tuple(exact.get(text, ())), proper)


def _folded(names: list[Name]) -> Iterator[tuple[Name, Folded]]:
    """Each name with its folded text; folds them all at once, which is ten times faster."""
    joined = fold("\x1f".join(name.text.strip() for name in names))
    at = 0
    for name in names:
        end = at + len(name.text.strip()) + 2
        if joined.cuts:
            yield name, fold(name.text.strip())
        else:
            yield name, Folded(joined.cased[at:end], joined.lower[at:end])
        at = end - 1


def _variants(spelled: str) -> tuple[str, ...]:
    """The name in American and in British spelling, where they differ."""
    if not _VARIES.search(spelled + " "):
        return (spelled,)
    american = british = spelled + " "
    for here, there in _VARIANTS:
        american, british = american.replace(there, here), british.replace(here, there)
    return tuple(dict.fromkeys((spelled, american[:-1], british[:-1])))
