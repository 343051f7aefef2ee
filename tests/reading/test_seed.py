"""The document the project began with, paragraph by paragraph, as typed by hand from it."""

from __future__ import annotations

from pathlib import Path

import pytest

from stancegraph.model import Document, ParagraphKind, Resolution, Role
from stancegraph.reading import load_lexicon, load_profiles, read
from stancegraph.text import load

PARAGRAPHS = [
    ("pp/1", "preambular", None, 621, 779),
    ("pp/2", "preambular", None, 781, 1007),
    ("pp/3", "preambular", None, 1009, 1321),
    ("op/1", "operative", "1", 1323, 1510),
    ("op/2", "operative", "2", 1511, 1864),
    ("op/3", "operative", "3", 1865, 2133),
    ("op/4", "operative", "4", 2134, 2342),
    ("op/5", "operative", "5", 2343, 2600),
]
OPENINGS = [
    ("Recalling", "recall"),
    ("Condemning", "condemn"),
    ("Reaffirming its strong commitment", "reaffirm"),
    ("condemns", "condemn"),
    ("Expresses** disapproval", "disapprove"),
    ("Expresses** hope", "hope"),
    ("Welcomes", "welcome"),
    ("Reaffirms** its full solidarity", "reaffirm"),
]
FURTHER = [
    ("expresses its condolences", "condole", Role.COORDINATED),
    ("stressing", "emphasise", Role.PARTICIPIAL),
    ("stresses its support", "emphasise", Role.COORDINATED),
]


@pytest.fixture(scope="module")
def document(seed: Path) -> Document:
    return read(load(seed, "oic-cfm-48-50-pol.txt"), load_profiles(), load_lexicon())


@pytest.fixture(scope="module")
def resolution(document: Document) -> Resolution:
    (resolution,) = document.resolutions
    return resolution


def test_identity(document: Document, resolution: Resolution) -> None:
    assert document.issues == ()
    assert resolution.id == "resolution/oic-cfm/48/50-pol"
    assert (resolution.symbol, resolution.number) == ("50/48-POL", "50")
    assert resolution.collection == "OIC/CFM-48/2022/POL/RES"
    assert resolution.title.startswith("SOLIDARITY WITH THE REPUBLIC OF KAZAKHSTAN")
    assert resolution.body == "org/oic-cfm"
    assert resolution.profile == "oic"


def test_session_and_dates(resolution: Resolution) -> None:
    session, adopted = resolution.session, resolution.adopted
    assert session is not None
    assert adopted is not None
    assert session.number == "48"
    assert session.theme == "Partnering for Unity, Justice and Development"
    assert (session.place, session.place_name) == ("place/islamabad", "Islamabad")
    assert (str(session.start), str(session.end)) == ("2022-03-22", "2022-03-23")
    assert (str(session.hijri_start), str(session.hijri_end)) == ("1443-08-19", "1443-08-20")
    assert set(session.hijri_printed) == {"19-20 Shabaan 1443H", "19-20 Sha'ban 1443H"}
    assert (str(adopted.earliest), str(adopted.latest)) == ("2022-03-22", "2022-03-23")
    assert adopted.basis.value == "session"


def test_paragraphs(resolution: Resolution) -> None:
    found = [
        (p.id.removeprefix(resolution.id + "/"), p.kind.value, p.number, p.span.start, p.span.end)
        for p in resolution.paragraphs
    ]
    assert found == PARAGRAPHS


def test_words_are_clean(resolution: Resolution) -> None:
    op = resolution.paragraph(resolution.id + "/op/2")
    assert op.marker is not None
    assert op.marker.text == "- 2"
    assert op.words.text.startswith("Expresses disapproval of the resolution on the situation")
    assert all(p.kind is not ParagraphKind.SUB for p in resolution.paragraphs)


def test_acts(resolution: Resolution) -> None:
    openings = [p.opening for p in resolution.paragraphs]
    assert [(act.span.text, act.act) for act in openings if act] == OPENINGS
    roles = (Role.COORDINATED, Role.PARTICIPIAL)
    further = [act for p in resolution.paragraphs for act in p.acts if act.role in roles]
    assert [(act.span.text, act.act, act.role) for act in further] == FURTHER


def test_intensifiers(resolution: Resolution) -> None:
    opening = resolution.paragraph(resolution.id + "/op/1").opening
    assert opening is not None
    assert [span.text for span in opening.intensifiers] == ["Strongly"]


def test_every_character_has_its_place(document: Document, resolution: Resolution) -> None:
    covered = bytearray(len(document.source.text))
    for unit in (*resolution.paragraphs, *resolution.furniture):
        covered[unit.span.start : unit.span.end] = b"\1" * (unit.span.end - unit.span.start)
    left = [c for c, seen in zip(document.source.text, covered, strict=True) if not seen]
    assert "".join(left).strip() == ""
