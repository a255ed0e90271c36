"""What simpler systems make of the same passages at the same length, beside a brief of ours.

Each gives English sentences with the passages they cite: the articles' first sentences, LexRank's
choice, and what the writer makes of everything at once: an instruction model is asked to cite, a
summarizer summarizes. They are laid out as a brief, so that one code measures them and ours.
"""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import gate_brief
from gate_floors import cell, with_mean
from gate_labels import Row
from gate_one_prompt import Statement, one_prompt, turns
from gate_whole import whole

from summarizer.api import Summarizer
from summarizer.data import Article, BriefData, Claim, Sentence
from summarizer.protocols import Judge, Writer
from summarizer.record import sources
from summarizer.render import to_json
from summarizer.segment import segment
from summarizer.verify import cite

Json = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class System:
    """What one system made: a brief's JSON, None where it cannot run, and what to know of it."""

    name: str
    brief: Json | None
    note: str = ""


def compared(
    brief: Json, articles: Sequence[Article], summarizer: Summarizer, writer: Writer
) -> list[System]:
    """Ours first, then each baseline with as many sentences, from the passages that ours could use.

    Translations come through the user's journal: what the brief had translated is not again.
    ``writer`` is who writes from everything at once.
    """
    read = {Path(s["path"]).name for s in brief["sources"] if s["copy_of"] is None}
    voices = [a for a in articles if Path(a.path).name in read and a.copy_of is None]
    passages = [p for p in summarizer.translate(voices) if p.trusted]
    by_sentence = {id(p.sentence): p for p in passages}
    given, count = [p.sentence for p in passages], len(brief["sentences"])

    def verbatim(name: str, chosen: Sequence[Sentence] | None) -> System:
        if chosen is None:
            return System(name, None, NO_SUMY)
        found = [by_sentence[id(sentence)] for sentence in chosen]
        return System(name, as_brief([Statement(p.english, (p,)) for p in found], voices))

    def at_once(name: str, told: list[Statement] | None, note: str) -> System:
        return System(name, None if told is None else as_brief(told, voices), note)

    return [
        System("ours", brief),
        verbatim("lead sentences", lead(given, count)),
        verbatim("LexRank", lexrank(given, count)),
        at_once("one prompt", *one_prompt(writer, passages, count)),
        at_once("one summary", *whole(writer, passages, count)),
    ]


NO_SUMY = "sumy is not installed"


def as_brief(statements: Sequence[Statement], articles: Sequence[Article]) -> dict[str, Any]:
    """Statements as a brief's JSON, without a title."""
    claims = tuple(Claim(s.text, cite(s.passages)) for s in statements)
    made = BriefData(Claim("", ()), claims, tuple(sources(claims, articles)))
    loaded: dict[str, Any] = json.loads(to_json(made))
    return loaded


# --- rows ---------------------------------------------------------------------------------------


def rows(brief: Json, facts: Json, count: int, judge: Judge | None, least: float) -> list[Row]:
    """What is measured of every system alike, without a reader.

    ``count``: the sentences asked for. ``judge`` and ``least``: the probability from which it
    calls a sentence supported.
    """
    claims = brief["sentences"]
    english = [not gate_brief.english_strays(claim, brief) for claim in claims]
    indonesian = [not gate_brief.strays(claim, brief) for claim in claims]
    return [
        Row("sentences, of as many as ours", len(claims), count),
        *gate_brief.recall_of(brief, facts),
        Row("numbers in the English", sum(english), len(claims)),
        Row("values in the Indonesian", sum(indonesian), len(claims)),
        Row("sentences with a citation", sum(bool(c["citations"]) for c in claims), len(claims)),
        *_judged(claims, judge, least),
        *gate_brief.conflicts_cited(brief, facts),
    ]


def _judged(claims: Sequence[Json], judge: Judge | None, least: float) -> list[Row]:
    """Sentences that the Indonesian of all they cite supports, and passages cited with reason.

    A citation has its reason where it alone supports the sentence, or where all of them do and
    without it the others do not (ALCE, Gao et al. 2023). What cites nothing is not supported.
    """
    if judge is None:
        return [Row(SUPPORTED, 0, 0), Row(PRECISION, 0, 0)]
    evidence = [(claim["text"], _evidence(claim)) for claim in claims]
    asks = dict.fromkeys(ask for text, cited in evidence for ask in _asks(text, cited) if ask[0])
    scores = dict(zip(asks, judge.support(list(asks)) if asks else [], strict=True))

    def holds(text: str, cited: Sequence[str]) -> bool:
        # Rounded as in a brief's JSON, so that a sentence is not refused here and kept there.
        return bool(cited) and round(scores[" ".join(cited), text], 3) >= least

    supported = sum(holds(text, cited) for text, cited in evidence)
    precise = sum(
        holds(text, [one])
        or (holds(text, cited) and not holds(text, [*cited[:n], *cited[n + 1 :]]))
        for text, cited in evidence
        for n, one in enumerate(cited)
    )
    pairs = sum(len(cited) for _, cited in evidence)
    return [Row(SUPPORTED, supported, len(claims)), Row(PRECISION, precise, pairs)]


SUPPORTED, PRECISION = "supported (judge)", "citation precision (judge)"
OURS_CHOSEN = "the judge doubts most sentences of two facts, which ours are: read those instead"


def _asks(text: str, cited: Sequence[str]) -> Iterator[tuple[str, str]]:
    """What the judge is asked of a sentence: all it cites, each alone, all but each."""
    yield " ".join(cited), text
    for n, one in enumerate(cited):
        yield one, text
        yield " ".join([*cited[:n], *cited[n + 1 :]]), text


def _evidence(claim: Json) -> list[str]:
    """The Indonesian of each cited passage, with the days that the claim resolved written out.

    "pada Kamis" as "pada Kamis (14/9/2023)", as the press writes it: the claim keeps what its full
    date rests on, and the judge sees no article's date.
    """
    found = []
    for passage in (p for c in claim["citations"] for p in c["passages"]):
        text = passage["indonesian"]
        for date in sorted(claim["dates"], key=lambda date: -date["end"]):
            year, month, day = date["day"].split("-")
            if text[date["start"] : date["end"]] == date["words"] and year not in date["words"]:
                full = f" ({int(day)}/{int(month)}/{year})"
                text = text[: date["end"]] + full + text[date["end"] :]
        found.append(text)
    return found


# --- sentences of the articles ------------------------------------------------------------------


def quick(articles: Sequence[Article], count: int) -> dict[str, list[gate_brief.Span] | None]:
    """What the extractive ones cite of all sentences, translated or not; loads no model."""
    given = [s for a in articles if a.copy_of is None for s in segment(a)]
    chosen = {"lead sentences": lead(given, count), "LexRank": lexrank(given, count)}
    return {
        name: None
        if found is None
        else [(Path(s.article.path).name, s.start, s.end) for s in found]
        for name, found in chosen.items()
    }


def lead(sentences: Sequence[Sentence], count: int) -> list[Sentence]:
    """First sentences of all articles, then the second ones, and so on."""
    return [sentences[n] for n in turns([s.article for s in sentences])[:count]]


def lexrank(sentences: Sequence[Sentence], count: int) -> list[Sentence] | None:
    """Erkan and Radev 2004 over the Indonesian, as sumy computes it; None without sumy."""
    if find_spec("sumy") is None:
        return None
    dom = import_module("sumy.models.dom")
    summarizer = import_module("sumy.summarizers.lex_rank").LexRankSummarizer()
    made = [dom.Sentence(sentence.text, _Words()) for sentence in sentences]
    by_made = dict(zip(map(id, made), sentences, strict=True))
    document = dom.ObjectDocumentModel([dom.Paragraph(made)])
    return [by_made[id(chosen)] for chosen in summarizer(document, count)]


class _Words:
    """What sumy asks of a tokenizer, without nltk's data files."""

    def to_words(self, text: str) -> tuple[str, ...]:
        return tuple(re.findall(r"\w+", text))


# --- the table ----------------------------------------------------------------------------------

Table = dict[str, dict[str, list[Row]]]
"""Rows by event and system."""


def show(events: Mapping[str, Sequence[System]], table: Table) -> None:
    """Print a table an event, the systems beside each other, and their mean."""
    for event, systems in events.items():
        count = len(systems[0].brief["sentences"]) if systems[0].brief else 0
        print(f"\n== {event}: {count} sentences from the same passages")
        _show_columns(table[event], event)
        print(*(f"{s.name}: {s.note}\n" for s in systems if s.note), sep="", end="")
    print("\n== mean of the events")
    _show_columns(means(table), "mean")
    if any(row.of for cells in means(table).values() for row in cells if row.name == SUPPORTED):
        print(OURS_CHOSEN)


def means(table: Table) -> dict[str, list[Row]]:
    """The mean of each system over the events it ran for."""
    names = dict.fromkeys(name for systems in table.values() for name in systems)
    return {
        name: with_mean({e: told[name] for e, told in table.items() if name in told})["mean"]
        for name in names
    }


def _show_columns(systems: Mapping[str, Sequence[Row]], column: str) -> None:
    names = [row.name for row in next(iter(systems.values()))]
    width = max(map(len, names))
    print(" " * width, *(f"{name:>15}" for name in systems))
    for n, name in enumerate(names):
        print(f"{name:{width}}", *(cell(column, cells[n]) for cells in systems.values()))


def as_json(events: Mapping[str, Sequence[System]], table: Table) -> dict[str, Any]:
    """The figures of every system, and what it wrote, to be read."""
    found: dict[str, Any] = {}
    for event, systems in events.items():
        found[event] = {
            s.name: {
                "note": s.note,
                "rows": _figures(table[event][s.name]),
                "sentences": _sentences(s.brief),
            }
            if s.brief
            else {"note": s.note}
            for s in systems
        }
    return found | {"mean": {name: _figures(cells) for name, cells in means(table).items()}}


def _sentences(brief: Json) -> list[dict[str, Any]]:
    """The sentences of a brief with the English of what they cite."""
    return [
        {"text": s["text"], "cites": [p["english"] for c in s["citations"] for p in c["passages"]]}
        for s in brief["sentences"]
    ]


def _figures(cells: Sequence[Row]) -> dict[str, float | None]:
    return {row.name: row.value for row in cells}
