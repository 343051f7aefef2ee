"""The report as the tools of others read it: SARIF, JUnit, annotations of GitHub."""

from __future__ import annotations

import hashlib
import json
import re
from collections import defaultdict
from functools import cache
from pathlib import Path
from urllib.parse import quote
from xml.etree import ElementTree as ET

from stancegraph import __version__
from stancegraph.graph.terms import Triple
from stancegraph.validation.facts import Facts, lexical
from stancegraph.validation.report import Report, Result, Severity
from stancegraph.validation.rules import SHAPES, shape_triples

_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_LEVELS = {Severity.VIOLATION: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
_COMMANDS = {Severity.VIOLATION: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}
_UNWRITABLE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 cannot hold; source texts have form feeds."""

Json = dict[str, object]


def as_sarif(report: Report) -> str:
    """SARIF 2.1.0: one run, a rule for each shape that found something; columns in code points."""
    shapes = sorted({result.finding.shape for result in report.results})
    places = {shape: number for number, shape in enumerate(shapes)}
    driver = {
        "name": "stancegraph",
        "semanticVersion": __version__,
        "rules": [_rule(shape) for shape in shapes],
    }
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "invocations": [{"executionSuccessful": True}],
        "results": [_result(result, places) for result in report.results],
    }
    told = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(told, ensure_ascii=False, indent=2) + "\n"


def _rule(shape: str) -> Json:
    title = _facts().value(f"<{shape}>", "sh:message") or _facts().value(f"<{shape}>", "sh:name")
    rule: Json = {"id": _name(shape)}
    if title:
        rule["shortDescription"] = {"text": lexical(title)}
    return rule


@cache
def _facts() -> Facts:
    triples: tuple[Triple, ...] = shape_triples()
    return Facts.of(triples)


def _result(result: Result, places: dict[str, int]) -> Json:
    finding = result.finding
    place: Json = {"artifactLocation": {"uri": _uri(result.file)}}
    if result.line is not None:
        place["region"] = _region(result)
    told = [finding.shape, finding.focus, finding.path or "", finding.value or ""]
    properties = {
        "focus": finding.focus,
        "path": finding.path,
        "value": finding.value,
        "component": finding.component,
        "graph": result.graph,
    }
    focus = {"fullyQualifiedName": lexical(finding.focus)}
    location: Json = {"physicalLocation": place, "logicalLocations": [focus]}
    if result.original:
        location["message"] = {"text": f"in the original: {result.original}"}
    return {
        "ruleId": _name(finding.shape),
        "ruleIndex": places[finding.shape],
        "level": _LEVELS[result.severity],
        "message": {"text": finding.message},
        "locations": [location],
        "partialFingerprints": {"finding/v1": hashlib.sha256("\0".join(told).encode()).hexdigest()},
        "properties": {name: value for name, value in properties.items() if value is not None},
    }


def _region(result: Result) -> dict[str, int]:
    region = {
        "startLine": result.line,
        "startColumn": result.column,
        "endLine": result.end_line,
        "endColumn": result.end_column,
    }
    return {name: value for name, value in region.items() if value is not None}


def _uri(file: str) -> str:
    """The address of a file: relative to where the command ran, or complete."""
    return Path(file).as_uri() if Path(file).is_absolute() else quote(file)


def as_junit(report: Report) -> str:
    """JUnit XML: a suite for each file, a failed case for each violation; the rest is told in it.

    Without results there is one case, which passes.
    """
    by_file: defaultdict[str, list[Result]] = defaultdict(list)
    for result in report.results:
        by_file[result.file].append(result)
    root = ET.Element("testsuites", name="stancegraph")
    for file, results in by_file.items():
        suite = _suite(root, file, len(results), sum(_fails(result) for result in results))
        for result in results:
            _case(suite, result)
    if not by_file:
        ET.SubElement(_suite(root, "stancegraph", 1, 0), "testcase", name="conforms")
    for name in ("tests", "failures", "errors"):
        root.set(name, str(sum(int(suite.get(name, "0")) for suite in root)))
    ET.indent(root)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{ET.tostring(root, encoding="unicode")}\n'


def _suite(root: ET.Element, name: str, tests: int, failures: int) -> ET.Element:
    counts = {"tests": str(tests), "failures": str(failures), "errors": "0", "skipped": "0"}
    return ET.SubElement(root, "testsuite", {"name": _writable(name), **counts})


def _case(suite: ET.Element, result: Result) -> None:
    finding = result.finding
    named = {"name": _name(finding.shape), "classname": _writable(Path(result.file).stem)}
    numbers = {"line": result.line, "column": result.column}
    placed = {name: str(value) for name, value in numbers.items() if value is not None}
    case = ET.SubElement(suite, "testcase", {**named, **placed})
    told = _writable(f"{_place(result)}: {finding.message} {finding.focus}")
    if _fails(result):
        kind = {"message": _writable(finding.message), "type": result.severity.value}
        ET.SubElement(case, "failure", kind).text = told
    else:
        ET.SubElement(case, "system-out").text = f"{result.severity.lower()}: {told}"


def _fails(result: Result) -> bool:
    return result.severity is Severity.VIOLATION


def _writable(text: str) -> str:
    return _UNWRITABLE.sub("\ufffd", text)


def as_github(report: Report) -> str:
    """A workflow command a result, by which GitHub marks the line in the change."""
    return "".join(f"{_command(result)}\n" for result in report.results)


def _command(result: Result) -> str:
    placed: dict[str, object] = {"file": result.file, "line": result.line, "col": result.column}
    if result.end_line == result.line:
        placed |= {"endLine": result.end_line, "endColumn": result.end_column}
    placed["title"] = f"stancegraph ({_name(result.finding.shape)})"
    told = ",".join(
        f"{name}={_escaped(str(value)).replace(':', '%3A').replace(',', '%2C')}"
        for name, value in placed.items()
        if value is not None
    )
    message = f"{_place(result)}: {result.finding.message} {result.finding.focus}"
    return f"::{_COMMANDS[result.severity]} {told}::{_escaped(message)}"


def _escaped(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _place(result: Result) -> str:
    parts = (result.file, result.line, result.column)
    place = ":".join(str(part) for part in parts if part is not None)
    return f"{place} ({result.original})" if result.original else place


def _name(shape: str) -> str:
    """The name of a shape; that of others is its IRI."""
    return shape.removeprefix(SHAPES)
