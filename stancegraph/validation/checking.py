"""Judges graph files, each by itself and a directory also as a set: one report for all."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cache, partial
from itertools import groupby
from pathlib import Path

from stancegraph.graph.terms import Triple
from stancegraph.identifiers import BASE
from stancegraph.text.originals import source_root, text_below
from stancegraph.validation.agreement import Agreement, Claims
from stancegraph.validation.background import Described, described, layered, registered
from stancegraph.validation.engine import AUTO, Engine
from stancegraph.validation.facts import Facts
from stancegraph.validation.files import (
    Portion,
    UnreadableGraphError,
    graph_files,
    read_portions,
    union,
)
from stancegraph.validation.judging import judge, stands_alone
from stancegraph.validation.places import Places, shown
from stancegraph.validation.report import Report, Result
from stancegraph.validation.rules import rule, shape_triples

AUTHORITY = "authority"
"""The directory of a graph in which the register stands."""

Background = Callable[[], Described]


def check(
    paths: Sequence[Path], *, source: Path | None = None, base: str = BASE, engine: str = AUTO
) -> Report:
    """Judges graph files and directories of them, offline.

    Args:
        paths: files, each judged by itself against the packaged register; directories, judged
            against what they hold themselves, and also as a set.
        source: where the quoted texts stand; by default the nearest directory `source` above.
        base: the base IRI of the data, under which the packaged register is known.
        engine: which SHACL engine judges (`engine.ENGINES`); all find the same.

    Raises:
        EngineError: the engine is unknown or not installed.
    """
    checking = _Checking(Engine(shape_triples(), engine), source, base)
    for path in paths:
        if path.is_dir():
            checking.directory(path)
        else:
            checking.files([path], partial(registered, base), Agreement(base))
    ordered = sorted(dict.fromkeys(checking.results), key=_order)
    return Report(tuple(ordered), checking.documents)


def _order(result: Result) -> tuple[str, int, str, str, str, str, str]:
    finding = result.finding
    where = (result.file, result.line or 0, finding.focus)
    return (*where, finding.shape, finding.component, finding.value or "", finding.message)


@dataclass(slots=True)
class _Checking:
    """One run: gathers results, file after file, and keeps no file longer than needed."""

    engine: Engine
    source: Path | None
    base: str
    results: list[Result] = field(default_factory=list)
    documents: int = 0

    def directory(self, root: Path) -> None:
        files = graph_files(root)
        if not files:
            self._unreadable(root, UnreadableGraphError("no graph file in this directory"))
        shared = [file for file in files if _is_shared(file.relative_to(root))]
        self.files(files, cache(partial(_shared_background, shared)), Agreement(self.base))

    def files(self, files: list[Path], background: Background, agreement: Agreement) -> None:
        """Judges files; those that differ only in their format are judged once."""
        for _, forms in groupby(files, key=lambda file: file.with_suffix("")):
            first: frozenset[Triple] | None = None
            for file in sorted(forms, key=lambda form: form.suffix != ".ttl"):
                portions = self._read(file)
                triples = frozenset(union(portions))
                if first is None and portions:
                    first = triples
                    self._portions(portions, background, agreement)
                elif portions and triples != first:
                    self._differing(file, triples, first or frozenset())
                    self._portions(portions, background, Agreement(self.base))

    def _read(self, file: Path) -> list[Portion]:
        try:
            return read_portions(file)
        except UnreadableGraphError as error:
            self._unreadable(file, error)
            return []

    def _unreadable(self, path: Path, error: UnreadableGraphError) -> None:
        name = shown(path)
        found = rule("readable-file").broken(f'"{name}"', f"{error}.")
        self.results.append(Result(found, name, name, error.line, error.column))

    def _differing(self, file: Path, one: frozenset[Triple], other: frozenset[Triple]) -> None:
        odd = sorted(one ^ other)
        detail = f"{len(one - other)} triples only here, {len(other - one)} only there."
        found = rule("forms-agree").broken(odd[0].subject, detail, value=odd[0].object)
        self.results.append(Places(file, Facts.of(()), lambda _: None, None).place(found))

    def _portions(
        self, portions: list[Portion], background: Background, agreement: Agreement
    ) -> None:
        within = described(union(portions)) if len(portions) > 1 else {}
        root = self.source or source_root(portions[0].file)
        for portion in portions:
            facts = Facts.of(portion.triples)
            alone = portion.work is None and stands_alone(facts)
            known = None if alone else layered(within, background())
            texts = partial(text_below, root)
            places = Places(portion.file, facts, texts, root)
            findings = judge(self.engine, facts, texts, known)
            self.results.extend(places.place(finding) for finding in findings)
            self._agree(facts, portion, agreement)
            self.documents += 1

    def _agree(self, facts: Facts, portion: Portion, agreement: Agreement) -> None:
        claims = Claims.of(facts, self.base)
        place = Places(portion.file, Facts.of(()), lambda _: None, None)
        what = (claims, portion.file.as_posix(), portion.work or "")
        self.results.extend(place.place(finding) for finding in agreement.against(*what))
        agreement.add(*what)


def _is_shared(path: Path) -> bool:
    return len(path.parts) == 1 or path.parts[0] == AUTHORITY


def _shared_background(files: list[Path]) -> Described:
    """What the shared files describe; a file that cannot be read is told where it is judged."""
    portions: list[Portion] = []
    for file in files:
        try:
            portions += read_portions(file)
        except UnreadableGraphError:
            continue
    return described(union(portions))
