"""Whether two passages can be told one behind the other without a wrong day."""

from summarizer.data import Passage
from summarizer.days.passages import told_day


def in_time(first: Passage, then: Passage) -> bool:
    """Whether one sentence may tell the two in this order.

    Readers take what follows to be later, and of the day told before: "exchanged rifles, and asked
    by reporters" puts the question behind the exchange, "came to Downing Street on Wednesday night,
    and Johnson appointed Zahawi" the appointment of the day before. So the told days stand in their
    order and are two, or neither passage tells one and both were written on one day.
    """
    days = [told_day(first), told_day(then)]
    if any(days):
        return "" not in days and days[0] < days[1]
    written = [first.sentence.article.day, then.sentence.article.day]
    return not all(written) or written[0] == written[1]
