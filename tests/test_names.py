"""summarizer.names: golden tables, properties, and faults of glossary files."""

import tomllib
from importlib.resources import files
from itertools import pairwise
from pathlib import Path

import name_cases as cases
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summarizer.errors import InputError, SummarizerError, UsageError
from summarizer.names import (
    Glossary,
    Term,
    builtin_glossary,
    invented,
    lost,
    meaning,
    names,
    read_glossary,
    usual,
)

TEXTS = st.one_of(
    st.text(max_size=80),
    st.lists(
        st.sampled_from(
            ["Putin", "AS", "di", "Korea", "Utara", "U.S.", "-", "'s", ".", "al-", "Rp50", "kata"]
        ),
        max_size=12,
    ).map(" ".join),
)


@pytest.mark.parametrize(("text", "expected"), cases.INDONESIAN)
def test_names_of_indonesian(text: str, expected: list[str]) -> None:
    assert [name.text for name in names(text, "id")] == expected


@pytest.mark.parametrize(("text", "expected"), cases.ENGLISH)
def test_names_of_english(text: str, expected: list[str]) -> None:
    assert [name.text for name in names(text, "en")] == expected


@pytest.mark.parametrize(("text", "language", "expected"), cases.KINDS)
def test_kinds(text: str, language: str, expected: list[str]) -> None:
    assert [name.kind for name in names(text, language)] == expected


@pytest.mark.parametrize(("indonesian", "english", "gone", "new"), cases.PAIRS)
def test_pairs(indonesian: str, english: str, gone: list[str], new: list[str]) -> None:
    assert lost(indonesian, english) == gone
    assert invented(indonesian, english) == new


@pytest.mark.parametrize(("name", "expected"), cases.USUAL)
def test_usual_form(name: str, expected: str) -> None:
    assert usual(name) == expected


@pytest.mark.parametrize(("acronym", "expected"), cases.MEANINGS)
def test_meaning_of_an_acronym(acronym: str, expected: str) -> None:
    assert meaning(acronym) == expected


def test_english_evidence_is_compared_as_english() -> None:
    evidence = "South Korean officials met Lee in Seoul."
    assert invented(evidence, "Officials of South Korea met Lee.", "en") == []
    assert invented(evidence, "Officials of North Korea met Choi.", "en") == ["North Korea", "Choi"]


@given(TEXTS, st.sampled_from(["id", "en"]))
@settings(deadline=None, max_examples=60)
def test_names_lie_in_the_text_in_order(text: str, language: str) -> None:
    found = names(text, language)
    assert all(text[name.start : name.end] == name.text != "" for name in found)
    assert all(one.end <= other.start for one, other in pairwise(found))


@given(TEXTS)
@settings(deadline=None, max_examples=60)
def test_a_text_carries_its_own_names(text: str) -> None:
    assert invented(text, text, "en") == []


@given(TEXTS, TEXTS)
@settings(deadline=None, max_examples=60)
def test_what_is_reported_stands_in_the_text(indonesian: str, english: str) -> None:
    letters = str.maketrans("", "", ".'’`‘")
    for name in lost(indonesian, english):
        assert name.translate(letters) in indonesian.translate(letters)
    for name in invented(indonesian, english):
        assert name.translate(letters) in english.translate(letters)


def test_a_line_of_many_thousand_words_is_read() -> None:
    line = "Putin dan Kim Jong Un bertemu di Rusia. " * 1000
    assert len(names(line, "id")) == 3000
    assert lost(line, "Putin and Kim Jong Un met. " * 1000) == ["Rusia"]


def test_the_table_gives_every_form_a_place() -> None:
    data = tomllib.loads(files("summarizer").joinpath("lang/names.toml").read_text("utf-8"))
    rows = [
        (key, value)
        for section in ("place", "institution", "people", "rank", "common")
        for key, value in data[section].items()
    ]
    assert len(rows) > 900
    for key, value in rows:
        forms = [*key.split("|"), *value.split("|")]
        assert all(form == form.strip() != "" for form in forms), key
        assert len(set(value.split("|"))) == len(value.split("|")), key


CSV = "indonesian,english\nKemenkeu,Ministry of Finance|Finance Ministry\nwayang,\n"
TOML = '[terms]\n"Kemenkeu" = ["Ministry of Finance", "Finance Ministry"]\n"wayang" = ""\n'
READ = Glossary(
    (Term("Kemenkeu", ("Ministry of Finance", "Finance Ministry")), Term("wayang")),
)


def write(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("terms.csv", CSV),
        ("terms.CSV", CSV),
        ("terms.csv", "\ufeff" + CSV.replace("\n", "\r\n")),
        ("terms.csv", CSV + "\n,\n"),
        ("terms.toml", TOML),
        ("terms.toml", TOML.replace("[terms]", "")),
    ],
)
def test_glossary_is_read(tmp_path: Path, name: str, text: str) -> None:
    assert read_glossary(write(tmp_path, name, text)) == READ


@pytest.mark.parametrize(
    ("name", "text", "error", "says"),
    [
        ("terms.txt", CSV, UsageError, ".csv and .toml"),
        ("terms.csv", "", UsageError, "indonesian,english"),
        ("terms.csv", "english,indonesian\nx,y\n", UsageError, "indonesian,english"),
        ("terms.csv", "indonesian,english\n", UsageError, "no term"),
        ("terms.csv", "indonesian,english\n,Finance\n", UsageError, "row 2"),
        ("terms.csv", "indonesian,english\na,b,c\n", UsageError, "row 2"),
        ("terms.csv", "indonesian,english\na,b\na,c\n", UsageError, "second English"),
        ("terms.csv", 'indonesian,english\n"a"x,b\n', InputError, "not CSV"),
        ("terms.toml", "a = ", InputError, "not TOML"),
        ("terms.toml", "a = 3\n", UsageError, "'a'"),
        ("terms.toml", "a = [3]\n", UsageError, "'a'"),
        ("terms.toml", "", UsageError, "no term"),
    ],
)
def test_glossary_faults_are_one_line(
    tmp_path: Path, name: str, text: str, error: type[SummarizerError], says: str
) -> None:
    with pytest.raises(error) as caught:
        read_glossary(write(tmp_path, name, text))
    assert says in str(caught.value)
    assert "\n" not in str(caught.value)
    assert name in str(caught.value)


def test_glossary_that_cannot_be_read(tmp_path: Path) -> None:
    latin = tmp_path / "latin.csv"
    latin.write_bytes("indonesian,english\ncafé,x\n".encode("latin-1"))
    for path, says in [
        (tmp_path / "absent.csv", "No such file"),
        (latin, "UTF-8"),
        (Path("nul\0.csv"), "cannot be read"),
    ]:
        with pytest.raises(InputError, match=says):
            read_glossary(path)


@pytest.mark.parametrize(
    ("indonesian", "english", "missing"),
    [
        ("Kemenkeu menolak.", "The Finance Ministry refused.", []),
        ("Kemenkeu menolak.", "The finance ministry refused.", []),
        ("Kemenkeu menolak.", "The Treasury refused.", ["Kemenkeu"]),
        ("Pertunjukan wayang itu.", "The wayang show.", []),
        ("Pertunjukan Wayang itu.", "The puppet show.", ["wayang"]),
        ("Wayangnya bagus.", "The puppets are good.", ["wayang"]),
        ("kemenkeu-an", "anything", []),
        ("Subkemenkeu menolak.", "It refused.", []),
    ],
)
def test_glossary_tells_what_is_missing(indonesian: str, english: str, missing: list[str]) -> None:
    assert READ.missing(indonesian, english) == missing


def test_the_longer_term_of_a_glossary_counts() -> None:
    glossary = Glossary((Term("hutan", ("forest",)), Term("hutan lindung", ("protected area",))))
    assert glossary.missing("Di hutan lindung.", "In the protected area.") == []
    assert glossary.missing("Di hutan.", "In the protected area.") == ["hutan"]


def test_builtin_glossary_knows_institutions_and_ranks() -> None:
    builtin = builtin_glossary()
    assert builtin.missing("Brigjen Sutarto dari Polri.", "Brig. Gen. Sutarto of the police.") == []
    assert builtin.missing("Kata Basarnas.", "A football club said.") == ["Basarnas"]
