"""The forms of a report that the tools of others read."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest

from stancegraph.cli import run
from stancegraph.validation import Finding, Report, Result, Severity, check, render

SMALL = Path(__file__).parent / "small"
WORK = Path("kg/resolution/oic-cfm/48/1-pol.ttl")
SHAPE = "https://w3id.org/stancegraph/shapes#"
FORMS = ("text", "json", "sarif", "junit", "github", "turtle")


@pytest.fixture
def faulty(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Report:
    """A polarity out of range in the words "condemns ..." of the source, line 7, column 4."""
    shutil.copytree(SMALL, tmp_path / "small")
    monkeypatch.chdir(tmp_path / "small")
    text = WORK.read_text(encoding="utf-8")
    assert "sg:polarity -0.9 " in text
    WORK.write_text(text.replace("sg:polarity -0.9 ", "sg:polarity -1.9 ", 1), encoding="utf-8")
    return check([WORK])


def odd(severity: Severity = Severity.VIOLATION) -> Report:
    """A finding with all that must be escaped."""
    finding = Finding(
        severity,
        f"{SHAPE}quote-exact",
        "http://www.w3.org/ns/shacl#SPARQLConstraintComponent",
        "<http://x.example/a>",
        None,
        '"5%, <a> & \f\\n"',
        'Quote 100% "exactly", <please>\nall: of it \f.',
    )
    result = Result(finding, "kg/a b.ttl", "source/a b, c.txt", 3, 2, True, 4, 1)
    return Report((result,), 1)


def test_words_end_where_they_end_in_the_source(faulty: Report) -> None:
    (result,) = faulty.results
    lines = Path(result.file).read_text(encoding="utf-8").splitlines()
    assert result.column is not None
    assert result.end_column is not None
    assert (result.line, result.column, result.end_line) == (7, 4, 7)
    assert lines[6][result.column - 1 : result.end_column - 1].lower().startswith("condemns")


def sound_sarif(told: dict[str, Any]) -> list[dict[str, Any]]:
    """The results of a log, once it has what SARIF 2.1.0 requires of it."""
    assert told["version"] == "2.1.0"
    assert told["$schema"].endswith("sarif-2.1.0.json")
    (run_,) = told["runs"]
    assert set(run_) == {"tool", "columnKind", "invocations", "results"}
    assert run_["columnKind"] == "unicodeCodePoints"
    assert run_["invocations"] == [{"executionSuccessful": True}]
    driver = run_["tool"]["driver"]
    assert driver["name"] == "stancegraph"
    rules = [rule["id"] for rule in driver["rules"]]
    assert len(rules) == len(set(rules))
    for result in run_["results"]:
        assert set(result) == {
            *("ruleId", "ruleIndex", "level", "message"),
            *("locations", "partialFingerprints", "properties"),
        }
        assert rules[result["ruleIndex"]] == result["ruleId"]
        assert result["level"] in ("error", "warning", "note")
        assert isinstance(result["message"]["text"], str)
        place = result["locations"][0]["physicalLocation"]
        assert " " not in place["artifactLocation"]["uri"]
        for number in place.get("region", {}).values():
            assert isinstance(number, int)
            assert number >= 1
        assert all(isinstance(value, str) for value in result["partialFingerprints"].values())
    results: list[dict[str, Any]] = run_["results"]
    return results


def test_sarif_points_to_the_words(faulty: Report) -> None:
    told = json.loads(render(faulty, "sarif"))
    (result,) = sound_sarif(told)
    assert (result["ruleId"], result["level"]) == ("stance-polarity", "error")
    place = result["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "source/oic/attacks.txt"
    assert (place["region"]["startLine"], place["region"]["startColumn"]) == (7, 4)
    rules = told["runs"][0]["tool"]["driver"]["rules"]
    assert rules[0]["shortDescription"]["text"].startswith("Polarity toward")


@pytest.mark.parametrize(
    ("severity", "level", "command"),
    [
        (Severity.VIOLATION, "error", "error"),
        (Severity.WARNING, "warning", "warning"),
        (Severity.INFO, "note", "notice"),
    ],
)
def test_severities_have_the_names_of_each_form(
    severity: Severity, level: str, command: str
) -> None:
    (result,) = sound_sarif(json.loads(render(odd(severity), "sarif")))
    assert result["level"] == level
    assert result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == (
        "source/a%20b%2C%20c.txt"
    )
    assert render(odd(severity), "github").startswith(f"::{command} ")
    suite = ET.fromstring(render(odd(severity), "junit"))
    fails = "1" if severity is Severity.VIOLATION else "0"
    assert (suite.get("tests"), suite.get("failures")) == ("1", fails)


def test_a_file_elsewhere_has_a_complete_address() -> None:
    (result,) = odd().results
    elsewhere = Result(result.finding, result.graph, "/tmp/a b.txt")
    (told,) = sound_sarif(json.loads(render(Report((elsewhere,), 1), "sarif")))
    place = told["locations"][0]["physicalLocation"]
    assert place == {"artifactLocation": {"uri": "file:///tmp/a%20b.txt"}}


def test_junit_has_a_failed_case_for_each_violation(faulty: Report) -> None:
    root = ET.fromstring(render(faulty, "junit"))
    assert (root.tag, root.get("tests"), root.get("failures")) == ("testsuites", "1", "1")
    (suite,) = root
    (case,) = suite
    assert suite.get("name") == "source/oic/attacks.txt"
    assert (case.get("name"), case.get("line"), case.get("column")) == ("stance-polarity", "7", "4")
    failure = case.find("failure")
    assert failure is not None
    assert (failure.text or "").startswith("source/oic/attacks.txt:7:4: ")


def test_junit_holds_what_xml_can() -> None:
    root = ET.fromstring(render(odd(), "junit"))
    message = root[0][0][0].get("message") or ""
    assert message.startswith('Quote 100% "exactly", <please>')
    assert "\f" not in message


def test_nothing_found_is_a_log_without_results_and_a_case_that_passes() -> None:
    nothing = Report((), 3)
    assert sound_sarif(json.loads(render(nothing, "sarif"))) == []
    root = ET.fromstring(render(nothing, "junit"))
    assert (root.get("tests"), root.get("failures"), len(root[0][0])) == ("1", "0", 0)
    assert render(nothing, "github") == ""


def test_github_marks_the_line_and_is_one_line_each(faulty: Report) -> None:
    line = render(faulty, "github")
    assert line.startswith("::error file=source/oic/attacks.txt,line=7,col=4,endLine=7,endColumn=")
    assert "title=stancegraph (stance-polarity)::source/oic/attacks.txt:7:4: Polarity" in line
    assert line.count("\n") == 1
    escaped = render(odd(), "github")
    assert escaped.count("\n") == 1
    assert "file=source/a b%2C c.txt,line=3,col=2,title" in escaped
    assert "Quote 100%25" in escaped
    assert "please>%0Aall" in escaped


def test_json_has_the_end_too(faulty: Report) -> None:
    (result,) = json.loads(render(faulty, "json"))["results"]
    assert (result["line"], result["column"], result["end_line"]) == (7, 4, 7)
    assert result["end_column"] > result["column"]


@pytest.mark.parametrize("form", FORMS)
def test_the_command_line_gives_every_form(
    faulty: Report, form: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["check", str(WORK), "--output-format", form]) == 1
    assert capsys.readouterr().out == render(faulty, form)


def test_the_page_of_the_original_is_told_in_every_form() -> None:
    (result,) = odd().results
    report = Report((replace(result, original="page 3"),), 1)
    assert "page 3" in render(report)
    assert json.loads(render(report, "json"))["results"][0]["original"] == "page 3"
    (told,) = sound_sarif(json.loads(render(report, "sarif")))
    assert told["locations"][0]["message"] == {"text": "in the original: page 3"}
    assert "c.txt:3:2 (page 3): Quote" in render(report, "github")
    assert "(page 3)" in (ET.fromstring(render(report, "junit"))[0][0][0].text or "")
