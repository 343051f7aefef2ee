"""Akoma Ntoso as text with markup: what the elements say, and where."""

from __future__ import annotations

import pytest
from made_files import akn

from stancegraph.model import Markup, SourceText
from stancegraph.text import source_text

PROVISIONS = ("preambular", "operative", "sub", "heading", "annex", "table")


def read(**parts: str) -> SourceText:
    return source_text(akn(**parts), "a.xml")


def provisions(source: SourceText) -> list[tuple[str, str, str]]:
    """Kind, level and words of each provision; a tail has a + behind its level."""
    return [
        (
            element.kind,
            said(element, "level") + ("+" if said(element, "tail") else ""),
            source.text[element.start : element.end],
        )
        for element in source.markup
        if element.kind in PROVISIONS
    ]


def said(element: Markup, name: str) -> str:
    return dict(element.attributes).get(name, "")


def of_kind(source: SourceText, kind: str) -> list[str]:
    return [source.text[m.start : m.end] for m in source.markup if m.kind == kind]


def test_containers_of_a_preamble_are_recitals() -> None:
    source = read(
        preamble='<formula name="enactingFormula"><p><span>The Council</span>,</p></formula>'
        '<container name="Recalling"><p xml:space="preserve">\t<i>Recalling</i> it,</p></container>'
    )
    assert of_kind(source, "formula") == ["The Council,"]
    assert provisions(source) == [("preambular", "0", "Recalling it,")]


def test_lists_give_levels_and_words_behind_them_are_tails() -> None:
    source = read(
        body="<paragraph><num>1.</num><list><intro><p>Decides:</p></intro>"
        "<point><num>(a)</num><content><p>to act;</p></content></point>"
        "<sublist><point><num>(i)</num><content><p>now;</p></content></point></sublist>"
        "<wrapUp><p>and to report.</p></wrapUp></list></paragraph>"
        "<paragraph><num>2.</num><content><p>Requests it.</p><p>“Quoted.”</p></content></paragraph>"
    )
    assert provisions(source) == [
        ("operative", "0", "1. Decides:"),
        ("sub", "1", "(a) to act;"),
        ("sub", "2", "(i) now;"),
        ("operative", "0+", "and to report."),
        ("operative", "0", "2. Requests it."),
        ("operative", "0+", "“Quoted.”"),
    ]


def test_lists_within_a_recital() -> None:
    source = read(
        preamble='<container name="Noting"><blockList>'
        "<listIntroduction>Noting that</listIntroduction><item><num>(i)</num><p>one,</p></item>"
        "<item><num>(ii)</num><p>two,</p></item></blockList>"
        '</container><container name="Recalling"><p>Recalling it,</p></container>'
    )
    assert provisions(source) == [
        ("preambular", "0", "Noting that"),
        ("sub", "1", "(i) one,"),
        ("sub", "1", "(ii) two,"),
        ("preambular", "0", "Recalling it,"),
    ]


def test_recitals_hang_on_their_introduction() -> None:
    source = read(
        preamble="<recitals><intro><p>considering</p></intro><recital><num>a)</num>"
        "<p>that it is so;</p></recital></recitals>"
        "<recitals><recital><num>A.</num><p>whereas it is so,</p></recital></recitals>"
    )
    assert provisions(source) == [
        ("preambular", "0", "considering"),
        ("sub", "1", "a) that it is so;"),
        ("preambular", "0", "A. whereas it is so,"),
    ]


def test_a_number_without_words_passes_to_its_first_item() -> None:
    source = read(
        body="<paragraph><num>58.</num><list><point><num>(a)</num><content><p>Requests it;</p>"
        "</content></point><point><num>(b)</num><content><p>Further requests it;</p></content>"
        "</point></list></paragraph>"
    )
    assert provisions(source) == [
        ("operative", "0", "58. (a) Requests it;"),
        ("sub", "1", "(b) Further requests it;"),
    ]


def test_headings_keep_their_numbers_and_rows_are_tables() -> None:
    source = read(
        body="<paragraph><num>A.</num><subheading>Arms embargo</subheading></paragraph>"
        "<paragraph><p><num>XIII</num></p></paragraph>"
        "<container name='table'><table><tr><td><p>P-5</p></td><td><p>7</p></td></tr></table>"
        "</container>"
    )
    assert provisions(source)[0] == ("heading", "0", "A. Arms embargo")
    assert provisions(source)[1][2] == "XIII"
    assert provisions(source)[2][0] == "table"


def test_notes_stand_apart_with_their_place() -> None:
    source = read(
        body="<paragraph><num>1.</num><content><p>Recalls it;<authorialNote marker='4'>"
        "<p>See A/1.</p></authorialNote> and acts.</p></content></paragraph>"
    )
    ((_, _, words),) = provisions(source)
    assert words == "1. Recalls it; and acts."
    (note,) = (element for element in source.markup if element.kind == "footnote")
    assert source.text[note.start : note.end] == "See A/1."
    place = int(said(note, "place"))
    assert source.text[place - 10 : place] == "Recalls it;"[-10:]
    assert said(note, "marker") == "4"


def test_links_are_marked_in_order() -> None:
    source = read(
        body="<paragraph><num>1.</num><content><p>Recalls 12 and <a href='u/1'>1</a> and "
        "<a href='u/2'>2 (1990)</a>;</p></content></paragraph>"
    )
    links = [m for m in source.markup if m.kind == "reference"]
    assert [said(link, "href") for link in links] == ["u/1", "u/2"]
    assert source.text[links[1].start : links[1].end] == "2 (1990)"


def test_line_breaks_and_cells_part_words() -> None:
    source = read(body="<paragraph><content><p>one<eol/>two</p></content></paragraph>")
    assert provisions(source)[0][2] == "one\ntwo"


def test_comments_and_instructions_are_no_words() -> None:
    source = read(body="<p>Con<!-- no -->demns<?no no?> it;</p>")
    assert provisions(source)[0][2] == "Condemns it;"


def test_anchors_name_the_nearest_element() -> None:
    source = read(body='<paragraph eId="p1"><content><p>Condemns it;</p></content></paragraph>')
    offset = source.text.index("Condemns")
    places = [anchor.place for anchor in source.anchors if anchor.offset <= offset]
    assert places[-1] == "eId p1"


def test_attachments_are_annexes() -> None:
    behind = (
        "<attachments><attachment><heading>Annex</heading><doc name='annex'><meta/><mainBody>"
        "<paragraph><num>1.</num><content><p>The fund.</p></content></paragraph></mainBody></doc>"
        "</attachment></attachments>"
    )
    source = read(body="<p>Condemns it;</p>", behind=behind)
    assert provisions(source)[1:] == [("annex", "0", "Annex"), ("annex", "0", "1. The fund.")]


META = """<identification><FRBRWork><FRBRdate date="{date}" name="adoption"/></FRBRWork>
<FRBRExpression><FRBRlanguage language="fra"/></FRBRExpression></identification>
<workflow><step date="0001-01-01" outcome="draftResolutionAdditionalSponsors" by="x"/>
<step date="2023-05-03" outcome="adopted" as="S/PV.9311" by="Adopted 13-0-2, 9311th meeting"/>
</workflow><analysis><parliamentary><voting outcome="#adoptedRecordedVote">
<count value="013" refersTo="inFavour"><v:voters xmlns:v="u"><organization>MALTA</organization>
<organization showAs="Gabon"/></v:voters></count></voting></parliamentary></analysis>"""


def facts(date: str) -> list[tuple[str, str]]:
    source = read(body="<p>Condemns it;</p>", meta=META.format(date=date))
    return list(next(m for m in source.markup if m.kind == "meta").attributes)


def test_the_head_tells_dates_language_and_votes() -> None:
    found = facts("2023-05-03")
    assert ("adoption-date", "2023-05-03") in found
    assert ("language", "fr") in found
    assert ("outcome", "adoptedRecordedVote") in found
    assert ("count-inFavour", "013") in found
    assert [value for name, value in found if name == "voter-inFavour"] == ["MALTA", "Gabon"]
    assert not [value for name, value in found if name == "placeholder"]


def test_placeholder_dates_are_never_dates() -> None:
    found = facts("0001-01-01")
    assert not [value for name, value in found if name.endswith("date") and value[:4] == "0001"]
    assert [value for name, value in found if name == "placeholder"] == ["FRBRdate adoption"]


@pytest.mark.parametrize("wrapper", ["", "documentCollection"])
def test_each_document_of_a_file_begins_with_its_head(wrapper: str) -> None:
    statement = akn().decode().partition(">")[2].removesuffix("</akomaNtoso>")
    inner = statement * 2
    if wrapper:
        inner = f"<{wrapper} name='x'><meta/><collectionBody>{inner}</collectionBody></{wrapper}>"
    opening = akn().decode().partition(">")[0] + ">"
    source = source_text(f"{opening}{inner}</akomaNtoso>".encode(), "a")
    assert sum(element.kind == "meta" for element in source.markup) == 2
