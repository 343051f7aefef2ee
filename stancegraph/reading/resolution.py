"""Puts one resolution together: its cover and formula, its provisions, its furniture."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from stancegraph.model import Adoption, Furniture, Issue, Resolution, Session, Words
from stancegraph.reading.acts.finder import ActFinder
from stancegraph.reading.acts.openers import Openers
from stancegraph.reading.facts.naming import body_of, symbol_of, work_of, year_of
from stancegraph.reading.facts.sessions import read_adopted, read_session, session_number
from stancegraph.reading.facts.stated import Facts
from stancegraph.reading.facts.votes import meeting_of, read_adoption
from stancegraph.reading.lines.blocks import Block
from stancegraph.reading.lines.cleaning import plain_hyphens
from stancegraph.reading.lines.joining import Joiner
from stancegraph.reading.profiles import Profile
from stancegraph.reading.provisions.body import Body, read_body
from stancegraph.reading.provisions.drafts import extend_parents, finish, name_drafts
from stancegraph.reading.regions import Region

_COLUMNS = re.compile(r"\S {3,}\S")
_CELL = re.compile(r"\S+(?: {1,2}\S+)*")
_TITLE = re.compile(r"[^\W\d_]{3,}[’']?\s+[^\W\d_]{2,}")
_LONGEST_TITLE = 120
_STATING = ("closing", "vote", "symbol", "formula", "adoption")
"""The pieces of a body that state facts."""


@dataclass(frozen=True, slots=True)
class Reader:
    """What reading one text needs: its profile, its lines' joiner, the lexicon's finders."""

    profile: Profile
    joiner: Joiner
    openers: Openers
    finder: ActFinder
    source: str
    stem: str
    language: str = "en"


def read_resolution(
    reader: Reader, shared: tuple[Block, ...], region: Region, before: Facts | None = None
) -> tuple[Resolution, tuple[Issue, ...], Facts]:
    """The resolution of a region, what in it does not agree, and the facts stated.

    `shared` is the collection's cover, which the first resolution holds; a part B without a title
    of its own has the number that the facts of the one `before` state.
    """
    facts = Facts()
    furniture: list[Furniture] = []
    if region.formula is not None:
        furniture.append(_formula(reader, region.formula, facts))
    own = _cover(reader, region.cover, facts)
    if before is not None and facts.get("title") is None:
        facts.inherit(before)
    common = list(_indexed(_cover(reader, shared, facts)))
    for cover in (own, common):
        if facts.get("title") is None:
            _take_title(cover, facts)
        if any(piece.kind == "title" for piece in cover):
            break
    furniture.extend(own if before is not None else (*common, *own))
    body = read_body(region.body, reader.joiner, reader.finder)
    return *assemble(reader, facts, body, furniture), facts


def assemble(
    reader: Reader, facts: Facts, body: Body, furniture: list[Furniture]
) -> tuple[Resolution, tuple[Issue, ...]]:
    """The resolution that facts of the cover and provisions of the body make together."""
    _read_body(reader, body, facts)
    body_id = body_of(reader.profile, facts)
    session, issues = read_session(facts, body_id)
    number = session_number(facts)
    if number is not None:
        facts.texts.setdefault("session", number)
    symbol = facts.get("symbol") or symbol_of(reader.profile, facts)
    if symbol is not None:
        facts.texts.setdefault("symbol", symbol)
    adopted = read_adopted(facts, session)
    facts.texts.setdefault("stem", reader.stem)
    facts.texts["when"] = number or year_of(facts, adopted)
    work = work_of(reader.profile, body_id, facts)
    name_drafts(body.drafts, work)
    extend_parents(body.drafts)
    paragraphs = finish(body.drafts, reader.source, reader.finder.find)
    resolution = Resolution(
        id=work,
        profile=reader.profile.name,
        body=body_id,
        language=reader.language,
        title=facts.get("title") or _heading(furniture) or symbol or "",
        paragraphs=paragraphs,
        furniture=tuple(sorted([*furniture, *body.furniture], key=lambda piece: piece.span)),
        symbol=symbol,
        number=facts.get("number"),
        collection=facts.get("collection"),
        instrument=reader.profile.instrument,
        session=session,
        adopted=adopted,
        adoption=_met(read_adoption(_tail(body), facts.get("meeting")), body_id, session),
    )
    return resolution, issues + tuple(body.issues)


def _read_body(reader: Reader, body: Body, facts: Facts) -> None:
    """Take in what the pieces and provisions of a body state."""
    for piece in body.furniture:
        if piece.kind in _STATING and not _enacts(reader, piece):
            facts.read(piece.words, reader.profile.rules(piece.kind))
    for one, two in pairwise(_tail(body)):
        facts.read(Words.join(" ", [one, two]), reader.profile.rules("closing"))
    enactor = reader.profile.rules("enactor")
    if enactor:
        for words in (*(each.words for each in body.furniture), *(d.words[0] for d in body.drafts)):
            stating = [rule for rule in enactor if rule.match.search(words.text)]
            if stating:
                facts.read(words, stating)


def _enacts(reader: Reader, piece: Furniture) -> bool:
    """Whether a piece is "RESOLVES:", which names nobody."""
    rules = reader.profile.rules("enacting")
    return any(rule.match.search(piece.words.text) for rule in rules)


def _heading(furniture: list[Furniture]) -> str | None:
    """The words of the title line, where it states a number and nothing else."""
    return next((piece.words.text for piece in furniture if piece.kind == "title"), None)


def _indexed(cover: list[Furniture]) -> Iterator[Furniture]:
    """The pieces of a collection's cover, its titles as what they are: rows of an index."""
    inside = False
    for piece in cover:
        inside = inside or piece.kind == "index"
        yield replace(piece, kind="index") if inside or piece.kind == "title" else piece


def _met(adoption: Adoption, body: str, session: Session | None) -> Adoption:
    """The adoption with its meeting as a relative IRI."""
    number = adoption.meeting
    return replace(adoption, meeting=meeting_of(body, session, number)) if number else adoption


def _tail(body: Body) -> list[Words]:
    return [piece.words for piece in body.furniture if piece.kind in ("vote", "closing")]


def _formula(reader: Reader, block: Block, facts: Facts) -> Furniture:
    words = reader.joiner.words(block)
    facts.read(words, reader.profile.rules("formula"))
    facts.texts["enacting"] = words.text
    return Furniture("formula", reader.joiner.extent(block), words)


def _cover(reader: Reader, blocks: tuple[Block, ...], facts: Facts) -> list[Furniture]:
    """The pieces of a cover, each of the kind that the profile's rules see in it."""
    furniture = []
    for block in _joined_titles(reader, blocks):
        words = reader.joiner.words(block)
        kind = facts.read(words, reader.profile.cover_rules) or "cover"
        furniture.append(Furniture(kind, reader.joiner.extent(block), words))
    if facts.get("dates") is None:
        _read_across(furniture, reader, facts)
    _read_columns(reader, blocks, facts)
    return furniture


def _read_columns(reader: Reader, blocks: tuple[Block, ...], facts: Facts) -> None:
    """Read what stands side by side on a line of the cover: the body's name and the symbol."""
    for block in blocks:
        for line in block.lines:
            if "   " in line.text and _COLUMNS.search(line.text):
                words = reader.joiner.words(Block((line,), None), squeezed=False)
                for cell in _CELL.finditer(words.text):
                    facts.read(words.slice(*cell.span()), reader.profile.cover_rules)


def _take_title(cover: list[Furniture], facts: Facts) -> None:
    """Take the last piece that no rule knows as the title; behind the line of the number if any."""
    numbered = max((n for n, piece in enumerate(cover) if piece.kind == "title"), default=-1)
    for place in range(len(cover) - 1, numbered, -1):
        piece = cover[place]
        text = piece.words.text
        if text.endswith(".") and len(text) > _LONGEST_TITLE:
            continue
        if piece.kind == "cover" and _TITLE.search(text):
            cover[place] = replace(piece, kind="title")
            facts.add("title", piece.words)
            return


def _joined_titles(reader: Reader, blocks: tuple[Block, ...]) -> Iterator[Block]:
    """The blocks with each title and the lines that go on with it as one."""
    title: Block | None = None
    for block in blocks:
        goes_on = block.anchor is None and not _is_sentence(block)
        if title is not None and goes_on and not _is_cover(reader, block):
            title = Block((*title.lines, *block.lines), title.anchor)
            continue
        if title is not None:
            yield title
            title = None
        if block.anchor == "title":
            title = block
        else:
            yield block
    if title is not None:
        yield title


def _is_sentence(block: Block) -> bool:
    """Whether a block is text rather than words of a title."""
    last = block.lines[-1].text
    return last.endswith(".") and sum(len(line.text) for line in block.lines) > _LONGEST_TITLE


def _is_cover(reader: Reader, block: Block) -> bool:
    """Whether a rule of the profile knows what the block is."""
    text = plain_hyphens(reader.joiner.words(block).text)
    return any(rule.match.search(text) for rule in reader.profile.cover_rules)


def _read_across(cover: list[Furniture], reader: Reader, facts: Facts) -> None:
    """Read session lines that are broken over several pieces of the cover."""
    rules = reader.profile.rules("session")
    if not rules:
        return
    for size in (2, 3, 4):
        for start in range(len(cover) - size + 1):
            window = cover[start : start + size]
            if all(piece.kind in ("cover", "session") for piece in window):
                facts.read(Words.join(" ", [piece.words for piece in window]), rules)
