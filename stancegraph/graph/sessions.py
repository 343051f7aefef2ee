"""Sessions of bodies with their dates in both calendars, as triples."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import fields, replace
from datetime import date

from stancegraph.graph.classes import unregistered_statements
from stancegraph.graph.directory import Directory
from stancegraph.graph.scope import data_iri, label
from stancegraph.graph.terms import Collector, Graph, Statement, plain, typed, worded, xsd
from stancegraph.graph.vocabulary import TYPE, term
from stancegraph.model import HijriDate, Session


def session_label(session: Session, directory: Directory) -> str:
    """What people call a session: "48th session of the Council of Foreign Ministers"."""
    return session_name(session.id, directory)


def session_name(path: str, directory: Directory) -> str:
    """The name of a session by its IRI alone, so that whoever mentions it calls it the same."""
    _, body, number = path.split("/", 2)
    name = directory.label(f"org/{body}")
    if number.isdecimal():
        return f"{ordinal(int(number))} session of the {name}"
    printed = number.upper() if any(map(str.isdecimal, number)) else number.replace("-", " ")
    return f"Session {printed} of the {name}"


def ordinal(number: int) -> str:
    """The number as an English ordinal.

    >>> [ordinal(n) for n in (1, 2, 3, 11, 48, 112, 121)]
    ['1st', '2nd', '3rd', '11th', '48th', '112th', '121st']
    """
    suffix = "th" if number % 100 in (11, 12, 13) else _SUFFIXES.get(number % 10, "th")
    return f"{number}{suffix}"


_SUFFIXES = {1: "st", 2: "nd", 3: "rd"}


def session_core(session: Session, directory: Directory) -> tuple[Statement, ...]:
    """Class, name and dates of a session: what a work's file repeats of it."""
    days = (("schema:startDate", session.start), ("schema:endDate", session.end))
    return (
        (TYPE, term("sg:Session")),
        (TYPE, term("schema:Event")),
        label(session_label(session, directory)),
        *((term(name), _day(day)) for name, day in days if day),
    )


def _day(day: date) -> str:
    return typed(day.isoformat(), xsd("date"))


def merge_sessions(sessions: Iterable[Session]) -> tuple[Session, ...]:
    """One session per IRI: of each value the one that most documents state, then the least.

    Documents that disagree are found by the rules over the set; here the outcome only has to be
    the same in whatever order the documents come.
    """
    groups: dict[str, list[Session]] = {}
    for session in sessions:
        groups.setdefault(session.id, []).append(session)
    return tuple(_merged(groups[key]) for key in sorted(groups))


def _merged(group: list[Session]) -> Session:
    changes: dict[str, object] = {}
    for name in (field.name for field in fields(Session)):
        stated = [value for value in (getattr(one, name) for one in group) if value]
        if name == "hijri_printed":
            changes[name] = tuple(sorted({words for value in stated for words in value}))
        elif stated:
            changes[name] = min(stated, key=lambda value: (-stated.count(value), str(value)))
    return replace(group[0], **changes)  # type: ignore[arg-type]


def session_graph(sessions: Iterable[Session], directory: Directory, base: str) -> Graph:
    """The graph of all sessions; sessions of one IRI are merged."""
    graph = Collector()
    for session in merge_sessions(sessions):
        _describe(session, directory, base, graph)
    return graph.graph()


def _describe(session: Session, directory: Directory, base: str, graph: Collector) -> None:
    for path in filter(None, (session.body, session.place)):
        if path not in directory.entities:
            graph.add(data_iri(path, base), *unregistered_statements(path))
    subject = data_iri(session.id, base)
    statements: list[Statement] = [
        *session_core(session, directory),
        (term("eli:number"), plain(session.number)),
        (term("schema:organizer"), data_iri(session.body, base)),
    ]
    if session.theme:
        statements.append((term("sg:theme"), worded(session.theme, "en")))
    if session.place:
        statements.append((term("schema:location"), data_iri(session.place, base)))
    statements += [(term("sg:hijriPrinted"), plain(words)) for words in session.hijri_printed]
    if session.start and session.end:
        interval = f"{session.id}/time"
        statements.append((term("time:hasTime"), data_iri(interval, base)))
        name = session_label(session, directory)
        graph.add(
            data_iri(interval, base),
            (TYPE, term("time:ProperInterval")),
            label(f"Dates of the {name}"),
            (term("time:hasBeginning"), data_iri(f"{interval}/start", base)),
            (term("time:hasEnd"), data_iri(f"{interval}/end", base)),
        )
        start, end = f"{interval}/start", f"{interval}/end"
        _describe_instant(start, base, session.start, session.hijri_start, graph)
        _describe_instant(end, base, session.end, session.hijri_end, graph)
    graph.add(subject, *statements)


def _describe_instant(
    path: str, base: str, day: date, hijri: HijriDate | None, graph: Collector
) -> None:
    subject = data_iri(path, base)
    graph.add(
        subject,
        (TYPE, term("time:Instant")),
        label(day.isoformat()),
        (term("time:inXSDDate"), _day(day)),
    )
    if hijri:
        description = data_iri(f"{path}/hijri", base)
        graph.add(subject, (term("time:inDateTime"), description))
        graph.add(
            description,
            (TYPE, term("time:GeneralDateTimeDescription")),
            label(f"{hijri} (Umm al-Qura)"),
            (term("time:hasTRS"), term("sg:ummAlQura")),
            (term("time:unitType"), term("time:unitDay")),
            (term("time:year"), typed(f"{hijri.year:04}", term("time:generalYear"))),
            (term("time:month"), typed(f"--{hijri.month:02}", term("time:generalMonth"))),
            (term("time:day"), typed(f"---{hijri.day:02}", term("time:generalDay"))),
        )
