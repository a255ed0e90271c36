"""A speaker of one name is introduced where a brief first tells of him, or stays as he is."""

from dataclasses import replace

import pytest
from fakes import claim, passages
from hypothesis import given, settings
from hypothesis import strategies as st

from summarizer.data import Claim, Passage
from summarizer.persons import introduced

LUHUT = (
    "Menteri Koordinator Bidang Kemaritiman dan Investasi Luhut Binsar Pandjaitan tampak tenang.",
    "Coordinating Minister for Maritime Affairs and Investment Luhut Binsar Pandjaitan was calm.",
)
CLAIMED = ("Luhut mengklaim ekspor naik.", "Luhut claimed that exports rose.")
MINISTER = "Coordinating Minister for Maritime Affairs and Investment Luhut Binsar Pandjaitan"
BASRI = ("Ekonom senior Faisal Basri menilai ekspor turun.",
         "Senior economist Faisal Basri considers that exports fell.")  # fmt: skip
BASRI_SAID = ('"Ekspor turun," kata Basri.', '"Exports fell," said Basri.')
HEAD = ("Kepala BNPB Suharyanto tiba.", "The head of BNPB Suharyanto arrived.")
HEAD_SAID = ("Suharyanto mengatakan air surut.", "Suharyanto said the water had fallen.")
PESKOV = ("Pada Kamis juru bicara Kremlin Dmitry Peskov tiba.",
          "On Thursday Kremlin spokesman Dmitry Peskov arrived.")  # fmt: skip
PESKOV_SAID = ("Kim pergi, kata Peskov.", "Kim left, said Peskov.")
OTHER = ("Adiknya, Rizal Pandjaitan Luhut, tiba.", "Minister Rizal Pandjaitan Luhut arrived.")
NO_OFFICE = ("Menurut Luhut Binsar Pandjaitan, ekspor naik.", "Luhut Binsar Pandjaitan was calm.")
NOT_THERE = ("Menteri itu tampak tenang.", "Minister Luhut Binsar Pandjaitan was calm.")
KYIV = ("Wali Kota Kyiv Vitali Klitschko tiba.", "The mayor of Kyiv Vitali Klitschko arrived.")
KYIV_SAID = ("Kyiv mengatakan air surut.", "Kyiv said the water had fallen.")


def told(*lines: tuple[str, str], date: str = "") -> list[Passage]:
    ours, english = ("\n".join(one[n] for one in lines) for n in (0, 1))
    return passages(ours, english, date=date)


def last(*lines: tuple[str, str]) -> tuple[Claim, list[Passage]]:
    """What becomes of a claim of the last line, and the passages of all."""
    every = told(*lines)
    (made,) = introduced([claim(every[-1].english, every[-1])], every)
    return made, every


@pytest.mark.parametrize(
    ("lines", "text"),
    [
        ([LUHUT, CLAIMED], f"{MINISTER} claimed that exports rose."),
        ([BASRI, BASRI_SAID], '"Exports fell," said senior economist Faisal Basri.'),
        ([HEAD, HEAD_SAID], "The head of BNPB Suharyanto said the water had fallen."),
        ([PESKOV, PESKOV_SAID], "Kim left, said Kremlin spokesman Dmitry Peskov."),
    ],
)
def test_the_office_and_the_name_in_full_are_told_and_cited(
    lines: list[tuple[str, str]], text: str
) -> None:
    made, every = last(*lines)
    assert made.text == text
    assert made.passages == every
    assert "” is " in made.reason


@pytest.mark.parametrize(
    "lines",
    [
        [CLAIMED],
        [BASRI, CLAIMED],
        [LUHUT, OTHER, CLAIMED],
        [NO_OFFICE, CLAIMED],
        [NOT_THERE, CLAIMED],
        [KYIV, KYIV_SAID],
        [CLAIMED, LUHUT],
    ],
    ids=["nobody", "another", "two of the name", "no office", "made up", "a city", "in full"],
)
def test_who_is_not_sure_or_told_in_full_stays(lines: list[tuple[str, str]]) -> None:
    made, every = last(*lines)
    assert made == claim(every[-1].english, every[-1])


def test_nobody_is_introduced_twice() -> None:
    every = told(LUHUT, CLAIMED, CLAIMED)
    first, then = introduced([claim(p.english, p) for p in every[1:]], every)
    assert first.text.startswith(MINISTER)
    assert then.text == CLAIMED[1]
    assert introduced([first, then], every) == [first, then]


def test_an_article_introduces_its_own_speakers_only() -> None:
    (intro,) = told(LUHUT)
    (said,) = passages(*CLAIMED, path="b.txt")
    assert introduced([claim(said.english, said)], [intro, said])[0].text == CLAIMED[1]


def test_a_doubted_translation_introduces_nobody_and_the_surest_does() -> None:
    intro, said = told(LUHUT, CLAIMED)
    (doubted,) = (replace(intro, failures=("number: 3 missing",)),)
    assert introduced([claim(said.english, said)], [doubted, said])[0].text == CLAIMED[1]
    again = (LUHUT[0].replace("tenang", "lega"), LUHUT[1].replace("calm", "glad"))
    one, two, said = told(LUHUT, again, CLAIMED)
    every = [replace(one, right=0.7), replace(two, right=0.9), said]
    (made,) = introduced([claim(said.english, said)], every)
    assert made.passages == every[1:]
    assert made.support == 0.9


def test_a_claim_keeps_its_place_in_the_timeline() -> None:
    line = ("Kim pergi pada Jumat (15/9/2023), kata Peskov.",
            "Kim left on Friday (15 September 2023), said Peskov.")  # fmt: skip
    every = told(PESKOV, line, date="2023-09-16")
    assert introduced([claim(line[1], every[-1])], every)[0].text == line[1]


@settings(deadline=None, max_examples=60)
@given(st.lists(st.sampled_from([LUHUT, CLAIMED, BASRI, BASRI_SAID, HEAD, HEAD_SAID, OTHER, KYIV])))
def test_any_claims_keep_their_order_and_their_sources(lines: list[tuple[str, str]]) -> None:
    every = told(*lines) if lines else []
    given = [claim(p.english, p) for p in every[::2]]
    made = introduced(given, every)
    assert [c.passages[-1] for c in made] == [c.passages[-1] for c in given]
    assert all(p in every for c in made for p in c.passages)
    assert introduced(made, every) == made
