"""Claims in the order of the days that they tell."""

import datetime
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summarizer.data import Article, Citation, Claim, Found, Passage, Sentence
from summarizer.days import own_day
from summarizer.timeline import timeline

THURSDAY = "2023-09-14T10:00+07:00"


def claim(text: str, *indonesian: str, date: str = THURSDAY) -> Claim:
    """A claim that cites one article for each Indonesian sentence."""
    citations = []
    for number, sentence in enumerate(indonesian):
        found = Found(date, "meta date") if date else None
        article = Article(f"{number}.txt", sentence, date=found)
        passage = Passage(Sentence(article, 0, len(sentence)), "unused", "fake")
        citations.append(Citation(article, (passage,)))
    return Claim(text, tuple(citations))


MONDAY = claim("Kim left on Monday, 11 September 2023.", "Kim berangkat Senin (11/9/2023).")
"""A day of its own, so that another claim's day makes two."""

# A claim's sentence, the Indonesian sentences it cites, and its day in the timeline, if any.
DAYS = [
    ("Kim came on Wednesday, 13 September 2023.", ["Kim tiba Rabu (13/9/2023)."], "2023-09-13"),
    ("Kim came on Wednesday.", ["Kim tiba pada Rabu."], "2023-09-13"),
    ("Kim came.", ["Kim tiba pada Rabu."], "2023-09-13"),
    ("Kim came.", ["Kim tiba pada Rabu.", "Kim tiba (13/9).", "Kim tiba."], "2023-09-13"),
    ("Kim came yesterday.", ["Kim tiba kemarin."], "2023-09-13"),
    # a plan goes in by its day
    ("Kim will come on Saturday.", ["Kim akan tiba pada Sabtu."], "2023-09-16"),
    ("The search ends on 11 October.", ["Pencarian berakhir 11 Oktober."], "2023-10-11"),
    # a passage may tell other days too, if it tells the one that the sentence names
    (
        "Kim came on Wednesday, 13 September 2023.",
        ["Kim tiba Rabu (13/9/2023), kata jubir pada Kamis."],
        "2023-09-13",
    ),
    ("“We met yesterday,” he said on Wednesday.", ["“Kemarin,” katanya, Rabu."], "2023-09-13"),
    # no day, or several
    ("Kim came.", ["Kim tiba."], ""),
    ("Kim came in September 2023.", ["Kim tiba September 2023."], ""),
    ("Kim came.", ["Kim tiba Rabu (13/9/2023), kata jubir pada Kamis."], ""),
    ("Kim came.", ["Kim tiba pada Rabu.", "Kim tiba pada Selasa."], ""),
    (
        "Kim came on Tuesday and met Putin on Wednesday.",
        ["Kim tiba pada Selasa dan menemui Putin pada Rabu."],
        "",
    ),
    ("The meeting lasted 23–24 April 2024.", ["Rapat itu berlangsung 23–24 April 2024."], ""),
    # passages that disagree, or do not tell
    ("Kim came on Wednesday.", ["Kim tiba pada Rabu.", "Kim tiba Rabu pekan lalu."], ""),
    ("Kim came on Wednesday, 13 September 2023.", ["Kim tiba pada Selasa."], ""),
    ("Kim came on Wednesday, 13 September 2023.", ["Kim tiba."], ""),
    ("Kim came on Wednesday.", ["Kim tiba."], ""),
    ("Kim came.", ["Kim tiba Selasa (13/9)."], ""),
    ("Kim came.", ["Kim mungkin tiba Sabtu.", "Kim tiba pada Rabu."], ""),
    ("Kim came yesterday.", ["Kim tiba pada Rabu."], ""),
    # a day that only bounds or compares
    ("Kim has been there since Monday.", ["Kim di sana sejak Senin."], ""),
    ("Kim has been there.", ["Kim di sana sejak Senin."], ""),
    ("The rupiah rose from Tuesday's 16,220.", ["Rupiah naik dari posisi Selasa."], ""),
    ("He spoke after rates rose on Wednesday.", ["Ia berbicara setelah bunga naik Rabu."], ""),
]


@pytest.mark.parametrize(("text", "indonesian", "day"), DAYS)
def test_the_day_of_a_claim(text: str, indonesian: list[str], day: str) -> None:
    one = claim(text, *indonesian)
    found = {entry.day: entry.claims for entry in timeline([one, MONDAY])}
    assert found == ({day: (one,), "2023-09-11": (MONDAY,)} if day else {})


def test_days_are_in_order_and_claims_in_that_of_the_brief() -> None:
    late = claim("Kim came on Wednesday.", "Kim tiba pada Rabu.")
    also = claim("Putin came.", "Putin tiba (13/9/2023).")
    undated = claim("Kim came on Wednesday.", "Kim tiba pada Rabu.", date="")
    found = timeline([late, undated, MONDAY, also])
    assert [(entry.day, entry.claims) for entry in found] == [
        ("2023-09-11", (MONDAY,)),
        ("2023-09-13", (late, also)),
    ]


@pytest.mark.parametrize("claims", [[], [MONDAY], [MONDAY, MONDAY]])
def test_one_day_is_no_timeline(claims: list[Claim]) -> None:
    assert timeline(claims) == []


DATES = st.dates(datetime.date(2000, 1, 1), datetime.date(2040, 12, 31))


@given(st.lists(DATES, max_size=8))
@settings(deadline=None, max_examples=50)
def test_every_claim_stands_once_under_its_day(days: list[datetime.date]) -> None:
    claims = [
        claim(f"Item {n} came.", f"Hal {n} tiba ({day.day}/{day.month}/{day.year}).", date="")
        for n, day in enumerate(days)
    ]
    found = timeline(claims)
    if len(set(days)) < 2:
        assert found == []
        return
    assert [entry.day for entry in found] == sorted({day.isoformat() for day in days})
    placed = [(entry.day, one) for entry in found for one in entry.claims]
    assert sorted(placed, key=lambda pair: claims.index(pair[1])) == [
        (day.isoformat(), one) for day, one in zip(days, claims, strict=True)
    ]


def test_the_day_of_a_report_is_not_that_of_what_stands_beside_it() -> None:
    text = (
        "Kim left on Sunday (10 September 2023), and, as reported on 14 September 2023, the bank "
        "stated that it had no plan."
    )
    told = claim(text, "Kim berangkat Minggu (10/9/2023).", "BCA belum berencana.")
    later = claim(
        "Kim met Putin on Wednesday (13 September 2023).", "Kim bertemu Rabu (13/9/2023)."
    )
    article = told.citations[0].article
    framed = replace(told, dates=(own_day(article),))
    assert [(e.day, e.claims) for e in timeline([framed, later])] == [
        ("2023-09-10", (framed,)),
        ("2023-09-13", (later,)),
    ]
    assert timeline([told, later]) == []
