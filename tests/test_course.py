"""A count over time as one sentence: every value with its day, its source and its passage."""

from collections.abc import Sequence
from dataclasses import replace

import pytest
from fakes import DictJournal, FakeTranslator, article, claim, fake_models
from test_differences import articles

from summarizer.data import Course, Passage
from summarizer.differences import courses, differences, outdated
from summarizer.options import Options
from summarizer.pipeline import brief, headed
from summarizer.verify import composed

TOLL = articles(
    ("2022-11-21", "BNPB mencatat 162 orang meninggal akibat gempa Cianjur, Senin."),
    ("2022-11-22", "Korban tewas gempa Cianjur menjadi 268 orang, Selasa."),
    ("2022-11-23", "BNPB kini mencatat 271 orang tewas akibat gempa Cianjur, Rabu."),
)


def told(passages: Sequence[Passage]) -> list[Course]:
    return list(courses(differences(passages)))


def test_the_latest_value_first_each_with_its_day_and_who_gives_it() -> None:
    (course,) = told(TOLL)
    assert course.text == (
        "The number of dead stood at 271 on 23 November 2022 (BNPB), "
        "after 162 on 21 November 2022 (BNPB) and 268 on 22 November 2022."
    )
    assert set(course.passages) == set(TOLL)


def test_one_source_of_all_values_is_named_once() -> None:
    days = [
        ("2022-11-21", 162, "Senin"),
        ("2022-11-22", 268, "Selasa"),
        ("2022-11-23", 271, "Rabu"),
    ]
    line = "BNPB mencatat {} orang meninggal akibat gempa Cianjur, {}."
    (course,) = told(articles(*((day, line.format(n, name)) for day, n, name in days)))
    assert course.text == (
        "According to BNPB, the number of dead stood at 271 on 23 November 2022, "
        "after 162 on 21 November 2022 and 268 on 22 November 2022."
    )


def test_two_values_are_a_course() -> None:
    (course,) = told(TOLL[:2])
    assert course.text == (
        "The number of dead stood at 268 on 22 November 2022, after 162 on 21 November 2022 (BNPB)."
    )


def test_one_of_two_counts_is_told_by_its_source() -> None:
    count = "{} mencatat {} orang meninggal akibat gempa Cianjur, {}."
    given = (
        ("2022-11-21", count.format("BNPB", 62, "Senin")),
        ("2022-11-21", count.format("Kogasgabpad", 162, "Senin")),
        ("2022-11-22", count.format("Kogasgabpad", 268, "Selasa")),
    )
    (course,) = told(articles(*given))
    assert course.text == (
        "According to Kogasgabpad, the number of dead stood at 268 on 22 November 2022, after 162 "
        "on 21 November 2022."
    )


def test_an_index_and_a_fall_name_what_they_are_of() -> None:
    index = (
        ("2024-04-25", "IHSG ditutup turun di level 7.155, Kamis (25/4/2024)."),
        ("2024-04-26", "IHSG ditutup turun di level 7.036,07, Jumat (26/4/2024)."),
    )
    (course,) = told(articles(*index))
    assert course.text == (
        "The Jakarta Composite Index stood at 7,036.07 on 26 April 2024, after 7,155 on "
        "25 April 2024."
    )


def test_the_course_of_most_values_comes_first() -> None:
    injured = [
        ("2022-11-21", "BNPB mencatat 700 orang luka-luka akibat gempa Cianjur, Senin."),
        ("2022-11-22", "BNPB mencatat 1.083 orang luka-luka akibat gempa Cianjur, Selasa."),
    ]
    first, second = told([*articles(*injured), *TOLL])
    assert "dead" in first.text
    assert "injured" in second.text


def test_of_many_values_the_first_and_the_last_are_told() -> None:
    line = "BNPB mencatat {} orang meninggal akibat gempa Cianjur, {}/11/2022."
    counts = [(f"2022-11-{day}", line.format(100 + day, day)) for day in range(11, 20)]
    (course,) = told(articles(*counts))
    assert [n for n in range(100, 130) if f"{n} on" in course.text] == [
        111,
        115,
        116,
        117,
        118,
        119,
    ]
    assert len(course.passages) == 6


@pytest.mark.parametrize(
    "passages",
    [
        articles(
            "BNPB melaporkan 832 korban meninggal, melonjak dari 384 orang sehari sebelumnya."
        ),
        articles(
            ("2022-11-22", "BNPB mencatat 162 orang tewas akibat gempa Cianjur, Selasa."),
            (
                "2022-11-22",
                "Menurut BPBD Jawa Barat, korban tewas gempa Cianjur 268 orang, Selasa.",
            ),
        ),
        [
            *TOLL,
            *articles(
                ("2022-11-21", "BNPB mencatat 12 orang meninggal akibat keracunan, Senin."),
                ("2022-11-22", "BNPB mencatat 14 orang meninggal akibat keracunan, Selasa."),
                ("2022-11-23", "BNPB mencatat 19 orang meninggal akibat keracunan, Rabu."),
            ),
        ],
    ],
    ids=["one article", "a disagreement", "two causes"],
)
def test_no_course_of_less(passages: list[Passage]) -> None:
    assert told(passages) == []


@pytest.mark.parametrize(
    ("english", "spent"),
    [
        ("BNPB recorded 162 people dead from the Cianjur earthquake, Monday.", True),
        ("The dead rose from 162 to 268, Tuesday.", True),
        ("BNPB recorded 162 people dead in the two countries, Monday.", True),
        ("BNPB recorded 162 people dead and two hurt, Monday.", False),
        ("BNPB recorded 162 people dead and 25 missing, Monday.", False),
        ("The earthquake destroyed thousands of houses and killed 162 people.", False),
        (
            "Foreign aid for the survivors of the Cianjur earthquake began arriving by air and by "
            "sea when the number of dead reached 162 people, Monday.",
            False,
        ),
    ],
)
def test_what_tells_nothing_else_is_spent(english: str, spent: bool) -> None:
    (course,) = told([replace(TOLL[0], english=english), *TOLL[1:]])
    assert (TOLL[0].sentence in [p.sentence for p in course.spent]) is spent


def test_it_is_as_sure_as_its_least_sure_passage_and_cites_each_article_once() -> None:
    (course,) = told(TOLL)
    made = composed(course)
    assert (made.text, made.verdict, made.support) == (course.text, "composed", None)
    assert [len(c.passages) for c in made.citations] == [1, 1, 1]


def test_it_follows_the_lead() -> None:
    lead, more, said = (
        claim(text, section=section)
        for text, section in (("A.", "lead"), ("B.", "lead"), ("C.", "what was said"))
    )
    assert [c.text for c in headed([lead, said], [more])] == ["A.", "B.", "C."]


ENGLISH = {
    TOLL[0].sentence.text: "BNPB recorded 162 people dead from the Cianjur earthquake, Monday.",
    TOLL[1].sentence.text: "The dead of the Cianjur earthquake have become 268, Tuesday.",
    TOLL[
        2
    ].sentence.text: "BNPB now recorded 271 people dead from the Cianjur earthquake, Wednesday.",
    "Warga Cijedil bertahan di tenda tanpa selimut.": "Cijedil residents live in tents without "
    "blankets.",
    "Sekolah di Cugenang ditutup karena atapnya runtuh.": "Schools in Cugenang are closed because "
    "their roofs collapsed.",
    "Jalan menuju Puncak tertutup tanah.": "The road to Puncak is covered by soil.",
}


def test_a_toll_leads_its_brief_and_no_value_of_it_is_told_again() -> None:
    rest = [text for text in ENGLISH if text not in {p.sentence.text for p in TOLL}]
    dates = ("2022-11-21", "2022-11-22", "2022-11-23")
    reading = [
        article(f"{p.sentence.text}\n{other}", p.sentence.article.path, date)
        for p, other, date in zip(TOLL, rest, dates, strict=True)
    ]
    models = fake_models(FakeTranslator(lambda text: ENGLISH[text]))
    made = brief(reading, models, DictJournal(), Options(sentences=6))
    (course,) = [c for c in made.claims if c.verdict == "composed"]
    assert len(course.citations) == 3
    texts = [c.text for c in made.claims]
    tents, schools, road = (ENGLISH[text] for text in rest)
    schools = f"As reported on 22 November 2022, s{schools[1:]}"
    assert {*texts} == {course.text, tents, schools, road}
    assert texts[0] == course.text
    assert made.title.text == "The number of dead stood at 271 on 23 November 2022 (BNPB)"
    assert [c.article.path for c in made.title.citations] == [TOLL[2].sentence.article.path]


def test_a_count_of_before_is_outdated_wherever_it_stands() -> None:
    aid = articles(("2022-11-22", "Bantuan tiba ketika korban tewas 162 orang."))
    both = articles(("2022-11-23", "Korban tewas naik dari 162 menjadi 271 orang, Rabu."))
    few = articles(("2022-11-23", "Sebanyak 12 warga dirawat."))
    given = [
        *(replace(p, english=e) for p, e in zip(TOLL, list(ENGLISH.values()), strict=False)),
        replace(aid[0], english="Aid arrived when the number of dead was 162."),
        replace(both[0], english="The dead rose from 162 to 271 on Wednesday."),
        replace(few[0], english="12 residents were treated."),
    ]
    assert outdated(differences(given), given) == {given[0], given[1], given[3]}


def test_so_is_an_earlier_count_of_a_part_where_the_toll_heads_the_brief() -> None:
    town = "Di Cugenang, BNPB mencatat 95 orang meninggal akibat gempa Cianjur, {}."
    early, late = articles(
        ("2022-11-21", town.format("Senin")), ("2022-11-23", town.format("Rabu"))
    )
    given = [
        *(replace(p, english=e) for p, e in zip(TOLL, list(ENGLISH.values()), strict=False)),
        replace(early, english="In Cugenang, BNPB recorded 95 dead on Monday."),
        replace(late, english="In Cugenang, BNPB recorded 95 dead on Wednesday."),
    ]
    assert outdated(differences(given), given) == {given[0], given[1], given[3]}
