"""SPARQL as stores in the field take it: what can be said in a way that all of them understand.

Nothing here changes what a query means.
"""

from __future__ import annotations

import re
from enum import Enum
from urllib.parse import urljoin

_TOKEN = re.compile(
    r"""(?P<comment>\#[^\n]*)
    | (?P<string>\"{3}(?:[^\\]|\\.)*?\"{3} | '{3}(?:[^\\]|\\.)*?'{3}
        | "(?:[^"\\\n]|\\.)*" | '(?:[^'\\\n]|\\.)*')
    | (?<![\w:?$-])(?P<base>BASE)\s*<(?P<root>[^<>"{}|^`\\\x00-\x20]*)>
    | <(?P<iri>[^<>"{}|^`\\\x00-\x20]*)>
    | \\.
    """,
    re.VERBOSE | re.IGNORECASE | re.DOTALL,
)
_FORM = re.compile(r"(?<![\w:?$-])(SELECT|ASK|CONSTRUCT|DESCRIBE)\b(?![\w.-]*:)", re.IGNORECASE)
_LIMIT = re.compile(r"\bLIMIT\s+(\d+)\b", re.IGNORECASE)
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")


class Form(Enum):
    """What a query is answered with."""

    ROWS = "rows"
    TRUTH = "truth"
    TRIPLES = "triples"


def absolute(sparql: str, base: str) -> str:
    """The query with every relative IRI written out, and without BASE.

    >>> absolute("BASE <http://a/b/> SELECT * { <c> ?p <http://d/#e> } # <f>", "http://g/")
    ' SELECT * { <http://a/b/c> ?p <http://d/#e> } # <f>'
    """

    def written(token: re.Match[str]) -> str:
        nonlocal base
        if token["base"]:
            base = _joined(base, token["root"])
            return ""
        return token[0] if token["iri"] is None else f"<{_joined(base, token['iri'])}>"

    return _TOKEN.sub(written, sparql)


def form(sparql: str) -> Form:
    """The form of a query, by its first keyword; of what is no query, rows.

    >>> form("# SELECT\\nPREFIX ask: <http://select/> CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }")
    <Form.TRIPLES: 'triples'>
    """
    found = _FORM.search(_bare(sparql))
    word = found[1].upper() if found else "SELECT"
    return {"SELECT": Form.ROWS, "ASK": Form.TRUTH}.get(word, Form.TRIPLES)


def limit(sparql: str) -> int | None:
    """The number of rows at which the query itself stops.

    >>> limit("SELECT * { ?s ?p 'LIMIT 3' } LIMIT 7")
    7
    """
    found = _LIMIT.findall(_bare(sparql).rsplit("}", 1)[-1])
    return int(found[-1]) if found else None


def _bare(sparql: str) -> str:
    """The query without comments, strings and IRIs."""
    return _TOKEN.sub(" ", sparql)


def _joined(base: str, reference: str) -> str:
    if _SCHEME.match(reference):
        return reference
    return urljoin(base, reference) if reference else base.split("#", 1)[0]
