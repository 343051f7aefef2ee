"""Mentions and citations against the annotated documents and lists of ../shared."""

from __future__ import annotations

import csv
import importlib.util
import json
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from types import ModuleType

import pytest

from stancegraph.linking import Linker, load_register
from stancegraph.linking.choosing import Context
from stancegraph.linking.citations import Citing, find_references
from stancegraph.linking.reference import Reference
from stancegraph.model import Resolution


def _load(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(name, Path(__file__).with_name(f"{name}.py"))
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    import sys

    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module


gold = _load("gold")


@pytest.fixture(scope="module")
def linker() -> Linker:
    return Linker(load_register())


@pytest.fixture(scope="module")
def linked(linker: Linker, shared: Path) -> dict[str, Resolution]:
    return {name: gold.linked(shared / "gold" / f"{name}.json", linker) for name in gold.DOCUMENTS}


@pytest.mark.parametrize("name", gold.DOCUMENTS)
def test_mentions_have_the_annotated_boundaries(
    name: str, linked: dict[str, Resolution], shared: Path
) -> None:
    wanted = {(m.start, m.end, m.text) for m in gold.mentions(shared / "gold" / f"{name}.json")}
    found = {(m.span.start, m.span.end, m.span.text) for m in linked[name].mentions}
    f1 = 2 * len(wanted & found) / (len(wanted) + len(found))
    assert f1 >= 0.96, (sorted(wanted - found), sorted(found - wanted))


def test_links_are_the_annotated_entities(linked: dict[str, Resolution], shared: Path) -> None:
    right, wrong = 0, []
    for name, resolution in linked.items():
        found = {(m.span.start, m.span.end): m.entity for m in resolution.mentions}
        for mention in gold.mentions(shared / "gold" / f"{name}.json"):
            place = (mention.start, mention.end)
            if mention.entity and place in found:
                right += found[place] == mention.entity
                if found[place] != mention.entity:
                    wrong.append((mention.text, found[place], mention.entity))
    assert right / (right + len(wrong)) >= 0.98, wrong


def test_seed_cites_what_is_annotated(linked: dict[str, Resolution], shared: Path) -> None:
    annotated = json.loads((shared / "gold" / "oic-cfm-48-50-pol.json").read_text(encoding="utf-8"))
    wanted = {
        (c["start"], c["end"], c["normalised"], c.get("self", False))
        for c in annotated["citations"]
    }
    found = {
        (c.span.start, c.span.end, c.identifier, c.is_self)
        for c in linked["oic-cfm-48-50-pol"].citations
    }
    assert found == wanted


# --- the list of citation strings ---------------------------------------------------------------

BODIES = (
    ("un:S/RES", "org/un-sc"),
    ("un:", "org/un-ga"),
    ("oic:", "org/oic-cfm"),
    ("ep:", "org/eu-ep"),
    ("eu:", "org/eu-ep"),
    ("oas:", "org/oas-ga"),
    ("treaty:oic", "org/oic-cfm"),
    ("treaty:oas", "org/oas-ga"),
    ("treaty:achpr", "org/au-assembly"),
    ("treaty:", "org/un-sc"),
    ("self", "org/un-sc"),
)


def _expanded(normalised: str) -> Iterator[str]:
    """The normal forms of a list, each whole: what is left out stands in the one before it."""
    prefix = ""
    for form in normalised.split(";"):
        if ":" in form.split("(")[0].split("@")[0]:
            head = form.split("#")[0]
            prefix = head[: head.rindex("/") + 1] if "/" in head else head
            if form.startswith("un:A/RES/"):
                prefix = "un:A/RES/"
            yield form
        elif form.startswith("art"):
            yield f"{prefix}#{form}"
        elif form.startswith("@"):
            yield f"ep:{form}"
        else:
            yield prefix + form


def _agrees(wanted: str, reference: Reference, pinpoint: str) -> bool:
    """Whether a reference says what a normal form says: its identifier, day and pinpoint."""
    wanted = wanted.split(" ", maxsplit=1)[0]
    base, _, part = wanted.partition("#")
    identifier, _, day = base.partition("@")
    if identifier == "self":
        return reference.is_self and part == pinpoint
    same = reference.identifier == identifier
    if identifier == "ep:":
        same = reference.body == "org/eu-ep" and not reference.resolved
    return same and part == pinpoint and (not day or str(reference.day) == day)


def test_citation_strings_have_their_normal_forms(linker: Linker, shared: Path) -> None:
    wrong = []
    with (shared / "lexicon" / "citations.tsv").open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines, delimiter="\t"))
    for row in rows:
        wanted = list(_expanded(row["normalised"]))
        body = next((body for prefix, body in BODIES if wanted[0].startswith(prefix)), None)
        context = Context(linker.register, body)
        text = row["citation_string"]
        found = find_references(text, linker.find(text, context), context, Citing("resolution/own"))
        said = [(each, part) for each in found for part in (each.pinpoint or "").split(";")]
        if len(said) != len(wanted) or not all(
            _agrees(form, each, part) for form, (each, part) in zip(wanted, said, strict=True)
        ):
            wrong.append(
                (row["id"], wanted, [(each.identifier, each.day, part) for each, part in said])
            )
    assert len(rows) - len(wrong) >= 100, wrong


# --- links that the United Nations' own markup makes ----------------------------------------------


def _normal(href: str) -> str:
    symbol = (
        href.partition("undocs.org/")[2].removeprefix("en/").replace(" ", "").replace("hrc", "HRC")
    )
    symbol = re.sub(r"\((?:supp|Supp)\)$", "", symbol)
    return "un:" + re.sub(r"^(A/RES/[^/]+/\d+)[a-zA-Z](?:-[a-z])?$", r"\1", symbol)


def _paragraphs(
    document: dict[str, list[dict[str, object]]],
) -> Iterator[tuple[str, list[dict[str, str]]]]:
    """The text and links of every paragraph, those inside others too."""
    stack = [*document["preamble"], *document["operative"]]
    while stack:
        paragraph = stack.pop(0)
        yield str(paragraph["text"]), paragraph.get("refs", [])
        for value in paragraph.values():
            if isinstance(value, list):
                stack += [each for each in value if isinstance(each, dict) and "refs" in each]


@pytest.mark.parametrize(
    ("corpus", "body", "precision"),
    [("dev_sc2023", "org/un-sc", 0.97), ("dev_ga78", "org/un-ga", 0.97)],
)
def test_links_of_the_markup_are_found(
    corpus: str, body: str, precision: float, linker: Linker, shared: Path
) -> None:
    """Links in words of the paragraphs, part letters apart; the markup links no decisions."""
    right = missed = extra = 0
    path = shared / "corpora" / "derived" / f"{corpus}.gold.jsonl"
    for line in path.read_text(encoding="utf-8").splitlines()[::2]:
        document = json.loads(line)
        day = date.fromisoformat(document["adopted"])
        for text, refs in _paragraphs(document):
            context = Context(linker.register, body, day)
            found = find_references(
                text, linker.find(text, context), context, Citing("own", day=day)
            )
            said = {
                re.sub(r"\[.*\]$", "", each.identifier)
                for each in found
                if each.identifier and each.identifier.startswith("un:") and each.rule != "treaty"
            }
            said = {identifier for identifier in said if "/DEC/" not in identifier}
            linked = {
                _normal(ref["href"])
                for ref in refs
                if "undocs" in ref["href"] and len(ref["text"]) > 3 and ref["text"] in text
            }
            right += len(said & linked)
            missed += len(linked - said)
            extra += len(said - linked)
    assert right > 300
    assert right / (right + missed) >= 0.97
    assert right / (right + extra) >= precision
