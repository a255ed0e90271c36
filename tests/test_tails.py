"""One telling of a fact with the clause that another adds: what is joined, and what is not."""

import pytest
from fakes import passages

from summarizer.data import Claim, Draft, Group
from summarizer.verify import Examined, Standard, attest
from summarizer.verify.tails import extended

INVITED = (
    "President Putin received an invitation from Kim Jong Un to visit North Korea, KCNA reported."
)
BUT = "Putin received an invitation from Kim to visit North Korea, but the date has not been set."


def made(one: str, other: str, dates: tuple[str, str] = ("", "")) -> str | None:
    given = [
        passages("Kalimat pertama.", one, "a.txt", dates[0])[0],
        passages("Kalimat kedua.", other, "b.txt", dates[1])[0],
    ]
    found = extended(given)
    return found[0] if found else None


@pytest.mark.parametrize(
    ("one", "other", "whole"),
    [
        (
            INVITED,
            BUT,
            "President Putin received an invitation from Kim Jong Un to visit North Korea, KCNA "
            "reported, but the date has not been set.",
        ),
        (
            BUT,
            INVITED,
            "President Putin received an invitation from Kim Jong Un to visit North Korea, KCNA "
            "reported, but the date has not been set.",
        ),
        (
            "The bank raised its benchmark rate by 25 basis points to 6.25 percent on Wednesday.",
            "The bank raised its benchmark rate to 6.25 percent because pressure on the rupiah "
            "increased.",
            "The bank raised its benchmark rate by 25 basis points to 6.25 percent on Wednesday, "
            "because pressure on the rupiah increased.",
        ),
    ],
)
def test_what_another_telling_adds_follows_the_first(one: str, other: str, whole: str) -> None:
    assert made(one, other) == whole


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (INVITED, "Putin received an invitation from Kim to visit North Korea."),
        (INVITED, "Putin rejected a proposal from Kim to visit Moscow, but the date has been set."),
        (INVITED, "Putin received no invitation from Kim, but the date has not been set."),
        (INVITED, "Xi received an invitation from Kim to visit, but the date has not been set."),
        (INVITED, "Putin received an invitation from Kim to visit, but he has not answered yet."),
        (INVITED, "Putin received an invitation from Kim to visit, but refused."),
        (
            INVITED,
            "Putin received an invitation from Kim, but Kim received an invitation to visit.",
        ),
        (INVITED, "Putin received an invitation to visit, but “the date is open”, Peskov said."),
        (BUT, "Putin received an invitation from Kim, although the talks had ended without one."),
        ("“I accept the invitation to visit North Korea,” Putin said.", BUT),
        ("Putin received an invitation to visit North Korea, Peskov said.", BUT),
    ],
    ids=[
        "no clause",
        "another fact",
        "denied",
        "somebody else",
        "a pronoun",
        "too short",
        "told already",
        "a quotation",
        "a second clause",
        "behind a quotation",
        "behind a speaker",
    ],
)
def test_what_is_not_joined(one: str, other: str) -> None:
    assert made(one, other) is None


def test_none_that_was_written_before_the_first_telling() -> None:
    assert made(INVITED, BUT, ("2023-09-14", "2023-09-16"))
    assert made(INVITED, BUT, ("2023-09-16", "2023-09-14")) is None


def test_the_claim_cites_both_and_says_how_it_was_made() -> None:
    one = passages("Putin menerima undangan Kim.", INVITED, "a.txt")
    other = passages("Putin diundang, tetapi tanggalnya belum ada.", BUT, "b.txt")
    group = Group((*one, *other), 1.0, "what happened")
    claim = attest(Examined(Draft(group, ""), ("the answer was empty",)), Standard())
    assert claim.text.endswith(", but the date has not been set.")
    assert len(claim.citations) == 2
    assert isinstance(claim, Claim)
    assert claim.verdict == "composed"
