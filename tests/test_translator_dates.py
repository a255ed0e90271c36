"""Days and clock times for training pairs: the same in both languages, and nowhere else."""

import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summarizer.guards import failures

sys.path.insert(0, str(Path(__file__).parent.parent / "scripts"))

from translator_dates import DAYS, dated

PAIR = {
    "id": "Rombongan itu tiba di kota pada hari Selasa untuk berunding.",
    "en": "The delegation arrived in the city on Tuesday for talks.",
}


@settings(deadline=None, max_examples=80)
@given(st.integers(0, 10_000), st.sampled_from(sorted(DAYS)))
def test_no_guard_speaks_against_what_was_added(seed: int, day: str) -> None:
    row = {"id": PAIR["id"].replace("Selasa", day), "en": PAIR["en"].replace("Tuesday", DAYS[day])}
    made = dated(row, seed)
    assert made is not None
    assert made["source"] == "dated"
    assert len(made["id"]) > len(row["id"])
    assert len(made["en"]) > len(row["en"])
    assert failures(made["id"], made["en"]) == ()
    assert dated(row, seed) == made


@pytest.mark.parametrize(
    ("indonesian", "english"),
    [
        ("Rombongan itu tiba di kota kemarin.", "The delegation arrived yesterday."),
        (PAIR["id"], "The delegation arrived in the city on Monday for talks."),
        ("Ia tiba Selasa dan pulang Rabu.", "He came on Tuesday and left on Wednesday."),
        ("Ia tiba Selasa, 3 Mei.", "He came on Tuesday, May 3."),
        ("Ia tiba Selasa pukul 9.00.", "He came on Tuesday at 9 a.m."),
        ("Ia tiba Selasa malam.", "He came on Tuesday night."),
    ],
)
def test_pairs_without_one_bare_weekday_stay_as_they_are(indonesian: str, english: str) -> None:
    assert dated({"id": indonesian, "en": english}, 1) is None
