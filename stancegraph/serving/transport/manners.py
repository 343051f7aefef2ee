"""What every answer has: CORS, security headers, OPTIONS, and faults that are told as problems."""

from __future__ import annotations

from http import HTTPStatus

from starlette.datastructures import MutableHeaders
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from stancegraph.serving.machines import interface
from stancegraph.serving.transport.delivery import problem

_EXPOSED = "Content-Location, ETag, Link, Location, Retry-After, Vary"
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
_ALWAYS = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": _EXPOSED,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Content-Security-Policy": POLICY,
}
_TAKES_POST = ("/sparql", "/reconcile")
READ = ("GET", "HEAD", "OPTIONS")
_ENTRANCES = ("/", "/sparql", "/search", "/reconcile", "/downloads", "/.well-known/void")
_DESCRIBED = (
    f'<{interface.PLACE}>; rel="service-desc"; type="{interface.MEDIA_TYPE}", '
    '</llms.txt>; rel="service-doc"; type="text/plain", '
    '</.well-known/api-catalog>; rel="api-catalog"; type="application/linkset+json"'
)
"""Where whoever comes in by an entrance finds what is behind it (RFC 8631, RFC 9727)."""


class Manners:
    """Wraps the application: refuses methods before it is asked, adds headers to all it says."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, add to its answer what every answer has."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def mannered(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in _ALWAYS.items():
                    headers.setdefault(name, value)
                if scope["path"] in _ENTRANCES:
                    headers.append("Link", _DESCRIBED)
            await send(message)

        answer = _before(scope)
        await (answer or self._app)(scope, receive, mannered)


def _before(scope: Scope) -> Response | None:
    """The answers that need no resource: OPTIONS, and methods that nothing here takes."""
    methods = (*READ, "POST") if scope["path"] in _TAKES_POST else READ
    allow = ", ".join(methods)
    if scope["method"] == "OPTIONS":
        headers = {
            "Allow": allow,
            "Access-Control-Allow-Methods": allow,
            "Access-Control-Allow-Headers": "Accept, Accept-Language, Content-Type, If-None-Match",
            "Access-Control-Max-Age": "86400",
        }
        return Response(status_code=HTTPStatus.NO_CONTENT, headers=headers)
    if scope["method"] not in methods:
        detail = f"this address takes {allow}"
        return problem(HTTPStatus.METHOD_NOT_ALLOWED, "method", detail, {"Allow": allow})
    return None


async def told(_request: Request, fault: Exception) -> Response:
    """A fault of routing or of the program as a problem; the latter passes by the wrapper."""
    if isinstance(fault, HTTPException):
        status = HTTPStatus(fault.status_code)
        return problem(status, "http", fault.detail, dict(fault.headers or {}))
    status = HTTPStatus.INTERNAL_SERVER_ERROR
    return problem(status, "internal", "a fault of the server", _ALWAYS)
