"""The site as files: every page and format of the server, search and SPARQL in the browser."""

from stancegraph.exporting.whole import Exported, Settings, export, offers, processors

__all__ = ["Exported", "Settings", "export", "offers", "processors"]
