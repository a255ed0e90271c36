"""Beam search over scripted models: what it finds, when it stops, what can be demanded of it."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise, product

import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from summarizer.backends.beam import LENGTH, SAME, Demand, by_likelihood, search

END = 0
Table = Mapping[int, Mapping[int, float]]


@dataclass
class Rows:
    """Scores of a batch from each beam's last token."""

    tables: list[Mapping[int, float]]

    def top(self, count: int) -> tuple[torch.Tensor, torch.Tensor]:
        values = torch.full((len(self.tables), count), -torch.inf)
        tokens = torch.zeros(values.shape, dtype=torch.long)
        for n, table in enumerate(self.tables):
            best = sorted(table.items(), key=lambda item: -item[1])[:count]
            for i, (token, chance) in enumerate(best):
                values[n, i], tokens[n, i] = math.log(chance), token
        return values, tokens

    def of(self, tokens: torch.Tensor) -> torch.Tensor:
        values = torch.full(tokens.shape, -torch.inf)
        for n, table in enumerate(self.tables):
            for i, token in enumerate(tokens[n].tolist()):
                if table.get(token):
                    values[n, i] = math.log(table[token])
        return values


@dataclass
class Chain:
    """A model whose next token depends on the last one and on the prompt's first token."""

    tables: Mapping[int, Table]
    sizes: list[int] = field(default_factory=list)
    rows: list[int] = field(default_factory=list)

    def start(
        self, prompts: Sequence[list[int]], beams: int
    ) -> tuple[dict[str, list[Table]], Rows]:
        memory = {"tables": [self.tables[prompt[0]] for prompt in prompts]}
        return memory, Rows([table[-1] for table in memory["tables"]])

    def advance(
        self, memory: dict[str, list[Table]], tokens: torch.Tensor, parents: torch.Tensor
    ) -> Rows:
        self.sizes.append(len(memory["tables"]))
        rows = zip(memory["tables"], tokens.tolist(), strict=True)
        found = [table.get(t, {}) for table, row in rows for t in row if t >= 0]
        self.rows.append(len(found))
        return Rows(found)

    def keep(
        self, memory: dict[str, list[Table]], sentences: Sequence[int]
    ) -> dict[str, list[Table]]:
        return {"tables": [memory["tables"][n] for n in sentences]}


GREEDY_FAILS: Table = {
    -1: {1: 0.6, 2: 0.4},
    1: {3: 0.4, 4: 0.35, END: 0.25},
    2: {5: 0.95, END: 0.05},
    3: {END: 0.5, 1: 0.5},
    4: {END: 1.0},
    5: {END: 1.0},
}
LOOPS: Table = {-1: {1: 1.0}, 1: {1: 0.9, END: 0.1}}
SHORT: Table = {-1: {7: 1.0}, 7: {END: 1.0}}


def best(table: Table, size: int, demand: Demand | None = None) -> list[tuple[int, ...]]:
    """The answers to one prompt, best first."""
    (found,) = search(Chain({9: table}), [[9, 9, 9, 9]], size, END, [demand])
    return [hypothesis.tokens for hypothesis in found]


class TestPlain:
    def test_a_beam_finds_what_greedy_misses(self) -> None:
        assert best(GREEDY_FAILS, 1) == [(1, 3)]
        assert best(GREEDY_FAILS, 3)[0] == (2, 5)

    def test_best_first_by_the_score_over_the_length(self) -> None:
        (found,) = search(Chain({9: GREEDY_FAILS}), [[9]], 4, END)
        assert [h.mean for h in found] == sorted((h.mean for h in found), reverse=True)
        assert found[0].mean == pytest.approx(math.log(0.4 * 0.95) / 3**LENGTH)

    def test_an_endless_answer_stops(self) -> None:
        (found,) = search(Chain({9: {-1: {1: 1.0}, 1: {1: 1.0}}}), [[9] * 10], 2, END)
        assert found == []

    def test_a_loop_may_still_end(self) -> None:
        assert set(best(LOOPS, 2)[0]) == {1}

    def test_company_changes_nothing_and_finished_ones_leave(self) -> None:
        chain = Chain({1: GREEDY_FAILS, 2: LOOPS, 3: SHORT})
        prompts = [[1] * 4, [2] * 20, [3], [3], [3]]
        together = search(chain, prompts, 3, END)
        alone = [search(Chain(chain.tables), [prompt], 3, END)[0] for prompt in prompts]
        assert together == alone
        assert chain.sizes[0] == 5
        assert chain.sizes[-1] == 1

    def test_hopeless_beams_cost_nothing(self) -> None:
        near: Table = {-1: {1: 0.5, 2: 0.5}, 1: {1: 0.5, END: 0.5}, 2: {1: 1.0}}
        far: Table = {-1: {1: 0.9, 2: 0.1}, 1: {1: 0.5, END: 0.5}, 2: {1: 1.0}}
        rows = []
        for table in (near, far):
            chain = Chain({9: table})
            search(chain, [[9] * 4], 2, END)
            rows.append(chain.rows[0])
        assert rows == [2, 1]

    def test_beams_that_go_on_alike_are_read_as_one_and_both_answers_found(self) -> None:
        table: Table = {-1: {1: 0.6, 2: 0.4}, 1: {3: 1.0}, 2: {3: 1.0}, 9: {END: 1.0}}
        table = {**table, **{n: {n + 1: 1.0} for n in range(3, 9)}}
        chain = Chain({9: table})
        (found,) = search(chain, [[9] * 8], 4, END)
        line = tuple(range(3, 10))
        assert [h.tokens for h in found] == [(1, *line), (2, *line)]
        assert [h.score for h in found] == pytest.approx([math.log(0.6), math.log(0.4)])
        assert chain.rows == [2] * SAME + [1] * (len(line) - SAME + 1)

    def test_no_prompt_no_answer(self) -> None:
        assert search(Chain({}), [], 3, END) == []

    def test_an_end_that_hardly_can_be_is_none(self) -> None:
        """A model that is sure has the end among its four likeliest tokens at every step."""
        sure = {n - 1: {n: 1 - 3e-6, END: 1e-6, 90: 1e-6, 91: 1e-6} for n in range(1, 12)}
        table = {-1: sure[0], **{n: sure[n] for n in range(1, 11)}, 11: {END: 1.0}}
        assert best(table, 4)[0] == tuple(range(1, 12))


def test_answers_that_are_given_go_by_their_likelihood() -> None:
    ways = [(2, END), (1, 4, END), (2, 5, END), (1, 3, END)]
    ranked = by_likelihood(Chain({9: GREEDY_FAILS}), [9, 9], ways)
    means = [
        sum(
            math.log(GREEDY_FAILS[before][token])
            for before, token in zip((-1, *way), way, strict=False)
        )
        / len(way) ** LENGTH
        for way in ways
    ]
    assert ranked == sorted(range(len(ways)), key=lambda n: -means[n])
    assert ranked[0] == 2


class TestDemand:
    def test_what_must_be_there_is_there(self) -> None:
        assert best(GREEDY_FAILS, 4, Demand(must=(((4,),),)))[0] == (1, 4)

    def test_one_way_of_a_set_is_enough(self) -> None:
        found = best(GREEDY_FAILS, 4, Demand(must=(((6, 6), (3,)),)))
        assert found
        assert all(3 in tokens for tokens in found)

    def test_all_that_must_be_there_in_any_order(self) -> None:
        table: Table = {last: {1: 0.5, 2: 0.01, 3: 0.01, END: 0.48} for last in (-1, 1, 2, 3)}
        found = best(table, 6, Demand(must=(((2, 3),), ((1, 2),))))
        assert found
        assert all(has(t, (2, 3)) and has(t, (1, 2)) for t in found)

    def test_what_must_not_be_there_is_not(self) -> None:
        found = best(GREEDY_FAILS, 4, Demand(never=((2, 5), (3,))))
        assert found
        assert not any(has(t, (2, 5)) or has(t, (3,)) for t in found)

    def test_what_cannot_be_met_gives_nothing(self) -> None:
        assert best(GREEDY_FAILS, 4, Demand(must=(((8,),),))) == []

    def test_only_the_sentence_that_demands_is_changed(self) -> None:
        chain = Chain({1: GREEDY_FAILS})
        plain, demanding = search(chain, [[1] * 4, [1] * 4], 3, END, [None, Demand((((4,),),))])
        assert [h.tokens for h in plain] == best(GREEDY_FAILS, 3)
        assert all(4 in h.tokens for h in demanding)

    def test_one_far_behind_another_with_as_much_written_is_given_up(self) -> None:
        table: Table = {-1: {1: 0.98, 2: 0.02}, 1: {3: 0.9, END: 0.1}, 2: {3: 1.0}, 3: {END: 1.0}}
        chain = Chain({9: table})
        (found,) = search(chain, [[9] * 4], 4, END, [Demand((((3,),),))])
        assert [h.tokens for h in found] == [(1, 3)]
        assert chain.rows[0] == 1

    @settings(deadline=None, max_examples=40)
    @given(
        st.lists(st.floats(0.01, 1.0), min_size=16, max_size=16),
        st.lists(st.integers(1, 3), min_size=1, max_size=2),
        st.lists(st.integers(1, 3), min_size=1, max_size=2),
    )
    def test_every_answer_meets_its_demand(
        self, chances: list[float], must: list[int], never: list[int]
    ) -> None:
        rows = [chances[i : i + 4] for i in range(0, 16, 4)]
        table = {
            last: {token: p / sum(row) for token, p in enumerate(row)}
            for last, row in zip((-1, 1, 2, 3), rows, strict=True)
        }
        for tokens in best(table, 5, Demand(((tuple(must),),), (tuple(never),))):
            assert has(tokens, tuple(must))
            assert not has(tokens, tuple(never))


def has(tokens: tuple[int, ...], part: tuple[int, ...]) -> bool:
    return any(tokens[i : i + len(part)] == part for i in range(len(tokens)))


def test_wide_enough_a_beam_finds_the_best_of_all() -> None:
    table: Table = {
        last: {token: 0.1 + ((last * 7 + token * 5) % 11) / 10 for token in range(3)}
        for last in (-1, 1, 2)
    }
    normal = {
        last: {token: p / sum(row.values()) for token, p in row.items()}
        for last, row in table.items()
    }

    def mean(tokens: tuple[int, ...]) -> float:
        line = (-1, *tokens, END)
        score = sum(math.log(normal[a][b]) for a, b in pairwise(line))
        return score / math.pow(len(tokens) + 1, LENGTH)

    (found,) = search(Chain({9: normal}), [[9]], 400, END)
    short = [t for n in range(6) for t in product((1, 2), repeat=n)]
    reached = [h.tokens for h in found if len(h.tokens) < 6]
    assert max(reached, key=mean) == max(short, key=mean)
