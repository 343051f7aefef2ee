"""The prefixes under which the site abbreviates IRIs: those of the packaged JSON-LD context.

The room `graph` has them too, but brings all of reading and linking with it, which a server that
is to be ready at once does not need.
"""

from __future__ import annotations

import json

from stancegraph.identifiers import ACT, INTENSITY, LEVEL
from stancegraph.resources import resource

_OWN = {"act": ACT, "intensity": INTENSITY, "level": LEVEL}


def _prefixes() -> dict[str, str]:
    context = json.loads(resource("ontology", "context.jsonld").read_text(encoding="utf-8"))
    named = {
        name: value
        for name, value in context["@context"].items()
        if isinstance(value, str) and value.endswith(("#", "/")) and value not in _OWN.values()
    }
    return dict(sorted({**named, **_OWN}.items()))


PREFIXES = _prefixes()
"""Prefix -> namespace."""
