"""What "the Council", "the Union" or "its President" mean, by the closed rules of a table."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, product

from stancegraph.errors import TableError
from stancegraph.linking.anchors import anchors
from stancegraph.linking.choosing import Context
from stancegraph.linking.found import KINDS, Found
from stancegraph.linking.register import Condition
from stancegraph.linking.tables import read_rows
from stancegraph.resources import resource

LAST = "@last"
_HEADED = frozenset({"organisation", "treaty"})
_SCORE, _LAST_SCORE = 0.93, 0.85


@dataclass(frozen=True, slots=True)
class Rule:
    """Words that stand for an entity where the condition holds; `@last`: what was last so named."""

    words: str
    condition: Condition | None
    entity: str


Rules = Mapping[str, tuple[Rule, ...]]
"""The rules by their words."""


@lru_cache(maxsize=1)
def load_rules() -> Rules:
    """The rules of the package.

    Raises:
        TableError: a row of the table is malformed.
    """
    by_words: defaultdict[str, list[Rule]] = defaultdict(list)
    for row in read_rows(resource("linking", "anaphora.csv"), "words condition entity"):
        kind, _, entities = row["condition"].partition("=")
        if kind not in ("", "body", "named"):
            raise TableError(f"{row.place}: condition is neither body=... nor named=...")
        condition = Condition(kind, tuple(entities.split("|"))) if kind else None
        by_words[row.required("words")].append(
            Rule(row["words"], condition, row.required("entity"))
        )
    return {words: tuple(rows) for words, rows in by_words.items()}


def find_anaphora(text: str, found: list[Found], context: Context) -> Iterator[Found]:
    """The table's words in a text, where no name of `found` stands, with what they stand for."""
    rules = load_rules()
    outer = [each for each in found if not each.inside]
    ends = [each.end for each in outer]
    for start, end, words in sorted(_words(text, rules)):
        at = bisect_right(ends, start)
        if at < len(outer) and outer[at].start < end:
            continue
        for rule in rules[words]:
            if rule.condition is None or context.holds(rule.condition):
                if named := _entity(rule, start, found, context):
                    yield Found(start, end, *named)
                break


def _words(text: str, rules: Rules) -> Iterator[tuple[int, int, str]]:
    """Where words of the table stand as such: not Council of Europe, not non-Parliament."""
    for words in rules:
        for at in anchors(text, _printed(words)):
            start, end = at - 1, at + len(words) - 1
            before = text[max(0, start - 1) : start]
            after = text[end : end + 4].replace("\n", " ")
            first = text[max(0, start) : start + 1]
            if first.lower() != words[0].lower() or (words[0].isupper() and first != words[0]):
                continue
            if not (before.isalnum() or before == "-" or after[:1].isalnum() or after == " of "):
                yield start, end, words


@lru_cache
def _printed(words: str) -> tuple[str, ...]:
    """The words without their first letter, on one line and broken at any of their spaces."""
    parts = words[1:].split(" ")
    breaks = product(" \n", repeat=len(parts) - 1)
    return tuple("".join(chain(*zip(parts, (*each, ""), strict=True))) for each in breaks)


def _entity(
    rule: Rule, start: int, found: list[Found], context: Context
) -> tuple[str, str, float, str] | None:
    """Kind, entity, score and method of what the words of a rule stand for at an offset."""
    if rule.entity != LAST:
        if rule.entity not in context.register:
            return None
        return KINDS[context.register.kind(rule.entity)], rule.entity, _SCORE, "anaphora"
    noun = rule.words.partition(" ")[2]
    for each in reversed(found):
        if each.end > start or each.entity is None or each.kind not in _HEADED:
            continue
        if noun in context.register.heads(each.entity):
            return each.kind, each.entity, _LAST_SCORE, "last-named"
    return None
