"""Values written in English: usual forms, and each is read back as the value it was."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.quantities import differences, mismatches, spellings, values


@pytest.mark.parametrize(
    ("indonesian", "expected"),
    [
        ("1.600 km", ("1,600",)),
        ("lima orang", ("five", "5")),
        ("2,3 persen", ("2.3 percent", "2.3%", "2.3 per cent")),
        ("Rp 349,9 triliun", ("349.9 trillion",)),
        ("3,5 juta", ("3.5 million",)),
        ("1.234.567 orang", ("1,234,567",)),
        ("ke-75", ("75th",)),
        ("ke-11", ("eleventh", "11th")),
        ("Selasa", ("Tuesday",)),
        ("September", ("September",)),
        ("12 September", ("September 12", "12 September")),
        ("tahun 2018", ("2018",)),
        ("1990-an", ("1990s",)),
        ("pukul 23.35", ("23:35", "23.35", "11:35 p.m.")),
        ("pukul 13.00", ("13:00", "13.00", "1 p.m.")),
        ("puluhan ribu", ()),
    ],
)
def test_usual_forms(indonesian: str, expected: tuple[str, ...]) -> None:
    (value,) = values(indonesian, "id")
    assert spellings(value) == expected


@given(st.integers(1, 10**13), st.integers(0, 999))
def test_a_number_is_read_back(whole: int, part: int) -> None:
    text = f"{whole:,}".replace(",", ".") + (f",{part:03}".rstrip("0") if part else "")
    (value,) = values(f"sebanyak {text} ton", "id")
    assert value.value == Decimal(whole) + Decimal(part) / 1000
    for written in spellings(value):
        assert mismatches(f"sebanyak {text} ton", f"as much as {written} tons") == []


def test_differences_are_the_values_themselves() -> None:
    lost, new = differences("384 orang pada hari Rabu", "348 people on Wednesday")
    assert [v.value for v in lost] == [384]
    assert [v.text for v in new] == ["348"]
