"""Rendering: JSON is the truth and round-trips; nothing that articles or models say is markup."""

import json
import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from html.parser import HTMLParser

import pytest
from fakes import claim
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from markdown_it import MarkdownIt
from markdown_it.token import Token

from summarizer import render
from summarizer.data import (
    SECTIONS,
    Article,
    BriefData,
    Citation,
    Claim,
    Difference,
    DifferenceValue,
    Found,
    Mark,
    Passage,
    Removed,
    Sentence,
    Skipped,
    Source,
)
from summarizer.record import sources
from summarizer.render import bilingual, from_json, schema, to_html, to_json, to_markdown, to_text

FORMATS: dict[str, Callable[[BriefData], str]] = {
    "markdown": to_markdown,
    "evidence": lambda brief: to_markdown(brief, evidence=True),
    "html": to_html,
    "text": to_text,
    "json": to_json,
}


def cited(
    text: str, english: str, path: str = "a.txt", row: int | None = None, **fields: str
) -> Passage:
    """The one passage of an article with these metadata."""
    known = {name: Found(value, "test") for name, value in fields.items()}
    article = Article(path, text, row, **known)  # type: ignore[arg-type]
    return Passage(Sentence(article, 0, len(text)), english, "fake@1")


def brief_of(*claims: Claim, **more: object) -> BriefData:
    """A brief of the claims; the first is its title, too."""
    listed = tuple(sources(claims, []))
    title = Claim(claims[0].text, claims[0].citations, reason=claims[0].reason)
    return BriefData(title, claims, listed, **more)  # type: ignore[arg-type]


KIM = cited(
    "Kim bertemu Putin.", "Kim met Putin.", title="Temu", outlet="Harian", date="2023-09-13"
)
RUDAL = cited("Dua rudal.", "Two missiles.", "b.csv", 7, address="https://b.example/a?x=1&y=2")


@pytest.fixture
def brief() -> BriefData:
    """One of everything."""
    one, two = Citation(KIM.sentence.article, (KIM,)), Citation(RUDAL.sentence.article, (RUDAL,))
    values = (DifferenceValue("350 km", one), DifferenceValue("650 km", two))
    grown = (DifferenceValue("48", two, "BNPB", "2018-09-29"), DifferenceValue("40", one))
    return replace(
        brief_of(
            claim("Kim met Putin.", KIM, RUDAL),
            replace(claim("Two missiles flew.", RUDAL, section=SECTIONS[1]), verdict="repaired"),
        ),
        differences=(Difference("range", values), Difference("dead", grown, True)),
        removed=(Removed("A repeat.", "repeats: Kim met Putin.", (one,)),),
        skipped=(Skipped("en.txt", "the language is en", 3),),
        warnings=("One source only.",),
        guards={"sentences": 2, "untrusted": 0},
        signature={"version": "1"},
    )


class TestJson:
    def test_schema_is_sound_and_every_object_of_it_is_closed(self) -> None:
        Draft202012Validator.check_schema(schema())
        text = json.dumps(schema())
        assert text.count('"properties"') == text.count('"additionalProperties": false')

    def test_one_of_everything_is_valid(self, brief: BriefData) -> None:
        Draft202012Validator(schema()).validate(json.loads(to_json(brief)))

    def test_round_trip(self, brief: BriefData) -> None:
        assert from_json(to_json(brief)) == brief
        assert to_json(from_json(to_json(brief))) == to_json(brief)

    def test_other_formats_can_be_made_from_it(self, brief: BriefData) -> None:
        again = from_json(to_json(brief))
        assert {name: make(again) for name, make in FORMATS.items()} == {
            name: make(brief) for name, make in FORMATS.items()
        }

    def test_offsets_count_code_points(self) -> None:
        text = "𝕂im 😀 bertemu Putin. Lalu é."
        article = Article("a.txt", text, marks=(Mark(0, 0, "x"),))
        passage = Passage(Sentence(article, 4, 20), "Smiled.", "fake@1")
        made = json.loads(to_json(brief_of(claim("Smiled.", passage))))
        (quoted,) = made["sentences"][0]["citations"][0]["passages"]
        told = next(s["text"] for s in made["sources"] if s["number"] == 1)
        assert told[quoted["start"] : quoted["end"]] == quoted["indonesian"] == text[4:20]

    @pytest.mark.parametrize("text", ["", "[]", "{}", "null", '{"schema": "other-1"}', "{"])
    def test_what_is_no_brief_is_refused(self, text: str) -> None:
        with pytest.raises(ValueError):
            from_json(text)


class TestForms:
    def test_markdown(self, brief: BriefData) -> None:
        lines = to_markdown(brief).splitlines()
        assert lines[:4] == ["# Kim met Putin. [1][2]", "", "Kim met Putin. [1][2]", ""]
        assert lines[4:7] == ["## What happened", "", "- Two missiles flew. [2]"]
        differ = lines.index("## Where sources differ")
        assert lines[differ + 2] == "- range: 350 km [1]; 650 km [2]"
        assert lines[differ + 4] == "## How counts developed"
        assert lines[differ + 6] == "- dead: 48 (BNPB, 2018-09-29) [2]; 40 [1]"
        assert "1. Harian, 2023-09-13, “Temu”, a.txt" in lines
        assert "2. b.csv (row 7) <https://b.example/a?x=1&y=2>" in lines
        assert "- Skipped en.txt (row 3): the language is en" in lines

    def test_evidence_shows_both_languages(self, brief: BriefData) -> None:
        told = to_markdown(brief, evidence=True)
        assert "- [1] Kim bertemu Putin.\n  — Kim met Putin." in told
        assert "Kim bertemu" not in to_markdown(brief)

    def test_text_is_wrapped(self, brief: BriefData) -> None:
        long = replace(brief, claims=(claim("word " * 60 + "end.", KIM),))
        told = to_text(long)
        assert max(map(len, told.splitlines())) <= 88
        assert "[1] Harian, 2023-09-13, “Temu”, a.txt" in told

    def test_html_opens_the_indonesian_behind_every_sentence(self, brief: BriefData) -> None:
        page = to_html(brief)
        # Two sentences, a difference, a development and the matrix.
        assert page.count("<details>") == page.count("</details>") == 5
        assert page.count(KIM.sentence.text) >= 2

    def test_coverage_says_what_the_brief_rests_on(self, brief: BriefData) -> None:
        listed = tuple(replace(s, sentences=8 + s.number) for s in brief.sources)
        told = replace(brief, sources=listed)
        assert json.loads(to_json(told))["coverage"] == [
            {"source": 1, "sentences": 9, "cited": 1, "by": [1]},
            {"source": 2, "sentences": 10, "cited": 1, "by": [1, 2]},
        ]
        assert "– 1 of 9 sentences cited" in to_markdown(told)
        assert "– 1 of 10 sentences cited" in " ".join(to_text(told).split())
        assert to_html(told).count("●") == 3
        assert from_json(to_json(told)) == told

    def test_copies_are_listed_with_what_they_repeat(self) -> None:
        twin = replace(KIM.sentence.article, path="copy.txt", copy_of=KIM.sentence.article)
        made = brief_of(claim("Kim met Putin.", KIM))
        made = replace(made, sources=(*made.sources, Source(2, twin, False, 1)))
        assert json.loads(to_json(made))["sources"][1]["copy_of"] == 1
        for name in ("markdown", "html", "text"):
            told = " ".join(FORMATS[name](made).split())
            assert "copy.txt (repeats source 1 nearly word for word: one voice)" in told.replace(
                "\\", ""
            )


# --- hostile text -------------------------------------------------------------------------------

HOSTILE = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    '"><iframe src="https://evil.example">',
    "[x](javascript:alert(1))",
    "![x](https://evil.example/p.png)",
    "<https://evil.example>",
    "https://evil.example [1] [7]",
    "[id]: https://evil.example",
    "\x1b[31mred\x1b]0;title\x07\x9b31m\x7f",
    "\x1b]8;;https://evil.example\x1b\\link\x1b]8;;\x1b\\",
    "[bold red]rich[/bold red] :warning:",
    "{{ 7*7 }} {% for x in y %} {# no #} ${7*7}",
    "# head\n- item\n1. one\n> quote\n```\ncode\n```",
    "*b* _i_ `c` ~~s~~ | a | b | &amp; &lt;script&gt; \\",
    "+ plus", "https://evil.example/path", "see www.evil.example", "--- ", "===",
    "    indented", "1) one",
]  # fmt: skip


def hostile_brief(text: str) -> BriefData:
    """A brief in which everything that articles and models fill in is the text."""
    passage = cited(
        text, text, path=text, title=text, outlet=text, author=text, date=text, address=text
    )
    citation = Citation(passage.sentence.article, (passage,))
    values = (DifferenceValue(text, citation), DifferenceValue(text, citation))
    told = [replace(claim(text, passage, section=s), reason=text) for s in SECTIONS]
    return brief_of(
        *told,
        differences=(Difference(text, values),),
        removed=(Removed(text, text, (citation,)),),
        skipped=(Skipped(text, text),),
        warnings=(text,),
        signature={"writer": text},
    )


class Page(HTMLParser):
    """The elements, attributes and text of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data


def every(tokens: Sequence[Token]) -> list[Token]:
    """All tokens of a Markdown text, those inside lines too."""
    return [t for token in tokens for t in (token, *every(token.children or []))]


def shown(text: str) -> str:
    """The text as a reader sees it: one line, no control characters."""
    return re.sub(r"[\s\x00-\x1f\x7f-\x9f]+", " ", text).strip()


LOADS = {"src", "srcset", "data", "poster", "action", "formaction", "background", "ping", "style"}


@pytest.mark.parametrize("text", HOSTILE)
class TestHostile:
    def test_html_is_inert(self, text: str) -> None:
        both = [to_html(hostile_brief(text)), bilingual.to_html([cited(text, text, path=text)])]
        for tag, attributes in (t for page in both for t in Page(page).tags):
            assert tag not in {"script", "img", "iframe", "link", "object", "embed", "form", "base"}
            assert not LOADS & set(attributes), tag
            assert not [name for name in attributes if name.startswith("on")], tag
            assert tag == "a" or "href" not in attributes
            assert re.match(r"https?://", attributes.get("href") or "http://")
        assert shown(text) in Page(both[0]).text
        assert all("url(" not in page and "@import" not in page for page in both)

    def test_no_control_character_reaches_any_output(self, text: str) -> None:
        for name, make in FORMATS.items():
            assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f]", make(hostile_brief(text))), name

    def test_bilingual_lines_hold_no_control_character(self, text: str) -> None:
        for suffix, make in bilingual.FORMATS.items():
            told = make([cited(text, text, path=text)])
            assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]", told), suffix

    def test_markdown_is_literal(self, text: str) -> None:
        told = FORMATS["evidence"](hostile_brief(text))
        reader = MarkdownIt("commonmark").enable(["table", "strikethrough"])
        allowed = {t.type for t in every(reader.parse(FORMATS["evidence"](hostile_brief("plain"))))}
        found = every(reader.parse(told))
        links = [t.attrs["href"] for t in found if t.type == "link_open"]
        assert {t.type for t in found if not t.type.startswith("link_")} <= allowed
        assert links == ([text] if re.fullmatch(r"https?://\S+", text) else [])
        assert [t.content for t in found if t.type == "text"].count("Sources") == 1
        assert len([t for t in found if t.type == "heading_open"]) == 8
        literal = "".join(t.content for t in found if t.type in ("text", "text_special"))
        assert shown(text) in literal
        assert not re.search(r"(?<!\\)://|www\.", re.sub(r"<https?://[^\s<>]+>", "", told))

    def test_the_json_is_valid_and_comes_back_as_it_was(self, text: str) -> None:
        made = hostile_brief(text)
        Draft202012Validator(schema()).validate(json.loads(to_json(made)))
        assert from_json(to_json(made)) == made


@pytest.mark.parametrize(
    "address",
    ["javascript:alert(1)", "data:text/html,x", "ftp://a.example", "//a.example", "http://a b",
     "https://a.example/\"onclick=", "https://a.example/<b>", " https://a.example"],
)  # fmt: skip
def test_no_address_but_http_is_linked(address: str) -> None:
    made = brief_of(claim("Kim met Putin.", cited("Kim.", "Kim.", address=address)))
    assert "href" not in to_html(made)
    assert f"<{address}>" not in to_markdown(made)


@settings(deadline=None, max_examples=30)
@given(st.text(st.characters(exclude_categories=("Cs",)), min_size=1, max_size=60))
def test_any_text_survives_json_and_is_inert_in_html(text: str) -> None:
    made = hostile_brief(text)
    assert from_json(to_json(made)) == made
    tags = {tag for tag, _ in Page(to_html(made)).tags}
    plain = {tag for tag, _ in Page(to_html(hostile_brief("https://a.example"))).tags}
    assert tags <= plain


def test_the_renderers_are_what_the_package_names() -> None:
    assert set(render.__all__) == {"from_json", "schema", *FORMAT_NAMES}


FORMAT_NAMES = {"to_html", "to_json", "to_markdown", "to_text"}
