"""The seed resolution as a document model, typed by hand from the annotated gold."""

from __future__ import annotations

import hashlib
from datetime import date
from pathlib import Path

from stancegraph import identifiers
from stancegraph.linking.register import (
    Entity,
    Interval,
    KnownDocument,
    Membership,
    Name,
    Register,
)
from stancegraph.model import (
    Act,
    Adopted,
    Basis,
    Citation,
    Document,
    Furniture,
    HijriDate,
    Level,
    Mention,
    Paragraph,
    ParagraphKind,
    Party,
    Resolution,
    Role,
    Session,
    SourceText,
    Span,
    Stance,
    Words,
)

ROOT = Path(__file__).resolve().parents[1]
PEOPLE = "people/kazakhstani"
WORK = "resolution/oic-cfm/48/50-pol"
CFM, EP, KAZ = "org/oic-cfm", "org/eu-ep", "state/kaz"
EP_RESOLUTION = "resolution/eu-ep/p9-ta-2022-0012"

_ENTITIES = [
    (CFM, "organ", "org/oic", "Council of Foreign Ministers"),
    (EP, "organ", "org/eu", "European Parliament"),
    ("org/eu", "organisation", None, "European Union"),
    ("org/oic", "organisation", None, "Organization of Islamic Cooperation"),
    ("people/kazakhstani", "people", KAZ, "Kazakhstani people"),
    ("place/islamabad", "place", "state/pak", "Islamabad"),
    (KAZ, "state", None, "Kazakhstan"),
    ("state/pak", "state", None, "Pakistan"),
    (
        "treaty/oic-charter",
        "treaty",
        "org/oic",
        "Charter of the Organization of Islamic Cooperation",
    ),
]


def seed_register() -> Register:
    """The rows of the register that the seed names."""
    always = Interval()
    return Register(
        tuple(
            Entity(path, kind, parent, always, "", "", "", "", None, "", "editor", "CC0")
            for path, kind, parent, _ in _ENTITIES
        ),
        tuple(
            Name(path, label, "en", "short", False, always, (), "editor")
            for path, _, _, label in _ENTITIES
        ),
        (
            Membership(
                KAZ, "org/oic", "member", Interval("1995"), "year", "table", "OIC", "facts", ""
            ),
        ),
        (
            KnownDocument(
                EP_RESOLUTION,
                EP,
                "2022-01-20",
                "Situation in Kazakhstan",
                "situation in Kazakhstan",
                ("P9_TA(2022)0012", "2022/2505(RSP)"),
                "resolution",
                "https://www.europarl.europa.eu/doceo/document/TA-9-2022-0012_EN.html",
                "European Parliament",
                "facts",
            ),
        ),
    )


_PARAGRAPHS = [
    ("pp", "1", 621, 779),
    ("pp", "2", 781, 1007),
    ("pp", "3", 1009, 1321),
    ("op", "1", 1323, 1510),
    ("op", "2", 1511, 1864),
    ("op", "3", 1865, 2133),
    ("op", "4", 2134, 2342),
    ("op", "5", 2343, 2600),
]
_ACTS = [
    ("pp/1", 621, 630, "recall", Role.OPENING),
    ("pp/1", 726, 730, "urge", Role.EMBEDDED),
    ("pp/2", 781, 791, "condemn", Role.OPENING),
    ("pp/3", 1009, 1020, "reaffirm", Role.OPENING),
    ("op/1", 1338, 1346, "condemn", Role.OPENING),
    ("op/1", 1450, 1475, "condole", Role.COORDINATED),
    ("op/2", 1517, 1540, "disapprove", Role.OPENING),
    ("op/2", 1651, 1673, "accuse", Role.EMBEDDED),
    ("op/3", 1871, 1887, "hope", Role.OPENING),
    ("op/3", 2036, 2045, "emphasise", Role.PARTICIPIAL),
    ("op/4", 2140, 2148, "welcome", Role.OPENING),
    ("op/5", 2349, 2358, "reaffirm", Role.OPENING),
    ("op/5", 2401, 2409, "emphasise", Role.COORDINATED),
]
_MENTIONS = [
    (395, 423, "organisation", CFM),
    (431, 466, "organisation", "org/oic"),
    (534, 543, "place", "place/islamabad"),
    (545, 573, "state", "state/pak"),
    (578, 596, "date", None),
    (683, 718, "organisation", "org/oic"),
    (831, 841, "state", KAZ),
    (1054, 1064, "state", KAZ),
    (1214, 1232, "people", "people/kazakhstani"),
    (1434, 1444, "state", KAZ),
    (1579, 1589, "state", KAZ),
    (1605, 1624, "organisation", EP),
    (1761, 1783, "state", KAZ),
    (1897, 1916, "organisation", EP),
    (2170, 2192, "state", KAZ),
    (2260, 2274, "organisation", "org/eu"),
    (2386, 2396, "state", KAZ),
    (2461, 2471, "state", KAZ),
]
# paragraph, act, cue, target, entity, level, polarity, intensity
_STANCES = [
    ("pp/2", "condemn", (781, 791), (792, 841), None, Level.DIRECT, -0.9, 1),
    ("pp/3", "support", (1042, 1053), (1054, 1125), None, Level.DIRECT, 0.85, 2),
    ("pp/3", "support", (1042, 1053), (1054, 1064), KAZ, Level.BENEFICIARY, 0.85, 2),
    ("pp/3", "reject", (1131, 1140), (1144, 1184), None, Level.DIRECT, -0.8, 1),
    ("pp/3", "express-solidarity", (1194, 1204), (1210, 1232), PEOPLE, Level.DIRECT, 0.9, 1),
    ("op/1", "condemn", (1338, 1346), (1349, 1444), None, Level.DIRECT, -0.95, 2),
    ("op/1", "condole", (1450, 1475), (1479, 1509), None, Level.DIRECT, 0.5, 1),
    ("op/2", "disapprove", (1517, 1540), (1544, 1643), EP_RESOLUTION, Level.DIRECT, -0.65, 1),
    ("op/2", "accuse", (1651, 1673), (1544, 1643), EP_RESOLUTION, Level.DIRECT, -0.7, 1),
    ("op/3", "hope", (1871, 1887), (1893, 1916), EP, Level.ADDRESSEE, -0.45, 1),
    ("op/4", "welcome", (2140, 2148), (2151, 2274), None, Level.DIRECT, 0.7, 1),
    ("op/4", "welcome", (2140, 2148), (2166, 2192), KAZ, Level.ACTOR, 0.65, 1),
    ("op/5", "express-solidarity", (2372, 2382), (2386, 2396), KAZ, Level.DIRECT, 0.95, 2),
]  # fmt: skip


def seed_source() -> SourceText:
    path = ROOT / "source" / "oic" / "oic-cfm-48-50-pol.txt"
    content = path.read_bytes()
    sha256 = hashlib.sha256(content).hexdigest()
    return SourceText("oic/oic-cfm-48-50-pol.txt", sha256, "text/plain", content.decode())


def seed_document() -> Document:
    source = seed_source()
    text = source.text

    def span(start: int, end: int) -> Span:
        return Span(start, end, text[start:end])

    def paragraph(section: str, number: str, start: int, end: int) -> Paragraph:
        identifier = identifiers.provision(WORK, section, number)
        marker = span(start, start + 3) if section == "op" else None
        words = Words.of(text, start + 4 if marker else start, end)
        bold = [at for at in range(len(words.text)) if words.text[at : at + 2] == "**"]
        acts = tuple(
            Act(span(*where), act, act, role, act)
            for home, *where, act, role in _ACTS
            if f"{section}/{number}" == home
        )
        return Paragraph(
            identifier,
            ParagraphKind.OPERATIVE if marker else ParagraphKind.PREAMBULAR,
            span(start, end),
            words.without((at, at + 2) for at in bold),
            number if marker else None,
            marker=marker,
            acts=acts,
        )

    paragraphs = {f"{s}/{n}": paragraph(s, n, a, b) for s, n, a, b in _PARAGRAPHS}
    stances = []
    for home, act, cue, target, entity, level, polarity, intensity in _STANCES:
        start = paragraphs[home].span.start
        identifier = identifiers.stance(
            f"{WORK}/{home}", cue[0] - start, target[0] - start, target[1] - start
        )
        stances.append(
            Stance(
                identifier,
                f"{WORK}/{home}",
                CFM,
                act,
                span(*cue),
                Party(span(*target), entity),
                level,
                polarity,
                intensity,
                0.93,
                "object",
                beneficiary=Party(None, KAZ) if act == "reject" else None,
                derived_from=stances[-1].id if level in (Level.BENEFICIARY, Level.ACTOR) else None,
            )
        )
    resolution = Resolution(
        WORK,
        "oic",
        CFM,
        "en",
        "SOLIDARITY WITH THE REPUBLIC OF KAZAKHSTAN IN THE FACE OF TERRORISM",
        tuple(paragraphs.values()),
        (Furniture("cover", span(2, 619), Words.of(text, 2, 619)),),
        "50/48-POL",
        "50",
        "OIC/CFM-48/2022/POL/RES",
        session=seed_session(),
        adopted=Adopted(date(2022, 3, 22), date(2022, 3, 23), Basis.SESSION),
        mentions=tuple(
            Mention(span(a, b), kind, entity, 0.99, "exact") for a, b, kind, entity in _MENTIONS
        ),
        citations=(
            Citation(span(2, 25), "oic:CFM-48/2022/POL/RES", WORK, "resolved", "self", None, True),
            Citation(span(664, 718), None, "treaty/oic-charter", "resolved", "treaty"),
            Citation(
                span(1544, 1643), "eu:P9_TA(2022)0012", EP_RESOLUTION, "resolved", "descriptive"
            ),
        ),
        stances=tuple(stances),
    )
    return Document(source, (resolution,))


def seed_session() -> Session:
    return Session(
        "session/oic-cfm/48",
        CFM,
        "48",
        "Partnering for Unity, Justice and Development",
        "place/islamabad",
        "Islamabad",
        date(2022, 3, 22),
        date(2022, 3, 23),
        HijriDate(1443, 8, 19),
        HijriDate(1443, 8, 20),
        ("19-20 Sha'ban 1443H", "19-20 Shabaan 1443H"),
    )
