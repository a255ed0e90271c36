"""What an older report tells as so says when it was written."""

import pytest
from fakes import passages

from summarizer.data import Passage
from summarizer.parts import joined
from summarizer.reported import reported, reported_beside

LAST = "2018-10-13"
DISPLACED = "Jumlah pengungsi kini 62.359 orang di 147 titik."


def told(text: str, english: str, date: str = "2018-10-08", path: str = "a.txt") -> Passage:
    (passage,) = passages(text, english, path=path, date=date)
    return passage


def test_a_present_state_of_an_older_article_has_its_day() -> None:
    english = "The number of displaced is now 62,359 people at 147 points."
    text, (basis,) = reported(english, [told(DISPLACED, english)], LAST)
    assert text == (
        "As reported on 8 October 2018, the number of displaced is now 62,359 people at 147 points."
    )
    assert (basis.day, basis.published[:10], basis.how) == (
        "2018-10-08",
        "2018-10-08",
        "the day of the article",
    )
    assert reported(text, [told(DISPLACED, english)], LAST) == (text, ())


QUAKE = (
    "Jumlah korban gempa yang terjadi Senin (6/2) itu kini sedikitnya 25.000 orang.",
    "The toll of Monday's quake is now at least 25,000.",
)


def test_what_is_so_by_now_has_its_day_though_it_tells_of_an_earlier_one() -> None:
    later = told(*QUAKE, date="2023-02-11")
    text, (basis,) = reported(QUAKE[1], [later], "2023-02-16")
    assert (
        text
        == "As reported on 11 February 2023, the toll of Monday's quake is now at least 25,000."
    )
    assert basis.day == "2023-02-11"
    assert reported(QUAKE[1], [later], "2023-02-11") == (QUAKE[1], ())
    same = told(*QUAKE, date="2023-02-06")
    assert reported(QUAKE[1], [same], "2023-02-16") == (QUAKE[1], ())
    was = QUAKE[1].replace("is now", "was")
    assert reported(was, [told(QUAKE[0], was, "2023-02-11")], "2023-02-16") == (was, ())


def test_it_has_its_day_beside_another_report_too() -> None:
    other = ("Sekitar 300 orang tewas di Suriah.", "About 300 people died in Syria.")
    two = [told(*QUAKE, date="2023-02-11"), told(*other, date="2023-02-06", path="b.txt")]
    framed, _ = reported_beside(joined([p.english for p in two], ["and"]), two)
    assert framed == (
        "As reported on 11 February 2023, the toll of Monday's quake is now at least 25,000, and, "
        "as reported on 6 February 2023, about 300 people died in Syria."
    )


def test_a_name_keeps_its_capital() -> None:
    english = "Washington and Seoul fear that Kim will supply ammunition to Russia."
    indonesian = "Washington dan Seoul khawatir Kim akan memasok amunisi ke Rusia."
    text, _ = reported(english, [told(indonesian, english)], LAST)
    assert text.startswith("As reported on 8 October 2018, Washington and Seoul fear")


@pytest.mark.parametrize(
    ("indonesian", "english"),
    [
        ("Johnson tidak akan mundur.", "Johnson stressed that he would not resign."),
        ("Keduanya bertemu pukul 07.09.", "The two began to meet at 07:09 Moscow time."),
        ("Korban terbanyak di Palu, 1.519.", "The most victims were in Palu, namely 1,519."),
        ("Jadwalnya diumumkan pekan depan.", "The schedule would be made public next week."),
    ],
    ids=["said", "clock", "counted", "relative"],
)
def test_what_asks_for_a_day_has_its_report_s(indonesian: str, english: str) -> None:
    text, _ = reported(english, [told(indonesian, english)], LAST)
    assert text.startswith("As reported on 8 October 2018, ")


def test_next_week_counts_from_the_last_article_too() -> None:
    english = "The schedule would be made public next week."
    text, _ = reported(english, [told("Diumumkan pekan depan.", english, LAST)], LAST)
    assert text == f"As reported on 13 October 2018, t{english[1:]}"


def test_a_plan_for_a_day_that_is_over_says_when_it_was_told() -> None:
    indonesian = "Pencarian direncanakan selesai pada Kamis (11/10/2018)."
    english = "The search is planned to end on Thursday (11 October 2018)."
    text, _ = reported(english, [told(indonesian, english)], LAST)
    assert text == f"As reported on 8 October 2018, t{english[1:]}"
    assert reported(english, [told(indonesian, english)], "2018-10-11") == (english, ())


def test_a_month_keeps_its_capital_and_a_type_of_plane_is_no_count() -> None:
    english = "March 2018 inflation is at 3.05 percent."
    text, _ = reported(english, [told("Inflasi Maret 2018 berada di 3,05 persen.", english)], LAST)
    assert text.startswith("As reported on 8 October 2018, March 2018")
    plane = "Shoigu showed a MiG-31I plane."
    assert reported(plane, [told("Shoigu memperlihatkan MiG-31I.", plane)], LAST)[1] == ()


@pytest.mark.parametrize(
    ("indonesian", "english", "date"),
    [
        (DISPLACED, "The number of displaced is now 62,359.", LAST),
        (DISPLACED, "The number of displaced is now 62,359.", ""),
        (DISPLACED, "The number of displaced rose.", "2018-10-08"),
        (
            "Jumlah pengungsi hingga Minggu (7/10/2018) adalah 62.359 orang.",
            "The number of displaced is 62,359 as of Sunday (7 October 2018).",
            "2018-10-08",
        ),
        ("“Kami butuh tenda,” kata Sutopo.", "“We have no tents,” Sutopo said.", "2018-10-08"),
        (
            "Sutopo mengatakan “kami masih butuh tenda”.",
            'Sutopo told us "there are no tents next week".',
            LAST,
        ),
        (
            "Menurut BNPB, 62.359 orang mengungsi.",
            "According to BNPB, 62,359 people are displaced.",
            "2018-10-08",
        ),
    ],
    ids=["latest", "undated", "past", "its own day", "quotation", "quoted", "attributed"],
)
def test_nothing_is_put_before(indonesian: str, english: str, date: str) -> None:
    assert reported(english, [told(indonesian, english, date)], LAST) == (english, ())


def test_articles_of_two_days_have_no_one_day() -> None:
    english = "The number of displaced is now 62,359."
    two = [
        told(DISPLACED, english),
        told(DISPLACED, english, date="2018-10-09", path="b.txt"),
    ]
    assert reported(english, two, LAST) == (english, ())


ARRIVED = ("Kim tiba Selasa (9/10/2018).", "Kim arrived on Tuesday (9 October 2018).")
LEFT = ("Kim pulang Sabtu (13/10/2018).", "Kim went home on Saturday (13 October 2018).")
BANK = ("BCA belum berencana menaikkan bunga.", "The bank stated that it had no plan.")
CRITICS = ("Oposisi membantah.", "Critics denied it.")


@pytest.mark.parametrize(
    ("first", "then", "joint", "text"),
    [
        (
            (*ARRIVED, "2018-10-10", "a.txt"),
            (*BANK, "2018-10-11", "b.txt"),
            "and",
            "Kim arrived on Tuesday (9 October 2018), and, as reported on 11 October 2018, the "
            "bank stated that it had no plan.",
        ),
        (
            (*BANK, "2018-10-11", "b.txt"),
            (*LEFT, "2018-10-13", "a.txt"),
            "and",
            "The bank stated that it had no plan, as reported on 11 October 2018, and Kim went "
            "home on Saturday (13 October 2018).",
        ),
        (
            (*BANK, "2018-10-11", "b.txt"),
            (*CRITICS, "2018-10-13", "a.txt"),
            "but",
            "As reported on 11 October 2018, the bank stated that it had no plan, but, as reported "
            "on 13 October 2018, critics denied it.",
        ),
    ],
    ids=["second", "first", "both"],
)
def test_what_stands_beside_another_day_has_its_report_s(
    first: tuple[str, str, str, str], then: tuple[str, str, str, str], joint: str, text: str
) -> None:
    two = [told(*first), told(*then)]
    whole = joined([p.english for p in two], [joint])
    framed, bases = reported_beside(whole, two)
    assert framed == text
    assert {basis.how for basis in bases} == {"the day of the article"}
    assert reported_beside(whole, two[::-1])[0] == text
    assert reported_beside(framed, two) == (framed, ())


@pytest.mark.parametrize(
    ("first", "then"),
    [
        ((*ARRIVED, "2018-10-10", "a.txt"), (*LEFT, "2018-10-13", "b.txt")),
        ((*ARRIVED, "2018-10-10", "a.txt"), (*BANK, "", "b.txt")),
        ((*CRITICS, "2018-10-10", "a.txt"), (*BANK, "2018-10-10", "b.txt")),
    ],
    ids=["both tell it", "no date", "one day"],
)
def test_what_needs_no_day_beside_another(
    first: tuple[str, str, str, str], then: tuple[str, str, str, str]
) -> None:
    two = [told(*first), told(*then)]
    whole = joined([p.english for p in two], ["and"])
    assert reported_beside(whole, two) == (whole, ())


def test_what_is_merged_and_not_beside_gets_no_day() -> None:
    two = [told(*ARRIVED, "2018-10-10", "a.txt"), told(*BANK, "2018-10-11", "b.txt")]
    text = "The bank stated on Tuesday (9 October 2018) that Kim arrived."
    assert reported_beside(text, two) == (text, ())
