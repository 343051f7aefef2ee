"""Linking whole documents: issues, places, votes; plain text and unresolved names."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from stancegraph.linking import (
    Linker,
    count_unresolved,
    find_mentions,
    load_register,
    unresolved_in,
)
from stancegraph.model import (
    Adopted,
    Adoption,
    Basis,
    Document,
    Furniture,
    Paragraph,
    ParagraphKind,
    Resolution,
    Session,
    SourceText,
    Span,
    StateVote,
    VoteChoice,
    Words,
)

DAY = date(1993, 5, 20)


@pytest.fixture(scope="module")
def linker() -> Linker:
    return Linker(load_register())


def document(*texts: str, body: str = "org/un-sc") -> Document:
    """A resolution whose paragraphs are the texts, each on a line of its source."""
    source = "\n".join(texts)
    paragraphs, at = [], 0
    for number, text in enumerate(texts, start=1):
        end = at + len(text)
        paragraph = Paragraph(
            f"resolution/un-sc/999/op/{number}",
            ParagraphKind.OPERATIVE,
            Span(at, end, text),
            Words.of(source, at, end),
        )
        paragraphs.append(paragraph)
        at = end + 1
    adopted = Adopted(DAY, DAY, Basis.STATED)
    resolution = Resolution(
        "resolution/un-sc/999", "un-sc", body, "en", "", tuple(paragraphs), (), adopted=adopted
    )
    return Document(SourceText("x.txt", "0" * 64, "text/plain", source), (resolution,))


def test_spans_quote_the_source_even_where_words_were_cleaned(linker: Linker) -> None:
    linked = document("Calls upon the **Government** of Kazakhstan to act")
    resolution = linked.resolutions[0]
    words = resolution.paragraphs[0].words.without([(15, 17), (27, 29)])
    paragraph = replace(resolution.paragraphs[0], words=words)
    linked = linker.link(
        replace(linked, resolutions=(replace(resolution, paragraphs=(paragraph,)),))
    )
    spans = {mention.entity: mention.span for mention in linked.resolutions[0].mentions}
    assert spans["org/gov-kaz"].text == "Government** of Kazakhstan"
    for span in spans.values():
        assert linked.source.text[span.start : span.end] == span.text


def test_what_stays_open_is_an_issue_with_its_candidates(linker: Linker) -> None:
    linked = linker.link(
        document("peace in Korea", "resolution 1970 (2011)", "resolution 476 (1990)")
    )
    kinds = {issue.kind for issue in linked.issues}
    assert kinds == {"ambiguous-name", "citation-postdates", "citation-year-mismatch"}
    [korea] = linked.resolutions[0].mentions
    assert (korea.entity, korea.candidates) == (None, ("state/kor", "state/prk"))
    assert {citation.status for citation in linked.resolutions[0].citations} == {"candidate"}


def test_an_ambiguous_name_is_settled_by_what_the_document_names(linker: Linker) -> None:
    linked = linker.link(document("peace in Korea", "the Republic of Korea reported"))
    korea = linked.resolutions[0].mentions[0]
    assert (korea.entity, korea.method) == ("state/kor", "named-in-document")
    assert korea.score < 0.9
    assert korea.candidates == ("state/kor", "state/prk")


def test_common_nouns_and_treaties_are_no_mentions_but_have_entities(linker: Linker) -> None:
    linked = linker.link(
        document("violence by extremist groups against the Charter of the United Nations")
    )
    resolution = linked.resolutions[0]
    assert [mention.entity for mention in resolution.mentions] == ["org/un"]
    assert [citation.document for citation in resolution.citations] == ["treaty/un-charter"]
    assert linker.entity_of("extremist groups") == "group/extremist-groups"


def test_votes_and_place_are_linked(linker: Linker) -> None:
    votes = (
        StateVote("RUSSIAN FEDERATION", VoteChoice.IN_FAVOUR),
        StateVote("CONGO", VoteChoice.AGAINST),
        StateVote("ATLANTIS", VoteChoice.ABSTAINING),
    )
    session = Session("session/oic-cfm/48", "org/oic-cfm", "48", place_name="Islamabad")
    read = document("Decides to remain seized")
    resolution = replace(
        read.resolutions[0], adoption=Adoption("vote", votes=votes), session=session
    )
    linked = linker.link(replace(read, resolutions=(resolution,))).resolutions[0]
    assert [vote.state for vote in linked.adoption.votes] == ["state/rus", "state/cog", None]
    assert linked.session
    assert linked.session.place == "place/islamabad"


def test_own_symbols_of_the_masthead_are_self_citations(linker: Linker) -> None:
    text = "RESOLUTION NO. 50/48-POL ON SOLIDARITY"
    head = Furniture("title", Span(0, len(text), text), Words.of(text, 0, len(text)))
    resolution = Resolution(
        "resolution/oic-cfm/48/50-pol",
        "oic",
        "org/oic-cfm",
        "en",
        "",
        (),
        (head,),
        symbol="50/48-POL",
    )
    [citation] = linker.link_resolution(resolution)[0].citations
    assert citation.is_self
    assert citation.identifier == "oic:CFM-48/50-POL"


def test_plain_text_without_context(linker: Linker) -> None:
    found = find_mentions("Zaire, the OIC and the people of Kazakhstan; persian carpets", linker)
    assert [(mention.span.text, mention.entity) for mention in found] == [
        ("Zaire", "state/cod"),
        ("OIC", "org/oic"),
        ("people of Kazakhstan", "people/kazakhstani"),
        ("Kazakhstan", "state/kaz"),
    ]


def test_same_text_gives_the_same_mentions(linker: Linker) -> None:
    text = (
        "The Council of the Republic of Korea, Congo and the ICC met Mr Aldaya on 3 May 1990. " * 3
    )
    assert find_mentions(text, linker) == find_mentions(text, Linker(load_register()))


def test_unresolved_names_are_counted_with_suggestions(linker: Linker) -> None:
    text = (
        "The Ministers met in Kazakhstan. The Zembla Liberation Front of Zembla attacked. Later "
        "the Zembla Liberation Front of Zembla denied it, and the Republic of Kazakstan protested."
    )
    names = list(unresolved_in(text, find_mentions(text, linker)))
    listed = count_unresolved(names, linker)
    assert (listed[0].words, listed[0].count) == ("Zembla Liberation Front of Zembla", 2)
    suggested = {each.words: each.suggestions for each in listed}
    assert "state/kaz" in suggested["Republic of Kazakstan"]
    assert "Kazakhstan" not in suggested


@pytest.mark.parametrize(
    ("language", "text", "words", "entity"),
    [
        ("fr", "Le Conseil de sécurité rappelle", "Conseil de sécurité", "org/un-sc"),
        ("es", "el Consejo de Seguridad", "Consejo de Seguridad", "org/un-sc"),
        ("ru", "Совет Безопасности", "Совет Безопасности", "org/un-sc"),
        ("ar", "إن مجلس الأمن", "مجلس الأمن", "org/un-sc"),
        ("ar", "وكازاخستان", "كازاخستان", "state/kaz"),
        ("zh", "哈萨克斯坦和联合国安全理事会", "哈萨克斯坦", "state/kaz"),
    ],
)
def test_names_in_other_languages(
    language: str, text: str, words: str, entity: str, linker: Linker
) -> None:
    found = {m.span.text: m.entity for m in find_mentions(text, linker, language=language)}
    assert found.get(words) == entity
