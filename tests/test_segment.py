"""Sentence boundaries: the golden table, the properties of the offsets, hostile input."""

import re
import tomllib
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summarizer.data import Article, Mark
from summarizer.segment import LONGEST, segment

CASES: dict[str, dict[str, list[str]]] = tomllib.loads(
    Path(__file__).with_name("segment_cases.toml").read_text(encoding="utf-8")
)


def parse(notation: str) -> tuple[Article, list[tuple[int, int]]]:
    """The article and the spans of the sentences that a case of the table writes down."""
    text = ""
    opened = 0
    sentences, marks = [], []
    for char in notation:
        if char in "⟦‹":
            opened = len(text)
        elif char == "⟧":
            sentences.append((opened, len(text)))
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
    article, spans = parse(notation)
    found = segment(article)
    assert [s.text for s in found] == [article.text[start:end] for start, end in spans]
    assert [(s.start, s.end) for s in found] == spans


def test_every_rule_has_a_case_it_leaves_alone() -> None:
    assert [rule for rule, sides in CASES.items() if not (sides["takes"] and sides["leaves"])] == []


PIECES = [
    *("Polisi menahan dua orang", "Kim", "tiba di Palu", "dr", "K.H", "S.H", "dll", "Tbk", "J"),
    *("PT", "No", "Rp1.234,5", "18.02", "Yahoo", "kremlin.ru", "https://a.id/B?c=D.E", "x@y.co"),
    *("katanya", "namun", "Ia", "1", "a", "2018", "-", "–", "•", "1. ", "a) ", "* ", "#", "°C"),
    *("e-KTP", "…", "é", "中", "🙂", "[7]", "\u00ad", "\u200b"),
]
SIGNS = [*".?!…,;:()[]{}\"'“”‘’«»-–—", " ", " ", " ", ". ", '." ', "\n", "\t", "\u00a0", "\u2028"]
LEADERS = re.compile(r"[-–—*]|\(?\d{1,2}[.)]|\(?[A-Za-z]\)|[a-z]\.|")


@st.composite
def articles(draw: st.DrawFn) -> Article:
    written = st.lists(st.sampled_from(PIECES) | st.sampled_from(SIGNS), max_size=60).map("".join)
    text = draw(written | st.text(max_size=80))
    place = st.integers(0, len(text))
    spans = draw(st.lists(st.tuples(place, place).map(sorted), max_size=3))
    return Article("any", text, marks=tuple(Mark(start, end, "any") for start, end in spans))


@settings(max_examples=100, deadline=None)
@given(articles())
def test_spans_are_ordered_apart_and_trimmed(article: Article) -> None:
    found = segment(article)
    assert all(a.end <= b.start for a, b in pairwise(found))
    assert all(0 <= s.start < s.end <= len(article.text) for s in found)
    assert all(s.text == s.text.strip() for s in found)
    assert all(len(s.text.splitlines()) == 1 for s in found)
    assert all(any(c.isalnum() for c in s.text) for s in found)


@settings(max_examples=100, deadline=None)
@given(articles())
def test_all_that_is_not_marked_is_in_a_sentence(article: Article) -> None:
    text, outside = article.text, [True] * len(article.text)
    for sentence in segment(article):
        outside[sentence.start : sentence.end] = [False] * (sentence.end - sentence.start)
    walls = [c in "\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029" for c in text]
    for mark in article.marks:
        assert all(outside[mark.start : mark.end])
        walls[mark.start : mark.end] = [True] * (mark.end - mark.start)
    stretch = left = ""
    for char, is_out, wall in zip([*text, "\n"], [*outside, True], [*walls, True], strict=True):
        if not wall:
            stretch += char
            left += char if is_out and not char.isspace() else ""
            continue
        rest = re.sub("[•▪●◦‣■►➢✓✔·]", "", left)
        assert LEADERS.fullmatch(rest) or not any(c.isalnum() for c in stretch), (stretch, left)
        stretch = left = ""


def test_a_sentence_of_many_clauses_is_cut_behind_one() -> None:
    clause = "warga desa yang rumahnya terendam mengungsi ke balai desa"
    text = "; ".join([clause] * 40) + ". Air surut."
    found = segment(Article("long", text))
    assert max(len(s.text) for s in found) <= LONGEST
    assert [s.text[-1] for s in found] == [";"] * (len(found) - 2) + [".", "."]
    assert " ".join(s.text for s in found) == text


def test_a_long_sentence_is_cut_at_a_comma_before_a_space_and_at_a_space_before_a_word() -> None:
    comma = segment(Article("long", "kata " * 200 + "kata, " + "kata " * 200))
    assert comma[0].text.endswith("kata,")
    space = segment(Article("long", "kata " * 500))
    assert {w for s in space for w in s.text.split()} == {"kata"}


def test_a_sentence_as_long_as_allowed_stays_whole() -> None:
    text = "kata " * (LONGEST // 5 - 1) + "kata."
    assert [s.text for s in segment(Article("long", text))] == [text]


HOSTILE = {
    "short items": "a. " * 50_000,
    "stops": "." * 200_000,
    "stops around a letter": "." * 100_000 + "a" + "." * 100_000 + "b",
    "one word": "x" * 1_000_000,
    "one line": "Kim tiba. " * 50_000,
    "spaces": " " * 1_000_000 + "a",
    "spaced stops": ". " * 100_000 + "a",
    "glued": "abc.Def" * 30_000,
    "titles": "Dr. " * 50_000,
    "items": "1. " * 50_000,
    "open brackets": "(" * 200_000 + "a. B",
    "nested brackets": "(a. " * 50_000 + "B)" * 50_000,
    "open quotes": ' "a.' * 50_000,
    "quotes": '"' * 200_000 + "a. B",
    "closers": "a" + '."' * 100_000 + " B",
    "footnotes": "a." + "[1]" * 100_000 + " B",
    "addresses": "@a.B" * 50_000,
    "initials": "A." * 50_000,
    "asides": "a (b. C) " * 30_000,
    "line breaks": "\n" * 500_000 + "a",
    "lines": "a.\n" * 50_000,
    "bullets": "• " * 100_000 + "a",
}


@pytest.mark.timeout(10)
@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_input_takes_linear_time(text: str) -> None:
    found = segment(Article("hostile", text))
    assert max((len(s.text) for s in found), default=0) <= LONGEST
    assert any(c.isalnum() for c in text) == bool(found)


@pytest.mark.timeout(10)
def test_many_marks_take_linear_time() -> None:
    marks = tuple(Mark(start, start + 3, "any") for start in range(0, 300_000, 30))
    assert len(segment(Article("hostile", "Kim tiba. " * 30_000, marks=marks))) > 10_000
