"""The application: which address is answered by what."""

from __future__ import annotations

import asyncio
import contextlib
import hashlib
import re
from collections.abc import AsyncIterator
from functools import partial
from pathlib import Path

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from stancegraph import __version__
from stancegraph.serving.aside import Aside, Maker
from stancegraph.serving.dereferencing import Dereferencer
from stancegraph.serving.holding.holdings import Holdings
from stancegraph.serving.holding.searching import Index, built
from stancegraph.serving.listing import Listing
from stancegraph.serving.machines.announcing import Announcing
from stancegraph.serving.machines.catalogue import DUMPS, Downloads, packed_dump
from stancegraph.serving.pages.asking import Asking
from stancegraph.serving.pages.completion import terms
from stancegraph.serving.pages.rendering import Pages
from stancegraph.serving.querying.endpoint import Endpoint
from stancegraph.serving.querying.pool import Pool
from stancegraph.serving.reconciling import Reconciliation
from stancegraph.serving.reconciling.reading import Reader
from stancegraph.serving.settings import Limits, Settings
from stancegraph.serving.transport.delivery import Content, Deliverer, Respond
from stancegraph.serving.transport.manners import Manners, told

_HERE = Path(__file__).parent
_ASSET_TYPES = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
}
_PLAIN = "text/plain; charset=utf-8"
INDEX = "index"
_STATIC_SITES_ONLY = "vendor/oxigraph/"
"""The engine that runs in browsers, where there is no server."""


def site(holdings: Holdings, pool: Pool, settings: Settings, aside: Aside) -> Starlette:
    """The whole site on one graph; the lifespan of the application is that of its processes."""
    limits = settings.limits
    downloads = Downloads(holdings, settings.graph, aside.take)
    index = Index(holdings, partial(aside.take, INDEX))

    @contextlib.asynccontextmanager
    async def lifespan(_app: Starlette) -> AsyncIterator[None]:
        await pool.open()
        indexed = asyncio.create_task(asyncio.to_thread(index.prepare))
        yield
        await asyncio.to_thread(aside.close)
        await pool.close()
        with contextlib.suppress(ConnectionError):
            await indexed

    return Starlette(
        routes=routes_of(holdings, Endpoint(pool, limits), downloads, index, limits),
        lifespan=lifespan,
        middleware=[Middleware(Manners)],
        exception_handlers={HTTPException: told, Exception: told},
    )


def asides(holdings: Holdings) -> dict[str, Maker]:
    """What is made in a process beside the server, by name."""
    dumps = {name: partial(packed_dump, holdings, name) for name, _ in DUMPS}
    return {INDEX: partial(built, holdings), **dumps}


def routes_of(
    holdings: Holdings, endpoint: Endpoint, downloads: Downloads, index: Index, limits: Limits
) -> list[Route]:
    """All addresses; the last takes what no other does."""
    deliverer = Deliverer(_digest(holdings))
    pages = Pages(holdings)
    listing = Listing(holdings, deliverer, pages, downloads, index)
    names = Reconciliation(Reader(holdings), index, pages, limits)

    async def sparql(request: Request) -> Response:
        if request.method != "POST" and not request.url.query:
            return await listing.service(request)
        return await endpoint.respond(request)

    routes: list[Route] = []
    announcing = Announcing(holdings, deliverer, routes)
    routes += [
        *_assets(deliverer),
        Route("/sparql", sparql, methods=["GET", "POST"]),
        Route("/query", Asking(endpoint, pages, holdings.base).respond),
        Route("/query/terms.json", _terms(holdings, deliverer)),
        *listing.routes(),
        *names.routes(),
        *announcing.routes(),
        Route("/{path:path}", Dereferencer(holdings, deliverer, pages).respond),
    ]
    return routes


def _terms(holdings: Holdings, deliverer: Deliverer) -> Respond:
    """What the query editor completes from; made when first asked for."""

    async def respond(request: Request) -> Response:
        return deliverer.answer(request, lambda: Content(terms(holdings), "application/json"))

    return respond


def _assets(deliverer: Deliverer) -> list[Route]:
    """The style sheets and scripts, held in memory: no path of a request reaches the disk."""
    return [_asset(name, file, deliverer) for name, file in assets().items()]


def assets(everything: bool = False) -> dict[str, Path]:
    """The files below /static by their names; `everything` has those of static sites too."""
    files = {
        file.relative_to(_HERE / "static").as_posix(): file
        for file in sorted((_HERE / "static").rglob("*"))
        if file.is_file()
    }
    return {
        name: file
        for name, file in files.items()
        if everything or not name.startswith(_STATIC_SITES_ONLY)
    }


def _asset(name: str, file: Path, deliverer: Deliverer) -> Route:
    content = Content(file.read_bytes(), _ASSET_TYPES.get(file.suffix, _PLAIN))
    variant = re.sub(r"\W+", "-", name)

    async def respond(request: Request) -> Response:
        return deliverer.answer(request, lambda: content, variant)

    return Route(f"/static/{name}", respond)


def _digest(holdings: Holdings) -> str:
    """The digest of what is served: the build, and the pages that show it."""
    digest = hashlib.sha256(f"{holdings.digest} {__version__}".encode())
    for file in (*assets().values(), *sorted((_HERE / "templates").iterdir())):
        digest.update(file.read_bytes())
    return digest.hexdigest()[:16]
