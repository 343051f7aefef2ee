"""A check-up of a linked-data site: what its readers and their programs may rely on.

The questions are those of the W3C notes on cool URIs and on best practices for publishing linked
data, of HTTP semantics (RFC 9110), and of the SPARQL 1.1 protocol and service description.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import urljoin

from stancegraph.errors import StoreError

try:
    import requests
except ImportError as missing:
    raise StoreError(
        "examining a site needs the extra: pip install 'stancegraph[store]'"
    ) from missing

_TURTLE, _JSONLD, _HTML = "text/turtle", "application/ld+json", "text/html"
_RDF = (_TURTLE, _JSONLD, "application/rdf+xml", "application/n-triples")
_UNKNOWN = "application/x-no-such-type"
_CROSS_JOIN = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"


@dataclass(frozen=True, slots=True)
class Finding:
    """The answer to one question: what was found, and what to do where it is not as it should."""

    question: str
    passed: bool
    found: str
    remedy: str


@dataclass(frozen=True, slots=True)
class _Answer:
    """The last answer of a chain of redirections; `vary` is what any of them says of it."""

    status: int
    headers: Mapping[str, str]
    body: bytes
    vary: str = ""

    @property
    def kind(self) -> str:
        return self.headers.get("Content-Type", "").partition(";")[0].strip().lower()

    @property
    def said(self) -> str:
        return f"{self.status} {self.kind}".strip()

    @property
    def done(self) -> bool:
        return self.status == requests.codes.ok


@dataclass(frozen=True, slots=True)
class _Site:
    """One resource of a site, and its endpoint."""

    url: str
    endpoint: str
    session: requests.Session
    timeout: float

    def get(self, url: str, accept: str = "*/*", method: str = "GET", **headers: str) -> _Answer:
        sent = {
            "Accept": accept,
            **{name.replace("_", "-"): value for name, value in headers.items()},
        }
        try:
            reply = self.session.request(method, url, headers=sent, timeout=self.timeout)
        except requests.RequestException as fault:
            return _Answer(0, {}, type(fault).__name__.encode())
        vary = [step.headers["Vary"] for step in (*reply.history, reply) if "Vary" in step.headers]
        return _Answer(reply.status_code, reply.headers, reply.content, ", ".join(vary))

    def ask(self, query: str, accept: str = "application/sparql-results+json") -> _Answer:
        address = requests.Request("GET", self.endpoint, params={"query": query}).prepare().url
        return self.get(address or self.endpoint, accept)


Check = Callable[[_Site], tuple[bool, str]]


def _speaks(media_type: str) -> Check:
    def check(site: _Site) -> tuple[bool, str]:
        answer = site.get(site.url, media_type)
        return answer.done and answer.kind == media_type, answer.said

    return check


def _prefers(site: _Site) -> tuple[bool, str]:
    answer = site.get(site.url, f"{_HTML};q=0.2, {_TURTLE};q=0.9")
    return answer.kind == _TURTLE, answer.said


def _refuses(site: _Site) -> tuple[bool, str]:
    answer = site.get(site.url, _UNKNOWN)
    return answer.status == requests.codes.not_acceptable, answer.said


def _varies(site: _Site) -> tuple[bool, str]:
    vary = site.get(site.url, _TURTLE).vary
    return "accept" in [part.strip().lower() for part in vary.split(",")], vary or "no Vary"


def _revalidates(site: _Site) -> tuple[bool, str]:
    tag = site.get(site.url, _TURTLE).headers.get("ETag")
    if not tag:
        return False, "no ETag"
    again = site.get(site.url, _TURTLE, If_None_Match=tag)
    return again.status == requests.codes.not_modified, f"{tag}, then {again.said}"


def _heads(site: _Site) -> tuple[bool, str]:
    head = site.get(site.url, _TURTLE, method="HEAD")
    return head.done and head.kind == _TURTLE and not head.body, head.said


def _shares(site: _Site) -> tuple[bool, str]:
    origin = site.get(site.url, _TURTLE, Origin="https://reader.example")
    allowed = origin.headers.get("Access-Control-Allow-Origin", "")
    return allowed in ("*", "https://reader.example"), allowed or "no Access-Control-Allow-Origin"


def _misses(site: _Site) -> tuple[bool, str]:
    answer = site.get(urljoin(site.url, "no-such-thing-here"), _TURTLE)
    return answer.status in (requests.codes.not_found, requests.codes.gone), answer.said


def _describes(site: _Site) -> tuple[bool, str]:
    answer = site.get(urljoin(site.url, "/.well-known/void"), _TURTLE)
    return answer.done and answer.kind in _RDF, answer.said


def _lists(site: _Site) -> tuple[bool, str]:
    answer = site.get(urljoin(site.url, "/sitemap.xml"))
    return answer.done and b"<loc>" in answer.body, answer.said


def _introduces(site: _Site) -> tuple[bool, str]:
    answer = site.get(site.endpoint, _TURTLE)
    return answer.done and b"sparql-service-description" in answer.body, answer.said


def _answers(site: _Site) -> tuple[bool, str]:
    answer = site.ask("ASK {}")
    return answer.done and b"true" in answer.body, answer.said


def _objects(site: _Site) -> tuple[bool, str]:
    answer = site.ask("SELECT nonsense")
    return answer.status == requests.codes.bad_request, answer.said


def _ends(site: _Site) -> tuple[bool, str]:
    answer = site.ask(_CROSS_JOIN)
    after = site.ask("ASK {}")
    return answer.status not in (0, requests.codes.ok) and after.done, answer.said


CHECKS: tuple[tuple[str, Check, str], ...] = (
    ("gives Turtle", _speaks(_TURTLE), "answer Accept: text/turtle with Turtle"),
    ("gives JSON-LD", _speaks(_JSONLD), "answer Accept: application/ld+json with JSON-LD"),
    ("gives a page", _speaks(_HTML), "answer Accept: text/html with a page for people"),
    ("heeds q-values", _prefers, "choose by the q-values of Accept, not by its order"),
    ("says 406", _refuses, "answer 406 with the list of types where none is acceptable"),
    ("sends Vary: Accept", _varies, "else caches give one reader's format to another"),
    ("revalidates", _revalidates, "send an ETag, and 304 where it is sent back"),
    ("answers HEAD", _heads, "answer HEAD as GET, without the body"),
    ("allows other origins", _shares, "send Access-Control-Allow-Origin: *"),
    ("says 404", _misses, "answer 404 for what is not there"),
    ("describes its data", _describes, "serve a VoID description at /.well-known/void"),
    ("lists its pages", _lists, "serve /sitemap.xml"),
    ("describes its endpoint", _introduces, "answer the endpoint without a query with RDF"),
    ("answers queries", _answers, "answer GET with ?query= by SPARQL results"),
    ("says 400", _objects, "answer a malformed query with 400 and where it is wrong"),
)
HOSTILE = ("ends what is too much", _ends, "end a query at a limit, with an error, never with 200")


def examine(
    url: str, endpoint: str | None = None, *, hostile: bool = False, timeout: float = 20.0
) -> Iterator[Finding]:
    """Asks a site the questions one by one.

    Args:
        url: the address of a thing that the site describes.
        endpoint: that of its SPARQL endpoint; by default /sparql.
        hostile: send a query that no store can finish, too.
        timeout: how long to wait for an answer, in seconds.

    Raises:
        StoreError: nothing answers at the address.
    """
    with requests.Session() as session:
        site = _Site(url, endpoint or urljoin(url, "/sparql"), session, timeout)
        first = site.get(url)
        if first.status == 0:
            raise StoreError(f"{url}: nothing answers there ({first.body.decode()})")
        for question, check, remedy in (*CHECKS, *([HOSTILE] if hostile else [])):
            passed, found = check(site)
            yield Finding(question, passed, found, remedy)
