"""The server: dereferenceable IRIs, a SPARQL endpoint with honest limits, search, pages."""

from stancegraph.serving.running import serve
from stancegraph.serving.settings import Limits, Settings

__all__ = ["Limits", "Settings", "serve"]
