"""Measure summarizer.names on sentence pairs: false alarms, and names replaced or dropped.

    python scripts/measure_names.py --corpus dev.jsonl.gz
    python scripts/measure_names.py --corpus dev.jsonl.gz --show > alarms.txt

A corpus is JSON Lines (gzip or not) with ``id`` and ``en``. Human translations do lose and add
names; an alarm that a reader found right is listed in the labels file and is no false alarm. The
file holds the hash of a pair and the name, never the pair. Everything is deterministic.
"""

import csv
import gzip
import hashlib
import json
import random
import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer

from summarizer.names import invented, lost, names
from summarizer.names.find import Unit, units
from summarizer.names.spelling import fold

LABELS = Path(__file__).parent.parent / "tests" / "name_cases.labels.csv"
SEED = 20
_CAPITAL_INSIDE = re.compile(r"(?<=[a-z,] )[A-Z][a-z]{2,}\b")

_MONTHS = {"April", "September", "November"}


@dataclass(frozen=True, slots=True)
class Pair:
    """An Indonesian sentence, its English, and where they are from."""

    indonesian: str
    english: str
    source: str

    @property
    def key(self) -> str:
        """The first twelve hex digits of the SHA-256 of both texts, a tab between them."""
        return hashlib.sha256(f"{self.indonesian}\t{self.english}".encode()).hexdigest()[:12]


@dataclass(frozen=True, slots=True)
class Alarm:
    """A name that ``lost`` ("lost") or ``invented`` ("invented") reports in a pair."""

    pair: Pair
    side: str
    name: str

    @property
    def key(self) -> tuple[str, str, str]:
        return self.pair.key, self.side, self.name


def read_pairs(path: Path) -> list[Pair]:
    """The pairs of a corpus, in its order."""
    raw = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    rows = [json.loads(line) for line in raw.decode("utf-8").splitlines() if line.strip()]
    return [Pair(row["id"], row["en"], row.get("source", "")) for row in rows]


def read_labels(path: Path) -> set[tuple[str, str, str]]:
    """The alarms that a reader found right: (pair, side, name)."""
    if not path.exists():
        return set()
    with path.open(encoding="utf-8", newline="") as file:
        return {(row["pair"], row["side"], row["name"]) for row in csv.DictReader(file)}


def alarms(pair: Pair) -> list[Alarm]:
    """Everything the two checks report on a pair."""
    return [Alarm(pair, "lost", name) for name in lost(pair.indonesian, pair.english)] + [
        Alarm(pair, "invented", name) for name in invented(pair.indonesian, pair.english)
    ]


def holds_name(pair: Pair) -> bool:
    """Whether either side of a pair holds a name."""
    return bool(names(pair.indonesian, "id") or names(pair.english, "en"))


def found_names(pair: Pair) -> list[str]:
    """Names of the English as our own finder sees them."""
    return list(dict.fromkeys(name.text for name in names(pair.english, "en")))


def shared_names(pair: Pair) -> list[str]:
    """Names of the English by a rule that shares nothing with ours: a capitalised word inside a
    sentence that stands inside a sentence of the Indonesian letter by letter.
    """
    english = dict.fromkeys(_CAPITAL_INSIDE.findall(pair.english))
    indonesian = set(_CAPITAL_INSIDE.findall(pair.indonesian)) - _MONTHS
    return [word for word in english if word in indonesian]


def without(text: str, name: str) -> str:
    """The text with every mention of a name taken out: in other forms and by a part of it, too."""
    found = units(text, "en")
    parts = {fold(part.lower()) for part in re.split(r"[\s-]+", name)}
    rows = {row for unit in found if unit.name.text == name for row in _rows(unit)}
    for unit in reversed(found):
        same = unit.name.text == name or rows & _rows(unit)
        if same or (not rows and parts & {fold(word.key) for word in unit.words}):
            text = text[: unit.name.start] + text[unit.name.end :]
    text = re.sub(rf"(?<!\w){re.escape(name)}(?!\w)", "", text)
    return " ".join(text.split())


def _rows(unit: Unit) -> frozenset[int]:
    return unit.hit.rows if unit.hit else frozenset()


def instead(text: str, name: str, other: str) -> str:
    """The text with the first mention of a name made another and the rest taken out."""
    spot = re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text)
    if spot is None:
        return text
    head, tail = without(text[: spot.start()], name), without(text[spot.end() :], name)
    return " ".join(f"{head} {other} {tail}".split())


Finder = Callable[[Pair], list[str]]


def changed(pairs: list[Pair], find: Finder) -> Iterator[tuple[Pair, str, str]]:
    """For every pair with a name: the pair, one of its names and a name of another pair."""
    chance = random.Random(SEED)
    held = [(pair, found) for pair in pairs if (found := find(pair))]
    pool = sorted({name for _, found in held for name in found})
    for pair, found in held:
        name = chance.choice(found)
        other = chance.choice(pool)
        text = f"{pair.indonesian} {pair.english}".lower()
        while any(part.lower() in text for part in re.split(r"[\s-]+", other)):
            other = chance.choice(pool)
        yield pair, name, other


@dataclass(frozen=True, slots=True)
class Caught:
    """How many changed pairs there were, how many were caught, and those that were not."""

    total: int
    caught: int
    missed: tuple[str, ...]

    @property
    def share(self) -> float:
        return self.caught / self.total if self.total else 1.0


def replaced(pairs: list[Pair], find: Finder) -> Caught:
    """One name of the English made another: seen by ``lost`` or ``invented``?"""
    total, missed = 0, []
    for pair, name, other in changed(pairs, find):
        english = instead(pair.english, name, other)
        total += 1
        if not lost(pair.indonesian, english) and not invented(pair.indonesian, english):
            missed.append(f"{name} -> {other}: {pair.indonesian} => {english}")
    return Caught(total, total - len(missed), tuple(missed))


def dropped(pairs: list[Pair], find: Finder) -> Caught:
    """One name of the English taken out: seen by ``lost``?"""
    total, missed = 0, []
    for pair, name, _ in changed(pairs, find):
        english = without(pair.english, name)
        total += 1
        if not lost(pair.indonesian, english):
            missed.append(f"{name} -> nothing: {pair.indonesian} => {english}")
    return Caught(total, total - len(missed), tuple(missed))


def _report(title: str, caught: Caught, show: bool) -> None:
    print(f"{title:<34} {caught.caught:>5} of {caught.total:>5}  {caught.share:.1%}")
    if show:
        print(*(f"  MISSED {line}" for line in caught.missed), sep="\n")


def main(
    corpus: Annotated[Path, typer.Option(help="JSON Lines with id and en, gzip or not.")],
    labels: Annotated[Path, typer.Option(help="Alarms read and found right.")] = LABELS,
    limit: Annotated[int, typer.Option(help="Use the first N pairs; 0 for all.")] = 0,
    show: Annotated[bool, typer.Option(help="Print false alarms and what was missed.")] = False,
) -> None:
    """Print false alarms per source and the share of changed names that is caught."""
    pairs = read_pairs(corpus)[: limit or None]
    right = read_labels(labels)
    held = [pair for pair in pairs if holds_name(pair)]
    raised = {pair: found for pair in pairs if (found := alarms(pair))}
    false = {
        pair: [a for a in found if a.key not in right]
        for pair, found in raised.items()
        if any(a.key not in right for a in found)
    }
    print(f"pairs {len(pairs)}, with a name {len(held)}, with an alarm {len(raised)}")
    print(f"pairs with a false alarm: {len(false)} ({len(false) / max(1, len(held)):.1%})")
    print("by source:", dict(sorted(Counter(pair.source for pair in false).items())))
    if show:
        for pair, found in false.items():
            print(f"  {pair.key} {[(a.side, a.name) for a in found]}")
            print(f"    {pair.indonesian}\n    {pair.english}")
    clean = [pair for pair in held if pair not in raised]
    for title, find in (("names as found", found_names), ("names shared by letter", shared_names)):
        _report(f"replaced, {title}", replaced(clean, find), show)
        _report(f"dropped, {title}", dropped(clean, find), show)


if __name__ == "__main__":
    typer.run(main)
