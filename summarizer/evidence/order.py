"""Groups in the order in which a brief tells them."""

from collections.abc import Sequence
from dataclasses import replace

from summarizer.data import SECTIONS, Group, Passage

LEAD_GROUPS = 2
"""The lead paragraph: the event, and the one thing more that most sources tell."""


def arranged(groups: Sequence[Group]) -> list[Group]:
    """The lead from the best groups, then section by section as the event went.

    Within a section dated groups go by their day; an undated one stands where its place in its
    articles puts it among them.
    """
    best = sorted(groups, key=lambda g: -g.score)[:LEAD_GROUPS]
    led = [replace(g, section="lead") if g in best else g for g in groups]
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
