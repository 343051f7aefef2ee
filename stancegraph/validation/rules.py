"""The rules as the shapes state them: every shape and every check in code, from shapes/*.ttl."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from stancegraph import identifiers
from stancegraph.graph.terms import Triple
from stancegraph.resources import resource
from stancegraph.validation.facts import Facts, lexical
from stancegraph.validation.files import read_portions, union
from stancegraph.validation.report import Finding, Severity

SHAPES = identifiers.DEFINITIONS.rpartition("/")[0] + "/shapes#"
"""The namespace of the shapes."""
IN_CODE = SHAPES + "CheckedInCode"
"""What stands as constraint component of a finding that no SHACL engine made."""
CHECKS = "checks.ttl"


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule for people: its name, what to do when it is broken, and how urgent that is."""

    iri: str
    name: str
    message: str
    severity: Severity

    def broken(
        self, focus: str, detail: str = "", *, path: str | None = None, value: str | None = None
    ) -> Finding:
        """The finding that a focus node breaks this rule; `detail` says what was found."""
        message = f"{self.message} Found: {detail}" if detail else self.message
        return Finding(self.severity, self.iri, IN_CODE, focus, path, value, message)


@cache
def shape_triples() -> tuple[Triple, ...]:
    """The shapes that a SHACL engine judges by: all files but the one of the checks in code."""
    return _triples(*(path for path in _files() if path.name != CHECKS))


@cache
def rules() -> Mapping[str, Rule]:
    """Every rule with a message, by the local name of its IRI."""
    facts = Facts.of(_triples(*_files()))
    found = (_rule(facts, subject) for subject in facts.having("sh:message"))
    return {rule.iri.removeprefix(SHAPES): rule for rule in found}


def rule(name: str) -> Rule:
    """The rule of that local name.

    Raises:
        KeyError: shapes/ states no such rule.
    """
    return rules()[name]


def _files() -> list[Path]:
    return sorted(resource("shapes").glob("*.ttl"))


def _triples(*paths: Path) -> tuple[Triple, ...]:
    return union(portion for path in paths for portion in read_portions(path))


def _rule(facts: Facts, subject: str) -> Rule:
    severity = lexical(facts.value(subject, "sh:severity") or "sh:#Violation").rpartition("#")[2]
    return Rule(
        iri=lexical(subject),
        name=lexical(facts.value(subject, "sh:name") or ""),
        message=lexical(facts.value(subject, "sh:message") or ""),
        severity=Severity(severity),
    )
