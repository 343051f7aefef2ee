from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import permutations

from samples import seed_register, seed_session

from stancegraph.graph import Directory, merge_sessions, session_graph
from stancegraph.graph.vocabulary import term
from stancegraph.identifiers import BASE

DIRECTORY = Directory.of(seed_register())


def test_both_calendars():
    said = {(s, p): o for s, p, o in session_graph([seed_session()], DIRECTORY, BASE)}
    start = f"<{BASE}session/oic-cfm/48/time/start"
    assert said[f"{start}/hijri>", term("time:month")] == f'"--08"^^{term("time:generalMonth")}'
    assert said[f"{start}/hijri>", term("time:day")] == f'"---19"^^{term("time:generalDay")}'
    assert said[f"{start}>", term("time:inXSDDate")].startswith('"2022-03-22"')


def test_a_session_without_days_has_no_interval():
    session = replace(seed_session(), start=None, end=None)
    graph = session_graph([session], DIRECTORY, BASE)
    assert len(graph.nodes) == 1


def test_documents_of_one_session_give_one_session_in_any_order():
    full = seed_session()
    bare = replace(full, theme=None, place=None, hijri_printed=("19-20 Shabaan 1443",))
    other = replace(full, start=date(2022, 3, 21))
    merged = {merge_sessions(order) for order in permutations([full, bare, other])}
    assert len(merged) == 1
    ((session,),) = merged
    assert session.theme == full.theme
    assert session.start == full.start, "two documents of three say so"
    assert len(session.hijri_printed) == 3


def test_a_place_that_no_register_knows_is_described():
    session = replace(seed_session(), place="place/new-haven", place_name="New Haven")
    said = {(s, p): o for s, p, o in session_graph([session], DIRECTORY, BASE)}
    place = f"<{BASE}place/new-haven>"
    assert said[place, term("rdf:type")] == term("schema:Place")
    assert said[place, term("rdfs:label")] == '"New Haven"@en'
