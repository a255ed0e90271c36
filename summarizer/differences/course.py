"""A count that changed over time as one sentence of the brief, made of its values by code."""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal

from summarizer.data import Course, Difference, DifferenceValue, Passage, Resolved
from summarizer.days import own_day, told, written
from summarizer.differences.rules import rules
from summarizer.differences.sentence import texts
from summarizer.differences.sources import Event
from summarizer.differences.statements import statements
from summarizer.quantities import values

LEAST, MOST = 2, 6
"""Values that make a course, and values that a reader can follow in one sentence."""

SPENT = 20
"""Words up to which a passage has no room for another fact: "Foreign aid began arriving when the
number of dead reached 1,407 people on Wednesday ..." has 27."""

SMALL = 50
"""Below it two equal numbers may well count two things."""

AMOUNTS = frozenset(("number", "magnitude", "money", "percent"))


def courses(found: Sequence[Difference]) -> Iterator[Course]:
    """The developments that two articles or more tell, each in a sentence, the latest value first.

    "The number of dead stood at 2,073 on 11 October 2018 (BNPB), after 384 on 29 September 2018
    (BNPB) and 1,407 on 3 October 2018." Each day's last value has its day, told by its passage or
    the article's own, and who gives it; of more than MOST the first and the last are told. What is
    told of one place has no sentence, nor what two causes have: only a count of the whole is a
    course. Those of most values come first.
    """
    grown = [difference for difference in found if difference.development]
    made = []
    for difference in grown:
        head, leads = _head(difference)
        steps = _shortened(difference.values)
        articles = {v.citation.article for v in steps}
        alone = sum(other.what == difference.what for other in grown) == 1
        if head and alone and len(steps) >= LEAST and len(articles) > 1:
            text = _sentence(head, steps)
            passages = tuple(dict.fromkeys(p for v in steps for p in v.citation.passages))
            spent = tuple(p for p in passages if _is_spent(p, text))
            dates = (date for v in steps for date in _dated(v))
            latest = _last(head, steps[0]) if leads else ""
            course = Course(text, passages, tuple(dict.fromkeys(dates)), spent, latest)
            made.append((len(steps), course))
    for _, course in sorted(made, key=lambda one: -one[0]):
        yield course


def outdated(found: Sequence[Difference], passages: Sequence[Passage]) -> frozenset[Passage]:
    """The passages that state a count which a later one of its development has replaced.

    Of a toll that heads the brief also those that state one of an earlier day for a part of it:
    "912 people were killed in Turkey". Those that state a last one, too, are not: neither is what
    states a small number, which may count something else.
    """
    grown = [difference for difference in found if difference.development]
    last = {amount for d in grown for amount in _amounts(d.values[0].value)}
    every = {amount for d in grown for v in d.values for amount in _amounts(v.value)}
    old = {amount for amount in every - last if amount >= SMALL}
    early = _earlier([d for d in grown if _head(d)[1]], passages)
    stated = ((passage, _amounts(passage.english)) for passage in passages)
    return frozenset(p for p, n in stated if (p in early or n & old) and not n & last)


def _earlier(leading: Sequence[Difference], passages: Sequence[Passage]) -> set[Passage]:
    """The passages that state a value of such a slot of an earlier day, of whatever place."""
    ends = {d.what.partition(", ")[0]: max(v.time for v in d.values) for d in leading}
    if not ends:
        return set()
    read = texts(passages)
    event = Event.of(read)
    told = [(text.passage, one) for text in read for one in statements(text, event)]
    return {
        passage
        for passage, one in told
        if one.day < ends.get(one.slot.label, "") and one.span[0] >= SMALL
    }


def _head(difference: Difference) -> tuple[str, bool]:
    """How the last value is told, with ``{}`` for it, and whether an event is known for it.

    Empty where there is no sentence for it.

    Of what is told "according to" one source the sentence names it; a slot whose head has ``{of}``
    is told of the one thing that is measured, such as an index.
    """
    speakers = {value.said_by for value in difference.values}
    whole = difference.what
    for name in speakers if len(speakers) == 1 else ():
        whole = whole.removesuffix(f", according to {name}")
    label, _, thing = whole.partition(", ")
    slots = (slot for slot in rules().slots if slot.label == label)
    head, leads = next(((slot.course, "leads" in slot.flags) for slot in slots), ("", False))
    if "{of}" not in head:
        return "" if thing else head, leads
    return head.replace("{of}", thing) if thing and ", " not in thing else "", leads


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
    article = value.citation.article
    return [own_day(article)] if article.day and article.day == value.time else []


def _is_spent(passage: Passage, course: str) -> bool:
    """Whether a short passage states no other amount than the course that is told of it."""
    short = len(passage.english.split()) <= SPENT
    bare = _COUNTRIES.sub("", passage.english)
    return short and _amounts(bare) <= _amounts(course)


_COUNTRIES = re.compile(r"\b(?:two|three) countries\b")
"""What names the places of the event, and counts nothing."""


def _amounts(text: str) -> set[Decimal]:
    stated = (v.value for v in values(text, "en") if v.kind in AMOUNTS and not v.weak)
    return {value for value in stated if isinstance(value, Decimal)}


def _last(head: str, value: DifferenceValue) -> str:
    told = f"{head.format(value.value)} {_when(value, '')}"
    return f"{told[:1].upper()}{told[1:]}"


def _sentence(head: str, steps: Sequence[DifferenceValue]) -> str:
    last, *earlier = steps
    speakers = {v.said_by for v in steps}
    one = min(speakers) if len(speakers) == 1 else ""
    *most, latest = [f"{v.value} {_when(v, one)}" for v in reversed(earlier)]
    before = f"{', '.join(most)} and {latest}" if most else latest
    course = f"{head.format(last.value)} {_when(last, one)}, after {before}."
    return f"According to {_whole(one)}, {course}" if one else course[:1].upper() + course[1:]


def _whole(speaker: str) -> str:
    """An office without a name of its own with its article: "the police"."""
    return f"the {speaker}" if speaker[:1].islower() else speaker


def _when(value: DifferenceValue, known: str) -> str:
    """Its day, and who gives the value where that is told and not ``known`` already."""
    speaker = f" ({value.said_by})" if value.said_by and value.said_by != known else ""
    return f"on {written(date.fromisoformat(value.time))}{speaker}"
