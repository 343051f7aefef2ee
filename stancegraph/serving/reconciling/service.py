"""The addresses of the reconciliation service."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable, Iterator
from functools import cached_property, partial
from http import HTTPStatus
from typing import TYPE_CHECKING

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from stancegraph import __version__
from stancegraph.identifiers import DEFINITIONS
from stancegraph.serving.holding.searching import PAGE, Hit, Index
from stancegraph.serving.pages.rendering import Pages
from stancegraph.serving.reconciling import wire
from stancegraph.serving.reconciling.asked import Query
from stancegraph.serving.reconciling.kinds import KIND, KINDS, PROPERTIES, USUAL, properties_of
from stancegraph.serving.reconciling.reading import Reader
from stancegraph.serving.settings import Limits
from stancegraph.serving.transport.delivery import Respond, problem, root
from stancegraph.serving.transport.manners import POLICY
from stancegraph.serving.transport.receiving import (
    FORM,
    Parameters,
    Refusal,
    media_type,
    parsed,
    received,
)

if TYPE_CHECKING:
    from stancegraph.serving.reconciling.matching import Matcher

PLACE = "/reconcile"
_WIDTH, _HEIGHT = 430, 220
_SHOWN = 6
_AT_ONCE = 2
"""How many names are matched at once; the other threads are for other requests."""
_FRAMED = POLICY.replace("frame-ancestors 'none'", "frame-ancestors *")
"""A preview stands in a frame on the page of whoever reconciles."""


class Reconciliation:
    """Answers OpenRefine; names are matched in threads, those of a batch one after the other."""

    def __init__(self, reader: Reader, index: Index, pages: Pages, limits: Limits) -> None:
        self._reader = reader
        self._index = index
        self._pages = pages
        self._limits = limits
        self._turn = asyncio.Semaphore(_AT_ONCE)
        self._present = 0

    @cached_property
    def _matcher(self) -> Matcher:
        """Made when a name is first asked for: no start waits for all of linking."""
        from stancegraph.serving.reconciling.matching import Matcher

        return Matcher(self._reader, self._index)

    def routes(self) -> Iterator[Route]:
        """The routes of these addresses, in the order in which they are tried."""
        yield Route(PLACE, self.respond, methods=["GET", "POST"])
        yield Route(f"{PLACE}/preview", self.preview)
        yield Route(f"{PLACE}/properties", self.propose)
        yield Route(f"{PLACE}/suggest/entity", self.suggest_entity)
        yield Route(f"{PLACE}/suggest/type", _suggesting(_types))
        yield Route(f"{PLACE}/suggest/property", _suggesting(_properties))
        yield Route(f"{PLACE}/flyout/entity", self.flyout)

    async def respond(self, request: Request) -> Response:
        """The manifest; candidates for `queries` or `query`; values for `extend`."""
        try:
            told = await self._told(await self._parameters(request))
        except Refusal as refusal:
            return refusal.response()
        if told is None:
            return _json(self._manifest(root(request)), "public, max-age=300", "Host")
        return _json(told)

    async def _told(self, given: Parameters) -> object:
        """The answer to a request; None where it asks nothing."""
        if self._present >= self._limits.waiting:
            detail = "too many names are being reconciled; come back"
            raise Refusal(HTTPStatus.SERVICE_UNAVAILABLE, "busy", detail)
        self._present += 1
        try:
            if "queries" in given:
                batch = wire.queries(given["queries"][-1])
                return {key: await self._answered(each) for key, each in batch.items()}
            if "query" in given:
                text = given["query"][-1]
                single = wire.loaded(text) if text.lstrip().startswith("{") else text
                return await self._answered(wire.query(single))
            if "extend" in given:
                asked = wire.extension(given["extend"][-1])
                async with self._turn:
                    return await asyncio.to_thread(wire.rows, asked, self._reader)
        finally:
            self._present -= 1
        return None

    async def _parameters(self, request: Request) -> Parameters:
        given = parsed(request.url.query)
        if request.method != "POST":
            return given
        if media_type(request) != FORM:
            detail = f"Content-Type must be {FORM}"
            raise Refusal(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, "media-type", detail)
        text = await received(request, self._limits)
        return given | await asyncio.to_thread(parsed, text)

    async def _answered(self, query: Query) -> dict[str, object]:
        async with self._turn:
            return await asyncio.to_thread(
                lambda: wire.results(self._matcher.candidates(query), self._reader)
            )

    def _manifest(self, place: str) -> dict[str, object]:
        here = place.rstrip("/")

        def service(path: str) -> dict[str, str]:
            return {"service_url": here, "service_path": f"{PLACE}/{path}"}

        entity = service("suggest/entity") | {
            "flyout_service_url": here,
            "flyout_service_path": f"{PLACE}/flyout/entity?id=${{id}}",
        }
        return {
            "versions": ["0.2"],
            "name": "stancegraph: states, institutions, sessions, resolutions",
            "identifierSpace": self._reader.holdings.base,
            "schemaSpace": DEFINITIONS,
            "serviceVersion": __version__,
            "documentation": f"{place}openapi.json",
            "logo": f"{place}static/icon.svg",
            "defaultTypes": [{"id": id_, "name": KIND[id_].name} for id_ in USUAL],
            "batchSize": wire.BATCH,
            "view": {"url": f"{place}{{{{id}}}}"},
            "preview": {
                "url": f"{place}{PLACE[1:]}/preview?id={{{{id}}}}",
                "width": _WIDTH,
                "height": _HEIGHT,
            },
            "suggest": {
                "entity": entity,
                "type": service("suggest/type"),
                "property": service("suggest/property"),
            },
            "extend": {
                "propose_properties": service("properties"),
                "property_settings": [_DAY_SETTING],
            },
        }

    async def preview(self, request: Request) -> Response:
        """A small page about a thing, to be shown in a frame."""
        id_ = request.query_params.get("id", "")
        if self._reader.kind(id_) is None:
            return _unknown(id_)
        headers = {"Content-Security-Policy": _FRAMED, "Content-Language": "en"}
        return Response(self._previewed(id_), 200, headers, "text/html; charset=utf-8")

    def _previewed(self, id_: str) -> str:
        kind = self._reader.kind(id_)
        facts: list[tuple[str, str]] = []
        for entry in properties_of(kind.id if kind else ""):
            values = [self._reader.shown(value) for value in self._reader.values(id_, entry)]
            if values and len(facts) < _SHOWN:
                more = f" and {len(values) - 3} more" if len(values) > 3 else ""
                facts.append((entry.name, "; ".join(values[:3]) + more))
        label, description = self._reader.label(id_), self._reader.description(id_)
        return self._pages.render(
            "preview.html", label=label, description=description, facts=facts, path=id_
        )

    async def flyout(self, request: Request) -> Response:
        """The same as a piece of HTML within JSON."""
        id_ = request.query_params.get("id", "")
        if self._reader.kind(id_) is None:
            return _unknown(id_)
        label, told = self._reader.label(id_), self._reader.description(id_)
        html = self._pages.render("flyout.html", label=label, description=told)
        return _json({"id": id_, "html": html})

    async def suggest_entity(self, request: Request) -> Response:
        """Things whose names begin so; `type` narrows, `cursor` goes on."""
        given = request.query_params
        cursor = given.get("cursor", "0")
        if not cursor.isdecimal() or len(cursor) > 6:
            return problem(HTTPStatus.BAD_REQUEST, "malformed-request", "cursor is no number")
        wanted = KIND.get(given.get("type", ""))
        searched = (wanted.search,) if wanted else tuple(kind.search for kind in KINDS)
        named = partial(self._index.named, given.get("prefix", "")[:300], searched)
        hits = await asyncio.to_thread(named, int(cursor), PAGE)
        return _json({"result": [self._suggested(id_) for id_ in self._ids(hits)]})

    def _ids(self, hits: tuple[Hit, ...]) -> list[str]:
        return [id_ for hit in hits if (id_ := self._reader.id_of(hit.iri))]

    def _suggested(self, id_: str) -> dict[str, object]:
        reader = self._reader
        return {
            "id": id_,
            "name": reader.label(id_),
            "description": reader.description(id_),
            "notable": wire.kinds(id_),
        }

    async def propose(self, request: Request) -> Response:
        """The properties whose values can be fetched for things of a type."""
        kind, limit = request.query_params.get("type", ""), request.query_params.get("limit", "")
        found = properties_of(kind)
        if limit.isdecimal() and len(limit) < 6:
            found = found[: int(limit)]
        listed = [{"id": entry.id, "name": entry.name} for entry in found]
        return _json({"type": kind, "limit": len(listed), "properties": listed})


_DAY_SETTING = {
    "type": "text",
    "name": "day",
    "label": "On this day",
    "default": "",
    "help_text": "Of memberships, those on this day (2022-03-22); empty: those without an end.",
}

Listed = tuple[str, str, str]


def _types() -> Iterator[Listed]:
    return ((kind.id, kind.name, "") for kind in KINDS)


def _properties() -> Iterator[Listed]:
    yield from ((name, label, "tells how the name is read") for name, label in wire.CONTEXT.items())
    yield from ((entry.id, entry.name, "of " + ", ".join(entry.kinds)) for entry in PROPERTIES)


def _suggesting(listed: Callable[[], Iterator[Listed]]) -> Respond:
    """Suggests from a short list what has the words asked for in its name or identifier."""

    async def respond(request: Request) -> Response:
        words = request.query_params.get("prefix", "").casefold()
        found = [
            {"id": id_, "name": name, "description": told}
            for id_, name, told in listed()
            if words in name.casefold() or words in id_
        ]
        return _json({"result": found})

    return respond


def _unknown(id_: str) -> Response:
    detail = f"nothing that names are reconciled to is known as {id_[:100]!r}"
    return problem(HTTPStatus.NOT_FOUND, "not-found", detail)


def _json(told: object, cache: str = "no-cache", vary: str = "") -> Response:
    headers = {"Cache-Control": cache} | ({"Vary": vary} if vary else {})
    body = json.dumps(told, ensure_ascii=False).encode()
    return Response(body, 200, headers, "application/json")
