"""Articles -> events: what was given in one call but is not about one thing is told apart."""

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.cluster.hierarchy import fcluster, linkage

from summarizer.data import Article
from summarizer.names import names, usual
from summarizer.names.table import SOURCE_LANG

SAME_EVENT = 0.2
"""Cosine of two articles' names above which they tell of one event: on the 23 articles at hand
(three events) 0.29 at least within an event, 0.11 at most between two (scripts/LOG.md)."""

NAMED = 3
"""Names that stand for an event in one line."""


@dataclass(frozen=True, slots=True)
class Event:
    """Articles of one event, in the order given, and the names that most of them share."""

    articles: tuple[Article, ...]
    names: tuple[str, ...]

    @property
    def voices(self) -> int:
        """How many of the articles are no copies."""
        return sum(article.copy_of is None for article in self.articles)


def events(articles: Sequence[Article]) -> list[Event]:
    """The events that the articles are about, the one with most voices first.

    Average linkage over the cosine of the names that articles use, however often. An article
    without any name belongs to the largest event: nothing speaks for another. The order of the
    articles decides nothing but that within an event.
    """
    if not articles:
        return []
    bags = [_bag(article.text) for article in articles]
    labels = _labels(bags)
    groups: dict[int, list[int]] = {}
    for number, label in enumerate(labels):
        groups.setdefault(label, []).append(number)
    made = [
        _event([articles[n] for n in group], [bags[n] for n in group]) for group in groups.values()
    ]
    made.sort(key=lambda e: (-e.voices, -len(e.articles), min(a.text for a in e.articles)))
    return made


def _labels(bags: Sequence[Mapping[str, float]]) -> list[int]:
    named = [n for n, bag in enumerate(bags) if bag]
    labels = [0] * len(bags)
    if len(named) > 1:
        apart = [
            1.0 - _cosine(bags[a], bags[b]) for i, a in enumerate(named) for b in named[i + 1 :]
        ]
        found = fcluster(linkage(np.array(apart), "average"), 1.0 - SAME_EVENT, "distance")
        for n, label in zip(named, found, strict=True):
            labels[n] = int(label)
    largest = Counter(labels[n] for n in named).most_common(1)
    for n in set(range(len(bags))) - set(named):
        labels[n] = largest[0][0] if largest else 0
    return labels


def _bag(text: str) -> dict[str, float]:
    counts = Counter(
        word for name in names(text, SOURCE_LANG) for word in name.text.lower().split()
    )
    return {word: 1 + math.log(count) for word, count in counts.items()}


def _cosine(one: Mapping[str, float], other: Mapping[str, float]) -> float:
    product = sum(one[word] * other[word] for word in one.keys() & other.keys())
    norms = (sum(x * x for x in bag.values()) for bag in (one, other))
    return product / math.sqrt(math.prod(norms))


def _event(articles: Sequence[Article], bags: Sequence[Mapping[str, float]]) -> Event:
    spread: Counter[str] = Counter()
    for article in articles:
        spread.update({name.text for name in names(article.text, SOURCE_LANG)})
    weight = {name: sum(bag.get(name.lower().split()[0], 0.0) for bag in bags) for name in spread}
    best = sorted(spread, key=lambda name: (-spread[name], -weight[name], name))[:NAMED]
    return Event(tuple(articles), tuple(usual(name) or name for name in best))
