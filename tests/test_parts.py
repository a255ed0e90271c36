"""Long sentences in parts: where they can be parted, and how the English comes together again."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summarizer.parts import detached, joined, split, untimed

PARTED = [
    (
        "Rupiah dibuka melemah di Rp16.186 per dolar AS, sedangkan IHSG ditutup turun di level "
        "7.155.",
        ["Rupiah dibuka melemah di Rp16.186 per dolar AS.", "IHSG ditutup turun di level 7.155."],
        ["while"],
    ),
    (
        "Dana asing keluar bersih Rp2,47 triliun pekan ini, meskipun investor masih membeli "
        "sekuritas rupiah; pasar menunggu rapat bank sentral.",
        [
            "Dana asing keluar bersih Rp2,47 triliun pekan ini.",
            "Investor masih membeli sekuritas rupiah.",
            "Pasar menunggu rapat bank sentral.",
        ],
        ["although", ";"],
    ),
]
WHOLE = [
    "Presiden tiba di Palu pada Minggu siang.",
    "Angka itu beredar luas di media, tetapi belum terverifikasi.",
    "“Kami butuh tenda dan air bersih, tetapi jalan masih putus,” kata wali kota itu.",
    "Gempa mengguncang kota itu semalam, sementara itu warga mengungsi ke bukit.",
    "",
]


@pytest.mark.parametrize(("text", "parts", "joints"), PARTED)
def test_clauses_side_by_side_are_parted(text: str, parts: list[str], joints: list[str]) -> None:
    assert split(text) == (parts, joints)


@pytest.mark.parametrize("text", WHOLE)
def test_the_others_stay_whole(text: str) -> None:
    assert split(text) == ([text], [])


@pytest.mark.parametrize(
    ("parts", "joints", "whole"),
    [
        (
            ["The rupiah opened lower.", "The index closed at 7,155."],
            ["while"],
            "The rupiah opened lower, while the index closed at 7,155.",
        ),
        (
            ["The rupiah fell.", "Bank Indonesia intervened.", "Investors waited."],
            ["but", ";"],
            "The rupiah fell, but Bank Indonesia intervened; investors waited.",
        ),
        (["The rupiah fell."], [], "The rupiah fell."),
        (
            ["It fell.", "Finance Minister Sri Mulyani said so.", "The Prime Minister left."],
            [";", ";"],
            "It fell; Finance Minister Sri Mulyani said so; the Prime Minister left.",
        ),
        (["It fell.", "He said: “We wait.”"], [";"], "It fell; he said: “We wait.”"),
    ],
)
def test_english_comes_together_again(parts: list[str], joints: list[str], whole: str) -> None:
    assert joined(parts, joints) == whole


@pytest.mark.parametrize(
    ("parts", "whole"),
    [
        (["It fell.", "TNI Commander Hadi left."], "It fell, and TNI Commander Hadi left."),
        (["It fell.", "Reuters counted two."], "It fell, and Reuters counted two."),
        (["At Signature Bank it fell.", "Signature had two."],
         "At Signature Bank it fell, and Signature had two."),
        (["It fell.", "Signature had two."], "It fell, and signature had two."),
    ],
)  # fmt: skip
def test_a_name_keeps_its_capital_behind_a_joint(parts: list[str], whole: str) -> None:
    assert joined(parts, ["and"]) == whole


@pytest.mark.parametrize(
    ("text", "gone"),
    [
        ("Later on the same day, Kim met Putin.", True),
        ("Hours later, Kim met Putin.", False),
        ("A day earlier, Kim met Putin.", True),
        ("However, Kim met Putin.", False),
        ("Kim met Putin.", False),
    ],
)
def test_whose_time_is_left_out_with_what_ties_it(text: str, gone: bool) -> None:
    assert untimed(text) is gone


@settings(deadline=None, max_examples=100)
@given(st.lists(st.sampled_from("Air surut di kota, tetapi; sedangkan itu .".split()), max_size=40))
def test_no_word_but_the_joints_is_lost(words: list[str]) -> None:
    text = " ".join(words)
    parts, joints = split(text)
    assert len(joints) == len(parts) - 1
    kept = [word.strip(".,;").lower() for part in parts for word in part.split()]
    given = [word.strip(".,;").lower() for word in text.split()]
    gone = [word for word in given if word not in kept]
    assert set(gone) <= {"tetapi", "sedangkan", ""}


@pytest.mark.parametrize(
    ("text", "alone"),
    [
        ("Along with that, the army fired two missiles.", "The army fired two missiles."),
        ("Several hours earlier, the army fired two missiles.", "The army fired two missiles."),
        ("Later on the same day, Kim met Putin.", "Kim met Putin."),
        ("However, the toll rose.", "The toll rose."),
        ("But the toll rose.", "The toll rose."),
        ("Two days later the port opened.", "Two days later the port opened."),
        ("The following day, the port opened.", "The port opened."),
        ("Later reports put the toll at 832.", "Later reports put the toll at 832."),
        ("Then President Soekarno spoke.", "Then President Soekarno spoke."),
        ("But for the army it was over.", "But for the army it was over."),
        ("“But the toll rose,” he said.", "“But the toll rose,” he said."),
        ("Andrea left.", "Andrea left."),
        ("As information, the lawsuit began in May.", "The lawsuit began in May."),
        ("As is known, the port opened.", "The port opened."),
        ("As information spread, people fled.", "As information spread, people fled."),
        ("", ""),
        ("Even so, the Kremlin signed nothing.", "The Kremlin signed nothing."),
        ("By contrast, the index fell.", "The index fell."),
        ("The US also warned Moscow.", "The US warned Moscow."),
        ("The bridge also known as Ponulele fell.", "The bridge also known as Ponulele fell."),
        ("They not only fled but also hid.", "They not only fled but also hid."),
        ("Sullivan, on the other hand, on Friday hoped.", "Sullivan on Friday hoped."),
        ("“We also fled,” he said.", "“We also fled,” he said."),
    ],
)
def test_what_ties_a_sentence_to_another_is_left_out(text: str, alone: str) -> None:
    assert detached(text) == alone
    assert detached(alone) == alone
