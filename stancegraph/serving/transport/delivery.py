"""Sends a representation: conditional requests, compression, caching, and problems as JSON."""

from __future__ import annotations

import json
import re
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from http import HTTPStatus

from starlette.requests import Request
from starlette.responses import Response

from stancegraph.serving.transport.coding import CODINGS, COMPRESSED_FROM, THOROUGH, accepted
from stancegraph.serving.transport.formats import HTML
from stancegraph.serving.transport.negotiation import preferences

FRESH = "public, max-age=300, stale-while-revalidate=86400"
UNSTORED = "no-store"
_HOST = re.compile(r"[A-Za-z0-9.:\[\]-]+")
_PACKED_TYPES = ("image/png", "application/gzip")


Respond = Callable[[Request], Awaitable[Response]]


@dataclass(frozen=True, slots=True)
class Content:
    """One representation of a resource; `links` are values of the Link header."""

    body: bytes
    media_type: str
    links: tuple[str, ...] = ()
    language: str | None = None
    location: str | None = None


@dataclass(frozen=True, slots=True)
class _Kept:
    """A representation as it is sent."""

    body: bytes
    headers: dict[str, str]


class Deliverer:
    """Answers with representations that change only with the build; keeps the recent ones."""

    def __init__(self, digest: str, kept_bytes: int = 64 << 20) -> None:
        self.digest = digest
        self._kept: OrderedDict[str, _Kept] = OrderedDict()
        self._size = 0
        self._kept_bytes = kept_bytes

    def answer(
        self,
        request: Request,
        make: Callable[[], Content],
        variant: str = "",
        vary: Sequence[str] = (),
        cache: str = FRESH,
    ) -> Response:
        """The representation, or 304; `variant` tells those of one address apart."""
        coding = accepted(request.headers.get("accept-encoding"))
        tag = "-".join(filter(None, (self.digest, variant, coding)))
        headers = {
            "ETag": f'"{tag}"',
            "Cache-Control": cache,
            "Vary": ", ".join((*vary, "Accept-Encoding")),
        }
        if matches(request.headers.get("if-none-match"), tag):
            return Response(status_code=HTTPStatus.NOT_MODIFIED, headers=headers)
        key = f"{request.url.path}?{request.url.query} {tag}"
        kept = self._kept.get(key)
        if kept is None:
            kept = self._keep(key, _packed(make(), coding))
        else:
            self._kept.move_to_end(key)
        return Response(kept.body, headers=headers | kept.headers)

    def document(self, media_type: str, make: Callable[[str], str]) -> Respond:
        """Answers with a document that names addresses of this site, those it was asked under.

        `make` is given the address of the site. That is part of the variant as it stands, so that
        nobody is answered with the addresses of another name for the site.
        """

        async def respond(request: Request) -> Response:
            place = root(request)
            return self.answer(
                request, lambda: Content(make(place).encode(), media_type), place, ("Host",)
            )

        return respond

    def _keep(self, key: str, kept: _Kept) -> _Kept:
        """Keep what took time to make; a packed dump is held already and would displace others."""
        if kept.headers["Content-Type"] in _PACKED_TYPES:
            return kept
        self._kept[key] = kept
        self._size += len(kept.body) + len(key)
        while self._size > self._kept_bytes and len(self._kept) > 1:
            old, gone = self._kept.popitem(last=False)
            self._size -= len(gone.body) + len(old)
        return kept


def _packed(content: Content, coding: str) -> _Kept:
    headers = _described(content)
    if not coding or len(content.body) < COMPRESSED_FROM or content.media_type in _PACKED_TYPES:
        return _Kept(content.body, headers)
    headers["Content-Encoding"] = coding
    return _Kept(CODINGS[coding](content.body, THOROUGH), headers)


def _described(content: Content) -> dict[str, str]:
    headers = {"Content-Type": content.media_type}
    if content.links:
        headers["Link"] = ", ".join(content.links)
    if content.language:
        headers["Content-Language"] = content.language
    if content.location:
        headers["Content-Location"] = content.location
    return headers


def matches(header: str | None, tag: str) -> bool:
    """Whether If-None-Match names the entity tag (weak comparison, as RFC 9110 asks for it)."""
    if header is None:
        return False
    known = (element.strip().removeprefix("W/") for element in header.split(","))
    return any(element in ("*", f'"{tag}"') for element in known)


def problem(
    status: HTTPStatus,
    kind: str,
    detail: str,
    headers: dict[str, str] | None = None,
    **more: object,
) -> Response:
    """A fault as application/problem+json (RFC 9457); `kind` is its name, as a relative IRI."""
    fault = {
        "type": f"/problems#{kind}",
        "title": status.phrase,
        "status": int(status),
        "detail": detail,
        **more,
    }
    return Response(
        json.dumps(fault, ensure_ascii=False, indent=1).encode() + b"\n",
        status_code=status,
        media_type="application/problem+json",
        headers={"Cache-Control": UNSTORED, **(headers or {})},
    )


def root(request: Request) -> str:
    """The address of the site as it was asked for; a Host that is no name is not repeated."""
    host = request.headers.get("host", "")
    scheme = request.url.scheme
    return f"{scheme}://{host}/" if _HOST.fullmatch(host) else f"{scheme}://localhost/"


def wants_page(request: Request) -> bool:
    """Whether the request names HTML itself, as browsers do, and not only by a wildcard."""
    wanted = preferences(request.headers.get("accept"))
    return any(preference.name in HTML.names and preference.weight > 0 for preference in wanted)
