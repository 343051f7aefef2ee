"""What interrupts a noun phrase and does not end it: concessions, provisos, words in quotes."""

from __future__ import annotations

from stancegraph.stances.phrases.modes import Mode
from stancegraph.stances.phrases.views import View

_CONCEDING = frozenset(["although", "though", "albeit", "if", "but", "yet"])
_ASIDES = _CONCEDING | {"as", "where", "when", "both"}
_RESUMING = frozenset(["of", "by", "for", "against"])
_CONCESSION, _PROVISO, _LONG, _QUOTE = 8, 6, 12, 40


def past_quote(view: View, at: int, limit: int) -> int:
    """The closing mark of words in quotes, which belong to one name."""
    reach = range(at + 1, min(limit, at + _QUOTE))
    return next((k for k in reach if view.lowers[k] == "\u201d"), at)


def past_concession(view: View, comma: int, limit: int, mode: Mode) -> int:
    """Past what stands between the words of a phrase: initial, although limited, | steps.

    Also past a proviso before its "of": the use, *as appropriate*, | of the guidelines.
    """
    conceded = view.lowers[comma + 1] in _CONCEDING
    aside = view.lowers[comma + 1] in _ASIDES
    if not aside and mode is not Mode.OBJECT:
        return comma
    reach = range(comma + 2, min(limit, comma + (_PROVISO if aside and not conceded else _LONG)))
    end = next((k for k in reach if view.lowers[k] == "," and k not in view.within), None)
    said = "example" in view.held[comma + 1] and view.lowers[comma + 1] != "including"
    if end is None or said or (conceded and end >= comma + _CONCESSION):
        return comma
    of = view.lowers[end + 1] == "of" and not (
        view.is_a(comma + 1, "determiner", "conjunction")
        or view.next_words(comma + 1, 2) == ("in", "particular")
    )
    resumes = conceded or of or (aside and view.lowers[end + 1] in _RESUMING)
    return end + 1 if resumes else comma
