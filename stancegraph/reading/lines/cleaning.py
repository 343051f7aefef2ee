"""Cleans a text with its map: markup and typography that are not words, never the source itself."""

from __future__ import annotations

import re
from collections.abc import Iterator

from stancegraph.model import Words

_BLANKS = "".join(map(chr, (160, *range(8192, 8203), 8239, 8287, 12288, 9, 13)))
_BREAKS = "\v\x85\u2028\u2029"
_UNUSUAL = re.compile(
    r"[*\\$#_<`\[\u0640\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff\u00b9\u00b2\u00b3\u2070-\u2079]"
)
_REMOVED = re.compile(
    r"""[\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]+  # invisible characters
      | (?<=[\u0621-\u063a\u0641-\u0652])\u0640+(?=[\u0621-\u063a\u0641-\u064a])  # stretched
      | \$\s*(?:\{\s*\})?\s*\^\s*\{?\s*\d+\s*\}?\s*\$   # footnote marks written as formulas
      | (?<!\n)(?!^)<sup>\s*\d+\s*</sup> | \[\^\d{1,3}\](?!:)
      | (?<!\bkm)(?<!\bm)[\u00b9\u00b2\u00b3\u2070-\u2079]+  # superscript footnote marks
      | (?<!\n)(?!^)<!--[^\n]*?--> | <(?:/?[a-zA-Z][^<>\n]{0,80})>      # tags left in Markdown
      | ^\ *\#{1,6}\ +                                  # Markdown headings
      | \*{2,}(?![*\ ]*$) | (?<=[^\s*])\*{2,} | `+           # bold; a line of stars is no markup
      | (?<![\w*])\*(?P<italic>[^\s*](?:[^*\n]*[^\s*])?)\*(?![\w*])
      | (?<![\w_])__?(?P<score>[^\W_](?:[^_\n]*[^\s_])?)__?(?![\w_])
      | \\[a-zA-Z]+\ *\{(?P<latex>[^{}\n]*)\}           # LaTeX residue: \mathbf{ON}
      | \\(?=[.\-()\[\]*_\#&$%])                        # Markdown escapes
    """,
    re.VERBOSE | re.MULTILINE,
)


def clean(source: str) -> Words:
    r"""The text without markup, its lines kept; every kind of white space a plain space.

    >>> clean("- 1 **Strongly condemns**\u00a0\\mathbf{ON}").text
    '- 1 Strongly condemns ON'
    """
    words = Words.of(source, 0, len(source))
    words = words.without(_removed(source))
    return words.substitute(_plain_space(words.text))


_HYPHENS = "\u2010\u2011\u2012\ufe63\uff0d"


def plain_hyphens(text: str) -> str:
    """The text, as long as before, with every kind of hyphen as the one on keyboards.

    >>> plain_hyphens("50/48\u2011POL")
    '50/48-POL'
    """
    return _levelled(text, _HYPHENS, "-")


def _plain_space(text: str) -> str:
    return _levelled(_levelled(text, _BREAKS, "\n"), _BLANKS, " ")


def _levelled(text: str, characters: str, plain: str) -> str:
    """The text with `plain` for each of the characters; `str.translate` is 100 times slower."""
    for character in characters:
        if character in text:
            text = text.replace(character, plain)
    return text


def _removed(source: str) -> Iterator[tuple[int, int]]:
    """What to leave out; everything of the kind begins with a sign that few texts have."""
    done = 0
    for sign in _UNUSUAL.finditer(source):
        start = sign.start()
        if start < done:
            continue
        line = source.rfind("\n", 0, start) + 1
        indented = sign[0] == "#" and source[line:start].isspace()
        match = _REMOVED.match(source, max(line, done) if indented else start)
        if match is None:
            continue
        done, kept = match.end(), match.lastgroup
        if kept is None:
            yield match.span()
        else:
            yield match.start(), match.start(kept)
            yield match.end(kept), match.end()


_UNSEEN = re.compile(
    r"[\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]+|(?<=[ \n])[ \n]+"
)


def clean_marked(words: Words) -> Words:
    """Words of a format with markup of its own: on one line, in plain white space and hyphens.

    Stars and other signs are words there; only what nobody sees is left out.
    """
    plain = words.substitute(_plain_space(words.text))
    if _UNSEEN.search(plain.text):
        plain = plain.without([match.span() for match in _UNSEEN.finditer(plain.text)])
    return plain.substitute(plain.text.replace("\n", " ")).strip()
