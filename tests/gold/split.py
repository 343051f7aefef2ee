"""Draws the halves of the thirty documents: development and held out.

    python tests/gold/split.py

Within each body half of its documents, by a fixed seed. Rules of the reader may be written after
looking at errors in the development half alone; the held-out half is only measured.
"""

import csv
import random
from pathlib import Path

HERE = Path(__file__).parent
SEED = 20261123


def main() -> None:
    """Write the names of each half, a name a line."""
    with (HERE / "sample.csv").open(encoding="utf-8", newline="") as lines:
        paths = sorted(Path(row["path"]) for row in csv.DictReader(lines))
    chance = random.Random(SEED)
    development: list[str] = []
    for folder in sorted({path.parent for path in paths}):
        names = [path.stem for path in paths if path.parent == folder]
        development += chance.sample(names, len(names) // 2)
    held_out = [path.stem for path in paths if path.stem not in development]
    for half, names in (("development", development), ("held-out", held_out)):
        (HERE / f"{half}.txt").write_text("\n".join(sorted(names)) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
