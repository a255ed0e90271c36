"""Which of two passages one sentence may tell behind the other, and how they are given for it."""

import pytest
from fakes import passages

from summarizer.data import Passage
from summarizer.notes import notes
from summarizer.verify.joining import beside

CROSSED = (
    "Pemimpin Korut Kim Jong Un melintasi perbatasan Selasa (12/9/2023).",
    "North Korean leader Kim Jong Un crossed the border on Tuesday (12 September 2023).",
)
LANDED = (
    "Pemimpin Korut Kim Jong Un mendarat di Vladivostok, Kamis (14/9/2023).",
    "North Korean leader Kim Jong Un landed in Vladivostok on Thursday (14 September 2023).",
)
BANK = ("BCA menyatakan belum berencana.", "The bank stated that it had no plan yet.")
RIFLE = ("Putin memberi Kim senapan.", "Putin gave Kim a rifle.")


def told(one: tuple[str, str], path: str, date: str = "2023-09-16") -> Passage:
    (passage,) = passages(*one, path=path, date=date)
    return passage


@pytest.mark.parametrize("turned", [False, True])
def test_the_earlier_day_stands_first(turned: bool) -> None:
    two = [told(CROSSED, "a.txt"), told(LANDED, "b.txt")]
    given = two[::-1] if turned else two
    assert list(beside(*given)) == two


def test_a_statement_without_a_day_stands_behind_an_earlier_one() -> None:
    two = [told(CROSSED, "a.txt"), told(BANK, "b.txt")]
    assert list(beside(*two[::-1])) == two


@pytest.mark.parametrize(
    "other",
    [
        ("Ia memberi Kim senapan.", "He gave Kim a rifle."),
        ("Putin memberi Kim senapan.", "Putin gave Kim a rifle."),
        (LANDED[0], f"{LANDED[1][:-1]}, {'in the far east of the country, ' * 8}."),
        ("Kim tiba Selasa (12/9/2023).", "Kim went by train on Tuesday (12 September 2023)."),
    ],
    ids=["leans", "no day", "long", "the same day"],
)
def test_what_would_read_wrongly_stands_beside_nothing(other: tuple[str, str]) -> None:
    assert not beside(told(CROSSED, "a.txt"), told(other, "b.txt"))


def test_the_next_sentence_may_lean_on_the_one_before_it() -> None:
    lines = [RIFLE, ("Dari jumlah itu tiga rusak.", "Of that number, three were broken.")]
    text, english = ("\n".join(line) for line in zip(*lines, strict=True))
    first, then = passages(text, english, date="2023-09-16")
    assert list(beside(first, then)) == [first, then]
    other = told(lines[1], "b.txt")
    assert not beside(first, other)


def test_a_day_counted_from_another_needs_that_one() -> None:
    then = ("Pada hari yang sama BNPB melaporkan.", "On the same day, BNPB reported the dead.")
    for first, beside_it in ((CROSSED, True), (RIFLE, False)):
        text, english = ("\n".join(line) for line in zip(first, then, strict=True))
        assert bool(beside(*passages(text, english, date="2023-09-16"))) == beside_it


def test_what_came_before_does_not_stand_behind_what_tells_no_day() -> None:
    then = ("Sehari sebelumnya, Jumat (15/9/2023), Kim tiba di pabrik itu.",
            "A day earlier, on Friday (15 September 2023), Kim arrived at a factory.")  # fmt: skip
    between = ("Putin pergi ke Moskow.", "Putin left for Moscow.")
    text, english = ("\n".join(one[n] for one in (RIFLE, between, then)) for n in (0, 1))
    first, _, last = passages(text, english, date="2023-09-16")
    assert not beside(first, last)


def test_a_note_loses_what_ties_it_to_a_sentence_that_is_not_there() -> None:
    english = "Putin gave Kim a rifle.\nA day later, Kim left Russia."
    first, then = passages("Putin memberi senapan.\nSehari kemudian Kim pergi.", english)
    assert notes((first, then)) == english.split("\n")
    assert notes((then, first)) == ["Kim left Russia.", "Putin gave Kim a rifle."]


@pytest.mark.parametrize(
    ("english", "note"),
    [
        ("But the agency denied it.", "The agency denied it."),
        ("Meanwhile, the agency denied it.", "The agency denied it."),
        ("A day later, the agency denied it.", "A day later, the agency denied it."),
        ("Besides rifles, the agency listed shells.", "Besides rifles, the agency listed shells."),
        ("But for the agency it was over.", "But for the agency it was over."),
        ("e-Court was opened.", "e-Court was opened."),
    ],
)
def test_behind_the_sentence_it_follows_a_note_has_no_conjunction(english: str, note: str) -> None:
    first, then = passages("Putin memberi senapan.\nSesuatu terjadi.", f"{RIFLE[1]}\n{english}")
    assert notes((first, then)) == [RIFLE[1], note]


@pytest.mark.parametrize(
    ("english", "note"),
    [
        (
            "Core inflation was only 1.77 percent, said BI Governor Perry Warjiyo.",
            "According to BI Governor Perry Warjiyo, core inflation was only 1.77 percent.",
        ),
        ("Shoigu showed a plane, TASS reported.", "According to TASS, Shoigu showed a plane."),
        ("A plane flew, according to TASS.", "According to TASS, a plane flew."),
        ("“A plane flew,” said Peskov.", "“A plane flew,” said Peskov."),
        ("It fell, he said.", "It fell, he said."),
    ],
)
def test_who_says_the_second_note_stands_before_it(english: str, note: str) -> None:
    first = told(RIFLE, "a.txt")
    assert notes((first, told(("Kalimat.", english), "b.txt"))) == [RIFLE[1], note]
