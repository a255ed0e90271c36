"""Bracketed conversions that the Indonesian does not give are left out, and nothing else."""

import pytest

from summarizer.quantities import without_conversions


@pytest.mark.parametrize(
    ("indonesian", "english", "wanted"),
    [
        (
            "12 km di barat Siem Reap",
            "12 km (8 miles) west of Siem Reap",
            "12 km west of Siem Reap",
        ),
        ("jalur 1.600 km", "a 1,600-km (1,100-mile) course", "a 1,600-km course"),
        ("sekitar 8.000 km", "about 8,000 km (about 5,000 miles).", "about 8,000 km."),
        ("20 derajat Celsius", "20 degrees (68 degrees Fahrenheit)", "20 degrees"),
        ("783.562 km persegi", "783,562 km (300,948 square miles) of", "783,562 km of"),
        ("12 km (8 mil)", "12 km (8 miles)", "12 km (8 miles)"),
        ("300.948 mil persegi", "land (300,948 square miles)", "land (300,948 square miles)"),
        ("tewas 12 orang", "12 people died (8 women)", "12 people died (8 women)"),
        ("Selasa (12/9)", "Tuesday (12 September)", "Tuesday (12 September)"),
        ("turun 0,25 poin", "25 bps (0.25 points)", "25 bps (0.25 points)"),
    ],
)
def test_conversions(indonesian: str, english: str, wanted: str) -> None:
    assert without_conversions(indonesian, english) == wanted
    assert without_conversions(indonesian, wanted) == wanted
