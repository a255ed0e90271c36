"""Markdown and HTML: the words of the article stay, hidden text and marks go."""

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summarizer.data import Found, Page
from summarizer.ingest import read_pages


def one(path: Path, data: bytes | str) -> Page:
    """Write the file and read it back as the only page."""
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    pages, skipped = read_pages([path])
    assert skipped == []
    assert len(pages) == 1
    return pages[0]


# --- Markdown -----------------------------------------------------------------------------------

MARKDOWN = """---
title: "Gempa di Palu: 'terkini'"
tanggal: Jumat, 28 September 2018 18.02 WITA
sumber: Harian Fajar
url: https://fajar.example/a
draft: true
---
# Gempa *mengguncang* Palu

Warga **berlarian** ke [lapangan](https://x.example/l "judul") pada
sore hari. ![foto warga](a.png) Harga 5 \\* 3 &amp; 2 < 4.

- Palu: 5_000 rumah
1. Donggala

> Kutipan warga.

Baris satu\\
baris dua <b style="display: none">RAHASIA</b>snake_case_kata

| Desa | Rusak |
|------|-------|
| Mekar | 4 |
"""


def test_markdown_keeps_the_words_and_drops_the_marks(tmp_path: Path) -> None:
    page = one(tmp_path / "a.md", MARKDOWN)
    assert page.body.split("\n") == [
        "Gempa mengguncang Palu",
        "Warga berlarian ke lapangan pada sore hari. Harga 5 * 3 & 2 < 4.",
        "- Palu: 5_000 rumah",
        "- Donggala",
        "Kutipan warga.",
        "Baris satu",
        "baris dua snake_case_kata",
        "Desa | Rusak",
        "Mekar | 4",
    ]
    assert page.title == Found("Gempa di Palu: 'terkini'", "front matter title")
    assert page.outlet == Found("Harian Fajar", "front matter sumber")
    assert page.date == Found("2018-09-28T18:02+08:00", "front matter tanggal")
    assert page.address == Found("https://fajar.example/a", "front matter url")
    assert page.author is None
    assert page.notes == ("hidden elements removed: 1",)


def test_markdown_without_front_matter_is_titled_by_its_heading(tmp_path: Path) -> None:
    page = one(tmp_path / "a.md", "---\n\nPembuka.\n\n---\n\nJudul *besar*\n===\n\nIsi.\n")
    assert page.title == Found("Judul besar", "first heading")
    assert page.body == "Pembuka.\nJudul besar\nIsi."


@pytest.mark.parametrize("unit", ["[", "![", "> ", "*a **b ", "`", "<div>", "---\n", "\\", "- "])
def test_hostile_markdown_ends(tmp_path: Path, unit: str) -> None:
    assert "akhir" in one(tmp_path / "a.md", unit * 5_000 + "\n\nakhir\n").body


# --- HTML ---------------------------------------------------------------------------------------

LD = {
    "@context": "https://schema.org",
    "@graph": [
        {"@type": "WebPage", "name": "Bukan ini"},
        {
            "@type": "NewsArticle",
            "headline": "Gempa &quot;Kota Baru&quot;",
            "datePublished": "2024-02-03T14:30:00+07:00",
            "author": [{"@type": "Person", "name": "Siti"}, {"@type": "Person", "name": "Budi"}],
            "publisher": {"@type": "Organization", "name": "Harian Fajar"},
            "mainEntityOfPage": {"@id": "https://fajar.example/gempa"},
        },
    ],
}

ARTICLE = """
<p><strong>KOTA BARU</strong> – Gempa bermagnitudo 6,1 mengguncang Kota Baru pada Sabtu pagi.</p>
<p>Kepala badan bencana, Ahmad Fauzi, mengatakan 12 rumah rusak berat di tiga kecamatan.</p>
<p>Baca juga: <a href="/lain">Gempa Susulan Terasa</a></p>
<ul><li>Kecamatan Utara: 5 rumah</li><li>Kecamatan Selatan: 7 rumah</li></ul>
<p>Hingga siang ini <a href="javascript:alert(1)">belum ada</a> korban jiwa.<br>Warga tenang.</p>
<blockquote><p>"Kami tidur di tenda," ujar Rina, seorang warga kecamatan itu.</p></blockquote>
<table><tr><th>Desa</th><th>Rusak</th></tr><tr><td>Mekar</td><td>4</td></tr></table>
"""

LINES = [
    "KOTA BARU – Gempa bermagnitudo 6,1 mengguncang Kota Baru pada Sabtu pagi.",
    "Kepala badan bencana, Ahmad Fauzi, mengatakan 12 rumah rusak berat di tiga kecamatan.",
    "Baca juga: Gempa Susulan Terasa",
    "- Kecamatan Utara: 5 rumah",
    "- Kecamatan Selatan: 7 rumah",
    "Hingga siang ini belum ada korban jiwa.",
    "Warga tenang.",
    '"Kami tidur di tenda," ujar Rina, seorang warga kecamatan itu.',
    "Desa | Rusak",
    "Mekar | 4",
]

PAGE = """<!DOCTYPE html><html lang="id"><head>{head}<style>p{{color:red}}</style></head><body>
<header><nav><ul><li><a href="/">Beranda</a></li><li><a href="/n">Nasional</a></li></ul></nav>
</header><main><article>{article}</article>
<aside><h3>Terpopuler</h3><ul><li><a href="/1">Harga beras naik lagi</a></li></ul></aside></main>
<footer>Hak cipta Harian Fajar</footer><script>var x = "skrip";</script></body></html>"""


def page(head: str = "", article: str = ARTICLE) -> str:
    return PAGE.format(head=head, article=article)


@pytest.mark.parametrize("suffix", [".html", ".HTM"])
def test_the_article_is_taken_and_its_frame_left(tmp_path: Path, suffix: str) -> None:
    read = one(tmp_path / f"a{suffix}", page())
    assert read.body.split("\n") == LINES
    assert read.notes == ()


def test_a_page_given_twice_is_read_twice_alike(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(page())
    pages, _ = read_pages([tmp_path / "a.html", tmp_path / "a.html"])
    assert len(pages) == 2
    assert pages[0] == pages[1]


META = {
    "json-ld": (
        f'<script type="application/ld+json">{json.dumps(LD)}</script>',
        ('Gempa "Kota Baru"', "json-ld headline"),
        ("Harian Fajar", "json-ld publisher"),
        ("2024-02-03T14:30+07:00", "json-ld datePublished"),
        ("Siti, Budi", "json-ld author"),
        ("https://fajar.example/gempa", "json-ld mainEntityOfPage"),
    ),
    "meta": (
        '<meta property="og:title" content="Gempa"><meta property="og:site_name" content="Fajar">'
        '<meta property="article:published_time" content="2024-02-03T14:30:00Z">'
        '<meta name="author" content="Siti"><link rel="canonical" href="https://f.example/a">',
        ("Gempa", "meta og:title"),
        ("Fajar", "meta og:site_name"),
        ("2024-02-03T14:30+00:00", "meta article:published_time"),
        ("Siti", "meta author"),
        ("https://f.example/a", "link canonical"),
    ),
    "elements": (
        '<title>Gempa di Palu - Fajar.com</title><link rel="canonical" href="https://www.fajar.com/a">'
        '<time datetime="2024-02-03">kemarin</time>',
        ("Gempa di Palu", "html title"),
        ("fajar.com", "host of link canonical"),
        ("2024-02-03", "time datetime"),
        None,
        ("https://www.fajar.com/a", "link canonical"),
    ),
    "passed over": (
        '<script type="application/ld+json">{"@type": "Article", "headline": "x",</script>'
        '<meta name="author" content="https://f.example/siti"><meta name="date" content="tadi">'
        '<link rel="canonical" href="javascript:alert(1)"><meta property="og:url" content="/a">',
        None,
        None,
        None,
        None,
        None,
    ),
}


@pytest.mark.parametrize("name", META)
def test_metadata_is_found_and_says_where(tmp_path: Path, name: str) -> None:
    head, *expected = META[name]
    read = one(tmp_path / "a.html", page(head))
    found = [read.title, read.outlet, read.date, read.author, read.address]
    assert found == [Found(*pair) if pair else None for pair in expected]


HIDDEN = {
    "display": '<div style="color:red; Display : NONE">RAHASIA</div>',
    "visibility": "<p style='visibility:hidden'>RAHASIA</p>",
    "comment in style": '<p style="display:/**/none">RAHASIA</p>',
    "attribute": "<section hidden><p>RAHASIA</p></section>",
    "aria": '<p aria-hidden="true">RAHASIA</p>',
    "template": "<template><p>RAHASIA</p></template>",
    "inside a word": '<p>Kata<span hidden=""> RAHASIA</span> biasa di akhir kalimat ini.</p>',
}


@pytest.mark.parametrize("name", HIDDEN)
def test_hidden_text_goes_and_is_counted(tmp_path: Path, name: str) -> None:
    read = one(tmp_path / "a.html", page(article=HIDDEN[name] + ARTICLE))
    assert "RAHASIA" not in read.body
    assert [line for line in LINES if line not in read.body] == []
    assert read.notes == ("hidden elements removed: 1",)


NOT_COUNTED = {
    "noscript": "<noscript>Aktifkan JavaScript</noscript>",
    "style": "<style>.a{}</style>",
    "comment": "<!-- Aktifkan -->",
    "empty": "<div hidden></div>",
}


@pytest.mark.parametrize("name", NOT_COUNTED)
def test_what_hides_no_words_is_no_news(tmp_path: Path, name: str) -> None:
    read = one(tmp_path / "a.html", page(article=NOT_COUNTED[name] + ARTICLE))
    assert read.notes == ()
    assert read.body.split("\n") == LINES


def test_a_page_hidden_until_its_script_runs_is_read(tmp_path: Path) -> None:
    source = page().replace("<body>", '<body style="visibility:hidden">')
    assert LINES[1] in one(tmp_path / "a.html", source).body


def test_a_page_of_hidden_text_only_is_skipped_with_the_reason(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text("<body><div hidden>RAHASIA</div></body>")
    pages, skipped = read_pages([tmp_path / "a.html"])
    assert pages == []
    assert skipped[0].reason == "no text in it; hidden elements removed: 1"


def test_invisible_characters_are_counted_written_either_way(tmp_path: Path) -> None:
    first = "<p>Ka\u200bta&#8203; &#x202E;biasa di awal berita ini, kata warga.</p>"
    read = one(tmp_path / "a.html", page(article=first + ARTICLE))
    assert read.body.split("\n") == ["Kata biasa di awal berita ini, kata warga.", *LINES]
    assert read.notes == ("characters removed: 1 bidirectional, 2 invisible",)


CHARSETS = {
    "gbk": ('<meta charset="gbk">', "gbk", "印尼总统星期三在雅加达会见了来访的日本首相。"),
    "http-equiv": (
        '<meta http-equiv="Content-Type" content="text/html; charset=iso-8859-2">',
        "iso8859-2",
        "Lech Wałęsa tiba di Jakarta pada hari Rabu.",
    ),
    "false": ('<meta charset="gbk">', "utf-8", "Harga “naïf” tiba di Jakarta."),
    "latin-1": ('<meta charset="iso-8859-1">', "cp1252", "Harga “naïf” tiba di Jakarta."),
    "unknown": ('<meta charset="rot13">', "cp1252", "Harga “naïf” tiba di Jakarta."),
    "xml": ("<?xml version='1.0' encoding='utf-8'?>", "utf-8", "Harga “naïf” tiba di Jakarta."),
}


@pytest.mark.parametrize("name", CHARSETS)
def test_declared_charsets(tmp_path: Path, name: str) -> None:
    head, encoding, text = CHARSETS[name]
    read = one(tmp_path / "a.html", f"{head}<body><p>{text}</p></body>".encode(encoding))
    assert read.body == text
    assert bool(read.notes) == (encoding != "utf-8")


def test_pages_without_paragraphs_or_with_few_words_are_read(tmp_path: Path) -> None:
    assert one(tmp_path / "a.html", "Hujan turun.<br>Jalan licin.").body.split("\n") == [
        "Hujan turun.",
        "Jalan licin.",
    ]
    assert one(tmp_path / "b.html", "<p>Hujan <b>turun</b> lagi").body == "Hujan turun lagi"


DEEP = 100_000
HOSTILE = {
    "nested blocks": "<div>" * DEEP + "dalam" + "</div>" * DEEP,
    "nested unclosed": "<b>" * DEEP + "dalam",
    "attributes": f"<p {' '.join(f'a{i}=1' for i in range(20_000))}>dalam</p>",
    "open brackets": "dalam" + "<" * DEEP,
    "elements": "<p>a. </p>" * 60_000,
    "json-ld": f'<script type="application/ld+json">{"[" * DEEP}</script>',
    "table bars": "<p>" + "-" * 50_000 + "</p><p>" + "| " * 50_000,
    "white space": "<p>dalam" + " \n" * DEEP + "dalam</p>",
}


@pytest.mark.parametrize("name", HOSTILE)
@pytest.mark.timeout(60)
def test_hostile_pages_are_read_in_linear_time(tmp_path: Path, name: str) -> None:
    source = f"<title>Judul</title><body><p>Awal kalimat.</p>{HOSTILE[name]}"
    read = one(tmp_path / "a.html", source)
    assert read.body.startswith("Awal kalimat.")
    assert read.title == Found("Judul", "html title")


def test_a_page_too_deep_loses_its_layout_only(tmp_path: Path) -> None:
    hidden = '<p style="display:none">RAHASIA<p>RAHASIA</p>x</p><p title="a hidden b">Tampak.</p>'
    read = one(tmp_path / "a.html", page(article="<div>" * 1000 + hidden + ARTICLE))
    assert "Tampak." in read.body
    assert [line for line in LINES if line not in read.body] == []
    assert "RAHASIA" not in read.body
    assert "Terpopuler" not in read.body
    assert "skrip" not in read.body
    assert "too deep" in read.notes[0]
    assert read.notes[1] == "hidden elements removed: 1"


BITS = st.sampled_from(
    ["<p>", "</p>", "<div hidden>", "</div>", "<!--", "-->", "<script>", "</script>", "<a href='",
     '"', "'", ">", "<", "&#0;", "&#x202e;", "&amp;", "kata ", "\n", "\x00", "<pre>", "<td>",
     "<title>", '<meta charset="', "<svg>", "<![CDATA[", "]]>", "<?xml ", "# ", "| ", "[", "]("]
)  # fmt: skip


@given(st.lists(BITS, max_size=30).map("".join) | st.binary(max_size=200))
@settings(deadline=None, max_examples=100)
@pytest.mark.parametrize("suffix", [".html", ".md"])
def test_any_soup_gives_a_page_or_a_reason(
    tmp_path_factory: pytest.TempPathFactory, suffix: str, data: bytes | str
) -> None:
    path = tmp_path_factory.getbasetemp() / f"any{suffix}"
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    pages, skipped = read_pages([path])
    assert len(pages) + len(skipped) == 1
    for read in pages:  # a lost character is never silent
        assert "\ufffd" not in read.body or any("U+FFFD" in note for note in read.notes)
        assert "\u202e" not in read.body
