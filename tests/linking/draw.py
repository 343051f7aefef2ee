"""Draws links at random from the read corpora of ../shared, to be judged by hand into sample.csv.

    python tests/linking/draw.py SEED COUNT

One CSV row a link (document, start, end, entity), then the words around it, which are not kept.
"""

from __future__ import annotations

import csv
import random
import sys
from collections.abc import Iterator
from pathlib import Path

from stancegraph import reading, text
from stancegraph.errors import SourceError
from stancegraph.linking import load_register
from stancegraph.linking.linker import Linker
from stancegraph.model import Document

CORPORA = Path(__file__).parents[3] / "shared" / "corpora" / "derived"
AROUND = 140


def documents(
    linker: Linker, names: frozenset[str] | None = None
) -> Iterator[tuple[str, Document]]:
    """The texts of the three corpora, read and linked, by their path; or only some of them."""
    profiles, lexicon = reading.load_profiles(), reading.load_lexicon()
    for path in sorted(CORPORA.rglob("*.txt")):
        name = path.relative_to(CORPORA).as_posix()
        if names is not None and name not in names:
            continue
        for source in text.sources([path]):
            if not isinstance(source, SourceError):
                yield name, linker.link(reading.read(source, profiles, lexicon))


def main() -> None:
    seed, count = int(sys.argv[1]), int(sys.argv[2])
    links = [
        (name, mention, document.source.text)
        for name, document in documents(Linker(load_register()))
        for resolution in document.resolutions
        for mention in resolution.mentions
        if mention.kind not in ("date", "session") and (mention.entity or mention.candidates)
    ]
    links.sort(key=lambda link: (link[0], link[1].span.start, -link[1].span.end))
    print(len(links), "links", file=sys.stderr)
    writer = csv.writer(sys.stdout, lineterminator="\n")
    for name, mention, words in sorted(
        random.Random(seed).sample(links, count), key=lambda link: (link[0], link[1].span.start)
    ):
        start, end = mention.span.start, mention.span.end
        before = " ".join(words[max(0, start - AROUND) : start].split())
        after = " ".join(words[end : end + AROUND // 2].split())
        entity = mention.entity or "?" + " ".join(mention.candidates)
        writer.writerow(
            [name, start, end, entity, f"{before} [[{' '.join(words[start:end].split())}]] {after}"]
        )


if __name__ == "__main__":
    main()
