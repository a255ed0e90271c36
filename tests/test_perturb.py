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
        ("number", "Two died in 2018.", {None}),
        ("date", "He arrived on Tuesday.", None),
        ("date", "He left last year.", {"He left this year.", "He left next year."}),
        ("name", "Dmitry Peskov spoke.", {"Jens Stoltenberg spoke."}),
        ("name", "Russian troops left.", {None}),
        ("actor", "China accused Japan of spying.", {"Japan accused China of spying."}),
        ("actor", "China and Japan agreed.", {None}),
        ("actor", "Kim Jong Un met Vladimir Putin.", {None}),
        ("actor", "China accused Japanese firms.", {None}),
        ("negation", "Russia did not sign.", {"Russia signed."}),
        ("negation", "Kim has never visited Moscow.", {"Kim has visited Moscow."}),
        ("negation", "Russia was there.", {"Russia was not there."}),
        ("negation", "Russia signed it.", {"Russia did not sign it."}),
        ("hedge", "He may visit Moscow.", {"He will visit Moscow."}),
        ("hedge", "He will visit Moscow.", {"He visited Moscow."}),
        ("hedge", "He is expected to speak.", {"He will speak."}),
        ("hedge", "He was held for an alleged plot.", {"He was held for a plot."}),
        ("hedge", "He allegedly fled.", {"He fled."}),
        ("hedge", "He fled.", {None}),
        ("speaker", "Dmitry Peskov said that talks went well.",
         {"Jens Stoltenberg said that talks went well."}),
        ("speaker", "Talks went well, he said.", {"Talks went well, Jens Stoltenberg said."}),
        ("opposite", "Prices rose.", {"Prices fell."}),
        ("opposite", "Prices fell.", {"Prices rose."}),
        ("word", "They met at an official banquet.", None),
        ("word", "Kim ran.", {None}),
        ("clause", "Rice prices rose in Jakarta again.", {
            f"{one}{joint}{other}."
            for joint in (", and ", ", while ", "; ")
            for one, other in (
                ("Rice prices rose in Jakarta again", "Jens Stoltenberg visited Poland on Monday"),
                ("Jens Stoltenberg visited Poland on Monday", "rice prices rose in Jakarta again"),
            )
        }),
        ("clause", "No.", {None}),
    ],
)  # fmt: skip
def test_one_thing_is_changed(kind: str, sentence: str, accepted: set[str | None] | None) -> None:
    made = KINDS[kind](sentence, OTHER, random.Random(1))
    assert made != sentence
    assert accepted is None or made in accepted
    assert accepted is not None or made is not None


@pytest.mark.parametrize("seed", range(8))
def test_a_merged_sentence_takes_deed_time_or_reason_of_the_other(seed: int) -> None:
    own = "Kim Jong Un thanked the soldiers of Russia."
    made = KINDS["merged"](own, OTHER, random.Random(seed))
    assert made is not None
    assert made in {
        "Kim Jong Un thanked the soldiers of Russia on Monday.",
        "Kim Jong Un thanked the soldiers of Russia and visited Poland on Monday.",
    } or any(joint in made for joint in (" because ", " after ", " before ", ", so "))


def test_a_word_is_never_put_for_one_that_stands_in_the_sentence() -> None:
    for seed in range(30):
        made = KINDS["word"](
            "The train passed a ship.", "A plane met the bus.", random.Random(seed)
        )
        assert made is not None
        assert len(set(made.lower().split())) == 5


@pytest.mark.parametrize("kind", sorted(KINDS))
@given(text=st.text(max_size=60), seed=st.integers(0, 3))
def test_any_sentence_is_changed_or_left_out(kind: str, text: str, seed: int) -> None:
    made = KINDS[kind](text, OTHER, random.Random(seed))
    assert made is None or made != text or kind == "name"
    assert KINDS[kind](text, OTHER, random.Random(seed)) == made
