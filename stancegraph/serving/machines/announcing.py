"""Where machines that know nothing of this server begin: its interfaces, described."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence

from starlette.routing import Route

from stancegraph.serving.holding.holdings import Holdings
from stancegraph.serving.machines import interface
from stancegraph.serving.machines.introducing import introduction
from stancegraph.serving.transport.delivery import Deliverer

CATALOG = "/.well-known/api-catalog"
_PLAIN = "text/plain; charset=utf-8"


class Announcing:
    """Answers where programs look first; `routes` may still grow until the first request."""

    def __init__(self, holdings: Holdings, deliverer: Deliverer, routes: Sequence[Route]) -> None:
        self._holdings = holdings
        self._deliverer = deliverer
        self._routes = routes

    def routes(self) -> Iterator[Route]:
        """The routes of these addresses, in the order in which they are tried."""
        document = self._deliverer.document
        yield Route(interface.PLACE, document(interface.MEDIA_TYPE, self._openapi))
        yield Route(CATALOG, document("application/linkset+json", _catalog))
        yield Route("/llms.txt", document(_PLAIN, self._introduction))

    def _openapi(self, place: str) -> str:
        told = interface.openapi(self._routes, self._holdings, place)
        return json.dumps(told, ensure_ascii=False, indent=1) + "\n"

    def _introduction(self, place: str) -> str:
        return introduction(self._holdings, place)


def _catalog(place: str) -> str:
    """The interfaces as a linkset (RFC 9264)."""
    described = [{"href": place + interface.PLACE[1:], "type": interface.MEDIA_TYPE}]
    interfaces = {
        "sparql": [{"href": f"{place}sparql", "type": "text/turtle"}],
        "reconcile": [{"href": f"{place}reconcile", "type": "application/json"}],
    }
    whole = {
        "anchor": place,
        "service-desc": described,
        "service-doc": [{"href": f"{place}llms.txt", "type": "text/plain"}],
        "describedby": [{"href": f"{place}.well-known/void", "type": "text/turtle"}],
        "item": [{"href": place + name} for name in interfaces],
    }
    parts = [
        {"anchor": place + name, "service-desc": described, "service-meta": meta}
        for name, meta in interfaces.items()
    ]
    return json.dumps({"linkset": [whole, *parts]}, indent=1) + "\n"
