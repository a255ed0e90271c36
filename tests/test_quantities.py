"""Typed values of both languages, and the comparison that guards a translation."""

import datetime
import time
import tomllib
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summarizer.quantities import Value, mismatches, values

HERE = Path(__file__).parent
CASES = tomllib.loads((HERE / "quantity_cases.toml").read_text(encoding="utf-8"))
PAIRS = tomllib.loads((HERE / "quantity_cases.pairs.toml").read_text(encoding="utf-8"))
DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
INDONESIAN_DAYS = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")
ENGLISH_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
INDONESIAN_MONTHS = (
    "Januari Februari Maret April Mei Juni Juli Agustus September Oktober November Desember"
).split()
ENGLISH_MONTHS = (
    "January February March April May June July August September October November December"
).split()
ONES = (
    "nol satu dua tiga empat lima enam tujuh delapan sembilan sepuluh sebelas".split(),
    (
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
        "fifteen sixteen seventeen eighteen nineteen"
    ).split(),
)
TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
QUICK = settings(max_examples=60, deadline=None)


def written(value: Value) -> str:
    """The value as the case table writes it."""
    amount = value.value
    if isinstance(amount, Decimal):
        text = f"{amount:f}"
    elif isinstance(amount, str):
        text = amount
    elif value.kind == "weekday":
        text = DAYS[amount[0] or 0]
    elif value.kind == "clock":
        text = f"{(amount[0] or 0) // 60:02}:{(amount[0] or 0) % 60:02}"
    elif value.kind == "score":
        text = ":".join(map(str, amount))
    else:
        text = "-".join("*" if part is None else f"{part:02}" for part in amount)
    marks = (value.unit, "~" if value.approximate else "", "?" if value.weak else "")
    return " ".join(filter(None, (value.kind, text, *marks)))


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [(lang, text, expected) for lang in ("id", "en") for text, expected in CASES[lang].items()],
)
def test_values_of_a_text(language: str, text: str, expected: str) -> None:
    assert "; ".join(map(written, values(text, language))) == expected


@pytest.mark.parametrize(("indonesian", "english"), PAIRS["consistent"])
def test_a_right_translation_raises_nothing(indonesian: str, english: str) -> None:
    assert mismatches(indonesian, english) == []


@pytest.mark.parametrize(("indonesian", "english", "reasons"), PAIRS["inconsistent"])
def test_a_wrong_translation_is_named(indonesian: str, english: str, reasons: list[str]) -> None:
    assert mismatches(indonesian, english) == reasons


def test_the_tables_hold_what_was_promised() -> None:
    assert len(CASES["id"]) >= 120
    assert len(CASES["en"]) >= 120
    assert len(PAIRS["consistent"]) + len(PAIRS["inconsistent"]) >= 80


@pytest.mark.parametrize(
    "forms", [("sejuta", "1.000.000"), ("puluhan ribu", "10.000"), ("2 ribu", "2.000")]
)
def test_equal_numbers_print_alike(forms: tuple[str, str]) -> None:
    left, right = (str(values(form, "id")[0].value) for form in forms)
    assert left == right


def test_malay_counts_as_indonesian_does() -> None:
    text = "Lebih 1.400 orang, atau dua pertiga daripada 2,1 ribu, dijangka pulang pada Mei 2024."
    assert values(text, "ms") == values(text, "id") != []


def test_unknown_language() -> None:
    with pytest.raises(ValueError, match=r"'xx'.*'id', 'ms' and 'en'"):
        values("dua", "xx")


@given(st.text(max_size=80) | st.text("0123456789.,-/:% aA", max_size=40))
@QUICK
def test_offsets_slice_back_and_never_overlap(text: str) -> None:
    for language in ("id", "en"):
        end = 0
        for value in values(text, language):
            assert value.text == text[value.start : value.end]
            # The two days of "27-29 Februari" share their words.
            assert value.start >= end or value.kind in ("date", "score")
            end = value.end


@given(st.text(max_size=60), st.text(max_size=60))
@QUICK
def test_any_two_texts_can_be_compared(left: str, right: str) -> None:
    assert all(isinstance(reason, str) for reason in mismatches(left, right))


def grouped(number: int, point: str) -> str:
    return f"{number:,}".replace(",", point)


def below_thousand_id(number: int) -> str:
    ones = ONES[0]
    if number < 12:
        return ones[number]
    if number < 20:
        return f"{ones[number - 10]} belas"
    if number < 100:
        rest = number % 10
        return f"{ones[number // 10]} puluh" + (f" {ones[rest]}" if rest else "")
    head = "seratus" if number < 200 else f"{ones[number // 100]} ratus"
    return head + (f" {below_thousand_id(number % 100)}" if number % 100 else "")


def below_thousand_en(number: int) -> str:
    ones = ONES[1]
    if number < 20:
        return ones[number]
    if number < 100:
        rest = number % 10
        return TENS[number // 10 - 2] + (f"-{ones[rest]}" if rest else "")
    rest = number % 100
    return f"{ones[number // 100]} hundred" + (f" and {below_thousand_en(rest)}" if rest else "")


def spelled(number: int, language: str) -> str:
    """The number in words, up to 999 billion."""
    scales = {"id": ("", "ribu", "juta", "miliar"), "en": ("", "thousand", "million", "billion")}
    below = below_thousand_id if language == "id" else below_thousand_en
    parts = []
    for power in (3, 2, 1, 0):
        group = number // 1000**power % 1000
        if not group:
            continue
        if language == "id" and power == 1 and group == 1:
            parts.append("seribu")
        else:
            parts.append(f"{below(group)} {scales[language][power]}".strip())
    return " ".join(parts)


NUMBERS = st.integers(2, 999_999_999_999)


@given(
    NUMBERS, st.sampled_from(("grouped", "words")), st.sampled_from(("grouped", "plain", "words"))
)
@QUICK
def test_a_number_is_the_same_in_every_form(number: int, left: str, right: str) -> None:
    indonesian = grouped(number, ".") if left == "grouped" else spelled(number, "id")
    english = {
        "grouped": f"{number:,}",
        "plain": str(number),
        "words": spelled(number, "en"),
    }[right]
    assert mismatches(f"Ada {indonesian} orang.", f"There are {english} people.") == []


@given(NUMBERS, NUMBERS, st.booleans())
@QUICK
def test_another_number_is_named(number: int, other: int, words: bool) -> None:
    indonesian = spelled(number, "id") if words else grouped(number, ".")
    reasons = mismatches(f"Ada {indonesian} orang.", f"There are {other:,} people.")
    assert bool(reasons) == (number != other)


@given(st.decimals("0.1", "999.9", places=1), st.sampled_from(("juta", "miliar", "triliun")))
@QUICK
def test_decimals_with_a_scale(number: Decimal, scale: str) -> None:
    english = {"juta": "million", "miliar": "billion", "triliun": "trillion"}[scale]
    source = f"Nilainya Rp {str(number).replace('.', ',')} {scale}."
    assert mismatches(source, f"It is worth Rp{number} {english}.") == []
    wrong = "million" if english != "million" else "billion"
    assert mismatches(source, f"It is worth Rp{number} {wrong}.") != []


@given(st.integers(0, 23), st.integers(0, 59))
@QUICK
def test_a_time_is_the_same_on_both_clocks(hour: int, minute: int) -> None:
    source = f"Gempa terjadi pukul {hour:02}.{minute:02} WIB."
    half = "am" if hour < 12 else "pm"
    twelve = f"{(hour + 11) % 12 + 1}:{minute:02} {half}"
    assert mismatches(source, f"The quake struck at {twelve}.") == []
    assert mismatches(source, f"The quake struck at {hour:02}:{minute:02}.") == []
    other = f"{(hour + 11) % 12 + 1}:{minute:02} {'pm' if half == 'am' else 'am'}"
    assert mismatches(source, f"The quake struck at {other}.") != []


@given(st.dates(datetime.date(1900, 1, 1), datetime.date(2100, 12, 31)))
@QUICK
def test_a_date_is_the_same_in_every_form(day: datetime.date) -> None:
    year, month, number, weekday = day.year, day.month, day.day, day.weekday()
    source = f"Ia tiba {INDONESIAN_DAYS[weekday]} ({number}/{month}/{year})."
    long = f"Ia tiba {INDONESIAN_DAYS[weekday]}, {number} {INDONESIAN_MONTHS[month - 1]} {year}."
    name, english_day = ENGLISH_MONTHS[month - 1], ENGLISH_DAYS[weekday]
    for text in (source, long):
        assert mismatches(text, f"He came on {english_day}, {name} {number}, {year}.") == []
        assert mismatches(text, f"He came on {english_day}, {number} {name} {year}.") == []
        wrong = ENGLISH_MONTHS[month % 12]
        assert mismatches(text, f"He came on {english_day}, {wrong} {number}, {year}.") != []
        late = ENGLISH_DAYS[(weekday + 1) % 7]
        assert mismatches(text, f"He came on {late}, {name} {number}, {year}.") != []


@pytest.mark.parametrize(
    "text",
    ["1" * 33_000, "1." * 16_000, "1-" * 16_000, "1,2-" * 8_000, "12-" * 10_000, "a " * 16_000,
     "dua " * 8_000, "Rp " * 10_000, "ke" * 16_000, "ke-1" * 8_000, "A1-" * 10_000,
     "pukul 12-" * 3_000, "pukul 12 sampai " * 3_000, "puluhan ribu " * 3_000, '("' * 16_000,
     "two hundred and " * 3_000, "and a half " * 3_000, "ribu juta " * 3_000, "May " * 8_000,
     "www." * 8_000, "empat koma " + "lima " * 6_000, "A" * 33_000, "12 sampai " * 3_000],
    ids=lambda text: text[:16],
)  # fmt: skip
def test_hostile_text_takes_linear_time(text: str) -> None:
    start = time.process_time()
    values(text, "id")
    values(text, "en")
    assert time.process_time() - start < 5


def test_comparing_thousands_of_values_takes_linear_time() -> None:
    source = " ".join(f"{number} km" for number in range(10_000, 20_000))
    target = " ".join(f"{number} miles" for number in range(30_000, 40_000))
    start = time.process_time()
    assert len(mismatches(source, target)) == 10_000
    assert time.process_time() - start < 5
