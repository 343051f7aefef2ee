"""Cleans a text with its map: markup and typography that are not words, never the source itself."""

from __future__ import annotations

import re

from stancegraph.model import Words

_SPACES = (
    "\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000\t\r"
)
_SAME_LENGTH = str.maketrans(
    dict.fromkeys(_SPACES, " ")
    | dict.fromkeys("\u2010\u2011", "-")
    | dict.fromkeys("\v\x85\u2028\u2029", "\n")
)
_UNUSUAL = re.compile(r"[*\\$#_<\u00ad\u200b-\u200f\u2060\ufeff\u00b9\u00b2\u00b3\u2070-\u2079`]")
_REMOVED = re.compile(
    r"""[\u00ad\u200b-\u200f\u2060\ufeff]+          # soft hyphens, zero-width and direction marks
      | \$\s*(?:\{\s*\})?\^\s*\{?\s*\d+\s*\}?\s*\$  # footnote marks that OCR writes as formulas
      | <sup>\s*\d+\s*</sup>
      | [\u00b9\u00b2\u00b3\u2070-\u2079]+          # superscript footnote marks
      | </?[a-zA-Z][^<>\n]{0,80}>                   # tags left in Markdown
      | (?m:^\ *\#{1,6}\ +)                         # Markdown headings
      | \*{2,}                                      # bold
      | (?<![\w*])\*(?=[^\s*][^*\n]*[^\s*]\*)       # italics, opening mark
      | (?<=[^\s*])\*(?=[\s,.;:)]|$)                # italics, closing mark
      | (?<!\w)__?(?=[^\W_][^_\n]*_)                # underscored emphasis
      | (?<=[^\W_])__?(?!\w)
      | \\(?:math|text)[a-z]*\ ?\{(?=[^{}\n]*\})    # LaTeX residue: \mathbf{ON}
      | (?<=[^\s{}])\}(?!\})                        # ... and its closing brace
      | \\(?=[.\-()\[\]*_\#&$%])                    # Markdown escapes
      | \$(?=[^\s$\d])|`+
    """,
    re.VERBOSE,
)


def clean(source: str) -> Words:
    """The text without markup, its lines kept; white space and hyphens in their plain forms.

    >>> clean("- 1 **Strongly condemns**\\u00a0\\\\mathbf{ON}").text
    '- 1 Strongly condemns ON'
    """
    words = Words.of(source, 0, len(source))
    if _UNUSUAL.search(source):
        words = words.without([match.span() for match in _REMOVED.finditer(source)])
    return words.substitute(words.text.translate(_SAME_LENGTH))
