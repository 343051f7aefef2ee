"""The index for searching without a server: small files, of which a browser loads what it needs.

`things/N.json` lists a thousand things each: address, kind, title. `words/XX.json` has the words
that begin with two letters, each with the numbers of its things: those named by it, then those that
only speak of it. Words that almost every text has are kept as names only.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence

from stancegraph.serving.holding.searching import Row

SHELF = 1000
_SPOKEN_MOST = 2000
_WORD = re.compile(r"[^\W_]+")
_PLAIN = re.compile(r"[0-9a-z]+")


def folded(text: str) -> str:
    """The text without case and marks, as it is sought.

    >>> folded("Côte d’Ivoire")
    'cote d’ivoire'
    """
    parts = unicodedata.normalize("NFKD", text.lower())
    return "".join(letter for letter in parts if not unicodedata.combining(letter))


def words(text: str) -> set[str]:
    """The words of a text."""
    return set(_WORD.findall(folded(text)))


def shard(word: str) -> str:
    """The name of the file that has a word.

    >>> shard("kazakhstan"), shard("a"), shard("право")
    ('ka', 'a', 'u43f')
    """
    first = word[:2]
    return first if _PLAIN.fullmatch(first) else f"u{ord(word[0]):x}"


def files(rows: Sequence[Row], addresses: Mapping[str, str]) -> Iterator[tuple[str, bytes]]:
    """Name and content of every file of the index; `addresses` are those of the pages."""
    held = [row for row in rows if row.iri in addresses]
    yield "about.json", _packed({"things": len(held), "shelf": SHELF})
    for start in range(0, len(held), SHELF):
        shelf = [[addresses[row.iri], row.kind, row.title] for row in held[start : start + SHELF]]
        yield f"things/{start // SHELF}.json", _packed(shelf)
    found: dict[str, tuple[list[int], list[int]]] = {}
    for number, row in enumerate(held):
        named = words(f"{row.title} {row.names}")
        for word in named:
            found.setdefault(word, ([], []))[0].append(number)
        for word in words(row.body) - named:
            found.setdefault(word, ([], []))[1].append(number)
    shards: dict[str, dict[str, list[list[int]]]] = {}
    for word in sorted(found):
        named_by, spoken_of = found[word]
        kept = spoken_of if len(spoken_of) <= _SPOKEN_MOST else []
        if named_by or kept:
            shards.setdefault(shard(word), {})[word] = [_gaps(named_by), _gaps(kept)]
    for name, entries in sorted(shards.items()):
        yield f"words/{name}.json", _packed(entries)


def _gaps(numbers: list[int]) -> list[int]:
    """Each number as its distance from the one before, which is short in JSON."""
    return [number - before for before, number in zip([0, *numbers], numbers, strict=False)]


def _packed(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
