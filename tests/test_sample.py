"""Translations drawn from scripted models: each possible, scored, and the same in any company."""

import math

from hypothesis import given
from hypothesis import strategies as st
from test_beam import END, GREEDY_FAILS, LOOPS, SHORT, Chain, Table

from summarizer.backends.beam import Hypothesis
from summarizer.backends.sample import sample

TABLES = {1: GREEDY_FAILS, 2: LOOPS, 3: SHORT}


def drawn(prompts: list[list[int]], seeds: list[str], count: int = 8) -> list[list[Hypothesis]]:
    return sample(Chain(TABLES), prompts, seeds, count, END)


def chance(table: Table, tokens: tuple[int, ...]) -> float:
    last, total = -1, 0.0
    for token in (*tokens, END):
        total += math.log(table[last][token])
        last = token
    return total


@given(st.lists(st.tuples(st.integers(1, 3), st.text(max_size=3)), max_size=6), st.integers(1, 9))
def test_a_draw_is_possible_scored_and_its_own(asked: list[tuple[int, str]], count: int) -> None:
    prompts, seeds = [[key] * 6 for key, _ in asked], [seed for _, seed in asked]
    together = drawn(prompts, seeds, count)
    assert together == [drawn([p], [s], count)[0] for p, s in zip(prompts, seeds, strict=True)]
    for (key, _), found in zip(asked, together, strict=True):
        assert len({h.tokens for h in found}) == len(found) <= count
        for hypothesis in found:
            assert abs(hypothesis.score - chance(TABLES[key], hypothesis.tokens)) < 1e-4


def test_draws_are_unlike_and_the_likely_ones_are_often_drawn() -> None:
    every = drawn([[1]] * 40, [str(n) for n in range(40)])
    assert len({h.tokens for found in every for h in found}) > 3
    assert sum((2, 5) in {h.tokens for h in found} for found in every) > 20


def test_what_does_not_end_is_left_out() -> None:
    assert sample(Chain({9: {-1: {1: 1.0}, 1: {1: 1.0}}}), [[9] * 10], ["x"], 4, END) == [[]]
    assert drawn([[3]], ["x"])[0] == [Hypothesis(0.0, (7,))]
    assert drawn([], []) == []
