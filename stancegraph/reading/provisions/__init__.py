"""From blocks to provisions: numbers, kinds, parents."""
