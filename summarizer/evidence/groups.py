"""The groups that a brief is written from: clustered, ranked, new, and all articles heard."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from operator import itemgetter

import numpy as np
from scipy.cluster.hierarchy import fcluster, linkage

from summarizer.data import SURE, Article, Group, Passage
from summarizer.days import told_day
from summarizer.evidence.companions import (
    SURELY,
    certain,
    companions,
    joinable,
    joins,
    least_likeness,
)
from summarizer.evidence.leaning import leans, loose, timed
from summarizer.evidence.likeness import APART, Matrix, likeness
from summarizer.evidence.marks import (
    is_dependent,
    is_fragment,
    is_nameless,
    is_quotation,
    section,
    tells_background,
)
from summarizer.evidence.order import arranged, earliness
from summarizer.evidence.pool import Beside, Pool
from summarizer.protocols import Embedder
from summarizer.voices import misattributed

MIN_WORDS = 5
"""A shorter sentence ("Ini wajar.") carries no fact that stands alone."""


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

DEPENDENT, LINKED, QUOTATION = 1.2, 0.4, 0.2
"""What a passage loses that leans on the one before it, that is only linked to it ("Even so, ..."),
or is a speaker's own words. With 0.5 two of 24 groups led with one that leans ("A day earlier BNPB
still recorded 1,234 people."), with 1.2 none does and more key facts are told."""

OUTDATED = 0.8
"""What a group loses that tells a count of before: the toll of the seventh day led a brief that
knew those of the thirteenth and fourteenth."""

DOUBTED, DOUBT = 0.4, 2.5
"""Probability of being right below which a translation is no evidence, and what a passage loses
between it and SURE. With 0.5 the groups of seeds/ lead with passages that are 0.86 sure in the mean
and 0.69 at least, with 2.5 with 0.87 and 0.73, and no key fact is lost (scripts/LOG.md has the
sweeps)."""

PARTNER, TOLD, PARTNERS = 0.3, 0.75, 3
"""Likeness from which a passage may be tried beside one of another fact; cosine from which it tells
what a group tells; and how many are tried, for few make one sentence."""

REPEATED = 0.85
"""Cosine from which what would join a group only repeats what another tells."""

KIN, KINDRED = 0.55, 3
"""Cosine from which a passage of another article may tell a group's fact, or more of it, and how
many are tried: the writer, who learned which notes are one matter, decides."""

SECOND, CLOSE = 0.3, 3.0
"""What a sentence is worth more that tells two facts: SECOND of what the other is worth, and CLOSE
times its likeness above the least (scripts/LOG.md has the sweep)."""

NOVELTY = 1.0
"""What a group loses for its likeness to one chosen before; in the middle of a plateau."""


def _trails(passage: Passage) -> bool:
    """Whether it is a worse first telling of a fact than one that says it at once, by itself."""
    return leans(passage) or timed(passage) or tells_background(passage.sentence.text)


def _burden(passage: Passage) -> float:
    text = passage.sentence.text
    leans = is_dependent(loose(passage)[1]) or timed(passage)
    linked = is_dependent(text) and not leans
    return DEPENDENT * leans + LINKED * linked + QUOTATION * is_quotation(text)


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
    left, chosen, beside = list(groups), list[Group](), list[Group]()
    missing = _articles(groups)
    nearest = np.zeros(len(pool.passages))
    while left and len(chosen) + len(missing & _articles(beside)) < choice.groups:
        tight = len(missing) >= choice.groups - len(chosen)
        able = [g for g in left if not tight or missing & set(g.articles)] or left
        new = [g for g in left if nearest[pool.at(g.passages[0])] < REPEATED]

        def value(group: Group, nearest: Matrix = nearest) -> float:
            return float(_worth(group) - NOVELTY * nearest[pool.at(group.passages[0])])

        def sentence(group: Group, new: Sequence[Group] = new) -> tuple[float, Group, Group | None]:
            """What one of the group, and of its best companion if any, is worth."""
            rest = [g for g in new if g != group] if choice.per_group > 1 else []
            found = [
                (SECOND * value(other) + CLOSE * margin, -n, other)
                for n, (other, margin) in enumerate(companions(group, rest, pool))
            ]
            more, _, other = max(found, default=(0.0, 0, None))
            sure = certain(group.passages[0], SURELY)
            return value(group) + (max(more, 0.0) if sure else 0.0), group, other

        _, best, other = max(map(sentence, able), key=itemgetter(0))
        left.remove(best)
        if other and len(best.passages) > 1:
            left.remove(other)
            best = replace(best, partners=other.passages)
        elif other:
            left.remove(other)
            both = _made((best.passages[0], other.passages[0]), best.score)
            kin = other.passages[1:]
            best = replace(both, section=best.section, apart=True, kin=kin)
        beside += [other] if other else []
        chosen.append(best)
        missing -= set(best.articles)
        for passage in best.passages:
            nearest = np.maximum(nearest, pool.likeness.meaning[pool.at(passage)])
    # What only may stand beside another one is heard by itself where its article is not.
    for other in beside:
        if missing & set(other.articles) and len(chosen) < choice.groups:
            used = {passage for group in chosen for passage in group.passages}
            rest = [passage for passage in other.passages if passage not in used]
            chosen.append(_made(rest, other.score))
            missing -= set(other.articles)
    if choice.per_group < 2:
        return chosen
    return _kindred(_partnered(chosen, left, pool), pool)


def _articles(groups: Sequence[Group]) -> set[Article]:
    return {article for group in groups for article in group.articles}


def _partnered(groups: Sequence[Group], left: Sequence[Group], pool: Pool) -> list[Group]:
    """The groups, each with its partners: what else tells its fact, and what no group tells.

    Those of other articles that are near to what it tells, and those beside it in its own, that
    tell nothing that a group does; each is the partner of one. Another count beside it would read
    as one that belongs to it, unless both tell their day.
    """
    held = [pool.at(p) for group in groups for p in (*group.passages, *group.partners)]
    meaning = pool.likeness.meaning
    lone = [g for g in left if len(g.passages) == 1 and certain(g.passages[0])]
    lone = [g for g in lone if meaning[pool.at(g.passages[0]), held].max() < TOLD]
    free = [g.passages[0] for g in lone]
    alone = {g.passages[0] for g in lone if joins(g)}
    made = []
    for group in groups:
        first = group.passages[0]
        near = [p for p in free if p in alone or p.sentence.follows(first.sentence)]
        near = [p for p in near if certain(first) and _near(first, p, group, pool)]
        near.sort(
            key=lambda p: (
                p.sentence.article in group.articles,
                -meaning[pool.at(first)][pool.at(p)],
            )
        )
        found = [p for p in near if joinable(first, p, pool)][:PARTNERS]
        free = [
            p for p in free if all(meaning[pool.at(p), pool.at(other)] < TOLD for other in found)
        ]
        own = [p for p in group.passages[1:] if not group.apart and joinable(first, p, pool)]
        made.append(replace(group, partners=(*own, *group.partners, *found)))
    return made


def _near(first: Passage, other: Passage, group: Group, pool: Pool) -> bool:
    if other.sentence.article not in group.articles:
        return bool(pool.likeness.near[pool.at(first), pool.at(other)] >= PARTNER)
    own = other.sentence.article == first.sentence.article and pool.follows(first, other)
    near = pool.likeness.near[pool.at(first), pool.at(other)] >= least_likeness(first, other)
    return own and bool(near) and certain(other, SURELY)


def _kindred(groups: Sequence[Group], pool: Pool) -> list[Group]:
    """The groups, each with the passages of other articles that may tell its fact.

    They state no other count and no other day, lead no group, and each is of the group whose first
    passage it is nearest to. Beside that one they may lean on their own article: the sentence
    takes their phrases, not their place.
    """
    firsts = [pool.at(group.passages[0]) for group in groups]
    told = (p for group in groups for p in (*group.passages, *group.partners, *group.kin))
    held = set(told)
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
            and certain(passage)
            and passage.sentence.article != group.passages[0].sentence.article
        ]
        near.sort(key=meaning[first].__getitem__, reverse=True)
        kin = [*group.kin, *(pool.passages[k] for k in near)]
        made.append(replace(group, kin=tuple(kin[:KINDRED])))
    return made
