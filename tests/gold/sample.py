"""Draw the documents that are annotated, and write sample.csv and sample-2.csv.

First 10 Security Council, 12 General Assembly and 8 Human Rights Council documents, drawn with the
fixed seed 20240905. So that every word can be read, only documents up to a length are drawn from:
9,000 characters, 14,000 for the Human Rights Council, of which only four are shorter than 9,000.

Then 16 others for development, drawn with the fixed seed 20261124: from the same three corpora, and
of other bodies and years (Security Council 1946-69, World Health Assembly, International
Telecommunication Union, General Assembly 73). Skipped are those of less than 800 or more than
17,000 characters, or of more than 45 paragraphs, as paragraph counting blocks of 60 characters.

    cd tests
    python -m gold.sample ../../shared

Offsets of a document that is no plain text count in the text that `stancegraph.text` makes of it.
"""

import csv
import hashlib
import random
import sys
from collections.abc import Iterable
from pathlib import Path

from gold.expand import blocks

from stancegraph.text import load

SEED, SECOND_SEED = 20240905, 20261124
DRAWS = (("dev_sc2023", 10, 9_000), ("dev_ga78", 12, 9_000), ("dev_hrc54", 8, 14_000))
SECOND_DRAWS = (
    ("derived/dev_sc2023", "txt", 4),
    ("derived/dev_ga78", "txt", 4),
    ("derived/dev_hrc54", "txt", 3),
    ("unsc_old_txt", "txt", 2),
    ("pdf_wha", "pdf", 1),
    ("itu_akn", "xml", 1),
    ("pdf_unga", "pdf", 1),
)
SHORTEST, LONGEST, MOST_PARAGRAPHS, PARAGRAPH = 800, 17_000, 45, 60
SAMPLE = Path(__file__).with_name("sample.csv")
SECOND = Path(__file__).with_name("sample-2.csv")


def drawn(shared: Path) -> list[tuple[str, str, int]]:
    """Give path below `shared`, sha256 and number of code points of each drawn document."""
    chance = random.Random(SEED)
    rows = []
    for folder, number, longest in DRAWS:
        candidates = []
        for path in sorted((shared / "corpora" / "derived" / folder).glob("*.txt")):
            raw = path.read_bytes()
            length = len(raw.decode("utf-8"))
            if length <= longest:
                name = path.relative_to(shared).as_posix()
                candidates.append((name, hashlib.sha256(raw).hexdigest(), length))
        rows += sorted(chance.sample(candidates, number))
    return rows


def second(shared: Path, before: frozenset[str]) -> list[tuple[str, str, int, str]]:
    """The later draw, of documents not drawn before; the sha256 of their text comes last."""
    chance = random.Random(SECOND_SEED)
    rows = []
    for folder, ending, number in SECOND_DRAWS:
        candidates = []
        for path in sorted((shared / "corpora" / folder).glob(f"*.{ending}")):
            name = path.relative_to(shared).as_posix()
            text = load(path, path.name).text
            if name not in before and moderate(text):
                file = hashlib.sha256(path.read_bytes()).hexdigest()
                words = hashlib.sha256(text.encode("utf-8")).hexdigest()
                candidates.append((name, file, len(text), words))
        rows += sorted(chance.sample(candidates, number))
    return rows


def moderate(text: str) -> bool:
    """Whether a document is neither nearly empty nor too long to read every word of it."""
    paragraphs = sum(end - start >= PARAGRAPH for start, end in blocks(text))
    return SHORTEST <= len(text) <= LONGEST and paragraphs <= MOST_PARAGRAPHS


def written(path: Path, head: Iterable[str], rows: Iterable[Iterable[object]]) -> None:
    """Write a table beside this script."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(head)
        writer.writerows(rows)


def main() -> None:
    """Write both tables."""
    shared = Path(sys.argv[1])
    first = drawn(shared)
    written(SAMPLE, ("path", "sha256", "characters"), first)
    rest = second(shared, frozenset(row[0] for row in first))
    written(SECOND, ("path", "sha256", "characters", "text_sha256"), rest)


if __name__ == "__main__":
    main()
