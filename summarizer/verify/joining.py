"""Which of two passages may be told behind the other in one sentence."""

from collections.abc import Sequence
from itertools import permutations

from summarizer.data import Draft, Group, Passage
from summarizer.merging import side_by_sides
from summarizer.notes import notes
from summarizer.verify.problems import problems

LONG = 56
"""Words of the two together, above which the sentence is hard to read; a day may come on top."""


def beside(one: Passage, other: Passage) -> Sequence[Passage]:
    """The two in the order in which a sentence may join them with "and" or "but", else none.

    That is where nothing would be wrong with the sentence (``problems``), with the persons of the
    second one told by one name, or without the words that open both.
    """
    return next((pair for pair in permutations((one, other)) if _joins(*pair)), ())


def _joins(first: Passage, then: Passage) -> bool:
    told = (text for text in side_by_sides(notes((first, then))) if len(text.split()) <= LONG)
    return any(not problems(Draft(Group((first, then)), text)) for text in told)
