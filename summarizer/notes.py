"""What a writer is given of some passages."""

from collections.abc import Sequence
from itertools import pairwise

from summarizer.data import Passage
from summarizer.parts import detached, fronted, unconnected


def notes(passages: Sequence[Passage]) -> list[str]:
    """The English of the passages, without what ties it to a sentence that is not there.

    Behind the sentence that it follows in its article a passage keeps its "Of that number, ...",
    without a "But" before it.
    Who says it stands before it, so that he does not seem to say another one, too.
    """
    told = [detached(passage.english) for passage in passages[:1]]
    for before, passage in pairwise(passages):
        tied = passage.sentence.follows(before.sentence)
        told.append((unconnected if tied else detached)(passage.english))
    return [*told[:1], *map(fronted, told[1:])]
