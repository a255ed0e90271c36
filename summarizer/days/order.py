"""Whether two passages can be told one behind the other without a wrong day."""

from summarizer.data import Passage
from summarizer.days.passages import told_day


def in_time(first: Passage, then: Passage) -> bool:
    """Whether one sentence may tell the two in this order.

    Readers take what follows to be later, and of the day told before: "began meeting at 07:09, and
    by Tuesday afternoon the site had not been announced" turns the days around. So told days stand
    in their order, and a passage that tells none was written on the day that the other tells, or on
    the other's own.
    """
    days, written = [told_day(first), told_day(then)], [_written(first), _written(then)]
    if all(days):
        return days[0] <= days[1]
    if not any(days):
        return not all(written) or written[0] == written[1]
    day, other = (days[0], written[1]) if days[0] else (days[1], written[0])
    return not other or day == other


def _written(passage: Passage) -> str:
    date = passage.sentence.article.date
    return date.value[:10] if date else ""
