"""The report as text for people, as JSON, as Turtle in the vocabulary of SHACL; all its forms."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable
from functools import cache

import pyoxigraph

from stancegraph.graph.terms import Triple, boolean, plain, worded
from stancegraph.graph.vocabulary import NAMESPACES
from stancegraph.validation.annotating import as_github, as_junit, as_sarif
from stancegraph.validation.facts import Facts, term
from stancegraph.validation.report import Report, Result
from stancegraph.validation.rules import SHAPES, shape_triples

_SHACL = "http://www.w3.org/ns/shacl#"
_SHORT = {**{space: prefix for prefix, space in NAMESPACES.items()}, SHAPES: "shape"}
_IRI = re.compile(r"<([^<>\s]*[#/])([A-Za-z0-9_.-]+)>")


def render(report: Report, form: str = "text") -> str:
    """The report in one of the forms of `RENDERERS`.

    Raises:
        KeyError: there is no such form.
    """
    return RENDERERS[form](report)


def as_text(report: Report) -> str:
    """One line a result: where, how urgent, what to do, and what was found wrong."""
    return "".join(f"{_line(result)}\n" for result in report.results)


def _line(result: Result) -> str:
    finding = result.finding
    where = ":".join(
        str(part) for part in (result.file, result.line, result.column) if part is not None
    )
    about = [f"<{finding.shape}>", finding.focus]
    if finding.path:
        about.append(finding.path)
    if finding.value and finding.value != finding.focus:
        about.append(f"value {finding.value}")
    if result.original:
        about.append(f"in the original {result.original}")
    details = _IRI.sub(_shortened, " ".join(" ".join(about).split()))
    return f"{where}: {result.severity.lower()}: {finding.message} [{details}]"


def _shortened(match: re.Match[str]) -> str:
    prefix = _SHORT.get(match[1])
    return f"{prefix}:{match[2]}" if prefix else match[0]


def as_json(report: Report) -> str:
    """An object with `conforms`, `documents` and `results`; terms are written as in N-Triples."""
    results = [
        {
            "severity": result.severity.value,
            "shape": result.finding.shape,
            "component": result.finding.component,
            "focus": result.finding.focus,
            "path": result.finding.path,
            "value": result.finding.value,
            "message": result.finding.message,
            "file": result.file,
            "line": result.line,
            "column": result.column,
            "end_line": result.end_line,
            "end_column": result.end_column,
            "original": result.original,
            "graph": result.graph,
        }
        for result in report.results
    ]
    told = {"conforms": report.conforms, "documents": report.documents, "results": results}
    return json.dumps(told, ensure_ascii=False, indent=2) + "\n"


def as_turtle(report: Report) -> str:
    """One sh:ValidationReport; file and line stand in rdfs:comment of each result."""
    triples = [
        Triple("_:report", term("rdf:type"), term("sh:ValidationReport")),
        Triple("_:report", term("sh:conforms"), boolean(report.conforms)),
    ]
    shapes = Facts.of(shape_triples())
    for number, result in enumerate(report.results, start=1):
        triples.append(Triple("_:report", term("sh:result"), f"_:result{number}"))
        triples += _result(f"_:result{number}", result, shapes)
    lines = "".join(f"{s} {p} {o} .\n" for s, p, o in triples)
    parsed = pyoxigraph.parse(input=lines, format=pyoxigraph.RdfFormat.N_TRIPLES)
    written = pyoxigraph.serialize(
        (quad.triple for quad in parsed),
        format=pyoxigraph.RdfFormat.TURTLE,
        prefixes={"sh": _SHACL, "shape": SHAPES},
    )
    return (written or b"").decode()


def _result(node: str, result: Result, shapes: Facts) -> Iterable[Triple]:
    finding = result.finding
    place = result.file if result.line is None else f"{result.file}:{result.line}"
    statements = [
        ("rdf:type", term("sh:ValidationResult")),
        ("sh:resultSeverity", term(f"sh:{result.severity}")),
        ("sh:sourceShape", f"<{finding.shape}>"),
        ("sh:sourceConstraintComponent", f"<{finding.component}>"),
        ("sh:focusNode", finding.focus),
        ("sh:resultMessage", worded(finding.message, "en")),
        ("rdfs:comment", plain(place)),
    ]
    if finding.value:
        statements.append(("sh:value", finding.value))
    yield from (Triple(node, term(name), value) for name, value in statements)
    declared = shapes.value(f"<{finding.shape}>", "sh:path")
    if declared:
        yield Triple(node, term("sh:resultPath"), _renamed(declared, node))
        yield from _copied(declared, node)
    elif finding.path:
        yield Triple(node, term("sh:resultPath"), finding.path)


def _renamed(value: str, node: str) -> str:
    return f"{node}x{value[2:]}" if value.startswith("_:") else value


def _copied(value: str, node: str) -> Iterable[Triple]:
    """A path of several steps, with blank nodes of its own for each result."""
    for subject, predicate, target in _steps(value):
        yield Triple(_renamed(subject, node), predicate, _renamed(target, node))


@cache
def _steps(value: str) -> tuple[Triple, ...]:
    if not value.startswith("_:"):
        return ()
    here = [triple for triple in shape_triples() if triple.subject == value]
    return (*here, *(step for triple in here for step in _steps(triple.object)))


RENDERERS: dict[str, Callable[[Report], str]] = {
    "text": as_text,
    "json": as_json,
    "sarif": as_sarif,
    "junit": as_junit,
    "github": as_github,
    "turtle": as_turtle,
}
"""The forms of a report, by the name that the command line gives them."""
