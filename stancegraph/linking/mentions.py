"""Names of the register in a text: found, told apart, and kept where one stands inside another."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from stancegraph.linking.choosing import Choice, Context, choose_again
from stancegraph.linking.folding import Folded, fold
from stancegraph.linking.forms import is_agreement
from stancegraph.linking.found import KINDS, Found
from stancegraph.linking.fragments import is_fragment
from stancegraph.linking.names import Hit, NameIndex
from stancegraph.linking.register import Register

COMMON_NOUN = "common-noun"
"""The method of groups that are named by no name: extremist groups, civil society."""

_ATOMIC = frozenset({"state", "place"})
_OWN_ADJECTIVE = frozenset({"adjective", "demonym"})
_BELONGING = re.compile(r"\s+of\s+(?:the\s+)?")
_ALL = re.compile(r"\b[Aa]ll\s+$")
_PREPOSITIONS = "of|for|on|in|to|by|with|against|from|at|between|concerning|among"
_PREPOSITION = re.compile(rf"\b(?:{_PREPOSITIONS})\s+(?:the\s+)?$")
_PREPOSITION_NEXT = re.compile(rf"\s+(?:{_PREPOSITIONS})\s")
_NEGATED = re.compile(r"\bnon[-‑– ]$", re.IGNORECASE)


def find_names(text: str, index: NameIndex, context: Context) -> list[Found]:
    """All names in a text in order, an outer one before those inside it; `context` is filled.

    Names that the dates, the adopting body and what was named before leave open have no entity but
    candidates.
    """
    folded = fold(text)
    found: list[Found] = []
    open_choices = False
    for hit in index.hits(folded):
        whole = _found(hit, folded, text, context)
        if whole and is_fragment(whole, hit, text, found[-1] if found else None):
            continue
        parts = _parts(whole, hit, folded, index, text, context)
        for each in (whole,) if parts is None and whole else parts or ():
            found.append(each)
            if each.entity:
                context.name(each.entity, each.start)
            else:
                open_choices = True
    if open_choices:
        found = [_again(each, context) for each in found]
    return found


def _parts(
    whole: Found | None, hit: Hit, folded: Folded, index: NameIndex, text: str, context: Context
) -> list[Found] | None:
    """What to keep of a name and those inside it; None if it is the name alone."""
    if hit.spelling.nothing:
        return []
    if whole and whole.kind == "group":
        whole = _fitted(whole, text)
    elif hit.spelling.pattern.inner == () or (whole and whole.kind in _ATOMIC):
        return None
    inner = index.inside(hit, folded)
    parts = [(part, each) for each in inner if (part := _found(each, folded, text, context))]
    if whole is None:
        return list(_outermost(part for part, _ in parts))
    owned = _organ_and_owner(whole, parts, text) if not _is_official(hit, whole) else []
    if owned:
        return owned
    kept = [whole]
    cited = whole.kind == "treaty" and not is_agreement(text[whole.start : whole.end])
    for part, each in parts:
        if (cited and part.kind == "place") or _is_head(part, whole, text):
            continue
        if _says_more(part, each, whole, context.register) and not any(
            other.contains(part) and (other.kind in _ATOMIC or other.entity == part.entity)
            for other in kept[1:]
        ):
            kept.append(part._replace(inside=True))
    return kept


def _found(hit: Hit, folded: Folded, text: str, context: Context) -> Found | None:
    start, end, spelling = hit
    choice = spelling.choice or context.choose(spelling.names)
    if choice is None:
        return None
    if folded.cuts:
        end = folded.offset(end - 1) + 1
        start = folded.offset(start)
    else:
        start, end = start - 1, end - 1
    if text[end : end + 1] == ")" and text.count("(", start, end) > text.count(")", start, end):
        end += 1  # Iran (Islamic Republic of)
    entity, score, method, candidates = choice
    if spelling.common:
        method = COMMON_NOUN
    kind = spelling.kind
    if spelling.choice is None:
        kind = KINDS[context.register.kind(entity or candidates[0])]
    return Found(start, end, kind, entity, score, method, candidates)


def _fitted(found: Found, text: str) -> Found:
    """A group with the "all" before it: All Member States."""
    before = _ALL.search(text, max(0, found.start - 8), found.start)
    return found._replace(start=before.start()) if before else found


def _outermost(parts: Iterable[Found]) -> Iterator[Found]:
    end = -1
    for part in parts:
        if part.start >= end:
            yield part
            end = part.end


def _is_head(part: Found, whole: Found, text: str) -> bool:
    """Whether a name is but the head of the longer one, not what modifies it.

    Security Council in Peace and Security Council, Charter in UN Charter, a treaty in what is named
    after it, an office in a longer one; not the Republic of Kazakhstan in President of the Republic
    of Kazakhstan, nor the Israeli in Israeli Knesset.
    """
    if part.start == whole.start:
        if part.kind == "treaty" or part.kind == whole.kind == "office":
            return True
        return bool(_PREPOSITION_NEXT.match(text, part.end))
    return part.end == whole.end and not _PREPOSITION.search(text, whole.start, part.start)


def _is_official(hit: Hit, whole: Found) -> bool:
    return any(
        name.kind == "official" for name in hit.spelling.names if name.entity == whole.entity
    )


def _organ_and_owner(whole: Found, parts: list[tuple[Found, Hit]], text: str) -> list[Found]:
    """An organ and its owner where the whole is but "organ of the owner"; else nothing."""
    if whole.kind != "organisation":
        return []
    for organ, _ in parts:
        if organ.start == whole.start and organ.entity == whole.entity:
            owner = _BELONGING.match(text, organ.end)
            for part, _ in parts:
                if owner and part.start == owner.end() and part.end == whole.end:
                    return [organ, part]
    return []


def _says_more(part: Found, hit: Hit, whole: Found, register: Register) -> bool:
    """Whether a name inside another is worth a mention of its own."""
    if part.entity is None or part.entity == whole.entity or part.kind == whole.kind == "group":
        return False
    if all(
        name.kind in _OWN_ADJECTIVE for name in hit.spelling.names if name.entity == part.entity
    ):
        known = whole.entity is not None and whole.entity in register
        owner = register.entity(whole.entity or "").parent if known else None
        is_government = bool(whole.entity and whole.entity.startswith("org/gov-"))
        return whole.kind == "organisation" and owner == part.entity and not is_government
    return True


def _again(found: Found, context: Context) -> Found:
    if found.entity:
        return found
    choice = choose_again(Choice(None, found.score, found.method, found.candidates), context.named)
    return found._replace(entity=choice.entity, score=choice.score, method=choice.method)


def is_negated(text: str, found: Found) -> bool:
    """Whether the name is denied by its prefix: non-member States."""
    return bool(_NEGATED.search(text, max(0, found.start - 4), found.start))
