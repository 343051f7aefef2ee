"""Stand-off gold: acts and stances by offset, their text in a folder apart."""

from __future__ import annotations

import hashlib
from pathlib import Path

from stancegraph.errors import SourceError
from stancegraph.evaluation.annotated import where
from stancegraph.evaluation.gold import Gold, GoldAct, GoldStance
from stancegraph.evaluation.rows import Row, number, rows, text
from stancegraph.model import SourceText
from stancegraph.text import load

SCHEMA = "stand-off/0.1"


def standing_off(content: Row, path: Path, texts: Path | None) -> Gold:
    """The gold of one JSON file of schema stand-off/0.1; its document stands below `texts`.

    Raises:
        SourceError: no folder of texts, the document is not there, or is not the one annotated.
    """
    name = text(content["document"])
    if texts is None:
        raise SourceError(f"{path}: names its text {name}; say with --texts where such texts are")
    source = load(texts / name, Path(name).name)
    if not _same(source, texts / name, text(content["sha256"])):
        raise SourceError(f"{path}: {name} is not the text that was annotated; find that one")
    return Gold(
        name=path.stem,
        source=source,
        acts=tuple(_act(row) for row in rows(content["acts"])),
        stances=tuple(_stance(row) for row in rows(content["stances"])),
    )


def _same(source: SourceText, path: Path, digest: str) -> bool:
    return digest in (source.sha256, hashlib.sha256(path.read_bytes()).hexdigest())


def _act(row: Row) -> GoldAct:
    opens, intensified = row["role"] == "opening", bool(rows(row["intensifiers"]))
    return GoldAct(where(row), text(row["act"]), text(row["lemma"]), opens, intensified)


def _stance(row: Row) -> GoldStance:
    target, polarity = row["target"], row["polarity"]
    assert isinstance(target, list)
    assert isinstance(polarity, int | float)
    return GoldStance(
        level=text(row["level"]),
        act=text(row["act"]),
        polarity=float(polarity),
        intensity=number(row["intensity"]),
        where=(number(target[0]), number(target[1])),
    )
