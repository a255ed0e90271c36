"""Lines that their shape and their neighbours give away: titles, captions, repeats, headings."""

import re
from collections.abc import Sequence
from itertools import pairwise

from summarizer.clean.lines import (
    OPEN,
    OTHER,
    PARAGRAPH,
    Line,
    content_words,
    related,
    words_of,
)
from summarizer.clean.rules import load_rules
from summarizer.clean.sheet import Sheet

LONGEST_HEADING = 8
"""Words of a subheading. Longer lines without a full stop may be sentences that lost it."""
LONGEST_QUESTION = 12
SAME = 0.7
"""Share of a teaser's word triples found in one later line. Two words more or less inside a
teaser of seventeen cost four of its fifteen triples (0.73)."""
LONGEST_TEASER = 600
MOST_TEASERS = 5
TITLE_RELATED = 0.3
_TO_SOMEBODY = re.compile(r"\b(?:anda|kamu|kalian|saudara|bapak|ibu|you)\b", re.IGNORECASE)
_ATTRIBUTED = re.compile(
    r"[\"”’'],? +[a-z]|, (?:kata|ujar|ucap|tutur|tegas|jelas|ungkap|papar|imbuh|sebut|tambah)"
)
_CREDIT = re.compile(r"[\s.]*(?:/[^/]{1,60}/?|[(\[][^()\[\]]{1,80}[)\]])\W*$")


def key(text: str) -> str:
    """What makes two lines the same: their words in lower case."""
    return " ".join(words_of(text))


def find_title(sheet: Sheet) -> str:
    """The headline above the body: a repeated line, or else the first that speaks of the body."""
    kept = sheet.kept()
    paragraphs = [i for i, line in enumerate(kept) if line.kind == PARAGRAPH]
    first, second = [*paragraphs, len(kept), len(kept)][:2]
    texts = [kept[i] for i in paragraphs]
    body = content_words(" ".join(line.text for line in texts))
    options = [line for line in kept[:first] if _may_be_title(line)]
    # A teaser may stand between the headline and its repetition; further down it is a subheading
    # that the table of contents named first.
    counts: dict[str, int] = {}
    for line in kept[:second]:
        counts[key(line.text)] = counts.get(key(line.text), 0) + 1
    repeated = [line for line in options if counts[key(line.text)] > 1 and line.words >= 4]
    about = [line for line in options if related(line.text, body) >= TITLE_RELATED]
    chosen = next((line.text for line in repeated or about), "")
    return chosen.lstrip("#*>•» ")


def _may_be_title(line: Line) -> bool:
    text = line.text.rstrip("\"”’' ")
    return 4 <= line.words <= 30 and len(text) <= 250 and text[-1:] not in (".", ":", ",", "…")


def drop_title(sheet: Sheet) -> dict[int, str]:
    """The headline wherever it stands, and lines of the head that end with it (a path, a menu)."""
    title = key(sheet.title)
    if not title:
        return {}
    found = {}
    in_head = True
    for line in sheet.kept():
        in_head = in_head and line.kind != PARAGRAPH
        if line.stopped and sheet.title[-1:] not in ".?!":
            continue
        own = key(line.text)
        path = in_head and len(title) >= 15 and own.endswith(title) and len(own) < len(title) + 60
        if own == title or path:
            found[line.number] = "title"
    return found


def drop_caption_twins(sheet: Sheet) -> dict[int, str]:
    """The alternative text above a caption, and captions that stand twice."""
    lines = sheet.lines
    found: dict[int, str] = {}
    spaced = sum(line.gap for line in lines) >= 0.3 * len(lines)
    pairs = [(a, b) for a, b in pairwise(lines) if a.number not in sheet.dropped]
    twins = [
        (a, b) for a, b in pairs if key(a.text) == key(b.text) and b.number not in sheet.dropped
    ]
    # A page whose scraper doubled every line has no captions to find that way.
    if len(twins) <= max(2, 0.1 * len(lines)):
        for a, b in twins:
            # A lead that stands twice is a teaser and its paragraph: one of them stays.
            if not a.running:
                found |= {a.number: "caption", b.number: "caption"}
    for above, caption in pairs:
        if sheet.dropped.get(caption.number) != "caption":
            continue
        same = key(_CREDIT.sub("", caption.text)) == key(above.text)
        label = above.kind in (OTHER, OPEN) and (
            (spaced and not caption.gap) or (above.kind == OTHER and above.words <= 12)
        )
        attached = spaced and not caption.gap and above.gap and above.running
        if same or label or (attached and _is_bare_credit(caption)):
            found[above.number] = "caption"
    return found


def _is_bare_credit(line: Line) -> bool:
    return line.words <= 8


def drop_repeats(sheet: Sheet) -> dict[int, str]:
    """A teaser told again below, almost word for word, and lines that stand twice."""
    found: dict[int, str] = {}
    kept = sheet.kept()
    seen: set[str] = set()
    for line in reversed(kept):
        own = key(line.text)
        if own in seen and line.words >= 5:
            found[line.number] = "repeated"
        seen.add(own)
    for i, line in enumerate(kept):
        if line.number in found:
            continue
        if i >= MOST_TEASERS or len(line.text) > LONGEST_TEASER:
            break
        if not line.running or not any(_tells(later, line) for later in kept[i + 1 :]):
            break
        found[line.number] = "repeated"
    return found


def _tells(later: Line, teaser: Line) -> bool:
    """Whether a line holds nearly all of the teaser, with each of its figures and negations."""
    ours, theirs = words_of(teaser.text), words_of(later.text)
    weighty = load_rules().negation
    told = set(theirs)
    if any((w in weighty or any(c.isdigit() for c in w)) and w not in told for w in ours):
        return False
    triples = set(zip(ours, ours[1:], ours[2:], strict=False))
    if len(triples) < 4:
        return False
    return len(triples & set(zip(theirs, theirs[1:], theirs[2:], strict=False))) >= SAME * len(
        triples
    )


def drop_headings(sheet: Sheet) -> dict[int, str]:
    """Subheadings, stray headlines and runs of labels between two paragraphs."""
    kept = sheet.kept()
    found: dict[int, str] = {}
    i = 1
    while i < len(kept):
        run = i
        while run < len(kept) and _is_label(sheet, kept[run]):
            run += 1
        if run > i and run < len(kept) and kept[run].running and _closed(sheet, kept[i - 1]):
            found |= _judge(kept[i:run])
        i = max(run, i) + 1
    return found


def _is_label(sheet: Sheet, line: Line) -> bool:
    if line.number in sheet.listed:
        return False
    return (line.kind == OTHER and not line.text.endswith(".")) or _is_question(line)


def _closed(sheet: Sheet, line: Line) -> bool:
    return line.stopped and line.number not in sheet.listed


def _judge(run: Sequence[Line]) -> dict[int, str]:
    if len(run) == 1 and _is_subheading(run[0]):
        return {run[0].number: "subheading"}
    if all(line.titled >= 0.8 and line.words >= 4 and not line.bullet for line in run):
        return {line.number: "headline" for line in run}
    if len(run) > 1 and all(line.words <= 6 and not line.bullet for line in run):
        return {line.number: "labels" for line in run}
    return {}


def _is_subheading(line: Line) -> bool:
    if _is_question(line):
        return True
    if line.stopped or _ATTRIBUTED.search(line.text):
        return False
    short = 1 <= line.words <= LONGEST_HEADING and len(line.text) <= 80
    return (
        short
        and line.text[-1:] not in ":;,-–—"
        and line.text.lstrip("\"“'‘(0123456789. ")[:1].isupper()
    )


def _is_question(line: Line) -> bool:
    text = line.text.casefold()
    if not text.endswith("?") or line.words > LONGEST_QUESTION or _TO_SOMEBODY.search(text):
        return False
    one = not any(mark in text[:-1] for mark in ".?!") and text[:1] not in "\"“'‘"
    return one and any(text.startswith(word + " ") for word in load_rules().asking)
