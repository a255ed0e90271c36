"""Scripted models that record their calls, and makers of the values that stages hand on.

They load nothing and give the same answer to the same call, so that whole briefs are made in
milliseconds. ``install`` puts them where the command line looks for the embedded models.
"""

import math
import re
import sys
import time
import zlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import ModuleType

from summarizer.data import Article, Citation, Claim, Found, Group, Passage, Sentence
from summarizer.protocols import Models, Progress, Task

ROOT = Path(__file__).parent.parent
EVENTS = sorted((ROOT / "seeds").glob("*/articles"))

ENGLISH = dict(
    re.findall(
        r"(\w+)=(\w+)",
        "senin=Monday selasa=Tuesday rabu=Wednesday kamis=Thursday jumat=Friday sabtu=Saturday "
        "minggu=Sunday januari=January februari=February maret=March mei=May juni=June juli=July "
        "agustus=August oktober=October desember=December tidak=not bukan=not belum=not "
        "tanpa=without ribu=thousand juta=million miliar=billion triliun=trillion "
        "persen=percent dan=and di=in dari=from yang=which untuk=for dengan=with pada=on "
        "panglima=commander gempa=earthquake bandara=airport pelabuhan=port rusia=Russia "
        "jepang=Japan ukraina=Ukraine inggris=Britain turki=Turkey prancis=France jerman=Germany",
    )
)
KOREAS = {"Korut": "North Korea", "Korsel": "South Korea"}
WORD = re.compile(r"[^\W\d_]+")


def pidgin(text: str) -> str:
    """English enough for the guards: names and figures stay, small words change."""

    def turn(word: re.Match[str]) -> str:
        known = KOREAS.get(word[0]) or ENGLISH.get(word[0].casefold())
        return known or (f"{word[0]}ed" if word[0].islower() else word[0])

    return WORD.sub(turn, text)


@dataclass
class FakeTranslator:
    """Answers by ``answer``; ``calls`` holds the texts of every call, ``log`` a file with them."""

    answer: Callable[[str], str] = pidgin
    name: str = "fake-translator@1"
    batch_size: int = 4
    exact: bool = False
    delay: float = 0.0
    log: Path | None = None
    calls: list[list[str]] = field(default_factory=list)

    def translate(self, texts: Sequence[str]) -> list[str]:
        time.sleep(self.delay)
        self.calls.append(list(texts))
        if self.log:
            with self.log.open("a", encoding="utf-8") as file:
                file.writelines(f"{text}\n" for text in texts)
        return [self.answer(text) for text in texts]


@dataclass
class FakeWriter:
    """Repeats the first passage unless ``answer`` says otherwise; ``calls`` holds the tasks."""

    answer: Callable[[Task], str] = lambda task: task.passages[0]
    name: str = "fake-writer@1"
    calls: list[list[Task]] = field(default_factory=list)

    def write(self, tasks: Sequence[Task], progress: Progress | None = None) -> list[str]:
        self.calls.append(list(tasks))
        if progress:
            progress(len(tasks), len(tasks))
        return [self.answer(task) for task in tasks]


@dataclass
class FakeEmbedder:
    """Hashed word counts scaled to length 1: sentences that share words are similar."""

    name: str = "fake-embedder@1"
    size: int = 512
    calls: list[list[str]] = field(default_factory=list)

    def embed(self, texts: Sequence[str]) -> list[list[float]]:
        self.calls.append(list(texts))
        return [self._vector(text) for text in texts]

    def _vector(self, text: str) -> list[float]:
        counts = [0.0] * self.size
        for word in WORD.findall(text.casefold()) or ["?"]:
            counts[zlib.crc32(word.encode("utf-8", "surrogatepass")) % self.size] += 1.0
        length = math.sqrt(sum(n * n for n in counts))
        return [n / length for n in counts]


class DictJournal:
    """A journal in memory; ``puts`` holds the keys of every call of ``put``."""

    def __init__(self) -> None:
        self.rows: dict[str, str] = {}
        self.puts: list[list[str]] = []

    def get(self, keys: Sequence[str]) -> Mapping[str, str]:
        return {key: self.rows[key] for key in keys if key in self.rows}

    def put(self, rows: Mapping[str, str]) -> None:
        self.puts.append(list(rows))
        self.rows.update(rows)


def fake_models(
    translator: FakeTranslator | None = None, writer: FakeWriter | None = None
) -> Models:
    """Models of a whole brief."""
    return Models(translator or FakeTranslator(), writer or FakeWriter(), FakeEmbedder())


def backend(models: Models) -> ModuleType:
    """A stand-in for ``summarizer.backends.embedded`` that gives these models."""
    module = ModuleType("summarizer.backends.embedded")
    vars(module)["load_models"] = lambda device="auto", cache=None: models
    vars(module)["load_translators"] = lambda device="auto", cache=None: (
        models.translator,
        models.fallback,
    )
    vars(module)["load_reverse"] = lambda device="auto", cache=None: models.reverse
    return module


def install(delay: float = 0.0, log: str = "") -> None:
    """Give this process fake models; for processes that a test starts."""
    translator = FakeTranslator(delay=delay, log=Path(log) if log else None)
    sys.modules["summarizer.backends.embedded"] = backend(fake_models(translator))


# --- values -------------------------------------------------------------------------------------


def article(text: str = "", path: str = "a.txt", date: str = "", language: str = "id") -> Article:
    """An article of one paragraph."""
    found = Found(date, "test") if date else None
    return Article(path, text, date=found, language=language)


def sentences(text: str, path: str = "a.txt", date: str = "") -> list[Sentence]:
    """An article's sentences, one a line."""
    whole = article(text, path, date)
    spans = [found.span() for found in re.finditer(r"[^\n]+", text)]
    return [Sentence(whole, start, end) for start, end in spans]


def passages(
    text: str, english: str | None = None, path: str = "a.txt", date: str = ""
) -> list[Passage]:
    """An article's passages, one a line; without ``english`` they are their own translation."""
    found = sentences(text, path, date)
    lines = [line for line in (text if english is None else english).split("\n") if line]
    return [Passage(s, line, "test") for s, line in zip(found, lines, strict=True)]


def group(*english: str, score: float = 1.0, section: str = "what happened") -> Group:
    """A group of one passage an article."""
    told = [passages(f"Kalimat {n}.", line, f"{n}.txt")[0] for n, line in enumerate(english, 1)]
    return Group(tuple(told), score, section)


def claim(text: str, *given: Passage, section: str = "lead") -> Claim:
    """A claim that cites the passages, one citation each."""
    return Claim(text, tuple(Citation(p.sentence.article, (p,)) for p in given), section)
