"""What browsers print before the items of numbered lists, and what in a page is no document."""

from __future__ import annotations

import re

from lxml import etree

from stancegraph.text.numbering import styled

_TYPES = {"a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
_STYLES = {
    "lower-alpha": "lowerLetter", "lower-latin": "lowerLetter", "upper-alpha": "upperLetter",
    "upper-latin": "upperLetter", "lower-roman": "lowerRoman", "upper-roman": "upperRoman",
    "none": "none", "disc": "none", "circle": "none", "square": "none",
}  # fmt: skip
_LIST_STYLE = re.compile(r"list-style(?:-type)?\s*:\s*([a-z-]+)", re.IGNORECASE)
_MARKED = re.compile(r"\s*(?:\(?(?:\d{1,3}|[A-Za-z]{1,4})[.)]|[-–—•])")

_ASIDE = frozenset("nav footer aside select button menu dialog".split())
_ASIDE_ROLES = frozenset("navigation contentinfo search complementary banner".split())
_ASIDE_CLASSES = frozenset(
    "nav navbar menu submenu breadcrumb breadcrumbs share sharing social cookie cookies footer "
    "sidebar pagination pager toolbar skip-link language-switcher".split()
)
_LONGEST_ASIDE = 0.3
_HEAD = 8


def item_number(item: etree._Element, count: int) -> str:
    """What stands before the item of a list at place `count`; empty where the text has it."""
    above = item.getparent()
    if above is None or above.tag != "ol":
        return ""
    style = _style(item) or _style(above) or _TYPES.get(above.get("type", ""), "decimal")
    if style == "none" or _MARKED.match(_head(item)):
        return ""
    printed = styled(count, style)
    return f"{printed}. " if printed else ""


def _head(item: etree._Element) -> str:
    """The first words of an item."""
    head = ""
    for words in item.itertext():
        head += words.lstrip() if not head else words
        if len(head) > _HEAD:
            break
    return head


def _style(element: etree._Element) -> str | None:
    stated = _LIST_STYLE.search(element.get("style", ""))
    return _STYLES.get(stated.group(1).lower()) if stated else None


def is_aside(element: etree._Element, length: int) -> bool:
    """Whether an element is of the site, not of the document; `length` is that of the whole text.

    What its classes alone say holds of short elements only.
    """
    if element.tag in _ASIDE or element.get("role", "") in _ASIDE_ROLES:
        return True
    names = f"{element.get('class', '')} {element.get('id', '')}".lower().split()
    if element.tag in ("body", "html") or _ASIDE_CLASSES.isdisjoint(names):
        return False
    return len("".join(element.itertext())) < _LONGEST_ASIDE * length
