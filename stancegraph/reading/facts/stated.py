"""What the cover and the formula state: the named groups of the profile's block rules."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from stancegraph.model import Span, Words
from stancegraph.reading.lines.cleaning import plain_hyphens
from stancegraph.reading.profiles import BlockRule


@dataclass(slots=True)
class Facts:
    """The first statement of each fact, with all statements of those that may be repeated."""

    found: dict[str, Span] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)
    all: dict[str, list[Span]] = field(default_factory=dict)

    def read(self, words: Words, rules: Iterable[BlockRule]) -> str | None:
        """Take in what the first matching rule of each kind says; the kind of the first match."""
        text = plain_hyphens(words.text)
        words = words.substitute(text)
        kind = None
        for rule in rules:
            match = rule.match.search(text)
            if match is None:
                continue
            kind = kind or rule.kind
            for name, value in match.groupdict().items():
                if value is not None and value.strip():
                    self.add(
                        name.rstrip("0123456789"),
                        words.slice(*match.span(name)).strip(),
                        rule.values.get(value.strip()) if rule.values else None,
                    )
        return kind

    def add(self, name: str, words: Words, meant: str | None = None) -> None:
        """Take in a statement of a fact; the first one counts, with what it means if given."""
        stated = words.whole
        self.found.setdefault(name, stated)
        self.texts.setdefault(name, meant or words.text)
        self.all.setdefault(name, []).append(stated)

    def inherit(self, other: Facts) -> None:
        """Take over what another part of the same resolution states and this one does not."""
        for name in ("number", "session", "year", "roman", "series", "title", "adopted"):
            if name in other.texts:
                self.texts.setdefault(name, other.texts[name])
            if name in other.found:
                self.found.setdefault(name, other.found[name])
                self.all.setdefault(name, other.all[name])

    def get(self, name: str) -> str | None:
        """The words of a fact, cleaned; None if nothing states it."""
        return self.texts.get(name)
