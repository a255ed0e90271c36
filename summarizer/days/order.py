"""Whether two passages can be told one behind the other without a wrong day."""

import re
from collections.abc import Sequence

from summarizer.data import Passage
from summarizer.days.passages import told_day
from summarizer.days.reports import report_day, timed


def in_time(first: Passage, then: Passage) -> bool:
    """Whether one sentence may tell the two in this order.

    Readers take what follows to be later, and of the day told before: "exchanged rifles, and asked
    by reporters" puts the question behind the exchange, "came to Downing Street on Wednesday night,
    and Johnson appointed Zahawi" the appointment of the day before. So the told days stand in their
    order and are two, or neither passage tells one and both were written on one day. A statement, a
    state or a count that tells none has its report's, which the sentence then tells
    (``reported_beside``). Two passages of one article keep its order.
    """
    told = [told_day(first), told_day(then)]
    if first.sentence.article == then.sentence.article:
        ordered = first.sentence.start < then.sentence.start
        tied = then.sentence.follows(first.sentence)
        if EARLIER.match(then.english) and not told[0]:
            return False
        return ordered and (tied or not (all(told) and told[0] > told[1]))
    if all(told):
        return told[0] < told[1]
    written = [report_day(passage.sentence.article) for passage in (first, then)]
    if not any(told) and written[0] == written[1]:
        return True
    if not any(told) and not all(written):
        return timed(first.english) and timed(then.english)
    days = [day or _of_report(p) for day, p in zip(told, (first, then), strict=True)]
    return all(days) and (days[0] < days[1] or bool(told[0] and days[0] == days[1]))


EARLIER = re.compile(
    r"(?:(?:\w+ ){1,3}(?:minute|hour|day|week|month|year)s? (?:earlier|before)"
    r"|earlier|previously)\b",
    re.IGNORECASE,
)
"""An opening of what came before what the article told last."""


def two_days(one: Passage, other: Passage) -> bool:
    """Whether a sentence of the two, where they are ``in_time``, tells a day for each."""
    written = {report_day(passage.sentence.article) for passage in (one, other)}
    return bool(told_day(one) or told_day(other)) or ("" not in written and len(written) == 2)


def has_own_report(passages: Sequence[Passage]) -> bool:
    """Whether a sentence of two tells the second one's report: "..., and, as reported on ..."."""
    if len(passages) != 2 or told_day(passages[1]) or not two_days(*passages):
        return False
    one, other = (passage.sentence.article for passage in passages)
    return one != other and bool(report_day(other))


def _of_report(passage: Passage) -> str:
    return report_day(passage.sentence.article) if timed(passage.english) else ""
