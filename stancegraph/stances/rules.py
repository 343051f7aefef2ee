"""The registry of rules: a name, the family it belongs to, how often it is right, what it says."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

from stancegraph.resources import resource


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule; `reliability` is the share of its findings that hold, `meaning` says it plainly."""

    name: str
    family: str
    reliability: float
    meaning: str


@dataclass(frozen=True, slots=True)
class Rules:
    """The rules in force."""

    known: Mapping[str, Rule]
    off: frozenset[str] = frozenset()

    def on(self, name: str) -> bool:
        """Whether the rule is in force; KeyError if there is no such rule."""
        return self.known[name].name not in self.off

    def without(self, family: str) -> Rules:
        """The same rules with one family switched off; KeyError if there is no such family."""
        names = {rule.name for rule in self.known.values() if rule.family == family}
        if not names:
            raise KeyError(family)
        return replace(self, off=self.off | names)

    @property
    def families(self) -> tuple[str, ...]:
        """The names of the families, sorted."""
        return tuple(sorted({rule.family for rule in self.known.values()}))

    def reliability(self, *names: str) -> float:
        """The product of the reliabilities of the rules that a finding went through."""
        product = 1.0
        for name in names:
            product *= self.known[name].reliability
        return product


@lru_cache(maxsize=1)
def load_rules() -> Rules:
    """All rules of the package, each of them on."""
    with resource("stances", "rules.tsv").open(encoding="utf-8", newline="") as lines:
        rows = csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
        known = {
            row["rule"]: Rule(row["rule"], row["family"], float(row["reliability"]), row["meaning"])
            for row in rows
        }
    return Rules(known)
