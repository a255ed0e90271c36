"""JSON, JSON Lines, CSV and Parquet: columns by name, bad rows by number."""

import datetime
import io
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summarizer.data import Found, Page, Skipped
from summarizer.errors import InputError, UsageError
from summarizer.ingest import Columns, read_pages
from summarizer.ingest.files import MAX_BYTES

ROWS = [
    {
        "judul": "Gempa",
        "isi": "Gempa mengguncang,\n\"keras\", kata Ahmad; warga 'lari'.",
        "sumber": "Harian Fajar",
        "tanggal": "Rabu, 13 September 2023, 14:30 WIB",
        "penulis": "Siti",
        "link": "https://fajar.example/a",
    },
    {
        "judul": "Banjir",
        "isi": "NA",
        "sumber": "",
        "tanggal": "entah",
        "penulis": "",
        "link": "javascript:alert(1)",
    },
]


def lines(rows: list[Any]) -> str:
    return "".join(json.dumps(row) + "\n" for row in rows)


def csv_text(separator: str, end: str = "\n") -> str:
    def cell(value: str) -> str:
        return '"' + value.replace('"', '""') + '"'

    records = [list(ROWS[0]), *([cell(v) for v in row.values()] for row in ROWS)]
    return "".join(separator.join(record) + end for record in records)


def write(path: Path, rows: list[dict[str, Any]], how: str) -> Path:
    if path.suffix == ".parquet":
        pq.write_table(pa.Table.from_pylist(rows), path)
    elif path.suffix == ".csv":
        path.write_text(csv_text(*how))
    else:
        path.write_text({"lines": lines(rows), "list": json.dumps(rows)}.get(how) or how)
    return path


TABLES = {
    "json lines": ("a.jsonl", "lines"),
    "json list": ("a.json", "list"),
    "json data": ("a.json", json.dumps({"version": 1, "data": ROWS})),
    "csv": ("a.csv", [","]),
    "csv semicolon": ("a.csv", [";"]),
    "csv tab, other line ends": ("a.CSV".lower(), ["\t", "\r\n"]),
    "parquet": ("a.parquet", ""),
}


@pytest.mark.parametrize(("name", "how"), TABLES.values(), ids=TABLES)
def test_every_table_gives_the_same_pages(tmp_path: Path, name: str, how: Any) -> None:
    path = str(write(tmp_path / name, ROWS, how))
    pages, skipped = read_pages([path])
    assert skipped == []
    assert pages == [
        Page(
            path=path,
            body=ROWS[0]["isi"],
            row=1,
            title=Found("Gempa", "column judul"),
            outlet=Found("Harian Fajar", "column sumber"),
            date=Found("2023-09-13T14:30+07:00", "column tanggal"),
            author=Found("Siti", "column penulis"),
            address=Found("https://fajar.example/a", "column link"),
        ),
        Page(
            path=path,
            body="NA",
            row=2,
            title=Found("Banjir", "column judul"),
            notes=(
                "date not understood: 'entah' (column tanggal)",
                "address is no http address: 'javascript:alert(1)' (column link)",
            ),
        ),
    ]


def test_one_json_object_is_one_article_without_a_row(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text(json.dumps({"Body": "Isi berita.", "Author": ["A", "B", 3]}))
    (page,), _ = read_pages([tmp_path / "a.json"])
    assert (page.body, page.row, page.author) == (
        "Isi berita.",
        None,
        Found("A, B", "column Author"),
    )


def test_json_lines_on_standard_input(tmp_path: Path) -> None:
    stdin = io.BytesIO(b"\xef\xbb\xbf" + lines(ROWS).encode())
    pages, _ = read_pages(["-"], stdin=stdin)
    assert [(p.path, p.row, p.body) for p in pages] == [
        ("-", 1, ROWS[0]["isi"]),
        ("-", 2, "NA"),
    ]


def test_dates_of_a_typed_column_are_read(tmp_path: Path) -> None:
    zone = datetime.timezone(datetime.timedelta(hours=7))
    moment = datetime.datetime(2023, 9, 13, 14, 30, tzinfo=zone)
    rows = [{"text": "Isi.", "date": moment, "picture": b"\x00" * 1000, "year": 2023}]
    (page,), _ = read_pages([write(tmp_path / "a.parquet", rows, "")])
    assert page.date == Found("2023-09-13T14:30+07:00", "column date")


BAD = {
    "json lines": (
        "a.jsonl",
        '{"text": "satu"}\n\nrusak {\n{"text": 5}\n{"title": "x"}\n[1]\n{"text": " "}\n'
        '{"text": "dua"}',
        [1, 8],
        {3: "no JSON", 4: "holds int", 5: "no text in column", 6: "no object", 7: "empty"},
    ),
    "json": (
        "a.json",
        '[{"text": "satu"}, null, {"text": null}, {"text": ["a"]}, {"text": "\\ud800 dua"}]',
        [1, 5],
        {2: "not an object", 3: "no text in column 'text'", 4: "holds list"},
    ),
    "csv": (
        "a.csv",
        'title,text\na,satu\nb,"x, y",z\n\nc\nd, \ne,dua,,\n',
        [1, 5],
        {2: "3 cells where the header has 2", 3: "no text in column", 4: "empty"},
    ),
    "csv with an open quotation mark": (
        "a.csv",
        'title,text\na,satu\nb,"dua\nc,tiga\n',
        [1, 2],
        {},
    ),
}


@pytest.mark.parametrize("name", BAD)
def test_bad_rows_are_skipped_by_number_and_the_others_read(tmp_path: Path, name: str) -> None:
    file, text, good, bad = BAD[name]
    (tmp_path / file).write_text(text)
    pages, skipped = read_pages([tmp_path / file])
    assert [page.row for page in pages] == good
    assert {s.row for s in skipped} == set(bad)
    assert [s for s in skipped if bad[s.row] not in s.reason] == []


def test_surrogates_in_json_are_removed_and_counted(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text('{"text": "satu \\ud800dua \\ud83d\\ude00"}')
    (page,), _ = read_pages([tmp_path / "a.json"])
    assert page.body == "satu dua 😀"
    assert page.notes == ("characters removed: 1 surrogate",)


BROKEN = {
    "not json": ("a.json", b'{"text": ', "no JSON"),
    "deep json": ("a.json", b"[" * 100_000, "no JSON"),
    "a number": ("a.json", b"5", "neither an object nor a list"),
    "empty list": ("a.json", b"[]", "empty"),
    "header only": ("a.csv", b"text,title\n", "empty"),
    "not parquet": ("a.parquet", b"PAR1 kata PAR1", "no Parquet file"),
    "empty parquet": ("a.parquet", b"", "no Parquet file"),
    "binary csv": ("a.csv", bytes(range(256)) * 9, "not text"),
}


@pytest.mark.parametrize(("name", "data", "reason"), BROKEN.values(), ids=BROKEN)
def test_broken_files_are_skipped_with_the_reason(
    tmp_path: Path, name: str, data: bytes, reason: str
) -> None:
    (tmp_path / name).write_bytes(data)
    pages, skipped = read_pages([tmp_path / name])
    assert pages == []
    assert len(skipped) == 1
    assert reason in skipped[0].reason
    assert "\n" not in skipped[0].reason


def test_named_columns_win_over_usual_names(tmp_path: Path) -> None:
    rows = [{"text": "kode", "article_text_id": "Isi.", "title": "x", "kepala": "Judul"}]
    path = write(tmp_path / "a.parquet", rows, "")
    (page,), _ = read_pages([path], Columns(text="article_text_id", title="kepala"))
    assert (page.body, page.title) == ("Isi.", Found("Judul", "column kepala"))


COLUMN_ERRORS = [
    ({"text": "isi_brita"}, {"isi_berita": "x"}, UsageError, ["'isi_brita'", "'isi_berita'?"]),
    ({"title": "tajuk"}, {"text": "x", "kepala": "y"}, UsageError, ["it has: text, kepala"]),
    ({}, {"nama": "x", "umur": 5}, InputError, ["it has: nama, umur", "--text-column"]),
    ({}, {"x" * 300: "y"}, InputError, ["x" * 40 + "..."]),
]  # fmt: skip


@pytest.mark.parametrize("suffix", [".json", ".jsonl", ".parquet"])
@pytest.mark.parametrize(("wanted", "row", "error", "parts"), COLUMN_ERRORS)
def test_a_column_that_is_not_there_is_named_with_the_nearest(
    tmp_path: Path,
    suffix: str,
    wanted: dict[str, str],
    row: dict[str, Any],
    error: type[Exception],
    parts: list[str],
) -> None:
    path = write(tmp_path / f"a{suffix}", [row], "lines" if suffix == ".jsonl" else "list")
    with pytest.raises(error) as caught:
        read_pages([path], Columns(**wanted))
    assert [part for part in parts if part not in str(caught.value)] == []
    assert "\n" not in str(caught.value)


def test_a_folder_survives_a_table_of_something_else(tmp_path: Path) -> None:
    (tmp_path / "settings.json").write_text('{"theme": "dark"}')
    with pytest.raises(InputError, match="theme"):
        read_pages([tmp_path])
    (tmp_path / "berita.txt").write_text("Isi.")
    pages, skipped = read_pages([tmp_path])
    assert [page.body for page in pages] == ["Isi."]
    assert [Path(s.path).name for s in skipped] == ["settings.json"]


LARGE = "Kalimat yang biasa. " * 5000


@pytest.mark.parametrize("name", ["a.jsonl", "a.csv", "a.parquet", "a.json"])
def test_what_is_beyond_the_cap_of_a_file_is_named(tmp_path: Path, name: str) -> None:
    count = MAX_BYTES // len(LARGE) + 10
    if name == "a.csv":
        (tmp_path / name).write_text("text\n" + f"{LARGE}\n" * count)
    else:
        write(tmp_path / name, [{"text": f"{i} {LARGE}"} for i in range(count)],
              "lines" if name == "a.jsonl" else "list")  # fmt: skip
    pages, skipped = read_pages([tmp_path / name])
    assert len(skipped) == 1
    if name == "a.json":
        assert pages == []
        assert skipped[0].reason.startswith("larger than")
    else:
        assert count - 15 < len(pages) < count - 5
        assert skipped[0].row == len(pages) + 1


def test_parquet_is_read_offline_in_silence_and_leaves_no_file(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    write(tmp_path / "in/a.parquet", ROWS, "")
    (tmp_path / "in/b.parquet").write_bytes(b"PAR1xxxxPAR1")
    code = (
        "import socket, sys\n"
        "def refuse(*a): raise SystemExit('network')\n"
        "socket.socket.connect = socket.getaddrinfo = refuse\n"
        "from summarizer.ingest import read_pages\n"
        "print(len(read_pages([sys.argv[1]])[0]))\n"
    )
    home = tmp_path / "home"
    home.mkdir()
    out = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path / "in")],
        capture_output=True,
        text=True,
        env={"HOME": str(home), "PYTHONPATH": ":".join(sys.path), "TMPDIR": str(tmp_path)},
    )
    assert (out.stdout, out.stderr) == ("2\n", "")
    assert sorted(p.name for p in tmp_path.iterdir()) == ["home", "in"]
    assert list(home.rglob("*")) == []


JSONISH = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["text", "date", "url", "author", "data", "x"]), inner)
    ),
    max_leaves=12,
)


@given(JSONISH)
@settings(deadline=None, max_examples=100)
@pytest.mark.parametrize("suffix", [".json", ".jsonl"])
def test_any_json_gives_pages_reasons_or_one_error(
    tmp_path_factory: pytest.TempPathFactory, suffix: str, value: Any
) -> None:
    path = tmp_path_factory.getbasetemp() / f"any{suffix}"
    path.write_text(json.dumps(value))
    try:
        pages, skipped = read_pages([path])
    except InputError:
        return
    assert pages or skipped
    assert all(page.body.strip() for page in pages)


@given(st.binary(max_size=200) | st.text('a,;"\n\r\t|\0text', max_size=60).map(str.encode))
@settings(deadline=None, max_examples=100)
@pytest.mark.parametrize("suffix", [".json", ".jsonl", ".csv", ".parquet"])
def test_any_bytes_give_pages_reasons_or_one_error(
    tmp_path_factory: pytest.TempPathFactory, suffix: str, data: bytes
) -> None:
    path = tmp_path_factory.getbasetemp() / f"any{suffix}"
    path.write_bytes(data)
    try:
        pages, skipped = read_pages([path])
    except InputError:
        return
    assert all(isinstance(s, Skipped) and s.path == str(path) for s in skipped)
    assert pages or skipped
