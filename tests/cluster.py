"""Sources for builds on clusters, and what such a build left behind."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
CASES = "ecosoc hrc-vote oic-legal".split()
VERSIONS = "sc-2998-en sc-2998-fr".split()


def write_sources(folder: Path) -> Path:
    """A folder of sources: formats, two texts of one work, two languages of another, faults."""
    for case in CASES:
        text = (ROOT / "tests" / "cases" / case / "source.txt").read_bytes()
        (folder / case).mkdir(parents=True)
        (folder / case / "text.txt").write_bytes(text)
    for name in VERSIONS:
        text = (ROOT / "tests" / "queries" / "corpus" / f"{name}.txt").read_bytes()
        (folder / name).mkdir()
        (folder / name / "text.txt").write_bytes(text)
    seed = (ROOT / "source" / "oic" / "oic-cfm-48-50-pol.txt").read_bytes()
    (folder / "oic").mkdir()
    (folder / "oic" / "seed.txt").write_bytes(seed)
    (folder / "oic" / "SOURCES.csv").write_text("file,rights\n*,public record\n", "utf-8")
    (folder / "zz-again.txt").write_bytes(seed + b"\n")
    (folder / "empty.txt").write_bytes(b"")
    (folder / "picture.txt").write_bytes(b"\x89PNG\r\n\x1a\n")
    return folder


def sorted_quads(lines: bytes) -> bytes:
    return b"\n".join(sorted(lines.split(b"\n")))


def quads_of(output: Path) -> bytes:
    """All quads of a partitioned publication, sorted."""
    parts = sorted((output / "nquads").iterdir())
    return sorted_quads(b"".join(_plain(part) for part in parts))


def _plain(part: Path) -> bytes:
    content = part.read_bytes()
    return gzip.decompress(content) if part.suffix == ".gz" else content


def table(output: Path, name: str) -> Iterator[dict[str, object]]:
    """The rows of a table, part by part."""
    from pyarrow import parquet

    for part in sorted((output / "tables" / name).glob("*.parquet")):
        yield from parquet.read_table(part).to_pylist()


def manifest(output: Path) -> dict[str, dict[str, object]]:
    """The files that the manifest names, by their paths."""
    described = json.loads((output / "manifest.json").read_text("utf-8"))
    return {entry["path"]: entry for entry in described["files"]}
