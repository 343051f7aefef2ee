"""Akoma Ntoso out: valid, and the same document when it is read back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from akn_schema import akn_schema
from lxml import etree
from samples import seed_document, seed_register

from stancegraph.identifiers import BASE
from stancegraph.model import (
    Adopted,
    Adoption,
    Basis,
    Document,
    Paragraph,
    Resolution,
    SourceText,
    StateVote,
    VoteChoice,
)
from stancegraph.reading import load_lexicon, load_profiles, read
from stancegraph.text import source_text, sources
from stancegraph.writing import akn

NAMESPACE = "{http://docs.oasis-open.org/legaldocml/ns/akn/3.0}"


@pytest.fixture(scope="module")
def read_text() -> Callable[[SourceText], Document]:
    profiles, lexicon = load_profiles(), load_lexicon()
    return lambda source: read(source, profiles, lexicon)


@pytest.fixture(scope="module")
def schema(shared: Path) -> etree.XMLSchema:
    return akn_schema(shared / "vocab")


def written(*documents: Document) -> bytes:
    return akn(documents, seed_register(), BASE).encode()


def one_line(text: str) -> str:
    return " ".join(text.split())


def acts(paragraph: Paragraph) -> list[tuple[str, str]]:
    return [(act.act, act.role) for act in paragraph.acts]


def essence(resolution: Resolution) -> list[object]:
    """Everything that reading back must give again; source, spans and stances are others' work."""
    return [
        replace(
            resolution,
            paragraphs=(),
            furniture=(),
            mentions=(),
            citations=(),
            stances=(),
            adoption=replace(
                resolution.adoption,
                span=None,
                votes=tuple(
                    replace(vote, span=None, state=None)
                    for vote in sorted(
                        resolution.adoption.votes, key=lambda vote: (vote.choice, vote.name)
                    )
                ),
            ),
        ),
        [
            (p.id, p.kind, p.number, p.parent, one_line(p.words.text), acts(p))
            for p in resolution.paragraphs
        ],
        sorted(
            (p.kind, one_line(p.words.text)) for p in resolution.furniture if p.kind != "footnote"
        ),
    ]


LAYOUTS = {
    "plain": "",
    "headings, lists to three levels, words behind them": """
S/RES/9999 (2023)

Resolution 9999 (2023)

Adopted by the Security Council at its 9311th meeting, on 3 May 2023

The Security Council,

Recalling its previous resolutions,

A. Sanctions

1. Decides that all States shall:

(a) act on the following:

(i) one thing;

(ii) another thing;

(b) report to the Council;

Reporting

2. Requests the Secretary-General to report;

3. Decides to remain seized of the matter.

Annex

1. The first criterion.

(a) Its first part;

2. The second criterion.
""",
    "lettered recitals": """
P9_TA(2022)0012

Situation in Kazakhstan

European Parliament resolution of 20 January 2022 on the situation in Kazakhstan (2022/2505(RSP))

The European Parliament,

– having regard to its previous resolutions on Kazakhstan,

A. whereas the protests spread;

B. whereas people were killed;

1. Strongly condemns the violence;

2. Instructs its President to forward this resolution to the Council.
""",
    "signs that XML minds": """
S/RES/9998 (2023)

The Security Council,

Noting that a < b & c > d,

1. Condemns “it” & 'that' *;
""",
}


@pytest.fixture(params=sorted(LAYOUTS))
def document(
    request: pytest.FixtureRequest, read_text: Callable[[SourceText], Document], seed: Path
) -> Document:
    text = LAYOUTS[request.param] or seed.read_text(encoding="utf-8")
    found = read_text(source_text(text.encode(), "a.txt"))
    assert found.resolutions
    return found


def test_reading_back_gives_the_same_document(
    document: Document, read_text: Callable[[SourceText], Document]
) -> None:
    back = read_text(source_text(written(document), "a.xml"))
    assert [essence(r) for r in back.resolutions] == [essence(r) for r in document.resolutions]


def test_it_is_valid(document: Document, schema: etree.XMLSchema) -> None:
    assert schema.validate(etree.fromstring(written(document))), schema.error_log


def test_several_resolutions_are_a_collection(
    schema: etree.XMLSchema, read_text: Callable[[SourceText], Document], seed: Path
) -> None:
    texts = [LAYOUTS[name] or seed.read_text(encoding="utf-8") for name in sorted(LAYOUTS)]
    documents = [read_text(source_text(text.encode(), "a.txt")) for text in texts]
    content = written(*documents)
    assert schema.validate(etree.fromstring(content)), schema.error_log
    back = read_text(source_text(content, "a.xml"))
    assert [r.id for r in back.resolutions] == [d.resolutions[0].id for d in documents]
    assert [essence(r)[1] for r in back.resolutions] == [
        essence(d.resolutions[0])[1] for d in documents
    ]


def test_nothing_read_is_nothing_written() -> None:
    assert written(replace(seed_document(), resolutions=())) == b""


def voted(seed_resolution: Resolution) -> Resolution:
    votes = (
        StateVote("MALTA", VoteChoice.IN_FAVOUR),
        StateVote("CÔTE D'IVOIRE", VoteChoice.AGAINST),
        StateVote("CHINA", VoteChoice.NOT_VOTING),
    )
    return replace(
        seed_resolution,
        adopted=Adopted(date(2022, 3, 23), date(2022, 3, 23), Basis.STATED),
        adoption=Adoption("vote", "meeting/oic-cfm/1", 1, 1, None, votes),
    )


@pytest.mark.parametrize(
    "change",
    [
        lambda r: r,
        voted,
        lambda r: replace(r, adoption=Adoption("consensus")),
        lambda r: replace(r, adopted=None, session=None),
        lambda r: replace(r, symbol=None, number=None, collection=None, title=""),
        lambda r: replace(r, title='A "title" <&> of its own', language="ar"),
        lambda r: replace(r, paragraphs=r.paragraphs[:3]),
        lambda r: replace(r, paragraphs=r.paragraphs[3:], furniture=()),
        lambda r: replace(r, paragraphs=(), furniture=()),
    ],
)
def test_every_fact_survives(
    change: Callable[[Resolution], Resolution],
    schema: etree.XMLSchema,
    read_text: Callable[[SourceText], Document],
) -> None:
    seed = seed_document()
    resolution = change(seed.resolutions[0])
    content = written(replace(seed, resolutions=(resolution,)))
    assert schema.validate(etree.fromstring(content)), schema.error_log
    if not resolution.paragraphs:
        return
    (back,) = read_text(source_text(content, "a.xml")).resolutions
    assert essence(back)[0] == essence(resolution)[0]
    assert [p.words.text for p in back.paragraphs] == [p.words.text for p in resolution.paragraphs]


def test_an_unknown_day_is_not_written_as_a_date_of_adoption() -> None:
    seed = seed_document()
    resolution = replace(seed.resolutions[0], adopted=None, session=None)
    root = etree.fromstring(written(replace(seed, resolutions=(resolution,))))
    names = {date.get("name") for date in root.iter(f"{NAMESPACE}FRBRdate")}
    assert names == {"unknown"}


def test_citations_are_references() -> None:
    root = etree.fromstring(written(seed_document()))
    found = {ref.text: ref.get("href") for ref in root.iter(f"{NAMESPACE}ref")}
    assert found["the Charter of the Organization of Islamic Cooperation"] == (
        f"{BASE}treaty/oic-charter"
    )


def test_footnotes_hang_on_the_provision_before_them(
    read_text: Callable[[SourceText], Document],
) -> None:
    text = "<p>Condemns it;<authorialNote marker='3'><p>See A/1.</p></authorialNote></p>"
    from made_files import akn as made

    document = read_text(source_text(made(body=text), "a.xml"))
    root = etree.fromstring(written(document))
    (note,) = root.iter(f"{NAMESPACE}authorialNote")
    assert "".join(note.itertext()) == "See A/1."
    assert (note.getparent().text or "") == "Condemns it;"


@pytest.mark.parametrize("corpus", ["unga_akn", "unsc_old_txt", "hrc_akn", "derived/dev_sc2023"])
def test_real_documents_are_valid_and_come_back(
    corpus: str,
    shared: Path,
    schema: etree.XMLSchema,
    read_text: Callable[[SourceText], Document],
) -> None:
    inputs = [
        source
        for source in sources([shared / "corpora" / corpus])
        if isinstance(source, SourceText)
    ]
    for source in inputs[::5]:
        document = read_text(source)
        if not document.resolutions:
            continue
        content = written(document)
        assert schema.validate(etree.fromstring(content)), (source.path, schema.error_log)
        back = read_text(source_text(content, "a.xml"))
        expected = [essence(resolution) for resolution in document.resolutions]
        assert [essence(resolution) for resolution in back.resolutions] == expected, source.path
