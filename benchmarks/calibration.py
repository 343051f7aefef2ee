"""Measures how reliable the rules of the stances are, and prints how well confidence holds.

    python benchmarks/calibration.py GOLD --texts FOLDER --only NAMES [--step 0.25] [--write]

GOLD is stand-off gold, NAMES the development half (tests/gold/development.txt). With --write the
reliabilities go into the table of rules; the documents held out are never used for it. Where rules
were written by looking at the same documents, what is measured there is too high for others:
--step says how far to go from the value before towards the measured one (1 is all the way).
"""

from __future__ import annotations

import argparse
import csv
from collections.abc import Mapping, Sequence
from pathlib import Path

from stancegraph.evaluation import compare_document, load_gold
from stancegraph.evaluation.calibration import calibration_table, reliabilities
from stancegraph.evaluation.measures import calibration_error
from stancegraph.evaluation.tallies import Trusted
from stancegraph.pipeline import load_tools, read_source
from stancegraph.resources import resource
from stancegraph.stances import load_rules


def trusted(gold: list[Path], texts: Path, names: set[str]) -> list[Trusted]:
    """The stances of the reader in the named documents, and whether they are right."""
    tools = load_tools()
    return [
        stance
        for document in load_gold(gold, texts, lambda source: read_source(source, tools))
        if document.name in names
        for stance in compare_document(read_source(document.source, tools), document).trusted
    ]


def write(measured: Mapping[str, float]) -> None:
    """Put the reliabilities into the table of rules."""
    path = resource("stances", "rules.tsv")
    with path.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))
    columns: Sequence[str] = list(rows[0])
    text = ["\t".join(columns)]
    for row in rows:
        row["reliability"] = f"{measured[row['rule']]:g}"
        text.append("\t".join(row[column] for column in columns))
    path.write_text("\n".join(text) + "\n", encoding="utf-8")


def main() -> None:
    """Measure, print, and write if asked to."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("gold", nargs="+", type=Path)
    parser.add_argument("--texts", type=Path, required=True)
    parser.add_argument("--only", type=Path, required=True)
    parser.add_argument("--step", type=float, default=1.0)
    parser.add_argument("--write", action="store_true")
    arguments = parser.parse_args()
    names = set(arguments.only.read_text(encoding="utf-8").split())
    seen = trusted(arguments.gold, arguments.texts, names)
    before = {name: rule.reliability for name, rule in load_rules().known.items()}
    measured = {
        name: round(before[name] + arguments.step * (value - before[name]), 2)
        for name, value in reliabilities(seen, before).items()
    }
    for name, value in sorted(measured.items()):
        count = sum(name in stance.rules for stance in seen)
        if count:
            print(f"{name:28} {count:5}  {before[name]:.2f} -> {value:.2f}")
    print(calibration_table(seen))
    print(f"expected calibration error {calibration_error(seen):.3f}")
    if arguments.write:
        write(measured)


if __name__ == "__main__":
    main()
