"""Gold JSON of the reference material: one document with its text, annotated by hand."""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path

from stancegraph.evaluation.gold import (
    Gold,
    GoldAct,
    GoldCitation,
    GoldMention,
    GoldParagraph,
    GoldStance,
)
from stancegraph.evaluation.rows import Row, number, rows, text
from stancegraph.model import SourceText
from stancegraph.resources import resource

SCHEMA = "gold/0.1"
_DESCRIPTIVE = ("resolution-descriptive", "resolution-generic")


@lru_cache(maxsize=8)
def _table(room: str, name: str, key: str, value: str) -> dict[str, str]:
    with resource(room, f"{name}.tsv").open(encoding="utf-8", newline="") as lines:
        reader = csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
        return {row[key]: row[value] for row in reader}


def annotated(content: Row, path: Path) -> Gold:
    """The gold of one JSON file of schema gold/0.1, in our own names."""
    words = text(content["text"])
    digest = hashlib.sha256(words.encode()).hexdigest()
    return Gold(
        name=path.stem,
        source=SourceText(f"{path.stem}.txt", digest, "text/plain", words),
        paragraphs=tuple(_paragraphs(rows(content["paragraphs"]))),
        acts=tuple(_act(row) for row in rows(content["verbs"])),
        mentions=tuple(_mention(row) for row in rows(content["mentions"])),
        citations=tuple(_citations(rows(content["citations"]))),
        stances=tuple(_stance(row) for row in rows(content["stances"])),
    )


def where(row: Row) -> tuple[int, int]:
    """The offsets of a row."""
    return number(row["start"]), number(row["end"])


def _paragraphs(found: list[Row]) -> Iterator[GoldParagraph]:
    """The provisions; recitals are preambular."""
    for row in found:
        kind = text(row["type"]).partition(":")[0]
        if kind in ("preambular", "operative", "sub"):
            yield GoldParagraph(kind, text(row["text"]), where=where(row))


def act_of(concept: str) -> str:
    """The act of the scheme for a concept of the gold."""
    return _table("lexicon", "concepts", "concept", "act").get(concept, concept)


def _act(row: Row) -> GoldAct:
    act = act_of(text(row["concept"]))
    opens, intensified = row["role"] == "opening", bool(rows(row["intensifiers"]))
    return GoldAct(where(row), act, text(row["lemma"]), opens, intensified)


def _mention(row: Row) -> GoldMention:
    kind = _table("evaluation", "kinds", "gold", "kind")[text(row["type"])]
    return GoldMention(where(row), kind, entity_of(text(row["entity"])))


def entity_of(name: str) -> str | None:
    """Our entity for a name of the gold: by the table, else by the code of the state.

    >>> entity_of("gov:KAZ"), entity_of("org:EP"), entity_of("date:1949-08-12")
    ('org/gov-kaz', 'org/eu-ep', None)
    """
    known: Mapping[str, str] = _table("evaluation", "entities", "gold", "entity")
    scheme, _, code = name.partition(":")
    by_code = {"state": f"state/{code.lower()}", "gov": f"org/gov-{code.lower()}"}
    return known.get(name) or by_code.get(scheme)


def _citations(found: list[Row]) -> list[GoldCitation]:
    """Every document cited; a list of numbers cites each."""
    known = _table("evaluation", "identifiers", "gold", "identifier")
    kept = []
    for row in found:
        for identifier in text(row["normalised"]).split(";"):
            descriptive = row["kind"] in _DESCRIPTIVE
            kept.append(GoldCitation(where(row), known.get(identifier, identifier), descriptive))
    return kept


def _stance(row: Row) -> GoldStance:
    target, polarity, intensity = row["target"], row["polarity"], row["intensity"]
    assert isinstance(target, dict)
    assert isinstance(polarity, int | float)
    return GoldStance(
        level=text(row["level"]),
        act=act_of(text(row["concept"])),
        polarity=float(polarity),
        intensity=number(intensity) if intensity is not None else None,
        where=where(target),
    )
