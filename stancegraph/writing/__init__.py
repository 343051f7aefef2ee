"""Turns the document model into what is read: JSON, an outline, CSV tables, Akoma Ntoso."""

from stancegraph.writing.akn import akn
from stancegraph.writing.outline import outline
from stancegraph.writing.reading import reading_json
from stancegraph.writing.tables import COLUMNS, document_tables, entity_table, table_header

__all__ = [
    "COLUMNS",
    "akn",
    "document_tables",
    "entity_table",
    "outline",
    "reading_json",
    "table_header",
]
