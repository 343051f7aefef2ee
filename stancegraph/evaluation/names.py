"""What the gold calls things: its entities, types and concepts in terms of ours."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from stancegraph.reading import Lexicon
from stancegraph.resources import resource


@dataclass(frozen=True, slots=True)
class Names:
    """The tables that translate the gold's names."""

    entities: Mapping[str, str]
    kinds: Mapping[str, str]
    concepts: Mapping[str, str]

    def entity(self, gold: str) -> str | None:
        """Our relative IRI of a gold entity; None where the table has none."""
        return self.entities.get(gold)

    def kind(self, gold: str) -> str:
        """Our kind of mention for a gold type."""
        return self.kinds.get(gold, gold.lower())

    def act(self, concept: str) -> str:
        """Our act for a gold concept."""
        return self.concepts.get(concept, concept.lower())


@lru_cache(maxsize=1)
def load_names() -> Names:
    """The tables of the package."""
    return Names(
        _table("evaluation", "entities.csv", "gold", "entity", ","),
        _table("evaluation", "kinds.csv", "gold", "kind", ","),
        _table("lexicon", "concepts.tsv", "concept", "act", "\t"),
    )


def _table(folder: str, name: str, key: str, value: str, delimiter: str) -> dict[str, str]:
    with resource(folder, name).open(encoding="utf-8", newline="") as stream:
        return {row[key]: row[value] for row in csv.DictReader(stream, delimiter=delimiter)}


def related(act: str, other: str, lexicon: Lexicon) -> bool:
    """Whether two acts are one, one is broader than the other, or both share a broader one.

    The scheme has two levels under its families, which are no kin by themselves.
    """
    if act == other:
        return True
    ours, theirs = _line(act, lexicon), _line(other, lexicon)
    return bool(ours & theirs)


def _line(act: str, lexicon: Lexicon) -> set[str]:
    line = {act}
    concept = lexicon.acts.get(act)
    if concept is not None and concept.broader and concept.broader != concept.family:
        line.add(concept.broader)
    return line


def same_family(act: str, other: str, lexicon: Lexicon) -> bool:
    """Whether two acts belong to one of the five families."""
    ours, theirs = lexicon.acts.get(act), lexicon.acts.get(other)
    return ours is not None and theirs is not None and ours.family == theirs.family
