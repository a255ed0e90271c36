"""Expressions -> days, from their own words and the date of their article."""

import datetime
import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from summarizer.days.model import Contradiction, Resolved
from summarizer.days.scan import Mention, scan
from summarizer.days.tense import Clues, clues, tense
from summarizer.days.window import (
    EARLY,
    LATE,
    Day,
    Window,
    last,
    named,
    nearest,
    related,
    window,
    written,
)
from summarizer.days.words import WEEKDAYS, Words

RECENT = 4
"""Days ago at most that a bare weekday lies where no word tells that it is past: Indonesian verbs
have no tense, and "Jumat Kim berangkat" in an article of a Thursday may well be tomorrow."""

_SHIFTS = {
    -2: "two days before",
    -1: "the day before",
    0: "the day of the article,",
    1: "the day after",
    2: "two days after",
}
_RELATIONS = {
    "": "the last {} up to",
    "last": "the last {} before",
    "just": "the last {} before",
    "next": "the first {} after",
    "other_week": "the first {} after",
    "tomorrow": "the first {} after",
    "this": "the day of the article, {},",
    "now": "the last {} up to",
    "last_week": "the {} of the week before that of",
    "this_week": "the {} of the week of",
    "next_week": "the {} of the week after that of",
}
_NIGHT = re.compile(r"\b(?:pukul|jam|at)\s0?[0-4][.:]\d\d", re.IGNORECASE)
_YEAR = re.compile(r"(?<![\d.,/-])(?:19|20)\d\d(?![\d/]|[.,]\d)")


@dataclass(frozen=True, slots=True)
class Reading:
    """A mention with the day it names, or with ``clash`` why its parts cannot be true together.

    Without a day ``how`` is empty.
    """

    mention: Mention
    day: Day | None = None
    how: str = ""
    clash: str = ""


@dataclass(frozen=True, slots=True)
class Context:
    """What a sentence does not say itself.

    ``window``: when its article appeared, None where that is unknown. ``inside``: it begins within
    direct speech. ``dated``: for each weekday the date that its article gave it last. ``only``: the
    same for weekdays that the whole article gives one date.
    """

    language: str = "id"
    window: Window | None = None
    inside: bool = False
    dated: Mapping[int, Day] = field(default_factory=dict)
    only: Mapping[int, Day] = field(default_factory=dict)


def resolve(text: str, published: str, language: str = "id") -> list[Resolved]:
    """Every expression of a sentence that names one day, in order, with that day.

    ``published`` is the ISO date of the article, with or without time; empty where it is unknown:
    then only full dates name a day. ``language`` is ``id``, ``ms`` or ``en``. It does not guess: an
    expression that allows two days names none, nor does one in direct speech that counts from the
    day of speaking ("besok"), nor one whose weekday and date contradict each other.
    """
    found = read(text, Context(language, window(published)))
    return [resolved(text, reading, published) for reading in found if reading.day]


def contradictions(text: str, published: str, language: str = "id") -> list[Contradiction]:
    """The expressions of a sentence whose weekday and date name different days."""
    return [
        Contradiction(
            r.mention.start, r.mention.end, text[r.mention.start : r.mention.end], r.clash
        )
        for r in read(text, Context(language, window(published)))
        if r.clash
    ]


def resolved(text: str, reading: Reading, published: str) -> Resolved:
    """The reading of a text as a value to keep; it must have a day."""
    start, end = reading.mention.start, reading.mention.end
    day = reading.day.isoformat() if reading.day else ""
    return Resolved(start, end, text[start:end], published[:10], day, reading.how)


def read(text: str, context: Context) -> list[Reading]:
    """Every expression of a sentence that may name one day, with the day where it is sure."""
    mentions = scan(text, context.language)
    told = clues(text, context.language, context.inside, len(mentions) == 1)
    found = list[Reading]()
    dated = dict(context.dated)
    for mention in mentions:
        reading = _read(mention, told, context)
        weekday = mention.weekday
        if weekday is not None and mention.date is not None and reading.day is not None:
            dated[weekday] = reading.day
        elif weekday is not None and not (mention.relation or mention.date or reading.clash):
            spoken = told.spoken(mention.start)
            reading = reading if spoken else _in_light(reading, weekday, dated, context)
        found.append(reading)
    return found


def _in_light(
    reading: Reading, weekday: int, dated: Mapping[int, Day], context: Context
) -> Reading:
    """A bare weekday in the light of the dates that its article gives such days."""
    if reading.day is not None:
        same = dated.get(weekday, reading.day) == reading.day
        return reading if same else Reading(reading.mention)
    day = context.only.get(weekday)
    if day is None or dated.get(weekday) != day or not _near(day, context.window):
        return reading
    how = f"the one {WEEKDAYS[weekday]} whose date its article gives"
    return Reading(reading.mention, day, how)


def _near(day: Day, when: Window | None) -> bool:
    """Whether no other such weekday lies as near to the article."""
    return when is None or all(abs((day - today).days) < 7 for today in when.days)


def _read(mention: Mention, told: Clues, context: Context) -> Reading:
    if mention.date is not None:
        return _dated(told.text, mention, context)
    if context.window is None or told.spoken(mention.start):
        return Reading(mention)
    if mention.shift is not None:
        return _shifted(mention, told, context.window)
    return _weekday(mention, told, context.window)


def _dated(text: str, mention: Mention, context: Context) -> Reading:
    year, month, number = mention.date or (None, 0, 0)
    if year is not None:
        try:
            day: Day | None = datetime.date(year, month, number)
        except ValueError:  # 29 February of a common year
            return Reading(mention)
        how = "the date as written"
    elif context.window is None or (mention.weekday is None and _other_year(text, context)):
        return Reading(mention)
    else:
        day = context.window.agreed(lambda today: nearest(month, number, today))
        how = f"the date nearest to {written(context.window.day)}"
    return _checked(mention, day, how)


def _checked(mention: Mention, day: Day | None, how: str) -> Reading:
    """The reading, unless the mention names another weekday."""
    if day is None:
        return Reading(mention)
    if mention.weekday is not None and mention.weekday != day.weekday():
        clash = f"{written(day)} is a {named(day)}, not a {WEEKDAYS[mention.weekday]}"
        return Reading(mention, clash=clash)
    return Reading(mention, day, how)


def _other_year(text: str, context: Context) -> bool:
    """Whether the sentence speaks of another year than the article's."""
    today = context.window.day if context.window else None
    return any(today is None or int(y) != today.year for y in _YEAR.findall(text))


def _shifted(mention: Mention, told: Clues, when: Window) -> Reading:
    shift = mention.shift or 0
    if shift not in _SHIFTS or (when.hour is not None and when.hour < EARLY):
        return Reading(mention)
    if mention.night and _late(told.text, when, told.lexicon):
        return Reading(mention)
    day = when.agreed(lambda today: today + datetime.timedelta(days=shift))
    return _checked(mention, day, f"{_SHIFTS[shift]} {written(when.day)}")


def _late(text: str, when: Window, lexicon: Words) -> bool:
    """Whether "last night" may have reached into the article's day, or have just begun."""
    small = any(word in text.lower() for word in lexicon.lists["small_hours"])
    return small or _NIGHT.search(text) is not None or (when.hour or 0) >= LATE


def _weekday(mention: Mention, told: Clues, when: Window) -> Reading:
    weekday, relation = mention.weekday or 0, mention.relation
    lies = "" if relation else tense(told, mention)
    if relation:
        day = when.agreed(lambda today: related(weekday, relation, today))
    elif lies == "future":
        relation = "next"
        day = when.agreed(lambda today: _ahead(weekday, today))
    elif lies:
        most = RECENT if lies == "untold" else 6
        day = when.agreed(lambda today: _behind(weekday, today, most))
    else:
        day = None
    if day is None:
        return Reading(mention)
    how = _RELATIONS[relation].format(WEEKDAYS[weekday])
    return Reading(mention, day, f"{how} {written(when.day)}")


def _behind(weekday: int, today: Day, most: int) -> Day | None:
    """The last such weekday, if it is at most so many days ago."""
    day = last(weekday, today)
    return day if (today - day).days <= most else None


def _ahead(weekday: int, today: Day) -> Day | None:
    """The next such weekday; on that weekday itself it may as well be today."""
    return None if weekday == today.weekday() else related(weekday, "next", today)
