"""Measuring a judge: pairs of every kind in two halves that share no row, and the arithmetic."""

import sys
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

pytest.importorskip("torch")
sys.path.insert(0, str(Path(__file__).parent.parent / "scripts"))

from judge_examples import SHARES, half
from measure_judge import THRESHOLDS, Labelled, Line, build, chosen, report, shares, sweep

CITIES = ("Jakarta", "Moskow", "Seoul", "Beijing", "Tokyo", "Hanoi", "Manila", "Kairo")
ROWS = [
    {
        "id": f"Menteri {name} mungkin menemui {n + 3} tentara Jepang di {city} hari Senin, tetapi "
        f"tidak menandatangani Pabrik{n}.",
        "en": f"Minister {name} may meet {n + 3} Japanese soldiers in {city} on Monday, but has "
        "not signed.",
    }
    for n, (name, city) in enumerate(
        (f"{a}{b}", city)
        for a in ("Andr", "Bor", "Cyr", "Dmitr", "Evgen")
        for b, city in zip(("i", "is", "il", "iy", "o", "an", "ek", "us"), CITIES, strict=True)
    )
]  # fmt: skip


def labelled(kinds: Sequence[str], side: int = 0) -> list[Labelled]:
    return [Labelled("Air.", f"{n}", kind, side) for n, kind in enumerate(kinds)]


def test_both_halves_hold_every_kind_that_the_rows_have_and_as_many_true_pairs() -> None:
    pairs = build(ROWS, 5, 1)
    for side in (0, 1):
        count = Counter(pair.kind for pair in pairs if pair.half == side)
        assert count["true"] == count.total() - count["true"]
        assert set(count) <= {*SHARES, "true"}
        assert {count[kind] for kind in ("number", "date", "negation", "hedge")} == {5}


def test_no_row_is_in_both_halves() -> None:
    halves = {row["id"]: half(row) for row in ROWS}
    for pair in build(ROWS, 5, 1):
        assert {side for text, side in halves.items() if text in pair.evidence} == {pair.half}


def test_no_pair_stands_twice_and_a_seed_gives_the_same() -> None:
    pairs = build(ROWS, 5, 1)
    assert len({(pair.half, pair.sentence) for pair in pairs}) == len(pairs)
    assert build(ROWS, 5, 1) == pairs


def test_shares_at_a_threshold() -> None:
    pairs = labelled(["true", "true", "true", "true", "name", "name", "date"])
    found = shares(pairs, [0.9, 0.5, 0.5, 0.2, 0.1, 0.8, 0.4], 0.5)
    assert found == {
        "all": Line(0.5, 0.75, 2 / 3), "name": Line(0.5, 0.75, 0.5), "date": Line(0.5, 0.75, 1.0),
    }  # fmt: skip
    assert found["name"].balanced == 0.625


@settings(max_examples=50, deadline=None)
@given(
    st.lists(
        st.tuples(st.sampled_from(["true", "name", "date"]), st.floats(0, 1)),
        min_size=1, max_size=20,
    )
)  # fmt: skip
def test_a_higher_threshold_keeps_less_and_catches_more(rated: list[tuple[str, float]]) -> None:
    lines = sweep(labelled([kind for kind, _ in rated]), [score for _, score in rated])
    assert [line.threshold for line in lines] == list(THRESHOLDS)
    for low, high in pairwise(lines):
        assert low.kept >= high.kept
        assert low.caught <= high.caught


def test_the_best_balance_is_chosen_and_of_equals_the_middle() -> None:
    lines = [Line(0.1, 1.0, 0.6), Line(0.4, 0.9, 0.9), Line(0.6, 0.8, 0.95), Line(0.9, 0.8, 1.0)]
    assert chosen(lines).threshold == 0.4
    assert (
        chosen([Line(0.1, 1.0, 0.8), Line(0.45, 0.8, 1.0), Line(0.9, 0.9, 0.9)]).threshold == 0.45
    )


def test_the_threshold_is_of_one_half_and_the_figures_of_the_other() -> None:
    pairs = [*labelled(["true", "name"] * 2), *labelled(["true", "true", "name", "date"], side=1)]
    told = report(pairs, [0.9, 0.3, 0.8, 0.2, 0.9, 0.1, 0.4, 0.95])
    assert "| 0.50 (chosen) | 100.0% | 100.0% | 100.0% |" in told
    assert "of its 2 true pairs 50.0% are kept" in told
    assert "| name | 1 (3) | 100.0% | 75.0% |" in told
    assert "| date | 1 (1) | 0.0% | 25.0% |" in told
    assert "| all | 2 (4) | 50.0% | 50.0% |" in told
