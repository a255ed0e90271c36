"""Dates as pages write them."""

import datetime
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summarizer.dates import MONTHS, parse_date, written_out

GOLDEN = [
    # ISO 8601 and its near kin
    ("2023-09-13", "2023-09-13"),
    ("2023-9-3", "2023-09-03"),
    ("2023/09/13", "2023-09-13"),
    ("2023-09-13T14:30:00+07:00", "2023-09-13T14:30+07:00"),
    ("2023-09-13T14:30:00.123456+0700", "2023-09-13T14:30+07:00"),
    ("2023-09-13T07:30:00Z", "2023-09-13T07:30+00:00"),
    ("2023-09-13T07:30:00.000Z", "2023-09-13T07:30+00:00"),
    ("2023-09-13T02:30-05:00", "2023-09-13T02:30-05:00"),
    ("2023-09-13 14:30:00", "2023-09-13T14:30"),
    ("2023-09-13 14:30:00+00:00", "2023-09-13T14:30+00:00"),
    ("2023-09-13T00:00", "2023-09-13T00:00"),
    # Indonesian long dates
    ("13 September 2023", "2023-09-13"),
    ("1 Januari 2024", "2024-01-01"),
    ("Rabu, 13 September 2023", "2023-09-13"),
    ("Rabu 13 September 2023", "2023-09-13"),
    ("- 13 September 2023, 14:30 WIB", "2023-09-13T14:30+07:00"),
    ("Rabu, 13 Sep 2023 14:30 WIB", "2023-09-13T14:30+07:00"),
    ("Rabu, 13 September 2023 | 14:30 WIB", "2023-09-13T14:30+07:00"),
    ("Rabu, 13 September 2023 14.30 WITA", "2023-09-13T14:30+08:00"),
    ("Jumat, 28 September 2018 pukul 18.02 WITA", "2018-09-28T18:02+08:00"),
    ("Senin, 02 Okt 2023 07:05 WIT", "2023-10-02T07:05+09:00"),
    ("Minggu, 17 Agu 2025 - 09:00 WIB", "2025-08-17T09:00+07:00"),
    ("17 Agustus 2025 jam 09.00", "2025-08-17T09:00"),
    ("5 Nopember 2010", "2010-11-05"),
    ("29 Pebruari 2024", "2024-02-29"),
    ("31 Des 2023", "2023-12-31"),
    ("13-Sep-2023", "2023-09-13"),
    ("Kamis 14 SEPTEMBER 2023", "2023-09-14"),
    ("Diterbitkan 12/09/2023, 19:15 WIB oleh Redaksi", "2023-09-12T19:15+07:00"),
    ("12–13 September 2023", "2023-09-13"),
    # numbers, day first
    ("13/9/2023", "2023-09-13"),
    ("13-09-2023", "2023-09-13"),
    ("13.09.2023", "2023-09-13"),
    ("3/4/2023", "2023-04-03"),
    ("Rabu (13/9/2023)", "2023-09-13"),
    ("Rabu (13/9/2023) pukul 14.30 WIB", "2023-09-13T14:30+07:00"),
    ("Rabu (13/9/23)", "2023-09-13"),
    # Malay
    ("31 Ogos 2023", "2023-08-31"),
    ("1 Disember 2023, 8:05 PM MYT", "2023-12-01T20:05+08:00"),
    # English
    ("September 13, 2023", "2023-09-13"),
    ("Sept. 13, 2023", "2023-09-13"),
    ("Sep 13 2023", "2023-09-13"),
    ("13th of September 2023", "2023-09-13"),
    ("May 1st, 2024 at 2:30 PM", "2024-05-01T14:30"),
    ("May 1, 2024 12:05 a.m.", "2024-05-01T00:05"),
    ("Wed, 13 Sep 2023 14:30:00 +0700", "2023-09-13T14:30+07:00"),
    ("Wed, 13 Sep 2023 14:30:00 GMT", "2023-09-13T14:30+00:00"),
    ("Wed, 13 Sep 2023 02:30:00 -0500", "2023-09-13T02:30-05:00"),
    ("13 September 2023 14:30 GMT+7", "2023-09-13T14:30+07:00"),
    # a later candidate where the first cannot be
    ("31/02/2023 atau 13/9/2023", "2023-09-13"),
    # the date stays, what is no time goes
    ("13 September 2023 25:10", "2023-09-13"),
    ("13 September 2023 10.000 orang hadir", "2023-09-13"),
    ("13 September 2023 8.50 juta", "2023-09-13"),
    ("13 September 2023, 08:00-09:30", "2023-09-13T08:00"),
    ("13 September 2023 14:30 PM", "2023-09-13"),
    ("2023-09-13T14:30+99:00", "2023-09-13T14:30"),
    # no full date
    ("", None),
    ("September 2023", None),
    ("13 September", None),
    ("Selasa (12/09)", None),
    ("2023", None),
    ("12345678", None),
    ("9/13/2023", None),
    ("30 Februari 2023", None),
    ("0000-01-01", None),
    ("192.168.10.2023", None),
    ("skor 21-19-2023-10", None),
    ("kemarin", None),
    ("pukul 14.30 WIB", None),
    ("1.13 September 2023", None),
    ("１３ September ２０２３", None),
]


@pytest.mark.parametrize(("text", "expected"), GOLDEN)
def test_golden(text: str, expected: str | None) -> None:
    assert parse_date(text) == expected


@pytest.mark.parametrize("name", sorted(MONTHS))
def test_every_month_name_is_read(name: str) -> None:
    assert parse_date(f"7 {name.title()} 2021") == f"2021-{MONTHS[name]:02}-07"


@given(st.dates(datetime.date(1000, 1, 1)), st.sampled_from("/-."))
@settings(deadline=None, max_examples=50)
def test_day_first_round_trip(day: datetime.date, sep: str) -> None:
    text = f"{day.day}{sep}{day.month}{sep}{day.year:04}"
    assert parse_date(text) == day.isoformat()


@given(
    st.datetimes(datetime.datetime(1000, 1, 1)),
    st.integers(-14 * 60, 14 * 60),
)
@settings(deadline=None, max_examples=50)
def test_iso_round_trip_to_the_minute(moment: datetime.datetime, offset: int) -> None:
    zone = datetime.timezone(datetime.timedelta(minutes=offset))
    text = moment.replace(tzinfo=zone).isoformat(timespec="seconds")
    assert parse_date(text) == moment.replace(tzinfo=zone).isoformat(timespec="minutes")


@given(st.text(alphabet="0123456789/-.: TZ+SeptMaiwb,()"))
@settings(deadline=None, max_examples=100)
def test_whatever_comes_out_is_iso(text: str) -> None:
    found = parse_date(text)
    if found is not None:
        assert re.fullmatch(r"\d{4}-\d\d-\d\d(T\d\d:\d\d([+-]\d\d:\d\d)?)?", found)
        datetime.datetime.fromisoformat(found)


@pytest.mark.parametrize("unit", ["1", "1/", "13 ", "13 September ", "2023-09-", "13/9/2023) "])
def test_long_input_is_no_trouble(unit: str) -> None:
    parse_date(unit * 50_000)


WRITTEN_OUT = [
    ("pada Selasa (12/9/2023) pagi", "pada Selasa (12 September 2023) pagi"),
    ("Rabu (13/09/2023), saat", "Rabu (13 September 2023), saat"),
    ("Kamis, 14-9-2023.", "Kamis, 14 September 2023."),
    ("per 31.12.2023", "per 31 Desember 2023"),
    ("(12-13/9/2023)", "(12-13 September 2023)"),
    ("kata Hera, Rabu (24/4).", "kata Hera, Rabu (24 April)."),
    ("Jum'at (12/10) sore", "Jum'at (12 Oktober) sore"),
    ("skor 2/3 dan (3/4)", "skor 2/3 dan (3/4)"),
    ("Rabu (3/14) dan 32/1/2023", "Rabu (3/14) dan 32/1/2023"),
    ("nomor 1/12/9/2023", "nomor 1/12/9/2023"),
    ("Rp1.500.2023", "Rp1.500.2023"),
    ("2023-09-13", "2023-09-13"),
    ("12 September 2023", "12 September 2023"),
]


@pytest.mark.parametrize(("text", "expected"), WRITTEN_OUT)
def test_numeric_dates_get_the_name_of_their_month(text: str, expected: str) -> None:
    assert written_out(text) == expected


@given(st.dates(datetime.date(1000, 1, 1)), st.sampled_from("/-."))
@settings(deadline=None, max_examples=50)
def test_a_date_written_out_is_the_same_date(day: datetime.date, sep: str) -> None:
    text = f"Tiba {day.day}{sep}{day.month}{sep}{day.year:04} malam"
    assert written_out(text) != text
    assert parse_date(written_out(text)) == day.isoformat()
