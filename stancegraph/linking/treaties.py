"""Treaties and other named instruments, cited by their names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

from stancegraph.linking.dates import date_at
from stancegraph.linking.found import Found
from stancegraph.linking.reference import Reference
from stancegraph.linking.register import Register
from stancegraph.linking.tables import read_rows
from stancegraph.resources import resource

_THE = re.compile(r"\b[Tt]he $")
_DATED = re.compile(r"\s*,?\s*(?:of|signed|adopted|done)\s+(?:(?:at|in)\s+[A-Z]\w+\s+)?(?:on\s+)?")


@lru_cache(maxsize=1)
def load_treaty_identifiers() -> Mapping[str, str]:
    """Normal forms of instruments for which the rule "slug and year" does not give them.

    Raises:
        TableError: a row of the table is malformed.
    """
    rows = read_rows(resource("linking", "treaties.csv"), "entity identifier")
    return {row.required("entity"): row.required("identifier") for row in rows}


def treaty_identifier(entity: str, register: Register) -> str:
    """The normal form of a treaty: treaty:un-charter-1945."""
    if stated := load_treaty_identifiers().get(entity):
        return stated
    slug = entity.partition("/")[2]
    year = register.entity(entity).valid.start[:4]
    return f"treaty:{slug}" if not year or slug.endswith(year) else f"treaty:{slug}-{year}"


def find_treaties(text: str, found: list[Found], register: Register) -> Iterator[Reference]:
    """The instruments among what was found, with the article before and the date after the name."""
    for each in found:
        if each.kind != "treaty" or each.entity is None:
            continue
        the = _THE.search(text, max(0, each.start - 5), each.start)
        start = the.start() if the else each.start
        end, day = each.end, None
        dated = _DATED.match(text, each.end)
        if dated and (date := date_at(text, dated.end())):
            valid = register.entity(each.entity).valid.start
            if date.last.isoformat().startswith(valid[:4]):
                end, day = date.end, date.last
        identifier = treaty_identifier(each.entity, register)
        year = register.entity(each.entity).valid.start[:4]
        yield Reference(
            start, end, identifier, each.entity, "treaty", None, day, int(year) if year else None
        )
