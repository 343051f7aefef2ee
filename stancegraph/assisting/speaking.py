"""The tools as the Model Context Protocol offers them."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Annotated, Literal, TypeVar

from mcp.server.mcpserver import MCPServer
from mcp.server.mcpserver.exceptions import ToolError
from mcp_types import ToolAnnotations
from pydantic import Field

from stancegraph import __version__
from stancegraph.assisting.assistant import Assistant, UnclearError
from stancegraph.assisting.told import Answer, Hits, Resolution, Stances
from stancegraph.serving.querying.pool import Pool
from stancegraph.serving.transport.receiving import Refusal

_INSTRUCTIONS = """Resolutions of intergovernmental bodies as a knowledge graph: who takes which \
stance toward whom, in exactly which words. Names may be given as people write them, as symbols \
(50/48-POL) or as identifiers (state/kaz). Quote the words and name the work with every claim: a \
stance is what a text says, not the view of the publisher. For anything the other tools cannot \
answer, read `schema` and ask `query`."""
_READS = ToolAnnotations(read_only_hint=True, idempotent_hint=True, open_world_hint=False)

Words = Annotated[str, Field(description="Words that must all be there; phrases in quotes")]
Kind = Annotated[
    str,
    Field(
        description="Only this kind: work, paragraph, stance, session, state, org, office, people,"
        " group, place, treaty, document, matter; empty: all"
    ),
]
Start = Annotated[int, Field(ge=0, description="Skip so many")]
Name = Annotated[
    str, Field(description="Its symbol, citation or identifier: 50/48-POL, A/RES/76/300")
]
Party = Annotated[str, Field(description="A name or identifier: Kazakhstan, state/kaz, OIC")]
Day = Annotated[str, Field(pattern=r"^(\d{4}(-\d\d){0,2})?$", description="A day: 2022-03-22")]
Side = Annotated[Literal["", "for", "against"], Field(description="Only stances on this side")]
Limit = Annotated[int, Field(ge=1, le=100, description="How many to give")]
Sparql = Annotated[
    str, Field(description="A SPARQL 1.1 query; the prefixes of `schema` are declared already")
]
Rows = Annotated[int, Field(ge=1, le=1000, description="How many rows to give; all are counted")]

Result = TypeVar("Result")


def server(assistant: Assistant, pool: Pool) -> MCPServer:
    """The tools; the workers of the pool live as long as the session."""

    @asynccontextmanager
    async def lifespan(_server: MCPServer) -> AsyncIterator[None]:
        await pool.open()
        prepared = asyncio.create_task(asyncio.to_thread(assistant.prepare))
        try:
            yield
        finally:
            await pool.close()
            await prepared

    speaking = MCPServer(
        "stancegraph",
        title="stancegraph",
        version=__version__,
        instructions=_INSTRUCTIONS,
        lifespan=lifespan,
        log_level="ERROR",
    )
    _offer_reading(speaking, assistant)
    _offer_asking(speaking, assistant)
    return speaking


def _offer_reading(speaking: MCPServer, assistant: Assistant) -> None:
    @speaking.tool(annotations=_READS)
    async def search(words: Words, kind: Kind = "", start: Start = 0) -> Hits:
        """Full-text search: names in six languages, symbols, words of paragraphs, stances."""
        return await _answered(lambda: assistant.search(words, kind, start))

    @speaking.tool(annotations=_READS)
    async def get_resolution(name: Name, start: Start = 0) -> Resolution:
        """One resolution: body, days, paragraphs from `start` on, stances, citations."""
        return await _answered(lambda: assistant.resolution(name, start))

    @speaking.tool(annotations=_READS)
    async def stances(
        of: Party = "",
        toward: Party = "",
        side: Side = "",
        since: Day = "",
        until: Day = "",
        start: Start = 0,
        limit: Limit = 25,
    ) -> Stances:
        """Stances of a party, toward a party, or both, newest first, with their words."""
        return await _answered(
            lambda: assistant.stances(of, toward, side, since, until, start, limit)
        )


def _offer_asking(speaking: MCPServer, assistant: Assistant) -> None:
    @speaking.tool(annotations=_READS)
    async def schema() -> str:
        """Prefixes, classes, properties and acts of the graph, with counts and definitions."""
        return await _answered(assistant.schema)

    @speaking.tool(annotations=_READS)
    async def query(sparql: Sparql, rows: Rows = 100) -> Answer:
        """Answer a SPARQL 1.1 query, read-only, within limits of time, memory and rows."""
        try:
            return await assistant.query(sparql, rows)
        except Refusal as refusal:
            raise ToolError(f"{refusal.kind}: {refusal.detail}") from refusal
        except UnclearError as fault:
            raise ToolError(str(fault)) from fault

    @speaking.resource("stancegraph://introduction", mime_type="text/markdown")
    async def introduction() -> str:
        """What the dataset is, its main IRIs, its schema, example queries."""
        return await asyncio.to_thread(assistant.introduction)


async def _answered(work: Callable[[], Result]) -> Result:
    """What a thread answers; what is unclear is told to the model and not as a crash."""
    try:
        return await asyncio.to_thread(work)
    except UnclearError as fault:
        raise ToolError(str(fault)) from fault
