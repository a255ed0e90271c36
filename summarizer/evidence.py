"""Passages -> groups: one fact each, told by as many independent articles as tell it."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from scipy.cluster.hierarchy import fcluster, linkage

from summarizer.data import SECTIONS, Article, Group, Passage
from summarizer.days import told
from summarizer.protocols import Embedder
from summarizer.quantities import values

Matrix = NDArray[np.float64]
Facts = tuple[set[tuple[str, str]], str]
"""What a passage counts, as (unit, value), and the day it tells."""

MIN_WORDS = 5
"""A shorter sentence ("Ini wajar.") carries no fact that stands alone."""


@dataclass(frozen=True, slots=True)
class Choice:
    """How evidence is chosen.

    ``groups``: how many. ``same_fact``: likeness above which two passages tell one fact (see
    ``_sameness``). ``per_group``: passages a writer sees at most.
    """

    groups: int
    same_fact: float
    per_group: int
    focus: str = ""


def choose(passages: Sequence[Passage], embedder: Embedder, choice: Choice) -> list[Group]:
    """The groups that the brief is written from, in the order in which they are read.

    Every trusted passage of at least MIN_WORDS words takes part. Articles that have one are each
    in some group as long as there are groups enough; the rest goes by score. The result does not
    depend on the order of the articles.
    """
    usable = sorted(
        (p for p in passages if p.trusted and len(p.english.split()) >= MIN_WORDS), key=_identity
    )
    if not usable:
        return []
    vectors = np.array(embedder.embed([p.english for p in usable]), dtype=np.float64)
    similar: Matrix = vectors @ vectors.T
    likeness = Likeness(
        similar, _echo(usable, similar), _closeness(choice.focus, vectors, embedder)
    )
    clusters = _clusters(usable, _sameness(usable, similar), choice.same_fact)
    groups = [_group(members, usable, likeness, choice) for members in clusters]
    groups.sort(key=lambda g: (-g.score, _identity(g.passages[0])))
    place = {passage: i for i, passage in enumerate(usable)}
    chosen = _covering(groups, similar, place, choice.groups)
    return arranged(chosen)


def _identity(passage: Passage) -> tuple[str, int, int, str]:
    article = passage.sentence.article
    return (article.text, passage.sentence.start, article.row or 0, article.path)


@dataclass(frozen=True, slots=True)
class Likeness:
    """``pairs``: cosine of every two passages; ``echo`` and ``focus``: one figure a passage."""

    pairs: Matrix
    echo: Matrix
    focus: Matrix


def _echo(passages: Sequence[Passage], similar: Matrix) -> Matrix:
    """How nearly each of the other articles says it: the mean over them of the likest passage."""
    owners = [p.sentence.article.text for p in passages]
    best = np.zeros((len(passages), len(set(owners))))
    for column, owner in enumerate(sorted(set(owners))):
        own = np.array([o == owner for o in owners])
        best[:, column] = np.where(own, 0.0, similar[:, own].max(axis=1))
    return np.asarray(best.sum(axis=1) / max(1, best.shape[1] - 1), dtype=np.float64)


def _closeness(focus: str, vectors: Matrix, embedder: Embedder) -> Matrix:
    if not focus:
        return np.zeros(len(vectors))
    return vectors @ np.array(embedder.embed([focus])[0], dtype=np.float64)


def _clusters(passages: Sequence[Passage], same: Matrix, same_fact: float) -> list[list[int]]:
    """Average-linkage clusters, as lists of positions."""
    if len(passages) == 1:
        return [[0]]
    distance = 1.0 - same
    upper = distance[np.triu_indices(len(passages), 1)]
    labels = fcluster(linkage(upper.clip(min=0.0), "average"), 1.0 - same_fact, "distance")
    clusters: dict[int, list[int]] = {}
    for i, label in enumerate(labels):
        clusters.setdefault(int(label), []).append(i)
    return list(clusters.values())


def _sameness(passages: Sequence[Passage], similar: Matrix) -> Matrix:
    """How likely each pair tells one fact: 1 at most, -1 where it cannot be.

    The mean of two likenesses: of the English sentence vectors, which see meaning, and of the
    Indonesian words weighted by rarity, which see names and do not suffer from a bad translation.
    Passages that state other counts or tell another day are apart. On the 84 same-fact pairs of
    seeds/ 0.44 gives a precision of 0.83 and a recall of 0.12, 0.38 gives 0.78 and 0.25
    (scripts/LOG.md): few merges, but right ones.
    """
    same = (similar + _shared_words([p.sentence.text for p in passages])) / 2
    facts = [(_counts(p.sentence.text), _told_day(p)) for p in passages]
    for i, a in enumerate(passages):
        for j in range(i + 1, len(passages)):
            one_author = a.sentence.article == passages[j].sentence.article
            if (one_author and similar[i, j] < REPEATED) or _differ(facts[i], facts[j]):
                same[i, j] = same[j, i] = APART
    return same


def _shared_words(texts: Sequence[str]) -> Matrix:
    """Cosine of word counts weighted by inverse document frequency; words cut to a crude stem."""
    bags = [{w[:STEM] for w in WORDS.findall(text.casefold())} for text in texts]
    often = Counter(word for bag in bags for word in bag)
    place = {word: k for k, word in enumerate(sorted(often))}
    weights = np.zeros((len(texts), max(1, len(place))))
    for i, bag in enumerate(bags):
        for word in bag:
            weights[i, place[word]] = np.log(1 + len(texts) / often[word])
    norms = np.linalg.norm(weights, axis=1, keepdims=True)
    weights /= np.where(norms > 0, norms, 1.0)
    return weights @ weights.T


def _differ(a: Facts, b: Facts) -> bool:
    """Another day's statement, or another count: alike in words, but not the same fact."""
    (numbers, day), (others, other_day) = a, b
    apart = bool(numbers and others and not numbers & others)
    return apart or bool(day and other_day and day != other_day)


def _counts(text: str) -> set[tuple[str, str]]:
    """The amounts that the Indonesian states; dates and clock times are not among them."""
    return {(v.unit, str(v.value)) for v in values(text, "id") if v.kind in COUNTED and not v.weak}


def _told_day(passage: Passage) -> str:
    return next((found.day for found in told(passage)), "")


STEM = 6
WORDS = re.compile(r"[^\W_][\w-]{3,}|\d")
COUNTED = ("number", "money", "percent")

REPEATED = 0.92
"""Similarity above which two sentences of one article are one sentence said twice; below it an
author tells two facts, however alike their theme."""

APART = -1.0


def _group(
    members: list[int],
    passages: Sequence[Passage],
    likeness: "Likeness",
    choice: Choice,
) -> Group:
    """Order the members by how central they are, keep the best and score the group."""
    central = likeness.pairs[np.ix_(members, members)].mean(axis=1)
    standing = [
        float(c) + 0.1 * _earliness(passages[i]) - 0.2 * bool(DANGLING.match(passages[i].english))
        for c, i in zip(central, members, strict=True)
    ]
    order = sorted(range(len(members)), key=lambda k: (-standing[k], members[k]))
    ranked = [members[k] for k in order]
    kept = _one_an_article([passages[i] for i in ranked])[: choice.per_group]
    voices = len({passages[i].sentence.article.text for i in members})
    score = (
        VOICES * float(np.log2(voices))
        + ECHO * float(likeness.echo[members].max())
        + POSITION * max(_earliness(passages[i]) for i in members)
        + FOCUS * float(likeness.focus[members].max())
    )
    return Group(tuple(kept), score, _section(kept), _day(kept))


VOICES, ECHO, POSITION, FOCUS = 0.5, 2.5, 0.6, 3.0
"""Weights of a group's score. How nearly the other articles say it (ECHO) and how early it stands
(POSITION) rank better than clusters alone (VOICES), which miss a fact told in other words or with
another count: scripts/LOG.md has the comparison on the facts of seeds/."""

DANGLING = re.compile(r"(he|she|it|they|this|that|these|those|also|but|however|and)\b", re.I)
"""An opening that needs the sentence before it."""


def _one_an_article(passages: Sequence[Passage]) -> list[Passage]:
    first: dict[Article, Passage] = {}
    for passage in passages:
        first.setdefault(passage.sentence.article, passage)
    return list(first.values())


def _earliness(passage: Passage) -> float:
    """1 at the article's first character, 0 at its end: news tells the most important first."""
    return 1.0 - passage.sentence.start / max(1, len(passage.sentence.article.text))


def _covering(
    groups: Sequence[Group], similar: Matrix, place: Mapping[Passage, int], wanted: int
) -> list[Group]:
    """The best groups that tell something new, so chosen that no article goes unheard.

    Maximal marginal relevance (Carbonell and Goldstein 1998): a group's score less NOVELTY times
    its likeness to the nearest group chosen before. Once as many places are left as there are
    articles unheard, only groups that hear one of those are taken.
    """
    left, chosen = list(groups), list[Group]()
    missing = {article for group in groups for article in group.articles}
    nearest = np.zeros(len(similar))
    while left and len(chosen) < wanted:
        tight = len(missing) >= wanted - len(chosen)
        able = [g for g in left if not tight or missing & set(g.articles)] or left
        best = max(able, key=lambda g: g.score - NOVELTY * nearest[place[g.passages[0]]])
        left.remove(best)
        chosen.append(best)
        missing -= set(best.articles)
        nearest = np.maximum(nearest, similar[place[best.passages[0]]])
    return chosen


NOVELTY = 1.0
"""Chosen with the weights above on the facts of seeds/, in the middle of a plateau."""


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
        return section, rank, group.day or middle, 1.0 - _mean_earliness(group)

    return sorted(led, key=place)


def _mean_earliness(group: Group) -> float:
    return sum(map(_earliness, group.passages)) / len(group.passages)


def _section(passages: Sequence[Passage]) -> str:
    """What most of the passages are, by the words of the Indonesian."""
    texts = [p.sentence.text for p in passages]
    if 2 * sum(bool(AHEAD.search(t)) for t in texts) > len(texts):
        return "what comes next"
    if 2 * sum(bool(SAID.search(t)) for t in texts) > len(texts):
        return "what was said"
    return "what happened"


AHEAD = re.compile(
    r"\b(?:akan|bakal|rencananya|berencana|direncanakan|dijadwalkan|diperkirakan|diharapkan|"
    r"mendatang|nantinya|berpotensi|kemungkinan)\b",
    re.IGNORECASE,
)
SAID = re.compile(
    r"[\"“”]|\b(?:kata|ujar|ucap|tutur|ungkap|tegas|jelas|sebut|imbuh|tambah)(?:nya)?\b|"
    r"\b(?:mengatakan|menyatakan|menyebut|menegaskan|menjelaskan|mengungkapkan|menilai|menuduh|"
    r"menurut|membantah|berjanji|memperingatkan|mengkritik|mengecam)\b",
    re.IGNORECASE,
)


def _day(passages: Sequence[Passage]) -> str:
    """The earliest day that a passage tells, else none."""
    return min((day for p in passages if (day := _told_day(p))), default="")
