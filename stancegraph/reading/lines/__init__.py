"""From the text as received to blocks: cleaned, without what pages add, broken words whole."""
