"""When a report was written, in front of what it tells without a day."""

import re
from collections.abc import Sequence
from datetime import date

from summarizer.data import Passage
from summarizer.days import Resolved, own_day, told, written
from summarizer.days.reports import PLANNED, QUOTED, report_day, timed
from summarizer.parts import detached, lowered, untimed

RELATIVE = re.compile(
    r"\b(?:next|this|last|the coming|the past) (?:few )?(?:days?|weeks?|weekend|months?|years?)\b"
    r"|\bin the near future\b",
    re.IGNORECASE,
)
"""Counted from the day of the article, the last one's, too."""

NOW = re.compile(r"\b(?:now|currently|so far|at present|to date)\b", re.IGNORECASE)
"""By the day of the article, whatever other day a sentence names."""

DATED = re.compile(r"[\"“]|(?:as (?:of|reported)|according to|asked)\b", re.IGNORECASE)
"""An opening that has no room for the day, or tells one."""


def reported_beside(text: str, passages: Sequence[Passage]) -> tuple[str, tuple[Resolved, ...]]:
    """A sentence of two passages, the one behind the other, with the days of their articles.

    A statement, a state or a count without a day would seem to be of the day that the other passage
    tells, or of the other article's: "..., and, as reported on 25 April 2024, BCA said ...". Where
    both are of one article's day, and tell none, ``reported`` says so of all of it; where both tell
    their day, or one article tells both, nothing is said. Given its own result it changes nothing.
    """
    silent = [_is_silent(p) for p in passages]
    days = [report_day(p.sentence.article) for p in passages]
    articles = {p.sentence.article for p in passages}
    if len(passages) != 2 or len(articles) != 2 or not any(silent) or "" in days:
        return text, ()
    if all(silent) and days[0] == days[1]:
        return text, ()
    for first, then in ((0, 1), (1, 0)):
        opening = detached(passages[first].english).rstrip(".")
        if opening.endswith('"') and text.startswith(inside := opening[:-1] + ',"'):
            opening = inside
        joint = BESIDE.match(text, len(opening))
        if joint and text.casefold().startswith(opening.casefold()):
            behind = text[joint.end() :]
            comma = "" if joint[0].startswith(";") else ","
            bases = tuple(own_day(passages[n].sentence.article) for n in (0, 1) if silent[n])
            if silent[then]:
                behind = f"{_as_of(days[then])}, {behind}"
            if not silent[first]:
                return f"{text[: joint.end()].rstrip()}{comma} {behind}", bases
            if silent[then]:
                link = f"{joint[0].rstrip()}{comma} "
                return f"{_opened(days[first], text[: joint.start()])}{link}{behind}", bases
            # In front it would seem to tell the other fact, too, which came later.
            link = joint[0] if comma == "" else f",{joint[0].lstrip(',')}"
            return f"{text[: joint.start()]}, {_as_of(days[first])}{link}{behind}", bases
    return text, ()


def _is_silent(passage: Passage) -> bool:
    """Whether a passage does not tell the day on which it holds."""
    named = [found.day for found in told(passage)]
    return not named or _by_now(passage.english, named, report_day(passage.sentence.article))


def _by_now(text: str, named: Sequence[str], day: str) -> bool:
    """Whether what a sentence tells is so by the day of its article, and no day that it names.

    "The death toll of Monday's quake is now at least 25,000" was written on Saturday.
    """
    return bool(NOW.search(QUOTED.sub("", text))) and max(named) < day


def _as_of(day: str) -> str:
    return f"as reported on {written(date.fromisoformat(day))}"


def _opened(day: str, text: str) -> str:
    framed = f"{_as_of(day)}, {lowered(text)}"
    return framed[:1].upper() + framed[1:]


BESIDE = re.compile(r"(?:,? (?:and|but)|;) (?!,? ?as reported\b)")
"""What stands between two passages of one sentence."""


def reported(text: str, passages: Sequence[Passage], last: str) -> tuple[str, tuple[Resolved, ...]]:
    """An English sentence with the day of its article, where it tells what was so or said by then.

    "The number of displaced is now 62,359" of the seventh would be quoted as today's in a brief
    that goes on to the twelfth: "As reported on 7 October 2018, ...". So for what is said, counted,
    timed by the clock, for "next week", and for "later on the same day", which tells no day here.
    Only where the passages tell no day, or an earlier one of what is so "now", their articles are
    of one day, and ``last``, the ISO date of the last article, is later, or the words count from
    the article's day; or where what they plan is over by then. The date rests on the article's own.
    Given its own result it changes nothing.
    """
    articles = {p.sentence.article for p in passages}
    days = {report_day(a) for a in articles}
    if "" in days or len(days) != 1 or DATED.match(text):
        return text, ()
    (day,) = days
    bare = QUOTED.sub("", text)
    named = [found.day for passage in passages for found in told(passage)]
    if named:
        planned = day <= max(named) < last and bool(PLANNED.search(bare))
        asks = planned or (day < last and _by_now(bare, named, day))
    else:
        lost = any(untimed(passage.english) for passage in passages)
        asks = bool(RELATIVE.search(bare)) or (day < last and (lost or timed(text)))
    if not asks:
        return text, ()
    basis = min((own_day(a) for a in articles if a.day == day), key=lambda b: b.published)
    return _opened(day, text), (basis,)
