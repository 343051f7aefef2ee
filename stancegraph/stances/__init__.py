"""Acts, mentions and citations to stances: who takes which position, and why."""

from stancegraph.stances.finding import find_stances, with_inferred
from stancegraph.stances.rules import Rule, Rules, load_rules

__all__ = ["Rule", "Rules", "find_stances", "load_rules", "with_inferred"]
