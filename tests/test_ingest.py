"""Paths, encodings, text and Markdown: what comes in, what is said of the rest."""

import io
import os
import subprocess
import sys
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summarizer.data import Page, Skipped
from summarizer.errors import InputError, UsageError
from summarizer.ingest import SUFFIXES, read_pages
from summarizer.ingest.build import MAX_CHARACTERS
from summarizer.ingest.decode import decode, tidy
from summarizer.ingest.files import MAX_BYTES


def one(path: Path, data: bytes | str) -> Page:
    """Write the file and read it back as the only page."""
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    pages, skipped = read_pages([path])
    assert skipped == []
    assert len(pages) == 1
    return pages[0]


def why(path: Path, data: bytes | str) -> str:
    """Write the file and give the reason why it was skipped."""
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    pages, skipped = read_pages([path])
    assert pages == []
    assert [s.path for s in skipped] == [str(path)]
    return skipped[0].reason


# --- encodings ----------------------------------------------------------------------------------

ENCODED = {
    "plain": (b"Harga naik 5%.", "Harga naik 5%.", ()),
    "utf-8": ("“Naïf” – 5 °C".encode(), "“Naïf” – 5 °C", ()),
    "utf-8 mark": (b"\xef\xbb\xbfHarga", "Harga", ()),
    "utf-16 little mark": ("Harga naïk".encode("utf-16"), "Harga naïk", ()),
    "utf-16 big mark": (b"\xfe\xff" + "Harga".encode("utf-16-be"), "Harga", ()),
    "utf-32 mark": ("Harga".encode("utf-32"), "Harga", ()),
    "utf-16 little bare": ("Harga naïk".encode("utf-16-le"), "Harga naïk", ("UTF-16-LE",)),
    "utf-16 big bare": ("Harga naïk".encode("utf-16-be"), "Harga naïk", ("UTF-16-BE",)),
    "utf-16 odd length": ("Harga".encode("utf-16-le") + b"x", "Harga", ("UTF-16-LE",)),
    "cp1252": (b"\x93Na\xefk\x94 \x96 5 \x80", "“Naïk” – 5 €", ("Windows-1252",)),
    "latin-1": ("Café São".encode("latin-1"), "Café São", ("Windows-1252",)),
    "mixed": ("“Naik” é".encode() + b" \x93turun\x94", "“Naik” é “turun”", ("2 bytes",)),
    "nul": (b"Har\x00ga", "Harga", ("1 control",)),
    "control": (b"\x1b[31mmerah\x07\x08", "[31mmerah", ("3 control",)),
    "surrogate": (b"a\xed\xa0\x80b \xc3\xa9", "ab é", ("1 surrogate",)),
    "mixed surrogate": (b"a\xed\xa0\x80b \xc3\xa9 \x93", "ab é “", ("1 bytes", "1 surrogate")),
    "replaced before": ("kata \ufffd kata".encode(), "kata \ufffd kata", ("U+FFFD",)),
    "line ends": (b"a\r\nb\rc\x0cd\xe2\x80\xa8e\xc2\x85f", "a\nb\nc\nd\ne\nf", ()),
    "not normal": ("cafe\u0301".encode(), "café", ()),
    "wide spaces": ("13\u00a0September\u2009x\u3000y".encode(), "13 September x y", ()),
}


@pytest.mark.parametrize(("data", "text", "notes"), ENCODED.values(), ids=ENCODED)
def test_encodings(tmp_path: Path, data: bytes, text: str, notes: tuple[str, ...]) -> None:
    page = one(tmp_path / "a.txt", data)
    assert page.body == text
    assert len(page.notes) == len(notes)
    assert all(part in note for part, note in zip(notes, page.notes, strict=True))


UNSEEN = {
    "zero width": ("a\u200bb\u200cc\u200dd\ufeffe", "4 invisible"),
    "soft hyphen": ("ber\u00adlari", "1 invisible"),
    "bidi override": ("a\u202eb\u202cc", "2 bidirectional"),
    "bidi isolate": ("a\u2066b\u2069c", "2 bidirectional"),
    "tags": ("a" + "".join(chr(0xE0000 + ord(c)) for c in "ignore") + "b", "6 tag"),
    "variation selectors": ("a\U000e0100b\ufe0f", "1 invisible, 1 tag"),
    "private use": ("a\ue001b", "1 private"),
}


@pytest.mark.parametrize(("text", "count"), UNSEEN.values(), ids=UNSEEN)
def test_unseen_characters_go_and_are_counted(tmp_path: Path, text: str, count: str) -> None:
    page = one(tmp_path / "a.txt", text)
    assert page.body.isascii()
    assert page.body.isalpha()
    assert page.notes == (f"characters removed: {count}",)


@given(
    st.text("abc “”–€ \n", min_size=1, max_size=60).filter(lambda t: t[0] != " "),
    st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-32", "cp1252"]),
)
@settings(deadline=None, max_examples=100)
def test_text_in_a_known_encoding_comes_back(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding))[0] == text


@given(st.text(max_size=200))
@settings(deadline=None, max_examples=100)
def test_tidy_text_is_clean_and_stays_so(text: str) -> None:
    once, gone = tidy(text)
    assert tidy(once) == (once, {})
    assert unicodedata.is_normalized("NFC", once)
    assert all(unicodedata.category(c) not in ("Cc", "Cs", "Co") or c in "\n\t" for c in once)
    assert sum(gone.values()) <= len(text)


# --- nothing in it ------------------------------------------------------------------------------


@pytest.mark.parametrize("data", [b"", b" \n\t\r\n ", b"\xef\xbb\xbf", "\u200b\u00ad".encode()])
@pytest.mark.parametrize("suffix", [s for s in SUFFIXES if s != ".parquet"])
def test_empty_files_are_skipped_by_name(tmp_path: Path, suffix: str, data: bytes) -> None:
    assert "empty" in why(tmp_path / f"a{suffix}", data) or data.strip()


def test_punctuation_is_no_text(tmp_path: Path) -> None:
    assert why(tmp_path / "a.txt", "... *** ---") == "no text in it"


@pytest.mark.parametrize("data", [bytes(range(256)) * 20, b"\x7fELF" + b"\x00\x01\x02" * 100])
def test_binary_data_is_no_text(tmp_path: Path, data: bytes) -> None:
    assert why(tmp_path / "a.txt", data).startswith("not text")


# --- caps ---------------------------------------------------------------------------------------

LONG = {
    "file over the cap": "Kalimat yang biasa. " * (MAX_BYTES // 20 + 10),
    "one line": "kata " * 200_000,
    "short sentences": "a. " * 150_000,
    "dots": "x" + "." * 300_000,
    "split character": "é" * (MAX_BYTES // 2 + 10),
}


@pytest.mark.parametrize("name", LONG)
def test_long_input_is_cut_and_the_cut_is_named(tmp_path: Path, name: str) -> None:
    (tmp_path / "b.txt").write_text("Yang lain tetap dibaca.")
    (tmp_path / "a.txt").write_text(LONG[name])
    pages, skipped = read_pages([tmp_path])
    assert [p.path[-5:] for p in pages] == ["a.txt", "b.txt"]
    assert skipped == []
    assert MAX_CHARACTERS * 0.9 < len(pages[0].body) <= MAX_CHARACTERS
    assert LONG[name].startswith(pages[0].body)
    assert any(note.startswith("cut: the first") for note in pages[0].notes)
    assert any("MB" in note for note in pages[0].notes) == (len(LONG[name].encode()) > MAX_BYTES)


def test_a_cut_ends_with_a_whole_sentence(tmp_path: Path) -> None:
    page = one(tmp_path / "a.txt", "Kalimat yang agak panjang untuk dipotong. " * 6000)
    assert page.body.endswith("dipotong.")


# --- paths --------------------------------------------------------------------------------------


def test_folders_are_read_sorted_and_hidden_files_ignored(tmp_path: Path) -> None:
    for name in ("b.txt", "a.TXT", "sub/c.Md", "sub/.d.txt", ".e/f.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(f"isi {name}")
    pages, skipped = read_pages([f"{tmp_path}/"])
    assert [p.path for p in pages] == [f"{tmp_path}/{n}" for n in ("a.TXT", "b.txt", "sub/c.Md")]
    assert skipped == []


def test_paths_are_as_given_and_in_the_order_given(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "f").mkdir()
    (tmp_path / "f/a.txt").write_text("satu")
    (tmp_path / "b.txt").write_text("dua")
    monkeypatch.chdir(tmp_path)
    pages, _ = read_pages(["./b.txt", "f", Path("b.txt")])
    assert [p.path for p in pages] == ["./b.txt", "f/a.txt", "b.txt"]


def test_other_suffixes_in_a_folder_are_named_once_a_suffix(tmp_path: Path) -> None:
    for name in ("a.txt", "b.jpg", "c.jpg", "d.pdf", "LICENSE"):
        (tmp_path / name).write_text("isi")
    pages, skipped = read_pages([tmp_path])
    assert len(pages) == 1
    assert [(Path(s.path).name, s.reason) for s in skipped] == [
        ("LICENSE", "no suffix is not read"),
        (tmp_path.name, "2 files with suffix .jpg are not read"),
        ("d.pdf", "suffix .pdf is not read"),
    ]


def test_links_are_followed_once(tmp_path: Path) -> None:
    (tmp_path / "f/sub").mkdir(parents=True)
    (tmp_path / "f/sub/a.txt").write_text("isi")
    (tmp_path / "f/loop").symlink_to(tmp_path / "f")
    (tmp_path / "f/sub/up").symlink_to(tmp_path / "f")
    (tmp_path / "f/same.txt").symlink_to(tmp_path / "f/sub/a.txt")
    (tmp_path / "f/broken.txt").symlink_to(tmp_path / "gone.txt")
    pages, skipped = read_pages([tmp_path / "f"])
    assert [Path(p.path).name for p in pages] == ["same.txt", "a.txt"]
    assert [(Path(s.path).name, s.reason) for s in skipped] == [
        ("broken.txt", "cannot be read: No such file or directory")
    ]


def test_names_that_no_terminal_should_be_sent_are_shown_escaped(tmp_path: Path) -> None:
    (tmp_path / "a\x1b[31m\n.txt").write_text("isi")
    Path(os.fsdecode(os.fsencode(tmp_path) + b"/b\xff.txt")).write_text("isi")
    pages, _ = read_pages([tmp_path])
    assert [Path(p.path).name for p in pages] == ["a\\x1b[31m\\n.txt", "b\\xff.txt"]


def test_a_pipe_does_not_block(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.txt")
    (tmp_path / "b.txt").write_text("isi")
    pages, skipped = read_pages([tmp_path])
    assert len(pages) == 1
    assert skipped == [Skipped(f"{tmp_path}/a.txt", "no regular file")]
    with pytest.raises(InputError, match="no regular file"):
        read_pages([tmp_path / "a.txt"])


ERRORS = [
    ("beria.txt", InputError, ["beria.txt", "No such file", "did you mean", "berita.txt"]),
    ("nowhere/else.txt", InputError, ["cannot find", "check the path"]),
    ("", InputError, ["no path"]),
    ("a\0b.txt", InputError, ["cannot find"]),
    ("x" * 300 + ".txt", InputError, ["File name too long"]),
    ("page.htlm", UsageError, [".htlm", "accepted: .txt .md .html", "did you mean .htm"]),
    ("page.pdf", UsageError, [".pdf", "accepted: .txt", "save it as"]),
    ("LICENSE", UsageError, ["suffix is missing", "accepted: .txt"]),
    ("folder", InputError, ["no article in folder", ".jpg", "accepted: .txt"]),
    ("void", InputError, ["no article in folder", "no file"]),
]


@pytest.mark.parametrize(("name", "error", "parts"), ERRORS)
def test_one_line_says_what_is_wrong(
    tmp_path: Path, name: str, error: type[Exception], parts: list[str]
) -> None:
    for made in ("berita.txt", "page.htlm", "page.pdf", "LICENSE", "folder/a.jpg", "void/.a.txt"):
        (tmp_path / made).parent.mkdir(exist_ok=True)
        (tmp_path / made).write_text("isi")
    with pytest.raises(error) as caught:
        read_pages([f"{tmp_path}/{name}" if name else ""])
    message = str(caught.value)
    assert "\n" not in message
    assert [part for part in parts if part not in message] == []


def test_no_path_and_two_standard_inputs_are_refused() -> None:
    with pytest.raises(UsageError, match="no article given"):
        read_pages([])
    with pytest.raises(UsageError, match="twice"):
        read_pages(["-", "-"], stdin=io.BytesIO(b""))


def test_a_file_that_cannot_be_opened_stops_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.txt").write_text("isi")
    (tmp_path / "b.txt").write_text("isi")
    really = Path.open

    def refuse(self: Path, mode: str = "r") -> object:
        if self.name == "a.txt":
            raise PermissionError(13, "Permission denied")
        return really(self, mode)

    monkeypatch.setattr(Path, "open", refuse)
    pages, skipped = read_pages([tmp_path])
    assert [Path(p.path).name for p in pages] == ["b.txt"]
    assert skipped == [Skipped(f"{tmp_path}/a.txt", "cannot be read: Permission denied")]


def test_import_loads_nothing_heavy() -> None:
    code = (
        "import sys, summarizer.ingest, summarizer.language, summarizer.dates;"
        "print([m for m in ('torch', 'datasets', 'pandas', 'trafilatura', 'py3langid', 'lxml',"
        " 'numpy', 'markdown_it') if m in sys.modules])"
    )
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert out.stdout.strip() == "[]"


@given(st.binary(max_size=400))
@settings(deadline=None, max_examples=100)
def test_any_bytes_give_a_page_or_a_reason(
    tmp_path_factory: pytest.TempPathFactory, data: bytes
) -> None:
    path = tmp_path_factory.getbasetemp() / "any.txt"
    path.write_bytes(data)
    pages, skipped = read_pages([path])
    assert len(pages) + len(skipped) == 1
    for page in pages:  # a lost character is never silent
        assert "\ufffd" not in page.body or any("U+FFFD" in note for note in page.notes)
