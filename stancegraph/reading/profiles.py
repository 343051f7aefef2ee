"""Layout profiles: what a body's documents look like, as tables; no body is known to the code."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Set
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import cast

from stancegraph.errors import TableError
from stancegraph.resources import resource

Table = dict[str, object]

ANY = "any"
"""The profile whose block rules stand behind those of every other."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """A pattern whose presence in a text speaks for the profile, with its weight.

    `has` are lower-case strings of which every match holds one, which spares most searches;
    empty where nothing is known of its matches.
    """

    has: tuple[str, ...]
    match: re.Pattern[str]
    weight: float


@dataclass(frozen=True, slots=True)
class BodyRule:
    """Which organ adopted, if the formula or cover matches."""

    id: str
    match: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class BlockRule:
    """What a block that matches is (a kind of furniture), and the facts its groups name.

    `start` matches a line that opens such a block, `glued` one whose head is such a block and
    whose rest is another; where it has `whole`, the words of all lines of the block match that.
    `values` says what a fact is that is printed in another script: a series in Arabic.
    """

    kind: str
    match: re.Pattern[str]
    start: re.Pattern[str] | None
    glued: re.Pattern[str] | None
    whole: re.Pattern[str] | None
    values: Mapping[str, str]


@dataclass(frozen=True, slots=True, eq=False)
class Profile:
    """A body's drafting layout; `work` and `symbol` are templates over the facts read.

    Of the templates of `symbol` the first counts whose facts are all known.
    """

    name: str
    body: str
    work: tuple[str, ...]
    symbol: tuple[str, ...]
    instrument: str
    kind: str
    generic: bool
    evidence: tuple[Evidence, ...]
    bodies: tuple[BodyRule, ...]
    blocks: tuple[BlockRule, ...]

    def score(self, text: str, held: Set[str]) -> float:
        """How much a text that holds these strings speaks for this profile: the weights' sum."""
        return sum(
            [
                evidence.weight
                for evidence in self.evidence
                if not (evidence.has and held.isdisjoint(evidence.has))
                and evidence.match.search(text)
            ]
        )

    @property
    def glued(self) -> tuple[re.Pattern[str], ...]:
        """What may stand at the head of a line before the beginning of another block."""
        return tuple(rule.glued for rule in self.blocks if rule.glued is not None)

    @lru_cache(maxsize=1024)  # noqa: B019 -- profiles live as long as the process
    def rules(self, kind: str) -> tuple[BlockRule, ...]:
        """The block rules of one kind."""
        return tuple(rule for rule in self.blocks if rule.kind == kind)

    @property
    def cover_rules(self) -> tuple[BlockRule, ...]:
        """The block rules for what stands before the enacting formula."""
        return tuple(rule for rule in self.blocks if rule.kind not in ("formula", "vote"))


@lru_cache(maxsize=4)
def load_profiles(folder: Path | None = None) -> tuple[Profile, ...]:
    """The profiles of the package, by name; those of `folder` join them or take their place.

    Raises:
        TableError: a profile is not valid TOML, lacks a key, or holds a broken pattern.
    """
    folders = [resource("profiles"), *([folder] if folder else [])]
    profiles = {
        profile.name: profile
        for each in folders
        for profile in map(load_profile, sorted(each.glob("*.toml")))
    }
    shared = profiles.pop(ANY).blocks if ANY in profiles else ()
    return tuple(
        replace(profiles[name], blocks=profiles[name].blocks + shared) for name in sorted(profiles)
    )


def load_profile(path: Path) -> Profile:
    """One profile from its TOML file.

    Raises:
        TableError: it is not valid TOML, lacks a key, or holds a broken pattern.
    """
    try:
        return _profile(tomllib.loads(path.read_text(encoding="utf-8")))
    except (tomllib.TOMLDecodeError, KeyError, re.error, TypeError) as error:
        raise TableError(f"{path.name}: not a profile: {error!r}") from error


def _profile(table: Table) -> Profile:
    return Profile(
        name=str(table["name"]),
        body=str(table["body"]),
        work=tuple(str(part) for part in cast(list[object], table["work"])),
        symbol=_strings(table.get("symbol", "")),
        instrument=str(table.get("instrument", "Resolution")),
        kind=str(table.get("kind", "resolution")),
        generic=bool(table.get("generic", False)),
        evidence=tuple(
            Evidence(
                _strings(row.get("has", [])),
                re.compile(str(row["match"])),
                float(cast(float, row.get("weight", 1))),
            )
            for row in _tables(table, "evidence")
        ),
        bodies=tuple(
            BodyRule(str(row["id"]), re.compile(str(row["match"])))
            for row in _tables(table, "body_rule")
        ),
        blocks=tuple(_block_rule(row) for row in _tables(table, "block")),
    )


def _strings(value: object) -> tuple[str, ...]:
    """A string, or a list of them."""
    return tuple(map(str, value)) if isinstance(value, list) else (str(value),)


def _tables(table: Table, key: str) -> list[Table]:
    return cast(list[Table], table.get(key, []))


def _block_rule(row: Table) -> BlockRule:
    start, glued, whole = row.get("start"), row.get("glued"), row.get("whole")
    return BlockRule(
        kind=str(row["kind"]),
        match=re.compile(str(row["match"])),
        start=re.compile(str(start)) if start else None,
        glued=re.compile(str(glued)) if glued else None,
        whole=re.compile(str(whole)) if whole else None,
        values={
            str(printed): str(meant)
            for printed, meant in cast(Table, row.get("values", {})).items()
        },
    )
