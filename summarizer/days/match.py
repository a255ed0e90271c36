"""Which day an expression of an English sentence means, as the passages behind it tell."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from summarizer.data import Passage
from summarizer.days.atoms import quoted
from summarizer.days.model import Resolved
from summarizer.days.passages import readings
from summarizer.days.resolve import Reading, resolved
from summarizer.days.scan import Mention, scan
from summarizer.days.window import Day
from summarizer.days.words import any_of, words


@dataclass(frozen=True, slots=True)
class Told:
    """One expression of a passage: what was read, and the same to keep where it names a day.

    ``dated``: the article has a date, so an expression without a day is unsure, not just unknown.
    """

    reading: Reading
    resolved: Resolved | None
    dated: bool


def all_told(passages: Sequence[Passage]) -> list[Told]:
    """Every expression of the passages that may name a day."""
    found = list[Told]()
    for passage in passages:
        article, text = passage.sentence.article, passage.sentence.text
        published = article.date.value if article.date else ""
        for reading in readings(passage):
            kept = resolved(text, reading, published) if reading.day else None
            found.append(Told(reading, kept, bool(published)))
    return found


def meant(mention: Mention, told: Sequence[Told]) -> tuple[Day | None, tuple[Resolved, ...]]:
    """The one day that the passages give the expression, and every expression that gives it.

    None where they give no day or several, or where one that may mean another day is unsure.
    """
    alike = [t for t in told if _alike(mention, t.reading)]
    days = {t.reading.day for t in alike if t.reading.day}
    unsure = any(t.resolved is None and (t.dated or t.reading.clash) for t in alike)
    if len(days) != 1 or unsure:
        return None, ()
    day = days.pop()
    if mention.weekday is not None and day is not None and mention.weekday != day.weekday():
        return None, ()
    return day, tuple(dict.fromkeys(t.resolved for t in alike if t.resolved))


def _alike(mention: Mention, reading: Reading) -> bool:
    """Whether an expression of a passage is, or may be, what the English one stands for."""
    if mention.date is not None:
        year, month, number = mention.date
        if reading.day is None:
            return reading.mention.date is not None and reading.mention.date[1:] == (month, number)
        told = (reading.day.month, reading.day.day)
        # A translator may turn "(3/10)" into "(10/3)".
        same = told == (month, number) or (not mention.named and told == (number, month))
        return same and year in (None, reading.day.year)
    if mention.weekday is not None:
        return reading.mention.weekday == mention.weekday
    return mention.shift is not None and reading.mention.shift == mention.shift


def in_words(mention: Mention) -> Day | None:
    """The day of an expression that is a full date by itself."""
    if mention.date is None or mention.date[0] is None:
        return None
    try:
        return Day(mention.date[0], mention.date[1], mention.date[2])
    except ValueError:
        return None


def own(text: str) -> Iterator[Mention]:
    """The expressions of an English sentence outside direct speech."""
    speech = quoted(text)
    for mention in scan(text, "en"):
        if not any(start <= mention.start < end for start, end in speech):
            yield mention


def bounds(text: str, mention: Mention, language: str) -> bool:
    """Whether the day only bounds or compares what is told: "sejak Senin", "after talks on Monday".

    Direct speech and commas end the reach of such a word.
    """
    lists = words(language).lists
    before = re.split(r"[,;:.“”\"]\s", text[: mention.start])[-1]
    led = re.sub(r"\s*(?:pada|hari|on|the|\s)*\Z", "", before, flags=re.IGNORECASE)
    near = led.lower().rsplit(maxsplit=1)[-1].strip("(") if led.strip() else ""
    far = any_of(lists["bounds_clause"]).search(before)
    possessive = text.startswith(("'s", "’s"), mention.end)
    return near in lists["bounds"] or far is not None or possessive


def named_days(text: str, passages: Sequence[Passage]) -> frozenset[str] | None:
    """The ISO days that an English sentence tells of; None where one of them is not sure.

    A full date counts as it stands; what else names a day counts as the passages tell it, or as a
    full date of the sentence itself does. A day that only bounds or compares ("since Monday", "from
    Tuesday's 16,220") is not the day of what is told, and so not sure.
    """
    told, mentions = all_told(passages), list(own(text))
    if any(bounds(text, mention, "en") for mention in mentions):
        return None
    full = {day for mention in mentions if (day := in_words(mention)) is not None}
    found = set(full)
    for mention in mentions:
        if in_words(mention) is not None:
            continue
        day = meant(mention, told)[0]
        short = [d for d in full if mention.date is None and d.weekday() == mention.weekday]
        if day is None and len(short) != 1:
            return None
        found.add(day or short[0])
    return frozenset(day.isoformat() for day in found)


def told_days(passage: Passage) -> frozenset[str] | None:
    """The ISO days that a passage tells of; None where one of them is not sure."""
    article, text = passage.sentence.article, passage.sentence.text
    found = readings(passage)
    sure = (r.day and not bounds(text, r.mention, article.language) for r in found)
    return frozenset(r.day.isoformat() for r in found if r.day) if all(sure) else None
