"""A triple store small enough to misbehave on demand; it speaks HTTP on a free local port."""

from __future__ import annotations

import base64
import json
import re
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

import pyoxigraph as ox

DIGEST = 'Digest realm="SPARQL", nonce="abc", qop="auth", algorithm="MD5", opaque="x"'


@dataclass(frozen=True)
class Asked:
    """A request as it arrived."""

    method: str
    path: str
    graph: str
    body: bytes
    authorization: str


@dataclass
class Answer:
    """What is answered in the place of doing what was asked; 0 hangs up."""

    status: int
    body: str = ""
    headers: dict[str, str] = field(default_factory=dict)


Refusal = Callable[[Asked], Answer | None]


@dataclass
class FakeStore:
    """Graph Store at /store, queries at /query, updates at /update."""

    url: str
    store: ox.Store = field(default_factory=ox.Store)
    asked: list[Asked] = field(default_factory=list)
    refuse: Refusal = lambda _asked: None
    union: bool = False

    def of(self, method: str) -> list[str]:
        return [asked.graph or asked.path for asked in self.asked if asked.method == method]

    def count(self, graph: str) -> int:
        return sum(1 for _ in self.store.quads_for_pattern(None, None, None, ox.NamedNode(graph)))

    def answer(self, asked: Asked) -> Answer:
        self.asked.append(asked)
        refused = self.refuse(asked)
        if refused is not None:
            return refused
        try:
            return self._done(asked)
        except SyntaxError as error:
            return Answer(400, f"<html><head>x</head><b>not &lt;RDF&gt;</b>: {error}</html>")

    def _done(self, asked: Asked) -> Answer:
        if asked.path == "/query" and asked.method == "POST":
            form = {name: values[0] for name, values in parse_qs(asked.body.decode()).items()}
            union = self.union or "union-default-graph" in form
            found = self.store.query(form["query"], use_default_graph_as_union=union)
            if isinstance(found, ox.QueryTriples):
                content = found.serialize(format=ox.RdfFormat.N_TRIPLES) or b""
                return Answer(200, content.decode(), {"Content-Type": "application/n-triples"})
            content = found.serialize(format=ox.QueryResultsFormat.JSON) or b""
            kind = {"Content-Type": "application/sparql-results+json"}
            return Answer(200, content.decode(), kind)
        if asked.path == "/update" and asked.method == "POST":
            self.store.update(asked.body.decode())
            return Answer(204)
        if asked.path != "/store" or asked.method not in {"PUT", "DELETE"}:
            return Answer(405, "no such thing here")
        graph = ox.NamedNode(asked.graph)
        triples = list(ox.parse(asked.body, format=ox.RdfFormat.N_TRIPLES))
        self.store.remove_graph(graph)
        for triple in triples:
            self.store.add(ox.Quad(triple.subject, triple.predicate, triple.object, graph))
        return Answer(204)


@contextmanager
def fake_store() -> Iterator[FakeStore]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_PUT(self) -> None:
            parts = urlsplit(self.path)
            graph = parse_qs(parts.query).get("graph", [""])[0]
            body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            credentials = self.headers.get("Authorization", "")
            answer = fake.answer(Asked(self.command, parts.path, graph, body, credentials))
            if answer.status == 0:
                self.close_connection = True
                return
            content = answer.body.encode()
            self.send_response(answer.status)
            for name, value in {**answer.headers, "Content-Length": str(len(content))}.items():
                self.send_header(name, value)
            self.end_headers()
            if self.command != "HEAD":
                self.wfile.write(content)

        do_GET = do_HEAD = do_POST = do_DELETE = do_PUT  # noqa: N815

        def log_message(self, format: str, *args: object) -> None:
            """Keep quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    fake = FakeStore(f"http://127.0.0.1:{server.server_address[1]}")
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield fake
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def wants_basic(user: str, password: str) -> Refusal:
    expected = "Basic " + base64.b64encode(f"{user}:{password}".encode()).decode()

    def refuse(asked: Asked) -> Answer | None:
        if asked.authorization == expected:
            return None
        return Answer(401, "", {"WWW-Authenticate": 'Basic realm="x"'})

    return refuse


def wants_digest(user: str) -> Refusal:
    def refuse(asked: Asked) -> Answer | None:
        if re.match(rf'Digest username="{user}".*response="[0-9a-f]{{32}}"', asked.authorization):
            return None
        return Answer(401, "", {"WWW-Authenticate": DIGEST})

    return refuse


def wants_token(token: str) -> Refusal:
    return lambda asked: None if asked.authorization == f"Bearer {token}" else Answer(401)


def virtuoso_asked(truth: bool) -> Answer:
    """How Virtuoso answers ASK."""
    row = {"__ASK_RETVAL": {"type": "typed-literal", "value": "1"}}
    row["__ASK_RETVAL"]["datatype"] = "http://www.w3.org/2001/XMLSchema#integer"
    document = {
        "head": {"link": [], "vars": ["__ASK_RETVAL"]},
        "results": {"distinct": False, "ordered": True, "bindings": [row] if truth else []},
    }
    return Answer(200, json.dumps(document), {"Content-Type": "application/sparql-results+json"})
