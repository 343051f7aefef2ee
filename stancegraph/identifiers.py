"""Every IRI of the project is minted here, as pure strings; a published IRI is a contract.

Data identifiers are relative paths (`resolution/oic-cfm/48/50-pol`); the base they stand on is one
setting, applied where they leave the house, so that another publisher can use its own.
"""

from __future__ import annotations

import re
from urllib.parse import quote

from anyascii import anyascii

BASE = "https://w3id.org/stancegraph/id/"
DEFINITIONS = "https://w3id.org/stancegraph/def"
SG = DEFINITIONS + "#"
ACT = DEFINITIONS + "/act/"
INTENSITY = DEFINITIONS + "/intensity/"
LEVEL = DEFINITIONS + "/level/"


def slug(words: str) -> str:
    """The words as one path segment: ASCII lower case, digits and hyphens; other scripts in Latin.

    >>> slug("P9_TA(2022)0012"), slug("Dec.77(V)"), slug("Côte d'Ivoire"), slug("Київ")
    ('p9-ta-2022-0012', 'dec-77-v', 'cote-d-ivoire', 'kiiv')
    """
    latin = words if words.isascii() else anyascii(words)
    return re.sub(r"[^a-z0-9]+", "-", latin.lower()).strip("-") or _escaped(words)


def _escaped(words: str) -> str:
    return quote(words, safe="").replace("%", "").lower() or "unnamed"


def iri(path: str, base: str = BASE) -> str:
    """The full IRI of a relative path.

    >>> iri("org/oic")
    'https://w3id.org/stancegraph/id/org/oic'
    """
    return path if "://" in path else base + path


def body_slug(body: str) -> str:
    """The slug of a body's relative IRI.

    >>> body_slug("org/oic-cfm")
    'oic-cfm'
    """
    return body.split("/", 1)[1]


def work(body: str, *parts: str, kind: str = "resolution") -> str:
    """The work of a body under its session, year or series and number.

    >>> work("org/oic-cfm", "48", "50-POL"), work("org/un-sc", "2672")
    ('resolution/oic-cfm/48/50-pol', 'resolution/un-sc/2672')
    """
    return "/".join([kind, body_slug(body), *(slug(part) for part in parts if part)])


def session(body: str, number: str) -> str:
    """The session of a body by its number.

    >>> session("org/oic-cfm", "48")
    'session/oic-cfm/48'
    """
    return f"session/{body_slug(body)}/{slug(number)}"


def meeting(body: str, number: str) -> str:
    """The meeting of a body by its number.

    >>> meeting("org/un-sc", "9240")
    'meeting/un-sc/9240'
    """
    return f"meeting/{body_slug(body)}/{slug(number)}"


def expression(work_id: str, language: str) -> str:
    """The language version of a work."""
    return f"{work_id}/{language}"


def manifestation(work_id: str, language: str, file_format: str) -> str:
    """The file that holds a language version of a work."""
    return f"{work_id}/{language}/{file_format}"


def provision(work_id: str, section: str, number: str, parent: str | None = None) -> str:
    """A provision by its printed number, or its place where none is printed.

    `section` is pp, op, heading or annex; a sub-paragraph hangs on its parent.

    >>> provision("resolution/un-sc/2672", "op", "2")
    'resolution/un-sc/2672/op/2'
    >>> provision("resolution/un-sc/2672", "op", "a", parent="resolution/un-sc/2672/op/2")
    'resolution/un-sc/2672/op/2/a'
    """
    return f"{parent or f'{work_id}/{section}'}/{slug(number)}"


def span(manifestation_id: str, start: int, end: int) -> str:
    """The one node of a distinct span of a file; offsets in code points."""
    return f"{manifestation_id}/span/{start}-{end}"


def mention(manifestation_id: str, start: int, end: int) -> str:
    """The mention at a span of a file."""
    return f"{manifestation_id}/mention/{start}-{end}"


def citation(manifestation_id: str, start: int, end: int) -> str:
    """The citation at a span of a file."""
    return f"{manifestation_id}/citation/{start}-{end}"


def act(paragraph_id: str, start: int, end: int) -> str:
    """The act at an offset from the start of its paragraph."""
    return f"{paragraph_id}/act/{start}-{end}"


def version_act(paragraph_id: str, language: str, start: int, end: int) -> str:
    """The act as a further language version performs it, by offsets in that version.

    >>> version_act("resolution/un-sc/2672/op/2", "fr", 3, 12)
    'resolution/un-sc/2672/op/2/act/fr/3-12'
    """
    return f"{paragraph_id}/act/{language}/{start}-{end}"


def stance(paragraph_id: str, cue_start: int, target_start: int, target_end: int) -> str:
    """A stance by where its cue and target stand, counted from the start of the paragraph.

    No ordinal enters, so that a better rule does not rename the neighbours.

    >>> stance("resolution/oic-cfm/48/50-pol/op/2", 6, 33, 132)
    'resolution/oic-cfm/48/50-pol/op/2/stance/6-33-132'
    """
    return f"{paragraph_id}/stance/{cue_start}-{target_start}-{target_end}"


def author_stance(stance_id: str) -> str:
    """The stance toward the author of a document, inferred from the stance on the document."""
    return f"{stance_id}/author"


def vote_stance(work_id: str, state: str) -> str:
    """The stance that a state took on a work by its vote."""
    return f"{work_id}/adoption/vote/{body_slug(state)}"


def matter(paragraph_id: str, start: int, end: int) -> str:
    """What a stance is about when it is no known agent or document.

    >>> matter("resolution/oic-cfm/48/50-pol/op/1", 26, 121)
    'matter/oic-cfm/48/50-pol/op/1/26-121'
    """
    return f"matter/{paragraph_id.split('/', 1)[1]}/{start}-{end}"


def cited_document(body: str | None, day: str | None, subject: str) -> str:
    """The stub of a cited document that is neither held nor in the register.

    >>> cited_document("org/eu-ep", "2022-01-20", "situation in Kazakhstan")
    'document/eu-ep/2022-01-20/situation-in-kazakhstan'
    """
    parts = [
        body_slug(body) if body else "unknown",
        day or "undated",
        slug(subject)[:80].strip("-"),
    ]
    return "document/" + "/".join(parts)


def membership(organisation: str, member: str, status: str, start: str) -> str:
    """The membership of someone in an organisation since a day, month or year (ISO, or empty).

    >>> membership("org/oic", "state/kaz", "member", "1995")
    'membership/oic/kaz/member/1995'
    """
    names = (body_slug(organisation), body_slug(member), status, start or "undated")
    return "membership/" + "/".join(names)


def document(scheme: str, symbol: str) -> str:
    """A document known by its symbol alone, such as a report or a letter.

    >>> document("un", "A/78/433"), document("un", "S/PV.9237")
    ('document/un/a-78-433', 'document/un/s-pv-9237')
    """
    return f"document/{slug(scheme)}/{slug(symbol)}"


def reuse(provision_id: str) -> str:
    """The derivation of a provision from the one earlier provision whose words it repeats."""
    return f"{provision_id}/reuse"


def review(subject: str, fact: str, by: str, day: str) -> str:
    """A person's review of a fact about a subject, on a day (ISO).

    >>> review("resolution/un-sc/2672/op/1/act/3-11", "act", "A. Reader", "2026-11-23")
    'resolution/un-sc/2672/op/1/act/3-11/review/act/a-reader/2026-11-23'
    """
    return f"{subject}/review/{slug(fact)}/{slug(by)}/{day}"


def reviewer(by: str) -> str:
    """Who reviews: the IRI given, else one from the name.

    >>> reviewer("A. Reader"), reviewer("https://orcid.org/0000-0002-1825-0097")
    ('agent/a-reader', 'https://orcid.org/0000-0002-1825-0097')
    """
    return by if "://" in by else f"agent/{slug(by)}"


def graph(work_id: str, name: str) -> str:
    """A named graph of a work: text, links, inferred or provenance."""
    return f"{work_id}/graph/{name}"
