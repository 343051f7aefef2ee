"""The room of that name; see architecture in CONTRIBUTING."""
