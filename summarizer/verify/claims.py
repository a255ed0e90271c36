"""Drafts -> claims: a sentence that passes, else the best passage itself, else nothing."""

import re
from collections.abc import Sequence

from summarizer.data import Citation, Claim, Course, Group, Passage, Removed
from summarizer.parts import detached
from summarizer.verify.support import Examined, Standard, weakest
from summarizer.wording import content

HOLDS = 0.4
"""Share of a sentence's content words that a cited passage holds at least."""

SHARED = 0.3
"""Share of a passage's content words in another one from which the judge is asked whether that one
says the same."""

REPEATS = 0.85
"""Share of its content words in an earlier claim at which a claim only repeats it."""

FAKE_CITATION = re.compile(r"\[\s*\d+(?:\s*[,;–-]\s*\d+)*\s*\]")


def attest(
    found: Examined, standard: Standard | None = None, first: Examined | None = None
) -> Claim | Removed:
    """The claim of a draft: the writer's sentence where it passes, else a passage word for word.

    A written sentence cites the passages that it rests on, and of two facts also what else tells
    one of them; a verbatim one the passage that it is.
    ``first`` is the draft before it was written again, if it was. Where not even a passage's own
    translation is supported, nothing is claimed.
    """
    standard = standard or Standard()
    draft = found.draft
    if not draft.text.strip():
        why = "because nothing was written of it"
        if draft.group.apart:
            # Of 15 sentences in which an instruction model joined passages 11 were false, mostly by
            # the joint, and no score of the judge told them from the others (scripts/LOG.md).
            why = "because its sources tell two facts"
        elif len(draft.group.passages) == 1:
            why = "because one passage tells it"
        return verbatim(draft.group, draft.group.passages, f"verbatim, {why}", standard)
    if not found.wrong:
        rests = _holding(draft.text, draft.group.passages, standard)
        if draft.group.apart:
            rests += [s for p in rests for s in _saying(p, draft.group.kin, standard)]
        support = weakest([found.score, *(p.right for p in rests)])
        verdict, reason = "unverified" if found.score is None else "supported", ""
        if first and first.wrong and found.score is not None:
            verdict = "repaired"
            reason = "written again, because the first sentence had " + "; ".join(first.wrong)
        text, section = plain(draft.text), draft.group.section
        return Claim(text, cite(rests), section, verdict, reason, support=support)
    why = "because the written sentence had " + "; ".join(found.wrong)
    return verbatim(draft.group, draft.group.passages, f"verbatim, {why}", standard)


def verbatim(
    group: Group, passages: Sequence[Passage], reason: str, standard: Standard
) -> Claim | Removed:
    """The first of the passages whose translation is supported, else the best supported one.

    Another article is cited too where a passage of its own says the same, by words and judge.
    """
    scores = [p.right for p in passages]
    held = [n for n, passage in enumerate(passages) if passage.likely]
    best = held[0] if held else max(range(len(scores)), key=lambda n: (scores[n] or 0.0, -n))
    text, score = plain(detached(passages[best].english)), scores[best]
    cited = cite([passages[best], *_saying(passages[best], passages, standard)])
    if score is not None and score < standard.hopeless:
        return Removed(text, f"{reason}; and its translation is not supported ({score})", cited)
    verdict = "unverified" if score is None else "verbatim"
    return Claim(text, cited, group.section, verdict, reason, support=score)


def composed(course: Course) -> Claim:
    """The claim of a development: its sentence states values that its passages state, and no more.

    It is as sure as the least sure translation of a passage, though only its figures are told.
    """
    support, cited = weakest(p.right for p in course.passages), cite(course.passages)
    section = "lead" if course.latest else "what happened"
    return Claim(course.text, cited, section, "composed", dates=course.dates, support=support)


def latest(courses: Sequence[Course]) -> Claim | None:
    """The title of an event that is known for a count: its last value, if a course tells it."""
    course = next((course for course in courses if course.latest), None)
    if course is None:
        return None
    cited, dates = cite(course.passages[:1]), course.dates[:1]
    support = course.passages[0].right
    return Claim(course.latest, cited, "", "composed", dates=dates, support=support)


def _saying(told: Passage, passages: Sequence[Passage], standard: Standard) -> list[Passage]:
    """The passages of other articles that support the English of ``told`` each on its own."""
    words = content(told.english)
    near = [
        p
        for p in passages
        if p.sentence.article != told.sentence.article
        and len(words & content(p.english)) >= SHARED * len(words)
    ]
    scores = standard.scores([(told.english, [p]) for p in near])
    return [p for p, s in zip(near, scores, strict=True) if s is not None and s >= standard.least]


def attest_all(
    found: Sequence[Examined],
    standard: Standard | None = None,
    before: Sequence[Examined] = (),
) -> tuple[list[Claim], list[Removed]]:
    """The claims of the drafts in order, no article of theirs left unheard, and what was removed.

    ``before``: the same drafts as they were first written. Where the sentence of a merged group
    rests on fewer articles than the group has, and no other claim cites such an article, its own
    passage follows the sentence word for word.
    """
    standard = standard or Standard()
    firsts = {one.draft.group: one for one in before}
    made = []
    for one in found:
        first = firsts.get(one.draft.group)
        made.append(attest(one, standard, first if first != one else None))
    heard = {c.article for claim in made for c in claim.citations}
    told: list[Claim | Removed] = []
    for one, claim in zip(found, made, strict=True):
        told.append(claim)
        for passage in one.draft.group.passages:
            if passage.sentence.article not in heard:
                heard.add(passage.sentence.article)
                reason = "verbatim, because no other sentence cites its source"
                told.append(verbatim(one.draft.group, [passage], reason, standard))
    claims = [claim for claim in told if isinstance(claim, Claim)]
    return claims, [claim for claim in told if isinstance(claim, Removed)]


def _holding(text: str, passages: Sequence[Passage], standard: Standard) -> list[Passage]:
    """The passages that a sentence rests on: it shares their words, or is unsupported without."""
    words = content(text)
    shares = [len(words & content(p.english)) / max(1, len(words)) for p in passages]
    enough = min(HOLDS, max(shares))
    without = [[p for p in passages if p is not left] for left in passages]
    asks = [(text, rest) for rest in without] if len(passages) > 1 else []
    scores = standard.scores(asks) or [None]
    needed = [not standard.holds(score) for score in scores]
    found = zip(passages, shares, needed, strict=True)
    kept = [p for p, share, need in found if share >= enough or need]
    # What no other cited passage says must not stand there without its own.
    said = set().union(*(content(p.english) for p in kept))
    return [p for p in passages if p in kept or (content(p.english) - said) & words]


def distinct(claims: Sequence[Claim]) -> tuple[list[Claim], list[Removed]]:
    """Claims that say something new, in order, and those that only repeat an earlier one.

    A repetition stays where it alone cites an article.
    """
    kept: list[Claim] = []
    removed: list[Removed] = []
    for n, claim in enumerate(claims):
        twin = next((k for k in kept if _adds_nothing(claim.text, k.text)), None)
        others = {c.article for other in (*kept, *claims[n + 1 :]) for c in other.citations}
        if twin is None or not {c.article for c in claim.citations} <= others:
            kept.append(claim)
        else:
            removed.append(Removed(claim.text, f"repeats: {twin.text}", claim.citations))
    return kept, removed


def _adds_nothing(text: str, earlier: str) -> bool:
    words = content(text)
    return len(words & content(earlier)) >= REPEATS * max(1, len(words))


def cite(passages: Sequence[Passage]) -> tuple[Citation, ...]:
    """One citation an article, with its passages, in the order of the passages."""
    articles = Group(tuple(passages)).articles
    return tuple(
        Citation(article, tuple(p for p in passages if p.sentence.article == article))
        for article in articles
    )


def plain(text: str) -> str:
    """The text on one line, without what looks like a citation: those are made by code only."""
    return " ".join(FAKE_CITATION.sub(" ", text).split()).replace(" .", ".").replace(" ,", ",")
