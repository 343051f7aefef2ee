"""Runs the tools over standard input and output, until the client goes."""

from __future__ import annotations

from stancegraph.assisting.assistant import Assistant
from stancegraph.serving.holding.holdings import open_holdings
from stancegraph.serving.holding.searching import Index
from stancegraph.serving.querying.endpoint import Endpoint
from stancegraph.serving.querying.pool import Pool
from stancegraph.serving.querying.workers import Evaluator, open_nursery
from stancegraph.serving.settings import Settings


def assist(settings: Settings) -> None:
    """Answer a client on standard input and output; queries run in workers, as in the server.

    Raises:
        GraphError: the graph cannot be loaded.
    """
    holdings = open_holdings(settings.graph, settings.base, settings.texts)
    data, limits = holdings.data, settings.limits
    evaluator = Evaluator(data.store, settings.base, limits, data.graphs)
    nursery = open_nursery(evaluator, limits)
    from stancegraph.assisting.speaking import server  # slow to load; the workers need none of it

    pool = Pool(nursery, limits)
    assistant = Assistant(holdings, Endpoint(pool, limits), Index(holdings))
    server(assistant, pool).run("stdio")
