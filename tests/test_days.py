"""The days that sentences name, and full dates in English sentences."""

import datetime
import re
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summarizer.clean.metadata import WEAK_DATE
from summarizer.data import Article, Found, Passage, Sentence
from summarizer.days import (
    contradictions,
    in_full,
    in_time,
    named_days,
    resolve,
    told,
    told_days,
    two_days,
    unresolved,
)

THURSDAY = "2023-09-14T10:00+07:00"

# An Indonesian sentence, the day of its article in September 2023 (default: Thursday the 14th), and
# the days that its expressions name, as "words = day"; a day without a month is in September 2023.
INDONESIAN = [
    # full dates stand for themselves
    ("Kim tiba pada Rabu, 13 September 2023, di Amur.", "Rabu, 13 September 2023 = 13"),
    ("Kim tiba pada Rabu (13/9/2023).", "Rabu (13/9/2023) = 13"),
    ("Kim tiba pada Rabu (13/9/23) malam.", "Rabu (13/9/23) malam = 13"),
    ("Kim tiba pada Rabu malam (13/09/2023).", "Rabu malam (13/09/2023) = 13"),
    ("Kim tiba, Rabu (13-9-2023).", "Rabu (13-9-2023) = 13"),
    ("Kim tiba pada 13.09.2023 di Amur.", "13.09.2023 = 13"),
    ("Data per 2023-09-13 berubah.", "2023-09-13 = 13"),
    ("Kim tiba (13/9/2023) di Amur.", "13/9/2023 = 13"),
    ("Ia lahir pada 17 Agustus 1945 di Blitar.", "17 Agustus 1945 = 1945-08-17"),
    ("Tanggal 1 Mei 2024 adalah hari libur.", "1 Mei 2024 = 2024-05-01"),
    ("Gempa itu terjadi Jumat, 28 Sept. 2018.", "Jumat, 28 Sept. 2018 = 2018-09-28"),
    ("Kim tiba hari Rabu tanggal 13 September 2023.", "Rabu tanggal 13 September 2023 = 13"),
    ("“Kami berangkat 20 September 2023,” kata Kim.", "20 September 2023 = 20"),
    ("Ahad, 10 September 2023, ia pulang.", "Ahad, 10 September 2023 = 10"),
    ("Jum'at, 8 September 2023, ia pulang.", "Jum'at, 8 September 2023 = 8"),
    # dates without their year take the nearest one
    ("Kim tiba pada Rabu (13/9).", "Rabu (13/9) = 13"),
    ("Kim tiba pada Rabu, 13 September.", "Rabu, 13 September = 13"),
    ("Kim tiba pada 13 September.", "13 September = 13"),
    ("Kim tiba pada 12/09 dini hari.", "12/09 = 12"),
    ("Kim tiba tanggal 12/9.", "12/9 = 12"),
    ("Kim tiba di Amur (12/9).", "12/9 = 12"),
    ("Kim tiba Selasa 12/9 pagi.", "Selasa 12/9 pagi = 12"),
    ("Tenggatnya 11 Oktober.", "11 Oktober = 2023-10-11"),
    ("Pada 20 Maret lalu suku bunga naik.", "20 Maret = 2023-03-20"),
    ("Kim tiba Rabu (13/9) kemarin.", "Rabu (13/9) = 13"),
    ("Kim tiba Rabu kemarin (13/9).", "Rabu kemarin (13/9) = 13"),
    # both ends of a span of days
    ("Rapat itu digelar 23–24 April 2024.", "23 = 2024-04-23; 24 April 2024 = 2024-04-24"),
    ("Masa darurat 13 s.d. 26 September.", "13 = 13; 26 September = 26"),
    ("Rapat pada 30 September-1 Oktober.", "30 September = 30; 1 Oktober = 2023-10-01"),
    ("Rapat antara 5 dan 7 September.", "5 = 5; 7 September = 7"),
    ("Kim di Rusia (12-14/9).", "12 = 12; 14/9 = 14"),
    (
        "Kim di Rusia sejak 10 September hingga 14 September.",
        "10 September = 10; 14 September = 14",
    ),
    ("Kim di Rusia Selasa–Kamis (12–14/9).", "12 = 12; 14/9 = 14"),
    # a bare weekday is the last one up to the article's day
    ("Kim bertemu Putin pada Rabu.", "Rabu = 13"),
    ("Kim bertemu Putin pada hari Rabu.", "Rabu = 13"),
    ("Kim bertemu Putin, Kamis pagi.", "Kamis pagi = 14"),
    ("Rupiah melemah pada Rabu ke Rp15.300.", "Rabu = 13"),
    ("Data per Rabu pukul 13.00 menunjukkan dua korban.", "Rabu = 13"),
    ("Jumat malam Kim telah berangkat.", "Jumat malam = 8"),
    ("Jumat malam Kim berangkat.", ""),  # six days ago, or tomorrow
    ("Pada Selasa, jubir mengatakan kunjungan itu akan berlangsung penuh.", "Selasa = 12"),
    ("Jubir pada Selasa mengatakan bahwa Kim akan tiba.", "Selasa = 12"),
    ("“Kami akan datang,” kata Kim, Senin.", "Senin = 11"),
    ("Kim akan datang, kata jubir pada hari Senin.", "Senin = 11"),
    ("Kim tiba pada Rabu untuk menemui Putin.", "Rabu = 13"),
    ("Kim menemui Putin, yang akan pulang besok, pada Rabu.", "besok = 15"),
    ("Sejak Senin warga mengungsi.", "Senin = 11"),
    ("Rupiah menguat dari posisi Selasa sore.", "Selasa sore = 12"),
    ("BNPB mencatat 1.763 korban hingga Minggu pukul 13.00 WIB.", "Minggu = 10"),
    ("Hingga Selasa sore lokasi itu belum diumumkan.", "Selasa sore = 12"),
    ("Sabtu dan Minggu Kim libur.", "Minggu = 10"),
    ("Kim tiba Minggu sore.", "Minggu sore = 10"),
    ("Minggu, Kim tiba di Amur.", "Minggu = 10"),
    ("Pada hari minggu Kim tiba di Amur.", "minggu = 10"),
    ("Kim bertemu Putin pada Senin dan Shoigu pada Selasa.", "Senin = 11; Selasa = 12"),
    # ... the next one in a plan
    ("Putin akan menemui Kim pada Sabtu.", "Sabtu = 16"),
    ("Sabtu, Putin akan menemui Kim.", "Sabtu = 16"),
    ("Rapat itu dijadwalkan berlangsung pada Senin.", "Senin = 18"),
    # ... and neither where a plan may be past, or the words leave it open
    ("Rapat itu semula dijadwalkan berlangsung pada Senin.", ""),
    ("Putin akan menemui Kim pada Kamis.", ""),  # today, or in a week
    ("Putin mungkin menemui Kim pada Sabtu.", ""),
    ("Putin bisa pergi ke Vladivostok pada Sabtu.", ""),
    ("Forum itu berlangsung hingga Rabu.", ""),
    ("Forum itu berlangsung Rabu.", ""),
    ("Harga naik mulai Senin.", ""),
    ("Kim mengatakan pada Rabu akan pulang.", ""),
    ("Kim diundang ke pertemuan Sabtu.", ""),
    ("Putin akan menemui Kim setelah ia tiba pada Rabu.", ""),
    ("“Kami bertemu Rabu,” kata Kim.", ""),
    # relations
    ("Kim tiba Selasa lalu.", "Selasa lalu = 12"),
    ("Kim tiba Kamis lalu.", "Kamis lalu = 7"),
    ("Kim tiba hari Minggu kemarin.", "Minggu kemarin = 10"),
    ("Kim tiba Kamis kemarin.", ""),
    ("Kim tiba Rabu pekan lalu.", "Rabu pekan lalu = 6"),
    ("Kim tiba Sabtu mendatang.", "Sabtu mendatang = 16"),
    ("Kim tiba Senin depan.", "Senin depan = 18"),
    ("Kim tiba Sabtu depan.", ""),  # the 16th, or the Saturday of the next week
    ("Kim tiba Rabu pekan depan.", "Rabu pekan depan = 20"),
    ("Kim tiba Minggu pekan lalu.", ""),  # a week from Monday, or one from Sunday
    ("Kim tiba pada Kamis ini.", "Kamis ini = 14"),
    ("Kim tiba pada Sabtu ini.", ""),
    ("Serangan Rabu itu menewaskan dua orang.", ""),
    ("Kim tiba Jumat besok.", "Jumat besok = 15"),
    ("Kim tiba Senin besok.", ""),
    # words that count from the article's day
    ("Kim tiba kemarin.", "kemarin = 13"),
    ("Kemarin malam Kim tiba.", "Kemarin malam = 13"),
    ("Kim tiba hari ini.", "hari ini = 14"),
    ("Kim pulang besok pagi.", "besok pagi = 15"),
    ("Kim pulang lusa.", "lusa = 16"),
    ("Kim tiba kemarin lusa.", "kemarin lusa = 12"),
    ("Kim tiba tadi malam.", "tadi malam = 13"),
    ("Semalam Kim tiba.", "Semalam = 13"),
    ("Kim tiba pagi tadi.", "pagi tadi = 14"),
    ("Rupiah menguat sore ini.", "sore ini = 14"),
    ("Kim tiba kemarin, Rabu (13/9).", "kemarin, Rabu (13/9) = 13"),
    ("Kim tiba hari ini (14/9/2023).", "hari ini (14/9/2023) = 14"),
    ("Hari ini, Kamis, Kim tiba.", "Hari ini, Kamis = 14"),
    ("Kim tiba tadi malam pukul 02.00.", ""),
    ("“Besok kami pulang,” kata Kim.", ""),
    ("Kim menginap semalam di Amur.", ""),
    ("Hingga hari ini Kim belum tiba.", ""),
    ("Hingga siang tadi Kim belum tiba.", "siang tadi = 14"),
    ("Hingga kemarin Kim belum tiba.", "kemarin = 13"),
    ("Dalam beberapa hari ini harga naik.", ""),
    ("Pilpres 2019 kemarin berjalan lancar.", ""),
    ("Kim tiba hari ini atau besok.", ""),
    # not a day at all
    ("Kim tiba bulan September 2023.", ""),
    ("Sejak Mei dan Maret harga naik.", ""),
    ("Kim tiba dua minggu lalu.", ""),
    ("Minggu lalu Kim tiba.", ""),
    ("Kim tiba pada Minggu ke-2.", ""),
    ("Minggu depan Kim pulang.", ""),
    ("Banjir melanda Pasar Minggu.", ""),
    ("Ia bekerja setiap Rabu.", ""),
    ("Toko itu buka Senin–Jumat.", ""),
    ("Toko itu buka Senin-Jumat.", ""),
    ("Kim tiba pada malam Minggu.", ""),
    ("Umat memperingati Rabu Abu dan Jumat Agung.", ""),
    ("Ia menunaikan salat Jumat.", ""),
    ("Sebanyak 3/4 warga pulang.", ""),
    ("Sebanyak 1-2/3 warga pulang.", ""),
    ("Layanan itu buka 24/7.", ""),
    ("Kasus Covid-19 September naik.", ""),
    ("Piala Dunia U-17 November 2023 digelar.", ""),
    ("Ia kuliah di Universitas 17 Agustus 1945.", ""),
    ("Indonesia memperingati tragedi 12 September.", ""),
    ("Kim tiba pada 31/02/2023.", ""),
    ("Harga 13.500 September naik.", ""),
    ("Pada 2018, gempa 28 September merusak Palu.", ""),
    ("Pemilu digelar 14 Februari.", ""),  # five months ahead, in another year
    ("Kim tiba sehari sebelumnya.", ""),
    ("Kim berkata sesuatu.", ""),
    # contradictions
    ("Kim tiba pada Selasa (13/9).", ""),
    ("Kim tiba pada Selasa, 13 September 2023.", ""),
    ("Kim tiba kemarin, Selasa.", ""),
]

ENGLISH = [
    ("Kim met Putin on Wednesday.", "Wednesday = 13"),
    ("Kim met Putin on Wednesday night.", "Wednesday night = 13"),
    ("On Wednesday (13/9), Kim met Putin.", "Wednesday (13/9) = 13"),
    ("Kim met Putin on Wednesday, September 13, 2023.", "Wednesday, September 13, 2023 = 13"),
    ("Kim met Putin on Wednesday, 13 September.", "Wednesday, 13 September = 13"),
    ("Kim met Putin on September 13.", "September 13 = 13"),
    ("Kim met Putin on the 13th of September.", "13th of September = 13"),
    ("Kim met Putin on 9/30/2018.", "9/30/2018 = 2018-09-30"),
    ("Kim met Putin yesterday.", "yesterday = 13"),
    ("Kim met Putin yesterday, Wednesday.", "yesterday, Wednesday = 13"),
    ("Kim met Putin last night.", "last night = 13"),
    ("Kim meets Putin today.", "today = 14"),
    ("Kim arrived the day before yesterday.", "the day before yesterday = 12"),
    ("Kim leaves tomorrow morning.", "tomorrow morning = 15"),
    ("Kim arrived last Tuesday.", "last Tuesday = 12"),
    ("Kim will meet Putin on Saturday.", "Saturday = 16"),
    ("Peskov said on Tuesday that Kim will come.", "Tuesday = 12"),
    ("Kim may meet Putin on Saturday.", ""),
    ("The talks were due on Monday.", ""),
    ("Kim leaves next Saturday.", ""),
    ("Kim leaves next Monday.", "next Monday = 18"),
    ("“We leave tomorrow,” Kim said.", ""),
    ("In April 28 people died.", ""),
    ("In May 2023 they may march.", ""),
    ("Kim spoke to Russia Today.", ""),
    ("It happens every Wednesday.", ""),
    ("Christians mark Good Friday and Ash Wednesday.", ""),
    ("Kim met Putin on Tuesday (13/9).", ""),
]


def _expected(told: str) -> list[tuple[str, str]]:
    pairs = [part.rsplit(" = ", 1) for part in told.split("; ") if part]
    return [(words, day if "-" in day else f"2023-09-{int(day):02}") for words, day in pairs]


def _found(text: str, published: str, language: str = "id") -> list[tuple[str, str]]:
    return [(r.words, r.day) for r in resolve(text, published, language)]


@pytest.mark.parametrize(("text", "days"), INDONESIAN, ids=lambda case: case[:60])
def test_indonesian(text: str, days: str) -> None:
    assert _found(text, THURSDAY) == _expected(days)


@pytest.mark.parametrize(("text", "days"), ENGLISH, ids=lambda case: case[:60])
def test_english(text: str, days: str) -> None:
    assert _found(text, THURSDAY, "en") == _expected(days)


# The article's date decides: text, published, "words = day".
PUBLISHED = [
    ("Kim tiba Rabu (13/9/2023) dan pulang Kamis.", "", "Rabu (13/9/2023) = 13"),
    ("Kim tiba kemarin, pada Rabu, 13 September.", "", ""),
    ("Kim tiba 30 Desember.", "2024-01-02", "30 Desember = 2023-12-30"),
    ("Kim pulang 3 Januari.", "2023-12-30", "3 Januari = 2024-01-03"),
    ("Kim tiba 29 Februari.", "2024-03-01", "29 Februari = 2024-02-29"),
    ("Kim tiba hari ini.", "2023-09-14T00:30+07:00", ""),
    ("Kim tiba tadi malam.", "2023-09-14T21:00+07:00", ""),
    ("Kim tiba hari ini.", "2023-09-13T23:30+00:00", ""),  # the 14th in Indonesia
    ("Kim tiba pada Rabu.", "2023-09-13T23:30Z", "Rabu = 13"),
    ("Kim tiba pada Kamis.", "2023-09-13T23:30Z", ""),
    ("Kim tiba hari ini.", "2023-09-13T05:00Z", "hari ini = 13"),
    ("Kim tiba Rabu pekan lalu.", "2023-09-17", ""),
    ("Kim tiba Rabu (13/9).", "not a date", ""),
]


@pytest.mark.parametrize(("text", "published", "days"), PUBLISHED)
def test_the_article_s_date_decides(text: str, published: str, days: str) -> None:
    assert _found(text, published) == _expected(days)


def test_malay_has_its_own_words() -> None:
    text = "Kim tiba pada Khamis; semalam beliau bertemu Putin, dan kelmarin Shoigu."
    assert _found(text, THURSDAY, "ms") == [("Khamis", "2023-09-14"), ("semalam", "2023-09-13")]


@pytest.mark.parametrize(
    ("text", "how"),
    [
        ("Kim tiba Rabu (13/9/2023).", "the date as written"),
        ("Kim tiba Rabu (13/9).", "the date nearest to 14 September 2023"),
        ("Kim tiba pada Rabu.", "the last Wednesday up to 14 September 2023"),
        ("Kim tiba Kamis lalu.", "the last Thursday before 14 September 2023"),
        ("Kim tiba Rabu pekan lalu.", "the Wednesday of the week before that of 14 September 2023"),
        ("Putin akan tiba pada Sabtu.", "the first Saturday after 14 September 2023"),
        ("Kim tiba kemarin.", "the day before 14 September 2023"),
        ("Kim tiba hari ini.", "the day of the article, 14 September 2023"),
    ],
)
def test_how_says_what_led_to_the_day(text: str, how: str) -> None:
    (found,) = resolve(text, THURSDAY)
    assert (found.how, found.published) == (how, "2023-09-14")
    assert text[found.start : found.end] == found.words


@pytest.mark.parametrize(
    ("text", "reasons"),
    [
        ("Kim tiba Selasa (13/9).", ["13 September 2023 is a Wednesday, not a Tuesday"]),
        ("Kim tiba kemarin, Selasa.", ["13 September 2023 is a Wednesday, not a Tuesday"]),
        ("Jumat, 13 September 2023", ["13 September 2023 is a Wednesday, not a Friday"]),
        ("Kim tiba Rabu (13/9).", []),
        ("Kim tiba pada Selasa.", []),
    ],
)
def test_contradictions(text: str, reasons: list[str]) -> None:
    found = contradictions(text, THURSDAY)
    assert [c.reason for c in found] == reasons
    assert all(text[c.start : c.end] == c.words for c in found)


def passage(
    indonesian: str, date: str = THURSDAY, *, how: str = "meta date", before: str = ""
) -> Passage:
    """A passage of an article of which ``before`` is what stands in front of it."""
    text = before + indonesian
    article = Article("a.txt", text, date=Found(date, how) if date else None)
    return Passage(Sentence(article, len(before), len(text)), "unused", "fake")


BEFORE = [
    # an earlier date of the same weekday decides, or forbids
    ("Rabu (6/9/2023) ia berangkat. ", "Kim tiba pada Rabu.", THURSDAY, []),
    ("Rabu (13/9/2023) ia berangkat. ", "Kim tiba pada Rabu.", THURSDAY, ["2023-09-13"]),
    ("Rabu (13/9/2023) ia berangkat. ", "Forum itu hingga Rabu.", THURSDAY, ["2023-09-13"]),
    ("Rabu (13/9/2023) ia berangkat. ", "Kim tiba pada Rabu.", "", ["2023-09-13"]),
    ("Sabtu (16/9/2023) ia pulang. ", "Putin mungkin datang Sabtu.", THURSDAY, ["2023-09-16"]),
    ("Rabu (6/9/2023), Rabu (13/9/2023). ", "Forum itu hingga Rabu.", THURSDAY, []),
    ("Rabu (6/9/2023) ia berangkat. ", "Kim tiba Rabu pekan ini.", THURSDAY, ["2023-09-13"]),
    # direct speech that began before the sentence
    ("“Kami lelah. ", "Kami tiba kemarin.”", THURSDAY, []),
    ("“Kami lelah.” ", "Kami tiba kemarin.", THURSDAY, ["2023-09-13"]),
    ("“Kami lelah.\n", "Kami tiba kemarin.", THURSDAY, ["2023-09-13"]),
]


@pytest.mark.parametrize(("before", "text", "date", "days"), BEFORE)
def test_a_passage_is_read_in_its_article(
    before: str, text: str, date: str, days: list[str]
) -> None:
    assert [r.day for r in told(passage(text, date, before=before))] == days


WEAK = [
    ("Kim tiba pada Rabu (13/9/2023). ", "Pada Selasa ia berangkat.", ["2023-09-12"]),
    ("Kim tiba pada Rabu (13/9/2023). ", "Pada Kamis ia pulang.", []),  # the 7th, or the 14th
    ("Kim tiba pada Rabu (13/9/2023). ", "Kemarin ia berangkat.", []),
    ("Kim akan tiba pada Rabu (13/9/2023). ", "Pada Selasa ia berangkat.", []),
    ("Kim tiba 13 September 2023. ", "Pada Selasa ia berangkat.", []),
    ("Kim tiba Rabu (13/9/2023), kata jubir, 15 September 2023. ", "Selasa ia pergi.", []),
]


@pytest.mark.parametrize(("before", "text", "days"), WEAK)
def test_a_date_that_only_the_text_gives_is_used_with_care(
    before: str, text: str, days: list[str]
) -> None:
    read = told(passage(text, "2023-09-13", how=WEAK_DATE, before=before))
    assert [r.day for r in read] == days


VISIT = [
    "Kim bertemu Putin pada Rabu (13/9/2023); pada Selasa ia tiba, dan besok ia pulang.",
    "Kim berangkat tadi malam dan akan tiba hari ini.",
]

# What was written of VISIT, and how it reads in full; None where it stays.
FULL = [
    ("Kim met Putin on Wednesday.", "Kim met Putin on Wednesday, 13 September 2023."),
    ("On Wednesday, Kim met Putin.", "On Wednesday, 13 September 2023, Kim met Putin."),
    ("On Wednesday Kim met Putin.", "On Wednesday, 13 September 2023, Kim met Putin."),
    (
        "Kim met him on Wednesday and left.",
        "Kim met him on Wednesday, 13 September 2023, and left.",
    ),
    (
        "He said Wednesday that it rained.",
        "He said on Wednesday, 13 September 2023, that it rained.",
    ),
    ("They met Wednesday.", "They met on Wednesday, 13 September 2023."),
    ("They met, Wednesday (13/9/2023).", "They met, on Wednesday, 13 September 2023."),
    ("They met on Wednesday (13/9).", "They met on Wednesday, 13 September 2023."),
    ("They met on Wednesday (9/13/2023).", "They met on Wednesday, 13 September 2023."),
    ("They met on Wednesday (13/9) night.", "They met on Wednesday night, 13 September 2023."),
    (
        "They met Wednesday night in Amur.",
        "They met on Wednesday night, 13 September 2023, in Amur.",
    ),
    ("Wednesday night, they met.", "On Wednesday night, 13 September 2023, they met."),
    ("They met on September 13.", "They met on 13 September 2023."),
    ("They met on 13 September, he said.", "They met on 13 September 2023, he said."),
    ("They met on the 13th of September.", "They met on 13 September 2023."),
    ("They met on the 13 September with aides.", "They met on 13 September 2023 with aides."),
    ("They met before the 13 September talks.", "They met before the 13 September 2023 talks."),
    ("They met (13/9).", "They met (13 September 2023)."),
    ("They met on 13/9/2023.", "They met on 13 September 2023."),
    ("They met on Wednesday, September 13.", "They met on Wednesday, 13 September 2023."),
    ("They met last Wednesday.", "They met on Wednesday, 13 September 2023."),
    ("They met on Wednesday last week.", "They met on Wednesday, 13 September 2023."),
    ("Kim has been there since Tuesday.", "Kim has been there since Tuesday, 12 September 2023."),
    (
        "He stayed from Tuesday to Wednesday.",
        "He stayed from Tuesday, 12 September 2023, to Wednesday, 13 September 2023.",
    ),
    (
        "He spoke on Tuesday and Wednesday.",
        "He spoke on Tuesday, 12 September 2023, and Wednesday, 13 September 2023.",
    ),
    (
        "On Wednesday they met, and on Wednesday night he left.",
        "On Wednesday, 13 September 2023, they met, and on Wednesday night he left.",
    ),
    (
        "On Wednesday (13/9) they met, and on Wednesday (13/9) he left.",
        "On Wednesday, 13 September 2023, they met, and on Wednesday he left.",
    ),
    ("Kim leaves tomorrow.", "Kim leaves on Friday, 15 September 2023."),
    ("Tomorrow Kim leaves.", "On Friday, 15 September 2023, Kim leaves."),
    ("Kim left last night.", "Kim left on Wednesday night, 13 September 2023."),
    ("Kim left last night, he said.", "Kim left on Wednesday night, 13 September 2023, he said."),
    (
        "He left last night; on Wednesday they met.",
        "He left on Wednesday night, 13 September 2023; on Wednesday they met.",
    ),
    ("They met yesterday.", "They met on Wednesday, 13 September 2023."),
    ("Kim arrives today.", "Kim arrives on Thursday, 14 September 2023."),
    ("Kim stays until tomorrow.", "Kim stays until Friday, 15 September 2023."),
    ("Tomorrow's departure is open.", "Friday's departure is open."),
    (
        "Tomorrow's flight is full, so Kim leaves tomorrow by train.",
        "Friday's flight is full, so Kim leaves on Friday, 15 September 2023, by train.",
    ),
    ("He came. Today he rests.", "He came. On Thursday, 14 September 2023, he rests."),
    ("He came (Wednesday).", "He came (Wednesday, 13 September 2023)."),
    ("Wednesday's meeting went well.", None),
    ("The Wednesday meeting went well.", None),
    ("He joined in Wednesday talks.", None),
    ("They met on Wednesday, 13 September 2023.", None),
    ("They met on September 13, 2023.", None),
    ("They met on 13 September 2023 and on Wednesday.", None),
    ("They met on Friday.", None),
    ("They met on 12/3/2023.", None),
    ("“We met on Wednesday,” he said.", None),
    ("“We leave tomorrow,” he said.", None),
    ("It happens every Wednesday.", None),
    ("They met on Tuesday (13/9).", None),
    ("They met.", None),
]


@pytest.mark.parametrize(("text", "full"), FULL)
def test_in_full(text: str, full: str | None) -> None:
    written, used = in_full(text, [passage(p) for p in VISIT])
    assert written == (full or text)
    assert bool(used) == (full is not None)
    assert in_full(written, [passage(p) for p in VISIT]) == (written, ())


def test_in_full_keeps_what_the_date_rests_on() -> None:
    cited = [passage("Kim tiba pada Rabu."), passage("Rabu (13/9) Kim tiba.", "2023-09-20")]
    _, used = in_full("Kim arrived on Wednesday.", cited)
    assert [(r.words, r.published, r.day) for r in used] == [
        ("Rabu", "2023-09-14", "2023-09-13"),
        ("Rabu (13/9)", "2023-09-20", "2023-09-13"),
    ]


DISAGREEING = [
    # another day of the same name
    ("on Wednesday", [("Kim tiba pada Rabu.", THURSDAY), ("Kim tiba pada Rabu.", "2023-09-21")]),
    ("on Wednesday", [("Rabu (6/9) ia pergi, Rabu (13/9) ia pulang.", THURSDAY)]),
    # one that its own article leaves open
    (
        "on Wednesday",
        [("Rabu (13/9) Kim tiba.", THURSDAY), ("Kim mungkin tiba Rabu.", "2023-09-12")],
    ),
    ("on Tuesday", [("Kim tiba Selasa (13/9).", THURSDAY), ("Kim tiba Selasa.", THURSDAY)]),
    # the rest of a range that the translator cut in two
    ("on 23 April 24", [("Rapat 23-24 April.", "2024-04-25")]),
    # no article's date, no day
    ("on Wednesday", [("Kim tiba pada Rabu.", "")]),
    ("on Wednesday", []),
    ("yesterday", [("Kim tiba pada Rabu (13/9).", THURSDAY)]),
]


@pytest.mark.parametrize(("words", "passages"), DISAGREEING)
def test_in_full_leaves_what_the_passages_do_not_settle(
    words: str, passages: list[tuple[str, str]]
) -> None:
    text = f"Kim arrived {words}."
    assert in_full(text, [passage(t, date) for t, date in passages]) == (text, ())


def test_an_undated_article_does_not_forbid_the_day_of_another() -> None:
    cited = [passage("Kim tiba pada Rabu.", ""), passage("Kim tiba pada Rabu (13/9/2023).")]
    written, _ = in_full("Kim arrived on Wednesday.", cited)
    assert written == "Kim arrived on Wednesday, 13 September 2023."


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Kim left yesterday and returns tomorrow.", ("yesterday", "tomorrow")),
        ("“We met this morning,” he said.", ("this morning",)),
        ("To this day, and until today, nobody came.", ("today",)),
        ("Kim left last Tuesday, two days ago.", ("last Tuesday", "two days ago")),
        ("Kim left the day before yesterday.", ("the day before yesterday",)),
        ("Kim met Putin on Wednesday.", ()),
        ("Kim met Putin on Wednesday, 13 September 2023.", ()),
        ("Kim spoke to Russia Today.", ()),
        ("Today Kim left.", ("Today",)),
    ],
)
def test_unresolved(text: str, words: tuple[str, ...]) -> None:
    assert unresolved(text) == words


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("Kim met Putin on Wednesday.", {"2023-09-13"}),
        ("Kim met Putin on 13 September 2023, a Wednesday.", {"2023-09-13"}),
        ("Kim came on Tuesday and met Putin on Wednesday.", {"2023-09-12", "2023-09-13"}),
        ("Kim met Putin.", set()),
        ("Kim met Putin on Friday.", None),
        ("Kim has been there since Tuesday.", None),
        ("The rupiah rose from Tuesday's 16,220.", None),
        ("He spoke after Kim met Putin on Wednesday.", None),
    ],
)
def test_named_days(text: str, days: set[str] | None) -> None:
    assert named_days(text, [passage(p) for p in VISIT]) == days


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("Kim bertemu Putin pada Rabu.", {"2023-09-13"}),
        ("Kim bertemu Putin.", set()),
        ("Kim di Rusia sejak hari Selasa.", None),
        ("Kim mungkin datang Sabtu.", None),
        ("Ia berbicara setelah Kim bertemu Putin pada Rabu.", None),
    ],
)
def test_told_days(text: str, days: set[str] | None) -> None:
    assert told_days(passage(text)) == days


DATES = st.dates(datetime.date(2000, 1, 1), datetime.date(2040, 12, 31))
PIECES = st.sampled_from(
    [*"Rabu Selasa Minggu minggu pada hari akan kata hingga lalu depan pekan malam kemarin".split(),
     *"besok hari ini tadi Mei September 2023 13 12/9 (13/9) 13/9/2023 23–24 , . “ ”".split(),
     *"on Wednesday last next yesterday today May March 1st of night said will the".split()]
)  # fmt: skip
TEXTS = st.lists(PIECES, max_size=14).map(" ".join)


@given(TEXTS, st.sampled_from(["id", "en", "ms"]), DATES)
@settings(deadline=None, max_examples=100)
def test_offsets_slice_back_and_days_are_days(text: str, language: str, day: datetime.date) -> None:
    end = 0
    for found in resolve(text, day.isoformat(), language):
        assert found.words == text[found.start : found.end] != ""
        assert found.start >= end
        assert datetime.date.fromisoformat(found.day)
        assert found.how
        end = found.end


@given(DATES, st.integers(0, 6))
@settings(deadline=None, max_examples=60)
def test_a_bare_weekday_is_the_last_one(day: datetime.date, weekday: int) -> None:
    name = ["Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu"][weekday]
    (found,) = resolve(f"Kim telah tiba pada {name}.", day.isoformat())
    said = datetime.date.fromisoformat(found.day)
    assert said.weekday() == weekday
    assert 0 <= (day - said).days <= 6
    untold = resolve(f"Kim tiba pada {name}.", day.isoformat())
    assert [r.day for r in untold] == ([found.day] if (day - said).days <= 4 else [])


@given(DATES, DATES)
@settings(deadline=None, max_examples=60)
def test_a_date_without_its_year_is_near_or_nothing(
    day: datetime.date, said: datetime.date
) -> None:
    found = resolve(f"Kim tiba ({said.day}/{said.month}).", day.isoformat())
    for one in found:
        near = datetime.date.fromisoformat(one.day)
        assert (near.day, near.month) == (said.day, said.month)
        assert abs((near - day).days) <= 183


@given(TEXTS, st.lists(st.tuples(TEXTS, DATES), max_size=3))
@settings(deadline=None, max_examples=100)
def test_in_full_adds_only_days_of_its_passages_and_settles(
    text: str, articles: list[tuple[str, datetime.date]]
) -> None:
    cited = [passage(t, day.isoformat()) for t, day in articles if t]
    written, used = in_full(text, cited)
    assert in_full(written, cited)[0] == written
    days = {r.day for p in cited for r in told(p)}
    assert {r.day for r in used} <= days
    spelled = re.findall(r"(\d{1,2}) ([A-Z][a-z]+) (\d{4})", written)
    before = re.findall(r"(\d{1,2}) ([A-Z][a-z]+) (\d{4})", text)
    added = [date for date in spelled if date not in before]
    for date in added:
        day = datetime.datetime.strptime(" ".join(date), "%d %B %Y").date()
        assert day.isoformat() in days


@pytest.mark.parametrize("unit", ["Rabu ", "13/9 ", "akan Rabu, ", "“kemarin ", "1 Mei-2 Mei "])
def test_long_text_is_no_trouble(unit: str) -> None:
    resolve(unit * 1000, THURSDAY)


def day_passage(text: str, published: str = "") -> Passage:
    date = Found(published, "test") if published else None
    article = Article("a.txt", text, date=date)
    return Passage(Sentence(article, 0, len(text)), text, "test")


@pytest.mark.parametrize(
    ("first", "then", "right"),
    [
        (("Kim tiba Selasa (12/9/2023).", ""), ("Kim pulang Minggu (17/9/2023).", ""), True),
        (("Kim pulang Minggu (17/9/2023).", ""), ("Kim tiba Selasa (12/9/2023).", ""), False),
        (("Kim tiba Selasa (12/9/2023).", ""), ("Ia naik kereta.", "2023-09-12"), False),
        (("Kim tiba Selasa (12/9/2023).", ""), ("Ia naik kereta.", "2023-09-16"), False),
        (("Kim tiba Selasa (12/9/2023).", ""), ("Ia makan Selasa (12/9/2023).", ""), False),
        (("Ia naik kereta.", "2023-09-16"), ("Kim tiba Selasa (12/9/2023).", ""), False),
        (("Kim tiba Selasa (12/9/2023).", ""), ("Ia naik kereta.", ""), False),
        (("Ia naik kereta.", "2023-09-12"), ("Ia turun.", "2023-09-13"), False),
        (("Ia naik kereta.", "2023-09-12"), ("Ia turun.", "2023-09-12"), True),
        (("Ia turun.", "2023-09-13"), ("Ia naik kereta.", "2023-09-12"), False),
        (("Ia turun.", "2023-09-13"), ("Ia naik kereta.", ""), False),
        (("Ia turun.", ""), ("Ia naik kereta.", ""), True),
    ],
)
def test_what_follows_is_no_earlier_and_of_a_known_day(
    first: tuple[str, str], then: tuple[str, str], right: bool
) -> None:
    assert in_time(day_passage(*first), day_passage(*then)) == right


TRIP = "Kim tiba Selasa (12/9/2023)."
SAID = "BCA stated that it has no plan."


@pytest.mark.parametrize(
    ("first", "then", "right"),
    [
        (TRIP, "2023-09-16", True),
        (TRIP, "2023-09-12", True),
        (TRIP, "2023-09-11", False),
        (TRIP, "", False),
    ],
)
def test_a_statement_without_a_day_has_its_report_s(first: str, then: str, right: bool) -> None:
    said = replace(day_passage("BCA belum berencana.", then), english=SAID)
    assert in_time(day_passage(first), said) == right
    assert two_days(day_passage(first), said)


def test_two_statements_of_two_reports_stand_in_their_order() -> None:
    older, newer = (
        replace(day_passage("BCA belum berencana.", day), english=SAID)
        for day in ("2023-09-12", "2023-09-13")
    )
    assert in_time(older, newer)
    assert two_days(older, newer)
    assert not in_time(newer, older)


def test_passages_of_one_article_keep_its_order() -> None:
    text = (
        "Kim naik kereta.\nKim tiba Selasa (12/9/2023).\nMereka makan.\n"
        "Kim pulang Senin (11/9/2023).\nSehari sebelumnya, Minggu (10/9/2023), hujan turun."
    )
    article = Article("a.txt", text, date=Found("2023-09-12", "test"))
    starts = [0, *(n + 1 for n, letter in enumerate(text) if letter == "\n"), len(text) + 1]
    rides, arrives, _, returns, rains = (
        Passage(Sentence(article, start, end - 1), "", "test") for start, end in pairwise(starts)
    )
    assert in_time(rides, arrives)
    assert not in_time(arrives, rides)
    assert not in_time(arrives, returns)
    assert in_time(returns, rains)  # the next sentence may say how much earlier
