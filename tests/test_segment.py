"""Sentence boundaries: the golden table, the properties of the offsets, hostile input."""

import tomllib
from pathlib import Path

import pytest

from summarizer.data import Article, Mark
from summarizer.segment import segment

CASES: dict[str, dict[str, list[str]]] = tomllib.loads(
    Path(__file__).with_name("segment_cases.toml").read_text(encoding="utf-8")
)


def parse(notation: str) -> tuple[Article, list[str]]:
    """The article and the sentences that a case of the table writes down."""
    text = ""
    opened = 0
    sentences, marks = [], []
    for char in notation:
        if char in "⟦‹":
            opened = len(text)
        elif char == "⟧":
            sentences.append(text[opened:])
        elif char == "›":
            marks.append(Mark(opened, len(text), "case"))
        else:
            text += char
    return Article("case", text, marks=tuple(marks)), sentences


def cases() -> list[object]:
    return [
        pytest.param(notation, id=f"{rule}-{side}-{number}")
        for rule, sides in CASES.items()
        for side, notations in sides.items()
        for number, notation in enumerate(notations, 1)
    ]


@pytest.mark.parametrize("notation", cases())
def test_golden(notation: str) -> None:
    article, sentences = parse(notation)
    assert [s.text for s in segment(article)] == sentences


def test_every_rule_has_a_case_it_leaves_alone() -> None:
    assert [rule for rule, sides in CASES.items() if not (sides["takes"] and sides["leaves"])] == []
