"""The groups that a brief is written from: clustered, ranked, new, and all articles heard."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

import numpy as np
from scipy.cluster.hierarchy import fcluster, linkage

from summarizer.data import SURE, Article, Group, Passage
from summarizer.days import told_day, two_days
from summarizer.days.reports import PLANNED, SAID
from summarizer.evidence.likeness import APART, Likeness, Matrix, counts, likeness
from summarizer.evidence.marks import (
    is_dependent,
    is_fragment,
    is_nameless,
    is_quotation,
    points_back,
    section,
    tells_background,
    unlinked,
)
from summarizer.evidence.order import arranged, earliness
from summarizer.parts import detached
from summarizer.protocols import Embedder
from summarizer.voices import misattributed
from summarizer.wording import BY_SOMEBODY

MIN_WORDS = 5
"""A shorter sentence ("Ini wajar.") carries no fact that stands alone."""


Beside = Callable[[Passage, Passage], Sequence[Passage]]


@dataclass(frozen=True, slots=True)
class Choice:
    """How evidence is chosen.

    ``groups``: how many. ``same_fact``: likeness above which two passages tell one fact (see
    ``likeness.Likeness.same``). ``per_group``: passages a writer sees at most. ``outdated``: what
    states a count that a later one has replaced. ``beside``: the order in which one sentence may
    tell two passages, empty where it may not.
    """

    groups: int
    same_fact: float
    per_group: int
    focus: str = ""
    outdated: frozenset[Passage] = frozenset()
    beside: Beside = lambda one, other: ()


def choose(passages: Sequence[Passage], embedder: Embedder, choice: Choice) -> list[Group]:
    """The groups that the brief is written from, in the order in which they are read.

    Every trusted passage takes part that has at least MIN_WORDS words and states something, and
    whose translation is not doubted too much (``Passage.right``, where it is scored).
    Articles that have one are each in some group as long as there are groups enough; the rest goes
    by score. What the brief has ``told`` already counts as chosen before. The result does not
    depend on the order of the articles.
    """
    usable = sorted(filter(_usable, passages), key=_identity)
    if not usable:
        return []
    pool = Pool(usable, likeness(usable, embedder, choice.focus), choice.beside)
    clusters = _clusters(pool.likeness.same, choice.same_fact)
    groups = [_group(members, pool, choice) for members in clusters]
    groups.sort(key=lambda g: (-_worth(g), _identity(g.passages[0])))
    return arranged(_covering(groups, pool, choice))


def _usable(passage: Passage) -> bool:
    """Whether a passage may be evidence: states something of somebody, by the right speaker.

    Of 468 translations that readers judged, four name another speaker than their sentence does;
    three of them are wrong and none is right (scripts/LOG.md).
    """
    text, english = passage.sentence.text, passage.english
    long_enough = len(english.split()) >= MIN_WORDS
    sure = passage.right is None or passage.right >= DOUBTED
    if not (passage.trusted and sure and long_enough) or is_fragment(text) or is_nameless(text):
        return False
    return not misattributed(english, [text], [english])


def _identity(passage: Passage) -> tuple[str, int, int, str]:
    article = passage.sentence.article
    return (article.text, passage.sentence.start, article.row or 0, article.path)


@dataclass(frozen=True)
class Pool:
    """The passages to choose from, and how alike they are."""

    passages: Sequence[Passage]
    likeness: Likeness
    beside: Beside

    @cached_property
    def _places(self) -> dict[Passage, int]:
        places: dict[Passage, int] = {}
        for place, passage in enumerate(self.passages):
            places.setdefault(passage, place)
        return places

    def at(self, passage: Passage) -> int:
        """Its position; the first of equal ones."""
        return self._places[passage]

    @cached_property
    def _orders(self) -> dict[frozenset[Passage], Sequence[Passage]]:
        return {}

    def ordered(self, one: Passage, other: Passage) -> Sequence[Passage]:
        """As ``beside``, asked once for two passages."""
        two = frozenset((one, other))
        if two not in self._orders:
            self._orders[two] = self.beside(one, other)
        return self._orders[two]

    def follows(self, one: Passage, other: Passage) -> bool:
        """Whether one is at most FAR passages before or behind the other in their article."""
        article = one.sentence.article
        own = sorted(p.sentence.start for p in self.passages if p.sentence.article == article)
        return abs(own.index(one.sentence.start) - own.index(other.sentence.start)) <= FAR

    def near_to(self, one: Passage, rest: Sequence[Passage]) -> bool:
        """Whether a passage of another article is NEARER."""
        row = self.likeness.near[self.at(one)]
        others = (p for p in rest if p.sentence.article != one.sentence.article)
        return any(row[self.at(other)] >= NEARER for other in others)

    def nearest_to(self, one: Passage, other: Passage, rest: Sequence[Passage]) -> bool:
        """Whether none of the rest, of other articles, is much nearer to ``other`` than ``one``."""
        row = self.likeness.near[self.at(other)]
        rest = [p for p in rest if p.sentence.article != other.sentence.article]
        return bool(row[self.at(one)] >= NEAREST * max((row[self.at(p)] for p in rest), default=0))


def _clusters(same: Matrix, same_fact: float) -> list[list[int]]:
    """Average-linkage clusters, as lists of positions."""
    if len(same) == 1:
        return [[0]]
    upper = (1.0 - same)[np.triu_indices(len(same), 1)]
    labels = fcluster(linkage(upper.clip(min=0.0), "average"), 1.0 - same_fact, "distance")
    clusters: dict[int, list[int]] = {}
    for i, label in enumerate(labels):
        clusters.setdefault(int(label), []).append(i)
    return list(clusters.values())


def _group(members: list[int], pool: Pool, choice: Choice) -> Group:
    """Order the members by how central they are, keep the best and score the group."""
    central = pool.likeness.meaning[np.ix_(members, members)].mean(axis=1)
    passages = [pool.passages[i] for i in members]
    standing = [
        float(c) + 0.1 * earliness(p) - 0.2 * _trails(p) - _doubt(p)
        for c, p in zip(central, passages, strict=True)
    ]
    order = sorted(range(len(members)), key=lambda k: (-standing[k], members[k]))
    kept = _one_an_article([passages[k] for k in order])[: choice.per_group]
    kept = [passage for passage in kept if passage.likely] or kept[:1]
    voices = len({p.sentence.article.text for p in passages})
    like = pool.likeness
    score = (
        VOICES * float(np.log2(voices))
        + ECHO * float(like.echo[members].max())
        + POSITION * max(map(earliness, passages))
        + FOCUS * float(like.focus[members].max())
        + max(TITLE * float(like.title[i]) - _burden(pool.passages[i]) for i in members)
        - OUTDATED * (kept[0] in choice.outdated)
    )
    return _made(kept, score)


def _made(passages: Sequence[Passage], score: float) -> Group:
    """The group of these passages, with its section and the earliest day that one tells."""
    day = min((day for p in passages if (day := told_day(p))), default="")
    return Group(tuple(passages), score, section(p.sentence.text for p in passages), day)


VOICES, ECHO, POSITION, TITLE, FOCUS = 0.5, 2.5, 0.6, 2.0, 3.0
"""Weights of a group's score. How nearly the other articles say it (ECHO), how early it stands
(POSITION) and how much it shares with the headlines (TITLE) rank better than clusters alone
(VOICES), which miss a fact told in other words or with another count: scripts/LOG.md has the
comparison on the facts of seeds/."""

DEPENDENT, QUOTATION = 1.2, 0.2
"""What a passage loses that leans on the one before it, or is a speaker's own words. With 0.5 two
of 24 groups led with one ("A day earlier BNPB still recorded 1,234 people."), with 1.2 none does
and more key facts are told."""

OUTDATED = 0.8
"""What a group loses that tells a count of before: the toll of the seventh day led a brief that
knew those of the thirteenth and fourteenth."""

DOUBTED, DOUBT = 0.4, 2.5
"""Probability of being right below which a translation is no evidence, and what a passage loses
between it and SURE. With 0.5 the groups of seeds/ lead with passages that are 0.86 sure in the mean
and 0.69 at least, with 2.5 with 0.87 and 0.73, and no key fact is lost (scripts/LOG.md has the
sweeps)."""

COMPANION, OWN, NEXT, FAR = 0.27, 0.26, 0.15, 3
"""Likeness from which a passage of another article joins a lone one: near enough to make one
sentence with it, though it tells another fact of the same matter. OWN, of the same article, FAR
passages away at most; NEXT, of the next sentence in the paragraph: its author told them one after
the other."""

GAP = 3
"""Days between two facts, at most; counts may lie further apart. "The train crossed the border on
Tuesday, and Kim arrived in Vladivostok on Saturday" read like one journey (scripts/LOG.md)."""

NEAREST = 0.8
"""Share of the likeness of the likest that is no much less."""

SURELY = 0.75
"""How probably right is what joins another passage: a sentence of two is wrong where one is."""

NEARER = 0.35
"""Likeness to a passage of another article from which that is where it belongs."""

PARTNER, TOLD, PARTNERS, CERTAIN = 0.32, 0.75, 3, 0.6
"""Likeness from which a passage may be tried beside one of another fact; cosine from which it tells
what a group tells; how many are tried, for few make one sentence; and how probably right both are.
"""

REPEATED = 0.85
"""Cosine from which what would join a group only repeats what another tells."""

KIN, KINDRED = 0.55, 3
"""Cosine from which a passage of another article may tell a group's fact, or more of it, and how
many are tried: the writer, who learned which notes are one matter, decides."""

PAIRED = 0.3
"""What a group is worth more that has a companion: its sentence tells two facts. With 0.6 more
sentences of seeds/ are written (0.61) and two of them are wrong; with 0.8 for a companion of
another article a chief fact is lost (scripts/LOG.md)."""

NOVELTY = 1.0
"""What a group loses for its likeness to one chosen before; in the middle of a plateau."""

DANGLING = re.compile(r"(he|she|it|they|this|that|these|those|also|but|however|and)\b", re.I)
"""An English opening that needs the sentence before it."""


SPOKEN = re.compile(
    rf", (?:{BY_SOMEBODY}|on the other hand|by contrast|meanwhile|however),",
    re.IGNORECASE,
)
"""Within a sentence it points to another one: "The committee, he continued, found"."""


def _leans(passage: Passage) -> bool:
    english = passage.english
    return bool(DANGLING.match(english) or SPOKEN.search(english)) or is_dependent(
        passage.sentence.text
    )


def _trails(passage: Passage) -> bool:
    """Whether it is a worse first telling of a fact than one that says it at once, by itself."""
    return _leans(passage) or tells_background(passage.sentence.text)


def _burden(passage: Passage) -> float:
    text = passage.sentence.text
    return DEPENDENT * is_dependent(text) + QUOTATION * is_quotation(text)


def _worth(group: Group) -> float:
    """A group's score, and how sure is what would be told of it: its first passage."""
    return group.score - DOUBT * _doubt(group.passages[0])


def _doubt(passage: Passage) -> float:
    """How far its translation is from sure, 0 to SURE."""
    return 0.0 if passage.right is None else max(0.0, SURE - passage.right)


def _one_an_article(passages: Sequence[Passage]) -> list[Passage]:
    first: dict[Article, Passage] = {}
    for passage in passages:
        first.setdefault(passage.sentence.article, passage)
    return list(first.values())


def _covering(groups: Sequence[Group], pool: Pool, choice: Choice) -> list[Group]:
    """The best groups that tell something new, so chosen that no article goes unheard.

    Maximal marginal relevance (Carbonell and Goldstein 1998): a group's score less NOVELTY times
    its likeness to the nearest group chosen before. Once as many places are left as there are
    articles unheard, only groups that hear one of those are taken. A lone passage takes in its
    companion; that of several passages is the partner of the first.
    """
    left, chosen = list(groups), list[Group]()
    missing = {article for group in groups for article in group.articles}
    nearest = np.zeros(len(pool.passages))
    while left and len(chosen) < choice.groups:
        tight = len(missing) >= choice.groups - len(chosen)
        able = [g for g in left if not tight or missing & set(g.articles)] or left
        new = [g for g in left if nearest[pool.at(g.passages[0])] < REPEATED]

        def companion(group: Group, new: Sequence[Group] = new) -> Group | None:
            rest = [g for g in new if g != group]
            joins = choice.per_group > 1 and _certain(group.passages[0])
            return _companion(group, rest, pool) if joins else None

        def value(group: Group, nearest: Matrix = nearest) -> float:
            return float(_worth(group) - NOVELTY * nearest[pool.at(group.passages[0])])

        most = max(map(value, able))
        close = sorted((g for g in able if value(g) >= most - PAIRED), key=value, reverse=True)
        pairs = [(group, companion(group)) for group in close]
        best, other = next((pair for pair in pairs if _sure(*pair)), pairs[0])
        left.remove(best)
        if other and len(best.passages) > 1:
            left.remove(other)
            best = replace(best, partners=other.passages)
        elif other:
            left.remove(other)
            both = _made(best.passages + other.passages, best.score)
            best = replace(both, section=best.section, apart=True)
        chosen.append(best)
        missing -= set(best.articles)
        for passage in best.passages:
            nearest = np.maximum(nearest, pool.likeness.meaning[pool.at(passage)])
    if choice.per_group < 2:
        return chosen
    return _kindred(_partnered(chosen, left, pool), pool)


def _sure(group: Group, other: Group | None) -> bool:
    """Whether a group has a companion, and both are surely right."""
    both = (group, other) if other else ()
    return bool(both) and all(_certain(g.passages[0], SURELY) for g in both)


def _partnered(groups: Sequence[Group], left: Sequence[Group], pool: Pool) -> list[Group]:
    """The groups, each with its partners among what no group tells.

    Those of other articles that are near to what it tells, and those beside it in its own, that
    tell nothing that a group does; each is the partner of one. Another count beside it would read
    as one that belongs to it, unless both tell their day.
    """
    held = [pool.at(p) for group in groups for p in (*group.passages, *group.partners)]
    meaning = pool.likeness.meaning
    lone = [g for g in left if len(g.passages) == 1 and _certain(g.passages[0])]
    lone = [g for g in lone if meaning[pool.at(g.passages[0]), held].max() < TOLD]
    free = [g.passages[0] for g in lone]
    alone = {g.passages[0] for g in lone if _joins(g)}
    made = []
    for group in groups:
        first = group.passages[0]
        near = [p for p in free if p in alone or p.sentence.follows(first.sentence)]
        near = [p for p in near if _certain(first) and _near(first, p, group, pool)]
        near.sort(
            key=lambda p: (
                p.sentence.article in group.articles,
                -meaning[pool.at(first)][pool.at(p)],
            )
        )
        found = [p for p in near if _joinable(first, p, pool)][:PARTNERS]
        free = [
            p for p in free if all(meaning[pool.at(p), pool.at(other)] < TOLD for other in found)
        ]
        made.append(replace(group, partners=(*group.partners, *found)))
    return made


def _near(first: Passage, other: Passage, group: Group, pool: Pool) -> bool:
    if other.sentence.article not in group.articles:
        return bool(pool.likeness.near[pool.at(first), pool.at(other)] >= PARTNER)
    own = other.sentence.article == first.sentence.article and pool.follows(first, other)
    near = pool.likeness.near[pool.at(first), pool.at(other)] >= _least(first, other)
    return own and bool(near) and _certain(other, SURELY)


def _least(first: Passage, other: Passage) -> float:
    """How like they must be to be joined."""
    one, two = sorted((first.sentence, other.sentence), key=lambda s: s.start)
    if one.article != two.article:
        return COMPANION
    next_to = two.follows(one) and "\n" not in one.article.text[one.end : two.start]
    return NEXT if next_to else OWN


def _kindred(groups: Sequence[Group], pool: Pool) -> list[Group]:
    """The groups, each with the passages of other articles that may tell its fact.

    They state no other count and no other day, lead no group, and each is of the group whose first
    passage it is nearest to. Beside that one they may lean on their own article: the sentence
    takes their phrases, not their place.
    """
    firsts = [pool.at(group.passages[0]) for group in groups]
    held = {passage for group in groups for passage in (*group.passages, *group.partners)}
    meaning, same = pool.likeness.meaning, pool.likeness.same
    nearest = meaning[:, firsts].argmax(axis=1)
    made = []
    for n, (group, first) in enumerate(zip(groups, firsts, strict=True)):
        near = [
            k
            for k, passage in enumerate(pool.passages)
            if nearest[k] == n
            and meaning[first, k] >= KIN
            and same[first, k] > APART
            and passage not in held
            and _certain(passage)
            and passage.sentence.article != group.passages[0].sentence.article
        ]
        near.sort(key=meaning[first].__getitem__, reverse=True)
        made.append(replace(group, kin=tuple(pool.passages[k] for k in near[:KINDRED])))
    return made


def _joinable(one: Passage, other: Passage, pool: Pool) -> bool:
    """Whether one sentence may tell the two: no plan behind a fact, no two counts of one day."""
    order = pool.ordered(one, other)
    if not order:
        return False
    if order[1].sentence.follows(order[0].sentence):
        return True
    if not (_complete(order[1]) and _stands_behind(order[1])):
        return False
    one_article = one.sentence.article == other.sentence.article
    apart = pool.likeness.same[pool.at(one), pool.at(other)] <= APART
    if apart and not (one_article or two_days(one, other)):
        return False
    counted = all(counts(passage.sentence.text) for passage in order)
    if not one_article and _days_between(*order) > GAP and not counted:
        return False
    plans = [_planned(passage) for passage in order]
    return plans[0] == plans[1] or (plans[0] and two_days(*order))


def _days_between(one: Passage, other: Passage) -> int:
    """Between the days that two passages tell; none where one tells no day."""
    days = [told_day(passage) for passage in (one, other)]
    if "" in days:
        return 0
    first, then = map(date.fromisoformat, days)
    return abs((then - first).days)


def _planned(passage: Passage) -> bool:
    """Whether it tells what will be, and not who says, fears or expects it."""
    planned = section([passage.sentence.text]) == "what comes next"
    return planned and not SAID.search(PLANNED.sub("", passage.english))


def _certain(passage: Passage, least: float = CERTAIN) -> bool:
    return passage.right is None or passage.right >= least


def _joins(group: Group) -> bool:
    return len(group.passages) == 1 and _stands_behind(group.passages[0])


def _stands_behind(passage: Passage) -> bool:
    """Whether it may stand behind another one, of another article: alone, but for a link."""
    text, bare = passage.sentence.text, unlinked(passage.sentence.text)
    english = detached(passage.english)
    linked = bare != text and (english != passage.english or english.startswith("As for "))
    leans = is_dependent(bare if linked else text) or bool(
        DANGLING.match(english) or SPOKEN.search(english)
    )
    return not (leans or is_quotation(text))


def _follows(group: Group, first: Passage) -> bool:
    """Whether its one passage goes on where another ends, on which it may lean."""
    passage = group.passages[0]
    tied = passage.sentence.follows(first.sentence)
    return len(group.passages) == 1 and tied and not is_quotation(passage.sentence.text)


def _complete(passage: Passage) -> bool:
    """Whether all that it tells of is named in it: beside another passage it means the same."""
    return not points_back(passage.sentence.text)


def _companion(group: Group, others: Sequence[Group], pool: Pool) -> Group | None:
    """Of the lone passages the likest to a group's first: of another article, else of its own.

    A group of several has other articles that tell its fact.
    """
    first = group.passages[0]
    alone = [g for g in others if _joins(g) or _follows(g, first)]
    rest = [g.passages[0] for g in alone]

    def fits(other: Passage, own: bool) -> bool:
        sure = _certain(other, SURELY)
        if other.sentence.follows(first.sentence) and _leans(other):
            return sure
        near = pool.likeness.near[pool.at(first), pool.at(other)] >= _least(first, other)
        close = pool.nearest_to(first, other, rest)
        if own:
            close = pool.follows(first, other) and (close or not pool.near_to(other, rest))
        return sure and bool(near) and close

    own = (first.sentence.article,)
    row = pool.likeness.near[pool.at(first)]
    alone.sort(key=lambda g: (g.articles == own, -row[pool.at(g.passages[0])]))
    alone = [g for g in alone if len(group.passages) == 1 or g.articles == own]
    able = (g for g in alone if fits(g.passages[0], g.articles == own))
    return next((g for g in able if _joinable(first, g.passages[0], pool)), None)
