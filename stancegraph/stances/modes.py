"""What a noun phrase is to its verb."""

from enum import Enum


class Mode(Enum):
    """What the phrase is to its verb; it decides what may end it."""

    OBJECT = "object"
    ADDRESSEE = "addressee"
    SUBJECT = "subject"
