"""The W3C's test suite of SHACL 1.0, run from its manifests; `python tests/w3c_shacl.py FOLDER`.

Reports are compared as sets of results by focus node, path, value, severity, component and source
shape; any blank node equals any other, since engines rename them.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph
import pyshacl
import rdflib
import shacl

from stancegraph.errors import GraphError
from stancegraph.graph.terms import Triple
from stancegraph.validation.compiled import ntriples
from stancegraph.validation.engine import COMPILED, REFERENCE, Engine
from stancegraph.validation.facts import Facts, lexical
from stancegraph.validation.literals import written
from stancegraph.validation.paths import items, path_words

MF = "http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#"
SHT = "http://www.w3.org/ns/shacl-test#"
SH = "http://www.w3.org/ns/shacl#"
FAILURE = f"<{SHT}Failure>"

Outcome = frozenset[tuple[str, ...]]


@dataclass(frozen=True)
class Case:
    """One test: what is judged by what, and the report to expect; None where it must fail."""

    name: str
    data: Path
    shapes: Path
    expected: Outcome | None


Judge = Callable[[Case], Outcome]


def cases(manifest: Path, root: Path | None = None) -> Iterator[Case]:
    """The cases of a manifest and of all those that it includes, in their order."""
    root = root or manifest.parent
    facts = Facts.of(triples_of(manifest))
    here = f"<{manifest.as_uri()}>"
    for included in of(facts, here, f"{MF}include"):
        yield from cases(file_of(included), root)
    for entries in of(facts, here, f"{MF}entries"):
        for entry in items(facts, entries):
            yield case(facts, entry, manifest.relative_to(root).as_posix())


def case(facts: Facts, entry: str, name: str) -> Case:
    (action,) = of(facts, entry, f"{MF}action")
    (result,) = of(facts, entry, f"{MF}result")
    data, shapes = (
        file_of(of(facts, action, f"{SHT}{part}Graph")[0]) for part in ("data", "shapes")
    )
    return Case(name, data, shapes, None if result == FAILURE else report(facts, result))


def report(facts: Facts, node: str) -> Outcome:
    return frozenset(
        outcome(
            first(facts, result, "focusNode"),
            path_words(facts, path) if (path := first(facts, result, "resultPath")) else None,
            first(facts, result, "value"),
            first(facts, result, "resultSeverity"),
            first(facts, result, "sourceConstraintComponent"),
            first(facts, result, "sourceShape"),
        )
        for result in of(facts, node, f"{SH}result")
    )


def outcome(focus: str | None, path: str | None, *parts: str | None) -> tuple[str, ...]:
    """A result as it is compared; engines put different brackets into paths."""
    bare = (path or "").translate({ord("("): None, ord(")"): None})
    others = ["_:" if (part or "").startswith("_:") else written(part or "") for part in parts]
    return (bare, "_:" if (focus or "").startswith("_:") else written(focus or ""), *others)


def of(facts: Facts, node: str, predicate: str) -> list[str]:
    return [t.object for t in facts.triples if (t.subject, t.predicate) == (node, f"<{predicate}>")]


def first(facts: Facts, node: str, name: str) -> str | None:
    return next(iter(of(facts, node, f"{SH}{name}")), None)


def file_of(iri: str) -> Path:
    return Path(lexical(iri).removeprefix("file://"))


def triples_of(path: Path) -> tuple[Triple, ...]:
    """The triples of a Turtle file, its blank nodes called by their order."""
    names: dict[str, str] = {}

    def name(node: object) -> str:
        text = str(node)
        return names.setdefault(text, f"_:n{len(names)}") if text.startswith("_:") else text

    parsed = pyoxigraph.parse(path=path, format=pyoxigraph.RdfFormat.TURTLE, base_iri=path.as_uri())
    return tuple(Triple(name(q.subject), str(q.predicate), name(q.object)) for q in parsed)


def by_adapter(name: str) -> Judge:
    """The project's adapter with one engine."""

    def judge(case: Case) -> Outcome:
        engine = Engine(triples_of(case.shapes), name)
        return frozenset(
            outcome(
                found.focus,
                found.path,
                found.value,
                f"<{SH}{found.severity.value}>",
                f"<{found.component}>",
                found.shape if found.shape.startswith("_:") else f"<{found.shape}>",
            )
            for found in engine.judge(triples_of(case.data))
        )

    return judge


def by_pyshacl(case: Case) -> Outcome:
    """The engine pyshacl alone, with the prefixes of the files, literals not normalised."""
    normalised, rdflib.NORMALIZE_LITERALS = rdflib.NORMALIZE_LITERALS, False
    try:
        graphs = [rdflib.Graph().parse(file) for file in (case.data, case.shapes)]
        _, results, _ = pyshacl.validate(graphs[0], shacl_graph=graphs[1], inference="none")
    finally:
        rdflib.NORMALIZE_LITERALS = normalised
    if not isinstance(results, rdflib.Graph):
        raise GraphError(str(results))
    found = pyoxigraph.parse(
        results.serialize(format="nt", encoding="utf-8"), format=pyoxigraph.RdfFormat.N_TRIPLES
    )
    facts = Facts.of(Triple(str(q.subject), str(q.predicate), str(q.object)) for q in found)
    (node,) = facts.instances("sh:ValidationReport")
    return report(facts, node)


def by_shacl(case: Case) -> Outcome:
    """The engine shacl alone, without what the adapter does for it."""
    compiled = shacl.Shapes.from_text(ntriples(triples_of(case.shapes)), "ntriples")
    return frozenset(
        outcome(
            found.focus_node,
            found.path,
            found.value,
            f"<{found.severity_iri}>",
            f"<{found.component_iri}>",
            found.source_shape,
        )
        for found in compiled.validate_text(ntriples(triples_of(case.data)), "ntriples").results
    )


JUDGES: dict[str, Judge] = {
    "pyshacl alone": by_pyshacl,
    "shacl alone": by_shacl,
    "pyshacl in the adapter": by_adapter(REFERENCE),
    "shacl in the adapter": by_adapter(COMPILED),
}


def passes(case: Case, judge: Judge) -> bool:
    """Whether a judge finds what is expected; where a failure is expected, any fault will do."""
    try:
        found = judge(case)
    except Exception:  # noqa: BLE001 - each engine has faults of its own
        return case.expected is None
    return found == case.expected


def failures(suite: Sequence[Case], judge: Judge) -> list[str]:
    """The names of the cases that a judge does not pass."""
    return [case.name for case in suite if not passes(case, judge)]


def main() -> None:
    suite = list(cases(Path(sys.argv[1]).resolve() / "manifest.ttl"))
    for name, judge in JUDGES.items():
        failed = failures(suite, judge)
        sys.stdout.write(f"{name}: {len(suite) - len(failed)} of {len(suite)} passed\n")
        sys.stdout.writelines(f"  fails {case}\n" for case in failed)


if __name__ == "__main__":
    main()
