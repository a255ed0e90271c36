"""How sure translations are, as each format tells a reader."""

import json
from dataclasses import replace

import pytest
from fakes import article, claim, passages

from summarizer.data import BriefData, Claim, Passage, Sentence
from summarizer.record import sources
from summarizer.render import to_html, to_json, to_markdown, to_text
from summarizer.render.sure import EXPLAINED, doubts, sure

RIFLE = replace(passages("Kim memberi senapan.", "Kim gave weapons.", "a.txt")[0], right=0.623)
PLAIN = replace(passages("Kim memberi senapan.", "Kim gave a rifle.", "b.txt")[0], right=0.9)
UNSCORED = passages("Kim memberi senapan.", "Kim gave a rifle.", "c.txt")[0]
SAID = "The reporter gave senapan."
ENGLISH = Passage(Sentence(article(SAID, language="en"), 0, len(SAID)), SAID, "none")


def brief_of(*claims: Claim) -> BriefData:
    return BriefData(claims[0], claims, tuple(sources(claims, [])))


@pytest.mark.parametrize(
    ("passage", "told"),
    [
        (RIFLE, "62% sure; perhaps lost: rifle (senapan)"),
        (PLAIN, "90% sure"),
        (UNSCORED, ""),
        (replace(RIFLE, right=None), "perhaps lost: rifle (senapan)"),
        (ENGLISH, ""),
    ],
)
def test_what_is_doubted_of_a_translation(passage: Passage, told: str) -> None:
    assert doubts(passage) == told


def test_a_sentence_is_as_sure_as_the_least_sure_that_it_rests_on() -> None:
    assert sure(claim("Kim gave a rifle.", RIFLE, PLAIN, UNSCORED, ENGLISH)) == 0.623
    assert sure(claim("Kim gave a rifle.", UNSCORED, ENGLISH)) is None


def test_every_format_tells_it_and_what_it_means() -> None:
    brief = brief_of(claim("Kim gave weapons.", RIFLE, PLAIN))
    assert "Kim gave weapons. [1][2] (62% sure)" in to_markdown(brief)
    assert "Kim gave weapons. [1][2] (62% sure)" in to_text(brief)
    assert "(62% sure)" in to_html(brief)
    assert "(62% sure; perhaps lost: rifle (senapan))" in to_markdown(brief, evidence=True)
    assert "62% sure; perhaps lost: rifle (senapan)" in to_html(brief)
    for render in (to_markdown, to_text, to_html):
        assert "".join(EXPLAINED.split()) in "".join(render(brief).split())


def test_nothing_is_told_where_nothing_was_scored() -> None:
    brief = brief_of(claim("Kim gave a rifle.", UNSCORED))
    for render in (to_markdown, to_text, to_html):
        assert "sure" not in render(brief)


def test_the_json_holds_it() -> None:
    (told,) = json.loads(to_json(brief_of(claim("Kim gave weapons.", RIFLE))))["sentences"]
    assert told["sure"] == 0.623
    (passage,) = told["citations"][0]["passages"]
    assert passage["right"] == 0.623
    assert passage["perhaps_lost"] == [{"indonesian": "senapan", "english": "rifle"}]
