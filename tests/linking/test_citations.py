"""Citations: each kind of the grammar, whose number it is, what it points at, what it cannot be."""

from __future__ import annotations

from datetime import date

import pytest

from stancegraph.linking import Linker, load_register
from stancegraph.linking.choosing import Context
from stancegraph.linking.citations import Citing, find_references, postdates
from stancegraph.linking.reference import Reference


@pytest.fixture(scope="module")
def linker() -> Linker:
    return Linker(load_register())


def references(
    text: str, linker: Linker, body: str | None = "org/un-sc", day: date | None = None
) -> list[Reference]:
    context = Context(linker.register, body, day)
    found = linker.find(text, context)
    return find_references(text, found, context, Citing("resolution/own", day=day))


@pytest.mark.parametrize(
    ("body", "text", "expected"),
    [
        ("org/un-sc", "its resolution 476 (1980)", "resolution/un-sc/476"),
        ("org/un-sc", "resolutions 425 (1978)", "resolution/un-sc/425"),
        (
            "org/un-sc",
            "General Assembly resolution 31/6 A of 26 October",
            "resolution/un-ga/31/6-a",
        ),
        ("org/un-ga", "its resolution 2205 (XXI) of 17 December 1966", "resolution/un-ga/21/2205"),
        ("org/un-ga", "resolution 77/264 B", "resolution/un-ga/77/264-b"),
        ("org/un-ga", "Human Rights Council resolution 16/21", "resolution/un-hrc/16/21"),
        (
            "org/un-ga",
            "the Human Rights Council, in its resolution 7/2",
            "resolution/un-hrc/7/2",
        ),
        ("org/un-hrc", "Council resolutions 5/1 and 5/2", "resolution/un-hrc/5/1"),
        ("org/un-hrc", "General Assembly resolution 60/251", "resolution/un-ga/60/251"),
        ("org/un-hrc", "resolution 48/13 of 8 October 2021", "resolution/un-hrc/48/13"),
        (
            "org/un-ga",
            "Economic and Social Council resolution 1980/7",
            "resolution/un-ecosoc/1980/7",
        ),
        ("org/un-ga", "resolution 60/147 of the General Assembly", "resolution/un-ga/60/147"),
        ("org/oic-cfm", "Resolution No. 8/44-POL", "resolution/oic-cfm/44/8-pol"),
        ("org/oic-cfm", "Resolution No. 3/4-P(IS)", "resolution/oic-summit/4/3-p-is"),
        ("org/oic-summit", "Resolution No. 1/3-P (IS)", "resolution/oic-summit/3/1-p-is"),
        ("org/unesco-gc", "Recalling 38 C/Resolution 72", "resolution/unesco-gc/38-c/72"),
        ("org/unesco-gc", "202 EX/Decision 5.I.A;", "resolution/unesco-eb/202-ex/5-i-a"),
        ("org/unesco-gc", "Having examined document 39 C/22,", "document/unesco/39c-22"),
        ("org/un-sc", "S/PRST/2011/16", "statement/un-sc/prst-2011-16"),
        ("org/un-ga", "report of the Secretary-General (A/78/433)", "document/un/a-78-433"),
        ("org/eu-ep", "P9_TA(2022)0012", "resolution/eu-ep/p9-ta-2022-0012"),
        ("org/eu-ep", "United Nations Security Council Resolution 1325", "resolution/un-sc/1325"),
        ("org/un-ga", "emergency session resolution ES-11/1", "resolution/un-ga/es-11/1"),
    ],
)
def test_number_becomes_the_work_of_its_body(
    body: str, text: str, expected: str, linker: Linker
) -> None:
    assert references(text, linker, body)[0].document == expected


@pytest.mark.parametrize(
    ("language", "body", "text", "expected"),
    [
        (
            "fr",
            "org/un-ga",
            "Rappelant sa résolution 70/234 du 23 décembre 2015,",
            [("résolution 70/234", "un:A/RES/70/234", "2015-12-23")],
        ),
        (
            "fr",
            "org/un-hrc",
            "la résolution 60/251 de l’Assemblée générale et ses résolutions 5/1 et 5/2",
            [
                ("résolution 60/251", "un:A/RES/60/251", None),
                ("5/1", "un:A/HRC/RES/5/1", None),
                ("5/2", "un:A/HRC/RES/5/2", None),
            ],
        ),
        (
            "es",
            "org/un-ga",
            "sus resoluciones 47/19, de 24 de noviembre de 1992, y 71/5, de 26 de octubre de 2016",
            [
                ("47/19", "un:A/RES/47/19", "1992-11-24"),
                ("71/5", "un:A/RES/71/5", "2016-10-26"),
            ],
        ),
        (
            "ar",
            "org/un-sc",
            "إذ يشير إلى قراراته 2042 (2012) و 2043 (2012)",
            [
                ("2042 (2012)", "un:S/RES/2042(2012)", None),
                ("2043 (2012)", "un:S/RES/2043(2012)", None),
            ],
        ),
        (
            "ar",
            "org/un-hrc",
            "وإلى قرار الجمعية العامة 70/234 المؤرخ 23 كانون الأول/ديسمبر 2015",
            [("قرار الجمعية العامة 70/234", "un:A/RES/70/234", "2015-12-23")],
        ),
    ],
)
def test_citations_of_other_languages(
    language: str,
    body: str,
    text: str,
    expected: list[tuple[str, str, str | None]],
    linker: Linker,
) -> None:
    context = Context(linker.register, body)
    found = linker.find(text, context, language)
    read = find_references(text, found, context, Citing("resolution/own"))
    assert [
        (text[each.start : each.end], each.identifier, str(each.day) if each.day else None)
        for each in read
    ] == expected


def test_bracket_around_a_procedure_stays_outside(linker: Linker) -> None:
    text = "resolution on fisheries (2017/2703(RSP))"
    [found] = references(text, linker, "org/eu-ep")
    assert text[found.start : found.end] == "2017/2703(RSP)"


def test_trigger_and_owner_distribute_over_a_list(linker: Linker) -> None:
    text = (
        "Recalling General Assembly resolutions 46/182 of 19 December 1991, 59/276, section XI, of "
        "23 December 2004 and 60/1, Human Rights Council decision 18/120 of 30 September 2011 and "
        "resolutions 24/14 of 27 September 2013 and 27/21 of 26 September 2014"
    )
    assert [each.identifier for each in references(text, linker, "org/un-ga")] == [
        "un:A/RES/46/182",
        "un:A/RES/59/276",
        "un:A/RES/60/1",
        "un:A/HRC/DEC/18/120",
        "un:A/HRC/RES/24/14",
        "un:A/HRC/RES/27/21",
    ]


def test_date_distributes_backwards_and_takes_the_year_of_its_number(linker: Linker) -> None:
    found = references(
        "425 (1978) and 426 (1978) of 19 March 1978, 501 (1982) of 25 February", linker
    )
    assert [str(each.day) for each in found] == ["1978-03-19", "1978-03-19", "1982-02-25"]


def test_span_of_one_holds_its_trigger_and_of_many_does_not(linker: Linker) -> None:
    one = "Recalling its resolution 476 (1980),"
    many = "Recalling its resolutions 476 (1980) and 478 (1980),"
    assert [one[each.start : each.end] for each in references(one, linker)] == [
        "resolution 476 (1980)"
    ]
    assert [many[each.start : each.end] for each in references(many, linker)] == [
        "476 (1980)",
        "478 (1980)",
    ]


@pytest.mark.parametrize(
    ("text", "pinpoint"),
    [
        ("paragraph 6 of resolution 367 (1975)", "op6"),
        ("resolution 713 (1991), paragraph 5", "op5"),
        ("Article 2, paragraph 4, of the Charter of the United Nations", "art2/par4"),
        ("Article 2(2) of the Charter of the United Nations", "art2/par2"),
        ("Articles 39, 40 and 51 of the Charter", "art39;art40;art51"),
        ("Chapter VII of the Charter of the United Nations", "chap7"),
        ("paragraph 2 of the present resolution", "op2"),
    ],
)
def test_pinpoints(text: str, pinpoint: str, linker: Linker) -> None:
    assert references(text, linker)[0].pinpoint == pinpoint


def test_description_resolves_by_body_day_and_subject(linker: Linker) -> None:
    known = (
        "disapproval of the resolution on the situation in Kazakhstan adopted by the European "
        "Parliament on 20 January 2022, which undermines"
    )
    other = known.replace("20 January", "21 January")
    unlike = known.replace("situation in Kazakhstan", "fisheries in Greenland")
    [found] = references(known, linker, "org/oic-cfm")
    assert known[found.start : found.end].startswith("the resolution on")
    assert known[found.start : found.end].endswith("20 January 2022")
    assert (found.identifier, found.document) == (
        "eu:P9_TA(2022)0012",
        "resolution/eu-ep/p9-ta-2022-0012",
    )
    for text in (other, unlike):
        [found] = references(text, linker, "org/oic-cfm")
        assert (found.identifier, found.resolved) == (None, False)
        assert found.document.startswith("document/eu-ep/2022-01-2")


def test_body_whose_series_is_unknown_is_no_other_body(linker: Linker) -> None:
    [found] = references(
        "Statistical Commission resolution 66/1 of 17 March 2023", linker, "org/un-ga"
    )
    assert found.identifier is None
    assert not found.resolved


def test_number_without_year_takes_it_from_the_register_of_years(linker: Linker) -> None:
    assert references("S/RES/1445", linker)[0].identifier == "un:S/RES/1445(2002)"
    [misdated] = references("resolution 476 (1990)", linker)
    assert misdated.doubtful


def test_a_citation_cannot_postdate_the_citing_text(linker: Linker) -> None:
    day = date(1980, 8, 20)
    early, late = (
        references(f"resolution {number}", linker, day=day)[0]
        for number in ("476 (1980)", "497 (1981)")
    )
    citing = Citing("resolution/own", day=day)
    assert not postdates(early, citing)
    assert postdates(late, citing)


def test_self_references_only_by_the_own_noun(linker: Linker) -> None:
    text = "accept this decision and the implementation of the present\nresolution"
    [found] = references(text, linker)
    assert found.is_self
    assert found.document == "resolution/own"
    assert text[found.start : found.end] == "the present\nresolution"


@pytest.mark.parametrize(
    "text",
    [
        "a resolution of 14 votes to none",
        "resolution 5 per cent",
        "on 12/13 of the cases and/or 50/50",
        "the 2030 Agenda for Sustainable Development of 25 countries",
        "HIV/AIDS and COVID-19",
        "paragraph 6 (1990) of the report",
    ],
)
def test_what_is_no_citation(text: str, linker: Linker) -> None:
    assert [each for each in references(text, linker, "org/un-ga") if each.rule != "treaty"] == []


def test_days_of_a_descriptive_list_are_citations_each(linker: Linker) -> None:
    text = "including those of 14 March 2019, 18 April 2013 and 15 March 2012, which"
    found = references(text, linker, "org/eu-ep")
    assert [str(each.day) for each in found] == ["2019-03-14", "2013-04-18", "2012-03-15"]


def test_motions_under_one_prefix_and_year(linker: Linker) -> None:
    found = references("B4-1542, 1546 and 1555/95", linker, "org/eu-ep")
    assert [each.identifier for each in found] == [
        "eu:B4-1542/1995",
        "eu:B4-1546/1995",
        "eu:B4-1555/1995",
    ]
