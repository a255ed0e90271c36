"""What may be called merging of two facts: each word for word, and nobody says what he did not."""

import pytest
from fakes import passages

from summarizer.data import Draft, Group
from summarizer.merging import alike, introduces, mixed, side_by_side_only
from summarizer.verify.problems import problems, quotes_hold

TRAIN = "The train carrying Kim crossed the border on Tuesday."
MISSILES = "North Korea fired two missiles on Wednesday."
MEETING = "Putin met Kim at the cosmodrome."
TALKS = "Putin held talks with ministers on Friday."
SEOUL = "South Korea said the missiles fell into the sea."
QUAKE = "The quake hit Palu, which lies on the coast."
CAPITAL = "Palu is the capital of Central Sulawesi."
CROSSED = "North Korean leader Kim Jong Un crossed the border on Tuesday."
AGENCY = "The trip will end on Friday, TASS reported."


@pytest.mark.parametrize(
    ("text", "notes"),
    [
        (
            "The train carrying Kim crossed the border on Tuesday, and North Korea fired two "
            "missiles on Wednesday.",
            (TRAIN, MISSILES),
        ),
        (
            "Putin met Kim at the cosmodrome and held talks with ministers on Friday.",
            (MEETING, TALKS),
        ),
        (
            "Putin, who held talks with ministers on Friday, met Kim at the cosmodrome.",
            (MEETING, TALKS),
        ),
        (
            "North Korea fired two missiles on Wednesday, and South Korea said the missiles fell "
            "into the sea.",
            (SEOUL, MISSILES),
        ),
        (
            "Russian President Vladimir Putin met Kim and held talks on Friday.",
            ("Russian President Vladimir Putin met Kim.", "Putin held talks on Friday."),
        ),
        (
            "North Korean leader Kim Jong Un crossed the border on Tuesday, and Kim was welcomed "
            "in Vladivostok on Saturday.",
            (CROSSED, "North Korean leader Kim Jong Un was welcomed in Vladivostok on Saturday."),
        ),
        (
            "North Korean leader Kim Jong Un crossed the border on Tuesday, and Seoul saw leader "
            "Kim Jong Un on Saturday.",
            (CROSSED, "Seoul saw leader Kim Jong Un on Saturday."),
        ),
        (
            "North Korean leader Kim Jong Un crossed the border on Tuesday, and Seoul saw Kim on "
            "Saturday.",
            (CROSSED, "Seoul saw leader Kim Jong Un on Saturday."),
        ),
        (
            "On the spot market, the rupiah rose to 16,155 on Wednesday, and closed the week at "
            "16,210.",
            (
                "On the spot market, the rupiah rose to 16,155 on Wednesday.",
                "On the spot market, the rupiah closed the week at 16,210.",
            ),
        ),
        (
            "Washington suspects that Moscow wants missiles, but Moscow denied the accusations.",
            ("Washington suspects that Moscow wants missiles.", "Moscow denied the accusations."),
        ),
        (
            "Putin received the invitation, according to a report by KCNA on Thursday, and Kim "
            "arrived in Vladivostok on Saturday.",
            (
                "Putin received the invitation, according to a report by KCNA on Thursday.",
                "Kim arrived in Vladivostok on Saturday.",
            ),
        ),
    ],
)
def test_word_for_word_with_a_joint(text: str, notes: tuple[str, str]) -> None:
    assert side_by_side_only(text, notes)
    assert side_by_side_only(text, notes[::-1])


@pytest.mark.parametrize(
    ("text", "notes"),
    [
        ("North Korea fired two missiles on Tuesday.", (TRAIN, MISSILES)),
        ("Putin met Kim at the cosmodrome on Friday.", (MEETING, TALKS)),
        ("The train carrying Kim crossed the border on Tuesday.", (TRAIN, MISSILES)),
        (
            "Putin met Kim, who held talks with ministers on Friday, at the cosmodrome.",
            (MEETING, TALKS),
        ),
        (
            "South Korea said the missiles fell into the sea, and North Korea fired two missiles "
            "on Wednesday.",
            (SEOUL, MISSILES),
        ),
        (
            "North Korea fired two missiles on Wednesday, and the trip will end on Friday, TASS "
            "reported.",
            (MISSILES, AGENCY),
        ),
        (
            "The train carrying Kim crossed the border on Tuesday, while North Korea fired two "
            "missiles on Wednesday.",
            (TRAIN, MISSILES),
        ),
        (
            "Foreign Minister Lavrov was to see Kim, and was welcomed on Saturday.",
            ("Foreign Minister Lavrov was to see Kim.", "Kim was welcomed on Saturday."),
        ),
        (
            "Lavrov was to see Kim on Friday and was welcomed by Shoigu.",
            (
                "Lavrov was to see Kim on Friday.",
                "Kim arrived on Friday and was welcomed by Shoigu.",
            ),
        ),
        (
            "North Korean leader Kim Jong Un crossed the border on Tuesday, and Kim was welcomed "
            "in Vladivostok on Saturday.",
            (CROSSED, "Kim Yo Jong, the sister of Kim, was welcomed in Vladivostok on Saturday."),
        ),
        (
            "North Korean leader Kim Jong Un crossed the border on Tuesday, and Korean leader Kim "
            "Jong Un was welcomed on Saturday.",
            (CROSSED, "North Korean leader Kim Jong Un was welcomed on Saturday."),
        ),
        (
            "South Korea warned the North on Tuesday, and Korea fired two missiles on Wednesday.",
            ("South Korea warned the North on Tuesday.", MISSILES),
        ),
        (
            "The president of Indonesia left on Tuesday, and of Indonesia returned on Friday.",
            (
                "The president of Indonesia left on Tuesday.",
                "The president of Indonesia returned on Friday.",
            ),
        ),
        (
            "The train carrying Kim crossed the border on Tuesday, but North Korea fired two "
            "missiles on Wednesday.",
            (TRAIN, MISSILES),
        ),
        (
            "The panel found the ban illegal, but the panel did not accept the plea.",
            ("The panel found the ban illegal.", "The panel did not accept the plea."),
        ),
        (
            "Peskov answered that nothing was signed, and North Korea fired two missiles on "
            "Wednesday.",
            ("Peskov answered that nothing was signed.", MISSILES),
        ),
        (
            "North Korea fired two missiles on Wednesday, and the trip will end on Friday, said "
            "Peskov.",
            (MISSILES, "The trip will end on Friday, said Peskov."),
        ),
        ("", (TRAIN, MISSILES)),
    ],
)
def test_what_is_mixed_or_lost_or_said_by_another(text: str, notes: tuple[str, str]) -> None:
    assert not side_by_side_only(text, notes)


@pytest.mark.parametrize(
    ("notes", "text", "found"),
    [
        (
            (
                "North Korea fired two missiles on Wednesday.",
                "Two missiles were fired into the sea.",
            ),
            "North Korea fired two missiles on Wednesday into the sea.",
            False,
        ),
        (
            (
                "Putin received the invitation to visit, KCNA reported on Thursday.",
                "Putin received the invitation to visit, but the date has not been set.",
            ),
            "Putin received the invitation to visit, but the date has not been set, KCNA reported "
            "on Thursday.",
            True,
        ),
        (
            (
                "Putin invited Kim to tour the most modern launch site of space rockets in Russia.",
                "They met at the most modern launch site of space rockets in Russia on Wednesday.",
            ),
            "Putin invited Kim to tour the most modern launch site of space rockets in Russia on "
            "Wednesday.",
            True,
        ),
        (
            (
                "On Friday, Kim inspected the aircraft factory in the far east.",
                "Kim inspected the aircraft factory, which produces fighter jets.",
            ),
            "On Friday, Kim inspected the aircraft factory, which produces fighter jets.",
            False,
        ),
        (
            ("The meeting of Kim and Putin sparked speculation.", "Kim will hold a long meeting."),
            "Kim will hold a long meeting, sparked speculation.",
            True,
        ),
        (
            (
                "Credit grew 12.4 percent, above the forecast of 10 percent.",
                "The forecast of growth is 5 percent, that of credit 10 percent.",
            ),
            "Credit grew 12.4 percent, above the forecast of 5 percent.",
            True,
        ),
        (
            (
                "After meeting Kim at the site, Putin spoke.",
                "The meeting of Kim and Putin is a clear sign of closer defence ties.",
            ),
            "After meeting of Kim and Putin is a clear sign of closer defence ties.",
            True,
        ),
        ((MEETING, TALKS), "Putin held talks with ministers at the cosmodrome.", True),
        (
            (MEETING, TALKS),
            "Putin met Kim at the cosmodrome and held talks with ministers on Friday.",
            False,
        ),
        ((MEETING, TALKS, TRAIN), "Putin met Kim at the cosmodrome.", False),
        ((MEETING, TALKS, TRAIN), "Putin met Kim aboard the train.", True),
    ],
)
def test_only_what_tells_one_fact_is_mixed(notes: tuple[str, ...], text: str, found: bool) -> None:
    assert mixed(text, notes) is found


@pytest.mark.parametrize(
    ("text", "holds"),
    [
        ("He spoke of a “limit”.", True),
        ("He spoke of a “possibility”.", False),
        ("He spoke of a “limit.", False),
        ("He spoke.", True),
        ("“We wait,” he said.", True),
    ],
)
def test_quotations_are_those_of_the_notes(text: str, holds: bool) -> None:
    assert quotes_hold(text, "He spoke of a “limit” there. “We wait,” he said.") is holds


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Twenty hostages were freed by Hamas on Friday.", "Hamas freed 20 hostages.", True),
        ("The legal status was answered.", "The legal status is still unclear.", True),
        (MEETING, TALKS, False),
        (TRAIN, MISSILES, False),
    ],
)
def test_what_tells_one_fact_does_not_stand_beside_itself(one: str, other: str, same: bool) -> None:
    assert alike(one, other) is same
    told = [passages(text, text, f"{text}.txt")[0] for text in (one, other)]
    joined = f"{one[:-1]}, and {other}"
    found = problems(Draft(Group(tuple(told), 1.0, "what happened"), joined))
    assert ("one fact told twice" in found) is same


BANK = "The turmoil that began with the collapse of Silicon Bank (SB) in May has spread to Europe."
LARGE = "Everything began with Silicon Bank (SB), the 16th largest bank in the US, which collapsed."
LAUNCH = "The Joint Chiefs of Staff (JCS) detected the launch."


@pytest.mark.parametrize(
    ("text", "notes", "sound"),
    [
        (
            "The turmoil that began with the collapse of Silicon Bank (SB), the 16th largest bank "
            "in the US, in May has spread to Europe.",
            (BANK, LARGE),
            True,
        ),
        (
            "North Korea's Joint Chiefs of Staff (JCS) detected the launch.",
            (LAUNCH, "North Korea's Joint Chiefs of Staff (JCS) kept silent."),
            True,
        ),
        (
            "Kim met Putin at the Vostochny Cosmodrome, Russia's space centre.",
            ("Kim met Putin at the Vostochny Cosmodrome.",
             "He saw the Vostochny Cosmodrome, Russia's space centre."),
            True,
        ),
        (
            "The Federal Deposit Corporation (FDC) closed the bank.",
            ("FDC closed the bank.", "It asked the Federal Deposit Corporation (FDC) for help."),
            False,  # opens with "The", which the other note has in small letters: told by no name
        ),
        (
            "On Friday, the Joint Chiefs of Staff (JCS) detected the launch.",
            (LAUNCH, "On Friday, Kim saw a factory."),
            False,
        ),
        (
            "Kim met Putin on Friday.",
            ("Kim met Putin.", "Lavrov called Putin on Friday."),
            False,
        ),
        (
            "The turmoil that began with the collapse of Silicon Bank (SB), which collapsed.",
            (BANK, LARGE),
            False,  # half of the note is left out
        ),
    ],
)  # fmt: skip
def test_what_a_note_says_of_a_name_may_stand_behind_it_in_the_other(
    text: str, notes: tuple[str, str], sound: bool
) -> None:
    assert introduces(text, notes) is sound
    assert not mixed(text, notes) or not sound


def test_a_day_moved_between_three_notes_is_mixed() -> None:
    notes = (
        "Putin invited Kim to tour the launch site of space rockets in Russia.",
        "They met at the launch site of space rockets in Russia on Wednesday.",
        "Kim saw the launch site of space rockets in Russia.",
    )
    text = "Putin invited Kim to tour the launch site of space rockets in Russia on Wednesday."
    assert mixed(text, notes)
