"""Who says what, how sure of it, and whether an English sentence kept both."""

import time
import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summarizer.voices import hardened, misattributed, modality, speakers, subject_swapped

HERE = Path(__file__).parent
CASES: dict[str, Any] = tomllib.loads((HERE / "voice_cases.toml").read_text(encoding="utf-8"))
SPEAKERS = [
    (language, text, told)
    for language, rows in CASES["speakers"].items()
    for text, told in rows.items()
]
MODALITY = [
    (language, text, kinds)
    for language, rows in CASES["modality"].items()
    for text, kinds in rows.items()
]
ACTS = {
    *("says", "announces", "quotes", "asks", "asked", "denies", "accuses", "thinks", "worries"),
    *("hopes", "urges", "promises", "withholds"),
}
KINDS = {"planned", "alleged", "possible", "not yet", "denied", "conditional", "hoped", "question"}

texts = st.lists(
    st.sampled_from(
        "Peskov Kim Moskow Washington kata mengatakan menurut dikutip dari ditanya membantah yang "
        "dan akan mungkin belum said asked according to denied who and will may not yet by "
        'reported , . ? “ ” ( ) " ; juru bicara the officials worries visited'.split()
    ),
    max_size=30,
).map(" ".join)


@pytest.mark.parametrize(("language", "text", "told"), SPEAKERS)
def test_speakers_and_their_acts_are_found(language: str, text: str, told: str) -> None:
    assert "; ".join(f"{s.name}: {s.act}" for s in speakers(text, language)) == told


@pytest.mark.parametrize(("language", "text", "kinds"), MODALITY)
def test_marks_of_what_is_no_plain_fact_are_found(language: str, text: str, kinds: str) -> None:
    assert ", ".join(sorted(modality(text, language))) == kinds


def check(found: list[str], case: dict[str, Any]) -> None:
    if "wrong" in case:
        assert any(case["wrong"] in reason for reason in found), found
    else:
        assert found == []


@pytest.mark.parametrize("case", CASES["misattributed"], ids=lambda case: case["sentence"][:40])
def test_words_put_into_another_mouth_are_named(case: dict[str, Any]) -> None:
    check(misattributed(case["sentence"], case["id"], case["en"]), case)


@pytest.mark.parametrize("case", CASES["hardened"], ids=lambda case: case["sentence"][:40])
def test_a_lost_or_added_doubt_is_named(case: dict[str, Any]) -> None:
    check(hardened(case["sentence"], case["id"], case["en"]), case)


@pytest.mark.parametrize("case", CASES["swapped"], ids=lambda case: case["sentence"][:40])
def test_a_swapped_actor_is_named(case: dict[str, Any]) -> None:
    check(subject_swapped(case["sentence"], case["en"]), case)


def test_the_table_holds_what_was_promised() -> None:
    compared = [case for name in ("misattributed", "hardened", "swapped") for case in CASES[name]]
    assert len(SPEAKERS) + len(MODALITY) + len(compared) >= 150
    assert len([case for case in compared if "wrong" not in case]) >= 25


@given(texts, st.sampled_from(["id", "en"]))
@settings(max_examples=100, deadline=None)
def test_a_speaker_is_a_piece_of_the_text(text: str, language: str) -> None:
    for speaker in speakers(text, language):
        assert speaker.name == text[speaker.start : speaker.end] != ""
        assert speaker.act in ACTS


@given(texts, texts, texts)
@settings(max_examples=60, deadline=None)
def test_any_texts_can_be_compared(sentence: str, indonesian: str, english: str) -> None:
    found = misattributed(sentence, [indonesian], [english])
    found += hardened(sentence, [indonesian], [english])
    found += subject_swapped(sentence, [english])
    assert all(reason.strip() == reason != "" for reason in found)
    assert modality(sentence, "en") <= KINDS


@given(texts)
@settings(max_examples=60, deadline=None)
def test_a_passage_told_word_for_word_swaps_nobody(text: str) -> None:
    assert subject_swapped(text, [text]) == []


@given(st.text(max_size=60), st.text(max_size=60))
@settings(max_examples=60, deadline=None)
def test_arbitrary_text_raises_nothing(left: str, right: str) -> None:
    for language in ("id", "en"):
        assert modality(left, language) <= KINDS
        assert all(s.name in left for s in speakers(left, language))
    assert isinstance(misattributed(left, [right], [right]), list)
    assert isinstance(hardened(left, [right], [right]), list)


def test_no_passages_give_no_verdict_on_certainty() -> None:
    assert hardened("Putin visited Pyongyang.", [], []) == []
    assert subject_swapped("Putin visited Pyongyang.", []) == []


@pytest.mark.parametrize(
    "text",
    [
        "kata Kim, " * 2_500,
        "Kim said " * 2_500,
        "asked whether " * 2_500,
        "Kim, who, " * 2_500,
        "akan " * 5_000,
        "may will visit " * 2_000,
        "and said " * 2_500,
        "( " * 6_000,
        "yang mengatakan " * 2_500,
        "Kim visited " * 2_000,
    ],
)
def test_hostile_text_takes_linear_time(text: str) -> None:
    start = time.process_time()
    for language in ("id", "en"):
        speakers(text, language)
        modality(text, language)
    hardened(text, [text], [text])
    misattributed("Kim said it.", [text], [text])
    misattributed(text, ["kata Kim."], ["said Kim."])
    subject_swapped("Kim visited Palu.", [text])
    subject_swapped(text, ["Putin visited Palu."])
    assert time.process_time() - start < 5
