"""The addresses beside the data: home, works, search, downloads, descriptions, site map, feed."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable, Iterator
from http import HTTPStatus

import pyoxigraph as ox
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from stancegraph.serving.holding.holdings import LANGUAGES, Holdings
from stancegraph.serving.holding.searching import PAGE, Hits, Index
from stancegraph.serving.machines import catalogue
from stancegraph.serving.pages.highlighting import found_words
from stancegraph.serving.pages.overviews import Overviews
from stancegraph.serving.pages.rendering import Pages
from stancegraph.serving.pages.reporting import Reports
from stancegraph.serving.transport.delivery import Content, Deliverer, Respond, problem, root
from stancegraph.serving.transport.formats import GRAPHS, HTML, content_type, written
from stancegraph.serving.transport.negotiation import Offer, chosen, language

_JSON = Offer("json", "application/json", "JSON")
_NEWEST = 50


class Listing:
    """Answers the addresses that no IRI of the data has, out of what the build left."""

    def __init__(
        self,
        holdings: Holdings,
        deliverer: Deliverer,
        pages: Pages,
        downloads: catalogue.Downloads,
        index: Index | None = None,
    ) -> None:
        self._holdings = holdings
        self._deliverer = deliverer
        self._pages = pages
        self._downloads = downloads
        self.index = index or Index(holdings)
        self._overviews = Overviews(holdings, deliverer, pages)
        self._reports = Reports(holdings, deliverer, pages)

    def routes(self) -> Iterator[Route]:
        """The routes of these addresses, in the order in which they are tried."""
        yield Route("/", self._page(self._pages.home))
        yield Route("/works", self._page(self._works))
        yield Route("/shapes", self._page(lambda _tongue: self._pages.shapes()))
        yield from self._overviews.routes()
        yield from self._reports.routes()
        yield Route("/problems", self._page(lambda _: self._pages.render("problems.html")))
        yield Route("/search", self.search)
        yield Route("/downloads", self.downloads)
        yield Route("/tables/{name}", self.table)
        yield Route("/dumps/{name}", self.dump)
        yield Route("/.well-known/void", self.void)
        document = self._deliverer.document
        yield Route("/sitemap.xml", document("application/xml", self._sitemap))
        yield Route("/feed.atom", document("application/atom+xml", self._feed))
        opensearch = "application/opensearchdescription+xml"
        yield Route("/opensearch.xml", document(opensearch, catalogue.opensearch))
        yield Route("/robots.txt", document("text/plain; charset=utf-8", _robots))

    def addresses(self) -> Iterator[str]:
        """All of them that need no words of a reader, for whoever writes them down as files."""
        fixed = [route.path for route in self.routes() if "{" not in route.path]
        yield from (path for path in fixed if path != "/search")
        yield from self._overviews.addresses()
        yield from (f"/tables/{name}" for name in self._downloads.tables)
        yield from (f"/dumps/{name}" for name in (*self._downloads.dumps, "SHA256SUMS"))

    def _page(self, make: Callable[[str], str]) -> Respond:
        async def respond(request: Request) -> Response:
            tongue = language(request.headers.get("accept-language"), LANGUAGES)
            return self._deliverer.answer(
                request,
                lambda: Content(make(tongue).encode(), content_type(HTML), language="en"),
                f"html-{tongue}",
                ("Accept-Language",),
            )

        return respond

    def _works(self, tongue: str) -> str:
        works = self._pages.works(self._pages.viewer(tongue))
        return self._pages.render("works.html", works=works)

    def _sitemap(self, place: str) -> str:
        return catalogue.sitemap(self._holdings, place)

    def _feed(self, place: str) -> str:
        works = self._pages.works(self._pages.viewer(LANGUAGES[0]))[:_NEWEST]
        return catalogue.feed(works, self._holdings.base, place)

    async def search(self, request: Request) -> Response:
        """What was found, as a page or as JSON."""
        asked = request.query_params
        start = asked.get("start", "0")
        query, kind = asked.get("q", "")[:300], asked.get("kind", "")
        offer = _JSON if asked.get("format") == "json" else None
        offer = offer or chosen(request.headers.get("accept"), (HTML, _JSON))
        if offer is None or not start.isdecimal() or len(start) > 6:
            status = HTTPStatus.NOT_ACCEPTABLE if offer is None else HTTPStatus.BAD_REQUEST
            return problem(status, "search", "give q, and start as a number; HTML or JSON")
        hits = await asyncio.to_thread(self.index.search, query, kind, int(start))
        body = self._found(hits) if offer is HTML else _json(hits)
        headers = {"Vary": "Accept", "Cache-Control": "no-cache"}
        return Response(body, 200, headers, content_type(offer))

    def _found(self, hits: Hits) -> str:
        viewer = self._pages.viewer(LANGUAGES[0])
        rows = [(hit, viewer.href(hit.iri), found_words(hit.snippet)) for hit in hits.hits]
        return self._pages.render("search.html", found=hits, rows=rows, page=PAGE)

    async def downloads(self, request: Request) -> Response:
        """The files on offer with their sizes and digests."""
        await asyncio.to_thread(lambda: self._downloads.dumps)
        lines = (line.partition("  ") for line in self._downloads.sums.splitlines())
        sums = {name: digest for digest, _, name in lines}
        return self._deliverer.answer(
            request,
            lambda: Content(
                self._pages.render(
                    "downloads.html",
                    dumps={name: len(body) for name, body in self._downloads.dumps.items()},
                    tables={name: len(body) for name, body in self._downloads.tables.items()},
                    sums=sums,
                ).encode(),
                content_type(HTML),
                language="en",
            ),
            "downloads",
        )

    async def table(self, request: Request) -> Response:
        """A flat table by the name of its file; 404 where the build made none of that name."""
        name = request.path_params["name"]
        if name not in self._downloads.tables:
            return problem(HTTPStatus.NOT_FOUND, "not-found", "no such table; see /downloads")
        body = self._downloads.tables[name]
        return self._deliverer.answer(request, lambda: Content(body, "text/csv; charset=utf-8"))

    async def dump(self, request: Request) -> Response:
        """The whole graph, or the digests of all files."""
        name = request.path_params["name"]
        dumps = await asyncio.to_thread(lambda: self._downloads.dumps)
        if name == "SHA256SUMS":
            sums = self._downloads.sums.encode()
            return self._deliverer.answer(
                request, lambda: Content(sums, "text/plain; charset=utf-8"), "sums"
            )
        if name not in dumps:
            return problem(HTTPStatus.NOT_FOUND, "not-found", "no such dump; see /downloads")
        return self._deliverer.answer(
            request, lambda: Content(dumps[name], "application/gzip"), "dump"
        )

    async def void(self, request: Request) -> Response:
        """The description of the dataset."""
        return self._graph(request, lambda: catalogue.dataset(self._holdings), "void")

    async def service(self, request: Request) -> Response:
        """The description of the endpoint; people are led to the query page."""
        offer = chosen(request.headers.get("accept"), (*GRAPHS, HTML))
        if offer is HTML:
            return RedirectResponse("/query", 303, {"Vary": "Accept"})
        endpoint = f"{root(request)}sparql"
        return self._graph(request, lambda: catalogue.service(self._holdings, endpoint), endpoint)

    def _graph(self, request: Request, make: Callable[[], list[ox.Quad]], variant: str) -> Response:
        offer = chosen(request.headers.get("accept"), GRAPHS)
        if offer is None:
            listed = ", ".join(offer.media_type for offer in GRAPHS)
            detail = f"there is: {listed}"
            return problem(HTTPStatus.NOT_ACCEPTABLE, "not-acceptable", detail, {"Vary": "Accept"})
        return self._deliverer.answer(
            request,
            lambda: Content(written(make(), offer.extension), content_type(offer)),
            f"{variant}-{offer.extension}",
            ("Accept",),
        )


def _robots(place: str) -> str:
    return f"User-agent: *\nDisallow: /sparql\nDisallow: /query\nSitemap: {place}sitemap.xml\n"


def _json(hits: Hits) -> str:
    found = {
        "query": hits.query,
        "total": hits.total,
        "start": hits.start,
        "facets": {facet.kind: facet.count for facet in hits.facets},
        "results": [
            {
                "iri": hit.iri,
                "kind": hit.kind,
                "label": hit.title,
                "snippet": found_words(hit.snippet).striptags(),
            }
            for hit in hits.hits
        ],
    }
    return json.dumps(found, ensure_ascii=False)
