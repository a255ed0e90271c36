"""The sentences of a brief in the order of the days that they tell."""

from collections.abc import Sequence
from dataclasses import dataclass

from summarizer.data import Claim, Passage
from summarizer.days import named_days, told, told_days
from summarizer.days.passages import OF_REPORT

LEAST_DAYS = 2
"""One day is no order of days."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One day, as an ISO date, and the claims that tell it, in the order of the brief."""

    day: str
    claims: tuple[Claim, ...]


def timeline(claims: Sequence[Claim]) -> list[Entry]:
    """The claims that tell one day, plans included, by that day; empty unless there are two days.

    A claim takes part by the one day that its sentence names, if every cited passage that tells
    days tells that one; by the one day of its passages, if its sentence names none. The day of a
    report is not counted beside another. Claims that tell several days, or one that is not sure,
    are left out.
    """
    days: dict[str, list[Claim]] = {}
    for claim in claims:
        day = day_of(claim)
        if day:
            days.setdefault(day, []).append(claim)
    if len(days) < LEAST_DAYS:
        return []
    return [Entry(day, tuple(days[day])) for day in sorted(days)]


def day_of(claim: Claim) -> str:
    """The ISO date by which a claim stands in the timeline, empty where it has no place."""
    named = named_days(claim.text, claim.passages)
    tellings = [days for p in claim.passages if (days := _days(p))]
    if named and len(named) > 1:
        named = named - {basis.day for basis in claim.dates if basis.how == OF_REPORT} or named
    if named is None or len(named) > 1 or not tellings:
        return ""
    if named:
        (day,) = named
        return day if all(day in days for days in tellings) else ""
    sure = [told_days(p) for p in claim.passages]
    one = frozenset(day for found in sure if found for day in found)
    return min(one) if len(one) == 1 and None not in sure else ""


def _days(passage: Passage) -> frozenset[str]:
    return frozenset(resolved.day for resolved in told(passage))
