"""Doubtful translations made again: what is taken, what is refused, what is kept."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

import pytest
from fakes import DictJournal, FakeTranslator, article, passages
from hypothesis import given
from hypothesis import strategies as st

from summarizer.data import Passage
from summarizer.protocols import Sampling, Wish
from summarizer.rerank import RERANKED, reranked, scored, second_look

SOURCE = "BNPB mencatat 384 orang tewas di Palu."
GOOD = "BNPB recorded 384 people dead in Palu."
BETTER = "BNPB counted 384 dead people in Palu."
WRONG = "BNPB recorded 348 people dead in Palu."
POOR = "BNPB recorded 384 people hurt in Palu."


@dataclass
class Sampler(FakeTranslator):
    """Finds and draws what it is told to; ``drawn`` holds the texts of every call for draws."""

    answers: Mapping[str, Sequence[tuple[float, str]]] = field(default_factory=dict)
    ends: Mapping[str, Sequence[tuple[float, str]]] = field(default_factory=dict)
    met: Mapping[str, Sequence[tuple[float, str]]] = field(default_factory=dict)
    drawn: list[list[str]] = field(default_factory=list)
    wishes: list[Wish] = field(default_factory=list)

    def likeliest(
        self, texts: Sequence[str], wishes: Sequence[Wish] | None = None
    ) -> list[list[tuple[float, str]]]:
        self.wishes += wishes or []
        found = self.ends if wishes is None else self.met
        return [list(found.get(text, ())) for text in texts]

    def samples(self, texts: Sequence[str]) -> list[list[tuple[float, str]]]:
        self.drawn.append(list(texts))
        return [list(self.answers.get(text, [(-1.0, text)])) for text in texts]


@dataclass
class Reverse:
    """Probabilities by translation, 0.5 for others."""

    scores: Mapping[str, float]
    name: str = "fake-reverse@1"

    def support(self, pairs: Sequence[tuple[str, str]]) -> list[float]:
        return [self.scores.get(english, 0.5) for _, english in pairs]


SCORES = {GOOD: 0.6, BETTER: 0.8, POOR: 0.3, WRONG: 0.99}


def again(
    given: Passage, drawn: Sequence[tuple[float, str]], scores: Mapping[str, float] = SCORES
) -> Passage:
    (told,) = reranked([given], Sampler(answers={SOURCE: drawn}), Reverse(scores), DictJournal())
    return told


@pytest.mark.parametrize(
    ("before", "drawn", "after"),
    [
        (POOR, [(-0.2, GOOD), (-0.3, BETTER)], BETTER),
        (POOR, [(-0.2, GOOD), (-3.0, BETTER)], GOOD),  # too unlikely by the translator itself
        (GOOD, [(-0.1, POOR)], GOOD),  # leads back worse than what was there
        (POOR, [(-0.1, WRONG)], POOR),  # fails a guard, whatever the reverse model says
        (POOR, [(-0.1, WRONG), (-0.9, GOOD)], GOOD),
        (GOOD, [], GOOD),
    ],
)
def test_the_best_that_passes_the_guards_is_taken(
    before: str, drawn: list[tuple[float, str]], after: str
) -> None:
    (passage,) = passages(SOURCE, before)
    told = again(passage, drawn)
    assert (told.sentence, told.english, told.failures) == (passage.sentence, after, ())
    assert told.translator == (
        passage.translator if after == before else f"fake-translator@1{RERANKED}"
    )


def test_what_a_search_ends_with_is_chosen_among_too() -> None:
    (passage,) = passages(SOURCE, POOR)
    translator = Sampler(answers={SOURCE: [(-0.3, GOOD)]}, ends={SOURCE: [(-0.3, BETTER)]})
    (told,) = reranked([passage], translator, Reverse(SCORES), DictJournal())
    assert told.english == BETTER


def test_words_that_were_lost_are_asked_for() -> None:
    source, stranded = "Korban tertimbun.", "The victims are stranded."
    (passage,) = passages(source, stranded)
    buried = "The victims are buried."
    translator = Sampler(answers={source: [(-0.3, stranded)]}, met={source: [(-0.4, buried)]})
    (told,) = reranked([passage], translator, Reverse({buried: 0.8}), DictJournal())
    assert told.english == buried
    (wish,) = translator.wishes
    assert "buried" in wish.must[0]
    assert not wish.never


def test_what_was_untrusted_is_trusted_with_a_translation_that_passes() -> None:
    (passage,) = passages(SOURCE, WRONG)
    untrusted = replace(passage, failures=("quantity: 384 missing",))
    assert again(untrusted, [(-0.5, GOOD)]).trusted
    assert again(untrusted, [(-0.5, WRONG)]) == untrusted


def test_every_translation_is_scored_but_what_is_english_already() -> None:
    (one,), (said,) = passages(SOURCE, GOOD), passages(GOOD, path="b.txt")
    english = replace(said, sentence=replace(said.sentence, article=article(GOOD, language="en")))
    untrusted = replace(one, failures=("name: Palu missing",))
    told = scored([one, english, untrusted], Reverse(SCORES))
    assert [p.right for p in told] == [0.6, None, 0.6]


def test_only_the_doubtful_among_some_are_made_again() -> None:
    given = passages(f"{SOURCE}\n{SOURCE}\n{SOURCE}", f"{POOR}\n{POOR}\n{POOR}")
    first, second, third = (
        replace(p, right=right) for p, right in zip(given, (0.9, 0.3, 0.3), strict=True)
    )
    translator = Sampler(answers={SOURCE: [(-0.1, BETTER)]})
    told = second_look(
        [first, second, third], [first, second], translator, Reverse(SCORES), DictJournal()
    )
    assert [(p.english, p.right) for p in told] == [(POOR, 0.9), (BETTER, 0.8), (POOR, 0.3)]


def test_a_translator_that_cannot_draw_changes_nothing() -> None:
    given = passages(SOURCE, POOR)
    assert not isinstance(FakeTranslator(), Sampling)
    assert reranked(given, FakeTranslator(), Reverse(SCORES), DictJournal()) == given
    assert reranked([], Sampler(), Reverse(SCORES), DictJournal()) == []


@pytest.mark.parametrize("exact", [True, False])
def test_what_was_drawn_is_not_drawn_again(exact: bool) -> None:
    texts = [f"Gempa ke-{n} terjadi di Palu." for n in range(5)]
    given = passages("\n".join(texts))
    journal = DictJournal()
    first = Sampler(exact=exact, batch_size=2)
    told = reranked(given, first, Reverse({}), journal)
    assert sorted(text for call in first.drawn for text in call) == texts
    second = Sampler(exact=exact, batch_size=2)
    assert reranked(given, second, Reverse({}), journal) == told
    assert second.drawn == []
    # In other company only a translator that is exact needs not to be asked.
    reranked(given[1:], second, Reverse({}), journal)
    assert bool(second.drawn) is not exact


@given(st.permutations(range(6)))
def test_the_order_of_the_passages_does_not_matter(order: list[int]) -> None:
    texts = [f"Gempa ke-{n} terjadi di Palu." for n in range(6)]
    given = passages("\n".join(texts))
    answers = {t: [(-0.1, t.replace("Gempa", "Quake"))] for t in texts}
    scores = {t.replace("Gempa", "Quake"): 0.1 * n for n, t in enumerate(texts)}

    def told(passages: Sequence[Passage]) -> list[Passage]:
        translator = Sampler(answers=answers, batch_size=4)
        return reranked(passages, translator, Reverse(scores), DictJournal())

    assert told([given[n] for n in order]) == [told(given)[n] for n in order]
