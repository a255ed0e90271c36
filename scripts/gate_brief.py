"""What can be measured of a brief: by counting, and by labels that a reader gave.

A brief is read as its JSON, so that a stored one and a new one are measured by the same code, and
an offset that does not slice back shows.
"""

import datetime
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from gate_labels import Label, Reading, Row

from summarizer.data import Article
from summarizer.days import resolve
from summarizer.quantities import mismatches
from summarizer.segment import segment

Json = Mapping[str, Any]
Span = tuple[str, int, int]
"""(file name, start, end): half-open offsets into the cleaned text of a file."""


def counted(brief: Json, facts: Json) -> list[Row]:
    """Every row that needs no reader."""
    sentences, claims = brief["sentences"], [brief["title"], *brief["sentences"]]
    texts = {s["number"]: s["text"] for s in brief["sources"]}
    passages = [(c["source"], p) for c in _all_citations(brief) for p in c["passages"]]
    sliced = sum(texts[n][p["start"] : p["end"]] == p["indonesian"] for n, p in passages)
    voices = [s for s in brief["sources"] if s["copy_of"] is None]
    written = [s for s in sentences if is_written(s)]
    merged = [s for s in written if len(s["citations"]) > 1]
    asked = re.search(r"sentences=(\d+)", brief["signature"].get("options", ""))
    return [
        Row("sentences of those asked for", len(sentences), int(asked[1]) if asked else 12),
        Row("written, not verbatim", len(written), len(sentences)),
        Row("merging two or more articles", len(merged), len(sentences)),
        Row("sources cited", sum(s["cited"] for s in voices), len(voices)),
        Row("offsets that slice back", sliced, len(passages)),
        Row("passages without boilerplate", _clean(passages), len(passages)),
        Row(
            "numbers in the English", sum(not english_strays(c, brief) for c in claims), len(claims)
        ),
        Row("values in the Indonesian", sum(not strays(c, brief) for c in claims), len(claims)),
        *recall(cited_spans(brief), _texts_by_file(brief), facts),
    ]


def judged(brief: Json, facts: Json, labels: Mapping[str, Label]) -> list[Row]:
    """The rows that a reader decides; what is unread counts, and not as right."""
    found = {kind: [r for r in readings(brief, facts) if r.kind == kind] for kind in KINDS}

    def held(kind: str) -> list[Label]:
        known = (labels.get(r.key) for r in found[kind])
        return [label for label in known if label and label.supported]

    wanted = {c["what"] for c in facts["conflicts"]}
    shown = {label.conflict for label in held("difference")} & wanted
    return [
        Row("claims supported", len(held("sentence")), len(found["sentence"])),
        Row("citation precision", len(held("citation")), len(found["citation"])),
        Row("differences right", len(held("difference")), len(found["difference"])),
        Row("conflicts found", len(shown), len(wanted)),
        Row("traps avoided", len(held("trap")), len(found["trap"])),
    ]


KINDS = ("sentence", "citation", "difference", "trap")


def readings(brief: Json, facts: Json) -> Iterator[Reading]:
    """All that is to be read of a brief."""
    claims = [brief["title"], *brief["sentences"]]
    for claim in claims:
        yield Reading("sentence", claim["text"], _indonesian(claim["citations"]))
    for claim in claims:
        for citation in claim["citations"]:
            yield Reading("citation", claim["text"], _indonesian([citation]))
    for difference in brief["differences"]:
        values = " / ".join(v["value"] for v in difference["values"])
        cited = [v["citation"] for v in difference["values"]]
        yield Reading("difference", f"{difference['what']}: {values}", _indonesian(cited))
    files = {s["number"]: Path(s["path"]).name for s in brief["sources"]}
    for trap in facts["traps"]:
        near = [
            claim["text"]
            for claim in claims
            if {files[c["source"]] for c in claim["citations"]} & set(trap["files"])
        ]
        yield Reading("trap", trap["trap"], tuple(near))


def is_written(sentence: Json) -> bool:
    """Whether the writer's own words stand there: by the record, and not copied all the same."""
    if sentence["verdict"] == "verbatim" or (
        sentence["verdict"] == "unverified" and sentence["reason"]
    ):
        return False
    copies = {_squeezed(p["english"]) for c in sentence["citations"] for p in c["passages"]}
    return _squeezed(sentence["text"]) not in copies


def english_strays(claim: Json, brief: Json) -> list[str]:
    """Numbers of the claim that none of its English passages holds, digit by digit."""
    there = [p["english"] for c in claim["citations"] for p in c["passages"]]
    known = " ".join([*there, *_told_days(claim, brief)])
    return sorted(set(_digits(claim["text"])) - set(_digits(known)))


def strays(claim: Json, brief: Json) -> list[str]:
    """Typed values of the claim that its Indonesian passages do not state, with the reason."""
    stated = "\n".join([*_indonesian(claim["citations"]), *_told_days(claim, brief)])
    reasons = mismatches(stated, claim["text"])
    return [r for r in reasons if " -> " in r or r.endswith("not in the source")]


def _told_days(claim: Json, brief: Json) -> list[str]:
    """The days that passages tell with their articles' dates: "Rabu" in an article of that week."""
    dates = {s["number"]: s["date"] or "" for s in brief["sources"]}
    found = [
        resolved.day
        for c in claim["citations"]
        for p in c["passages"]
        for resolved in resolve(p["indonesian"], dates[c["source"]])
    ]
    kept = [date["day"] for date in claim["dates"]]
    days = [datetime.date.fromisoformat(day) for day in [*found, *kept]]
    return [f"{DAYS[d.weekday()]} ({d.day}/{d.month}/{d.year})" for d in days]


DAYS = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")


def recall(spans: Sequence[Span], texts: Mapping[str, str], facts: Json) -> list[Row]:
    """Key facts of which a support quote is cited: of importance 3, and all by importance.

    A generous stand-in for what is told: the sentence may leave out the fact its passage states.
    """
    told = [f for f in facts["facts"] if any(_is_cited(s, spans, texts) for s in f["support"])]

    def weight(rows: Iterable[Json], least: int = 1) -> int:
        return sum(f["importance"] for f in rows if f["importance"] >= least)

    return [
        Row("key facts of importance 3 cited", weight(told, 3) / 3, weight(facts["facts"], 3) / 3),
        Row("key facts cited, weighted", weight(told), weight(facts["facts"])),
    ]


def _is_cited(support: Json, spans: Sequence[Span], texts: Mapping[str, str]) -> bool:
    quote = r"\s+".join(map(re.escape, support["indonesian"].split()))
    found = re.search(quote, texts.get(support["file"], ""))
    if not found:
        return False
    return any(
        # Half of the shorter: sentences that share a border or a full stop do not overlap.
        2 * (min(end, found.end()) - max(start, found.start()))
        >= min(end - start, found.end() - found.start())
        for file, start, end in spans
        if file == support["file"]
    )


def cited_spans(brief: Json) -> list[Span]:
    """What the sentences of a brief cite."""
    files = {s["number"]: Path(s["path"]).name for s in brief["sources"]}
    return [
        (files[c["source"]], p["start"], p["end"])
        for sentence in brief["sentences"]
        for c in sentence["citations"]
        for p in c["passages"]
    ]


def baselines(articles: Sequence[Article], count: int) -> dict[str, list[Span] | None]:
    """What simple systems cite with ``count`` sentences; None where one is not installed."""
    voices = [a for a in articles if a.copy_of is None]
    return {"lead sentences": _lead(voices, count), "LexRank": _lexrank(voices, count)}


def _lead(voices: Sequence[Article], count: int) -> list[Span]:
    """First sentences of all articles, then the second ones, and so on."""
    sentences = [segment(article) for article in voices]
    turns = [
        s[turn]
        for turn in range(max(map(len, sentences), default=0))
        for s in sentences
        if turn < len(s)
    ]
    return [(Path(s.article.path).name, s.start, s.end) for s in turns[:count]]


def _lexrank(voices: Sequence[Article], count: int) -> list[Span] | None:
    """Erkan and Radev 2004 over the Indonesian sentences, as sumy computes it."""
    if find_spec("sumy") is None:
        return None
    dom = import_module("sumy.models.dom")
    summarizer = import_module("sumy.summarizers.lex_rank").LexRankSummarizer()
    spans: dict[int, Span] = {}
    sentences = []
    for sentence in (s for article in voices for s in segment(article)):
        made = dom.Sentence(sentence.text, _Words())
        spans[id(made)] = (Path(sentence.article.path).name, sentence.start, sentence.end)
        sentences.append(made)
    document = dom.ObjectDocumentModel([dom.Paragraph(sentences)])
    return [spans[id(chosen)] for chosen in summarizer(document, count)]


class _Words:
    """What sumy asks of a tokenizer, without nltk's data files."""

    def to_words(self, text: str) -> tuple[str, ...]:
        return tuple(re.findall(r"\w+", text))


BOILERPLATE = re.compile(
    r"\b(?:baca|simak|lihat|tonton) (?:juga|selengkapnya|video)\b|\bscroll\b|\badvertisement\b|"
    r"\biklan\b|https?://|\bwww\.|\bgoogle news\b|\bwhatsapp channel\b|\beditor ?:|\breporter ?:|"
    r"\bpenulis ?:|\bfoto ?:|\bhalaman (?:selanjutnya|\d)|\bcopyright\b|©|\btags? ?:|\bnext post\b|"
    r"\bcopy link\b|\bkomentar anda\b|\[gambas|\|.*\||#\w+",
    re.IGNORECASE,
)
"""Furniture of news pages, kept apart from the rules of ``clean`` so that it can catch them."""


def _clean(passages: Sequence[tuple[int, Json]]) -> int:
    return sum(not BOILERPLATE.search(p["indonesian"]) for _, p in passages)


def _all_citations(brief: Json) -> Iterator[Json]:
    for claim in (brief["title"], *brief["sentences"], *brief["removed"]):
        yield from claim["citations"]
    yield from (v["citation"] for d in brief["differences"] for v in d["values"])


def _texts_by_file(brief: Json) -> dict[str, str]:
    return {Path(s["path"]).name: s["text"] for s in brief["sources"]}


def _indonesian(citations: Sequence[Json]) -> tuple[str, ...]:
    return tuple(p["indonesian"] for c in citations for p in c["passages"])


def _squeezed(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))


def _digits(text: str) -> list[str]:
    return [n.replace(",", "") for n in re.findall(r"\d+(?:[.,]\d+)*", text)]
