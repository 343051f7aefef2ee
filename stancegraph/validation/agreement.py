"""Rules over a set of files: who owns an IRI, who says what about a session, symbols, entries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from stancegraph.validation.facts import Facts, lexical, term
from stancegraph.validation.report import Finding
from stancegraph.validation.rules import rule

OWNED = (
    "eli:LegalExpression eli:Format eli:LegalResourceSubdivision sg:Adoption sg:PerformedAct "
    "sg:Stance sg:Matter sg:Mention sg:Review cito:Citation oa:SpecificResource"
).split()
"""The classes whose instances belong to the file of one work; all else may be repeated."""

SESSION_FACTS = ("schema:startDate", "schema:endDate", "eli:number", "schema:organizer")


@dataclass(frozen=True, slots=True)
class Placed:
    """A finding, and the graph file in which to mend it."""

    finding: Finding
    file: Path


@dataclass(slots=True)
class Agreement:
    """Gathers what files say, one after the other, and tells what does not agree.

    Only what the rules compare is kept, so that the files themselves need not be.
    """

    _owners: dict[str, tuple[Path, str | None]] = field(default_factory=dict)
    _twice: list[Placed] = field(default_factory=list)
    _sessions: defaultdict[tuple[str, str], dict[str, Path]] = field(
        default_factory=lambda: defaultdict(dict)
    )
    _symbols: defaultdict[tuple[str, str], dict[str, Path]] = field(
        default_factory=lambda: defaultdict(dict)
    )
    _matches: defaultdict[str, dict[str, Path]] = field(default_factory=lambda: defaultdict(dict))

    def add(self, facts: Facts, file: Path, work: str | None = None) -> None:
        """Takes in what one file says, or what a dump says of one work."""
        self._own(facts, file, work)
        for session in facts.instances("sg:Session"):
            for name in SESSION_FACTS:
                for value in facts.values(session, name):
                    self._sessions[session, name].setdefault(value, file)
        for held in facts.having("eli:is_realized_by"):
            body = facts.value(held, "eli:passed_by") or ""
            for symbol in facts.values(held, "eli:id_local"):
                self._symbols[body, symbol].setdefault(held, file)
        for entry in facts.having("skos:inScheme"):
            for match in facts.values(entry, "skos:exactMatch"):
                self._matches[match].setdefault(entry, file)

    def _own(self, facts: Facts, file: Path, work: str | None) -> None:
        works = facts.having("eli:is_realized_by")
        for node in dict.fromkeys([*works, *facts.instances(*OWNED)]):
            owner = self._owners.setdefault(node, (file, work))
            if owner != (file, work):
                found = rule("one-source-per-iri").broken(node, f"also in {owner[0].as_posix()}.")
                self._twice.append(Placed(found, file))

    def disagreements(self) -> Iterator[Placed]:
        """Everything that does not agree; the later file is the one to look at."""
        yield from self._twice
        for (session, name), values in self._sessions.items():
            if len(values) > 1:
                said = "; ".join(
                    f"{lexical(value)} in {file.as_posix()}" for value, file in values.items()
                )
                found = rule("sessions-agree").broken(session, said + ".", path=term(name))
                yield Placed(found, list(values.values())[-1])
        yield from _used_twice(self._symbols, "symbol-used-once", "eli:id_local")
        matches = {("", match): entries for match, entries in self._matches.items()}
        yield from _used_twice(matches, "match-used-once", "skos:exactMatch")


def _used_twice(
    used: dict[tuple[str, str], dict[str, Path]], name: str, predicate: str
) -> Iterator[Placed]:
    for (_, value), nodes in used.items():
        if len(nodes) > 1:
            first, *others = nodes
            for other in others:
                detail = f"also {lexical(first)}."
                found = rule(name).broken(other, detail, path=term(predicate), value=value)
                yield Placed(found, nodes[other])
