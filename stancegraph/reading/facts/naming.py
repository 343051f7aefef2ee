"""What the facts make of a resolution's names: its body, its symbol, its relative IRI."""

from __future__ import annotations

import re

from stancegraph import identifiers
from stancegraph.model import Adopted
from stancegraph.reading.facts.stated import Facts
from stancegraph.reading.profiles import Profile

_ARTICLE = re.compile(r"^(?:(?:the|we,?|el|la|le|les|los|las)\s+|l[’'])", re.IGNORECASE)
_ENACTORS = ("formula", "enactor", "organ")
"""The facts that name the body of an unknown layout, the surest first."""

_COMMON = re.compile(
    r"(?:(?:general|supreme|ministerial|executive|permanent|governing|plenary|national|city|town|"
    r"parliamentary|heads of state)\s+)*(?:council|conference|assembly|board|committee|commission|"
    r"authority|house|union|league|"
    r"congress|senate|parliament|summit|meeting|ministers)(?:\s+of\s+(?:the\s+)?"
    r"(?:parties|ministers|states|members|heads of state(?:\s+(?:and|or)(?:\s+of)?\s+"
    r"governments?)?))*",
    re.IGNORECASE,
)
_LONGEST_NAME = 80
_SLOT = re.compile(r"\{(\w+)\}")
_OPTIONAL = re.compile(r"\[([^\[\]]*)\]")


def symbol_of(profile: Profile, facts: Facts) -> str | None:
    """The symbol by the first template whose facts are all known."""
    filled = (_filled(template, facts) for template in profile.symbol)
    return next((symbol for symbol in filled if symbol), None)


def year_of(facts: Facts, adopted: Adopted | None) -> str:
    """The year that tells a number of a body without sessions from those of other years."""
    year = str(adopted.latest.year) if adopted else ""
    return "" if year in (facts.get("number") or "") else year


def body_of(profile: Profile, facts: Facts) -> str:
    """The organ that adopted: by the profile's rules, or as the formula names it."""
    names = " ".join(filter(None, (facts.get("enacting"), facts.get("printed"))))
    for rule in profile.bodies:
        if rule.match.search(names):
            return rule.id
    named = next((facts.get(name) for name in _ENACTORS if facts.get(name)), None)
    if profile.generic and named:
        organ = facts.get("organ")
        if _is_common(named):
            if organ is None or _is_common(organ):
                return profile.body
            named = organ if named == organ else f"{organ} {_ARTICLE.sub('', named)}"
        return f"org/{_shortened(identifiers.slug(_ARTICLE.sub('', named)))}"
    return profile.body


def _shortened(slug: str) -> str:
    """A slug of bearable length, cut between words."""
    return slug if len(slug) <= _LONGEST_NAME else slug[:_LONGEST_NAME].rsplit("-", 1)[0]


def _is_common(name: str) -> bool:
    """Whether a body's name is none of its own: the Ministerial Council, the Conference."""
    return _COMMON.fullmatch(_ARTICLE.sub("", name).strip()) is not None


def _filled(template: str, facts: Facts) -> str | None:
    """The template with its facts, optional parts in brackets; None while one is missing."""
    for optional in _OPTIONAL.findall(template):
        part = _filled(optional, facts) or ""
        template = template.replace(f"[{optional}]", part)
    names = _SLOT.findall(template)
    if any(facts.get(name) is None for name in names):
        return None
    return _SLOT.sub(lambda match: facts.get(match.group(1)) or "", template) or None


def work_of(profile: Profile, body: str, facts: Facts) -> str:
    """The relative IRI of the work: by the profile's template, else by the file's name.

    So is what nobody known adopted, since numbers of unknown bodies mean nothing.
    """
    parts = [
        _filled(part, facts) or ("" if part.startswith("[") else None) for part in profile.work
    ]
    nobody = profile.generic and body == profile.body
    if not nobody and all(part is not None for part in parts):
        return identifiers.work(body, *(part for part in parts if part), kind=profile.kind)
    return identifiers.work(body, facts.texts["stem"], kind=profile.kind)
