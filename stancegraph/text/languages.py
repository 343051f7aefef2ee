"""Codes of languages: ISO 639-2 (as Akoma Ntoso writes them) and the short codes of BCP 47."""

from __future__ import annotations

_CODES = {
    "ar": "ara", "de": "deu", "en": "eng", "es": "spa", "fa": "fas", "fr": "fra", "it": "ita",
    "pt": "por", "ru": "rus", "sw": "swa", "tr": "tur", "ur": "urd", "zh": "zho",
}  # fmt: skip
_SHORT = {long: short for short, long in _CODES.items()} | {
    "chi": "zh", "fre": "fr", "ger": "de", "per": "fa",
}  # fmt: skip


def short_code(code: str) -> str:
    """The short code of a language: of "eng" or "en-GB" en; an unknown code stays as it is.

    >>> short_code("eng"), short_code("en-GB"), short_code("xho")
    ('en', 'en', 'xho')
    """
    first = code.lower().split("-", 1)[0]
    return _SHORT.get(first, first)


def long_code(code: str) -> str:
    """The ISO 639-2 code of a language; an unknown code stays as it is.

    >>> long_code("ar")
    'ara'
    """
    return _CODES.get(code, code)
