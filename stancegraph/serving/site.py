"""The application: which address is answered by what."""

from __future__ import annotations

import contextlib
import hashlib
from collections.abc import AsyncIterator
from pathlib import Path

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from stancegraph import __version__
from stancegraph.serving.asking import Asking
from stancegraph.serving.catalogue import Downloads
from stancegraph.serving.delivery import Content, Deliverer
from stancegraph.serving.dereferencing import Dereferencer
from stancegraph.serving.endpoint import Endpoint
from stancegraph.serving.holdings import Holdings
from stancegraph.serving.listing import Listing
from stancegraph.serving.manners import Manners, told
from stancegraph.serving.pages import Pages
from stancegraph.serving.pool import Pool
from stancegraph.serving.settings import Settings
from stancegraph.serving.workers import Nursery

_HERE = Path(__file__).parent
_ASSET_TYPES = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
}
_FOREVER = "public, max-age=31536000, immutable"


def site(holdings: Holdings, nursery: Nursery, settings: Settings) -> Starlette:
    """The whole site on one graph; the lifespan of the application is that of the workers."""
    limits = settings.limits
    pool = Pool(nursery, limits)
    digest = _digest(holdings)
    deliverer = Deliverer(digest)
    endpoint = Endpoint(pool, limits, holdings.data.graphs, holdings.base)
    pages = Pages(holdings)
    data = Dereferencer(holdings, deliverer, pages)

    listing = Listing(holdings, deliverer, pages, Downloads(holdings, settings.graph))

    async def sparql(request: Request) -> Response:
        if request.method != "POST" and not request.url.query:
            return await listing.service(request)
        return await endpoint.respond(request)

    @contextlib.asynccontextmanager
    async def lifespan(_app: Starlette) -> AsyncIterator[None]:
        await pool.open()
        yield
        await pool.close()

    routes = [
        *_assets(deliverer),
        Route("/sparql", sparql, methods=["GET", "POST"]),
        Route("/query", Asking(endpoint, pages, holdings.base).respond),
        *listing.routes(),
        Route("/{path:path}", data.respond),
    ]
    return Starlette(
        routes=routes,
        lifespan=lifespan,
        middleware=[Middleware(Manners)],
        exception_handlers={HTTPException: told, Exception: told},
    )


def _assets(deliverer: Deliverer) -> list[Route]:
    """The style sheets and scripts, held in memory: no path of a request reaches the disk."""
    return [_asset(file, deliverer) for file in sorted((_HERE / "static").iterdir())]


def _asset(file: Path, deliverer: Deliverer) -> Route:
    content = Content(file.read_bytes(), _ASSET_TYPES[file.suffix])

    async def respond(request: Request) -> Response:
        return deliverer.answer(request, lambda: content, file.name, cache=_FOREVER)

    return Route(f"/static/{file.name}", respond)


def _digest(holdings: Holdings) -> str:
    """The digest of what is served: the build, and the pages that show it."""
    digest = hashlib.sha256(f"{holdings.digest} {__version__}".encode())
    for file in sorted((*(_HERE / "static").iterdir(), *(_HERE / "templates").iterdir())):
        digest.update(file.read_bytes())
    return digest.hexdigest()[:16]
