"""Names to entities: the authority register, mentions, and citations of documents."""

from stancegraph.linking.linker import Linker, link
from stancegraph.linking.register import Entity, KnownDocument, Membership, Name, Register, load_register

__all__ = ["Entity", "KnownDocument", "Linker", "Membership", "Name", "Register", "link", "load_register"]
