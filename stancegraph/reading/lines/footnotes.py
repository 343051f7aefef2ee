"""Finds the footnotes at the end of pages and of the text."""

from __future__ import annotations

import re
from dataclasses import dataclass

from stancegraph.reading.lines.sheets import HEAD, NOTE, Sheets

_RULE = re.compile(r"[_=—–\-]{5,}|[*_](?:\s*[*_]){2,}")
FOOTNOTE = re.compile(
    r"(?:[\[(]?\^?(?P<number>\d{1,3})[\])/]?:?|(?P<sign>\*{1,3}|[†‡§]|[a-z]/))\s{1,4}(?P<first>\S.*)"
)
"""The first line of a footnote, with its number or sign."""

_RULED = re.compile(
    r"(?:\[?(?P<number>\d{1,3})[\])/.]?|(?P<sign>\*{1,3}|[†‡§]|[a-z][/)]))\s{0,4}(?P<first>\S.*)"
)
SOURCE = re.compile(
    r"""(?:see|ibid|fbid|lbid|idem|op\.\ cit|loc\.\ cit|cf\.|official\ records|united\ nations
      |treaty|resolutions?\ \d|general\ assembly\ resolution|[A-Z]{1,4}/[A-Z\d]|document|available
      |https?:|www\.|published|adopted|report\ of|para(?:graph|s)?\b|decision\ \d|originally
      |texts\ adopted|oj\ |the\ resolutions\ and\ decisions
      |previously|reissued|as\ amended|international\ legal|council\ resolution|recommendation
      |text\ of|incorporat|same\ as|the\ \w+\ (?:is|was|were)\b)""",
    re.VERBOSE | re.IGNORECASE,
)
"""How the words of a footnote begin, in the documents of international bodies."""

_MONTH = re.compile(
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December)\b"
)
_PROPER = ("title", "symbol", "formula")
_LONGEST = 8


@dataclass(slots=True)
class _Notes:
    """Where the reading of footnotes stands."""

    expected: int = 1
    inside: bool = False
    ruled: bool = False


def find_footnotes(sheets: Sheets) -> None:
    """Mark the lines of footnotes, and the rules before them."""
    notes = _Notes()
    for number, line in enumerate(sheets.lines):
        if line.page_break or sheets.kinds[number]:
            notes.inside = notes.ruled = False
        if sheets.kinds[number] and not _is_lone_number(sheets, number):
            continue
        if sheets.anchor(line.text) in _PROPER:
            notes.inside = notes.ruled = False
        elif _RULE.fullmatch(line.text):
            follows = number + 1 < len(sheets.lines) and _RULED.match(sheets.lines[number + 1].text)
            sheets.kinds[number] = NOTE if follows else HEAD
            notes.ruled = True
        elif _starts(sheets, number, notes) or _continues(sheets, number, notes):
            sheets.kinds[number] = NOTE
            notes.inside = True
        else:
            notes.inside = notes.ruled = False


def _is_lone_number(sheets: Sheets, number: int) -> bool:
    """Whether a number that looks like a page's stands alone above the words of its footnote."""
    text = sheets.lines[number].text
    following = number + 1
    return (
        sheets.kinds[number] == HEAD
        and text.isdigit()
        and following < len(sheets.lines)
        and not sheets.lines[following].page_break
        and sheets.anchor(sheets.lines[following].text) is None
        and SOURCE.match(sheets.lines[following].text) is not None
    )


def _starts(sheets: Sheets, number: int, notes: _Notes) -> bool:
    """Whether a footnote begins here: by its number, its words, or a rule before it."""
    text = sheets.lines[number].text
    if _is_lone_number(sheets, number):
        notes.expected = int(text) + 1
        return True
    if text[0].isalpha() and text[1:2] not in ("/", ")"):
        return False
    match = (_RULED if notes.ruled else FOOTNOTE).match(text)
    if match is None or _MONTH.match(match["first"]):
        return False
    source = SOURCE.match(match["first"]) is not None
    if match["number"] is None:
        return notes.ruled or notes.inside or source or _is_referred(sheets, number, match["sign"])
    if text[0] == "(" and not (source and _is_referred(sheets, number, f"({match['number']})")):
        return False
    return text.startswith("[^") or _counts(
        sheets, number, notes, int(match["number"]), source=source
    )


def _counts(sheets: Sheets, number: int, notes: _Notes, value: int, *, source: bool) -> bool:
    """Whether a numbered line begins a footnote: by its number, its words, its place."""
    text = sheets.lines[number].text
    follows = value >= notes.expected or value == 1
    at_foot = sheets.next_break(number, _LONGEST) is not None
    dotted = FOOTNOTE.match(text) is None
    if dotted and not source:
        next_one = value in (notes.expected, 1)
        return next_one and at_foot and not _parted(sheets, number)
    if notes.ruled or (notes.inside and (follows or source)) or (source and (follows or at_foot)):
        notes.expected = value + 1
        return True
    return False


def _is_referred(sheets: Sheets, number: int, sign: str) -> bool:
    """Whether a word before the line bears the sign: Human Rights Council*, 14 March 2019(1)."""
    reference = re.compile(rf"\w{re.escape(sign)}(?![\w*])")
    return any(sign in line.text and reference.search(line.text) for line in sheets.lines[:number])


def _parted(sheets: Sheets, number: int) -> bool:
    """Whether white space parts a line from the footnote before it."""
    return sheets.lines[number].gap > 0 and not _RULE.fullmatch(sheets.lines[number - 1].text)


def _continues(sheets: Sheets, number: int, notes: _Notes) -> bool:
    """Whether a line goes on with the footnote before it: to its full stop or the page's end."""
    line = sheets.lines[number]
    if not notes.inside or line.gap:
        return False
    if sheets.lines[number - 1].text[-1] not in ".;":
        return True
    opens = line.marker is not None and line.marker.sure
    return not opens and sheets.next_break(number, _LONGEST) is not None
