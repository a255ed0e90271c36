"""A count that changed over time as one sentence of the brief, made of its values by code."""

from collections.abc import Iterator, Sequence
from datetime import date

from summarizer.data import Course, Difference, DifferenceValue
from summarizer.days import written
from summarizer.differences.rules import rules

LEAST, MOST = 3, 6
"""Values that make a course, and values that a reader can follow in one sentence."""


def courses(found: Sequence[Difference]) -> Iterator[Course]:
    """The developments that two articles or more tell, each in a sentence, the latest value first.

    "The number of dead stood at 2,073 on 11 October 2018 (BNPB), after 384 on 29 September 2018
    (BNPB) and 1,407 on 3 October 2018." Each value has its day and who gives it; of more than MOST
    values the first and the last are told. What is told of one place or by one of several sources
    has no sentence: only a count of the whole is a course of the event.
    """
    heads = {slot.label: slot.course for slot in rules().slots if slot.course}
    for difference in found:
        head = heads.get(difference.what) if difference.development else None
        values = _shortened(difference.values)
        articles = {v.citation.article for v in values}
        if head and len(values) >= LEAST and len(articles) > 1 and all(v.time for v in values):
            passages = (p for v in values for p in v.citation.passages)
            yield Course(_sentence(head, values), tuple(dict.fromkeys(passages)))


def _shortened(values: Sequence[DifferenceValue]) -> list[DifferenceValue]:
    return [*values] if len(values) <= MOST else [*values[: MOST - 1], values[-1]]


def _sentence(head: str, values: Sequence[DifferenceValue]) -> str:
    last, *earlier = values
    speakers = {v.said_by for v in values}
    one = min(speakers) if len(speakers) == 1 else ""
    *most, latest = [f"{v.value} {_when(v, one)}" for v in reversed(earlier)]
    course = f"{head.format(last.value)} {_when(last, one)}, after {', '.join(most)} and {latest}."
    return f"According to {one}, {course}" if one else course[:1].upper() + course[1:]


def _when(value: DifferenceValue, known: str) -> str:
    """Its day, and who gives the value where that is told and not ``known`` already."""
    speaker = f" ({value.said_by})" if value.said_by and value.said_by != known else ""
    return f"on {written(date.fromisoformat(value.time))}{speaker}"
