"""A noun phrase while it is read: where it began, what it is to its verb, how far it may go."""

from __future__ import annotations

from enum import Enum
from typing import NamedTuple

from stancegraph.stances.phrases.views import View


class Mode(Enum):
    """What the phrase is to its verb; it decides what may end it."""

    OBJECT = "object"
    ADDRESSEE = "addressee"
    SUBJECT = "subject"


class Growing(NamedTuple):
    """A phrase under way: its first token, its limit, whether a relative clause has begun."""

    view: View
    first: int
    limit: int
    mode: Mode
    relative: bool = False
