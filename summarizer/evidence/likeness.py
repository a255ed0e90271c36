"""How alike passages are: in meaning, in words, and to the headlines of their articles."""

import re
import string
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from summarizer.data import Passage
from summarizer.days import told_day
from summarizer.evidence.marks import plain_words
from summarizer.protocols import Embedder
from summarizer.quantities import values

Matrix = NDArray[np.float64]
Facts = tuple[set[tuple[str, str]], str, str]
"""What a passage counts, as (unit, value), the day it tells, and that of its article."""

STEM = 6
WORDS = re.compile(r"[^\W_][\w-]{3,}|\d")
COUNTED = ("number", "money", "percent")

REPEATED = 0.92
"""Similarity above which two sentences of one article are one sentence said twice; below it an
author tells two facts, however alike their theme."""

APART = -1.0

MONTH = 21
"""Days between two articles from which they bring other news: "the EU took Indonesia to the WTO",
"Indonesia lost" and "Indonesia appealed", of three years, were one fact by their words."""

HEADLINES = 3
"""A long list of articles has headlines of many angles: those a passage is likest to count."""


class Embedded:
    """An embedder that is asked for the same text only once: evidence is chosen twice."""

    def __init__(self, embedder: Embedder) -> None:
        self.embedder, self.name = embedder, embedder.name
        self.known: dict[str, list[float]] = {}

    def embed(self, texts: Sequence[str]) -> list[list[float]]:
        """As the embedder's own."""
        new = [text for text in dict.fromkeys(texts) if text not in self.known]
        if new:
            self.known.update(zip(new, self.embedder.embed(new), strict=True))
        return [self.known[text] for text in texts]


@dataclass(frozen=True, slots=True)
class Likeness:
    """What ranking and grouping ask of N passages.

    ``meaning`` (N, N): cosine of the English sentence vectors. ``near`` (N, N): its mean with the
    likeness of the Indonesian words that tell what it is about, weighted by rarity. ``same``
    (N, N): how likely two tell one fact, see ``_sameness``. ``echo``, ``title`` and ``focus``
    (N,): likeness to the other articles, to the headlines and to the user's question.
    """

    meaning: Matrix
    near: Matrix
    same: Matrix
    echo: Matrix
    title: Matrix
    focus: Matrix


def likeness(passages: Sequence[Passage], embedder: Embedder, focus: str) -> Likeness:
    """All likenesses of the passages; the embedder is called once, and once for the focus."""
    vectors = np.array(embedder.embed([p.english for p in passages]), dtype=np.float64)
    meaning: Matrix = vectors @ vectors.T
    titles = [a.title.value for a in {p.sentence.article: None for p in passages} if a.title]
    texts = [p.sentence.text for p in passages]
    words = _shared_words([_bag(text) for text in texts + titles])
    plain = {word[:STEM] for word in plain_words()} | set(string.digits)
    telling = _shared_words([_bag(text) - plain for text in texts])
    count = len(passages)
    nearest = np.sort(words[:count, count:], axis=1)[:, -HEADLINES:]
    asked = np.array(embedder.embed([focus])[0], dtype=np.float64) if focus else None
    return Likeness(
        meaning,
        (meaning + telling) / 2,
        _sameness(passages, meaning, (meaning + words[:count, :count]) / 2),
        _echo(passages, meaning),
        nearest.mean(axis=1) if titles else np.zeros(count),
        np.zeros(count) if asked is None else vectors @ asked,
    )


def _echo(passages: Sequence[Passage], meaning: Matrix) -> Matrix:
    """How nearly each of the other articles says it: the mean over them of the likest passage."""
    owners = [p.sentence.article.text for p in passages]
    best = np.zeros((len(passages), len(set(owners))))
    for column, owner in enumerate(sorted(set(owners))):
        own = np.array([o == owner for o in owners])
        best[:, column] = np.where(own, 0.0, meaning[:, own].max(axis=1))
    return np.asarray(best.sum(axis=1) / max(1, best.shape[1] - 1), dtype=np.float64)


def _sameness(passages: Sequence[Passage], meaning: Matrix, near: Matrix) -> Matrix:
    """How likely each pair tells one fact: 1 at most, -1 where it cannot be.

    The mean of two likenesses: of the English sentence vectors, which see meaning, and of the
    Indonesian words weighted by rarity, which see names and do not suffer from a bad translation.
    Passages that state other counts, tell another day or are of another month are apart. On the 84
    same-fact pairs of seeds/ 0.44 gives a precision of 0.83 and a recall of 0.12, 0.38 gives 0.78
    and 0.25 (scripts/LOG.md): few merges, but right ones.
    """
    same = near.copy()
    facts = [(counts(p.sentence.text), told_day(p), p.sentence.article.day) for p in passages]
    for i, a in enumerate(passages):
        for j in range(i + 1, len(passages)):
            one_author = a.sentence.article == passages[j].sentence.article
            if (one_author and meaning[i, j] < REPEATED) or _differ(facts[i], facts[j]):
                same[i, j] = same[j, i] = APART
    return same


def _bag(text: str) -> set[str]:
    """The words of a text, cut to a crude stem, and its digits."""
    return {word[:STEM] for word in WORDS.findall(text.casefold())}


def _shared_words(bags: Sequence[set[str]]) -> Matrix:
    """Cosine of word counts weighted by inverse document frequency."""
    often = Counter(word for bag in bags for word in bag)
    place = {word: k for k, word in enumerate(sorted(often))}
    weights = np.zeros((len(bags), max(1, len(place))))
    for i, bag in enumerate(bags):
        for word in bag:
            weights[i, place[word]] = np.log(1 + len(bags) / often[word])
    norms = np.linalg.norm(weights, axis=1, keepdims=True)
    weights /= np.where(norms > 0, norms, 1.0)
    return weights @ weights.T


def _differ(a: Facts, b: Facts) -> bool:
    """Another day's statement, another count, or news of another month: alike in words, but not
    the same fact."""
    (numbers, day, here), (others, other_day, there) = a, b
    apart = bool(numbers and others and not numbers & others)
    if day and other_day:
        return apart or day != other_day
    return apart or days_between(here, there) >= MONTH


def days_between(one: str, other: str) -> int:
    """Between two ISO dates, whichever is first; none where one is empty."""
    if not (one and other):
        return 0
    return abs(date.fromisoformat(one) - date.fromisoformat(other)).days


def counts(text: str) -> set[tuple[str, str]]:
    """The amounts that the Indonesian states; dates and clock times are not among them."""
    return {(v.unit, str(v.value)) for v in values(text, "id") if v.kind in COUNTED and not v.weak}
