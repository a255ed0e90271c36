"""Cleaning: rules by their own examples, whole pages line by line, properties, hostile input."""

import random
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summarizer.clean import clean, mark_copies
from summarizer.clean.lines import read_lines
from summarizer.clean.marks import read_spans
from summarizer.clean.rules import LineRule, SpanRule, faces, load_rules
from summarizer.data import Article, Found, Page

CASES = sorted((Path(__file__).parent / "clean_cases").glob("*.txt"))


def norm(line: str) -> str:
    return " ".join(line.split())


def page(body: str, **fields: Found) -> Page:
    return Page(path="a.txt", body=body, **fields)


# --- the rules, each by its own examples ---------------------------------------------------------


def named(rule: LineRule | SpanRule) -> str:
    return f"{rule.name}-{getattr(rule, 'where', '') or getattr(rule, 'at', '')}"


def takes_line(rule: LineRule, text: str) -> bool:
    return any(rule.match(face) for face in faces(norm(text)))


@pytest.mark.parametrize("rule", load_rules().lines, ids=named)
def test_line_rule_takes_its_examples_and_leaves_the_others(rule: LineRule) -> None:
    assert rule.takes
    assert rule.leaves
    assert [text for text in rule.takes if not takes_line(rule, text)] == []
    assert [text for text in rule.leaves if takes_line(rule, text)] == []


def marked(rule: SpanRule, text: str) -> bool:
    return any(span.rule == rule.name for line in read_lines(text) for span in read_spans(line))


@pytest.mark.parametrize("rule", load_rules().spans, ids=named)
def test_span_rule_takes_its_examples_and_leaves_the_others(rule: SpanRule) -> None:
    assert rule.takes
    assert rule.leaves
    assert [text for text in rule.takes if not marked(rule, text)] == []
    assert [text for text in rule.leaves if marked(rule, text)] == []


def test_no_rule_takes_what_another_rule_leaves_alone() -> None:
    rules = load_rules().lines
    left = [text for rule in rules for text in rule.leaves if len(text.split()) > 5]
    anywhere = [rule for rule in rules if rule.where == "anywhere"]
    assert [(r.name, t) for t in left for r in anywhere if takes_line(r, t)] == []


def test_no_exact_line_stands_in_two_rules() -> None:
    exact = [line for rule in load_rules().lines for line in rule.exact]
    assert sorted(exact) == sorted(set(exact))


# --- whole pages, line by line -------------------------------------------------------------------


def read_case(path: Path) -> tuple[dict[str, list[str]], list[tuple[str, str]]]:
    """``@field value`` lines, then ``+ kept line`` and ``- rule | dropped line``."""
    fields: dict[str, list[str]] = {}
    lines: list[tuple[str, str]] = []
    for raw in path.read_text(encoding="utf-8").splitlines():
        if raw.startswith("@"):
            field, _, value = raw[1:].partition(" ")
            fields.setdefault(field, []).append(value)
        elif raw.startswith("+ "):
            lines.append(("", raw[2:]))
        elif raw.startswith("- "):
            rule, _, text = raw[2:].partition(" | ")
            lines.append((rule, text))
    return fields, lines


def verdicts(article: Article, lines: list[str]) -> list[tuple[str, str]]:
    dropped = {d.line: d.rule for d in article.dropped}
    return [(dropped.get(i, ""), text) for i, text in enumerate(lines, start=1)]


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_page_line_by_line(path: Path) -> None:
    _, lines = read_case(path)
    texts = [text for _, text in lines]
    article = clean(page("\n".join(texts)))
    assert verdicts(article, texts) == lines
    assert article.text == "\n".join(norm(text) for rule, text in lines if not rule)


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_page_with_blank_lines_keeps_the_same_sentences(path: Path) -> None:
    _, lines = read_case(path)
    article = clean(page("\n\n".join(text for _, text in lines)))
    assert article.text.split("\n") == [norm(text) for rule, text in lines if not rule]


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_page_metadata_and_marks(path: Path) -> None:
    fields, lines = read_case(path)
    article = clean(page("\n".join(text for _, text in lines)))
    for name in ("title", "outlet", "date", "author", "address"):
        found = getattr(article, name)
        assert (name, found and found.value) == (name, fields.get(name, [None])[0])
    marks = [f"{mark.rule} | {article.text[mark.start : mark.end]}" for mark in article.marks]
    assert sorted(marks) == sorted(fields.get("mark", []))


# --- single decisions ----------------------------------------------------------------------------

LEAD = "PALU – Tim gabungan menemukan dua korban di bawah reruntuhan hotel pada Minggu pagi."
SECOND = (
    "Keduanya dibawa ke rumah sakit lapangan untuk mendapat perawatan, kata dokter jaga di sana."
)
THIRD = "Pencarian akan dilanjutkan pada Senin dengan bantuan alat berat dari Makassar dan Mamuju."


def kept(*lines: str) -> list[str]:
    return clean(page("\n".join(lines))).text.split("\n")


@pytest.mark.parametrize(
    "line",
    [
        "Bersamaan dengan itu hujan lebat mengguyur kota dan memutus jalan menuju bandara",
        '"Kami siap," kata dia',
        "Alat berat itu dikirim dari:",
        "Lantas, apa yang terjadi?",
        "Bagaimana Anda melihat keadaan itu?",
        "• Lima tenda pengungsi",
        "Tim mengataka,n jumlahnya bertambah .",
        "Warga [7] menunggu.",
    ],
)
def test_doubtful_line_in_the_middle_stays(line: str) -> None:
    assert kept(LEAD, SECOND, line, THIRD) == [LEAD, SECOND, line, THIRD]


@pytest.mark.parametrize(
    ("line", "rule"),
    [
        ("'Area sensitif'", "subheading"),
        ("Apa saja yang dicari tim?", "subheading"),
        ("Harga Emas Antam Hari Ini Turun Lagi, Simak Rinciannya", "headline"),
        ("(rwl/bds)", "credit"),
        ("http://contoh.example/berita", "address"),
        ("[Gambas:Video 20detik] SCROLL TO CONTINUE WITH CONTENT", "embed"),
    ],
)
def test_furniture_in_the_middle_goes(line: str, rule: str) -> None:
    article = clean(page("\n".join([LEAD, SECOND, line, THIRD])))
    assert [(d.line, d.text, d.rule) for d in article.dropped] == [(3, line, rule)]


def test_list_of_the_article_survives_at_its_end() -> None:
    lines = [
        LEAD,
        SECOND,
        "Berikut daftar barang yang dibutuhkan:",
        "• selimut",
        "• Iklan",
        "• air",
    ]
    assert kept(*lines) == lines


def test_teaser_told_again_below_stays_once() -> None:
    teaser = "Tim gabungan menemukan dua orang korban di bawah reruntuhan hotel pada Minggu pagi."
    assert kept(teaser, LEAD, SECOND, THIRD) == [LEAD, SECOND, THIRD]


@pytest.mark.parametrize(
    "teaser",
    [
        "Tim gabungan menemukan 12 korban di bawah reruntuhan hotel pada Minggu pagi.",
        "Tim gabungan tidak menemukan dua korban di bawah reruntuhan hotel pada Minggu pagi.",
    ],
)
def test_teaser_with_another_figure_or_negation_stays(teaser: str) -> None:
    assert kept(teaser, LEAD, SECOND, THIRD)[0] == teaser


def test_text_wrapped_at_a_width_is_joined() -> None:
    paragraphs = [LEAD + " " + SECOND, SECOND + " " + THIRD, THIRD + " " + LEAD[7:]]
    wrapped = [re.sub(r"(.{50,60}) ", r"\1\n", text) for text in paragraphs]
    article = clean(page("\n\n".join(wrapped)))
    assert article.text.split("\n") == paragraphs


def test_blanks_become_single_spaces() -> None:
    article = clean(page(f"  {LEAD.replace(' ', '  ', 3)}\u00a0\t\n\n\n{SECOND} "))
    assert article.text == f"{LEAD}\n{SECOND}"


@pytest.mark.parametrize(
    "body",
    [
        "",
        "   \n\t\n",
        "Jakarta",
        "Beranda\nNasional\nIklan\nBaca juga: Gempa Palu",
        "***",
        "\u200b",
    ],
)
def test_nothing_left_is_an_empty_text(body: str) -> None:
    assert clean(page(body)).text == ""


def test_several_marks_at_the_end_of_a_line_are_all_found() -> None:
    article = clean(page(f"{LEAD}\n{SECOND}\n{THIRD} Dikutip dari CNA. (rwl/bds) ***"))
    ends = [article.text[m.start : m.end] for m in article.marks if m.start > len(LEAD)]
    assert ends == ["Dikutip dari CNA.", "(rwl/bds)", "***"]


# --- metadata ------------------------------------------------------------------------------------


def test_metadata_of_the_page_wins_over_the_text() -> None:
    given = {name: Found(f"given {name}", "meta") for name in ("title", "outlet", "author")}
    given["date"] = Found("2018-10-01", "meta")
    article = clean(page(f"Judul Lain Sekali di Sini\n12 Mei 2020\nOleh: Rina\n{LEAD}", **given))
    assert {name: getattr(article, name) for name in given} == given


def test_date_in_the_text_is_marked_as_weak() -> None:
    article = clean(page(f"{LEAD[:-1]} (30/9/2018) pukul 10.00 WIB.\n{SECOND}"))
    assert article.date == Found("2018-09-30", "first date in the text")


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Gempa Guncang Palu - Samudra.com", "Gempa Guncang Palu"),
        ("Gempa Guncang Palu | DW", "Gempa Guncang Palu"),
        ("Gempa Guncang Palu – DW – 13.09.2023", "Gempa Guncang Palu"),
        ("Gempa Guncang Palu - Halaman all - Kompas.com", "Gempa Guncang Palu"),
        ("Gempa Guncang Palu : Okezone News", "Gempa Guncang Palu"),
        ("Kim Jong Un - Putin Bertemu", "Kim Jong Un - Putin Bertemu"),
        ("Jalur Solo - Jogja Lumpuh", "Jalur Solo - Jogja Lumpuh"),
        ("Polisi: Pelaku Masih Buron", "Polisi: Pelaku Masih Buron"),
    ],
)
def test_title_loses_the_outlet_and_nothing_else(title: str, expected: str) -> None:
    article = clean(page(LEAD, title=Found(title, "html title")))
    assert article.title == Found(expected, "html title")


def test_dates_of_a_glued_article_are_not_taken() -> None:
    article = clean(
        page("\n".join([LEAD, SECOND, THIRD, "Next Post", "Judul", "14 Sep 2023", LEAD]))
    )
    assert article.date is None


# --- properties ----------------------------------------------------------------------------------

SENTENCES = [
    line[2:] for path in CASES for line in path.read_text().splitlines() if line[:2] == "+ "
]
FURNITURE = [text for rule in load_rules().lines for text in rule.takes] + ["Korut", "Palu", "Tiga"]
PAGES = st.lists(
    st.sampled_from(SENTENCES) | st.sampled_from(FURNITURE) | st.just(""), max_size=25
).map("\n".join)


def check_whole(body: str, article: Article) -> None:
    dropped = {d.line: d.text for d in article.dropped}
    rest = [
        norm(raw) for i, raw in enumerate(body.split("\n"), 1) if norm(raw) and i not in dropped
    ]
    assert "\n".join(rest) == article.text
    assert all(norm(body.split("\n")[i - 1]) == text for i, text in dropped.items())


def check_marks(article: Article) -> None:
    end = 0
    for mark in article.marks:
        assert end <= mark.start < mark.end <= len(article.text)
        span = article.text[mark.start : mark.end]
        assert span == span.strip()
        assert "\n" not in span
        end = mark.end


@settings(deadline=None, max_examples=100)
@given(PAGES)
def test_every_line_is_kept_or_dropped_and_marks_fit(body: str) -> None:
    article = clean(page(body))
    check_whole(body, article)
    check_marks(article)
    assert clean(page(body)) == article


@settings(deadline=None, max_examples=100)
@given(PAGES)
def test_cleaning_again_drops_no_sentence(body: str) -> None:
    first = clean(page(body))
    again = clean(page(first.text))
    lost = [line for line in read_lines(first.text) if line.text not in again.text.split("\n")]
    assert [line.text for line in lost if line.running] == []


@settings(deadline=None, max_examples=100)
@given(st.text(max_size=300) | st.lists(st.text(max_size=40), max_size=20).map("\n".join))
def test_any_text_is_survived(body: str) -> None:
    check_marks(clean(page(body)))


@pytest.mark.timeout(60)
@pytest.mark.parametrize(
    "body",
    [
        "a" * 1_000_000,
        "a. " * 50_000,
        "." * 200_000,
        "\n".join("x" * (i % 7) for i in range(40_000)),
        "\n".join(f"Kata {i} dan kata" for i in range(3_000)),
        "\n".join([LEAD] * 4_000),
        "(" * 100_000 + "\n" + "[Gambas:" * 20_000,
        "Baca juga: " * 50_000,
        "Foto: " * 60 + "\n" + "A-B" * 100_000,
        "- " * 100_000,
        "![](" * 50_000,
        "SCROLL TO CONTINUE" * 20_000,
        "\n".join("Jakarta, " * 30 for _ in range(2_000)),
    ],
    ids=range(13),
)
def test_hostile_input_takes_linear_time(body: str) -> None:
    check_marks(clean(page(body)))


# --- copies --------------------------------------------------------------------------------------

WORDS = [word for text in SENTENCES for word in text.split()]


def article(text: str, path: str = "a.txt", date: str | None = None) -> Article:
    return Article(path=path, text=text, date=Found(date, "given") if date else None)


def story(seed: int, count: int = 200) -> str:
    return " ".join(random.Random(seed).choices(WORDS, k=count))


def test_wire_copy_points_to_the_longest() -> None:
    wire = story(1)
    copy = "JAKARTA – " + wire.rsplit(" ", 20)[0]
    marked = mark_copies([article(copy, "b"), article(story(2), "c"), article(wire, "a")])
    assert [a.path for a in marked] == ["b", "c", "a"]
    assert marked[0].copy_of is marked[2]
    assert [a.copy_of for a in marked[1:]] == [None, None]


def test_equal_length_goes_to_the_earlier_date() -> None:
    late, early = article(story(1), "a", "2023-09-14"), article(story(1), "b", "2023-09-13")
    marked = mark_copies([late, early])
    assert marked[0].copy_of is marked[1]


def test_half_a_story_is_no_copy() -> None:
    assert (
        mark_copies([article(story(1)), article(story(1, 90) + " " + story(3, 90))])[1].copy_of
        is None
    )


def test_short_reports_are_copies_only_if_equal() -> None:
    short = story(1, 30)
    same, longer = mark_copies([article(short, "a"), article(short.upper(), "b")]), story(1)
    assert sorted(a.copy_of is None for a in same) == [False, True]
    assert [a.copy_of for a in mark_copies([article(short), article(longer)])] == [None, None]


def test_empty_articles_are_nobodys_copies() -> None:
    assert [a.copy_of for a in mark_copies([article(""), article("")])] == [None, None]


def test_a_copy_of_a_copy_points_to_the_voice() -> None:
    long, tail = story(1), story(2, 30)
    middle = " ".join(long.split()[45:]) + " " + tail
    short = " ".join(middle.split()[60:])
    marked = mark_copies([article(short, "c"), article(middle, "b"), article(long + " x", "a")])
    assert marked[1].copy_of is marked[2]
    assert marked[0].copy_of is marked[2]


@settings(deadline=None, max_examples=50)
@given(st.lists(st.tuples(st.integers(0, 3), st.integers(30, 120)), max_size=7), st.randoms())
def test_copies_do_not_depend_on_the_order(
    parts: list[tuple[int, int]], rng: random.Random
) -> None:
    articles = [article(story(s, n), f"{i}.txt") for i, (s, n) in enumerate(parts)]
    shuffled = rng.sample(articles, len(articles))
    voices = [
        {a.path: a.copy_of and a.copy_of.path for a in mark_copies(x)} for x in (articles, shuffled)
    ]
    assert voices[0] == voices[1]
    for marked in mark_copies(articles):
        assert marked.copy_of is None or marked.copy_of.copy_of is None
