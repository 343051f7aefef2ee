"""Structure from a format's own markup, and what we wrote into it ourselves."""
