"""A count that changed over time as one sentence of the brief, made of its values by code."""

from collections.abc import Iterator, Sequence
from datetime import date

from summarizer.data import Course, Difference, DifferenceValue, Passage, Resolved
from summarizer.days import told, written
from summarizer.differences.rules import rules
from summarizer.quantities import values

LEAST, MOST = 3, 6
"""Values that make a course, and values that a reader can follow in one sentence."""

SPENT = 20
"""Words up to which a passage has no room for another fact: "Foreign aid began arriving when the
number of dead reached 1,407 people on Wednesday ..." has 27."""

AMOUNTS = frozenset(("number", "magnitude", "money", "percent"))


def courses(found: Sequence[Difference]) -> Iterator[Course]:
    """The developments that two articles or more tell, each in a sentence, the latest value first.

    "The number of dead stood at 2,073 on 11 October 2018 (BNPB), after 384 on 29 September 2018
    (BNPB) and 1,407 on 3 October 2018." Each day's last value has its day, told by its passage or
    the article's own, and who gives it; of more than MOST the first and the last are told. What is
    told of one place or by one of several sources has no sentence, nor what two causes have: only a
    count of the whole is a course.
    """
    heads = {slot.label: slot.course for slot in rules().slots if slot.course}
    grown = [difference for difference in found if difference.development]
    for difference in grown:
        head = heads.get(difference.what)
        steps = _shortened(difference.values)
        articles = {v.citation.article for v in steps}
        alone = sum(other.what == difference.what for other in grown) == 1
        if head and alone and len(steps) >= LEAST and len(articles) > 1:
            text = _sentence(head, steps)
            passages = tuple(dict.fromkeys(p for v in steps for p in v.citation.passages))
            spent = tuple(p for p in passages if _is_spent(p, text))
            dates = (date for v in steps for date in _dated(v))
            yield Course(text, passages, tuple(dict.fromkeys(dates)), spent)


def _shortened(given: Sequence[DifferenceValue]) -> list[DifferenceValue]:
    """Each day's last value that has a sure day and a likely translation, the latest first."""
    last: dict[str, DifferenceValue] = {}
    for value in given:
        if _dated(value) and all(p.likely for p in value.citation.passages):
            last.setdefault(value.time, value)
    steps = [*last.values()]
    return steps if len(steps) <= MOST else [*steps[: MOST - 1], steps[-1]]


def _dated(value: DifferenceValue) -> list[Resolved]:
    """What the day of a value rests on: words of its passage, or the article's own date."""
    for passage in value.citation.passages:
        for resolved in told(passage):
            if resolved.day == value.time:
                return [resolved]
    published = value.citation.article.date
    if published and published.value[: len("2018-10-07")] == value.time:
        return [Resolved(0, 0, "", published.value, value.time, "the day of the article")]
    return []


def _is_spent(passage: Passage, course: str) -> bool:
    """Whether a short passage states no other amount than the course that is told of it."""
    short = len(passage.english.split()) <= SPENT
    return short and _amounts(passage.english) <= _amounts(course)


def _amounts(text: str) -> set[object]:
    return {v.value for v in values(text, "en") if v.kind in AMOUNTS and not v.weak}


def _sentence(head: str, steps: Sequence[DifferenceValue]) -> str:
    last, *earlier = steps
    speakers = {v.said_by for v in steps}
    one = min(speakers) if len(speakers) == 1 else ""
    *most, latest = [f"{v.value} {_when(v, one)}" for v in reversed(earlier)]
    course = f"{head.format(last.value)} {_when(last, one)}, after {', '.join(most)} and {latest}."
    return f"According to {_whole(one)}, {course}" if one else course[:1].upper() + course[1:]


def _whole(speaker: str) -> str:
    """An office without a name of its own with its article: "the police"."""
    return f"the {speaker}" if speaker[:1].islower() else speaker


def _when(value: DifferenceValue, known: str) -> str:
    """Its day, and who gives the value where that is told and not ``known`` already."""
    speaker = f" ({value.said_by})" if value.said_by and value.said_by != known else ""
    return f"on {written(date.fromisoformat(value.time))}{speaker}"
