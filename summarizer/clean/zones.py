"""Head, body and tail of a page: the body is the run of lines with the most running text."""

from collections.abc import Sequence

from summarizer.clean.follow import FOREIGN
from summarizer.clean.lines import INTRO, OPEN, PARAGRAPH, SENTENCE, Line, content_words, related
from summarizer.clean.sheet import Sheet

# Weights in characters of paragraph. A label costs as much as a short paragraph is worth, so
# that two tags do not outweigh a last paragraph but a menu outweighs a stray promotion.
_MOST = 300
_LABEL = -60
_SHORT = 30
_LISTED = 20
_OPEN_END = 10


def drop_outside(sheet: Sheet) -> dict[int, str]:
    """The lines before and after the body, but for a standfirst about the same matter."""
    kept = sheet.kept()
    span = _body(sheet, kept)
    if span is None:
        return {line.number: "no-text" for line in kept if line.kind != OPEN}
    start, end = span
    while start < end and kept[start].kind == SENTENCE and kept[start].cry:
        start += 1
    body = content_words(" ".join(line.text for line in kept[start:end]))
    found = {line.number: "page-tail" for line in kept[end:]}
    for line in kept[:start]:
        standfirst = line.kind == PARAGRAPH and related(line.text, body) >= FOREIGN
        if not standfirst:
            found[line.number] = "page-head"
    return found


def _body(sheet: Sheet, kept: Sequence[Line]) -> tuple[int, int] | None:
    """The half-open run of lines with the highest sum of weights, None if no line has any."""
    best, span, total, start = 0, None, 0, 0
    for i, line in enumerate(kept):
        if total <= 0:
            total, start = 0, i
        total += _weight(sheet, kept, i, line)
        if total > best:
            best, span = total, (start, i + 1)
    return span


def _weight(sheet: Sheet, kept: Sequence[Line], i: int, line: Line) -> int:
    if line.number in sheet.listed:
        return _LISTED
    if line.kind == PARAGRAPH:
        return min(len(line.text), _MOST)
    if line.kind == SENTENCE:
        return _SHORT
    if line.kind == INTRO:
        return 0
    if line.kind == OPEN and i and kept[i - 1].kind in (PARAGRAPH, SENTENCE, OPEN):
        return _OPEN_END
    return _LABEL


def drop_placed(sheet: Sheet) -> dict[int, str]:
    """The lines whose wording gives them away only where they stand."""
    kept = sheet.kept()
    body = [i for i, line in enumerate(kept) if line.kind == PARAGRAPH]
    if not body:
        return {}
    last, opening = body[-1], _opening(sheet, kept, body)
    found = {}
    for i, line in enumerate(kept):
        for hit in sheet.hits.get(line.number, ()):
            where = hit.rule.where
            if (where == "opening" and i < opening) or (where == "inner" and i != last):
                found[line.number] = hit.rule.name
    return found


def _opening(sheet: Sheet, kept: Sequence[Line], body: Sequence[int]) -> int:
    """How many lines stand before the report: up to its dateline, or else one of three or more."""
    for i in body[:6]:
        if sheet.has_dateline(kept[i]):
            return i
    return body[0] + 1 if len(body) >= 3 else 0
