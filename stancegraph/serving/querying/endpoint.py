"""The SPARQL endpoint: the SPARQL 1.1 protocol for queries, read-only, within limits."""

from __future__ import annotations

import asyncio
from http import HTTPStatus

from starlette.requests import Request
from starlette.responses import Response

from stancegraph.serving.querying.frames import Job, Reply
from stancegraph.serving.querying.pool import BusyError, LostError, Pool, SpentError
from stancegraph.serving.settings import Limits
from stancegraph.serving.transport.coding import CODINGS, HASTY, coding_for
from stancegraph.serving.transport.formats import GRAPHS, RESULTS, content_type
from stancegraph.serving.transport.negotiation import Offer, chosen
from stancegraph.serving.transport.receiving import (
    FORM,
    Parameters,
    Refusal,
    client,
    media_type,
    parsed,
    received,
)

QUERY = "application/sparql-query"
UPDATE = "application/sparql-update"
_TYPES = f"Content-Type must be {FORM} or {QUERY}"


class Endpoint:
    """Answers queries on the graphs of one store."""

    def __init__(self, pool: Pool, limits: Limits) -> None:
        self._pool = pool
        self._limits = limits

    async def respond(self, request: Request) -> Response:
        """Answer one request of the protocol."""
        try:
            parameters = await self._parameters(request)
            job = self.job(parameters, request.headers.get("accept"))
            return await _answered(request, await self.reply(job, client(request)))
        except Refusal as refusal:
            return refusal.response()

    async def reply(self, job: Job, client: str) -> Reply:
        """The complete answer of a worker.

        Raises:
            Refusal: malformed, not acceptable, too long, too large, or too many others wait.
        """
        limits = self._limits
        try:
            reply = await self._pool.ask(job, client)
        except BusyError as fault:
            raise Refusal(
                HTTPStatus.SERVICE_UNAVAILABLE, "busy", "all workers are busy; come back"
            ) from fault
        except SpentError as fault:
            raise Refusal(
                HTTPStatus.GATEWAY_TIMEOUT,
                "query-timeout",
                f"ended after {limits.seconds:g} seconds; ask for less, or load a dump (/dumps)",
            ) from fault
        except LostError as fault:
            raise Refusal(HTTPStatus.UNPROCESSABLE_ENTITY, "out-of-memory", _MEMORY) from fault
        if reply.outcome != "done":
            raise self._refusal(reply)
        return reply

    def _refusal(self, reply: Reply) -> Refusal:
        if reply.outcome == "unacceptable":
            offers = GRAPHS if reply.detail == "graph" else RESULTS
            listed = ", ".join(offer.media_type for offer in offers)
            return Refusal(HTTPStatus.NOT_ACCEPTABLE, "not-acceptable", f"there is: {listed}")
        status, kind, detail = _REFUSALS.get(reply.outcome, _FAILED)
        words = detail.format(detail=reply.detail, limits=self._limits)
        return Refusal(status, kind, words)

    def job(self, parameters: Parameters, accept: str | None) -> Job:
        """The job that the parameters of the protocol describe.

        Raises:
            Refusal: an update, no query, or several.
        """
        if "update" in parameters:
            raise Refusal(HTTPStatus.FORBIDDEN, "read-only", "this endpoint takes no updates")
        queries = parameters.get("query", [])
        if len(queries) != 1 or not queries[0].strip():
            raise Refusal(HTTPStatus.BAD_REQUEST, "no-query", "give one parameter `query`")
        wanted = parameters.get("format", [None])[0]
        results, graphs = _wanted(wanted, accept, RESULTS), _wanted(wanted, accept, GRAPHS)
        return Job(queries[0], results, graphs, *_dataset(parameters))

    async def _parameters(self, request: Request) -> Parameters:
        """The parameters of a request, wherever the protocol lets them stand."""
        given = parsed(request.url.query)
        if request.method != "POST":
            return given
        kind = media_type(request)
        if kind == UPDATE:
            return {"update": [""]}
        if kind not in (FORM, QUERY):
            raise Refusal(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, "media-type", _TYPES)
        text = await received(request, self._limits)
        if kind == QUERY:
            return {**given, "query": [text]}
        return {**given, **await asyncio.to_thread(parsed, text)}


_MEMORY = "the query needs more memory than allowed; ask for less, or load a dump (/dumps)"
_FAILED = (HTTPStatus.UNPROCESSABLE_ENTITY, "query-failed", "{detail}")
_LESS = "use LIMIT and OFFSET, or load a dump (/dumps)"
_REFUSALS = {
    "malformed": (HTTPStatus.BAD_REQUEST, "malformed-query", "{detail}"),
    "no-service": (
        HTTPStatus.FORBIDDEN,
        "no-service",
        "SERVICE is refused: no other endpoint is asked",
    ),
    "unknown-graph": (
        HTTPStatus.FORBIDDEN,
        "unknown-graph",
        "{detail!r} is no graph of this store",
    ),
    "too-large": (
        HTTPStatus.UNPROCESSABLE_ENTITY,
        "answer-too-large",
        "the answer exceeds {limits.answer_bytes:,} bytes; " + _LESS,
    ),
    "too-many-rows": (
        HTTPStatus.UNPROCESSABLE_ENTITY,
        "too-many-rows",
        "the answer exceeds {limits.rows:,} rows; " + _LESS,
    ),
    "out-of-memory": (HTTPStatus.UNPROCESSABLE_ENTITY, "out-of-memory", _MEMORY),
}
"""Outcome of a job -> status, kind of problem, words."""


def _dataset(parameters: Parameters) -> tuple[tuple[str, ...] | None, tuple[str, ...] | None]:
    default, named = parameters.get("default-graph-uri"), parameters.get("named-graph-uri")
    if default is None and named is None:
        return None, None
    return tuple(default or ()), tuple(named or ())


def _wanted(extension: str | None, accept: str | None, offers: tuple[Offer, ...]) -> str | None:
    if extension is not None:
        return next((offer.extension for offer in offers if offer.extension == extension), None)
    offer = chosen(accept, offers)
    return offer.extension if offer else None


async def _answered(request: Request, reply: Reply) -> Response:
    offer = next(offer for offer in (*RESULTS, *GRAPHS) if offer.extension == reply.extension)
    headers = {
        "Content-Type": content_type(offer),
        "Vary": "Accept, Accept-Encoding",
        "Cache-Control": "no-cache",
    }
    body, coding = reply.body, coding_for(request, len(reply.body))
    if coding:
        headers["Content-Encoding"] = coding
        body = await asyncio.to_thread(CODINGS[coding], body, HASTY)
    return Response(body, headers=headers)
