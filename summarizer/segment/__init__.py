"""An article into sentences: half-open offsets into ``Article.text``, made once.

Lines and marks part first; inside a line, each run of ``. ? ! …`` is judged by what stands before
it (an abbreviation, an initial, a number) and by what follows. What the rules know of Indonesian
is ``lang/abbreviations.toml``; what they must get right is ``tests/segment_cases.toml``.

Every look around a full stop is bounded, so time is linear in the text whatever it holds.
"""

import re

from summarizer.data import Article, Sentence
from summarizer.segment.layout import lay_out
from summarizer.segment.stops import Stop, ends_sentence, with_closers

__all__ = ["LONGEST", "segment"]

LONGEST = 1200
"""Code points in a sentence; a longer one is cut, since no translator renders a page in one go."""

_BREAK = re.compile(r"[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]+")
_STOP = re.compile(r"[.?!…]+")
_ALNUM = re.compile(r"[^\W_]")
_GLYPH = r"[•▪●◦‣■►➢✓✔·]\s*"
_INNER_BULLET = re.compile(rf"\s*(?:{_GLYPH})?")
_LEADING_BULLET = re.compile(
    rf"\s*(?:{_GLYPH}|[-–—*]\s+|\(?\d{{1,2}}[.)]\s+|\(?[A-Za-z]\)\s+|[a-z]\.\s+)"
)


def segment(article: Article) -> list[Sentence]:
    """The sentences of an article, in order.

    They cross no line break, overlap no mark, and begin and end without white space. What leads
    a line as a bullet or an item's number is left out, and so is a stretch between line breaks or
    marks that holds neither letter nor digit; all else is in exactly one sentence. None is longer
    than ``LONGEST`` code points.
    """
    found = []
    for left, right in _stretches(article):
        stretch = article.text[left:right]
        for start, end in _sentences(stretch):
            for first, last in _portions(stretch, start, end):
                found.append(Sentence(article, left + first, left + last))
    return found


def _stretches(article: Article) -> list[tuple[int, int]]:
    """The spans of the text between line breaks and marks."""
    walls = [found.span() for found in _BREAK.finditer(article.text)]
    walls += [(mark.start, mark.end) for mark in article.marks if mark.start < mark.end]
    walls.append((len(article.text), len(article.text)))
    spans = []
    at = 0
    for start, end in sorted(walls):
        if start > at:
            spans.append((at, start))
        at = max(at, end)
    return spans


def _sentences(text: str) -> list[tuple[int, int]]:
    """The sentences of one stretch; none where it holds neither letter nor digit."""
    bullet = _LEADING_BULLET.match(text)
    start = bullet.end() if bullet and _ALNUM.search(text, bullet.end()) else _visible(text, 0)
    content = _ALNUM.search(text, start)
    if content is None:
        return []
    line = lay_out(text)
    last = len(text) - 1
    while not text[last].isalnum():
        last -= 1
    spans = []
    at = first = content.start()
    while found := _STOP.search(text, at, last):
        at = with_closers(line, found.end())
        if at > last:
            break
        if ends_sentence(line, Stop(first, found.start(), found.end(), at)):
            spans.append((start, at))
            start = _INNER_BULLET.match(text, at).end()  # type: ignore[union-attr]
            at = first = _ALNUM.search(text, start).start()  # type: ignore[union-attr]
    spans.append((start, len(text.rstrip())))
    return spans


def _visible(text: str, at: int) -> int:
    """The first place from ``at`` on that is not white space."""
    while at < len(text) and text[at].isspace():
        at += 1
    return at


def _portions(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The sentence, cut behind clauses or words where it is longer than ``LONGEST``."""
    portions = []
    while end - start > LONGEST:
        half = start + LONGEST // 2
        places = (text.rfind(sign, half, start + LONGEST) for sign in ("; ", ", ", " "))
        cut = next((place + 1 for place in places if place >= 0), start + LONGEST)
        portions.append((start, start + len(text[start:cut].rstrip())))
        start = _visible(text, cut)
    portions.append((start, end))
    return [span for span in portions if _ALNUM.search(text, *span)]
