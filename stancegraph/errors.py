"""The exception family: one subclass per way in which a caller would act differently."""


class StancegraphError(Exception):
    """A fault that the user can mend; the message says what, where and what to do."""


class SourceError(StancegraphError):
    """A source file that cannot be read: missing, empty, binary, too large, of no known format."""


class TableError(StancegraphError):
    """A row of a curated table (authority, lexicon, profile, review) that is not well formed."""


class GraphError(StancegraphError):
    """An RDF file that cannot be parsed or written."""


class QueryError(StancegraphError):
    """A SPARQL query that is malformed, unknown by name, or refused."""


class StoreError(StancegraphError):
    """A triple store that cannot be opened or reached."""


class LocationError(StancegraphError):
    """A URL that no driver knows, or that cannot be read or written."""


class ClusterError(StancegraphError):
    """A cluster to build on: its engine is not installed, it is not reachable, or it gave up."""
