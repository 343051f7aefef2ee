"""Gold files of every form: which one a file is, its own content says."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path

from stancegraph.errors import SourceError
from stancegraph.evaluation import annotated, standoff
from stancegraph.evaluation.gold import Gold
from stancegraph.evaluation.marked_up import Read, derived, from_markup

_ENDINGS = (".json", ".jsonl", ".xml")


def load_gold(paths: Iterable[Path], texts: Path | None, read: Read) -> Iterator[Gold]:
    """The documents of gold files and of the folders that hold them, in order of name.

    `texts` is where the texts of stand-off gold are, `read` reads a source (for Akoma Ntoso,
    whose markup is the gold).

    Raises:
        SourceError: a file is missing, or no gold that is known.
    """
    for path in paths:
        if not path.exists():
            raise SourceError(f"{path}: no such file or folder; check the path")
        for file in _files(path):
            yield from _of_file(file, texts, read)


def _files(path: Path) -> list[Path]:
    if path.is_file():
        return [path]
    return sorted(file for file in path.iterdir() if file.suffix in _ENDINGS)


def _of_file(path: Path, texts: Path | None, read: Read) -> Iterator[Gold]:
    if path.suffix == ".xml":
        yield from_markup(path, read)
        return
    try:
        yield from _of_json(path, texts)
    except (ValueError, OSError) as fault:
        raise SourceError(f"{path}: no gold that can be read ({fault}); check the file") from fault
    except KeyError as fault:
        told = f"{path}: lacks {fault}, or has it where it is not known; see docs/evaluation.md"
        raise SourceError(told) from fault


def _of_json(path: Path, texts: Path | None) -> Iterator[Gold]:
    if path.suffix == ".jsonl":
        with path.open(encoding="utf-8") as lines:
            for line in lines:
                yield derived(json.loads(line), path)
        return
    content = json.loads(path.read_text(encoding="utf-8"))
    schema = content.get("schema") if isinstance(content, dict) else None
    if schema == annotated.SCHEMA:
        yield annotated.annotated(content, path)
    elif schema == standoff.SCHEMA:
        yield standoff.standing_off(content, path, texts)
    else:
        raise SourceError(f"{path}: gold of schema {schema!r} is not known; see docs/evaluation.md")
