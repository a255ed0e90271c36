"""Whether a translation kept the negation of its source."""

import time
import tomllib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summarizer.negation import negation

CASES = tomllib.loads(
    (Path(__file__).parent / "quantity_cases.negation.toml").read_text(encoding="utf-8")
)


@pytest.mark.parametrize(("indonesian", "english"), CASES["same"])
def test_the_same_negation_raises_nothing(indonesian: str, english: str) -> None:
    assert negation(indonesian, english) is None


@pytest.mark.parametrize(("indonesian", "english"), CASES["lost"])
def test_a_lost_negation_names_the_indonesian_word(indonesian: str, english: str) -> None:
    reason = negation(indonesian, english)
    assert reason is not None
    assert reason.startswith("negation lost (")
    assert reason[len("negation lost (") : -1] in indonesian.lower()


@pytest.mark.parametrize(("indonesian", "english"), CASES["added"])
def test_an_added_negation_names_the_english_word(indonesian: str, english: str) -> None:
    reason = negation(indonesian, english)
    assert reason is not None
    assert reason.startswith("negation added (")
    assert reason[len("negation added (") : -1] in english.lower()


def test_the_table_holds_what_was_promised() -> None:
    assert sum(map(len, CASES.values())) >= 60


@pytest.mark.parametrize(
    ("indonesian", "english", "reason"),
    [
        ("", "NO", "negation added (no)"),
        ("...", "It was not", "negation added (not)"),
        ("42", "nobody failed", "negation added (nobody)"),
        ("Tidak", "", "negation lost (tidak)"),
        ("belum pernah", "2", "negation lost (belum)"),
        ("", "unable", None),
    ],
)
def test_a_side_without_words_is_compared_too(
    indonesian: str, english: str, reason: str | None
) -> None:
    assert negation(indonesian, english) == reason


@given(st.text(max_size=60), st.text(max_size=60))
@settings(max_examples=60, deadline=None)
def test_any_two_texts_can_be_compared(left: str, right: str) -> None:
    assert negation(left, right) is None or "negation" in str(negation(left, right))


@pytest.mark.parametrize(
    "text", ["tidak " * 20_000, "un" * 50_000, "not " * 25_000, "n't" * 30_000]
)
def test_hostile_text_takes_linear_time(text: str) -> None:
    start = time.process_time()
    negation(text, "yes")
    negation("ya", text)
    assert time.process_time() - start < 5
