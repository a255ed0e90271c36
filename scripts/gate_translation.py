"""How well Indonesian is translated: beside published systems, and on the development set."""

import gzip
import json
import logging
import random
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from html import unescape
from pathlib import Path
from typing import Any

import sacrebleu
from gate_labels import Label, Reading, Row
from sacrebleu.significance import PairedTest

from summarizer.data import Article, Passage
from summarizer.pipeline import translated
from summarizer.protocols import Translator
from summarizer.quantities import Value, values

Atom = tuple[str, object]

DROPPED = 0.6
"""An output shorter than this share of its reference, in characters, has lost content."""


@dataclass(frozen=True, slots=True)
class Lines:
    """A test set: sources, references and the outputs of published systems, line by line."""

    sources: list[str]
    references: list[str]
    systems: dict[str, list[str]]


class Unkept:
    """A journal that remembers nothing: what is measured is made now."""

    def get(self, keys: Sequence[str]) -> Mapping[str, str]:
        return {}

    def put(self, rows: Mapping[str, str]) -> None:
        pass


def read_lines(folder: Path, count: int) -> Lines:
    """NAME.id, NAME.en and NAME.SYSTEM.en of a folder; the first ``count`` lines, or all if 0.

    Raises:
        ValueError: there is not one such set, or its files differ in length.
    """
    names = [path.name.removesuffix(".id") for path in folder.glob("*.id")]
    if len(names) != 1:
        raise ValueError(f"{folder}: one NAME.id with NAME.en is needed, found {len(names)}")
    name = names[0]
    files = {
        path.name.removeprefix(name).removesuffix(".en").strip("."): path
        for path in sorted(folder.glob(f"{name}*.en"))
    }
    read = {system: path.read_text("utf-8").splitlines() for system, path in files.items()}
    sources = (folder / f"{name}.id").read_text("utf-8").splitlines()
    if "" not in read or any(len(lines) != len(sources) for lines in read.values()):
        raise ValueError(f"{folder}: {name}.en is missing, or files differ in their line counts")
    cut = slice(count or None)
    systems = {system: lines[cut] for system, lines in read.items() if system}
    return Lines(sources[cut], read[""][cut], systems)


def translate_lines(
    lines: Sequence[str], translator: Translator, larger: Translator | None = None
) -> tuple[list[str], list[Passage], list[bool]]:
    """(English of each line, all passages, whether all sentences of each line are trusted).

    The lines pass as the paragraphs of one article through the program's own splitter, translator
    and guards, because that is what a brief is made of.
    """
    flat = [" ".join(line.split()) for line in lines]
    article = Article("lines", "\n".join(flat))
    passages = translated([article], translator, Unkept(), larger=larger)
    ends: list[int] = []
    for line in flat:
        ends.append(len(line) + 1 + (ends[-1] if ends else 0))
    parts: list[list[Passage]] = [[] for _ in flat]
    at = 0
    for passage in sorted(passages, key=lambda p: p.sentence.start):
        while passage.sentence.start >= ends[at]:
            at += 1
        parts[at].append(passage)
    english = [" ".join(p.english for p in part) for part in parts]
    return english, passages, [all(p.trusted for p in part) for part in parts]


def changed_alone(lines: Sequence[str], translator: Translator) -> int:
    """How many lines get another translation in a batch of their own."""
    together = translator.translate(lines)
    return sum(
        translator.translate([line])[0] != told for line, told in zip(lines, together, strict=True)
    )


def compare(lines: Lines, labels: Mapping[str, Label]) -> list[dict[str, Any]]:
    """One row a system, the first one's difference from each other tested by paired bootstrap.

    BLEU and chrF with their 95% half intervals over 1,000 resamples, ``p`` of the difference in
    BLEU from the first system, dropped content, and lines with digits whose quantities are wrong.
    """
    # Some signatures and scores come keyed by the metric's own name, chrF2 for chrF.
    metrics = {"BLEU": sacrebleu.BLEU(), "chrF2": sacrebleu.CHRF()}
    logging.getLogger("sacrebleu").setLevel(logging.WARNING)
    test = PairedTest(
        list(lines.systems.items()), metrics, [lines.references], test_type="bs", n_samples=1000
    )
    signatures, scores = test()
    rows = []
    for i, (system, outputs) in enumerate(lines.systems.items()):
        bleu, chrf = scores["BLEU"][i], scores["chrF2"][i]
        rows.append(
            # numpy's numbers are no JSON.
            {"system": system, "BLEU": float(bleu.score), "BLEU ±": float(bleu.ci)}
            | {"p": None if bleu.p_value is None else float(bleu.p_value)}
            | {"chrF": float(chrf.score), "chrF ±": float(chrf.ci)}
            | {"dropped": dropped(outputs, lines.references)}
            | quantity_errors(lines, outputs, labels)
            | {"signatures": {name: str(s) for name, s in signatures.items()}}
        )
    return rows


def dropped(outputs: Sequence[str], references: Sequence[str]) -> int:
    """Lines that lost content."""
    return sum(len(o) < DROPPED * len(r) for o, r in zip(outputs, references, strict=True))


def quantity_errors(
    lines: Lines, outputs: Sequence[str], labels: Mapping[str, Label]
) -> dict[str, Any]:
    """Lines with digits whose values differ, and what a reader made of them.

    ``quantities wrong`` leaves out what a reader found right (``supported``); ``unread`` of them
    have no label.
    """
    flagged = flag(lines, outputs)
    read = [labels.get(reading.key) for reading in flagged]
    return {
        "with digits": sum(bool(DIGIT.search(source)) for source in lines.sources),
        "quantities wrong": sum(not (label and label.supported) for label in read),
        "unread": read.count(None),
    }


DIGIT = re.compile(r"\d")


def flag(lines: Lines, outputs: Sequence[str]) -> list[Reading]:
    """The lines with digits whose values differ, as pairs to read."""
    found = []
    for source, reference, output in zip(lines.sources, lines.references, outputs, strict=True):
        wrong = differing(source, reference, output) if DIGIT.search(source) else []
        if wrong:
            found.append(Reading("quantity", output, (source, reference, *wrong)))
    return found


def differing(source: str, reference: str, output: str) -> list[str]:
    """Typed values that the output lost or made up, judged by the human English.

    Lost is what both the reference and the source state; made up is what neither states, so that
    a human's own conversion or free wording accuses nobody. Not the comparison that guards.
    """
    # One published system writes &#39; for an apostrophe.
    known = values(source, "id"), values(reference, "en"), values(unescape(output), "en")
    in_source, in_reference, in_output = map(_atoms, known)
    lost = [
        v.text
        for v in known[1]
        if not v.weak and _states(in_source, v) and not _states(in_output, v)
    ]
    new = [
        v.text
        for v in known[2]
        if not v.weak and not _states(in_reference, v) and not _states(in_source, v)
    ]
    return [f"lost {text}" for text in lost] + [f"made up {text}" for text in new]


def _states(there: set[Atom], value: Value) -> bool:
    ways = [_reading(value, reading) for reading in value.all]
    return any(way <= there for way in ways) or not there.isdisjoint(_dotted(value))


def _atoms(found: Sequence[Value]) -> set[Atom]:
    """All that a text states, in parts; what may be read in several ways counts in each."""
    atoms = {atom for value in found for r in value.all for atom in _reading(value, r)}
    for value in found:
        atoms |= _dotted(value)
        if value.kind == "identifier":
            atoms |= {("amount", Decimal(d)) for d in re.findall(r"\d{1,9}", str(value.value))}
        if value.kind == "percent":
            atoms |= {("amount", r / 100) for r in value.all if isinstance(r, Decimal)}
    return atoms


def _dotted(value: Value) -> set[Atom]:
    """A clock time as the number that "at 08.46 in the morning" looks like."""
    if value.kind != "clock":
        return set()
    times = [reading[0] or 0 for reading in value.all if isinstance(reading, tuple)]
    return {("amount", Decimal(t // 60) + Decimal(t % 60) / 100) for t in times}


def _reading(value: Value, reading: Any) -> set[Atom]:
    """One way to read a value, as parts that other kinds share: units are left aside."""
    if isinstance(reading, Decimal):
        return {("amount", reading)}
    if isinstance(reading, str):
        return {(value.kind, reading)}
    if value.kind in ("weekday", "clock"):
        # Half a day: one language counts to 12, the other to 24.
        return {(value.kind, part % 720) for part in reading}
    names = {"date": ("amount", "month", "amount"), "month": ("amount", "month")}
    kinds = names.get(value.kind, ("amount",) * len(reading))
    parts = [(kind, part) for kind, part in zip(kinds, reading, strict=True) if part is not None]
    return {(kind, Decimal(part) if kind == "amount" else part) for kind, part in parts}


@dataclass(frozen=True, slots=True)
class Scored:
    """A development pair with its translation and sentence chrF."""

    source: str
    indonesian: str
    reference: str
    output: str
    chrf: float


def score_dev(
    rows: Sequence[Mapping[str, str]], translator: Translator, per_source: int
) -> list[Scored]:
    """At most ``per_source`` rows of each source, always the same ones."""
    chosen: list[Mapping[str, str]] = []
    for source in sorted({row["source"] for row in rows}):
        of_source = [row for row in rows if row["source"] == source]
        chosen += random.Random(source).sample(of_source, min(per_source, len(of_source)))
    outputs, _, _ = translate_lines([row["id"] for row in chosen], translator)
    metric = sacrebleu.CHRF()
    return [
        Scored(r["source"], r["id"], r["en"], o, metric.sentence_score(o, [r["en"]]).score)
        for r, o in zip(chosen, outputs, strict=True)
    ]


def by_source(scored: Sequence[Scored]) -> list[dict[str, Any]]:
    """Corpus BLEU and chrF of each source, and of all together."""
    groups = {s: [x for x in scored if x.source == s] for s in sorted({x.source for x in scored})}
    rows = []
    for source, group in (groups | {"all": list(scored)}).items():
        outputs, references = [x.output for x in group], [[x.reference for x in group]]
        bleu = sacrebleu.BLEU().corpus_score(outputs, references).score
        chrf = sacrebleu.CHRF().corpus_score(outputs, references).score
        rows.append({"source": source, "rows": len(group), "BLEU": bleu, "chrF": chrf})
    return rows


def read_dev(corpus: Path) -> list[dict[str, str]]:
    """The rows of ``dev.jsonl.gz``: id, en, source."""
    with gzip.open(corpus / "dev.jsonl.gz", "rt", encoding="utf-8") as file:
        return [json.loads(line) for line in file]


def out_of_reach(rows: Sequence[Mapping[str, str]], translator: Any) -> list[Row]:
    """Reference tokens that the translator's trimmed head cannot emit, and texts that need one.

    The tokens of a sentence's own source are within reach. Empty for a translator that keeps all.
    """
    decoder = getattr(translator, "decoder", None)
    if decoder is None:
        return []
    kept = set(decoder.kept.tolist())

    def tokens(column: str) -> list[list[int]]:
        texts = [" " + row[column] for row in rows]
        found: list[list[int]] = translator.tokenizer(texts, add_special_tokens=False)["input_ids"]
        return found

    rows_of = list(zip(tokens("en"), tokens("id"), strict=True))
    missing = [len([t for t in english if t not in kept | set(own)]) for english, own in rows_of]
    return [
        Row("reference tokens out of reach", sum(missing), sum(len(en) for en, _ in rows_of)),
        Row("references with such a token", sum(map(bool, missing)), len(rows)),
    ]
