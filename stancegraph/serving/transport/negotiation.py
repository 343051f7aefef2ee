"""Which of the representations on offer a request wants (RFC 9110, sections 12.4 and 12.5)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Offer:
    """A representation: its extension, its media type, and other names for that type."""

    extension: str
    media_type: str
    title: str
    aliases: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """All media types that ask for it."""
        return (self.media_type, *self.aliases)


@dataclass(frozen=True, slots=True)
class Preference:
    """One element of an Accept header: a range and its weight."""

    name: str
    weight: float


def preferences(header: str | None) -> tuple[Preference, ...]:
    """The elements of an Accept, Accept-Language or Accept-Encoding header.

    An element with a weight that is no number between 0 and 1 is left out.

    >>> [(p.name, p.weight) for p in preferences("text/turtle;q=0.5, */*;q=0.1, a/b;q=x")]
    [('text/turtle', 0.5), ('*/*', 0.1)]
    """
    return tuple(filter(None, map(_preference, (header or "").split(","))))


def _preference(element: str) -> Preference | None:
    name, *parameters = (part.strip() for part in element.split(";"))
    weight = 1.0
    for parameter in parameters:
        key, _, value = parameter.partition("=")
        if key.strip().lower() == "q":
            try:
                weight = float(value)
            except ValueError:
                return None
    return Preference(name.lower(), weight) if name and 0 <= weight <= 1 else None


def chosen(header: str | None, offers: Sequence[Offer]) -> Offer | None:
    """The offer of the highest weight; among equals the first; None where none is acceptable.

    A request without the header, or with an empty one, accepts everything.
    """
    wanted = preferences(header)
    if not (header or "").strip():
        return offers[0]
    ranked = [(max(_weight(name, wanted) for name in offer.names), offer) for offer in offers]
    best = max(weight for weight, _ in ranked)
    return next(offer for weight, offer in ranked if weight == best) if best > 0 else None


def _weight(media_type: str, wanted: Iterable[Preference]) -> float:
    """The weight that the most specific matching range gives to a media type."""
    ranges = {preference.name: preference.weight for preference in wanted}
    major = media_type.split("/", 1)[0]
    for name in (media_type, f"{major}/*", "*/*"):
        if name in ranges:
            return ranges[name]
    return 0.0


def language(header: str | None, known: Sequence[str]) -> str:
    """The wanted language among the known ones; the first of these where none is wanted.

    >>> language("fr-CA, en;q=0.8", ("en", "fr")), language("de", ("en", "fr"))
    ('fr', 'en')
    """
    ranked = sorted(preferences(header), key=lambda preference: -preference.weight)
    for preference in ranked:
        primary = preference.name.split("-", 1)[0]
        if preference.weight > 0 and primary in known:
            return primary
    return known[0]
