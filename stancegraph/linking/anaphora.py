"""What "the Council", "the Union" or "its President" mean, by the closed rules of a table."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from stancegraph.errors import TableError
from stancegraph.linking.choosing import Context
from stancegraph.linking.found import KINDS, Found
from stancegraph.linking.register import Condition
from stancegraph.linking.tables import read_rows
from stancegraph.resources import resource

LAST = "@last"
_SCORE, _LAST_SCORE = 0.93, 0.85


@dataclass(frozen=True, slots=True)
class Rule:
    """Words that stand for an entity where the condition holds, or for what was `@last` so named."""

    words: str
    condition: Condition | None
    entity: str


@dataclass(frozen=True)
class Rules:
    """The rules by their words, and one pattern that finds all words."""

    pattern: re.Pattern[str]
    by_words: dict[str, tuple[Rule, ...]]


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
        by_words[row.required("words")].append(Rule(row["words"], condition, row.required("entity")))
    longest_first = sorted(by_words, key=len, reverse=True)
    pattern = "|".join(_spelled(words) for words in longest_first)
    return Rules(re.compile(rf"\b(?:{pattern})\b"), {key: tuple(rows) for key, rows in by_words.items()})


def find_anaphora(text: str, found: list[Found], context: Context) -> Iterator[Found]:
    """The table's words in a text, where no name of `found` stands, with what they stand for."""
    rules = load_rules()
    taken = _Places(found)
    for match in rules.pattern.finditer(text):
        start, end = match.span()
        if taken.touch(start, end) or text[end : end + 4] == " of " or text[start - 1 : start] == "-":
            continue
        words = " ".join(match.group().split())
        words = words if words in rules.by_words else words[0].lower() + words[1:]
        for rule in rules.by_words.get(words, ()):
            if rule.condition is None or context.holds(rule.condition):
                if each := _apply(rule, start, end, text, found, context):
                    yield each
                break


def _spelled(words: str) -> str:
    first, rest = words[0], r"\s+".join(map(re.escape, words[1:].split(" ")))
    return f"[{first.upper()}{first}]{rest}" if " " in words else re.escape(words)


def _apply(
    rule: Rule, start: int, end: int, text: str, found: list[Found], context: Context
) -> Found | None:
    if rule.entity != LAST:
        if rule.entity not in context.register:
            return None
        kind = KINDS[context.register.kind(rule.entity)]
        return Found(start, end, kind, rule.entity, _SCORE, "anaphora")
    noun = rule.words.partition(" ")[2]
    headed = re.compile(rf"{noun}$|{noun}\s+(?:of|for|on|to|against|concerning|relati)")
    for each in reversed([each for each in found if each.end <= start and each.entity]):
        if each.method not in ("anaphora", "last-named") and headed.search(text[each.start : each.end]):
            return Found(start, end, each.kind, each.entity, _LAST_SCORE, "last-named")
    return None


class _Places:
    """Where names stand, for a quick look whether a range touches one."""

    def __init__(self, found: list[Found]) -> None:
        self._outer = [each for each in found]
        self._at = 0

    def touch(self, start: int, end: int) -> bool:
        while self._at < len(self._outer) and self._outer[self._at].end <= start - 400:
            self._at += 1
        for each in self._outer[self._at :]:
            if each.start >= end:
                return False
            if each.end > start:
                return True
        return False
