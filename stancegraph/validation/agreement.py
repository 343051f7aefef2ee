"""Rules over a set of files: who owns an IRI, who says what about a session, symbols, entries."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from stancegraph.identifiers import BASE
from stancegraph.spilling import Said
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
class Claims:
    """What one file says that others must agree with; all terms as N-Triples strings.

    `works` are those that the file describes, `strays` the nodes it owns that do not hang on one of
    these. `sessions` holds (session, property, value), `symbols` (body, symbol, work), `matches`
    (thing of another dataset, entry).
    """

    works: tuple[str, ...] = ()
    strays: tuple[str, ...] = ()
    sessions: tuple[tuple[str, str, str], ...] = ()
    symbols: tuple[tuple[str, str, str], ...] = ()
    matches: tuple[tuple[str, str], ...] = ()

    @classmethod
    def of(cls, facts: Facts, base: str = BASE) -> Claims:
        """What a file claims; `base` tells which of its nodes hang on its works."""
        works = facts.having("eli:is_realized_by")
        roots = tuple(f"{home[:-1]}/" for work in works for home in _homes(work, base))
        owned = dict.fromkeys(facts.instances(*OWNED))
        return cls(
            tuple(works),
            tuple(node for node in owned if not node.startswith(roots)),
            tuple(
                (session, name, value)
                for session in facts.instances("sg:Session")
                for name in SESSION_FACTS
                for value in facts.values(session, name)
            ),
            tuple(
                (facts.value(work, "eli:passed_by") or "", symbol, work)
                for work in works
                for symbol in facts.values(work, "eli:id_local")
            ),
            tuple(
                (match, entry)
                for entry in facts.having("skos:inScheme")
                for match in facts.values(entry, "skos:exactMatch")
            ),
        )


def _homes(work: str, base: str) -> Iterator[str]:
    """The terms that the nodes of a work hang on, below a slash: itself, and its matters."""
    yield work
    kind, _, path = work[1:-1].removeprefix(base).partition("/")
    if kind and path and work.startswith(f"<{base}"):
        yield f"<{base}matter/{path}>"


def _above(node: str) -> Iterator[str]:
    """The terms that a node may hang on: what stands before each slash of its IRI."""
    head = node.rpartition("/")[0]
    while head.count("/") > 2:
        yield f"{head}>"
        head = head.rpartition("/")[0]


class Agreement:
    """Takes in what files say, one after the other, and tells at once what does not agree.

    What the rules compare waits on disk, so that memory does not grow with the number of files.
    """

    def __init__(self, base: str = BASE) -> None:
        self._base = base
        self._owners = Said()
        self._strays = Said()
        self._sessions = Said()
        self._symbols = Said()
        self._matches = Said()

    def against(self, claims: Claims, file: str, work: str = "") -> list[Finding]:
        """What a file, or what a dump says of one work, disagrees about with those taken in.

        `file` is how messages call the file.
        """
        return [
            *self._described_twice(claims, _owner(file, work)),
            *self._sessions_differ(claims, file),
            *_used_twice(self._symbols, "symbol-used-once", "eli:id_local", _symbols(claims)),
            *_used_twice(self._matches, "match-used-once", "skos:exactMatch", claims.matches),
        ]

    def add(self, claims: Claims, file: str, work: str = "") -> None:
        """Takes in what a file says, or what a dump says of one work; who came first is right."""
        me = _owner(file, work)
        for described in claims.works:
            for home in _homes(described, self._base):
                self._owners.first(home, me)
        for node in claims.strays:
            self._owners.first(node, me)
            for home in _above(node):
                self._strays.first(home, me)
        for session, name, value in claims.sessions:
            self._sessions.first(f"{session} {name}", f"{value}\n{file}")
        for key, node in _symbols(claims):
            self._symbols.first(key, node)
        for match, entry in claims.matches:
            self._matches.first(match, entry)

    def _described_twice(self, claims: Claims, me: str) -> Iterator[Finding]:
        for work in claims.works:
            homes = list(_homes(work, self._base))
            yield from _twice(
                work, me, [*map(self._owners.get, homes), *map(self._strays.get, homes)]
            )
        for node in claims.strays:
            yield from _twice(node, me, [*map(self._owners.get, (node, *_above(node)))])

    def _sessions_differ(self, claims: Claims, file: str) -> Iterator[Finding]:
        own: dict[str, str] = {}
        for session, name, value in claims.sessions:
            key = f"{session} {name}"
            said = self._sessions.get(key) or own.setdefault(key, f"{value}\n{file}")
            known, _, other = said.partition("\n")
            if known != value:
                both = f"{lexical(known)} in {other}; {lexical(value)} in {file}."
                yield rule("sessions-agree").broken(session, both, path=term(name))


def _owner(file: str, work: str) -> str:
    """A file, or the part of it that speaks of one work."""
    return f"{file}\n{work}"


def _twice(node: str, me: str, others: list[str | None]) -> Iterator[Finding]:
    other = next((other for other in others if other not in (None, me)), None)
    if other:
        file = other.partition("\n")[0]
        yield rule("one-source-per-iri").broken(node, f"also in {file}.")


def _symbols(claims: Claims) -> Iterator[tuple[str, str]]:
    """Symbols with their bodies, and their works."""
    for body, symbol, work in claims.symbols:
        yield f"{body} {symbol}", work


def _used_twice(
    used: Said, name: str, predicate: str, pairs: Iterable[tuple[str, str]]
) -> Iterator[Finding]:
    own: dict[str, str] = {}
    for key, node in pairs:
        first = used.get(key) or own.setdefault(key, node)
        if first != node:
            value = key[key.index('"') :] if '"' in key else key
            detail = f"also {lexical(first)}."
            yield rule(name).broken(node, detail, path=term(predicate), value=value)
