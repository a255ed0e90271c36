"""What can be measured of a brief: by counting, and by labels that a reader gave.

A brief is read as its JSON, so that a stored one and a new one are measured by the same code, and
an offset that does not slice back shows.
"""

import datetime
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

from gate_labels import Label, Reading, Row

from summarizer.days import resolve
from summarizer.quantities import Value, mismatches, values

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
        *recall_of(brief, facts),
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
        told = " / ".join(v["value"] for v in difference["values"])
        cited = [v["citation"] for v in difference["values"]]
        yield Reading("difference", f"{difference['what']}: {told}", _indonesian(cited))
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


def recall_of(brief: Json, facts: Json) -> list[Row]:
    """The same of what the sentences of a brief cite."""
    return recall(cited_spans(brief), _texts_by_file(brief), facts)


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


def sides(conflict: Json) -> list[tuple[frozenset[str], Value]]:
    """The files of each side and the first figure that it alone gives.

    Days and what stands in parentheses are left out: they say when and who. A side without such a
    figure ("several hours", "denied it") has no place here.
    """
    told = [
        [v for v in values(re.sub(r"\([^)]*\)", "", side["value"]), "en") if v.kind not in WHEN]
        for side in conflict["values"]
    ]
    found = []
    for n, side in enumerate(conflict["values"]):
        others = [v for m, figures in enumerate(told) if m != n for v in figures]
        own = (f for f in told[n] if not f.weak and not any(_states(f, [o]) for o in others))
        found += [(frozenset(side["files"]), figure) for figure in islice(own, 1)]
    return found


WHEN = frozenset({"date", "month", "weekday", "year", "decade", "daypart", "ordinal"})


def conflicts_cited(brief: Json, facts: Json) -> list[Row]:
    """Conflicts of which one sentence states the figures of two sides and cites both in files.

    Counted without a reader, so only over those that figures tell apart; the second row lets an
    entry of the brief's differences count as a sentence does.
    """
    known = [found for found in map(sides, facts["conflicts"]) if len(found) > 1]
    sentences = [(s["text"], s["citations"]) for s in brief["sentences"]]
    entries = []
    for difference in brief["differences"]:
        cited = [v["citation"] for v in difference["values"]]
        quoted = [p["english"] for c in cited for p in c["passages"]]
        entries.append(("\n".join([*(v["value"] for v in difference["values"]), *quoted]), cited))

    def shown(told: Sequence[tuple[str, Sequence[Json]]]) -> int:
        return sum(any(_shows(conflict, *one, brief) for one in told) for conflict in known)

    return [
        Row("conflicts in one sentence (automatic)", shown(sentences), len(known)),
        Row("conflicts shown at all (automatic)", shown(sentences + entries), len(known)),
    ]


def _shows(
    conflict: Sequence[tuple[frozenset[str], Value]],
    text: str,
    citations: Sequence[Json],
    brief: Json,
) -> bool:
    files = {s["number"]: Path(s["path"]).name for s in brief["sources"]}
    cited = [
        (files[c["source"]], values(p["indonesian"], "id"))
        for c in citations
        for p in c["passages"]
    ]
    english = values(text, "en")
    stated = [
        figure
        for sided, figure in conflict
        if _states(figure, english)
        and any(file in sided and _states(figure, given) for file, given in cited)
    ]
    return len(stated) > 1


def _states(figure: Value, given: Iterable[Value]) -> bool:
    """Whether a text states the figure; in its unit, if it has one."""
    return any(
        set(figure.all) & set(value.all) and figure.unit in ("", value.unit) for value in given
    )


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
