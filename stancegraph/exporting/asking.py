"""Asks the site for its pages as a reader would, without a network between."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Iterator
from urllib.parse import quote

from starlette.applications import Starlette
from starlette.types import Message

from stancegraph.errors import GraphError
from stancegraph.serving.listing import Listing
from stancegraph.serving.transport.formats import HTML

_HOST = "site.invalid"
_ROOT = f"http://{_HOST}/".encode()


class Answers:
    """What the addresses of a listing answer; where these name their site, it is `url`."""

    def __init__(self, listing: Listing, url: str) -> None:
        self._site = Starlette(routes=list(listing.routes()))
        self._url = url.encode()

    def of(self, addresses: Iterable[str]) -> Iterator[tuple[str, bytes, bool]]:
        """Each address with its content, and whether that is a page.

        Raises:
            GraphError: an address does not answer.
        """
        with asyncio.Runner() as runner:
            for address in addresses:
                yield runner.run(self._of(address))

    async def _of(self, address: str) -> tuple[str, bytes, bool]:
        status, media_type, body = await self._asked(f"/{address}")
        if status != 200:
            raise GraphError(f"/{address}: answers {status} and cannot be exported")
        body = body if media_type.endswith("gzip") else body.replace(_ROOT, self._url)
        return address, body, media_type.startswith(HTML.media_type)

    async def _asked(self, path: str) -> tuple[int, str, bytes]:
        scope = {
            "type": "http",
            "method": "GET",
            "scheme": "http",
            "path": path,
            "raw_path": quote(path).encode(),
            "query_string": b"",
            "headers": [(b"host", _HOST.encode()), (b"accept", b"text/html, text/turtle")],
            "server": (_HOST, 80),
            "client": None,
            "root_path": "",
            "http_version": "1.1",
        }
        sent: list[Message] = []

        async def receive() -> Message:
            return {"type": "http.request", "body": b"", "more_body": False}

        async def send(message: Message) -> None:
            sent.append(message)

        await self._site(scope, receive, send)
        headers = {name.decode(): value.decode() for name, value in sent[0]["headers"]}
        body = b"".join(message.get("body", b"") for message in sent[1:])
        return sent[0]["status"], headers.get("content-type", ""), body
