"""Names to entities: the authority register, mentions, and citations of documents."""

from stancegraph.linking.linker import Linker, link
from stancegraph.linking.plain import find_mentions
from stancegraph.linking.register import (
    Entity,
    KnownDocument,
    Membership,
    Name,
    Register,
    load_register,
)
from stancegraph.linking.unresolved import Unresolved, count_unresolved, unresolved_in

__all__ = [
    "Entity",
    "KnownDocument",
    "Linker",
    "Membership",
    "Name",
    "Register",
    "Unresolved",
    "count_unresolved",
    "find_mentions",
    "link",
    "load_register",
    "unresolved_in",
]
