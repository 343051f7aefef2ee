"""The gold documents of ../shared as hand-made values, before any reading."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from stancegraph.linking import Linker
from stancegraph.model import (
    Adopted,
    Basis,
    Furniture,
    Paragraph,
    ParagraphKind,
    Resolution,
    Span,
    Words,
)

DOCUMENTS = {
    "oic-cfm-48-50-pol": ("org/oic-cfm", "2022-03-23", "resolution/oic-cfm/48/50-pol"),
    "unsc-478": ("org/un-sc", "1980-08-20", "resolution/un-sc/478"),
    "ep-b4-1542-95": ("org/eu-ep", "1995-12-14", "resolution/eu-ep/b4-1542-1995"),
}
ENTITIES = {
    "org:OIC-CFM-48": "session/oic-cfm/48",
    "org:OIC-CFM": "org/oic-cfm",
    "org:OIC": "org/oic",
    "org:EP": "org/eu-ep",
    "org:EU": "org/eu",
    "org:UN": "org/un",
    "org:UNSC": "org/un-sc",
    "org:Knesset": "org/knesset",
    "org:EU-Council": "org/eu-council",
    "org:EU-Commission": "org/eu-commission",
    "org-group:EU-institutions": "group/eu-institutions",
    "group:ETA": "group/eta",
    "group:UN-member-states": "group/member-states",
    "people:KAZ": "people/kazakhstani",
    "role:president-KAZ": "office/president-kaz",
    "role:UNSG": "office/un-secretary-general",
    "role:EP-president": "office/eu-ep-president",
    "gov:KAZ": "org/gov-kaz",
    "gov:ESP": "org/gov-esp",
    "place:MiddleEast": "place/middle-east",
    "place:territories-occupied-1967": "place/arab-territories-1967",
    "doc:Ajuria-Enea-Pact": "treaty/ajuria-enea",
    "doc:Madrid-Pact": "treaty/madrid-pact-1987",
}
UNLINKED = frozenset({"DATE", "DATE-HIJRI", "PERSON"})


@dataclass(frozen=True, slots=True)
class GoldMention:
    """One annotated mention; `entity` is in the register's terms, None where none is expected."""

    start: int
    end: int
    text: str
    entity: str | None


def mentions(path: Path) -> list[GoldMention]:
    gold = json.loads(path.read_text(encoding="utf-8"))
    return [
        GoldMention(row["start"], row["end"], row["text"], _entity(row["type"], row["entity"]))
        for row in gold["mentions"]
    ]


def _entity(kind: str, entity: str) -> str | None:
    if kind in UNLINKED:
        return None
    prefix, _, name = entity.partition(":")
    return ENTITIES.get(entity, f"{prefix}/{name.lower()}")


def resolution(path: Path) -> Resolution:
    gold = json.loads(path.read_text(encoding="utf-8"))
    body, day, iri = DOCUMENTS[path.stem]
    text = gold["text"]
    paragraphs, furniture = [], []
    for row in gold["paragraphs"]:
        start = row["marker"]["end"] if row["marker"] else row["start"]
        end = min(
            [
                row["end"],
                *(each["start"] for each in gold["paragraphs"] if each["parent"] == row["id"]),
            ]
        )
        words, span = (
            Words.of(text, start, end),
            Span(row["start"], row["end"], text[row["start"] : row["end"]]),
        )
        kind = row["type"].rpartition(":")[2]
        if kind in ("preambular", "operative") or row["parent"]:
            section = ParagraphKind.PREAMBULAR if kind == "preambular" else ParagraphKind.OPERATIVE
            paragraphs.append(Paragraph(f"{iri}/{row['id']}", section, span, words))
        else:
            furniture.append(Furniture(kind, span, words))
    adopted = Adopted(date.fromisoformat(day), date.fromisoformat(day), Basis.STATED)
    collection = gold["meta"].get("symbol_collection")
    symbol = gold["meta"].get("symbol") or gold["meta"]["number"]
    return Resolution(
        iri,
        "gold",
        body,
        "en",
        "",
        tuple(paragraphs),
        tuple(furniture),
        symbol=symbol,
        collection=collection,
        adopted=adopted,
    )


def linked(path: Path, linker: Linker) -> Resolution:
    return linker.link_resolution(resolution(path))[0]
