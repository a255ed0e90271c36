"""Examples for the judge of support: what is true stays true, what is changed is false."""

import random
import sys
from pathlib import Path

import pytest

pytest.importorskip("peft")
sys.path.insert(0, str(Path(__file__).parent.parent / "scripts"))

from judge_examples import Example, examples, shortened, sound, varied

ROWS = [
    {"id": f"Menteri {a} bertemu Presiden {b} di {c} hari {d}, kata Antara.", "en": e}
    for a, b, c, d, e in [
        ("Andi", "Putin", "Moskow", "Senin", "Minister Andi met Putin in Moscow on Monday."),
        ("Budi", "Kim", "Seoul", "Selasa", "Minister Budi met Kim in Seoul on Tuesday."),
        ("Citra", "Xi", "Beijing", "Rabu", "Minister Citra may not meet Xi on Wednesday."),
        ("Dewi", "Modi", "Delhi", "Kamis", "Antara said Minister Dewi met 12 people."),
    ]
]


def test_true_and_false_sentences_of_the_same_evidence_are_equally_many() -> None:
    groups = list(examples(ROWS, 1))
    assert len(groups) == len(ROWS)
    for group in groups:
        assert len({example.passages for example in group}) == 1
        assert [e.supported for e in group].count(True) * 2 == len(group)
        assert len({example.sentence for example in group}) == len(group)


def test_what_a_false_sentence_was_made_of_is_true() -> None:
    for group in examples(ROWS, 3):
        true = [example.sentence for example in group if example.supported]
        for example in group:
            if example.origin:
                assert example.origin in true or len(group) == 2
                assert not example.supported


def test_the_evidence_holds_the_row_and_is_never_too_long() -> None:
    own = {row["id"] for row in ROWS}
    for group in examples(ROWS, 2):
        for example in group:
            assert 1 <= len(example.passages) <= 3
            assert set(example.passages) <= own


def test_a_seed_gives_the_same_examples() -> None:
    assert list(examples(ROWS, 3)) == list(examples(ROWS, 3)) != list(examples(ROWS, 4))


@pytest.mark.parametrize(
    ("indonesian", "english", "kept"),
    [
        ("Kim bertemu Putin di Moskow hari Senin.", "Kim met Putin in Moscow on Monday.", True),
        ("Kim bertemu Putin di Moskow hari Senin.", "Kim met Putin in Moscow on Friday.", False),
        ("Kim bertemu Putin di Moskow hari Senin.", "Kim met Putin in Moscow, he said.", False),
        ("Kim dikatakannya bertemu Putin di Moskow.", "Kim met Putin in Moscow, he said.", True),
    ],
)
def test_rows_whose_english_says_more_are_left_out(
    indonesian: str, english: str, kept: bool
) -> None:
    assert sound({"id": indonesian, "en": english}) is kept


@pytest.mark.parametrize(
    ("english", "short"),
    [
        ("Kim met Putin in Moscow again, which he left.", "Kim met Putin in Moscow again."),
        ("However, Kim met Putin in Moscow again.", "Kim met Putin in Moscow again."),
        ("Kim met Putin in Moscow on Monday again.", "Kim met Putin in Moscow again."),
        ("Kim met Putin on Monday night, after a walk of hours.", None),
        ("Kim met Putin.", "Kim met Putin."),
    ],
)
def test_a_shortened_sentence_still_holds(english: str, short: str | None) -> None:
    ways = ("Kim met Putin, after a walk of hours.", "Kim met Putin on Monday night.")
    for seed in range(5):
        assert shortened(english, random.Random(seed)) in ({short} if short else ways)


def test_a_sentence_in_other_words_still_holds() -> None:
    made = {varied("Rice rose 5 percent, Peskov said.", random.Random(n)) for n in range(100)}
    assert made <= {
        told.format(f"ice {rose} 5{percent}")
        for told in ("R{}, Peskov said.", "Peskov said r{}.", "Peskov said that r{}.")
        for rose in ("rose", "increased")
        for percent in (" percent", " per cent", "%")
    }
    assert len(made) > 8


def test_the_prompt_shows_evidence_then_sentence() -> None:
    prompt = Example(("Satu.", "Dua."), "One.", "true").prompt
    assert prompt == "Indonesian: Satu. Dua.\nEnglish: One.\nSupported:"
