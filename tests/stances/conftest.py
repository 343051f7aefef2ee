"""Reads a sentence as a paragraph of a small resolution and tells its stances, a line each."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

import pytest

from stancegraph.linking import Linker, Register, load_register
from stancegraph.model import Document, SourceText, Stance
from stancegraph.reading import Lexicon, Profile, load_lexicon, load_profiles, read
from stancegraph.stances import Rules, find_stances

OPERATIVE = """Resolution 9999 (2020)

Adopted by the Security Council at its 9000th meeting, on 1 June 2020

The Security Council,

Recalling its resolution 1 (1946),

1. {sentence};

2. Decides to remain seized of the matter.
"""
PREAMBULAR = """Resolution 9999 (2020)

Adopted by the Security Council at its 9000th meeting, on 1 June 2020

The Security Council,

{sentence},

1. Decides to remain seized of the matter.
"""


@dataclass(frozen=True)
class Tools:
    profiles: tuple[Profile, ...]
    lexicon: Lexicon
    register: Register
    linker: Linker


@lru_cache(maxsize=1)
def tools() -> Tools:
    register = load_register()
    return Tools(load_profiles(), load_lexicon(), register, Linker(register))


@lru_cache(maxsize=512)
def linked(sentence: str, part: str) -> Document:
    template = OPERATIVE if part == "op" else PREAMBULAR
    text = template.format(sentence=sentence.replace("\\n", "\n\n"))
    digest = hashlib.sha256(text.encode()).hexdigest()
    source = SourceText("un/sentence.txt", digest, "text/plain", text)
    return tools().linker.link(read(source, tools().profiles, tools().lexicon, "un-sc"))


def read_sentence(sentence: str, part: str = "op", rules: Rules | None = None) -> list[Stance]:
    document = find_stances(linked(sentence, part), tools().register, tools().lexicon, rules)
    return [stance for resolution in document.resolutions for stance in resolution.stances]


def told(stances: list[Stance]) -> list[str]:
    """Level, sign, act and target of each stance; "@" whose view it is, "for" who benefits."""
    return [line(stance) for stance in stances]


def line(stance: Stance) -> str:
    sign = "+" if stance.polarity > 0.05 else "-" if stance.polarity < -0.05 else "0"
    span = stance.target.span
    words = " ".join(span.text.split()) if span else stance.target.entity
    source = f" @{stance.attributed_to}" if stance.attributed_to else ""
    party = stance.beneficiary.entity if stance.beneficiary else None
    return f"{stance.level.value} {sign} {stance.act}: {words}{source}" + (
        f" for {party}" if party else ""
    )


@pytest.fixture(scope="session")
def stances_of() -> Callable[..., list[Stance]]:
    return read_sentence


@pytest.fixture(scope="session")
def lines_of() -> Callable[..., list[str]]:
    return lambda sentence, part="op", rules=None: told(read_sentence(sentence, part, rules))


def read_text(text: str, profile: str | None = None) -> Document:
    digest = hashlib.sha256(text.encode()).hexdigest()
    source = SourceText("source/text.txt", digest, "text/plain", text)
    document = tools().linker.link(read(source, tools().profiles, tools().lexicon, profile))
    return find_stances(document, tools().register, tools().lexicon)


@pytest.fixture(scope="session")
def document_of() -> Callable[..., Document]:
    return read_text


@pytest.fixture(scope="session")
def told_of() -> Callable[[list[Stance]], list[str]]:
    return told
