"""The brief as JSON, which is the truth: every other format can be made from it again."""

import json
import re
from collections.abc import Mapping, Sequence
from importlib.resources import files
from typing import Any

from summarizer.data import (
    Article,
    BriefData,
    Citation,
    Claim,
    Difference,
    DifferenceValue,
    Found,
    Passage,
    Removed,
    Resolved,
    Sentence,
    Skipped,
    Source,
)
from summarizer.render.sure import lost, sure
from summarizer.timeline import timeline

SCHEMA_ID = "summarizer-brief-1"
"""Names the format; a change that breaks a reader of it counts up."""

FIELDS = ("title", "outlet", "date", "author", "address")


def schema() -> dict[str, Any]:
    """The published JSON Schema (draft 2020-12) of ``to_json``."""
    text = files("summarizer.render").joinpath("brief.schema.json").read_text("utf-8")
    loaded: dict[str, Any] = json.loads(text)
    return loaded


def to_json(brief: BriefData) -> str:
    """The brief by the published schema: UTF-8 text, two spaces, keys in reading order."""
    return dumps(to_dict(brief), indent=2) + "\n"


def dumps(value: object, indent: int | None = None) -> str:
    """JSON that any terminal may show and UTF-8 can hold.

    ``json.dumps`` escapes C0 alone; DEL, C1 and lone surrogates are escaped here.
    """
    text = json.dumps(value, ensure_ascii=False, indent=indent)
    return re.sub("[\x7f-\x9f\ud800-\udfff]", lambda c: f"\\u{ord(c[0]):04x}", text)


def to_dict(brief: BriefData) -> dict[str, Any]:
    """The brief as plain values."""
    return {
        "schema": SCHEMA_ID,
        "title": {
            "text": brief.title.text,
            "verdict": brief.title.verdict,
            "support": brief.title.support,
            "sure": sure(brief.title),
            "citations": _citations(brief, brief.title.citations),
            "reason": brief.title.reason,
            "dates": _dates(brief.title.dates),
        },
        "sentences": [
            {
                "text": claim.text,
                "section": claim.section,
                "verdict": claim.verdict,
                "support": claim.support,
                "sure": sure(claim),
                "reason": claim.reason,
                "dates": _dates(claim.dates),
                "citations": _citations(brief, claim.citations),
            }
            for claim in brief.claims
        ],
        "timeline": [
            {"day": entry.day, "sentences": [brief.claims.index(c) + 1 for c in entry.claims]}
            for entry in timeline(brief.claims)
        ],
        "sources": [_source(source) for source in brief.sources],
        "coverage": [_covered(brief, source) for source in brief.sources],
        "differences": [
            {
                "what": d.what,
                "development": d.development,
                "values": [
                    {
                        "value": v.value,
                        "said_by": v.said_by,
                        "time": v.time,
                        "citation": _citation(brief, v.citation),
                    }
                    for v in d.values
                ],
            }
            for d in brief.differences
        ],
        "removed": [
            {"text": r.text, "reason": r.reason, "citations": _citations(brief, r.citations)}
            for r in brief.removed
        ],
        "skipped": [{"path": s.path, "row": s.row, "reason": s.reason} for s in brief.skipped],
        "warnings": list(brief.warnings),
        "guards": dict(brief.guards),
        "signature": dict(brief.signature),
    }


def _covered(brief: BriefData, source: Source) -> dict[str, Any]:
    cited, rows = brief.coverage(source)
    return {
        "source": source.number,
        "sentences": source.sentences,
        "cited": cited,
        "by": rows,
    }


DATE = ("words", "published", "day", "how", "start", "end")


def _dates(dates: Sequence[Resolved]) -> list[dict[str, Any]]:
    return [{name: getattr(date, name) for name in DATE} for date in dates]


def _read_dates(rows: Sequence[Mapping[str, Any]]) -> tuple[Resolved, ...]:
    return tuple(Resolved(**{name: row[name] for name in DATE}) for row in rows)


def _citations(brief: BriefData, citations: Sequence[Citation]) -> list[dict[str, Any]]:
    return [_citation(brief, citation) for citation in citations]


def _citation(brief: BriefData, citation: Citation) -> dict[str, Any]:
    return {
        "source": brief.number_of(citation.article),
        "passages": [
            {
                "indonesian": p.sentence.text,
                "english": p.english,
                "start": p.sentence.start,
                "end": p.sentence.end,
                "translator": p.translator,
                "right": p.right,
                "perhaps_lost": [{"indonesian": i, "english": e} for i, e in lost(p)],
            }
            for p in citation.passages
        ],
    }


def _source(source: Source) -> dict[str, Any]:
    article = source.article
    values = {name: getattr(article, name) for name in FIELDS}
    return {
        "number": source.number,
        "path": article.path,
        "row": article.row,
        **{name: found.value if found else None for name, found in values.items()},
        "found": {name: found.how for name, found in values.items() if found},
        "language": article.language,
        "cited": source.cited,
        "copy_of": source.copy_of,
        "notes": list(article.notes),
        "text": article.text,
    }


def from_json(text: str) -> BriefData:
    """The brief that ``to_json`` wrote, offsets and all.

    What an article dropped and its marks are not part of the JSON and come back empty.

    Raises:
        ValueError: the text is not JSON, of another schema, or lacks a part of it.
    """
    data = json.loads(text)
    if not isinstance(data, dict) or data.get("schema") != SCHEMA_ID:
        raise ValueError(f"not a brief of schema {SCHEMA_ID}")
    try:
        return _brief(data)
    except (KeyError, TypeError, AttributeError, ValueError) as error:
        raise ValueError(f"a brief that lacks or garbles a part: {error}") from error


def _brief(data: Mapping[str, Any]) -> BriefData:
    articles = {s["number"]: _article(s) for s in data["sources"]}
    return BriefData(
        title=Claim(
            data["title"]["text"],
            _read_citations(data["title"]["citations"], articles),
            verdict=data["title"]["verdict"],
            reason=data["title"]["reason"],
            dates=_read_dates(data["title"]["dates"]),
            support=data["title"]["support"],
        ),
        claims=tuple(
            Claim(
                c["text"],
                _read_citations(c["citations"], articles),
                c["section"],
                c["verdict"],
                c["reason"],
                _read_dates(c["dates"]),
                c["support"],
            )
            for c in data["sentences"]
        ),
        sources=tuple(
            Source(s["number"], articles[s["number"]], s["cited"], s["copy_of"], c["sentences"])
            for s, c in zip(data["sources"], data["coverage"], strict=True)
        ),
        differences=tuple(_read_difference(d, articles) for d in data["differences"]),
        removed=tuple(
            Removed(r["text"], r["reason"], _read_citations(r["citations"], articles))
            for r in data["removed"]
        ),
        skipped=tuple(Skipped(s["path"], s["reason"], s["row"]) for s in data["skipped"]),
        warnings=tuple(data["warnings"]),
        guards=data["guards"],
        signature=data["signature"],
    )


def _article(source: Mapping[str, Any]) -> Article:
    def found(name: str) -> Found | None:
        return None if source[name] is None else Found(source[name], source["found"][name])

    return Article(
        path=source["path"],
        text=source["text"],
        row=source["row"],
        title=found("title"),
        outlet=found("outlet"),
        date=found("date"),
        author=found("author"),
        address=found("address"),
        notes=tuple(source["notes"]),
        language=source["language"],
    )


def _read_citations(
    rows: Sequence[Mapping[str, Any]], articles: Mapping[int, Article]
) -> tuple[Citation, ...]:
    return tuple(_read_citation(row, articles) for row in rows)


def _read_citation(row: Mapping[str, Any], articles: Mapping[int, Article]) -> Citation:
    article = articles[row["source"]]
    return Citation(
        article,
        tuple(
            Passage(
                Sentence(article, p["start"], p["end"]),
                p["english"],
                p["translator"],
                right=p["right"],
            )
            for p in row["passages"]
        ),
    )


def _read_difference(row: Mapping[str, Any], articles: Mapping[int, Article]) -> Difference:
    return Difference(
        row["what"],
        tuple(
            DifferenceValue(
                v["value"], _read_citation(v["citation"], articles), v["said_by"], v["time"]
            )
            for v in row["values"]
        ),
        row["development"],
    )
