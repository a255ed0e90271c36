"""The last step of every reader: a body and metadata to a page, or the reason why not."""

import datetime
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import TypeAlias

from summarizer.data import Found, Page, Skipped
from summarizer.dates import parse_date
from summarizer.ingest.decode import cut, notes_on, tidy

Batch: TypeAlias = tuple[list[Page], list[Skipped]]

MAX_CHARACTERS = 200_000
"""One article; a long news feature has some 20,000. Bounds the work of every later stage."""

MAX_FIELD = 500
"""A title, name or address; what is longer is no title."""

_WEB = re.compile(r"https?://[^\s<>\"']+", re.IGNORECASE)


def build(
    where: tuple[str, int | None],
    body: str,
    fields: Mapping[str, Found],
    notes: Sequence[str] = (),
    gone: Counter[str] | None = None,
) -> Page | Skipped:
    """A page of the body and the fields, tidied and capped; skipped if there is no word in it.

    ``where`` is the path and the row; ``fields`` is keyed by the names of ``Columns`` less
    ``text``; ``gone`` counts the invisible characters that the reader removed already.
    """
    path, row = where
    text, removed = tidy(body)
    if not any(map(str.isalnum, text)):
        reason = "; ".join(["no text in it", *notes]) if text.strip() or notes else "empty"
        return Skipped(path, reason, row)
    notes = [*notes, *notes_on(removed + (gone or Counter()), text)]
    short = cut(text, MAX_CHARACTERS)
    if len(short) < len(text):
        notes.append(f"cut: the first {len(short):,} of {len(text):,} characters were read")
    known, complaints = _fields(fields)
    return Page(path=path, body=short, row=row, notes=(*notes, *complaints), **known)


def plain_value(value: object) -> str:
    """A table cell or metadata value as one line; empty where it is neither text nor number."""
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, list):
        return ", ".join(plain_value(item) for item in value[:20] if isinstance(item, str))
    if isinstance(value, str):
        return " ".join(tidy(value[: 4 * MAX_FIELD])[0].split())[:MAX_FIELD]
    if isinstance(value, int | float) and not isinstance(value, bool):
        return str(value) if abs(value) < 1e15 else ""
    return ""


def _fields(fields: Mapping[str, Found]) -> tuple[dict[str, Found], list[str]]:
    known, complaints = {}, []
    for name, found in fields.items():
        value = plain_value(found.value)
        if name == "date" and value:
            date = parse_date(value)
            if date is None:
                complaints.append(f"date not understood: {value[:60]!r} ({found.how})")
            value = date or ""
        if name == "address" and value and not _WEB.fullmatch(value):
            complaints.append(f"address is no http address: {value[:60]!r} ({found.how})")
            value = ""
        if value:
            known[name] = Found(value, found.how)
    return known, complaints
