"""The description of the HTTP interface (OpenAPI 3.1), made from the routes and a table."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from http import HTTPStatus

from starlette.routing import Route

from stancegraph import __version__
from stancegraph.identifiers import LEVEL
from stancegraph.resources import resource
from stancegraph.serving.holding.holdings import Holdings, Shelf, node
from stancegraph.serving.transport.receiving import FORM

MEDIA_TYPE = "application/vnd.oai.openapi+json"
PLACE = "/openapi.json"
LICENCE = "https://creativecommons.org/licenses/by/4.0/"
_PROBLEM = "application/problem+json"
_STATIC = "/static/"
_CONVERTER = re.compile(r"\{(\w+):\w+\}")
_ABOUT = (
    "Who takes which stance toward whom, in exactly which words: a knowledge graph of resolutions"
    " of international bodies. Every address answers HEAD and OPTIONS as well, may be asked from"
    " any origin (CORS), and carries an ETag where its answer changes only with the build. Faults"
    " are problem details (RFC 9457)."
)

Json = dict[str, object]


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter of a route; one of the path is always required."""

    name: str
    about: str
    example: str = ""
    required: bool = False


@dataclass(frozen=True, slots=True)
class Described:
    """What the table says of a route; `also` are media types that only some requests get."""

    path: str
    tag: str
    summary: str
    about: str = ""
    answers: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    by_accept: bool = True
    redirects: bool = False
    problems: tuple[int, ...] = ()
    parameters: tuple[Parameter, ...] = ()
    form: tuple[str, ...] = ()
    body: str = ""


@lru_cache(maxsize=1)
def table() -> dict[str, Described]:
    """The table by path."""
    text = resource("interface", "routes.toml").read_text(encoding="utf-8")
    return {row["path"]: _described(row) for row in tomllib.loads(text)["route"]}


def _described(row: dict[str, object]) -> Described:
    given = row.pop("parameters", [])
    assert isinstance(given, list)
    plain = {key: tuple(value) if isinstance(value, list) else value for key, value in row.items()}
    return Described(**plain, parameters=tuple(Parameter(**each) for each in given))  # type: ignore[arg-type]


def paths(routes: Iterable[Route]) -> Iterator[tuple[str, frozenset[str]]]:
    """The addresses with their methods as the description names them; static files are one."""
    for route in routes:
        path = _CONVERTER.sub(r"{\1}", route.path)
        path = f"{_STATIC}{{path}}" if path.startswith(_STATIC) else path
        yield path, frozenset(route.methods or ()) - {"HEAD"}


def openapi(routes: Iterable[Route], holdings: Holdings, place: str) -> Json:
    """The description of the routes of a server at `place`.

    Raises:
        KeyError: the table lacks a route.
    """
    samples = _samples(holdings)
    described: dict[str, Json] = {}
    for path, methods in dict(paths(routes)).items():
        words = table()[path]
        described[path] = {
            method.lower(): _operation(words, method, samples) for method in sorted(methods)
        }
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "stancegraph",
            "version": __version__,
            "description": _ABOUT,
            "license": {"name": "CC BY 4.0 (the graph)", "url": LICENCE},
        },
        "servers": [{"url": place.rstrip("/")}],
        "paths": described,
        "components": {"schemas": {"Problem": _PROBLEM_SCHEMA}},
    }


def _samples(holdings: Holdings) -> dict[str, str]:
    """Things of this graph for the examples."""
    data, base = holdings.data, holdings.base
    kinds = ("state/", "org/", "resolution/", "statement/", "draft/", "")
    thing = next((iri for kind in kinds for iri in data.below(base + kind)), base)
    realized = data.store.quads_for_pattern(None, node("eli:is_realized_by"), None, None)
    work = min((str(getattr(quad.subject, "value", "")) for quad in realized), default=thing)
    holder, target = _pair(data, base) or (thing, thing)
    tables = (holdings.graph / "tables").glob("*.csv")
    table_name = min((file.name for file in tables), default="stances.csv")
    found = {"thing": thing, "work": work, "holder": holder, "target": target}
    return {name: iri.removeprefix(base) for name, iri in found.items()} | {"table": table_name}


def _pair(data: Shelf, base: str) -> tuple[str, str] | None:
    """An institution and a state that it takes a stance toward, other than by a vote."""
    for target in data.below(f"{base}state/"):
        for stance in data.pointing("sg:target", target):
            holder, level = data.value(stance, "sg:holder"), data.value(stance, "sg:level")
            if holder and holder.startswith(f"{base}org/") and level != f"{LEVEL}vote":
                return holder, target
    return None


def _operation(words: Described, method: str, samples: dict[str, str]) -> Json:
    told: Json = {
        "tags": [words.tag],
        "summary": words.summary,
        "operationId": _name(method, words.path),
        "responses": _responses(words),
    }
    if words.about:
        told["description"] = words.about.replace("\n", " ")
    if method == "POST":
        told["requestBody"] = _body(words, samples)
    elif words.parameters:
        told["parameters"] = [_parameter(each, words.path, samples) for each in words.parameters]
    return told


def _name(method: str, path: str) -> str:
    parts = re.findall(r"\w+", path) or ["home"]
    return "_".join((method.lower(), *parts))


def _parameter(parameter: Parameter, path: str, samples: dict[str, str]) -> Json:
    in_path = f"{{{parameter.name}}}" in path
    told: Json = {
        "name": parameter.name,
        "in": "path" if in_path else "query",
        "description": parameter.about,
        "required": in_path or parameter.required,
        "schema": {"type": "string"},
    }
    if parameter.example:
        told["example"] = _filled(parameter.example, samples)
    return told


def _filled(example: str, samples: dict[str, str]) -> str:
    """An example with what the graph holds; braces of other kinds stay."""
    return re.sub(r"\{(\w+)\}", lambda match: samples.get(match[1], match[0]), example)


def _body(words: Described, samples: dict[str, str]) -> Json:
    fields = [each for each in words.parameters if each.name in words.form]
    example = {each.name: _filled(each.example, samples) for each in fields if each.example}
    properties = {each.name: {"type": "string", "description": each.about} for each in fields}
    content: Json = {
        FORM: {"schema": {"type": "object", "properties": properties}, "example": example}
    }
    if words.body:
        bare = next(each.example for each in fields if each.example)
        content[words.body] = {"schema": {"type": "string"}, "example": _filled(bare, samples)}
    return {"required": True, "content": content}


def _responses(words: Described) -> Json:
    content: Json = {kind: {} for kind in (*words.answers, *words.also)}
    found: Json = {"200": {"description": words.summary, "content": content}}
    if words.redirects:
        where = {"description": "The representation", "schema": {"type": "string"}}
        headers = {"Location": where}
        found["303"] = {"description": "See the representation", "headers": headers}
    for status in words.problems:
        schema = {"schema": {"$ref": "#/components/schemas/Problem"}}
        phrase = HTTPStatus(status).phrase
        found[str(status)] = {"description": phrase, "content": {_PROBLEM: schema}}
    return found


_PROBLEM_SCHEMA: Json = {
    "type": "object",
    "description": "A fault (RFC 9457); `type` is explained at /problems.",
    "required": ["type", "title", "status", "detail"],
    "properties": {
        "type": {"type": "string", "format": "uri-reference"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
    },
}
