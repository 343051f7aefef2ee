"""What a request brings: its parameters and its body, within the limits, or why it is refused."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from http import HTTPStatus
from urllib.parse import parse_qs

from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response

from stancegraph.serving.settings import Limits
from stancegraph.serving.transport.delivery import problem

FORM = "application/x-www-form-urlencoded"
_MOST_FIELDS = 100

Parameters = dict[str, list[str]]


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


def client(request: Request) -> str:
    """Who asks: an address, or nothing where the server does not know it."""
    return request.client.host if request.client else ""


def media_type(request: Request) -> str:
    """The media type of the body, without its parameters."""
    return request.headers.get("content-type", "").split(";")[0].strip().lower()


def parsed(text: str) -> Parameters:
    """The parameters of a form or of the query part of an address.

    Raises:
        Refusal: there are too many.
    """
    try:
        return parse_qs(text, keep_blank_values=True, max_num_fields=_MOST_FIELDS)
    except ValueError as fault:
        raise Refusal(
            HTTPStatus.BAD_REQUEST, "malformed-request", f"more than {_MOST_FIELDS} parameters"
        ) from fault


async def received(request: Request, limits: Limits) -> str:
    """The body of a request as text.

    Raises:
        Refusal: it is too long, comes too slowly, breaks off or is not UTF-8.
    """
    too_large = Refusal(
        HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
        "query-too-large",
        f"a query may have {limits.query_bytes:,} bytes",
    )
    length = request.headers.get("content-length", "0")
    if length.isdigit() and int(length) > limits.query_bytes:
        raise too_large
    body = bytearray()
    try:
        async with asyncio.timeout(limits.patience):
            async for chunk in request.stream():
                body += chunk
                if len(body) > limits.query_bytes:
                    raise too_large
        return body.decode()
    except TimeoutError as fault:
        raise Refusal(
            HTTPStatus.REQUEST_TIMEOUT, "incomplete", "the query came too slowly"
        ) from fault
    except UnicodeDecodeError as fault:
        raise Refusal(
            HTTPStatus.BAD_REQUEST, "malformed-query", f"the query is not UTF-8: {fault}"
        ) from fault
    except ClientDisconnect as fault:
        raise Refusal(HTTPStatus.BAD_REQUEST, "incomplete", "the request broke off") from fault
