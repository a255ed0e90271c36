"""The article's own day, as far as it is known, and the days counted from it."""

import datetime
import re
from collections.abc import Callable
from dataclasses import dataclass

from summarizer.days.words import MONTHS, WEEKDAYS

Day = datetime.date
HOME = 7
"""Hours east of UTC in western Indonesia, where most of the articles are dated."""

EARLY, LATE = 4, 20
"""Hours before which an article's "today" may be the day before, and from which its "last night"
may be the night that has just begun."""

NEAREST, SAME_YEAR = 60, 183
"""Days between an article and a date without its year: up to the first in any year, up to the
second in the article's own. Beyond, "14 Februari" in December may be either."""


@dataclass(frozen=True, slots=True)
class Window:
    """The days on which the article may have appeared, the first of them first, and the hour."""

    days: tuple[Day, ...]
    hour: int | None = None

    @property
    def day(self) -> Day:
        return self.days[0]

    def agreed(self, count: Callable[[Day], Day | None]) -> Day | None:
        """What the count gives from every possible day, or None where it differs."""
        found = {count(day) for day in self.days}
        return found.pop() if len(found) == 1 else None


def window(published: str, slack: int = 0) -> Window | None:
    """The window of an ISO date, with or without time and offset; None where there is no date.

    ``slack``: by how many days the article may be younger than its date says. A page that gives
    its time in UTC may say the day before.
    """
    try:
        first = datetime.date.fromisoformat(published[:10])
    except ValueError:
        return None
    time = re.match(r".{10}[T ](\d\d):\d\d(?::\d\d)?(?:([+-])(\d\d)|Z)?", published)
    hour = int(time[1]) if time else None
    if time and (time[2] or time.group().endswith("Z")):
        offset = int((time[2] or "+") + (time[3] or "0"))
        home = int(time[1]) - offset + HOME
        if offset < HOME:
            slack += home // 24
            hour = home % 24
    days = tuple(first + datetime.timedelta(days=n) for n in range(slack + 1))
    return Window(days, hour)


def written(day: Day) -> str:
    """``13 September 2023``."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def last(weekday: int, today: Day) -> Day:
    """The last such weekday up to today."""
    return today - datetime.timedelta(days=(today.weekday() - weekday) % 7)


def related(weekday: int, relation: str, today: Day) -> Day | None:
    """The weekday that a relation of ``lang/days.toml`` names; None where it leaves two open."""
    before = last(weekday, today - datetime.timedelta(days=1))
    coming = before + datetime.timedelta(days=7 if before + _WEEK != today else 14)
    same = today.weekday() == weekday
    weeks = {"last_week": -1, "this_week": 0, "next_week": 1}
    if relation in weeks:
        return _in_week(weekday, today, weeks[relation])
    answers: dict[str, Day | None] = {
        "last": before,
        "just": None if same else before,
        "next": coming,
        "other_week": coming if coming == _in_week(weekday, today, 1) else None,
        "tomorrow": coming if (coming - today).days == 1 else None,
        "this": today if same else None,
        "now": today if same else (before if (today - before).days == 1 else None),
    }
    return answers.get(relation)


_WEEK = datetime.timedelta(days=7)


def _in_week(weekday: int, today: Day, weeks: int) -> Day | None:
    """The weekday so many weeks on, if weeks from Monday and weeks from Sunday agree."""
    monday = today - datetime.timedelta(days=today.weekday())
    sunday = today - datetime.timedelta(days=(today.weekday() + 1) % 7)
    found = {
        monday + datetime.timedelta(days=7 * weeks + weekday),
        sunday + datetime.timedelta(days=7 * weeks + (weekday + 1) % 7),
    }
    return found.pop() if len(found) == 1 else None


def nearest(month: int, day: int, today: Day) -> Day | None:
    """The date without its year that is near enough to the article to be the one meant."""
    found = [
        date for year in (today.year - 1, today.year, today.year + 1)
        if (date := _date(year, month, day)) is not None
    ]  # fmt: skip
    best = min(found, key=lambda date: abs((date - today).days), default=None)
    if best is None:
        return None
    far = abs((best - today).days)
    return best if far <= NEAREST or (far <= SAME_YEAR and best.year == today.year) else None


def _date(year: int, month: int, day: int) -> Day | None:
    try:
        return datetime.date(year, month, day)
    except ValueError:
        return None


def named(day: Day) -> str:
    """``Wednesday``."""
    return WEEKDAYS[day.weekday()]
