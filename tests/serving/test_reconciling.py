"""The reconciliation service against a real server: what OpenRefine asks, and what is hostile."""

from __future__ import annotations

import asyncio
import json
from typing import Any, cast

import httpx
import pytest
from served import Server

BASE = "https://w3id.org/stancegraph/id/"
WORK = "resolution/oic-cfm/48/50-pol"


def asked(web: httpx.Client, query: str, **more: Any) -> list[dict[str, Any]]:
    batch = {"q0": {"query": query, **more}}
    answer = web.post("/reconcile", data={"queries": json.dumps(batch)})
    assert answer.status_code == 200, answer.text
    found: list[dict[str, Any]] = answer.json()["q0"]["result"]
    return found


def fetched(web: httpx.Client, ids: list[str], *properties: Any) -> dict[str, Any]:
    wanted = [{"id": each} if isinstance(each, str) else each for each in properties]
    answer = web.post("/reconcile", data={"extend": json.dumps({"ids": ids, "properties": wanted})})
    assert answer.status_code == 200, answer.text
    told: dict[str, Any] = answer.json()
    return told


def test_the_manifest_has_what_the_specification_asks_for(web: httpx.Client) -> None:
    manifest = web.get("/reconcile").json()
    assert "0.2" in manifest["versions"]
    assert manifest["identifierSpace"] == BASE
    assert {"name", "schemaSpace", "view", "preview", "suggest", "extend"} <= set(manifest)
    assert [kind["id"] for kind in manifest["defaultTypes"]] == [
        "state",
        "institution",
        "resolution",
        "session",
    ]
    assert web.post("/reconcile", data={"unknown": "1"}).json() == manifest


def test_every_address_of_the_manifest_answers(web: httpx.Client) -> None:
    manifest = web.get("/reconcile").json()
    for kind in ("view", "preview"):
        assert "{{id}}" in manifest[kind]["url"]
        page = web.get(
            manifest[kind]["url"].replace("{{id}}", "state%2Fkaz"), follow_redirects=True
        )
        assert page.status_code == 200
        assert "Kazakhstan" in page.text
    for service in (*manifest["suggest"].values(), manifest["extend"]["propose_properties"]):
        place = service["service_url"] + service["service_path"]
        assert web.get(place, params={"prefix": "kaz", "type": "state"}).status_code == 200
    assert web.get(manifest["logo"]).status_code == 200


@pytest.mark.parametrize(
    ("name", "id_"),
    [
        ("Kazakhstan", "state/kaz"),
        ("the Republic of Kazakhstan", "state/kaz"),
        ("كازاخستان", "state/kaz"),
        ("KAZ", "state/kaz"),
        ("KZ", "state/kaz"),
        ("Q232", "state/kaz"),
        (f"{BASE}state/kaz", "state/kaz"),
        ("East Germany", "state/gdr"),
        ("European Parliament", "org/eu-ep"),
        ("Organisation of the Islamic Conference", "org/oic"),
        ("50/48-POL", WORK),
        ("resolution No. 50/48-POL", WORK),
        ("P9_TA(2022)0012", "resolution/eu-ep/p9-ta-2022-0012"),
    ],
)
def test_a_name_that_means_one_thing_is_a_match(web: httpx.Client, name: str, id_: str) -> None:
    first = asked(web, name)[0]
    assert (first["id"], first["match"]) == (id_, True)
    assert first["score"] >= 95


def test_a_name_of_two_is_no_match_until_something_tells_them_apart(web: httpx.Client) -> None:
    both = asked(web, "Congo", type="state")[:2]
    assert {each["id"] for each in both} == {"state/cod", "state/cog"}
    assert not any(each["match"] for each in both)
    known = [{"pid": "iso3", "v": "COD"}]
    first, second = asked(web, "Congo", type="state", properties=known)[:2]
    assert (first["id"], first["match"]) == ("state/cod", True)
    assert second["score"] < first["score"]


def test_what_contradicts_the_table_is_no_match(web: httpx.Client) -> None:
    known = [{"pid": "member-of", "v": {"id": "org/eu", "name": "European Union"}}]
    first = asked(web, "Kazakhstan", type="state", properties=known)[0]
    assert (first["id"], first["match"]) == ("state/kaz", False)


def test_misspelled_names_are_proposed_and_never_matched(web: httpx.Client) -> None:
    first = asked(web, "Kazahkstan")[0]
    assert (first["id"], first["match"]) == ("state/kaz", False)
    assert asked(web, "xyzzy plugh") == []


def test_types_narrow_and_values_alone_identify(web: httpx.Client) -> None:
    assert {each["type"][0]["id"] for each in asked(web, "Kazakhstan", type="institution")} == {
        "institution"
    }
    assert asked(web, "Kazakhstan", type="no-such-type") == []
    assert len(asked(web, "Council", type=["institution", "session"], limit=3)) == 3
    batch = {"a": {"properties": [{"pid": "wikidata", "v": "Q232"}]}}
    answer = web.get("/reconcile", params={"queries": json.dumps(batch)}).json()
    assert [each["id"] for each in answer["a"]["result"]] == ["state/kaz"]


def test_every_candidate_is_formed_as_specified(web: httpx.Client) -> None:
    for each in asked(web, "Security Council", type=["institution", "resolution", "session"]):
        assert set(each) <= {"id", "name", "description", "type", "score", "match", "features"}
        assert isinstance(each["score"], int | float)
        assert isinstance(each["match"], bool)
        assert all({"id", "name"} == set(kind) for kind in each["type"])
        assert all(isinstance(feature["value"], bool | float) for feature in each["features"])
        assert web.get(f"/{each['id']}.ttl").status_code == 200


def test_a_single_query_is_answered_bare(web: httpx.Client) -> None:
    for text in ("Kazakhstan", json.dumps({"query": "Kazakhstan", "type": "state"})):
        answer = web.get("/reconcile", params={"query": text}).json()
        assert answer["result"][0]["id"] == "state/kaz"


def test_values_are_fetched_in_their_kinds(web: httpx.Client) -> None:
    told = fetched(web, ["state/kaz"], "iso3", "iso2", "wikidata", "founded", "member-of")
    assert [each["name"] for each in told["meta"]][:2] == [
        "ISO 3166-1 alpha-3",
        "ISO 3166-1 alpha-2",
    ]
    row = told["rows"]["state/kaz"]
    assert row["iso3"] == [{"str": "KAZ"}]
    assert row["iso2"] == [{"str": "KZ"}]
    assert row["wikidata"] == [{"str": "Q232"}]
    assert row["founded"] == [{"date": "1991-12-16T00:00:00Z"}]
    assert {"id": "org/oic", "name": "Organization of Islamic Cooperation"} in row["member-of"]


def test_memberships_are_those_of_the_day_asked_for(web: httpx.Client) -> None:
    def members(day: str) -> set[str]:
        wanted = {"id": "members", "settings": {"day": day}}
        rows = fetched(web, ["org/eu"], wanted)["rows"]
        return {each["id"] for each in rows["org/eu"]["members"]}

    assert "state/gbr" in members("2010-01-01")
    assert "state/gbr" not in members("")
    assert "state/pol" not in members("2000-01-01")


def test_values_of_works_and_sessions(web: httpx.Client) -> None:
    rows = fetched(web, [WORK, "session/oic-cfm/48"], "body", "title", "session", "start", "place")
    work, session = rows["rows"][WORK], rows["rows"]["session/oic-cfm/48"]
    assert work["body"] == [{"id": "org/oic-cfm", "name": "OIC Council of Foreign Ministers"}]
    assert work["title"][0]["str"].startswith("SOLIDARITY")
    assert work["session"][0]["id"] == "session/oic-cfm/48"
    assert session["start"] == [{"date": "2022-03-22T00:00:00Z"}]
    assert session["place"][0]["name"] == "Islamabad"


def test_unknown_things_have_no_values_and_no_preview(web: httpx.Client) -> None:
    for id_ in ("state/xyz", "nonsense", "state/<x>", "../etc/passwd", ""):
        assert fetched(web, [id_], "iso3")["rows"][id_] == {"iso3": []}
        assert web.get("/reconcile/preview", params={"id": id_}).status_code == 404
        assert web.get("/reconcile/flyout/entity", params={"id": id_}).status_code == 404


def test_previews_may_stand_in_frames_and_other_pages_may_not(web: httpx.Client) -> None:
    preview = web.get("/reconcile/preview", params={"id": "org/oic-cfm"})
    assert "frame-ancestors *" in preview.headers["Content-Security-Policy"]
    assert "Organization of Islamic Cooperation" in preview.text
    assert "frame-ancestors 'none'" in web.get("/").headers["Content-Security-Policy"]
    flyout = web.get("/reconcile/flyout/entity", params={"id": "org/oic-cfm"}).json()
    assert flyout["id"] == "org/oic-cfm"
    assert "<strong>" in flyout["html"]


def test_suggestions_complete_what_is_typed(web: httpx.Client) -> None:
    entities = web.get("/reconcile/suggest/entity", params={"prefix": "kazakhst"}).json()["result"]
    assert "state/kaz" in [each["id"] for each in entities]
    states = web.get("/reconcile/suggest/entity", params={"prefix": "kaza", "type": "state"})
    assert [each["id"] for each in states.json()["result"]] == ["state/kaz"]
    page = {"prefix": "council", "cursor": "25"}
    assert web.get("/reconcile/suggest/entity", params=page).json()["result"]
    kinds = web.get("/reconcile/suggest/type", params={"prefix": "sess"}).json()["result"]
    assert [each["id"] for each in kinds] == ["session"]
    found = web.get("/reconcile/suggest/property", params={"prefix": "iso"}).json()["result"]
    assert [each["id"] for each in found] == ["iso3", "iso2"]
    proposed = web.get("/reconcile/properties", params={"type": "session", "limit": "2"}).json()
    assert [each["id"] for each in proposed["properties"]] == ["organizer", "number"]


@pytest.mark.parametrize(
    "form",
    [
        {"queries": "[]"},
        {"queries": "{"},
        {"queries": "[" * 50_000},
        {"queries": '{"q": 1}'},
        {"queries": '{"q": {}}'},
        {"queries": '{"q": {"query": "x", "limit": "many"}}'},
        {"queries": '{"q": {"query": "x", "limit": NaN}}'},
        {"queries": '{"q": {"query": "\\ud800"}}'},
        {
            "queries": json.dumps(
                {"q": {"query": "x", "properties": [{"pid": "iso3", "v": 1}] * 11}}
            )
        },
        {"queries": json.dumps({"q": {"properties": [{"pid": "iso3", "v": ["x"] * 51}]}})},
        {"queries": '{"q": {"query": "x", "properties": [{"pid": "iso3"}]}}'},
        {"queries": json.dumps({str(n): {"query": "x"} for n in range(51)})},
        {"extend": "{}"},
        {"extend": '{"ids": ["state/kaz"], "properties": [{"id": "no-such"}]}'},
        {"extend": json.dumps({"ids": ["x"] * 51, "properties": []})},
        {"extend": json.dumps({"ids": ["org/un"], "properties": [{"id": "members"}] * 51})},
    ],
)
def test_what_is_malformed_is_told_as_a_problem(web: httpx.Client, form: dict[str, str]) -> None:
    answer = web.post("/reconcile", data=form)
    assert answer.status_code == 400
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert answer.json()["type"] == "/problems#malformed-request"


@pytest.mark.parametrize("words", ["\ufffd", "[1]", "a b", "%", "<>", "\x7f", "(" * 300])
def test_words_that_no_identifier_can_hold_find_nothing(web: httpx.Client, words: str) -> None:
    assert not any(each["match"] for each in asked(web, words))
    known = [{"pid": "wikidata", "v": words}]
    assert asked(web, "", properties=known) == []


def test_the_bounds_themselves_are_allowed(web: httpx.Client) -> None:
    """The refusals begin one past what the documentation promises."""
    assert len(asked(web, "Republic", limit=1)) == 1
    batch = {str(n): {"query": "KAZ", "limit": 1} for n in range(50)}
    answer = web.post("/reconcile", data={"queries": json.dumps(batch)})
    assert answer.status_code == 200
    assert len(answer.json()) == 50
    values = [{"pid": "iso3", "v": ["KAZ"] * 50}] * 10
    assert asked(web, "", properties=values)[0]["id"] == "state/kaz"
    assert list(fetched(web, ["state/kaz"] * 50, *["iso3"] * 50)["rows"]) == ["state/kaz"]
    nothing = {"queries": json.dumps({"q": {"query": "KAZ", "limit": 0}})}
    assert web.post("/reconcile", data=nothing).status_code == 400


def test_a_limit_without_end_is_the_highest_there_is(web: httpx.Client) -> None:
    batch = '{"q": {"query": "Republic", "limit": Infinity}}'
    found = web.post("/reconcile", data={"queries": batch}).json()["q"]["result"]
    assert 10 < len(found) <= 50


def test_other_bodies_and_giant_ones_are_refused(web: httpx.Client) -> None:
    assert web.post("/reconcile", json={"queries": {}}).status_code == 415
    assert web.post("/reconcile", data={"queries": "x" * 1_100_000}).status_code == 413
    assert web.put("/reconcile").status_code == 405
    assert "POST" in web.options("/reconcile").headers["Access-Control-Allow-Methods"]


def test_more_requests_than_may_wait_are_asked_to_come_back() -> None:
    from stancegraph.serving.reconciling import Reconciliation
    from stancegraph.serving.settings import Limits
    from stancegraph.serving.transport.receiving import Refusal

    limits = Limits(waiting=0)
    nothing = cast(Any, None)
    service = Reconciliation(nothing, nothing, nothing, limits)
    with pytest.raises(Refusal, match="come back") as refused:
        asyncio.run(service._told({"query": ["Kazakhstan"]}))
    assert refused.value.response().headers["Retry-After"]


def test_a_graph_without_a_register_is_reconciled_to(world: httpx.Client) -> None:
    """Names of a graph that the packaged register knows nothing of are found by the search."""
    first = asked(world, "S/RES/2672 (2023)")[0]
    assert (first["id"], first["match"]) == ("resolution/un-sc/2672", True)
    cited = asked(world, "Security Council resolution 2672 (2023)")[0]
    assert (cited["id"], cited["match"]) == ("resolution/un-sc/2672", True)
    assert [each["id"] for each in asked(world, "Some <Body> & Co")] == ["org/x"]


def test_the_server_still_lives(server: Server) -> None:
    assert server.process.poll() is None
