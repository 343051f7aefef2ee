"""Literals whose words their datatype does not know, and one way to write the others."""

from __future__ import annotations

import re
from datetime import date

from stancegraph.graph.terms import plain
from stancegraph.validation.facts import lexical

XSD = "http://www.w3.org/2001/XMLSchema#"
_ZONE = r"(?:Z|[+-](?:0\d|1[0-3]):[0-5]\d|[+-]14:00)?"
_YEAR = r"-?(?:[1-9]\d{3,}|0\d{3})"
_MONTH, _DAY = r"(?:0[1-9]|1[0-2])", r"(?:0[1-9]|[12]\d|3[01])"
_TIME = r"(?:(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d+)?|24:00:00(?:\.0+)?)"
_DECIMAL = r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)"
_BITS = {"long": 64, "int": 32, "short": 16, "byte": 8}

_FORMS = {
    "boolean": "true|false|0|1",
    "decimal": _DECIMAL,
    "double": rf"{_DECIMAL}(?:[eE][+-]?\d+)?|[+-]?INF|NaN",
    "float": rf"{_DECIMAL}(?:[eE][+-]?\d+)?|[+-]?INF|NaN",
    "date": f"(?P<day>{_YEAR}-{_MONTH}-{_DAY}){_ZONE}",
    "dateTime": f"(?P<day>{_YEAR}-{_MONTH}-{_DAY})T{_TIME}{_ZONE}",
    "time": _TIME + _ZONE,
    "gYear": _YEAR + _ZONE,
    "gYearMonth": f"{_YEAR}-{_MONTH}{_ZONE}",
    "gMonth": f"--{_MONTH}{_ZONE}",
    "gMonthDay": f"--{_MONTH}-{_DAY}{_ZONE}",
    "gDay": f"---{_DAY}{_ZONE}",
}
_KNOWN = {name: re.compile(form, re.ASCII) for name, form in _FORMS.items()}
_INTEGER = re.compile(r"[+-]?\d+", re.ASCII)
_RANGES: dict[str, tuple[int | None, int | None]] = {
    "integer": (None, None),
    "nonNegativeInteger": (0, None),
    "positiveInteger": (1, None),
    "nonPositiveInteger": (None, 0),
    "negativeInteger": (None, -1),
    **{name: (-(2 ** (bits - 1)), 2 ** (bits - 1) - 1) for name, bits in _BITS.items()},
    **{f"unsigned{name.title()}": (0, 2**bits - 1) for name, bits in _BITS.items()},
}
_DIGITS = 4000
"""Integers of more digits are taken for well typed without being compared with a range."""


def ill_typed(words: str, datatype: str) -> bool:
    """Whether words are not in the lexical space of a datatype of XML Schema, given by its IRI.

    What other datatypes know is not known here: their literals count as well typed.

    >>> ill_typed("1e3", XSD + "decimal"), ill_typed("2022-02-30", XSD + "date")
    (True, True)
    >>> ill_typed("-1", XSD + "nonNegativeInteger"), ill_typed("01", XSD + "integer")
    (True, False)
    """
    if not datatype.startswith(XSD):
        return False
    name = datatype.removeprefix(XSD)
    if name in _RANGES:
        return not _INTEGER.fullmatch(words) or not _within(words, *_RANGES[name])
    form = _KNOWN.get(name)
    if form is None:
        return False
    match = form.fullmatch(words)
    return match is None or ("day" in match.groupdict() and not _is_day(match["day"]))


def kind_of(datatype: str) -> str | None:
    """The kind of values of a datatype; SPARQL compares values of one kind, and no others.

    >>> kind_of(XSD + "byte"), kind_of(XSD + "date"), kind_of(XSD + "gYear")
    ('number', 'date', None)
    """
    name = datatype.removeprefix(XSD) if datatype.startswith(XSD) else ""
    if name in _RANGES or name in {"decimal", "double", "float"}:
        return "number"
    return name if name in {"string", "boolean", "date", "dateTime", "time"} else None


def _within(words: str, least: int | None, most: int | None) -> bool:
    if len(words) > _DIGITS:
        return True
    number = int(words)
    return (least is None or least <= number) and (most is None or number <= most)


def _is_day(words: str) -> bool:
    """Whether a month has such a day; years repeat after 400."""
    year, month, day = words.removeprefix("-").split("-")
    try:
        date(int(year[-4:]) % 400 + 400, int(month), int(day))
    except ValueError:
        return False
    return True


def written(term: str) -> str:
    r"""A term as `stancegraph.graph.terms` writes it, however an engine wrote it.

    >>> written('"a"^^<http://www.w3.org/2001/XMLSchema#string>'), written('"b"@EN-gb')
    ('"a"', '"b"@en-gb')
    """
    if not term.startswith('"'):
        return term
    close = term.rindex('"') + 1
    suffix = term[close:]
    if suffix.startswith("@"):
        suffix = suffix.lower()
    elif suffix == f"^^<{XSD}string>":
        suffix = ""
    return plain(lexical(term)) + suffix
