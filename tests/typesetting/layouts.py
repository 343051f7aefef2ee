"""How each body prints its resolutions, as tables; what is printed says what must be read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from typesetting.documents import Clause, Draft, Item

ORDINALS = {
    1: "first", 2: "second", 3: "third", 4: "fourth", 5: "fifth", 6: "sixth", 7: "seventh",
    8: "eighth", 9: "ninth",
}  # fmt: skip
TENS = {30: "thirt", 40: "fort", 50: "fift", 60: "sixt", 70: "sevent", 80: "eight"}


@dataclass(frozen=True, slots=True)
class Unit:
    """A provision as it must be read."""

    kind: str
    number: str | None
    words: str


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, heading or line as it is printed, and the provision that it is, if any."""

    text: str
    unit: Unit | None = None


@dataclass(frozen=True, slots=True)
class Layout:
    """One body's way of printing; templates name the facts of `facts`.

    `recital` and `paragraph` are the marker and the form of the opening phrase, `ends` the ends
    of a recital, of a paragraph and of the last paragraph.
    """

    name: str
    work: str
    head: str
    cover: tuple[str, ...]
    formula: str
    closing: tuple[str, ...] = ()
    recital: str = "{participle} {rest}"
    recital_marker: str = ""
    paragraph: str = "{finite} {rest}"
    paragraph_marker: str = "{n}."
    markers: tuple[str, str] = ("({a})", "({i})")
    ends: tuple[str, str, str] = (",", ";", ".")
    enacting: str = ""
    capitals: bool = False
    bold: bool = False
    glued: bool = False
    dated: bool = True


UN_COVER = (
    "United Nations", "{symbol}", "General Assembly", "Distr.: General", "{day}",
    "{Ordinal} session", "Agenda item 11",
)  # fmt: skip
LAYOUTS = {
    layout.name: layout
    for layout in (
        Layout(
            "un-ga",
            "resolution/un-ga/{session}/{n}",
            "{symbol}",
            (
                *UN_COVER,
                "Resolution adopted by the General Assembly on {day}",
                "[without reference to a Main Committee (A/{session}/L.9)]",
                "{session}/{n}. {title}",
            ),
            "The General Assembly,",
            ("38th plenary meeting", "{day}"),
        ),
        Layout(
            "un-sc",
            "resolution/un-sc/{n}",
            "S/RES/{n} ({year})",
            (
                "United Nations", "S/RES/{n} ({year})", "Security Council", "Distr.: General",
                "{day}", "Resolution {n} ({year})",
                "Adopted by the Security Council at its 9311th meeting, on {day}",
            ),
            "The Security Council,",
        ),
        Layout(
            "un-hrc",
            "resolution/un-hrc/{session}/{n}",
            "A/HRC/RES/{session}/{n}",
            (
                "United Nations", "A/HRC/RES/{session}/{n}", "General Assembly",
                "Distr.: General", "{day}", "Original: English", "Human Rights Council",
                "{Ordinal} session", "Agenda item 3",
                "Resolution adopted by the Human Rights Council on {day}",
                "{session}/{n}. {title}",
            ),
            "The Human Rights Council,",
            ("46th meeting", "{day}", "[Adopted without a vote.]"),
        ),
        Layout(
            "oic",
            "resolution/oic-cfm/{session}/{n}-pol",
            "OIC/CFM-{session}/{year}/POL/RES",
            (
                "OIC/CFM-{session}/{year}/POL/RES",
                "RESOLUTIONS ON POLITICAL AFFAIRS ADOPTED BY THE {session}TH SESSION OF THE"
                " COUNCIL OF FOREIGN MINISTERS (SESSION OF UNITY AND JUSTICE)",
                "RESOLUTION NO. {n}/{session}-POL ON {TITLE}",
            ),
            "The {Ordinal} Session of the Council of Foreign Ministers of the Organization of"
            " Islamic Cooperation (Session of Unity and Justice) held in Islamabad, Islamic"
            " Republic of Pakistan, on {day}.",
            paragraph_marker="- {n}",
            bold=True,
        ),
        Layout(
            "eu-ep",
            "resolution/eu-ep/p9-ta-{year}-{n:04}",
            "P9_TA({year}){n:04}",
            (
                "P9_TA({year}){n:04}",
                "European Parliament resolution of {day} on {title} ({year}/2505(RSP))",
            ),
            "The European Parliament,",
            recital="whereas {rest} {predicate}",
            recital_marker="{A}.",
            ends=(";", ";", "."),
            glued=True,
        ),
        Layout(
            "au",
            "resolution/au-assembly/dec-{n}-xxxv",
            "Assembly/AU/Dec.{n}(XXXV)",
            (
                "ASSEMBLY OF THE UNION", "Assembly/AU/Dec.{n}(XXXV)", "DECISION ON {TITLE}",
            ),
            "The Assembly,",
            capitals=True,
            dated=False,
        ),
        Layout(
            "oas",
            "resolution/oas-ga/res-{n}-xl-o-10",
            "AG/RES. {n} (XL-O/10)",
            (
                "AG/RES. {n} (XL-O/10)", "{TITLE}",
                "(Adopted at the fourth plenary session, held on {American})",
            ),
            "THE GENERAL ASSEMBLY,",
            enacting="RESOLVES:",
            paragraph="To {infinitive} {rest}",
            capitals=True,
            ends=(";", ".", "."),
        ),
        Layout(
            "who",
            "resolution/wha/{session}/{n}",
            "WHA{session}.{n}",
            ("WHA{session}.{n} {title}",),
            "The {Ordinal} World Health Assembly,",
            ("(Ninth plenary meeting, {day} – Committee A, fourth report)",),
            markers=("({d})", "({a})"),
            ends=(";", ";", "."),
            capitals=True,
        ),
        Layout(
            "generic",
            "",
            "Resolution No. {n}",
            ("RESOLUTION NO. {n}", "{title}"),
            "The Conference of the Parties,",
            recital="WHEREAS {rest} {predicate}",
            enacting="NOW, THEREFORE, BE IT RESOLVED:",
            ends=(";", ";", "."),
            closing=("Adopted this {day}",),
        ),
    )
}  # fmt: skip


def facts(draft: Draft) -> dict[str, object]:
    """What covers, formulas and closings may name."""
    day = f"{draft.day.day} {draft.day:%B} {draft.day.year}"
    ordinal = _ordinal(draft.session)
    return {
        "n": draft.number,
        "session": draft.session,
        "symbol": f"A/RES/{draft.session}/{draft.number}",
        "year": draft.day.year,
        "day": day,
        "American": f"{draft.day:%B} {draft.day.day}, {draft.day.year}",
        "title": draft.title,
        "TITLE": draft.title.upper(),
        "Ordinal": ordinal,
    }


def _ordinal(number: int) -> str:
    ten, one = number // 10 * 10, number % 10
    stem = TENS[ten]
    return (f"{stem}y-{ORDINALS[one]}" if one else f"{stem}ieth").capitalize()


def blocks(draft: Draft, layout: Layout) -> list[Block]:
    """The draft as the blocks that the layout prints, one below the other."""
    said = facts(draft)
    printed = [Block(line.format(**said)) for line in (*layout.cover, layout.formula)]
    for place, clause in enumerate(draft.preamble):
        last = place == len(draft.preamble) - 1
        printed.append(_recital(clause, layout, place, last))
    if layout.enacting:
        printed.append(Block(layout.enacting))
    for number, clause in enumerate(draft.operative, start=1):
        printed.extend(_paragraph(clause, layout, number, number == len(draft.operative)))
    printed.extend(Block(line.format(**said)) for line in layout.closing)
    return printed


def _recital(clause: Clause, layout: Layout, place: int, last: bool) -> Block:
    end = "," if last else layout.ends[0]
    words = _words(clause, layout.recital, layout) + end
    marker = layout.recital_marker.format(A=letters(place).upper())
    number = marker.strip(".") or None
    return Block(_marked(marker, words, layout), Unit("preambular", number, words))


def _paragraph(clause: Clause, layout: Layout, number: int, last: bool) -> Iterator[Block]:
    if clause.heading:
        yield Block(clause.heading, Unit("heading", None, clause.heading))
    end = ":" if clause.items else layout.ends[2 if last else 1]
    words = _words(clause, layout.paragraph, layout) + end
    marker = layout.paragraph_marker.format(n=number)
    text = _bold(words, clause, layout)
    yield Block(_marked(marker, text, layout), Unit("operative", str(number), words))
    yield from _list(clause.items, layout, 0, layout.ends[2 if last else 1])


def _list(items: tuple[Item, ...], layout: Layout, level: int, end: str) -> Iterator[Block]:
    for place, item in enumerate(items):
        closes = place == len(items) - 1
        words = item.words + (":" if item.items else end if closes else ";")
        marker = layout.markers[level].format_map(
            {"a": letters(place), "i": _roman(place + 1), "d": place + 1}
        )
        number = marker.strip("().")
        yield Block(f"{marker} {words}", Unit("sub", number, words))
        yield from _list(item.items, layout, level + 1, end if closes else ";")


def _words(clause: Clause, form: str, layout: Layout) -> str:
    verb = clause.verb
    words = {name: getattr(verb, name) for name in ("participle", "finite", "infinitive")}
    if layout.capitals and "To " not in form:
        words = {name: phrase.upper() for name, phrase in words.items()}
    return form.format(rest=clause.rest, predicate="is a cause of grave concern", **words)


def _bold(words: str, clause: Clause, layout: Layout) -> str:
    """Bold covers a part of the opening phrase only."""
    if not layout.bold:
        return words
    first = clause.verb.finite.split()[0]
    return words.replace(first, f"**{first}**", 1)


def _marked(marker: str, words: str, layout: Layout) -> str:
    if not marker:
        return words
    return f"{marker}{words}" if layout.glued else f"{marker} {words}"


def letters(place: int) -> str:
    """The letters of a list: a, b ... z, aa, bb ...; `place` counts from 0."""
    return chr(ord("a") + place % 26) * (place // 26 + 1)


def _roman(number: int) -> str:
    return ("i", "ii", "iii", "iv", "v", "vi")[number - 1]
