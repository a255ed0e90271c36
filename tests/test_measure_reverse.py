"""The arithmetic of measuring who tells right translations from wrong ones."""

import json
import sys
from pathlib import Path

import numpy as np
import pytest

sys.path.insert(0, str(Path(__file__).parent.parent / "scripts"))

from measure_reverse import READ, SHARES, among_best, area, logistic, read

GOOD = np.array([1.0, 1.0, 0.0, 1.0, 0.0])


@pytest.mark.parametrize(
    ("scores", "expected"),
    [
        ([5, 4, 1, 3, 2], 1.0),
        ([1, 2, 5, 3, 4], 0.0),
        ([1, 1, 1, 1, 1], 0.5),
        ([5, 1, 2, 4, 3], 4 / 6),
    ],
)
def test_the_area_is_the_chance_to_rank_a_pair_rightly(
    scores: list[float], expected: float
) -> None:
    assert area(scores, GOOD) == pytest.approx(expected)


def test_among_the_best_of_each_share() -> None:
    found = dict(zip(SHARES, among_best([5, 4, 3, 2, 1], GOOD), strict=True))
    assert (found[0.1], found[0.4], found[1.0]) == (1.0, 1.0, 0.6)


def test_the_curve_gives_back_the_shares() -> None:
    features = np.array([[0.0, 1.0]] * 10 + [[1.0, 0.0]] * 10 + [[0.0, 0.0]] * 10)
    good = np.array([1.0] * 2 + [0.0] * 8 + [1.0] * 9 + [0.0] + [1.0] * 5 + [0.0] * 5)
    intercept, one, other = logistic(features, good)
    shares = [1 / (1 + np.exp(-at)) for at in (intercept + other, intercept + one, intercept)]
    assert shares == pytest.approx([0.2, 0.9, 0.5], abs=1e-3)


def test_the_labels_are_of_our_own_articles() -> None:
    pairs, good = read([READ])
    assert len(pairs) == len(good) > 150
    labels = {json.loads(line)["label"] for line in READ.read_text("utf-8").splitlines()}
    assert labels == {"right", "loose", "wrong"}
