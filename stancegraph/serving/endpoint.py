"""The SPARQL endpoint: the SPARQL 1.1 protocol for queries, read-only, within limits."""

from __future__ import annotations

from dataclasses import dataclass
from http import HTTPStatus
from urllib.parse import parse_qs

from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response

from stancegraph.serving.delivery import problem
from stancegraph.serving.formats import GRAPHS, RESULTS, content_type
from stancegraph.serving.frames import Job, Reply
from stancegraph.serving.inspection import inspect
from stancegraph.serving.negotiation import Offer, chosen
from stancegraph.serving.pool import BusyError, LostError, Pool, SpentError
from stancegraph.serving.settings import Limits
from stancegraph.store.questions import rebased

FORM = "application/x-www-form-urlencoded"
QUERY = "application/sparql-query"
UPDATE = "application/sparql-update"
_TYPES = f"Content-Type must be {FORM} or {QUERY}"


@dataclass(frozen=True, slots=True)
class Refusal(Exception):  # noqa: N818 - it is an answer, not a fault of the program
    """A request that gets no answer, and why."""

    status: HTTPStatus
    kind: str
    detail: str

    def response(self) -> Response:
        """The refusal as it is sent."""
        headers = {"Retry-After": "2"} if self.status == HTTPStatus.SERVICE_UNAVAILABLE else None
        return problem(self.status, self.kind, self.detail, headers)


Parameters = dict[str, list[str]]


class Endpoint:
    """Answers queries on the graphs of one store."""

    def __init__(self, pool: Pool, limits: Limits, graphs: frozenset[str], base: str) -> None:
        self._pool = pool
        self._limits = limits
        self._graphs = graphs
        self._base = base

    async def respond(self, request: Request) -> Response:
        """Answer one request of the protocol."""
        try:
            parameters = await self._parameters(request)
            job = self.job(parameters, request.headers.get("accept"))
            return _answered(await self.reply(job))
        except Refusal as refusal:
            return refusal.response()

    async def reply(self, job: Job) -> Reply:
        """The complete answer of a worker.

        Raises:
            Refusal: malformed, not acceptable, too long, too large, or too many others wait.
        """
        limits = self._limits
        try:
            reply = await self._pool.ask(job)
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
        if reply.outcome == "malformed":
            return Refusal(HTTPStatus.BAD_REQUEST, "malformed-query", reply.detail)
        if reply.outcome == "unacceptable":
            offers = GRAPHS if reply.detail == "graph" else RESULTS
            listed = ", ".join(offer.media_type for offer in offers)
            return Refusal(HTTPStatus.NOT_ACCEPTABLE, "not-acceptable", f"there is: {listed}")
        if reply.outcome == "too-large":
            size = f"the answer exceeds {self._limits.answer_bytes:,} bytes; use LIMIT and OFFSET"
            return Refusal(HTTPStatus.UNPROCESSABLE_ENTITY, "answer-too-large", size)
        if reply.outcome == "out-of-memory":
            return Refusal(HTTPStatus.UNPROCESSABLE_ENTITY, "out-of-memory", _MEMORY)
        return Refusal(HTTPStatus.UNPROCESSABLE_ENTITY, "query-failed", reply.detail)

    def job(self, parameters: Parameters, accept: str | None) -> Job:
        """The job that the parameters of the protocol describe.

        Raises:
            Refusal: an update, no query, several, or one that reaches for others' data.
        """
        if "update" in parameters:
            raise Refusal(HTTPStatus.FORBIDDEN, "read-only", "this endpoint takes no updates")
        queries = parameters.get("query", [])
        if len(queries) != 1 or not queries[0].strip():
            raise Refusal(HTTPStatus.BAD_REQUEST, "no-query", "give one parameter `query`")
        query = rebased(queries[0], self._base)
        self._check(query, parameters)
        wanted = parameters.get("format", [None])[0]
        results, graphs = _wanted(wanted, accept, RESULTS), _wanted(wanted, accept, GRAPHS)
        return Job(query, results, graphs, *_dataset(parameters))

    def _check(self, query: str, parameters: Parameters) -> None:
        inspected = inspect(query)
        if inspected.service:
            raise Refusal(
                HTTPStatus.FORBIDDEN, "no-service", "SERVICE is refused: no other endpoint is asked"
            )
        asked = (
            *inspected.graphs,
            *parameters.get("default-graph-uri", ()),
            *parameters.get("named-graph-uri", ()),
        )
        for graph in asked:
            if graph not in self._graphs and self._base + graph not in self._graphs:
                raise Refusal(
                    HTTPStatus.FORBIDDEN, "unknown-graph", f"{graph!r} is no graph of this store"
                )

    async def _parameters(self, request: Request) -> Parameters:
        """The parameters of a request, wherever the protocol lets them stand."""
        given = parse_qs(request.url.query, keep_blank_values=True)
        if request.method != "POST":
            return given
        media_type = request.headers.get("content-type", "").split(";")[0].strip().lower()
        if media_type == UPDATE:
            return {"update": [""]}
        if media_type not in (FORM, QUERY):
            raise Refusal(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, "media-type", _TYPES)
        text = await self._body(request)
        if media_type == QUERY:
            return {**given, "query": [text]}
        return {**given, **parse_qs(text, keep_blank_values=True)}

    async def _body(self, request: Request) -> str:
        limit = self._limits.query_bytes
        too_large = Refusal(
            HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
            "query-too-large",
            f"a query may have {limit:,} bytes",
        )
        length = request.headers.get("content-length", "0")
        if length.isdigit() and int(length) > limit:
            raise too_large
        body = bytearray()
        try:
            async for chunk in request.stream():
                body += chunk
                if len(body) > limit:
                    raise too_large
            return body.decode()
        except UnicodeDecodeError as fault:
            raise Refusal(
                HTTPStatus.BAD_REQUEST, "malformed-query", f"the query is not UTF-8: {fault}"
            ) from fault
        except ClientDisconnect as fault:
            raise Refusal(HTTPStatus.BAD_REQUEST, "incomplete", "the request broke off") from fault


_MEMORY = "the query needs more memory than allowed; ask for less, or load a dump (/dumps)"


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


def _answered(reply: Reply) -> Response:
    offer = next(offer for offer in (*RESULTS, *GRAPHS) if offer.extension == reply.extension)
    headers = {
        "Content-Type": content_type(offer),
        "Vary": "Accept",
        "Cache-Control": "no-cache",
    }
    return Response(reply.body, headers=headers)
