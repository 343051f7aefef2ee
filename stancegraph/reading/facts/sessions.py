"""The session and the date of adoption, from the facts of cover and formula."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from stancegraph import identifiers
from stancegraph.model import Adopted, Basis, Issue, Session, Span
from stancegraph.reading.facts.dates import DateRange, find_date
from stancegraph.reading.facts.hijri import HijriRange, find_hijri, gregorian
from stancegraph.reading.facts.numerals import number
from stancegraph.reading.facts.stated import Facts
from stancegraph.reading.provisions.markers import Style
from stancegraph.reading.provisions.markers import ordinal as ordinal_value


def session_number(facts: Facts) -> str | None:
    """The number of the session, from its own statement or from an ordinal in words."""
    stated = facts.get("session")
    if stated:
        return stated
    roman = facts.get("roman")
    if roman:
        return str(ordinal_value(roman.lower(), Style.ROMAN))
    ordinal = facts.get("ordinal")
    value = number(ordinal) if ordinal else None
    return str(value) if value is not None else None


def read_session(facts: Facts, body: str) -> tuple[Session | None, tuple[Issue, ...]]:
    """The session that the facts describe, and what in its dates does not agree.

    Either calendar may stand first, the other in brackets behind it.
    """
    printed = session_number(facts)
    if printed is None:
        return None, ()
    printed_days = (*facts.all.get("dates", ()), *facts.all.get("hijri", ()))
    days = _first_date(printed_days)
    hijri = _first_hijri(printed_days)
    place = facts.get("place")
    session = Session(
        id=identifiers.session(body, printed),
        body=body,
        number=printed,
        theme=facts.get("theme"),
        place=f"place/{identifiers.slug(place)}" if place else None,
        place_name=place,
        start=days.first if days else None,
        end=days.last if days else None,
        hijri_start=hijri.first if hijri else None,
        hijri_end=hijri.last if hijri else None,
        hijri_printed=tuple(
            dict.fromkeys(_printed(span) for span in printed_days if find_hijri(span.text))
        ),
    )
    return session, tuple(_mismatches(session, facts))


def _printed(span: Span) -> str:
    return " ".join(span.text.split())


def _first_date(spans: Iterable[Span]) -> DateRange | None:
    return next((found for span in spans if (found := find_date(span.text))), None)


def _first_hijri(spans: Iterable[Span]) -> HijriRange | None:
    return next((found for span in spans if (found := find_hijri(span.text))), None)


def _mismatches(session: Session, facts: Facts) -> list[Issue]:
    """Hijri days more than one day from the Gregorian ones that stand beside them."""
    issues = []
    pairs = ((session.hijri_start, session.start), (session.hijri_end, session.end))
    for hijri, day in pairs:
        computed = gregorian(hijri) if hijri else None
        if hijri and computed and day and abs(computed - day) > timedelta(days=1):
            issues.append(
                Issue(
                    "date-mismatch",
                    f"{hijri} AH is {computed} in the Umm al-Qura calendar, the text says {day}",
                    facts.found.get("hijri"),
                )
            )
    return issues


def _with_year(facts: Facts) -> DateRange | None:
    """The stated day whose year is misprinted, in the year that the number bears."""
    day, year = facts.get("adopted_day"), facts.get("year")
    return find_date(f"{day} {year}") if day and year else None


def read_adopted(facts: Facts, session: Session | None) -> Adopted | None:
    """When the resolution was adopted: the stated day, else the days of its session."""
    stated = (
        _first_date(facts.all.get("adopted", ()))
        or _with_year(facts)
        or _first_date(facts.all.get("masthead", ()))
    )
    if stated:
        return Adopted(stated.first, stated.last, Basis.STATED)
    if session and session.start and session.end:
        return Adopted(session.start, session.end, Basis.SESSION)
    held = _first_date(facts.all.get("dates", ()))
    return Adopted(held.first, held.last, Basis.SESSION) if held else None
