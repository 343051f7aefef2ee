"""The head of an Akoma Ntoso document: what it is, when and how adopted, and our own records."""

from __future__ import annotations

from collections.abc import Sequence

from lxml import etree

from stancegraph.identifiers import SG, body_slug, iri
from stancegraph.linking.register import Register
from stancegraph.model import Adoption, Resolution, VoteChoice
from stancegraph.reading.markup.records import records
from stancegraph.text.akn_head import PLACEHOLDER
from stancegraph.text.languages import long_code
from stancegraph.writing.akn_elements import AKN4UN, NAMESPACE, element, legal

_SOURCE = "#stancegraph"
_SITE = "https://w3id.org/stancegraph"
_CHOICES = {
    VoteChoice.IN_FAVOUR: "inFavour",
    VoteChoice.AGAINST: "against",
    VoteChoice.ABSTAINING: "abstaining",
    VoteChoice.NOT_VOTING: "notVoting",
    VoteChoice.ABSENT: "absent",
}
_OUTCOMES = {"vote": "adoptedRecordedVote", "consensus": "adoptedWithoutVote"}


def write_meta(
    parent: etree._Element, resolution: Resolution, register: Register, base: str, *, alone: bool
) -> None:
    """The whole head of a resolution; one that is not `alone` has its references above it."""
    meta = element(parent, "meta")
    identify(meta, resolution, component="!main")
    _votes(meta, resolution.adoption)
    if alone:
        _references(meta, [resolution], register, base)
    _records(meta, resolution)


def write_collection_meta(
    parent: etree._Element, resolutions: Sequence[Resolution], register: Register, base: str
) -> None:
    """The head of a collection; its date is that of the latest adoption in it."""
    meta = element(parent, "meta")
    days = [resolution.adopted.latest for resolution in resolutions if resolution.adopted]
    day, name = (max(days), "latestAdoption") if days else (PLACEHOLDER, "unknown")
    identification = element(meta, "identification", source=_SOURCE)
    languages = dict.fromkeys(long_code(resolution.language) for resolution in resolutions)
    for part_name, ending in (
        ("FRBRWork", ""),
        ("FRBRExpression", "/mul@"),
        ("FRBRManifestation", "/mul@.xml"),
    ):
        part = element(identification, part_name)
        _names(part, f"/akn/int/collection{ending}/!main", f"/akn/int/collection{ending}")
        element(part, "FRBRdate", date=day, name=name)
        element(part, "FRBRauthor", href=_SOURCE, as_="#editor")
        if part_name == "FRBRWork":
            element(part, "FRBRcountry", value="int")
        for language in languages if part_name == "FRBRExpression" else ():
            element(part, "FRBRlanguage", language=language)
    _references(meta, resolutions, register, base)


def identify(meta: etree._Element, resolution: Resolution, component: str) -> None:
    """Work, expression and manifestation, by the naming convention of Akoma Ntoso."""
    identification = element(meta, "identification", source=_SOURCE)
    work = _work_uri(resolution)
    language = long_code(resolution.language)
    part = element(identification, "FRBRWork")
    _names(part, f"{work}/{component}", work)
    _dates(part, resolution)
    element(part, "FRBRauthor", href=f"#{body_slug(resolution.body)}", as_="#author")
    element(part, "FRBRcountry", value=_country(resolution))
    element(part, "FRBRsubtype", value=resolution.instrument)
    if resolution.symbol or resolution.number:
        element(part, "FRBRnumber", value=resolution.symbol or resolution.number)
    if resolution.title:
        element(part, "FRBRname", value=resolution.title)
    part = element(identification, "FRBRExpression")
    _names(part, f"{work}/{language}@/{component}", f"{work}/{language}@")
    _dates(part, resolution)
    element(part, "FRBRauthor", href=f"#{body_slug(resolution.body)}", as_="#author")
    element(part, "FRBRlanguage", language=language)
    part = element(identification, "FRBRManifestation")
    _names(part, f"{work}/{language}@/{component}.xml", f"{work}/{language}@.xml")
    _dates(part, resolution)
    element(part, "FRBRauthor", href=_SOURCE, as_="#editor")
    element(part, "FRBRformat", value="application/akn+xml")


def _names(part: etree._Element, this: str, uri: str) -> None:
    element(part, "FRBRthis", value=this)
    element(part, "FRBRuri", value=uri)


def _dates(part: etree._Element, resolution: Resolution) -> None:
    """The day of adoption; the schema wants a date, so an unknown one is marked as such."""
    adopted = resolution.adopted
    if adopted is None:
        element(part, "FRBRdate", date=PLACEHOLDER, name="unknown")
    elif adopted.earliest == adopted.latest:
        element(part, "FRBRdate", date=adopted.latest, name="adoption")
    else:
        element(part, "FRBRdate", date=adopted.earliest, name="adoptionEarliest")
        element(part, "FRBRdate", date=adopted.latest, name="adoptionLatest")


def _country(resolution: Resolution) -> str:
    """The organisation in the place of a country: the first word of the body's slug."""
    return body_slug(resolution.body).split("-", 1)[0]


def _work_uri(resolution: Resolution) -> str:
    """The work after the naming convention: country, type, author, the rest of our own path."""
    rest = resolution.id.split("/", 2)[-1].replace("/", "-")
    author = body_slug(resolution.body)
    return f"/akn/{_country(resolution)}/statement/{author}/{rest}"


def _votes(meta: etree._Element, adoption: Adoption) -> None:
    counts = {
        VoteChoice.IN_FAVOUR: adoption.in_favour,
        VoteChoice.AGAINST: adoption.against,
        VoteChoice.ABSTAINING: adoption.abstaining,
    }
    if adoption.method is None and not adoption.votes:
        return
    analysis = element(meta, "analysis", source=_SOURCE)
    outcome = _OUTCOMES.get(adoption.method or "vote")
    voting = element(element(analysis, "parliamentary"), "voting", outcome=f"#{outcome}")
    for choice, name in _CHOICES.items():
        voters = [vote.name for vote in adoption.votes if vote.choice is choice]
        value = counts.get(choice)
        if value is None and not voters:
            continue
        count = element(voting, "count", value=len(voters) if value is None else value)
        count.set("refersTo", f"#{name}")
        if voters:
            listed = etree.SubElement(count, f"{{{AKN4UN}}}voters", nsmap={"akn4un": AKN4UN})
            for voter in voters:
                element(listed, "organization", voter, refersTo="#memberState")
    if not len(voting):
        element(voting, "quorum", value="")


def _references(
    meta: etree._Element, resolutions: Sequence[Resolution], register: Register, base: str
) -> None:
    """What the hrefs of the head point to: bodies, roles, the terms of votes."""
    references = element(meta, "references", source=_SOURCE)
    for body in dict.fromkeys(resolution.body for resolution in resolutions):
        href, name = iri(body, base), register.label(body) or body
        element(references, "TLCOrganization", eId=body_slug(body), href=href, showAs=name)
    element(references, "TLCOrganization", eId="stancegraph", href=_SITE, showAs="stancegraph")
    for role in ("author", "editor"):
        href = f"/akn/ontology/role/{role}"
        element(references, "TLCRole", eId=role, href=href, showAs=role.title())
    if any(resolution.adoption.votes or resolution.adoption.method for resolution in resolutions):
        for term in (*_CHOICES.values(), *_OUTCOMES.values(), "memberState"):
            href = f"/akn/ontology/concept/un/voting/{term}"
            element(references, "TLCConcept", eId=term, href=href, showAs=term)


def _records(meta: etree._Element, resolution: Resolution) -> None:
    proprietary = etree.SubElement(
        meta, f"{{{NAMESPACE}}}proprietary", {"source": _SOURCE}, nsmap={"sg": SG}
    )
    for record in records(resolution):
        made = etree.SubElement(proprietary, f"{{{SG}}}{record.name}")
        for name, value in record.attributes:
            made.set(name, legal(value))
