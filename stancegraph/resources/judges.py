"""Who judges: the version of the program and the shapes that are packaged with it."""

from __future__ import annotations

import hashlib
from functools import cache

from stancegraph import __version__
from stancegraph.resources import resource


@cache
def judges() -> str:
    """What a verdict is by: this version of the program and the digest of the shapes it has.

    It stands here, since whoever only reads verdicts need not load the judges.
    """
    digest = hashlib.sha256()
    for path in sorted(resource("shapes").glob("*.ttl")):
        digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return f"stancegraph {__version__}, shapes {digest.hexdigest()[:12]}"
