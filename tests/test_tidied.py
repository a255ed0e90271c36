"""What our translator learned from its corpus and must not say."""

import pytest

from summarizer.backends.adapted import tidied


@pytest.mark.parametrize(
    ("text", "tidy"),
    [
        ("into low orbit of the earth?s surface", "into low orbit of the earth's surface"),
        ("He didn?t know; they?re here.", "He didn't know; they're here."),
        ("Will he go? so they asked", "Will he go? so they asked"),
        ("Who knows?", "Who knows?"),
        (
            "Bank Indonesia the central bank/BI has raised its rate.",
            "Bank Indonesia has raised its rate.",
        ),
        ("Bank Indonesia BI, the central bank, said", "Bank Indonesia, the central bank, said"),
        ("Bank Indonesia (the central bank) said", "Bank Indonesia said"),
        ("the central bank, Bank Indonesia, said", "the central bank, Bank Indonesia, said"),
        ("Bank Indonesia BIS", "Bank Indonesia BIS"),
        ("two  spaces\nand a line", "two spaces and a line"),
    ],
)
def test_traces_of_the_corpus_go(text: str, tidy: str) -> None:
    assert tidied(text) == tidy
    assert tidied(tidy) == tidy
