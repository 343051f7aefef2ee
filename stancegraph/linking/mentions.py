"""Names of the register in a text: found, told apart, and kept where one stands inside another."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from stancegraph.linking.choosing import Choice, Context, choose, choose_again
from stancegraph.linking.folding import Folded, fold
from stancegraph.linking.found import KINDS, Found
from stancegraph.linking.names import Hit, NameIndex, is_no_name
from stancegraph.linking.register import Name, Register

COMMON_NOUN = "common-noun"
"""The method of groups that are named by no name: extremist groups, civil society."""

_ATOMIC = frozenset({"state", "place"})
_OWN_ADJECTIVE = frozenset({"adjective", "demonym"})
_BELONGING = re.compile(r"\s+of\s+(?:the\s+)?")
_ALL = re.compile(r"\b[Aa]ll\s+$")
_NEGATED = re.compile(r"\bnon[-‑– ]$", re.IGNORECASE)


def find_names(text: str, index: NameIndex, context: Context) -> list[Found]:
    """All names in a text in order, an outer one before those inside it; `context` is filled.

    Names that the dates, the adopting body and what was named before leave open have no entity but
    candidates.
    """
    folded = fold(text)
    found: list[Found] = []
    open_choices = False
    for outer, inner in _groups(index.hits(folded)):
        for each in _read_group(outer, inner, folded, text, context):
            found.append(each)
            open_choices = open_choices or each.entity is None
            if each.entity:
                context.name(each.entity, each.start)
    if open_choices:
        found = [_again(each, context) for each in found]
    return found


def _groups(hits: list[Hit]) -> Iterator[tuple[Hit, list[Hit]]]:
    """Each outermost hit with those inside it."""
    outer: Hit | None = None
    inner: list[Hit] = []
    for hit in hits:
        if outer and hit.end <= outer.end:
            inner.append(hit)
            continue
        if outer:
            yield outer, inner
        outer, inner = hit, []
    if outer:
        yield outer, inner


def _read_group(
    outer: Hit, inner: list[Hit], folded: Folded, text: str, context: Context
) -> Iterable[Found]:
    if is_no_name(outer):
        return ()
    whole = _found(outer, folded, context)
    if not inner:
        return (_fitted(whole, text),) if whole else ()
    parts = [(part, hit) for hit in inner if (part := _found(hit, folded, context))]
    if whole is None:
        return _outermost(part for part, _ in parts)
    if whole.kind in _ATOMIC:
        return (whole,)
    if whole.kind == "organisation" and (owned := _organ_and_owner(whole, parts, text)):
        return owned
    kept = [_fitted(whole, text)]
    for part, hit in parts:
        if _says_more(part, hit, whole, context.register) and not any(
            each.contains(part) and (each.kind in _ATOMIC or each.entity == part.entity)
            for each in kept[1:]
        ):
            kept.append(replace(part, inside=True))
    return kept


def _found(hit: Hit, folded: Folded, context: Context) -> Found | None:
    choice = None if is_no_name(hit) else choose(hit.names, context)
    if choice is None:
        return None
    entity = choice.entity or choice.candidates[0]
    kind = KINDS[context.register.kind(entity)]
    start, end = folded.offset(hit.start), folded.offset(hit.end - 1) + 1
    method = choice.method
    if kind == "group" and not any(map(_is_capitalised, hit.names)):
        method = COMMON_NOUN
    return Found(start, end, kind, choice.entity, choice.score, method, choice.candidates)


def _is_capitalised(name: Name) -> bool:
    return name.text != name.text.lower()


def _fitted(found: Found, text: str) -> Found:
    """A group with the "all" before it: All Member States."""
    if found.kind == "group" and (
        before := _ALL.search(text, max(0, found.start - 8), found.start)
    ):
        return replace(found, start=before.start())
    return found


def _outermost(parts: Iterable[Found]) -> Iterator[Found]:
    end = -1
    for part in parts:
        if part.start >= end:
            yield part
            end = part.end


def _organ_and_owner(whole: Found, parts: list[tuple[Found, Hit]], text: str) -> list[Found]:
    """An organ and its owner where the whole is but "organ of the owner"; else nothing."""
    for organ, _ in parts:
        if organ.start == whole.start and organ.entity == whole.entity:
            owner = _BELONGING.match(text, organ.end)
            for part, _ in parts:
                if owner and part.start == owner.end() and part.end == whole.end:
                    return [organ, part]
    return []


def _says_more(part: Found, hit: Hit, whole: Found, register: Register) -> bool:
    """Whether a name inside another is worth a mention of its own."""
    if part.entity is None or part.entity == whole.entity:
        return False
    if all(name.kind in _OWN_ADJECTIVE for name in hit.names if name.entity == part.entity):
        known = whole.entity is not None and whole.entity in register
        owner = register.entity(whole.entity or "").parent if known else None
        is_government = bool(whole.entity and whole.entity.startswith("org/gov-"))
        return whole.kind == "organisation" and owner == part.entity and not is_government
    return True


def _again(found: Found, context: Context) -> Found:
    if found.entity:
        return found
    choice = choose_again(Choice(None, found.score, found.method, found.candidates), context.named)
    return replace(found, entity=choice.entity, score=choice.score, method=choice.method)


def is_negated(text: str, found: Found) -> bool:
    """Whether the name is denied by its prefix: non-member States."""
    return bool(_NEGATED.search(text, max(0, found.start - 4), found.start))
