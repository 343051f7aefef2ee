"""Looks into the text of a query for what the endpoint refuses: SERVICE and graphs of others."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_LITERAL = "|".join(
    (
        r'"""(?:[^\\]|\\.)*?"""',
        r"'''(?:[^\\]|\\.)*?'''",
        r'"(?:[^"\\\n\r]|\\.)*"',
        r"'(?:[^'\\\n\r]|\\.)*'",
    )
)
_TOKEN = re.compile(
    rf"""(?P<iri><[^<>"{{}}|^`\\\x00-\x20]*>)
    |(?P<comment>\#[^\n\r]*)
    |(?P<literal>{_LITERAL})
    |(?P<other>[?$@][\w-]+)
    |(?P<name>(?:[^\W\d_][\w.-]*)?:[\w.:%\\-]*)
    |(?P<word>[^\W\d_]\w*)
    |(?P<mark>\S)""",
    re.VERBOSE | re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of a query that is neither space nor comment."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Inspected:
    """What a query asks for beyond this store; `graphs` are those of its FROM clauses."""

    service: bool
    graphs: tuple[str, ...]


def tokens(query: str) -> Iterator[Token]:
    """The tokens of a query; whatever is no SPARQL becomes single marks.

    >>> [token.text for token in tokens("ASK { ?s <a#b> 'SERVICE' } # SERVICE")]
    ['ASK', '{', '?s', '<a#b>', "'SERVICE'", '}']
    """
    for match in _TOKEN.finditer(query):
        if match.lastgroup not in (None, "comment"):
            yield Token(str(match.lastgroup), match.group())


def inspect(query: str) -> Inspected:
    """Find SERVICE and FROM outside of strings, comments, variables and names.

    The test errs on the side of refusing: the parser may read `SERVICESILENT` or `SERVICE:x` as
    the keyword and something else, so a word that begins so counts, unless its prefix is declared.
    """
    found = list(tokens(query))
    prefixes = _prefixes(found)
    graphs: list[str] = []
    service = False
    for place, token in enumerate(found):
        lower = token.text.lower()
        if token.kind in ("word", "name") and lower.startswith("service"):
            service = service or token.text.partition(":")[0] not in prefixes
        if token.kind == "word" and lower == "from":
            graphs += _named(found[place + 1 : place + 3], prefixes)
    return Inspected(service, tuple(graphs))


def _prefixes(found: list[Token]) -> dict[str, str]:
    """The declared prefixes with what they stand for; the base under the empty string's twin."""
    declared = {}
    for place, token in enumerate(found[:-2]):
        if token.kind == "word" and token.text.lower() == "prefix":
            name, iri = found[place + 1], found[place + 2]
            if name.text.endswith(":") and iri.kind == "iri":
                declared[name.text[:-1]] = iri.text[1:-1]
    return declared


def _named(after: list[Token], prefixes: dict[str, str]) -> list[str]:
    if after and after[0].text.lower() == "named":
        after = after[1:]
    if not after or after[0].kind not in ("iri", "name"):
        return []
    text = after[0].text
    if after[0].kind == "iri":
        return [text[1:-1]]
    prefix, _, local = text.partition(":")
    return [prefixes.get(prefix, f"{prefix}:") + local]
