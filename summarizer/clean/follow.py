"""What goes with a line that a rule took: the list below it, the name, all that follows."""

import re
from collections.abc import Sequence

from summarizer.clean.lines import OTHER, PARAGRAPH, SENTENCE, Line, content_words, related
from summarizer.clean.sheet import Sheet

LONGEST_LIST = 12
"""Headlines below a label. Widgets show three to ten; the article must not drown in one."""
LEAST_BEFORE = 0.15
"""Share of the page's paragraphs before a line that ends the article. Below it the line is taken
for part of the page's head, where comment counts and copyright lines stand too."""
FOREIGN = 0.12
"""Share of known content words under which a paragraph may belong to another article. Of 234
paragraphs of 23 sample articles 5% have less in common with the rest of their own article; of
3,268 pairs of a paragraph with an article on another event, 75%. Weak alone: only beside other
signs."""
FEWEST_KNOWN = 40
"""Content words that an article must have shown before the share above means anything."""

_NAME = re.compile(r"[A-ZÀ-ÖØ-Þ][\w.'’-]*(?: [\w.'’,&/-]+){0,6}")
_CUT_SHORT = re.compile(r"(?:…|\.{3}|\[…\]|\[\.{3}\])$")


def drop_followers(sheet: Sheet) -> dict[int, str]:
    """Names below "Penulis", headlines below "Pilihan Redaksi", teasers below "Terkait"."""
    found: dict[int, str] = {}
    mode, name, left = "", "", 0
    # Whether the box below the label is one of teasers, as a date or a first teaser shows.
    teased = False
    known: set[str] = set()
    for i, line in enumerate(sheet.lines):
        hit = sheet.hit(line)
        if hit and hit.rule.then in ("name", "list", "teasers"):
            mode, name, left, teased = hit.rule.then, hit.rule.name, LONGEST_LIST, False
        elif hit or line.number in sheet.dropped:
            teased = teased or (hit is not None and hit.rule.name == "date-line")
        else:
            teaser = mode == "teasers" and line.kind == PARAGRAPH
            goes = _is_teaser(sheet, i, known, teased) if teaser else _goes(sheet, line, mode)
            if left and goes:
                found[line.number] = name
                teased = teased or teaser
            elif line.kind == PARAGRAPH:
                known |= content_words(line.text)
            left = left - 1 if left and goes and mode != "name" else 0
    return found


def _goes(sheet: Sheet, line: Line, mode: str) -> bool:
    """Whether the line belongs to the list below a label."""
    if line.number in sheet.listed:
        return False
    if mode == "name":
        return line.kind == OTHER and line.words <= 6 and bool(_NAME.fullmatch(line.text))
    asks = line.kind == SENTENCE and line.cry and line.text[0] not in "\"“'‘"
    return line.kind == OTHER or asks


def _is_teaser(sheet: Sheet, i: int, known: set[str], teased: bool) -> bool:
    """A short excerpt: cut short, or one paragraph between two headlines, or of another matter.

    Below a headline, where the box is known to hold teasers (``teased``), any paragraph is one.
    """
    line = sheet.lines[i]
    if _CUT_SHORT.search(line.text):
        return True
    after = next((other for other in sheet.lines[i + 1 :] if not sheet.hit(other)), None)
    if after is not None and after.running:
        return False
    before = sheet.lines[i - 1].kind == OTHER
    headline = after is not None and after.words >= 5 and after.titled >= 0.6
    return before and (headline or teased or _is_foreign(line.text, known))


def _is_foreign(text: str, known: set[str]) -> bool:
    return len(known) >= FEWEST_KNOWN and related(text, known) < FOREIGN


def drop_after_end(sheet: Sheet) -> dict[int, str]:
    """All lines after "Next Post", the comment form or the copyright line."""
    total = sum(len(line.text) for line in sheet.kept() if line.kind == PARAGRAPH)
    before = 0
    for i, line in enumerate(sheet.lines):
        hit = sheet.hit(line)
        if hit and hit.rule.then == "end" and before and before >= LEAST_BEFORE * total:
            return {other.number: hit.rule.name for other in sheet.lines[i:]}
        if line.kind == PARAGRAPH and line.number not in sheet.dropped:
            before += len(line.text)
    return {}


def drop_glued(sheet: Sheet) -> dict[int, str]:
    """A second article: after three paragraphs a headline, then a dateline, a byline or a date."""
    lines, paragraphs = sheet.lines, 0
    for i, line in enumerate(lines):
        if line.kind != PARAGRAPH or line.number in sheet.dropped:
            continue
        start = _headline_above(sheet, i) if paragraphs >= 3 else None
        if start is not None:
            return {other.number: "next-article" for other in lines[start:]}
        paragraphs += 1
    return {}


def _headline_above(sheet: Sheet, i: int) -> int | None:
    """The index of the headline that opens a new article at paragraph ``i``, if one does."""
    signs = sheet.has_dateline(sheet.lines[i])
    for j in range(i - 1, max(i - 6, -1), -1):
        line = sheet.lines[j]
        hit = sheet.hit(line)
        if hit:
            signs = signs or hit.rule.name in ("date-line", "byline")
        elif line.kind == OTHER and line.words >= 4 and not line.bullet:
            return j if signs else None
        else:
            return None
    return None


def drop_after_credit(sheet: Sheet) -> dict[int, str]:
    """What stands after the article's credit or end mark: a headline, or another matter."""
    kept = sheet.kept()
    ends = _ends(sheet, kept)
    total = sum(len(line.text) for line in kept if line.kind == PARAGRAPH)
    before, known = 0, set[str]()
    for i, line in enumerate(kept):
        if line.kind == PARAGRAPH:
            before += len(line.text)
        known |= content_words(line.text)
        rest = kept[i + 1 :]
        if line.number not in ends or not rest or before < 0.6 * total:
            continue
        other = " ".join(later.text for later in rest)
        if rest[0].kind == OTHER or _is_foreign(other, known):
            return {later.number: "after-end" for later in rest}
    return {}


def _ends(sheet: Sheet, kept: Sequence[Line]) -> set[int]:
    """Lines that close with an end mark or somebody's initials, or have them on the line below."""
    ends = {
        line.number for line in kept if any(s.closing for s in sheet.spans.get(line.number, ()))
    }
    last = 0
    for line in sheet.lines:
        if sheet.dropped.get(line.number) == "credit":
            ends.add(last)
        elif line.number not in sheet.dropped:
            last = line.number
    return ends
