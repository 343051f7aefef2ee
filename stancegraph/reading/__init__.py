"""Text to structure: layout profiles, paragraphs, acts, dates, votes."""

from stancegraph.reading.acts.lexicon import Lexicon
from stancegraph.reading.acts.lexicon_tables import load_lexicon
from stancegraph.reading.profiles import Profile, load_profiles
from stancegraph.reading.reader import read

__all__ = ["Lexicon", "Profile", "load_lexicon", "load_profiles", "read"]
