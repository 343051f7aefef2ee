"""The query page: a plain form, the tested questions as examples, the answer as a table."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import Response

from stancegraph.serving.pages.rendering import Pages
from stancegraph.serving.pages.views import Thing, Viewer, Words
from stancegraph.serving.querying.endpoint import Endpoint
from stancegraph.serving.transport.delivery import root
from stancegraph.serving.transport.manners import POLICY
from stancegraph.serving.transport.receiving import Refusal, client
from stancegraph.store.questions import Question, questions, rebased

SHOWN = 1000
_POLICY = POLICY.replace("style-src 'self'", "style-src 'self' 'unsafe-inline'")
"""The editor sets styles of its own making; scripts stay those of this site."""


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of an answer; at most `SHOWN` of `total`."""

    header: tuple[str, ...]
    rows: tuple[tuple[Thing | Words | None, ...], ...]
    total: int


@dataclass(frozen=True, slots=True)
class Answer:
    """What the page shows of an answer: one of these."""

    table: Table | None = None
    truth: str = ""
    turtle: str = ""
    fault: str = ""


@dataclass(frozen=True, slots=True)
class Form:
    """The query page: what stands in the form, and what was answered, if it was asked."""

    text: str
    chosen: str = ""
    asked: bool = False
    answer: Answer | None = None
    endpoint: str = ""


def form(pages: Pages, base: str, filled: Form) -> str:
    """The HTML of the query page, with what was asked and answered filled in."""
    encoded = urlencode({"query": filled.text})
    return pages.render(
        "query.html",
        form=filled,
        answer=filled.answer,
        examples=examples(base),
        base=base,
        shown=SHOWN,
        literal=_python(filled.text),
        encoded=encoded,
    )


class Asking:
    """Answers with the query page; queries go to the workers of the endpoint."""

    def __init__(self, endpoint: Endpoint, pages: Pages, base: str) -> None:
        self._endpoint = endpoint
        self._pages = pages
        self._base = base

    async def respond(self, request: Request) -> Response:
        """The form; with `query`, its answer too; with `example`, that question filled in."""
        query = request.query_params.get("query", "")
        example = request.query_params.get("example", "")
        status, answer = (
            (200, None) if not query.strip() else await self._answer(query, client(request))
        )
        known = examples(self._base)
        filled = next((entry.sparql for entry in known if entry.name == example), "")
        text = query or filled or known[0].sparql
        page = form(
            self._pages,
            self._base,
            Form(text, example, bool(query.strip()), answer, f"{root(request)}sparql"),
        )
        headers = {
            "Cache-Control": "no-cache",
            "Content-Language": "en",
            "Content-Security-Policy": _POLICY,
        }
        return Response(page, status, headers, "text/html; charset=utf-8")

    async def _answer(self, query: str, asker: str) -> tuple[int, Answer]:
        accept = "application/sparql-results+json, text/turtle"
        try:
            job = self._endpoint.job({"query": [query]}, accept)
            reply = await self._endpoint.reply(job, asker)
        except Refusal as refusal:
            return int(refusal.status), Answer(fault=refusal.detail)
        if reply.extension == "ttl":
            return 200, Answer(turtle=reply.body.decode())
        found = json.loads(reply.body)
        if "boolean" in found:
            return 200, Answer(truth="yes" if found["boolean"] else "no")
        return 200, Answer(table=_table(found, self._pages.viewer("en")))


@cache
def examples(base: str) -> tuple[Question, ...]:
    """The tested questions in the order of their numbers, asked of data on that base."""
    return tuple(
        Question(entry.name, entry.title, rebased(entry.sparql, base))
        for entry in sorted(questions(), key=_number)
    )


def _python(text: str) -> str:
    """A query as a Python literal, readable where it can be."""
    if '"""' in text or "\\" in text or text.endswith('"'):
        return json.dumps(text)
    return f'"""{text}"""'


def _number(entry: Question) -> tuple[int, str]:
    """The questions in the order of their numbers; those without one last."""
    number = entry.title.partition(".")[0]
    return (int(number) if number.isdecimal() else 1000, entry.title)


def _table(found: dict[str, dict[str, list[object]]], viewer: Viewer) -> Table:
    header = tuple(str(name) for name in found["head"]["vars"])
    bindings = found["results"]["bindings"]
    rows = tuple(
        tuple(_cell(row.get(name), viewer) for name in header)
        for row in bindings[:SHOWN]
        if isinstance(row, dict)
    )
    return Table(header, rows, len(bindings))


def _cell(value: object, viewer: Viewer) -> Thing | Words | None:
    if not isinstance(value, dict):
        return None
    text = str(value.get("value", ""))
    if value.get("type") == "uri":
        return viewer.thing(text)
    kind = str(value.get("datatype", "")).rpartition("#")[2]
    return Words(text, str(value.get("xml:lang", "")), kind)
