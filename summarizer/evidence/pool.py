"""The passages to choose from, and which of them lie near to each other."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property

from summarizer.data import Passage
from summarizer.evidence.likeness import Likeness

Beside = Callable[[Passage, Passage], Sequence[Passage]]
"""The order in which one sentence may tell two passages, empty where it may not."""

FAR = 3
"""Passages between two of one article that still belong to one matter, at most."""

NEAREST = 0.8
"""Share of the likeness of the likest that is no much less."""

NEARER = 0.33
"""Likeness to a passage of another article from which that is where it belongs."""


@dataclass(frozen=True)
class Pool:
    """The passages to choose from, and how alike they are."""

    passages: Sequence[Passage]
    likeness: Likeness
    beside: Beside

    @cached_property
    def _places(self) -> dict[Passage, int]:
        places: dict[Passage, int] = {}
        for place, passage in enumerate(self.passages):
            places.setdefault(passage, place)
        return places

    @cached_property
    def _known(self) -> dict[int, int]:
        return {id(passage): self._places[passage] for passage in self.passages}

    def at(self, passage: Passage) -> int:
        """Its position; the first of equal ones."""
        # Asked half a million times: a passage's hash goes down to its article's text.
        place = self._known.get(id(passage))
        return self._places[passage] if place is None else place

    @cached_property
    def _orders(self) -> dict[frozenset[Passage], Sequence[Passage]]:
        return {}

    def ordered(self, one: Passage, other: Passage) -> Sequence[Passage]:
        """As ``beside``, asked once for two passages."""
        two = frozenset((one, other))
        if two not in self._orders:
            self._orders[two] = self.beside(one, other)
        return self._orders[two]

    def follows(self, one: Passage, other: Passage) -> bool:
        """Whether one is at most FAR passages before or behind the other in their article."""
        article = one.sentence.article
        own = sorted(p.sentence.start for p in self.passages if p.sentence.article == article)
        return abs(own.index(one.sentence.start) - own.index(other.sentence.start)) <= FAR

    def near_to(self, one: Passage, rest: Sequence[Passage]) -> bool:
        """Whether a passage of another article is NEARER."""
        row = self.likeness.near[self.at(one)]
        others = (p for p in rest if p.sentence.article != one.sentence.article)
        return any(row[self.at(other)] >= NEARER for other in others)

    def nearest_to(self, one: Passage, other: Passage, rest: Sequence[Passage]) -> bool:
        """Whether none of the rest, of other articles, is much nearer to ``other`` than ``one``."""
        row = self.likeness.near[self.at(other)]
        rest = [p for p in rest if p.sentence.article != other.sentence.article]
        return bool(row[self.at(one)] >= NEAREST * max((row[self.at(p)] for p in rest), default=0))
