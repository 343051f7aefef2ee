"""Draw the documents that are annotated, and write sample.csv.

10 Security Council, 12 General Assembly and 8 Human Rights Council documents, drawn with the fixed
seed 20240905. So that every word can be read, only documents up to a length are drawn from:
9,000 characters, 14,000 for the Human Rights Council, of which only four are shorter than 9,000.

    python tests/gold/sample.py ../shared
"""

import csv
import hashlib
import random
import sys
from pathlib import Path

SEED = 20240905
DRAWS = (("dev_sc2023", 10, 9_000), ("dev_ga78", 12, 9_000), ("dev_hrc54", 8, 14_000))
SAMPLE = Path(__file__).with_name("sample.csv")


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


def main() -> None:
    """Write sample.csv beside this script."""
    with SAMPLE.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("path", "sha256", "characters"))
        writer.writerows(drawn(Path(sys.argv[1])))


if __name__ == "__main__":
    main()
