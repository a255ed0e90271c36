"""How well the Indonesian supports a sentence, and what that makes of it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from summarizer.data import Draft, Passage
from summarizer.dates import written_out
from summarizer.days import has_own_report
from summarizer.merging import side_by_side_only
from summarizer.notes import notes
from summarizer.protocols import Judge
from summarizer.verify.problems import problems
from summarizer.wording import content, names

Ask = tuple[str, Sequence[Passage]]
"""An English sentence, and the passages that it shall rest on."""

UNSUPPORTED = "a fact that the notes do not state like that"
"""What the writer is told of a sentence that no rule refuses but the judge does."""


@dataclass(frozen=True, slots=True)
class Standard:
    """Who scores support, and what a score is worth; without a judge nothing is scored.

    ``least``: the probability from which a sentence counts as supported. ``hopeless``: below it
    even a passage's own translation does not reach the brief.
    """

    judge: Judge | None = None
    least: float = 0.6
    hopeless: float = 0.05

    def scores(self, asks: Sequence[Ask]) -> list[float | None]:
        """The probability that the Indonesian says it, for each; None where nobody judges."""
        if self.judge is None or not asks:
            return [None] * len(asks)
        # The judge learned from news that writes months out, as the translator did.
        pairs = [
            (" ".join(written_out(p.sentence.text) for p in passages), text)
            for text, passages in asks
        ]
        return [round(score, 3) for score in self.judge.support(pairs)]

    def holds(self, score: float | None) -> bool:
        """Whether a score is good enough; what is not scored is."""
        return score is None or score >= self.least


def weakest(scores: Iterable[float | None]) -> float | None:
    """The lowest of the scores there are: a sentence is no surer than what it rests on."""
    return min((score for score in scores if score is not None), default=None)


class Remembering:
    """A judge that is asked the same only once: what passes unchanged is judged again and again."""

    def __init__(self, judge: Judge) -> None:
        self.judge, self.name = judge, judge.name
        self.known: dict[tuple[str, str], float] = {}

    def support(self, pairs: Sequence[tuple[str, str]]) -> list[float]:
        """As the judge's own."""
        new = [pair for pair in dict.fromkeys(pairs) if pair not in self.known]
        if new:
            self.known.update(zip(new, self.judge.support(new), strict=True))
        return [self.known[pair] for pair in pairs]


@dataclass(frozen=True, slots=True)
class Examined:
    """A draft, what is wrong with it in words the writer can be told, and its support."""

    draft: Draft
    wrong: tuple[str, ...]
    score: float | None = None


def examined(drafts: Sequence[Draft], standard: Standard, whole: bool = True) -> list[Examined]:
    """The drafts checked by rules, ``whole`` as in ``problems``, and what passes by the judge.

    Of a draft that could say something else, the best supported sentence of the group that passes
    is taken, of those about as well supported the one that tells most; where none passes, the first
    with a partner; else the first of all.
    """
    every = [[replace(draft, others=()), *draft.others] for draft in drafts]
    flat = [draft for told in every for draft in told]
    wrong = {draft: problems(draft, whole) for draft in dict.fromkeys(flat)}
    passing = [draft for draft, found in wrong.items() if not found]
    beside = {d: sure for d in passing if (sure := _word_for_word(d)) is not None}
    unsure = [d for d in passing if d not in beside]
    asked = standard.scores([(d.text, d.group.passages) for d in unsure])
    scores = {**beside, **dict(zip(unsure, asked, strict=True))}

    def examine(draft: Draft) -> Examined:
        score = scores.get(draft)
        doubted = () if standard.holds(score) else (UNSUPPORTED,)
        return Examined(draft, wrong[draft] or doubted, score)

    return [_best([*map(examine, told)]) for told in every]


def _word_for_word(draft: Draft) -> float | None:
    """How probably right two passages are that a sentence only joins, where that was scored.

    The judge, who reads both at once, doubts what no word of either was changed for: "suspects that
    Moscow wants artillery ammunition, but Moscow and Pyongyang have so far denied" (0.4).
    """
    passages = draft.group.passages
    rights = [p.right for p in passages if p.right is not None]
    if len(rights) == len(passages) == 2 and side_by_side_only(
        draft.text, notes(passages), has_own_report(passages)
    ):
        return min(rights)
    return None


def _best(told: Sequence[Examined]) -> Examined:
    group = told[0].draft.group
    passed = [one for one in told if not one.wrong]
    own = [one for one in passed if {*one.draft.group.passages} <= {*group.passages, *group.kin}]
    if own:
        return max(own, key=_worth)
    return passed[0] if passed else told[0]


def _worth(found: Examined) -> tuple[float, int, float]:
    """Support to a tenth, for the judge parts no finer (0.88 without who said it, 0.87 with), then
    how much it tells.
    """
    score = found.score or 0.0
    text = found.draft.text
    return round(score, 1), len({*content(text), *names(text)}), score
