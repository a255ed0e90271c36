"""Sentences made false: each kind changes what it says, and only that."""

import random
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

sys.path.insert(0, str(Path(__file__).parent.parent / "scripts"))
from perturb import KINDS

OTHER = "Jens Stoltenberg visited Poland on Monday, where 12 ministers met."


@pytest.mark.parametrize(
    ("kind", "sentence", "accepted"),
    [
        ("number", "The quake killed 384 people.", None),
        ("date", "He arrived on Tuesday.", None),
        ("name", "Dmitry Peskov spoke.", {"Jens Stoltenberg spoke.", "Poland spoke."}),
        ("actor", "China accused Japan of spying.", {"Japan accused China of spying."}),
        ("actor", "China and Japan agreed.", {None}),
        ("negation", "Russia did not sign.", {"Russia did sign."}),
        ("negation", "Russia was there.", {"Russia was not there."}),
        ("hedge", "He may visit Moscow.", {"He will visit Moscow."}),
        ("hedge", "He allegedly fled.", {"He fled."}),
        ("hedge", "He fled.", {None}),
        ("speaker", "Peskov said that talks went well.", {"Talks went well."}),
        ("opposite", "Prices rose.", {"Prices fell."}),
        ("opposite", "Prices fell.", {"Prices rose."}),
        ("clause", "Prices rose.", {
            f"Prices rose, {joint} Jens Stoltenberg visited Poland on Monday."
            for joint in ("and", "while", "after")
        }),
    ],
)  # fmt: skip
def test_one_thing_is_changed(kind: str, sentence: str, accepted: set[str | None] | None) -> None:
    made = KINDS[kind](sentence, OTHER, random.Random(1))
    assert made != sentence
    if accepted is not None:
        assert made in accepted


@pytest.mark.parametrize("kind", sorted(KINDS))
@given(text=st.text(max_size=60), seed=st.integers(0, 3))
def test_any_sentence_is_changed_or_left_out(kind: str, text: str, seed: int) -> None:
    made = KINDS[kind](text, OTHER, random.Random(seed))
    assert made is None or made != text or kind == "name"
    assert KINDS[kind](text, OTHER, random.Random(seed)) == made
