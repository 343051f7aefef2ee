"""How fast names are found, beside flashtext and a spaCy EntityRuler with the same names.

    python benchmarks/linking.py TEXT... [--megabytes 10]

TEXT are files or folders of plain text, repeated to the size asked for. Every tool gets the same
English names of the register and the same text in the same run; spaCy gets a third of it, so that
the run stays short. Best of three runs each.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from stancegraph.linking import Linker, load_register
from stancegraph.linking.choosing import Context
from stancegraph.linking.folding import fold
from stancegraph.linking.mentions import find_names

MEGABYTE = 1_000_000
Find = Callable[[str], int]


def read_texts(paths: list[Path], size: int) -> list[str]:
    """The texts of files and folders, over and over, until they have the size."""
    files = [
        file
        for path in paths
        for file in (sorted(path.rglob("*.txt")) if path.is_dir() else [path])
    ]
    texts = [file.read_text(encoding="utf-8", errors="replace") for file in files]
    kept, total = [], 0
    while total < size:
        for text in texts:
            if total >= size:
                break
            kept.append(text[: size - total])
            total += len(kept[-1])
    return kept


def stancegraph_names(_: list[str]) -> Iterator[tuple[str, Find, float]]:
    """Names found and told apart; and names found alone, which is what the others do."""
    linker = Linker(load_register())
    index = linker.index("en")
    context = Context(linker.register)
    yield "stancegraph, names found", lambda text: len(index.hits(fold(text))), 1.0
    yield "stancegraph, names linked", lambda text: len(find_names(text, index, context)), 1.0


def flashtext_names(names: list[str]) -> Iterator[tuple[str, Find, float]]:
    from flashtext import KeywordProcessor

    processor = KeywordProcessor()
    processor.add_keywords_from_list(names)
    yield "flashtext", lambda text: len(processor.extract_keywords(text, span_info=True)), 1.0


def spacy_names(names: list[str]) -> Iterator[tuple[str, Find, float]]:
    import spacy

    language = spacy.blank("en")
    language.max_length = 100 * MEGABYTE
    ruler = language.add_pipe("entity_ruler", config={"phrase_matcher_attr": "LOWER"})
    ruler.add_patterns([{"label": "NAME", "pattern": name} for name in names])
    yield "spaCy EntityRuler", lambda text: len(language(text).ents), 0.3


def measure(find: Find, texts: list[str], share: float) -> tuple[float, int]:
    """Megabytes a second over a share of the texts, and the number of names found."""
    some = texts[: max(1, int(len(texts) * share))]
    seconds = []
    for _ in range(3):
        start = time.perf_counter()
        found = sum(find(text) for text in some)
        seconds.append(time.perf_counter() - start)
    return sum(map(len, some)) / MEGABYTE / min(seconds), found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("texts", nargs="+", type=Path)
    parser.add_argument("--megabytes", type=float, default=10)
    arguments = parser.parse_args()
    texts = read_texts(arguments.texts, int(arguments.megabytes * MEGABYTE))
    names = sorted({name.text for name in load_register().names if name.language == "en"})
    print(f"{len(names)} names, {sum(map(len, texts)) / MEGABYTE:.1f} MB in {len(texts)} texts")
    for tool in (stancegraph_names, flashtext_names, spacy_names):
        try:
            for label, find, share in tool(names):
                find(texts[0])
                speed, found = measure(find, texts, share)
                print(f"{label:28} {speed:6.1f} MB/s  {found} names in {share:.0%} of the text")
        except ImportError as error:
            print(f"{tool.__name__}: {error.name} is not installed")


if __name__ == "__main__":
    main()
