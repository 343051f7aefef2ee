"""Every IRI of the data and of the vocabulary under its path, in the representation asked for."""

from __future__ import annotations

from http import HTTPStatus
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import Response

from stancegraph.serving.holding.describing import description
from stancegraph.serving.holding.holdings import LANGUAGES, Holdings
from stancegraph.serving.pages.rendering import Pages
from stancegraph.serving.transport.delivery import FRESH, Content, Deliverer, problem, wants_page
from stancegraph.serving.transport.formats import DESCRIPTIONS, HTML, content_type, written
from stancegraph.serving.transport.negotiation import Offer, chosen, language

LICENCE = "https://creativecommons.org/licenses/by/4.0/"
_BY_EXTENSION = {offer.extension: offer for offer in DESCRIPTIONS}


class Dereferencer:
    """Redirects an IRI to its representations and serves these."""

    def __init__(self, holdings: Holdings, deliverer: Deliverer, pages: Pages) -> None:
        self._holdings = holdings
        self._deliverer = deliverer
        self._pages = pages

    async def respond(self, request: Request) -> Response:
        """303 for an IRI, 200 for a representation, 404 for what is not described."""
        path: str = request.path_params["path"]
        stem, offer = _split(path)
        iri = self._holdings.iri(stem)
        if not self._holdings.known(iri):
            return self.missing(request, path)
        stem = self._holdings.path(iri) or stem
        if offer is None:
            return self._redirect(request, stem)
        return self._represent(request, stem, iri, offer)

    def missing(self, request: Request, path: str) -> Response:
        """404, as a page for people and as a problem for machines."""
        detail = f"nothing is known of /{path}"
        if not wants_page(request):
            return problem(HTTPStatus.NOT_FOUND, "not-found", detail, {"Vary": "Accept"})
        page = self._pages.missing(path)
        headers = {"Vary": "Accept", "Cache-Control": "no-store", "Content-Language": "en"}
        return Response(page, 404, headers, "text/html; charset=utf-8")

    def _redirect(self, request: Request, stem: str) -> Response:
        offer = chosen(request.headers.get("accept"), DESCRIPTIONS)
        links = ", ".join(alternates(stem))
        if offer is None:
            listed = [
                {"href": f"/{quote(stem)}.{other.extension}", "type": other.media_type}
                for other in DESCRIPTIONS
            ]
            return problem(
                HTTPStatus.NOT_ACCEPTABLE,
                "not-acceptable",
                "none of the accepted media types is there",
                {"Vary": "Accept", "Link": links},
                available=listed,
            )
        headers = {
            "Location": f"/{quote(stem)}.{offer.extension}",
            "Vary": "Accept",
            "Link": links,
            "Cache-Control": FRESH,
        }
        return Response(status_code=HTTPStatus.SEE_OTHER, headers=headers)

    def _represent(self, request: Request, stem: str, iri: str, offer: Offer) -> Response:
        if offer is not HTML:
            return self._deliverer.answer(
                request, lambda: self._description(stem, iri, offer), offer.extension
            )
        tongue = language(request.headers.get("accept-language"), LANGUAGES)
        return self._deliverer.answer(
            request,
            lambda: self._page(stem, iri, tongue),
            f"html-{tongue}",
            ("Accept-Language",),
        )

    def _page(self, stem: str, iri: str, tongue: str) -> Content:
        page = self._pages.page(iri, stem, tongue).encode()
        links = (*self._signposts(iri), *alternates(stem, HTML))
        return Content(page, content_type(HTML), links, "en", f"/{quote(stem)}.html")

    def _description(self, stem: str, iri: str, offer: Offer) -> Content:
        return Content(
            written(description(self._holdings, iri), offer.extension),
            content_type(offer),
            (f'<{_uri(iri)}>; rel="describes"', *self._signposts(iri), *alternates(stem, offer)),
            location=f"/{quote(stem)}.{offer.extension}",
        )

    def _signposts(self, iri: str) -> tuple[str, ...]:
        """Where machines go from here (FAIR signposting)."""
        shelf = self._holdings.shelf(iri)
        classes = shelf.types(iri) if shelf else ()
        return (
            f'<{_uri(iri)}>; rel="cite-as"',
            f'<{LICENCE}>; rel="license"',
            '</dataset>; rel="collection"',
            *(f'<{_uri(name)}>; rel="type"' for name in classes),
        )


def _uri(iri: str) -> str:
    """An IRI as a header can hold it.

    >>> _uri("https://x.example/state/казахстан#a")[:30]
    'https://x.example/state/%D0%BA'
    """
    return quote(iri, safe="%/:?#[]@!$&'()*+,;=~")


def alternates(stem: str, present: Offer | None = None) -> tuple[str, ...]:
    """Links to the other representations."""
    return tuple(
        f'</{quote(stem)}.{offer.extension}>; rel="{_relation(offer)}"; type="{offer.media_type}"'
        for offer in DESCRIPTIONS
        if offer is not present
    )


def _relation(offer: Offer) -> str:
    return "alternate" if offer is HTML else "alternate describedby"


def _split(path: str) -> tuple[str, Offer | None]:
    stem, dot, extension = path.rpartition(".")
    if dot and stem and extension in _BY_EXTENSION:
        return stem, _BY_EXTENSION[extension]
    return path, None
