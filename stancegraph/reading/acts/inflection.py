"""The forms of English verbs, by their spelling and a short list of exceptions."""

from __future__ import annotations

import re
from functools import lru_cache

_DOUBLING = frozenset("stop ban abet compel deter permit regret fulfil".split())
_THIRD = {"be": "is", "have": "has"}
_IRREGULAR = {
    "be": "was",
    "bear": "bore borne",
    "become": "became become",
    "break": "broke broken",
    "bring": "brought",
    "draw": "drew drawn",
    "drive": "drove driven",
    "find": "found",
    "give": "gave given",
    "have": "had",
    "lay": "laid",
    "lead": "led",
    "make": "made",
    "pay": "paid",
    "see": "saw seen",
    "show": "showed shown",
    "take": "took taken",
    "undertake": "undertook undertaken",
    "fight": "fought",
    "hold": "held",
    "hurt": "hurt",
    "overcome": "overcame overcome",
    "put": "put",
    "uphold": "upheld",
    "withdraw": "withdrew withdrawn",
}


@lru_cache(maxsize=4096)
def forms(verb: str) -> tuple[str, ...]:
    """The forms of a verb: base, third person, past, present participle.

    >>> forms("undermine"), forms("deny"), forms("withdraw")[2:4]
    (('undermine', 'undermines', 'undermined', 'undermining'), ('deny', 'denies', 'denied', \
'denying'), ('withdrew', 'withdrawn'))
    """
    stem = verb + verb[-1] if verb in _DOUBLING else verb
    if verb.endswith("e"):
        third, past, present = verb + "s", verb + "d", verb[:-1] + "ing"
    elif re.search(r"[^aeiou]y$", verb):
        third, past, present = verb[:-1] + "ies", verb[:-1] + "ied", verb + "ing"
    else:
        third, past, present = verb + "s", stem + "ed", stem + "ing"
    if re.search(r"(?:s|x|ch|sh)$", verb):
        third = verb + "es"
    third = _THIRD.get(verb, third)
    pasts = _IRREGULAR[verb].split() if verb in _IRREGULAR else [past]
    return (verb, third, *pasts, present)
