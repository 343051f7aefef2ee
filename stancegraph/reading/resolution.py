"""Puts one resolution together: its cover and formula, its provisions, its furniture."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from stancegraph import identifiers
from stancegraph.model import Adopted, Adoption, Furniture, Issue, Resolution, Session, Words
from stancegraph.reading.acts import ActFinder
from stancegraph.reading.blocks import Block
from stancegraph.reading.body import Body, read_body
from stancegraph.reading.cleaning import plain_hyphens
from stancegraph.reading.facts import Facts
from stancegraph.reading.joining import Joiner
from stancegraph.reading.openers import Openers
from stancegraph.reading.profiles import Profile
from stancegraph.reading.provisions import extend_parents, finish, name_drafts
from stancegraph.reading.regions import Region
from stancegraph.reading.sessions import read_adopted, read_session, session_number
from stancegraph.reading.votes import meeting_of, read_adoption

_ARTICLE = re.compile(r"^(?:the|we,?)\s+", re.IGNORECASE)
_TITLE = re.compile(r"[^\W\d_]{3,}\s+[^\W\d_]{2,}")
_ENACTORS = ("formula", "enactor", "organ")
"""The facts that name the body of an unknown layout, the surest first."""

_COMMON = re.compile(
    r"(?:(?:general|supreme|ministerial|executive|permanent|governing|plenary|national|city|town|"
    r"parliamentary|heads of state)\s+)*(?:council|conference|assembly|board|committee|commission|"
    r"authority|house|union|league|"
    r"congress|senate|parliament|summit|meeting|ministers)(?:\s+of\s+(?:the\s+)?"
    r"(?:parties|ministers|states|members|heads of state(?:\s+(?:and|or)(?:\s+of)?\s+"
    r"governments?)?))*",
    re.IGNORECASE,
)
_LONGEST_NAME = 80
_STATING = ("closing", "vote", "symbol", "formula", "adoption")
"""The pieces of a body that state facts."""

_SLOT = re.compile(r"\{(\w+)\}")
_OPTIONAL = re.compile(r"\[([^\[\]]*)\]")


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
    for piece in body.furniture:
        if piece.kind in _STATING and not _enacts(reader, piece):
            facts.read(piece.words, reader.profile.rules(piece.kind))
    for one, two in pairwise(_tail(body)):
        facts.read(Words.join(" ", [one, two]), reader.profile.rules("closing"))
    enactor = reader.profile.rules("enactor")
    for words in (*(each.words for each in body.furniture), *(d.words[0] for d in body.drafts)):
        facts.read(words, enactor)
    body_id = _body(reader, facts)
    session, issues = read_session(facts, body_id)
    number = session_number(facts)
    if number is not None:
        facts.texts.setdefault("session", number)
    symbol = facts.get("symbol") or _symbol(reader, facts)
    if symbol is not None:
        facts.texts.setdefault("symbol", symbol)
    adopted = read_adopted(facts, session)
    facts.texts["when"] = number or _year(facts, adopted)
    work = _work(reader, body_id, facts)
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


def _enacts(reader: Reader, piece: Furniture) -> bool:
    """Whether a piece is "RESOLVES:", which names nobody."""
    rules = reader.profile.rules("enacting")
    return any(rule.match.search(piece.words.text) for rule in rules)


def _symbol(reader: Reader, facts: Facts) -> str | None:
    """The symbol by the first template whose facts are all known."""
    filled = (_filled(template, facts) for template in reader.profile.symbol)
    return next((symbol for symbol in filled if symbol), None)


def _year(facts: Facts, adopted: Adopted | None) -> str:
    """The year that tells a number of a body without sessions from those of other years."""
    year = str(adopted.latest.year) if adopted else ""
    return "" if year in (facts.get("number") or "") else year


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
    return furniture


def _take_title(cover: list[Furniture], facts: Facts) -> None:
    """Take the last piece that no rule knows as the title; behind the line of the number if any."""
    numbered = max((n for n, piece in enumerate(cover) if piece.kind == "title"), default=-1)
    for place in range(len(cover) - 1, numbered, -1):
        piece = cover[place]
        if piece.kind == "cover" and _TITLE.search(piece.words.text):
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
    return last.endswith(".") and sum(len(line.text) for line in block.lines) > _LONGEST_NAME


def _is_cover(reader: Reader, block: Block) -> bool:
    """Whether a rule of the profile knows what the block is."""
    text = plain_hyphens(reader.joiner.words(block).text)
    return any(rule.match.search(text) for rule in reader.profile.cover_rules)


def _read_across(cover: list[Furniture], reader: Reader, facts: Facts) -> None:
    """Read session lines that are broken over several pieces of the cover."""
    rules = reader.profile.rules("session")
    for size in (2, 3, 4):
        for start in range(len(cover) - size + 1):
            window = cover[start : start + size]
            if all(piece.kind in ("cover", "session") for piece in window):
                facts.read(Words.join(" ", [piece.words for piece in window]), rules)


def _body(reader: Reader, facts: Facts) -> str:
    """The organ that adopted: by the profile's rules, or as the formula names it."""
    names = " ".join(filter(None, (facts.get("enacting"), facts.get("printed"))))
    for rule in reader.profile.bodies:
        if rule.match.search(names):
            return rule.id
    named = next((facts.get(name) for name in _ENACTORS if facts.get(name)), None)
    if reader.profile.generic and named:
        organ = facts.get("organ")
        if _is_common(named):
            if organ is None or _is_common(organ):
                return reader.profile.body
            named = organ if named == organ else f"{organ} {_ARTICLE.sub('', named)}"
        return f"org/{_shortened(identifiers.slug(_ARTICLE.sub('', named)))}"
    return reader.profile.body


def _shortened(slug: str) -> str:
    """A slug of bearable length, cut between words."""
    return slug if len(slug) <= _LONGEST_NAME else slug[:_LONGEST_NAME].rsplit("-", 1)[0]


def _is_common(name: str) -> bool:
    """Whether a body's name is none of its own: the Ministerial Council, the Conference."""
    return _COMMON.fullmatch(_ARTICLE.sub("", name).strip()) is not None


def _filled(template: str, facts: Facts) -> str | None:
    """The template with its facts, optional parts in brackets; None while one is missing."""
    for optional in _OPTIONAL.findall(template):
        part = _filled(optional, facts) or ""
        template = template.replace(f"[{optional}]", part)
    names = _SLOT.findall(template)
    if any(facts.get(name) is None for name in names):
        return None
    return _SLOT.sub(lambda match: facts.get(match.group(1)) or "", template) or None


def _work(reader: Reader, body: str, facts: Facts) -> str:
    facts.texts.setdefault("stem", reader.stem)
    parts = [
        _filled(part, facts) or ("" if part.startswith("[") else None)
        for part in reader.profile.work
    ]
    nobody = reader.profile.generic and body == reader.profile.body
    if not nobody and all(part is not None for part in parts):
        return identifiers.work(body, *(part for part in parts if part), kind=reader.profile.kind)
    return identifiers.work(body, reader.stem, kind=reader.profile.kind)
