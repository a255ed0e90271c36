"""Examples for the judge of support: what is true stays true, what is changed is false."""

import sys
from collections import Counter
from pathlib import Path

import pytest

pytest.importorskip("peft")
sys.path.insert(0, str(Path(__file__).parent.parent / "scripts"))

from judge_examples import Example, examples, joined, shortened

ROWS = [
    {"id": f"Menteri {a} bertemu Presiden {b} di {c} hari {d}, kata Antara.", "en": e}
    for a, b, c, d, e in [
        ("Andi", "Putin", "Moskow", "Senin", "Minister Andi met Putin in Moscow on Monday."),
        ("Budi", "Kim", "Seoul", "Selasa", "Minister Budi met Kim in Seoul on Tuesday."),
        ("Citra", "Xi", "Beijing", "Rabu", "Minister Citra may not meet Xi on Wednesday."),
        ("Dewi", "Modi", "Delhi", "Kamis", "Antara said Minister Dewi met 12 people."),
    ]
]


def test_true_and_false_of_the_same_evidence_take_turns() -> None:
    made = list(examples(ROWS, 1))
    kinds = Counter(example.kind == "true" for example in made)
    assert kinds[True] == len(ROWS)
    assert kinds[False] >= len(ROWS) - 1
    for true, false in zip(made[::2], made[1::2], strict=False):
        assert true.passages == false.passages
        assert true.supported
        assert not false.supported


def test_the_evidence_holds_the_row_and_is_never_too_long() -> None:
    own = {row["id"] for row in ROWS}
    for example in examples(ROWS, 2):
        assert 1 <= len(example.passages) <= 3
        assert set(example.passages) <= own


def test_a_seed_gives_the_same_examples() -> None:
    assert list(examples(ROWS, 3)) == list(examples(ROWS, 3)) != list(examples(ROWS, 4))


@pytest.mark.parametrize(
    ("english", "short"),
    [
        ("Kim met Putin in Moscow today, which he left.", "Kim met Putin in Moscow today."),
        ("However, Kim met Putin in Moscow again.", "Kim met Putin in Moscow again."),
        ("Kim met Putin.", "Kim met Putin."),
    ],
)
def test_a_shortened_sentence_still_holds(english: str, short: str) -> None:
    assert shortened(english) == short


def test_two_sentences_of_the_evidence_are_joined() -> None:
    both = f"{ROWS[0]['en'][:-1]}, and {ROWS[1]['en']}"
    assert joined(ROWS[0], ROWS[1:2]) == both
    assert joined(ROWS[0], []) == ROWS[0]["en"]


def test_the_prompt_shows_evidence_then_sentence() -> None:
    prompt = Example(("Satu.", "Dua."), "One.", "true").prompt
    assert prompt == "Indonesian: Satu. Dua.\nEnglish: One.\nSupported:"
