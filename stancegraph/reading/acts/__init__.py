"""What is done in words: the lexicon, and the acts it finds."""
