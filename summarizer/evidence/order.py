"""Groups in the order in which a brief tells them."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from summarizer.data import SECTIONS, Group, Passage
from summarizer.days import told
from summarizer.evidence.marks import section
from summarizer.quantities import values

LEAD_GROUPS = 2
"""The lead paragraph: the event, and the one thing more that most sources tell."""

LEAD_EARLY = 0.6
"""Earliness of a passage from which its group may lead: a forecast from the middle of two articles
stood second over a rise of interest rates."""

LAST_DAY = 31
"""Of a month or year that is told without a day; every day of it is up to then."""

FRESH = 1
"""Days before the last article within which an announcement without a day still lies ahead."""


def arranged(groups: Sequence[Group]) -> list[Group]:
    """The lead from the best groups that an article opens with, then section by section.

    Within a section, which goes as the event went, dated groups go by their day; an undated one
    stands where its place in its articles puts it among them. What was announced and is over by the
    day of the last article comes next no more.
    """
    ranked = sorted(groups, key=lambda g: -g.score)
    able = [g for g in ranked if max(map(earliness, g.passages)) >= LEAD_EARLY]
    best = [*able, *(g for g in ranked if g not in able)][:LEAD_GROUPS]
    last = max((a.day for g in groups for a in g.articles), default="")
    led = [replace(g, section="lead") if g in best else _current(g, last) for g in groups]
    days = sorted(g.day for g in led if g.day)
    middle = days[len(days) // 2] if days else ""

    def place(group: Group) -> tuple[int, float, str, float]:
        section = SECTIONS.index(group.section)
        rank = -group.score if group.section == "lead" else 0.0
        early = sum(map(earliness, group.passages)) / len(group.passages)
        return section, rank, group.day or middle, 1.0 - early

    return sorted(led, key=place)


def earliness(passage: Passage) -> float:
    """1 at the article's first character, 0 at its end: news tells the most important first."""
    return 1.0 - passage.sentence.start / max(1, len(passage.sentence.article.text))


def _current(group: Group, last: str) -> Group:
    """The group, in the section of what was said or happened where what it announces is over."""
    if group.section != "what comes next" or any(_lies_ahead(p, last) for p in group.passages):
        return group
    texts = (p.sentence.text for p in group.passages)
    return replace(group, section=section(texts, ahead=False))


def _lies_ahead(passage: Passage, last: str) -> bool:
    """Whether what a passage announces may still come after the ISO date of the last article.

    By the last day, month or year that it tells; without any, by the day that it was written on.
    """
    written = passage.sentence.article.day
    if not (last and written):
        return True
    days = [found.day for found in told(passage)]
    for value in values(passage.sentence.text, passage.sentence.article.language):
        if value.kind == "month" and isinstance(value.value, tuple):
            year, month = value.value
            days.append(f"{year or written[:4]}-{month:02}-{LAST_DAY}")
        elif value.kind == "year":
            days.append(f"{value.value}-12-{LAST_DAY}")
    if days:
        return max(days) >= last
    return date.fromisoformat(written) >= date.fromisoformat(last) - timedelta(days=FRESH)
