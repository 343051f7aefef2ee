"""What comes and goes as JSON: batches of queries, requests for values, and their answers."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from http import HTTPStatus

import pyoxigraph as ox

from stancegraph.serving.holding.holdings import Node
from stancegraph.serving.reconciling.asked import Candidate, Known, Query
from stancegraph.serving.reconciling.kinds import KIND, PROPERTY, USUAL, Property, kind_of
from stancegraph.serving.reconciling.reading import Reader
from stancegraph.serving.transport.receiving import Refusal

BATCH = 50
"""How many queries, or identifiers, one request may have."""

CONTEXT = {"day": "Day (names as of then)", "body": "Body (names as it uses them)"}
"""Properties that say how a name is to be read, not what the thing has."""

_LIMIT, _MOST = 10, 50
_BESIDE, _VALUES, _FETCHED = 10, 50, 50
"""How many properties a query may have, how many values each, and how many properties may be
fetched at once: names are matched in threads, which nothing ends."""

_DAY = re.compile(r"\d{4}-\d\d-\d\d$")
_WHOLE = re.compile(r"[+-]?\d{1,15}$")
_NUMBERS = ("decimal", "double", "float")


@dataclass(frozen=True, slots=True)
class Wanted:
    """A property whose values are asked for; of memberships those on that day."""

    property: Property
    day: str = ""


@dataclass(frozen=True, slots=True)
class Extension:
    """A request for the values of some properties of some things."""

    ids: tuple[str, ...]
    wanted: tuple[Wanted, ...]


def queries(text: str) -> dict[str, Query]:
    """A batch of queries by their keys.

    Raises:
        Refusal: it is no JSON object of queries, or has too many.
    """
    batch = _object(loaded(text), "queries")
    if len(batch) > BATCH:
        raise _malformed(f"a batch may have {BATCH} queries, this has {len(batch)}")
    return {key: query(value, key) for key, value in batch.items()}


def query(value: object, key: str = "query") -> Query:
    """One query, given as an object or as the bare name.

    Raises:
        Refusal: it is not as the specification has it.
    """
    given = {"query": value} if isinstance(value, str) else _object(value, key)
    words, limit = given.get("query", ""), given.get("limit", _LIMIT)
    if not isinstance(words, str):
        raise _malformed(f"{key}.query is no string")
    if isinstance(limit, bool) or not isinstance(limit, int | float) or not limit >= 1:
        raise _malformed(f"{key}.limit is no number from 1 on")
    known = tuple(_known(item, key) for item in _few(given.get("properties", []), key, _BESIDE))
    if not words.strip() and not known:
        raise _malformed(f"{key} has neither a query nor properties")
    context = {each.property: each.values[0] for each in known if each.property in CONTEXT}
    return Query(
        words,
        _kinds(given.get("type"), key),
        int(min(limit, _MOST)),
        tuple(each for each in known if each.property in PROPERTY),
        _day(context.get("day", "")),
        context.get("body"),
    )


def _kinds(value: object, key: str) -> tuple[str, ...]:
    names = [value] if isinstance(value, str) else _list(value or [], key)
    named = tuple(name for name in names if isinstance(name, str) and name)
    return tuple(name for name in named if name in KIND) if named else USUAL


def _known(item: object, key: str) -> Known:
    given = _object(item, f"{key}.properties")
    name, value = given.get("pid"), given.get("v")
    if not isinstance(name, str) or value is None:
        raise _malformed(f"{key}.properties: each needs pid and v")
    values = value if isinstance(value, list) else [value]
    if len(values) > _VALUES:
        raise _malformed(f"{key}.properties: {name} may have {_VALUES} values, not {len(values)}")
    plain = tuple(
        str(each.get("id", "")) if isinstance(each, dict) else str(each) for each in values
    )
    return Known(name, plain or ("",))


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def extension(text: str) -> Extension:
    """A request for values.

    Raises:
        Refusal: it is not as the specification has it, or asks for too much.
    """
    given = _object(loaded(text), "extend")
    ids = [str(id_) for id_ in _list(given.get("ids"), "extend.ids")]
    if len(ids) > BATCH:
        raise _malformed(f"a request may have {BATCH} ids, this has {len(ids)}")
    wanted = []
    for item in _few(given.get("properties"), "extend", _FETCHED):
        entry = _object(item, "extend.properties")
        found = PROPERTY.get(str(entry.get("id")))
        if found is None:
            raise _malformed(f"extend: no property {entry.get('id')!r}; see /reconcile/properties")
        settings = _object(entry.get("settings") or {}, "settings")
        day = str(settings.get("day", ""))
        wanted.append(Wanted(found, day if _DAY.match(day) else ""))
    return Extension(tuple(ids), tuple(wanted))


def results(candidates: Iterable[Candidate], reader: Reader) -> dict[str, object]:
    """The answer to one query."""
    return {"result": [_result(candidate, reader) for candidate in candidates]}


def _result(candidate: Candidate, reader: Reader) -> dict[str, object]:
    return {
        "id": candidate.id,
        "name": reader.label(candidate.id),
        "description": reader.description(candidate.id),
        "type": kinds(candidate.id),
        "score": round(candidate.score, 1),
        "match": candidate.match,
        "features": [
            {"id": "exact-name", "value": candidate.exact},
            {"id": "agreement", "value": round(candidate.agreement, 3)},
        ],
    }


def kinds(id_: str) -> list[dict[str, str]]:
    """The types of a thing."""
    kind = kind_of(id_)
    return [{"id": kind.id, "name": kind.name}] if kind else []


def rows(asked: Extension, reader: Reader) -> dict[str, object]:
    """The values that were asked for."""
    meta = [{"id": each.property.id, "name": each.property.name} for each in asked.wanted]
    told = {}
    for id_ in dict.fromkeys(asked.ids):
        held = reader.kind(id_) is not None
        told[id_] = {
            each.property.id: [
                cell(value, reader)
                for value in (reader.values(id_, each.property, each.day) if held else ())
            ]
            for each in asked.wanted
        }
    return {"meta": meta, "rows": told}


def cell(value: Node, reader: Reader) -> dict[str, object]:
    """A value as the specification writes it: an entity, a number, a day, or a string."""
    if isinstance(value, ox.NamedNode):
        id_ = reader.id_of(value.value)
        return {"id": id_, "name": reader.label(id_)} if id_ else {"str": reader.shown(value)}
    text = reader.shown(value)
    kind = value.datatype.value.rpartition("#")[2] if isinstance(value, ox.Literal) else ""
    if kind in ("integer", "nonNegativeInteger", "int") and _WHOLE.match(text):
        return {"int": int(text)}
    if kind in _NUMBERS:
        return {"float": float(text)}
    if kind == "date" and _DAY.match(text):
        return {"date": f"{text}T00:00:00Z"}
    return {"str": text}


def loaded(text: str) -> object:
    """JSON of a stranger.

    Raises:
        Refusal: it is none.
    """
    try:
        value: object = json.loads(text)
        json.dumps(value, ensure_ascii=False).encode()  # refuses halves of characters
    except (ValueError, RecursionError) as fault:
        raise _malformed(f"no JSON: {fault}") from fault
    return value


def _object(value: object, name: str) -> Mapping[str, object]:
    if not isinstance(value, dict):
        raise _malformed(f"{name} is no JSON object")
    return value


def _list(value: object, name: str) -> list[object]:
    if not isinstance(value, list):
        raise _malformed(f"{name} is no JSON array")
    return value


def _few(value: object, key: str, most: int) -> list[object]:
    """A list of properties, no longer than it may be."""
    listed = _list(value, f"{key}.properties")
    if len(listed) > most:
        raise _malformed(f"{key} may have {most} properties, this has {len(listed)}")
    return listed


def _malformed(detail: str) -> Refusal:
    return Refusal(HTTPStatus.BAD_REQUEST, "malformed-request", detail)
