"""The gold of derived texts, and how far what was read agrees with it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from stancegraph.evaluation.scores import Score, compare
from stancegraph.model import Paragraph, ParagraphKind, Resolution


@dataclass(frozen=True, slots=True)
class GoldParagraph:
    """A paragraph of the gold: `verb` is the opening as the markup gives it."""

    kind: str
    words: str
    verb: str | None


@dataclass(frozen=True, slots=True)
class GoldResolution:
    """One line of gold; `text` is the path of its plain text, `adopted` an ISO date."""

    text: str
    symbol: str
    adopted: str
    title: str
    paragraphs: tuple[GoldParagraph, ...]


def load_gold(path: Path) -> Iterator[GoldResolution]:
    """The resolutions of a gold JSONL file, in order."""
    with path.open(encoding="utf-8") as stream:
        for line in stream:
            row = json.loads(line)
            preamble = [
                GoldParagraph("preambular", _plain(p["text"]), p["verb"]) for p in row["preamble"]
            ]
            operative = [
                GoldParagraph(_kind(p), _plain(p["text"]), p["verb"]) for p in row["operative"]
            ]
            yield GoldResolution(
                row["txt"], row["symbol"], row["adopted"], row["title"], (*preamble, *operative)
            )


def _kind(paragraph: dict[str, str]) -> str:
    if paragraph["level"] == "point":
        return "sub"
    return "operative" if paragraph["num"] or paragraph["verb"] else "heading"


def _plain(words: str) -> str:
    return " ".join(words.split())


def segmentation(resolution: Resolution | None, gold: GoldResolution) -> Score:
    """Exact agreement of (kind, words); numbers apart, sub-paragraphs and headings included."""
    found = [_unit(p) for p in resolution.paragraphs if _counts(p)] if resolution else []
    return compare(found, [(p.kind, p.words) for p in gold.paragraphs])


def _counts(paragraph: Paragraph) -> bool:
    return paragraph.kind is not ParagraphKind.ANNEX


def _unit(paragraph: Paragraph) -> tuple[str, str]:
    return paragraph.kind.value, _plain(paragraph.words.text)


def openers(resolution: Resolution | None, gold: GoldResolution) -> Score:
    """Agreement of the opening verb, on paragraphs whose words agree."""
    ours = {_plain(p.words.text): p for p in resolution.paragraphs} if resolution else {}
    marked = [p for p in gold.paragraphs if p.verb and p.words in ours]
    agreed = sum(_opens(ours[p.words], p.verb or "") for p in marked)
    return Score(agreed, len(marked), len(marked))


def _opens(paragraph: Paragraph, verb: str) -> bool:
    """Whether the opening found begins where the gold's words do and shares its verb."""
    act = paragraph.opening
    if act is None:
        return False
    place = paragraph.words.within(act.span)
    return place.start < len(verb) and paragraph.words.text.startswith(verb)
