"""Readers who know no Indonesian body are told what its abbreviation stands for."""

import pytest

from summarizer.abbreviations import abbreviations


def test_each_once_in_the_order_of_the_alphabet() -> None:
    texts = [
        "BNPB recorded 1,763 deaths.",
        "384 on 29 May 2018 (BMKG), said BNPB.",
        "At 13:00 WIB.",
    ]
    assert list(abbreviations(texts).items()) == [
        ("BMKG", "Meteorology, Climatology and Geophysics Agency"),
        ("BNPB", "National Disaster Management Agency"),
        ("WIB", "Western Indonesia Time"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "The Meteorology, Climatology and Geophysics Agency (BMKG) said so; BMKG was right.",
        "US and UN officials met.",
        "XQZW said nothing.",
        "The agency, TASS, said so.",
        "A MiG-31I and the BI-Rate.",
    ],
    ids=["spelt out", "known", "unknown", "one word", "part of a word"],
)
def test_what_needs_no_telling(text: str) -> None:
    assert abbreviations([text]) == {}
