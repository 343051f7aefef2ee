"""HTML as text: what a reader sees, block by block, with the way back."""

from __future__ import annotations

import pytest

from stancegraph.errors import SourceError
from stancegraph.text import source_text


def text(body: str) -> str:
    return source_text(f"<!doctype html><html><body>{body}</body></html>".encode(), "a").text


def test_blocks_are_parted_and_inline_words_joined() -> None:
    assert text("<p>Condemns <b>the</b>\n  attacks;</p><div>Calls<br>upon</div>") == (
        "Condemns the attacks;\n\nCalls\nupon"
    )


def test_preformatted_lines_stay_lines() -> None:
    assert text("<pre>The Council,\n\n1. Condemns\nit;</pre>") == (
        "The Council,\n\n1. Condemns\nit;"
    )


def test_what_nobody_sees_is_no_text() -> None:
    assert text("<script>x()</script><style>p{}</style><!-- no --><p>Condemns;</p>") == "Condemns;"


def test_loose_text_between_blocks_is_kept() -> None:
    assert text("one<p>two</p>three").split("\n\n") == ["one", "two", "three"]


def test_tables_and_lists_give_a_block_a_row_or_item() -> None:
    found = text("<ul><li>one</li><li>two</li></ul><table><tr><td>a</td><td>b</td></tr></table>")
    assert found.split("\n\n")[:2] == ["one", "two"]
    assert "a" in found.split("\n\n")[2]


def test_numbers_of_lists_stand_before_their_items() -> None:
    found = text(
        '<ol start="3"><li><p>Urges:</p><ol type="a"><li>one</li><li>two</li></ol></li>'
        "<li>4. Notes;</li><li value=9>Ends</li></ol><ol style='list-style-type: none'><li>x</ol>"
    )
    assert found.split("\n\n") == ["3. Urges:", "a. one", "b. two", "4. Notes;", "9. Ends", "x"]


def test_cells_of_a_row_stand_apart() -> None:
    assert text("<table><tr><td>General Assembly</td><td>A/RES/1/2</td></tr></table>") == (
        "General Assembly   A/RES/1/2"
    )


def test_raised_numbers_refer_to_notes() -> None:
    page = b"<html><body><p>of 1999,<sup><a>1</a></sup> on 5 km<sup>2</sup>;</p></body></html>"
    source = source_text(page, "a")
    assert source.text == "of 1999,1 on 5 km2;"
    (reference,) = source.markup
    assert (reference.kind, source.text[reference.start : reference.end]) == ("note-reference", "1")


def test_what_belongs_to_the_site_is_furniture() -> None:
    source = source_text(
        b"<html><body><nav>Home</nav><p>The Council decides to act on the matter at once.</p>"
        b"<div class='share'>Tweet</div><footer><p>Imprint</p></footer></body></html>",
        "a",
    )
    found = [(each.kind, source.text[each.start : each.end]) for each in source.markup]
    assert found == [("running-head", word) for word in ("Home", "Tweet", "Imprint")]


def test_entities_of_html_are_characters() -> None:
    assert text("<p>C&ocirc;te d&#8217;Ivoire &amp; co&nbsp;;</p>") == "Côte d’Ivoire & co ;"


def test_anchors_are_paths_of_elements() -> None:
    source = source_text(
        b"<html><body><p>one</p><div><p>two</p><p>three</p></div></body></html>", "a"
    )
    assert [anchor.place for anchor in source.anchors] == [
        "/html[1]/body[1]/p[1]",
        "/html[1]/body[1]/div[1]/p[1]",
        "/html[1]/body[1]/div[1]/p[2]",
    ]
    assert [source.text[anchor.offset :][:3] for anchor in source.anchors] == ["one", "two", "thr"]


def test_a_page_without_text_is_an_error() -> None:
    with pytest.raises(SourceError, match="no text"):
        text("<script>x()</script>")


@pytest.mark.parametrize(
    ("encoding", "declared"),
    [
        ("utf-8", ""),
        ("utf-8", '<meta charset="utf-8">'),
        ("cp1252", ""),
        ("iso-8859-1", '<meta http-equiv="Content-Type" content="text/html; charset=iso-8859-1">'),
        ("utf-8", '<meta charset="ascii">'),
        ("utf-8", '<meta charset="no-such-thing">'),
        ("utf-16", ""),
    ],
)
def test_encodings(encoding: str, declared: str) -> None:
    page = f"<!doctype html><html><head>{declared}</head><body><p>Décidé à agir</p></body></html>"
    assert source_text(page.encode(encoding), "a").text == "Décidé à agir"


def test_a_declared_encoding_of_other_scripts() -> None:
    page = '<!doctype html><html><head><meta charset="windows-1256"></head><p>يقرر</p></html>'
    assert source_text(page.encode("windows-1256"), "a").text == "يقرر"
