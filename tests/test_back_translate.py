"""Which English is translated back, and which made pairs are kept."""

import sys
from pathlib import Path

import pytest

pytest.importorskip("peft")
sys.path.insert(0, str(Path(__file__).parent.parent / "scripts"))

from back_translate import good, nearest, surest

NEWS = ["The president met the minister on Tuesday.", "The minister said talks went well."] * 5
MONO = [
    "The minister met the president of France today.",
    "Net profit per share rose to 12 cts vs 11 cts.",
    "and the president said talks went well.",
    "The president left.",
    "Tonnes of ore were shipped to the Noranda smelter.",
    "Tonnes of ore were shipped to the Noranda smelter.",
]


def test_whole_sentences_like_the_news_come_first() -> None:
    assert nearest(MONO, NEWS, 1) == [MONO[0]]
    assert sorted(nearest(MONO, NEWS, 9)) == sorted({MONO[0], MONO[1], MONO[4]})
    assert nearest(MONO, NEWS, 9) == nearest(MONO, NEWS, 9)


@pytest.mark.parametrize(
    ("indonesian", "english", "kept"),
    [
        ("Menteri itu tiba pada hari Selasa.", "The minister arrived on Tuesday.", True),
        ("Menteri itu tiba pada hari Rabu.", "The minister arrived on Tuesday.", False),
        ("Menteri itu tiba di Paris.", "The minister arrived in London.", False),
        ("", "The minister arrived.", False),
    ],
)
def test_a_made_pair_that_a_guard_flags_is_left_out(
    indonesian: str, english: str, kept: bool
) -> None:
    assert good(indonesian, english) is kept


def test_the_surest_share_is_kept_in_order() -> None:
    rows = [{"en": str(n), "sure": sure} for n, sure in enumerate((-0.9, -0.1, -0.5, -0.2))]
    assert [row["en"] for row in surest(rows, 0.5)] == ["1", "3"]
    assert surest(rows, 1.0) == rows
    assert surest([{"en": "made before this was kept"}], 0.5) == []
