"""Elements of Akoma Ntoso, made from values and laid out for reading."""

from __future__ import annotations

import re

from lxml import etree

from stancegraph.identifiers import SG

NAMESPACE = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
AKN4UN = "http://un.org/akn4un"
KIND = f"{{{SG}}}kind"
NUMBER = f"{{{SG}}}number"

_INLINE = ("p", "num", "heading", "listIntroduction", "crossHeading", "organization")
_ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def element(
    parent: etree._Element | None, tag: str, text: str = "", /, **attributes: object
) -> etree._Element:
    """A new last child of `parent`; attributes of no value are left out.

    A trailing underscore is dropped (`class_`); what XML cannot hold becomes a space.
    """
    made = etree.Element(f"{{{NAMESPACE}}}{tag}")
    for key, value in attributes.items():
        if value is not None:
            made.set(key.rstrip("_"), legal(str(value)))
    if text:
        made.text = legal(text)
    if parent is not None:
        parent.append(made)
    return made


def legal(text: str) -> str:
    """The text without the characters that XML cannot hold.

    >>> legal("a\\x0cb")
    'a b'
    """
    return _ILLEGAL.sub(" ", text)


def lay_out(root: etree._Element, depth: int = 0) -> None:
    """Indent elements; not within words, where white space counts."""
    if etree.QName(root).localname in _INLINE or not len(root):
        return
    root.text = "\n" + "  " * (depth + 1)
    for child in root:
        lay_out(child, depth + 1)
        child.tail = "\n" + "  " * (depth + 1)
    root[-1].tail = "\n" + "  " * depth
