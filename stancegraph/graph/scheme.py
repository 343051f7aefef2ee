"""The acts as the graph needs them: their labels and the CiTO properties that they map to."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache

from stancegraph.resources import resource


@dataclass(frozen=True, slots=True)
class ActConcept:
    """An act of the scheme: its label, and the local name of its CiTO property, if it has one."""

    label: str
    cito: str | None


@cache
def acts() -> dict[str, ActConcept]:
    """The acts of the scheme by local name, from the lexicon's table."""
    with resource("lexicon", "acts.tsv").open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        return {row["act"]: ActConcept(row["label"], row["cito"] or None) for row in rows}


@cache
def third_person(act: str) -> str:
    """The act as someone performs it.

    >>> third_person("express-solidarity"), third_person("be-concerned"), third_person("deplore")
    ('expresses solidarity', 'is concerned', 'deplores')
    """
    known = acts().get(act)
    verb, _, rest = (known.label if known else act.replace("-", " ")).partition(" ")
    return f"{_inflected(verb)} {rest}".strip()


def _inflected(verb: str) -> str:
    if verb == "be":
        return "is"
    if verb.endswith("y") and verb[-2:-1] not in "aeiou":
        return verb[:-1] + "ies"
    return verb + ("es" if verb.endswith(("s", "x", "ch", "sh", "o")) else "s")
