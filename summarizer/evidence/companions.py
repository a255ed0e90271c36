"""What one sentence may tell beside a passage: another fact of the same matter."""

from collections.abc import Iterator, Sequence

from summarizer.data import Group, Passage
from summarizer.days import told_day, two_days
from summarizer.days.reports import PLANNED, SAID
from summarizer.evidence.leaning import leans, points_to, timed
from summarizer.evidence.likeness import APART, counts, days_between
from summarizer.evidence.marks import is_quotation, points_back, section
from summarizer.evidence.pool import Pool

COMPANION, OWN, NEXT = 0.25, 0.22, 0.15
"""Likeness from which a passage of another article joins one: near enough to be told with it,
though it tells another fact of the same matter. OWN, of the same article, FAR passages away at
most; NEXT, of the next sentence in the paragraph: its author told them one after the other."""

GAP = 3
"""Days between two facts, at most; counts may lie further apart. "The train crossed the border on
Tuesday, and Kim arrived in Vladivostok on Saturday" read like one journey (scripts/LOG.md)."""

CERTAIN, SURELY = 0.6, 0.75
"""How probably right is what another passage may join, and what joins it: a sentence of two is as
wrong as one of them."""

CROSS = 0.1
"""Likeness that it is worth to have two outlets in one sentence (scripts/LOG.md has the sweep)."""


def companions(group: Group, others: Sequence[Group], pool: Pool) -> Iterator[tuple[Group, float]]:
    """What one sentence may tell beside a group's first passage, and how much nearer than it must.

    Of another article, or near by in its own.
    """
    first = group.passages[0]
    if not certain(first):
        return
    alone = [g for g in others if joins(g) or _follows(g, first)]
    rest = [g.passages[0] for g in alone]
    row = pool.likeness.near[pool.at(first)]

    def belongs(other: Passage, own: bool) -> bool:
        close = pool.nearest_to(first, other, rest)
        if own:
            return pool.follows(first, other) and (close or not pool.near_to(other, rest))
        return close

    for one in alone:
        other = one.passages[0]
        own = one.articles == (first.sentence.article,)
        margin = float(row[pool.at(other)]) - least_likeness(first, other)
        tied = other.sentence.follows(first.sentence) and leans(other)
        # What is near goes last: it is looked up among all of the rest.
        fits = certain(other, SURELY) and (tied or (margin >= 0 and belongs(other, own)))
        if fits and joinable(first, other, pool):
            yield one, margin + CROSS * (not own)


def joinable(one: Passage, other: Passage, pool: Pool) -> bool:
    """Whether one sentence may tell the two: no plan behind a fact, no two counts of one day."""
    order = pool.ordered(one, other)
    if not order:
        return False
    if leans(order[0]):
        return False
    if order[1].sentence.follows(order[0].sentence):
        return points_to(*order)
    if not (_complete(order[1]) and _stands_behind(order[1])):
        return False
    if any(timed(passage) for passage in order) and not two_days(one, other):
        return False
    one_article = one.sentence.article == other.sentence.article
    apart = pool.likeness.same[pool.at(one), pool.at(other)] <= APART
    if apart and not (one_article or two_days(one, other)):
        return False
    counted = all(counts(passage.sentence.text) for passage in order)
    if not one_article and days_between(*map(told_day, order)) > GAP and not counted:
        return False
    plans = [_planned(passage) for passage in order]
    return plans[0] == plans[1] or (plans[0] and two_days(*order))


def _planned(passage: Passage) -> bool:
    """Whether it tells what will be, and not who says, fears or expects it."""
    planned = section([passage.sentence.text]) == "what comes next"
    return planned and not SAID.search(PLANNED.sub("", passage.english))


def certain(passage: Passage, least: float = CERTAIN) -> bool:
    """Whether its translation is as probably right, where it is scored."""
    return passage.right is None or passage.right >= least


def least_likeness(first: Passage, other: Passage) -> float:
    """How like they must be to be joined."""
    one, two = sorted((first.sentence, other.sentence), key=lambda s: s.start)
    if one.article != two.article:
        return COMPANION
    next_to = two.follows(one) and "\n" not in one.article.text[one.end : two.start]
    return NEXT if next_to else OWN


def joins(group: Group) -> bool:
    """Whether it may be told behind another group."""
    return _stands_behind(group.passages[0])


def _stands_behind(passage: Passage) -> bool:
    """Whether it may stand behind another one, of another article: alone, but for a link."""
    return not (leans(passage) or is_quotation(passage.sentence.text))


def _follows(group: Group, first: Passage) -> bool:
    """Whether its one passage goes on where another ends, on which it may lean."""
    passage = group.passages[0]
    tied = passage.sentence.follows(first.sentence)
    return len(group.passages) == 1 and tied and not is_quotation(passage.sentence.text)


def _complete(passage: Passage) -> bool:
    """Whether all that it tells of is named in it: beside another passage it means the same."""
    return not points_back(passage.sentence.text)
