"""Structure from markup: the format's own words for it, checked where they are often wrong."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from made_files import akn

from stancegraph.model import Basis, Document, Resolution, SourceText, VoteChoice
from stancegraph.reading import Lexicon, Profile, load_lexicon, load_profiles, read
from stancegraph.text import source_text, sources


@pytest.fixture(scope="module")
def profiles() -> tuple[Profile, ...]:
    return load_profiles()


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return load_lexicon()


class Reading:
    """Reads made files with the tables of the package."""

    def __init__(self, profiles: tuple[Profile, ...], lexicon: Lexicon) -> None:
        self._profiles, self._lexicon = profiles, lexicon

    def document(self, **parts: str) -> Document:
        return self.of(source_text(akn(**parts), "a.xml"))

    def of(self, source: SourceText) -> Document:
        return read(source, self._profiles, self._lexicon)

    def resolution(self, **parts: str) -> Resolution:
        (resolution,) = self.document(**parts).resolutions
        return resolution


@pytest.fixture(scope="module")
def reading(profiles: tuple[Profile, ...], lexicon: Lexicon) -> Reading:
    return Reading(profiles, lexicon)


def units(resolution: Resolution) -> list[tuple[str, str, str | None, str]]:
    return [
        (p.id.removeprefix(f"{resolution.id}/"), p.kind.value, p.number, p.words.text)
        for p in resolution.paragraphs
    ]


def kinds(document: Document) -> list[str]:
    return [issue.kind for issue in document.issues]


BODY = (
    "<paragraph><num>1.</num><list><intro><p>Decides:</p></intro>"
    "<point><num>(a)</num><content><p>to act;</p></content></point>"
    "<point><num>(b)</num><content><p>to wait;</p></content></point>"
    "<wrapUp><p>and to report;</p></wrapUp></list></paragraph>"
    "<paragraph><num>2.</num><content><p>Condemns the attacks.</p></content></paragraph>"
)


def test_provisions_have_the_kinds_numbers_and_words_of_the_markup(reading: Reading) -> None:
    resolution = reading.resolution(
        preamble="<container name='Recalling'><p>Recalling its resolutions,</p></container>",
        body=BODY,
    )
    assert resolution.id == "resolution/un-sc/9999"
    assert units(resolution) == [
        ("pp/1", "preambular", None, "Recalling its resolutions,"),
        ("op/1", "operative", "1", "Decides: and to report;"),
        ("op/1/a", "sub", "a", "to act;"),
        ("op/1/b", "sub", "b", "to wait;"),
        ("op/2", "operative", "2", "Condemns the attacks."),
    ]
    first = resolution.paragraphs[1]
    assert first.marker is not None
    assert first.marker.text == "1."
    assert first.span.contains(resolution.paragraphs[3].span)


def test_spans_and_words_lead_back_to_the_text(reading: Reading) -> None:
    document = reading.document(body=BODY)
    text = document.source.text
    for paragraph in document.resolutions[0].paragraphs:
        assert text[paragraph.span.start : paragraph.span.end] == paragraph.span.text
        for act in paragraph.acts:
            assert text[act.span.start : act.span.end] == act.span.text


def test_acts_are_found_in_marked_words(reading: Reading) -> None:
    resolution = reading.resolution(body=BODY)
    openings = [p.opening.act if p.opening else None for p in resolution.paragraphs]
    assert openings[0] == "decide"
    assert openings[-1] == "condemn"


def test_lettered_items_marked_as_paragraphs_become_items(reading: Reading) -> None:
    document = reading.document(
        body="<paragraph><num>1.</num><content><p>Decides:</p></content></paragraph>"
        "<paragraph><num>(a)</num><content><p>to act;</p></content></paragraph>"
        "<paragraph><num>(b)</num><content><p>to wait;</p></content></paragraph>"
        "<paragraph><num>2.</num><content><p>Condemns it.</p></content></paragraph>"
    )
    found = [unit[:2] for unit in units(document.resolutions[0])]
    assert found == [
        ("op/1", "operative"), ("op/1/a", "sub"), ("op/1/b", "sub"), ("op/2", "operative"),
    ]  # fmt: skip
    assert kinds(document) == ["lettered-paragraph"] * 2
    assert document.issues[0].span is not None
    assert document.issues[0].span.text == "(a) to act;"


def test_unnumbered_blocks_without_an_act_are_headings(reading: Reading) -> None:
    resolution = reading.resolution(
        body="<paragraph><content><p>Arms embargo</p></content></paragraph>"
        "<paragraph><num>1.</num><content><p>Condemns it;</p></content></paragraph>"
        "<paragraph><content><p>Encourages all to act.</p></content></paragraph>"
    )
    assert [unit[1] for unit in units(resolution)] == ["heading", "operative", "operative"]


def test_a_heading_that_is_an_act_rules_the_items_below_it(reading: Reading) -> None:
    resolution = reading.resolution(
        body="<hcontainer name='x'><heading>instructs the Secretary-General</heading>"
        "<paragraph><content><p>1 to report to the Council;</p></content></paragraph>"
        "<paragraph><num>2</num><content><p>to publish it,</p></content></paragraph></hcontainer>"
    )
    assert [unit[:3] for unit in units(resolution)] == [
        ("op/1", "operative", None), ("op/1/1", "sub", "1"), ("op/1/2", "sub", "2"),
    ]  # fmt: skip


def test_notes_and_tables_are_furniture(reading: Reading) -> None:
    resolution = reading.resolution(
        body="<paragraph><num>1.</num><content><p>Condemns it;<authorialNote marker='1'><p>See A/1."
        "</p></authorialNote></p></content></paragraph><container name='t'><table><tr><td><p>7</p>"
        "</td></tr></table></container>"
    )
    assert [unit[3] for unit in units(resolution)] == ["Condemns it;"]
    pieces = {piece.kind: piece.words.text for piece in resolution.furniture}
    assert pieces["footnote"] == "See A/1."
    assert pieces["table"] == "7"


def meta(dates: str = "", voting: str = "", language: str = "eng") -> str:
    return (
        f"<identification><FRBRWork>{dates}</FRBRWork><FRBRExpression>"
        f'<FRBRlanguage language="{language}"/></FRBRExpression></identification>'
        f"<analysis><parliamentary>{voting}</parliamentary></analysis>"
    )


ADOPTED = '<FRBRdate date="2023-05-03" name="adoption"/>'
COVER = (
    '<coverPage><p><docNumber refersTo="#symbol">S/RES/9999 (2023)</docNumber></p>'
    "<p>Adopted by the Security Council at its 9311th meeting, on {day}</p></coverPage>"
)


def test_the_head_dates_the_adoption(reading: Reading) -> None:
    adopted = reading.resolution(meta=meta(ADOPTED)).adopted
    assert adopted is not None
    assert (adopted.earliest, adopted.basis) == (date(2023, 5, 3), Basis.STATED)


def test_a_placeholder_is_no_date(reading: Reading) -> None:
    document = reading.document(meta=meta('<FRBRdate date="0001-01-01" name="adoption"/>'))
    assert document.resolutions[0].adopted is None
    assert kinds(document) == ["placeholder-date"]


def test_an_impossible_date_is_an_issue(reading: Reading) -> None:
    document = reading.document(meta=meta('<FRBRdate date="2023-02-30" name="adoption"/>'))
    assert document.resolutions[0].adopted is None
    assert kinds(document) == ["impossible-date"]


def test_the_printed_day_wins_over_another_in_the_head(reading: Reading) -> None:
    document = reading.document(meta=meta(ADOPTED), cover=COVER.format(day="4 May 2023"))
    adopted = document.resolutions[0].adopted
    assert adopted is not None
    assert adopted.earliest == date(2023, 5, 4)
    assert kinds(document) == ["date-mismatch"]


def voting(counts: str, outcome: str = "adoptedRecordedVote") -> str:
    return f'<voting outcome="{outcome}">{counts}</voting>'


def count(choice: str, value: int, *names: str) -> str:
    voters = "".join(f"<organization>{name}</organization>" for name in names)
    return f'<count value="{value}" refersTo="{choice}"><v xmlns="u">{voters}</v></count>'


def test_votes_by_state(reading: Reading) -> None:
    said = count("inFavour", 2, "MALTA", "GABON") + count("#abstaining", 1, "CHINA")
    document = reading.document(meta=meta(ADOPTED, voting(said)))
    adoption = document.resolutions[0].adoption
    assert (adoption.method, adoption.in_favour, adoption.against, adoption.abstaining) == (
        "vote", 2, 0, 1,
    )  # fmt: skip
    assert [(vote.name, vote.choice) for vote in adoption.votes] == [
        ("MALTA", VoteChoice.IN_FAVOUR),
        ("GABON", VoteChoice.IN_FAVOUR),
        ("CHINA", VoteChoice.ABSTAINING),
    ]
    assert kinds(document) == []


def test_without_a_vote_is_consensus(reading: Reading) -> None:
    said = '<voting outcome="#adoptedWithoutVote"><quorum value=""/></voting>'
    adoption = reading.resolution(meta=meta(ADOPTED, said)).adoption
    assert (adoption.method, adoption.in_favour, adoption.votes) == ("consensus", None, ())


TRAPS = {
    "counts that disagree with the voters": (
        voting(count("inFavour", 3, "MALTA", "GABON")), "vote-mismatch",
    ),
    "a comma for a name": (voting(count("inFavour", 1, "MALTA", ",")), "no-name"),
    "a state named twice": (
        voting(count("inFavour", 1, "MALTA") + count("against", 1, "MALTA")), "vote-mismatch",
    ),
    "a misspelt outcome": (voting(count("inFavour", 1, "MALTA"), "adoptedRecorcedVote"),
                           "unknown-outcome"),
    "a choice nobody knows": (voting(count("inFavor", 1, "MALTA")), "unknown-vote"),
    "a count that is none": ('<voting><count value="many" refersTo="against"/></voting>',
                             "unknown-vote"),
}  # fmt: skip


@pytest.mark.parametrize("trap", TRAPS)
def test_false_votes_are_issues(reading: Reading, trap: str) -> None:
    said, expected = TRAPS[trap]
    document = reading.document(meta=meta(ADOPTED, said))
    assert kinds(document) == [expected]
    assert all(vote.name != "," for vote in document.resolutions[0].adoption.votes)


def test_the_symbol_of_the_head_is_checked(reading: Reading) -> None:
    cover = COVER.format(day="3 May 2023").replace(
        "<coverPage>", "<coverPage><p>Resolution 9998 (2023)</p>"
    )
    document = reading.document(meta=meta(ADOPTED), cover=cover)
    assert "symbol-mismatch" in kinds(document)


def test_several_statements_in_one_file(reading: Reading) -> None:
    opening, _, rest = akn().decode().partition(">")
    one = rest.removesuffix("</akomaNtoso>")
    other = one.replace("9999", "9998")
    same = reading.of(source_text(f"{opening}>{one}{one}</akomaNtoso>".encode(), "a"))
    assert kinds(same) == ["repeated-work"]
    two = reading.of(source_text(f"{opening}>{one}{other}</akomaNtoso>".encode(), "a"))
    assert [resolution.number for resolution in two.resolutions] == ["9999", "9998"]
    assert kinds(two) == []


def test_the_language_is_that_of_the_head(reading: Reading) -> None:
    resolution = reading.resolution(
        meta=meta(ADOPTED, language="fra"),
        body="<p>Condamne les attaques ;</p>",
    )
    assert resolution.language == "fr"
    opening = resolution.paragraphs[-1].opening
    assert opening is not None
    assert opening.act == "condemn"


CORPORA = {"unga_akn": 60, "unsc_akn": 50, "hrc_akn": 20, "unsc_multilingual": 48}


@pytest.mark.parametrize("corpus", CORPORA)
def test_every_file_is_read_as_one_resolution(reading: Reading, shared: Path, corpus: str) -> None:
    documents = [
        reading.of(source)
        for source in sources([shared / "corpora" / corpus])
        if isinstance(source, SourceText)
    ]
    assert len(documents) == CORPORA[corpus]
    for document in documents:
        (resolution,) = document.resolutions
        assert resolution.symbol
        assert {p.kind.value for p in resolution.paragraphs} >= {"preambular", "operative"}
        assert resolution.adopted is not None or "placeholder-date" in kinds(document)


def test_a_preamble_among_the_paragraphs_is_one(reading: Reading) -> None:
    body = (
        "<p>The Security Council,</p><p>Recalling its resolution 1 (1946),</p>"
        "<paragraph><num>1.</num><content><p>Condemns the attacks;</p></content></paragraph>"
        "<p>Decides to remain seized of the matter.</p>"
    )
    resolution = reading.resolution(preamble="", body=body)
    assert [unit[:2] for unit in units(resolution)] == [
        ("pp/1", "preambular"), ("op/1", "operative"), ("op/2", "operative"),
    ]  # fmt: skip
    assert "formula" in [piece.kind for piece in resolution.furniture]
