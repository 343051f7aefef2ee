"""Turn notes written while reading into stand-off annotation.

    cd tests
    python -m gold.expand show DOCUMENT                    list the numbered blocks to read
    python -m gold.expand write SHARED NOTES_DIR OUT_DIR   NOTES_DIR/*.ann -> OUT_DIR/*.json

The notes quote the documents and stay outside the repository; what is written holds offsets only.
A note file is named as its document. Its lines:

    =9                                   block 9: blocks are parted by blank lines, from 1
    be-concerned concerned | ~2 Deeply   an act: its name, its words; fields: ~n an intensifier
                                         of strength n, + a carried noun, ! negated,
                                         ^ the words it is attributed to
    invite/c inviting                    role: /o opening, /c coordinated, /p participial,
                                         /e embedded; without one, the first act of a block is
                                         opening and the others are coordinated
     d the rise of piracy                a stance (indented) of the act above; its level:
     t the rebels                        d(irect), a(ddressee), t (actor), b(eneficiary),
     d- the lack of funds                i(mplied), k (conditional); then + or - or -- where
     i- all attacks | n=2                the words decide the sign; fields: p= polarity,
                                         n= intensity, act=, cue=, ad= addressee,
                                         be= beneficiary, at= attributed to

Words are found in the block after the act's own words, else anywhere in it; `@2` behind them
takes the second occurrence in the block; `the rise .. coast` runs from the one to the other.
Polarities that the guide fixes are filled in from acts.tsv; nothing else is decided here.
"""

import csv
import hashlib
import re
import sys
from pathlib import Path

from gold.standoff import Act, Annotation, Span, Stance, dumped

from stancegraph.text import load

HERE = Path(__file__).parent
ACTS = HERE.parents[1] / "stancegraph" / "resources" / "lexicon" / "acts.tsv"
LEVELS = {
    "d": "direct",
    "a": "addressee",
    "t": "actor",
    "b": "beneficiary",
    "i": "implied",
    "k": "conditional",
}
ROLES = {"o": "opening", "c": "coordinated", "p": "participial", "e": "embedded"}
ASSERTED = {"+": 0.4, "": 0.4, "-": -0.5, "--": -0.7}
ASKED_OPENLY = {"hope", "expect", "desire"}
FORCEFUL = {"encourage", "authorise", "demand", "remind"}
ADJECTIVES = {"concerned", "alarmed", "disturbed", "convinced", "determined", "resolved"}
UNUSUAL = {"guided": "be guided", "has": "have", "are": "be", "agreed": "agree"}
UNUSUAL |= {"regretting": "regret", "committed": "commit"} | {word: word for word in ADJECTIVES}
STEMS_IN_E = set(
    "acknowledg authoris authoriz believ conclud decid deplor desir determin emphasis emphasiz "
    "encourag endors guid hav hop invit not recognis recogniz reiterat resolv tak underlin "
    "undermin underscor urg welcom".split()
)


class MisquotedError(Exception):
    """Words in the notes that the block does not hold."""


def blocks(text: str) -> list[Span]:
    """Spans of the blocks that blank lines part."""
    return [found.span() for found in re.finditer(r"\S(?:.|\n(?!\s*\n))*", text)]


def flexible(words: str) -> str:
    """A pattern for words however the document breaks its lines."""
    return r"\s+".join(re.escape(word) for word in words.split())


def locate(text: str, block: Span, words: str, after: int) -> Span:
    """Find quoted words in a block, see the module's docstring; raises MisquotedError."""
    words, _, nth = words.partition(" @")
    head, _, tail = (part.strip() for part in words.partition(".."))
    pattern = re.compile(r"(?<!\w)" + flexible(head))
    starts = [found.span() for found in pattern.finditer(text, *block)]
    later = [span for span in starts if span[0] >= after]
    if nth:
        later = starts[int(nth) - 1 :]
    if not starts or (nth and not later):
        raise MisquotedError(words)
    start, end = (later or starts)[0]
    if tail:
        last = re.compile(flexible(tail)).search(text, end, block[1])
        if last is None:
            raise MisquotedError(words)
        end = last.end()
    return start, end


def infinitive(verb: str) -> str:
    """An English verb in -s, -ing or -ed without its ending, for the verbs seen."""
    if verb in UNUSUAL:
        return UNUSUAL[verb]
    if verb.endswith(("ies", "ied")):
        return verb[:-3] + "y"
    if verb.endswith("sses"):
        return verb[:-2]
    if verb.endswith("s") and not verb.endswith(("ss", "ous")):
        return verb[:-1]
    stem = re.sub(r"(?:ing|ed)$", "", verb)
    if stem == verb or len(stem) < 3:
        return verb
    return stem + "e" if stem in STEMS_IN_E else stem


def lemma_of(cue: str) -> str:
    """Dictionary form of an act's words: its verb in the infinitive, without pronouns."""
    first, *rest = cue.lower().replace(",", "").split()
    dropped = {"its", "the", "also", "further"}
    return " ".join([infinitive(first)] + [word for word in rest if word not in dropped])


class Reader:
    """Reads one note file beside its document."""

    def __init__(self, text: str, scheme: dict[str, tuple[str, float]]) -> None:
        self.text, self.scheme = text, scheme
        self.blocks = blocks(text)
        self.block: Span = (0, 0)
        self.acts: list[Act] = []
        self.stances: list[Stance] = []
        self.first = True

    def find(self, words: str, after: int) -> Span:
        """Find words in the block at hand."""
        return locate(self.text, self.block, words, after)

    def line(self, line: str) -> None:
        """Read one line of the notes."""
        if line.startswith("="):
            self.block = self.blocks[int(line[1:]) - 1]
            self.first = True
        elif line.startswith(" "):
            self.stance(line.strip())
        else:
            self.act(line)

    def act(self, line: str) -> None:
        """Read the line of an act."""
        name, words = line.split(" ", 1)
        name, _, role = name.partition("/")
        if name not in self.scheme:
            raise MisquotedError(name)
        quote, *fields = (part.strip() for part in words.split(" | "))
        here = self.acts and self.acts[-1].start >= self.block[0]
        start, end = self.find(quote, self.acts[-1].start + 1 if here else self.block[0])
        strengths, carried, near = [], [], max(self.block[0], start - 45)
        attributed, intensity = None, 1
        for field in fields:
            if field.startswith("~"):
                intensity = int(field[1])
                strengths.append(self.find(field[2:].strip(), near))
            elif field.startswith("+"):
                carried.append(self.find(field[1:].strip(), end))
            elif field.startswith("^"):
                attributed = self.find(field[1:].strip(), self.block[0])
        role = ROLES[role or ("o" if self.first else "c")]
        self.first = False
        lemma = lemma_of(self.without(start, end, strengths))
        act = Act(
            f"v{len(self.acts) + 1}", self.block, start, end, name, lemma, role,
            tuple(strengths), tuple(carried), "!" in fields, attributed, intensity,
        )  # fmt: skip
        self.acts.append(act)

    def without(self, start: int, end: int, inside: list[Span]) -> str:
        """The words of a span without the intensifiers inside it."""
        kept = [
            self.text[at]
            for at in range(start, end)
            if not any(left <= at < right for left, right in inside)
        ]
        return " ".join("".join(kept).split())

    def stance(self, line: str) -> None:
        """Read the line of a stance; derived levels follow their base."""
        kind, words = line.split(" ", 1)
        quote, *pairs = (part.strip() for part in words.split(" | "))
        fields = dict(pair.split("=", 1) for pair in pairs)
        acted, level = self.acts[-1], LEVELS[kind[0]]
        after = acted.end if acted.start >= self.block[0] else self.block[0]
        cue = (acted.start, acted.end)
        if "cue" in fields:
            cue = self.find(fields["cue"], after)
            after = cue[1]
        base = self.base(acted.id, level)
        name, polarity = fields.get("act", acted.act), 0.0
        if base is not None and level in ("actor", "beneficiary"):
            name, polarity = base.act, base.polarity
        else:
            polarity = self.polarity(name, level, kind[1:])
        named = {
            key: self.find(fields[key], self.block[0])
            for key in ("ad", "be", "at")
            if key in fields
        }
        stance = Stance(
            id=f"s{len(self.stances) + 1}",
            paragraph=self.block,
            acted=acted.id,
            cue=cue,
            target=self.find(quote, after),
            level=level,
            act=name,
            polarity=float(fields.get("p", polarity)),
            intensity=int(fields.get("n", base.intensity if base else acted.intensity)),
            addressee=named.get("ad"),
            beneficiary=named.get("be"),
            attributed=named.get("at", acted.attributed),
            derived_from=base.id if base else None,
        )
        self.stances.append(stance)

    def base(self, acted: str, level: str) -> Stance | None:
        """The stance that one of a derived level follows: the last of the same act."""
        if level in ("direct", "addressee") or not self.stances:
            return None
        followed = [stance for stance in self.stances if stance.level in ("direct", "addressee")]
        return followed[-1] if followed and followed[-1].acted == acted else None

    def polarity(self, act: str, level: str, sign: str) -> float:
        """The polarity that the guide fixes for an act, a level and the sign noted."""
        family, anchor = self.scheme[act]
        asserted = act in ASKED_OPENLY or family in ("assertive", "directive")
        if level == "conditional":
            return -0.4
        if level == "implied":
            return ASSERTED[sign]
        if level == "addressee":
            held = anchor if act in FORCEFUL else 0.0
            return -0.4 if sign else held
        if act == "commit":
            return 0.6
        return ASSERTED[sign] if asserted else anchor


def scheme() -> dict[str, tuple[str, float]]:
    """Family and polarity of each act."""
    with ACTS.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        return {row["act"]: (row["family"], float(row["polarity"])) for row in rows}


def sampled() -> list[dict[str, str]]:
    """The rows of both draws: path, sha256 and characters of each document."""
    rows = []
    for name in ("sample.csv", "sample-2.csv"):
        with (HERE / name).open(encoding="utf-8", newline="") as file:
            rows += list(csv.DictReader(file))
    return rows


def expanded(notes: Path, document: Path, name: str) -> str:
    """The stand-off annotation of a document as JSON; raises MisquotedError with the line."""
    reader = Reader(load(document, document.name).text, scheme())
    for number, line in enumerate(notes.read_text(encoding="utf-8").splitlines(), 1):
        if line.strip() and not line.startswith("#"):
            try:
                reader.line(line)
            except (MisquotedError, KeyError, ValueError, IndexError) as error:
                raise MisquotedError(f"{notes.name}:{number}: {line} ({error!r})") from error
    acts = tuple(sorted(reader.acts, key=lambda act: act.start))
    digest = hashlib.sha256(document.read_bytes()).hexdigest()
    return dumped(Annotation(name, digest, acts, tuple(reader.stances)))


def main() -> int:
    """Show blocks or write annotation."""
    if sys.argv[1] == "show":
        text = load(Path(sys.argv[2]), sys.argv[2]).text
        for number, (start, end) in enumerate(blocks(text), 1):
            print(f"={number} {text[start:end]}")
        return 0
    shared, source, target = (Path(argument) for argument in sys.argv[2:5])
    names = {Path(row["path"]).stem: row["path"] for row in sampled()}
    faults = 0
    for notes in sorted(source.glob("*.ann")):
        name = names[notes.stem]
        try:
            (target / f"{notes.stem}.json").write_text(
                expanded(notes, shared / name, name), encoding="utf-8"
            )
        except MisquotedError as fault:
            print(fault, file=sys.stderr)
            faults += 1
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
