"""When a report was written, in front of what it tells without a day."""

import re
from collections.abc import Sequence
from datetime import date

from summarizer.data import Passage
from summarizer.days import Resolved, own_day, told, written
from summarizer.days.passages import WEAK
from summarizer.parts import lowered
from summarizer.quantities import values

PRESENT = re.compile(
    r"\b(?:now|currently|so far|at present|is|are|isn't|aren't|has|have|will|remains?)\b",
    re.IGNORECASE,
)
SAID = re.compile(
    r"\b(?:said|says|added|stressed|stated|told|warned|promised|denied|claimed|argued|insisted"
    r"|replied|confirmed|acknowledged|admitted|threatened|urged|hoped|feared|estimated|expected)\b"
    r"|\b\d{1,2}:\d{2}\b",
    re.IGNORECASE,
)
"""What was said, or at what time, asks on which day: one "stressed that he would not resign" before
he did."""

RELATIVE = re.compile(
    r"\b(?:next|this|last|the coming|the past) (?:few )?(?:days?|weeks?|weekend|months?|years?)\b"
    r"|\bin the near future\b",
    re.IGNORECASE,
)
"""Counted from the day of the article, the last one's, too."""

PLANNED = re.compile(
    r"\b(?:will|(?:is|are) (?:planned|scheduled|expected|due|set|estimated))\b", re.IGNORECASE
)
"""Of a day that the last article has left behind it is no news any more."""

QUOTED = re.compile(r"[\"“][^\"“”]*[\"”]")
DATED = re.compile(r"[\"“]|(?:as (?:of|reported)|according to|asked)\b", re.IGNORECASE)
"""An opening that has no room for the day, or tells one."""


def reported(text: str, passages: Sequence[Passage], last: str) -> tuple[str, tuple[Resolved, ...]]:
    """An English sentence with the day of its article, where it tells what was so or said by then.

    "The number of displaced is now 62,359" of the seventh would be quoted as today's in a brief
    that goes on to the twelfth: "As reported on 7 October 2018, ...". So for what is said, counted,
    timed by the clock, and for "next week". Only where the passages tell no day, their articles are
    of one day, and ``last``, the ISO date of the last article, is later, or the words count from
    the article's day; or where what they plan is over by then. The date rests on the article's own.
    Given its own result it changes nothing.
    """
    articles = {p.sentence.article for p in passages}
    days = {a.day for a in articles if a.date and a.date.how != WEAK}
    if any(a.date is None for a in articles) or len(days) != 1 or DATED.match(text):
        return text, ()
    (day,) = days
    bare = QUOTED.sub("", text)
    named = [found.day for passage in passages for found in told(passage)]
    if named:
        asks = day <= max(named) < last and bool(PLANNED.search(bare))
    else:
        asks = bool(RELATIVE.search(bare)) or (day < last and _timed(bare))
    if not asks:
        return text, ()
    basis = min((own_day(a) for a in articles if a.day == day), key=lambda b: b.published)
    return f"As reported on {written(date.fromisoformat(day))}, {lowered(text)}", (basis,)


def _timed(text: str) -> bool:
    """Whether it tells what holds, is said or is counted on some day."""
    return bool(PRESENT.search(text) or SAID.search(text)) or _counts(text)


def _counts(text: str) -> bool:
    """Whether an amount stands there in figures."""
    kinds = ("number", "percent", "money")
    return any(v.kind in kinds and v.text[:1].isdigit() for v in values(text, "en"))
