"""What no element of Akoma Ntoso says, kept in records of our own: written, and read back.

A record is a named set of attributes; `records` and `named` are each other's inverse.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from stancegraph.errors import SourceError
from stancegraph.model import (
    Adopted,
    Adoption,
    Basis,
    HijriDate,
    Markup,
    Resolution,
    Session,
)

RECORD = "record-"
RESOLUTION = "resolution"


@dataclass(frozen=True, slots=True)
class Record:
    """The name of a record and its attributes, those without a value left out."""

    name: str
    attributes: tuple[tuple[str, str], ...]

    @classmethod
    def of(cls, name: str, **attributes: object) -> Record:
        """A record of the attributes that are not None; underscores become hyphens."""
        given = ((key.replace("_", "-"), value) for key, value in attributes.items())
        return cls(name, tuple((key, str(value)) for key, value in given if value is not None))


def records(resolution: Resolution) -> Iterator[Record]:
    """The records of a resolution."""
    yield Record.of(
        RESOLUTION,
        id=resolution.id,
        profile=resolution.profile,
        body=resolution.body,
        language=resolution.language,
        title=resolution.title,
        instrument=resolution.instrument,
        symbol=resolution.symbol,
        number=resolution.number,
        collection=resolution.collection,
    )
    adopted, adoption, session = resolution.adopted, resolution.adoption, resolution.session
    if adopted is not None:
        yield Record.of(
            "adopted", earliest=adopted.earliest, latest=adopted.latest, basis=adopted.basis
        )
    yield Record.of(
        "adoption",
        method=adoption.method,
        meeting=adoption.meeting,
        in_favour=adoption.in_favour,
        against=adoption.against,
        abstaining=adoption.abstaining,
    )
    if session is not None:
        yield from _session_records(session)


def _session_records(session: Session) -> Iterator[Record]:
    yield Record.of(
        "session",
        id=session.id,
        body=session.body,
        number=session.number,
        theme=session.theme,
        place=session.place,
        place_name=session.place_name,
        start=session.start,
        end=session.end,
        hijri_start=session.hijri_start,
        hijri_end=session.hijri_end,
    )
    for printed in session.hijri_printed:
        yield Record.of("hijri", printed=printed)


def recorded(markup: Iterable[Markup]) -> list[Record]:
    """The records among the markup of a document."""
    return [
        Record(element.kind.removeprefix(RECORD), element.attributes)
        for element in markup
        if element.kind.startswith(RECORD)
    ]


def named(found: Sequence[Record]) -> Resolution:
    """The resolution of which the records tell everything but its text and voters.

    Raises:
        SourceError: a record lacks what it must say, or says what cannot be.
    """
    said = {record.name: dict(record.attributes) for record in found}
    try:
        return _named(said, _printed(found))
    except (ValueError, KeyError) as error:
        work = said.get(RESOLUTION, {}).get("id", "a document")
        raise SourceError(f"{work}: not a record of stancegraph: {error!r}") from error


def _printed(found: Sequence[Record]) -> tuple[str, ...]:
    return tuple(
        dict(record.attributes).get("printed", "") for record in found if record.name == "hijri"
    )


def _named(said: dict[str, dict[str, str]], printed: tuple[str, ...]) -> Resolution:
    own, adopted, session = said[RESOLUTION], said.get("adopted"), said.get("session")
    return Resolution(
        id=own["id"],
        profile=own["profile"],
        body=own["body"],
        language=own["language"],
        title=own.get("title", ""),
        paragraphs=(),
        furniture=(),
        symbol=own.get("symbol"),
        number=own.get("number"),
        collection=own.get("collection"),
        instrument=own["instrument"],
        session=_session(session, printed) if session else None,
        adopted=Adopted(
            date.fromisoformat(adopted["earliest"]),
            date.fromisoformat(adopted["latest"]),
            Basis(adopted["basis"]),
        )
        if adopted
        else None,
        adoption=_adoption(said.get("adoption", {})),
    )


def _adoption(said: dict[str, str]) -> Adoption:
    return Adoption(
        method=said.get("method"),
        meeting=said.get("meeting"),
        in_favour=_count(said.get("in-favour")),
        against=_count(said.get("against")),
        abstaining=_count(said.get("abstaining")),
    )


def _count(printed: str | None) -> int | None:
    return None if printed is None else int(printed)


def _session(said: dict[str, str], printed: tuple[str, ...]) -> Session:
    return Session(
        id=said["id"],
        body=said["body"],
        number=said["number"],
        theme=said.get("theme"),
        place=said.get("place"),
        place_name=said.get("place-name"),
        start=_day(said.get("start")),
        end=_day(said.get("end")),
        hijri_start=_hijri(said.get("hijri-start")),
        hijri_end=_hijri(said.get("hijri-end")),
        hijri_printed=printed,
    )


def _day(printed: str | None) -> date | None:
    return date.fromisoformat(printed) if printed else None


def _hijri(printed: str | None) -> HijriDate | None:
    return HijriDate(*(int(part) for part in printed.split("-"))) if printed else None
