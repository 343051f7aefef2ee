"""The addresses of what is counted over the whole graph: heat map, map, citations, coverage."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from functools import cached_property
from http import HTTPStatus

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from stancegraph.serving.holding.holdings import LANGUAGES, Holdings
from stancegraph.serving.holding.tallies import Tally
from stancegraph.serving.pages import atlas, coverage
from stancegraph.serving.pages.citing import Citations
from stancegraph.serving.pages.heat import HeatMap
from stancegraph.serving.pages.rendering import Pages
from stancegraph.serving.pages.views import Viewer
from stancegraph.serving.transport.delivery import Content, Deliverer, Respond, problem
from stancegraph.serving.transport.formats import CSV, HTML, content_type
from stancegraph.serving.transport.negotiation import language


class Overviews:
    """Answers them with a page and a CSV table; each is counted when first asked for."""

    def __init__(self, holdings: Holdings, deliverer: Deliverer, pages: Pages) -> None:
        self._holdings = holdings
        self._deliverer = deliverer
        self._pages = pages
        self._english = pages.viewer(LANGUAGES[0])

    @cached_property
    def _heat(self) -> HeatMap:
        return HeatMap(self._english)

    @cached_property
    def _citations(self) -> Citations:
        return Citations(self._english)

    @cached_property
    def _states(self) -> dict[str, Tally]:
        return atlas.counted(self._english)

    @cached_property
    def _bodies(self) -> tuple[coverage.Body, ...]:
        return coverage.coverage(self._english)

    def routes(self) -> Iterator[Route]:
        """The routes of these addresses, in the order in which they are tried."""
        yield Route("/heat", self._page("_heat", self._heat_page))
        yield Route("/heat.csv", self._table("_heat", lambda: self._heat.csv(self._english)))
        yield Route("/heat/{path:path}", self._behind)
        yield Route("/map", self._page("_states", self._map_page))
        yield Route("/map.csv", self._table("_states", self._map_rows))
        yield Route("/citations", self._page("_citations", self._citations_page))
        yield Route("/citations.csv", self._table("_citations", self._edges))
        yield Route("/citations/{path:path}", self._neighbours)
        yield Route("/coverage", self._page("_bodies", self._coverage_page))
        yield Route("/coverage.csv", self._table("_bodies", lambda: coverage.rows(self._bodies)))

    def addresses(self) -> Iterator[str]:
        """All addresses, for whoever writes them down as files."""
        for name in ("heat", "map", "citations", "coverage"):
            yield from (f"/{name}", f"/{name}.csv")
        yield from self._heat.addresses()
        yield from self._citations.addresses()

    async def _counted(self, what: str) -> None:
        """Count in a thread, so that nobody else waits for it."""
        if what not in self.__dict__:
            await asyncio.to_thread(getattr, self, what)

    def _page(self, what: str, make: Callable[[Viewer], str]) -> Respond:
        async def respond(request: Request) -> Response:
            await self._counted(what)
            return self._answer(request, make)

        return respond

    def _answer(self, request: Request, make: Callable[[Viewer], str]) -> Response:
        tongue = language(request.headers.get("accept-language"), LANGUAGES)
        return self._deliverer.answer(
            request,
            lambda: Content(
                make(self._pages.viewer(tongue)).encode(), content_type(HTML), language="en"
            ),
            f"html-{tongue}",
            ("Accept-Language",),
        )

    def _table(self, what: str, make: Callable[[], bytes]) -> Respond:
        async def respond(request: Request) -> Response:
            await self._counted(what)
            return self._deliverer.answer(request, lambda: Content(make(), content_type(CSV)))

        return respond

    def _heat_page(self, viewer: Viewer) -> str:
        return self._pages.render("heat.html", heat=self._heat.heat(viewer))

    def _map_page(self, viewer: Viewer) -> str:
        return self._pages.render("map.html", atlas=atlas.atlas(viewer, self._states))

    def _map_rows(self) -> bytes:
        return atlas.rows(self._english, self._states)

    def _edges(self) -> bytes:
        return self._citations.csv(self._english)

    def _citations_page(self, viewer: Viewer) -> str:
        return self._pages.render("citations.html", overview=self._citations.overview(viewer))

    def _coverage_page(self, _viewer: Viewer) -> str:
        return self._pages.render("coverage.html", bodies=self._bodies)

    async def _behind(self, request: Request) -> Response:
        path: str = request.path_params["path"]
        await self._counted("_heat")
        if self._heat.behind(self._english, path) is None:
            return _nothing("no stance of the one toward the other is held; see /heat")

        def make(viewer: Viewer) -> str:
            found = self._heat.behind(viewer, path)
            holder, target, positions = found or ("", "", ())
            return self._pages.render(
                "cell.html", holder=holder, target=target, positions=positions
            )

        return self._answer(request, make)

    async def _neighbours(self, request: Request) -> Response:
        iri = self._holdings.iri(request.path_params["path"])
        await self._counted("_citations")
        if not self._citations.holds(iri) and not self._holdings.known(iri):
            return _nothing("no citation of it or in it is held; see /citations")
        return self._answer(
            request,
            lambda viewer: self._pages.render(
                "neighbours.html", around=self._citations.neighbourhood(viewer, iri)
            ),
        )


def _nothing(detail: str) -> Response:
    return problem(HTTPStatus.NOT_FOUND, "not-found", detail)
