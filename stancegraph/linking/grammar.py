"""The words with which the languages cite numbered documents, as patterns."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import cast

from stancegraph.errors import TableError
from stancegraph.resources import resource

_TABLE = ("linking", "citing.toml")
_SECTION = (
    r"(?:,?\s+(?:sections?|parts?|annex(?:es)?|sect\.)\s+"
    r"[IVXA-Z\d]+(?:(?:,\s|\sand\s|\sto\s)[IVX\d]+)*)?"
)


@dataclass(frozen=True)
class Grammar:
    """The patterns of all languages together.

    `trigger` has the groups noun, one or many, own (what means "its" within the noun) and kind by
    the name of its group; `between` parts the items of a list, `on` leads to a day, `own` stands
    before a noun and `after` before the owner's name behind the number.
    """

    anchors: tuple[str, ...]
    trigger: re.Pattern[str]
    kinds: Mapping[str, str]
    between: re.Pattern[str]
    on: re.Pattern[str]
    own: re.Pattern[str]
    after: re.Pattern[str]
    selves: tuple[tuple[re.Pattern[str], tuple[str, ...]], ...]
    names: Mapping[str, str]

    def kind(self, trigger: re.Match[str]) -> str:
        """What the noun of a trigger means: resolution or decision."""
        return next(kind for group, kind in self.kinds.items() if trigger[group] is not None)

    def is_one(self, trigger: re.Match[str]) -> bool:
        """Whether the noun of a trigger stands in the singular."""
        return any(trigger[group] is not None for group in self.kinds if group.startswith("one"))

    def owns(self, trigger: re.Match[str]) -> bool:
        """Whether "its" is written together with the noun."""
        return any(trigger.groupdict().get(group) for group in self._owning)

    @property
    def _owning(self) -> tuple[str, ...]:
        return tuple(name for name in self.trigger.groupindex if name.startswith("own"))


@lru_cache(maxsize=1)
def load_grammar() -> Grammar:
    """The grammar of the package.

    Raises:
        TableError: the table is not valid TOML, lacks a key, or holds a broken pattern.
    """
    path = resource(*_TABLE)
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
        return _grammar(table)
    except (tomllib.TOMLDecodeError, KeyError, re.error) as error:
        raise TableError(f"{path.name}: {error!r}") from error


def _grammar(table: Mapping[str, object]) -> Grammar:
    nouns = cast(list[Mapping[str, object]], table["nouns"])
    words = {
        key: "|".join(value) for key, value in cast(Mapping[str, list[str]], table["words"]).items()
    }
    selves = cast(list[Mapping[str, object]], table["selves"])
    triggers: list[str] = []
    kinds: dict[str, str] = {}
    for place, noun in enumerate(nouns):
        triggers.append(_trigger(place, noun))
        kinds |= {f"many{place}": str(noun["kind"]), f"one{place}": str(noun["kind"])}
    return Grammar(
        anchors=tuple(each for noun in nouns for each in _strings(noun["anchors"])),
        trigger=re.compile(
            rf"\b(?P<noun>{'|'.join(triggers)})\s*(?:(?:{words['number']})\s*)?(?=[\dSE])"
        ),
        kinds=kinds,
        between=_between(words["and"]),
        on=re.compile(rf"{_SECTION},?\s+(?:{words['on']})\s+"),
        own=re.compile(rf"\b(?:{words['own']})(?:\s+(?:{words['adjectives']}))*\s+$"),
        after=re.compile(rf"(?:\s*\([^)]{{0,60}}\))?,?\s+(?:{words['of']})"),
        selves=tuple((re.compile(str(row["match"])), _strings(row["anchors"])) for row in selves),
        names=cast(Mapping[str, str], table["names"]),
    )


def _trigger(place: int, noun: Mapping[str, object]) -> str:
    own = f"(?P<own{place}>{noun['own']})?" if "own" in noun else ""
    gap = rf"\b{noun['gap']}" if "gap" in noun else r"\b"
    return rf"(?:(?P<many{place}>{noun['many']})|(?P<one{place}>{noun['one']})){own}{gap}"


def _between(joints: str) -> re.Pattern[str]:
    return re.compile(
        rf"{_SECTION}\s*(?:\([^()\n]{{0,80}}\))?\s*"
        rf"(?:[,،]\s*(?:{joints}|inter alia,?)?|[;؛]\s*(?:and)?"
        rf"|{joints}|through|&|[-–])\s*"
        r"(?:also\s+|subsequent\s+|its\s+(?:annex|annexes),?\s+)?(?:(?:of\s+)?[Nn]os?\.\s*)?"
    )


def _strings(value: object) -> tuple[str, ...]:
    return tuple(map(str, cast(list[str], value)))
