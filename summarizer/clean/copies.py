"""Near-copies: articles that repeat another nearly word for word are one voice."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

from summarizer.clean.lines import words_of
from summarizer.data import Article

SHINGLE = 5
COPY = 0.8
"""Share of the shorter article's five-word shingles found in the longer one. A wire story under
another dateline and byline stays above it; another telling of the same event scores near 0."""
ALIKE = 1.1
"""Ratio of two lengths up to which the earlier article is the voice: a copy with a byline more
says nothing more."""
FEWEST_WORDS = 40
"""Words below which an article must be equal to be a copy: short reports share stock phrases."""


@dataclass(frozen=True, slots=True)
class _Print:
    """The words of an article and their shingles."""

    words: tuple[str, ...]
    shingles: frozenset[tuple[str, ...]]


def mark_copies(articles: Sequence[Article]) -> list[Article]:
    """The articles in the same order, each copy with the article it repeats in ``copy_of``.

    Among copies the longest text is the voice, lengths within about a tenth being alike, then the
    earliest date, then text and path, so the order of the input does not matter. ``copy_of``
    always points to a voice of the list, never to a copy; an article without text is nobody's
    copy.
    """
    order = sorted(range(len(articles)), key=lambda i: _rank(articles[i]))
    prints = {i: _print(articles[i].text) for i in order}
    voice: dict[int, int] = {}
    for n, i in enumerate(order):
        match = max(order[:n], key=lambda j: _containment(prints[i], prints[j]), default=i)
        if match != i and _containment(prints[i], prints[match]) >= COPY:
            voice[i] = voice.get(match, match)
    voices = {i: replace(articles[i], copy_of=None) for i in order if i not in voice}
    return [
        replace(article, copy_of=voices[voice[i]]) if i in voice else voices[i]
        for i, article in enumerate(articles)
    ]


def _rank(article: Article) -> tuple[int, str, str, str, int]:
    date = article.date.value if article.date else "9999"
    length = -round(math.log(len(article.text) + 1) / math.log(ALIKE))
    return length, date, article.text, article.path, article.row or 0


def _print(text: str) -> _Print:
    words = tuple(words_of(text))
    runs = (words[i : i + SHINGLE] for i in range(len(words) - SHINGLE + 1))
    return _Print(words, frozenset(runs))


def _containment(short: _Print, long: _Print) -> float:
    """How much of the shorter article the longer one holds, from 0 to 1."""
    if len(short.words) < FEWEST_WORDS:
        return float(bool(short.words) and short.words == long.words)
    return len(short.shingles & long.shingles) / len(short.shingles)
