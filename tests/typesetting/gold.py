"""Real resolutions as drafts: the provisions of gold, to be printed in any layout."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from typesetting.documents import Draft
from typesetting.layouts import Block, Layout, Unit, facts, letters


@dataclass(frozen=True, slots=True)
class Provision:
    """A paragraph of gold: its words and the opening phrase that its markup names."""

    kind: str
    words: str
    verb: str


@dataclass(frozen=True, slots=True)
class Original:
    """A resolution of gold."""

    name: str
    draft: Draft
    provisions: tuple[Provision, ...]


def originals(path: Path) -> Iterator[Original]:
    """The resolutions of a gold file, without what no layout could print as a paragraph."""
    with path.open(encoding="utf-8") as stream:
        for place, line in enumerate(stream, start=1):
            row = json.loads(line)
            provisions = tuple(_provisions(row))
            if all(provision.words for provision in provisions):
                day = date.fromisoformat(row["adopted"])
                title = " ".join(row["title"].split()) or "The matter"
                yield Original(row["txt"], Draft(place, 78, day, title, (), ()), provisions)


def _provisions(row: dict[str, list[dict[str, str]]]) -> Iterator[Provision]:
    for paragraph in row["preamble"]:
        yield Provision("preambular", _plain(paragraph["text"]), paragraph["verb"] or "")
    for paragraph in row["operative"]:
        words, verb = _plain(paragraph["text"]), paragraph["verb"] or ""
        if paragraph["level"] == "point":
            yield Provision("sub", words, "")
        elif paragraph["num"] and verb:
            yield Provision("operative", words, verb)
        else:
            yield Provision("heading", words, "")


def _plain(words: str) -> str:
    return " ".join(words.split())


def printed(original: Original, layout: Layout) -> list[Block]:
    """The provisions in a layout, numbered anew."""
    said = facts(original.draft)
    blocks = [Block(line.format(**said)) for line in (*layout.cover, layout.formula)]
    number = item = 0
    for provision in original.provisions:
        marker = ""
        if provision.kind == "operative":
            number, item = number + 1, 0
            marker = layout.paragraph_marker.format(n=number)
        elif provision.kind == "sub":
            marker = layout.markers[0].format(a=letters(item))
            item += 1
        text = provision.words
        if layout.bold and provision.kind == "operative" and text.startswith(provision.verb):
            text = f"**{provision.verb}**{text[len(provision.verb) :]}"
        unit = Unit(provision.kind, marker.strip("().- ") or None, provision.words)
        blocks.append(Block(f"{marker} {text}".strip(), unit))
    return blocks + [Block(line.format(**said)) for line in layout.closing]
