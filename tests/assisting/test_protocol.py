"""The tools over standard input and output, asked by the client of the protocol's own SDK."""

from __future__ import annotations

import asyncio
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("mcp", reason="needs the extra [mcp]")

from mcp.client import Client
from mcp.client.stdio import StdioServerParameters, stdio_client

pytestmark = pytest.mark.slow

BASE = "https://w3id.org/stancegraph/id/"
CALLS: dict[str, tuple[str, dict[str, Any]]] = {
    "found": ("search", {"words": "Kazakhstan", "kind": "state"}),
    "resolution": ("get_resolution", {"name": "50/48-POL"}),
    "stances": ("stances", {"toward": "European Parliament", "side": "against"}),
    "unclear": ("stances", {"toward": "Congo"}),
    "nobody": ("stances", {}),
    "side": ("stances", {"of": "OIC", "side": "sideways"}),
    "schema": ("schema", {}),
    "count": ("query", {"sparql": "SELECT (COUNT(*) AS ?n) { ?s a sg:Stance }"}),
    "truth": ("query", {"sparql": "ASK { <state/kaz> a schema:Country }"}),
    "turtle": ("query", {"sparql": "DESCRIBE <state/kaz>"}),
    "page": ("query", {"sparql": "SELECT ?s { ?s ?p ?o } LIMIT 300", "rows": 7}),
    "wrong": ("query", {"sparql": "SELECT *\nWHERE { ?s ?p }"}),
    "column": ("query", {"sparql": "SELECT"}),
    "elsewhere": ("query", {"sparql": "SELECT * { SERVICE <http://x/> { ?s ?p ?o } }"}),
    "update": ("query", {"sparql": "INSERT DATA { <a> <b> <c> }"}),
    "hostile": ("query", {"sparql": "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"}),
    "many": ("query", {"sparql": "SELECT * { ?s ?p ?o } LIMIT 401"}),
    "whole": ("query", {"sparql": "CONSTRUCT WHERE { ?s a ?o }"}),
    "after": ("query", {"sparql": "SELECT (COUNT(*) AS ?n) { ?s a sg:Stance }"}),
}


@pytest.fixture(scope="module")
def session(root: Path) -> dict[str, Any]:
    """All calls of one session, with what each answered."""

    async def called() -> dict[str, Any]:
        arguments = ["-m", "stancegraph", "mcp", "--graph", str(root / "kg")]
        limits = ["--seconds", "5", "--workers", "2", "--rows", "400"]
        server = StdioServerParameters(command=sys.executable, args=[*arguments, *limits])
        async with Client(stdio_client(server)) as client:
            answers: dict[str, Any] = {
                name: await client.call_tool(tool, given) for name, (tool, given) in CALLS.items()
            }
            answers["tools"] = (await client.list_tools()).tools
            place = (await client.list_resources()).resources[0].uri
            answers["introduction"] = (await client.read_resource(place)).contents[0].text
            return answers

    return asyncio.run(called())


def told(session: dict[str, Any], name: str) -> dict[str, Any]:
    answer = session[name]
    assert not answer.is_error, answer.content[0].text
    content: dict[str, Any] = answer.structured_content
    return content


def fault(session: dict[str, Any], name: str) -> str:
    answer = session[name]
    assert answer.is_error
    return str(answer.content[0].text)


def test_tools_are_offered_with_what_they_take_and_tell(session: dict[str, Any]) -> None:
    tools = {tool.name: tool for tool in session["tools"]}
    assert set(tools) == {"search", "get_resolution", "stances", "schema", "query"}
    for tool in tools.values():
        assert tool.annotations.read_only_hint
        assert tool.output_schema
        for parameter in tool.input_schema["properties"].values():
            assert parameter["description"]


def test_names_and_works_are_found(session: dict[str, Any]) -> None:
    assert told(session, "found")["hits"][0]["iri"] == f"{BASE}state/kaz"
    work = told(session, "resolution")
    assert work["iri"] == f"{BASE}resolution/oic-cfm/48/50-pol"
    assert len(work["paragraphs"]) == 8


def test_stances_come_with_their_words(session: dict[str, Any]) -> None:
    found = told(session, "stances")
    assert found["toward"]["iri"] == f"{BASE}org/eu-ep"
    assert found["stances"]
    assert all(stance["quotes"] and stance["polarity"] < 0 for stance in found["stances"])


def test_what_is_unclear_is_asked_back(session: dict[str, Any]) -> None:
    assert "state/cod (Democratic Republic of the Congo)" in fault(session, "unclear")
    assert "whose stances" in fault(session, "nobody")
    assert "side" in fault(session, "side")


def test_queries_are_answered_in_each_form(session: dict[str, Any]) -> None:
    assert "`sg:Stance` (" in told(session, "schema")["result"]
    assert told(session, "count")["rows"] == [["23"]]
    assert told(session, "truth")["truth"] is True
    assert f"{BASE}state/kaz" in told(session, "turtle")["turtle"]
    page = told(session, "page")
    assert (page["total"], len(page["rows"]), page["columns"]) == (300, 7, ["s"])


def test_queries_are_held_to_the_limits_of_the_endpoint(session: dict[str, Any]) -> None:
    assert fault(session, "hostile").endswith("/dumps)")
    assert "query-timeout" in fault(session, "hostile")
    assert "too-many-rows" in fault(session, "many")
    assert "ask for less" in fault(session, "whole")
    assert "no-service" in fault(session, "elsewhere")
    assert "malformed-query" in fault(session, "update")
    assert "error at 2:" in fault(session, "wrong")
    assert "error at 1:7:" in fault(session, "column")
    assert told(session, "after")["rows"] == [["23"]]


def test_the_dataset_is_introduced(session: dict[str, Any]) -> None:
    assert session["introduction"].startswith("# stancegraph")


def test_a_graph_that_is_not_there_is_one_line(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "stancegraph", "mcp", "--graph", str(tmp_path / "no")]
    ended = subprocess.run(
        command, capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL
    )
    assert ended.returncode == 1
    assert ended.stdout == ""
    assert len(ended.stderr.splitlines()) == 1
