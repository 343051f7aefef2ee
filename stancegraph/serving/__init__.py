"""The server: dereferenceable IRIs, a SPARQL endpoint with honest limits, search, pages."""

from stancegraph.serving.running import serve
from stancegraph.serving.settings import MEGABYTE, Limits, Settings

__all__ = ["MEGABYTE", "Limits", "Settings", "serve"]
