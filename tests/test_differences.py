"""Where sources differ: golden tables of what is shown and, more of it, what is not."""

import itertools
import json
import random
from collections.abc import Mapping, Sequence

import fakes
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summarizer.data import Article, Difference, Found, Passage, Sentence
from summarizer.differences import differences
from summarizer.pipeline import Reading
from summarizer.segment import segment

DAY = "2022-11-22T18:00+07:00"
Shown = tuple[bool, str, tuple[tuple[str, str, str], ...]]


def passage(article: Article, sentence: str, english: str = "") -> Passage:
    start = article.text.index(sentence)
    return Passage(Sentence(article, start, start + len(sentence)), english, "test")


def article(*sentences: str, date: str = DAY, path: str = "a.txt") -> list[Passage]:
    told = Article(path, " ".join(sentences), date=Found(date, "test") if date else None)
    return [passage(told, sentence) for sentence in sentences]


def articles(*texts: str | tuple[str, str]) -> list[Passage]:
    """One article a text, or a (date, text) pair; one outlet each."""
    made = []
    for n, text in enumerate(texts):
        date, sentence = (DAY, text) if isinstance(text, str) else text
        made += article(sentence, date=date, path=f"{n}.txt")
    return made


def shown(found: Sequence[Difference]) -> list[Shown]:
    return [
        (d.development, d.what, tuple((v.value, v.said_by, v.time) for v in d.values))
        for d in found
    ]


def diff(what: str, *values: tuple[str, str, str]) -> Shown:
    return False, what, values


def development(what: str, *values: tuple[str, str, str]) -> Shown:
    return True, what, values


TODAY = "2022-11-22"
DISAGREEMENTS = {
    "two institutions, one in each article": (
        articles(
            "BNPB mencatat 162 orang meninggal dunia akibat gempa Cianjur, Selasa (22/11/2022).",
            "Menurut BPBD Jawa Barat, korban tewas gempa Cianjur mencapai 268 orang.",
        ),
        diff(
            "Dead, on November 22, 2022",
            ("162", "BNPB", TODAY),
            ("268", "West Java's BPBD", TODAY),
        ),
    ),
    "two sources in one sentence": (
        articles("Polisi menyebut 12 orang tewas, sementara Palang Merah mencatat 15 orang tewas."),
        diff("Dead, on November 22, 2022", ("12", "police", TODAY), ("15", "Red Cross", TODAY)),
    ),
    "a list of counts with their sources behind them": (
        articles(
            "Hitungan korban luka tidak sama, yakni 1.083 orang menurut BNPB dan 700 orang "
            "menurut Basarnas."
        ),
        diff("Injured, on November 22, 2022", ("700", "Basarnas", TODAY), ("1,083", "BNPB", TODAY)),
    ),
    "a source by its long name, its spokesman and its acronym is one source": (
        articles(
            "Kepala Pusat Data, Informasi, dan Komunikasi Kebencanaan BNPB Abdul Muhari "
            "mengatakan, korban meninggal dunia berjumlah 271 orang di Cianjur.",
            "Bupati Cianjur Herman Suherman menyebut korban meninggal di Cianjur 321 orang.",
            "Abdul Muhari mengatakan 271 orang meninggal dunia di Cianjur.",
        ),
        diff(
            "Dead, Cianjur, on November 22, 2022",
            ("271", "BNPB", TODAY),
            ("321", "Herman Suherman", TODAY),
        ),
    ),
    "two outlets without sources, the later one with the smaller count": (
        articles(
            (
                "2024-03-18T09:00",
                "Jumlah korban meninggal akibat banjir di Demak mencapai 12 orang.",
            ),
            ("2024-03-18T17:00", "Korban tewas banjir di Demak tercatat 9 orang."),
        ),
        diff("Dead, Demak, on March 18, 2024", ("9", "", "2024-03-18"), ("12", "", "2024-03-18")),
    ),
    "magnitude": (
        articles(
            "Gempa bermagnitudo 5,6 mengguncang Cianjur, menurut BMKG.",
            "USGS mencatat gempa Cianjur berkekuatan magnitudo 5,4.",
        ),
        diff("Magnitude of the earthquake", ("5.4", "USGS", ""), ("5.6", "BMKG", "")),
    ),
    "a first value that its source replaced is not shown": (
        articles(
            "BMKG mula-mula mengumumkan magnitudo 5,9 untuk gempa Cianjur, kemudian merevisinya "
            "menjadi 5,6.",
            "USGS menghitung kekuatan gempa Cianjur itu 5,4.",
        ),
        diff("Magnitude of the earthquake", ("5.4", "USGS", ""), ("5.6", "BMKG", "")),
    ),
    "what is told of each holds for the first": (
        articles(
            "Menurut JCS, kedua rudal masing-masing terbang sekitar 650 kilometer. Korea Utara",
            "Kementerian Pertahanan Jepang punya hitungan berbeda: rudal pertama Korea Utara "
            "menempuh sekitar 350 km dan rudal kedua sekitar 650 km.",
        ),
        diff(
            "Distance flown, first missile, on November 22, 2022",
            ("about 350 km", "Japan's Defense Ministry", TODAY),
            ("about 650 km", "JCS", TODAY),
        ),
    ),
    "forecasts by institution": (
        articles(
            "Adapun pertumbuhan ekonomi 2024 diprakirakan BI berada di antara 4,7 dan 5,5 persen, "
            "sementara IMF menaksir 5,0 persen, Bank Dunia 4,9 persen, dan pemerintah lewat "
            "asumsi APBN 5,2 persen."
        ),
        diff(
            "Economic growth, forecast, 2024",
            ("4.7 percent to 5.5 percent", "Bank Indonesia", ""),
            ("4.9 percent", "World Bank", ""),
            ("5 percent", "IMF", ""),
            ("5.2 percent", "government", ""),
        ),
    ),
    "levels in a list": (
        articles(
            (
                "2025-01-06T17:00",
                "Catatan soal kurs rupiah Senin (6/1) tidak seragam: data Bloomberg menunjukkan "
                "Rp16.220, Yahoo Finance Rp16.215, sementara Refinitiv mencatat Rp16.244.",
            )
        ),
        diff(
            "Rupiah per US dollar, on January 6, 2025",
            ("IDR 16,215", "Yahoo Finance", "2025-01-06"),
            ("IDR 16,220", "Bloomberg", "2025-01-06"),
            ("IDR 16,244", "Refinitiv", "2025-01-06"),
        ),
    ),
    "an accusation and its denial": (
        articles(
            "Moskow dan Pyongyang membantah tuduhan Amerika Serikat bahwa Korut memasok amunisi."
        ),
        diff(
            "Whether an accusation is true: arms",
            ("alleged", "United States", ""),
            ("denied", "Moscow and Pyongyang", ""),
        ),
    ),
    "an accusation, made again elsewhere, and its denial": (
        articles(
            "Moskow dan Pyongyang membantah tuduhan Amerika Serikat bahwa Korut memasok amunisi.",
            (
                "2023-09-16",
                "Penasihat Keamanan Nasional AS Jake Sullivan pada Jumat menilai pembicaraan"
                " tentang pasokan senjata Korut terus mengalami kemajuan.",
            ),
            "Menteri Pertahanan AS menilai Iran tidak memasok senjata ke Korut.",
            "Menteri Pertahanan AS menilai Iran memasok senjata ke Suriah.",
            "Presiden Korea Selatan menilai Korut memasok senjata.",
        ),
        diff(
            "Whether an accusation is true: arms",
            ("alleged", "United States", ""),
            ("alleged", "Jake Sullivan", "2023-09-15"),
            ("denied", "Moscow and Pyongyang", ""),
        ),
    ),
}


@pytest.mark.parametrize("case", DISAGREEMENTS)
def test_shows_what_sources_tell_differently(case: str) -> None:
    passages, expected = DISAGREEMENTS[case]
    assert shown(differences(passages)) == [expected]


# Ways to tell one slot, each against a source that tells it with another value.
WORDINGS: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "Dead": (
        "Basarnas menyebut 321 orang tewas akibat gempa Cianjur.",
        (
            "BNPB melaporkan 268 korban jiwa akibat gempa Cianjur.",
            "Sebanyak 268 orang dinyatakan meninggal dunia akibat gempa Cianjur, kata BNPB.",
            "Menurut data BNPB, korban tewas gempa Cianjur bertambah menjadi 268 orang.",
            "Jumlah korban meninggal dunia akibat gempa Cianjur kini mencapai 268 orang, "
            "kata juru bicara BNPB Abdul Muhari.",
            "Korban jiwa gempa Cianjur yang terdata BNPB sudah 268 orang, menurut BNPB.",
            "“Korban wafat gempa Cianjur tercatat 268 jiwa,” kata Kepala BNPB Suharyanto, "
            "Selasa (22/11).",
            "Berdasarkan data BNPB, gempa Cianjur menewaskan 268 orang.",
        ),
    ),
    "Missing": (
        "Basarnas menyebut 118 orang hilang akibat gempa Cianjur.",
        (
            "BNPB mencatat 151 orang masih hilang akibat gempa Cianjur.",
            "Data BNPB menunjukkan 151 warga dilaporkan hilang akibat gempa Cianjur.",
            "Korban hilang akibat gempa Cianjur mencapai 151 orang, menurut BNPB.",
        ),
    ),
    "Injured": (
        "Basarnas menyebut 700 orang terluka akibat gempa Cianjur.",
        (
            "BNPB mendata 1.083 orang luka-luka akibat gempa Cianjur.",
            "Sebanyak 1.083 warga mengalami luka akibat gempa Cianjur, kata BNPB.",
            "Korban luka gempa Cianjur mencapai 1.083 orang, menurut BNPB.",
        ),
    ),
    "Displaced": (
        "Kementerian Sosial mencatat 61.800 pengungsi gempa Cianjur.",
        (
            "BNPB mencatat 58.362 orang mengungsi akibat gempa Cianjur.",
            "Jumlah pengungsi gempa Cianjur mencapai 58.362 jiwa, kata BNPB.",
            "Sebanyak 58.362 warga terpaksa mengungsi akibat gempa Cianjur, menurut BNPB.",
        ),
    ),
    "Houses damaged": (
        "Pemerintah mencatat 26.237 rumah rusak akibat gempa Cianjur.",
        (
            "Sebanyak 22.198 rumah rusak akibat gempa Cianjur, kata BNPB.",
            "BNPB menyebut rumah rusak akibat gempa Cianjur mencapai 22.198 unit.",
        ),
    ),
    "People taking part": (
        "Panitia menyebut aksi di Monas dihadiri 75.000 peserta.",
        (
            "Aksi di Monas diikuti 20.000 orang, menurut polisi.",
            "Polisi menyebut massa di Monas berjumlah 20.000 orang.",
        ),
    ),
    "Depth of the earthquake": (
        "USGS mencatat gempa Cianjur berkedalaman 25 kilometer.",
        ("BMKG menyatakan gempa Cianjur berada di kedalaman 11 kilometer.",),
    ),
    "Height of the tsunami": (
        "BNPB menyebut tsunami setinggi 6 meter di Palu.",
        (
            "Menurut BMKG, air laut naik 1,5 meter di Palu.",
            "BMKG mencatat tinggi gelombang tsunami 150 sentimeter di Palu.",
        ),
    ),
    "Loss": (
        "Kejaksaan Agung menyebut kerugian negara dalam kasus PT Timah mencapai Rp300 triliun.",
        ("BPKP menghitung kerugian negara dalam kasus PT Timah sebesar Rp271 triliun.",),
    ),
    "Length of the meeting": (
        "Menurut Xinhua, pertemuan Biden dan Jokowi di Bali berlangsung empat jam.",
        ("Pertemuan Biden dan Jokowi di Bali memakan waktu 150 menit, kata Gedung Putih.",),
    ),
    "Stock index": (
        "Menurut Bloomberg, IHSG ditutup di level 7.083, Selasa (22/11/2022).",
        ("IHSG berakhir naik 0,5 persen ke 7.105 pada Selasa (22/11/2022), menurut BEI.",),
    ),
}


@pytest.mark.parametrize(
    ("label", "other", "wording"),
    [(label, other, one) for label, (other, many) in WORDINGS.items() for one in many],
)
def test_knows_a_slot_in_many_wordings(label: str, other: str, wording: str) -> None:
    found = differences(articles(other, wording))
    assert [d.what.partition(",")[0] for d in found] == [label]
    assert not found[0].development
    assert len({v.citation.article.path for v in found[0].values}) == 2


BASE = "BNPB mencatat 162 orang meninggal dunia akibat gempa Cianjur."
QUAKE = "BMKG mencatat gempa Cianjur bermagnitudo 5,6."
GROWTH = "IMF memproyeksikan pertumbuhan ekonomi Indonesia 2025 sebesar 4,7 persen."
SPOT = ("2025-01-06T17:00", "Menurut Bloomberg, rupiah ditutup di Rp16.300 per dolar AS, Senin.")
SILENT = {
    "another place": (
        "BNPB mencatat 12 orang meninggal di Cianjur.",
        "Basarnas mencatat 15 orang meninggal di Sukabumi.",
    ),
    "a place inside the place": (
        "BNPB mencatat 12 orang meninggal di Cianjur.",
        "Basarnas mencatat 15 orang meninggal di Kecamatan Cugenang, Cianjur.",
    ),
    "a place, and all": (BASE, "Basarnas mencatat 95 orang meninggal di Cianjur."),
    "a place that opens the sentence": (
        BASE,
        "Di Cugenang, gempa menewaskan 95 orang dan 100 orang hilang, kata Basarnas, Cianjur.",
    ),
    "several places": (
        "BNPB mencatat 10 orang meninggal di Palu, Sigi, dan Donggala.",
        "Basarnas mencatat 15 orang meninggal di Palu.",
    ),
    "a place's count is not said by the place": (
        "Di Palu tercatat 82 orang meninggal, Donggala 101 orang dan Petobo 95 orang.",
        "Basarnas mencatat 82 orang meninggal di Palu.",
    ),
    "a place in small letters": (BASE, "Basarnas mencatat 95 orang meninggal di rumah sakit."),
    "about": (BASE, "Basarnas menyebut sekitar 150 orang tewas akibat gempa Cianjur."),
    "at least": (BASE, "Basarnas menyebut sedikitnya 100 orang tewas akibat gempa Cianjur."),
    "more than": (BASE, "Basarnas menyebut lebih dari 150 orang tewas akibat gempa Cianjur."),
    "nearly": (BASE, "Basarnas menyebut hampir 200 orang tewas akibat gempa Cianjur."),
    "a range that holds the other": (
        BASE,
        "Basarnas menyebut 150 sampai 170 orang tewas akibat gempa Cianjur.",
    ),
    "rounded": (
        "BNPB mencatat 58.362 orang mengungsi akibat gempa Cianjur.",
        "Basarnas menyebut 58.000 orang mengungsi akibat gempa Cianjur.",
    ),
    "rounded to a million": (
        "BNPB mencatat 1.503.212 orang mengungsi akibat gempa Cianjur.",
        "Basarnas menyebut 1,5 juta orang mengungsi akibat gempa Cianjur.",
    ),
    "far apart: not one thing": (BASE, "Basarnas mencatat 5 orang tewas akibat gempa Cianjur."),
    "history": (BASE, "Gempa Cianjur pada 2006 menewaskan 300 orang, menurut USGS."),
    "last year": (BASE, "Tahun lalu USGS mencatat 300 orang tewas akibat gempa Cianjur."),
    "some time before": (BASE, "Sebelumnya, Basarnas mencatat 95 orang tewas gempa Cianjur."),
    "compared with": (BASE, "Jumlah itu lebih besar dibanding 95 orang tewas versi Basarnas."),
    "a part": (BASE, "Basarnas menyebut 100 orang meninggal di antaranya warga Cianjur."),
    "the buried": (BASE, "Basarnas menyebut 100 orang meninggal akibat gempa Cianjur dimakamkan."),
    "those found": (BASE, "Basarnas menemukan 95 orang meninggal akibat gempa Cianjur."),
    "a group": (BASE, "Basarnas menyebut 95 anak meninggal akibat gempa Cianjur."),
    "a nation": (BASE, "Korban tewas Australia akibat gempa Cianjur mencapai 95 orang."),
    "a group behind the noun": (BASE, "Basarnas: korban tewas anak-anak 95 orang di Cianjur."),
    "an increase": (BASE, "Korban meninggal gempa Cianjur bertambah 95 orang, kata Basarnas."),
    "a forecast": (BASE, "Basarnas memperkirakan 300 orang meninggal akibat gempa Cianjur."),
    "a plan": (BASE, "Basarnas menyebut 300 orang akan tewas akibat gempa Cianjur."),
    "doubt": (BASE, "Kabar 300 orang meninggal akibat gempa Cianjur tidak benar, kata Basarnas."),
    "denial": (BASE, "Basarnas membantah korban tewas gempa Cianjur mencapai 300 orang."),
    "not confirmed": (
        BASE,
        "Basarnas menyebut 300 orang tewas di gempa Cianjur, tetapi belum terverifikasi.",
    ),
    "a question": (BASE, "Benarkah 300 orang meninggal akibat gempa Cianjur menurut Basarnas?"),
    "a condition": (BASE, "Jika gempa Cianjur terulang, Basarnas mencatat 300 orang meninggal."),
    "a negation": (BASE, "Basarnas mencatat tidak sampai 300 orang meninggal di gempa Cianjur."),
    "dead and injured together": (
        BASE,
        "Basarnas mencatat 300 orang meninggal dan luka-luka akibat gempa Cianjur.",
    ),
    "in so many hours": (BASE, "Basarnas mencatat 95 orang meninggal dalam 24 jam di Cianjur."),
    "another cause": (BASE, "Basarnas mencatat 95 orang meninggal ketika bus terbakar, Cianjur."),
    "two amounts for one noun": (BASE, "Basarnas mencatat 90 dan 95 orang meninggal, Cianjur."),
    "another kind of injury": (
        "BNPB mencatat 300 orang luka ringan akibat gempa Cianjur.",
        "Basarnas mencatat 120 orang luka berat akibat gempa Cianjur.",
    ),
    "another object": (
        "Sebanyak 22.198 rumah rusak akibat gempa Cianjur, kata BNPB.",
        "Basarnas mencatat 26.237 bangunan rusak akibat gempa Cianjur.",
    ),
    "incidents of one day": (
        "Serangan Israel di Gaza menewaskan 45 orang, kata PBB.",
        "WHO menyebut 20 orang tewas dalam serangan di Gaza.",
        "Menurut UNRWA, 25 orang tewas akibat serangan di Gaza.",
    ),
    "another event": (BASE, "Palang Merah mencatat 95 orang meninggal akibat banjir."),
    "an aftershock": (QUAKE, "USGS mencatat gempa susulan di Cianjur bermagnitudo 5,2."),
    "another quake": (QUAKE, "USGS mencatat gempa Cianjur kedua bermagnitudo 5,2."),
    "a quake elsewhere": (QUAKE, "USGS mencatat gempa bermagnitudo 5,9 di Lombok, bukan Cianjur."),
    "a star": (QUAKE, "Menurut NASA, bintang Cianjur itu bermagnitudo 5,9."),
    "waves at two places": (
        "Menurut BMKG, tsunami setinggi 1,5 meter di Palu.",
        "BNPB menyebut tsunami setinggi 3 meter di Donggala, dekat Palu.",
    ),
    "range and altitude": (
        "Korea Selatan menyatakan rudal Korea Utara terbang sejauh 650 km.",
        "Jepang menyatakan ketinggian rudal Korea Utara 350 km.",
    ),
    "how far it could fly": (
        "Korea Selatan menyatakan rudal Korea Utara terbang sejauh 650 km.",
        "Jepang menyatakan jangkauan rudal Korea Utara 350 km.",
    ),
    "a meeting in all, and a part of it": (
        "Menurut TASS, seluruh rangkaian pertemuan Kim dan Putin memakan waktu lima jam.",
        "Menurut KCNA, pertemuan Kim dan Putin bersama para menteri berlangsung dua jam.",
    ),
    "another year": (
        GROWTH,
        "Bank Dunia memperkirakan ekonomi Indonesia tumbuh 4,9 persen pada 2026.",
    ),
    "a quarter": (
        GROWTH,
        "Bank Dunia memperkirakan ekonomi Indonesia tumbuh 4,9 persen pada triwulan I 2025.",
    ),
    "another country": (
        GROWTH,
        "Bank Dunia memperkirakan ekonomi China tumbuh 4,5 persen pada 2025.",
    ),
    "another growth": (
        GROWTH,
        "Bank Dunia memperkirakan kredit Indonesia tumbuh 9 persen pada 2025.",
    ),
    "an outcome and a forecast": (
        "BPS mencatat pertumbuhan ekonomi Indonesia 2021 sebesar 3,69 persen.",
        "IMF memperkirakan pertumbuhan ekonomi Indonesia 2021 sebesar 3,2 persen.",
    ),
    "five and five point two, rounded": (
        "IMF memproyeksikan pertumbuhan ekonomi Indonesia 2025 sebesar 5 persen.",
        "Bank Dunia memperkirakan ekonomi Indonesia tumbuh 5,2 persen pada 2025.",
    ),
    "opening and close": (
        SPOT,
        ("2025-01-06T17:00", "Menurut Refinitiv, rupiah dibuka di Rp16.385 per dolar AS, Senin."),
    ),
    "two days": (
        SPOT,
        ("2025-01-07T17:00", "Menurut Refinitiv, rupiah ditutup di Rp16.385 per dolar AS, Selasa."),
    ),
    "a close of no day in a morning paper": (
        SPOT,
        ("2025-01-06T06:00", "Menurut Refinitiv, rupiah ditutup di Rp16.385 per dolar AS."),
    ),
    "a level expected": (
        SPOT,
        ("2025-01-06T17:00", "Menurut Refinitiv, rupiah berpeluang ditutup di Rp16.385, Senin."),
    ),
    "a bank's selling rate": (
        SPOT,
        ("2025-01-06T17:00", "Menurut BCA, kurs jual rupiah ditutup di Rp16.385, Senin."),
    ),
    "bid and ask": (
        SPOT,
        ("2025-01-06T17:00", "Menurut Refinitiv, rupiah ditutup di Rp16.385/16.395, Senin."),
    ),
    "two indices": (
        ("2025-01-06T17:00", "Menurut Bloomberg, IHSG ditutup di 7.083, Senin."),
        ("2025-01-06T17:00", "Menurut BEI, LQ45 ditutup di 7.200, Senin."),
    ),
    "the day is not told": (
        ("", "Korban tewas banjir di Demak tercatat 9 orang."),
        ("", "Jumlah korban tewas banjir di Demak mencapai 12 orang."),
    ),
    "a count of a few hours later": (
        ("2022-11-22T09:00", "BNPB mencatat 162 orang meninggal akibat gempa Cianjur."),
        ("2022-11-22T18:00", "Basarnas mencatat 169 orang meninggal akibat gempa Cianjur."),
    ),
    "no denial": ("Iran tidak membantah tuduhan Israel bahwa negaranya memasok senjata.",),
    "an accusation without an accuser": ("Iran membantah tuduhan memasok senjata ke Rusia.",),
}


@pytest.mark.parametrize("case", SILENT)
def test_shows_nothing_that_is_not_surely_a_difference(case: str) -> None:
    assert shown(differences(articles(*SILENT[case]))) == []


def test_one_source_told_twice_in_one_article_is_no_difference() -> None:
    told = article(BASE, "BNPB mencatat 95 orang meninggal dunia akibat gempa Cianjur.")
    other = articles("Basarnas menyebut 120 orang tewas akibat gempa Cianjur.")
    assert differences(told) == []
    assert differences(told + other) == []


DEVELOPMENTS = {
    "days of one source": (
        articles(
            ("2022-11-21", "BNPB mencatat 162 orang meninggal akibat gempa Cianjur, Senin."),
            ("2022-11-22", "Korban tewas gempa Cianjur menjadi 268 orang, kata BNPB, Selasa."),
            (
                "2022-11-24",
                "Hingga Rabu (23/11), BNPB mencatat 271 orang tewas akibat gempa Cianjur.",
            ),
        ),
        development(
            "Dead",
            ("271", "BNPB", "2022-11-23"),
            ("268", "BNPB", "2022-11-22"),
            ("162", "BNPB", "2022-11-21"),
        ),
    ),
    "an earlier value in the same sentence": (
        articles(
            "BNPB melaporkan 832 korban meninggal, melonjak dari 384 orang sehari sebelumnya."
        ),
        development(
            "Dead",
            ("832", "BNPB", "2022-11-22"),
            ("384", "BNPB", "2022-11-21"),
        ),
    ),
    "numbers that a count passed, of all the countries": (
        articles(
            (
                "2023-02-08",
                "Hingga Rabu malam, jumlah korban tewas akibat gempa di kedua negara telah "
                "melampaui 11.000 orang, kata Erdogan.",
            ),
            (
                "2023-02-11",
                "Jumlah korban meninggal akibat gempa M 7,8 yang terjadi Senin (6/2) itu "
                "kini sedikitnya 25.000 orang, kata Erdogan.",
            ),
            (
                "2023-02-16",
                "Korban tewas akibat gempa itu telah melampaui 41.000 orang, kata Erdogan.",
            ),
        ),
        development(
            "Dead",
            ("more than 41,000", "Erdogan", "2023-02-16"),
            ("at least 25,000", "Erdogan", "2023-02-11"),
            ("more than 11,000", "Erdogan", "2023-02-08"),
        ),
    ),
    "a count that may fall": (
        articles("Pengungsi gempa Cianjur kini 62.359 orang, turun dari 70.821 orang pada Senin."),
        development("Displaced", ("62,359", "", "2022-11-22"), ("70,821", "", "2022-11-21")),
    ),
    "closing levels": (
        articles(
            ("2025-01-06T17:00", "Di Jakarta, rupiah naik 65 poin ke Rp16.155 per dolar AS."),
            (
                "2025-01-07T09:00",
                "Selasa pagi rupiah dibuka di Rp16.186 setelah sehari sebelumnya berakhir di "
                "Rp16.155 di Jakarta.",
            ),
            ("2025-01-11", "Di Jakarta, rupiah menutup pekan di Rp16.210/US$."),
        ),
        development(
            "Rupiah per US dollar",
            ("IDR 16,210", "", "2025-01-10"),
            ("IDR 16,155", "", "2025-01-06"),
        ),
    ),
    "estimates of several people for one named place": (
        articles(
            (
                "2018-09-30",
                "Di reruntuhan Hotel Roa-Roa, Kepala Basarnas Marsdya TNI M. Syaugi "
                "memperkirakan 50 sampai 60 orang belum terangkat.",
            ),
            (
                "2018-10-03",
                "Presiden pada Rabu menyebut sekitar 30 orang masih berada di bawah puing "
                "Hotel Roa-Roa.",
            ),
        ),
        development(
            "Trapped or buried, Hotel Roa-Roa",
            ("about 30", "president", "2018-10-03"),
            ("50 to 60", "Basarnas", "2018-09-30"),
        ),
    ),
}


@pytest.mark.parametrize("case", DEVELOPMENTS)
def test_tells_a_count_over_time_the_latest_first(case: str) -> None:
    passages, expected = DEVELOPMENTS[case]
    assert shown(differences(passages)) == [expected]


def test_a_value_of_a_source_that_tells_one_is_no_step_of_anothers_course() -> None:
    rates = (
        "Di Jakarta, catatan soal kurs rupiah Senin (6/1) tidak seragam: data Bloomberg "
        "menunjukkan Rp16.220, sementara kurs referensi Jisdor milik BI berada di Rp16.244."
    )
    told = differences(
        articles(
            ("2025-01-06T17:00", rates),
            ("2025-01-08T17:00", "Di Jakarta, rupiah ditutup di Rp16.155 per dolar AS, Rabu."),
            ("2025-01-11", "Di Jakarta, rupiah menutup pekan di Rp16.210/US$."),
        )
    )
    quarrel, course = told
    assert {value.value for value in quarrel.values} == {"IDR 16,220", "IDR 16,244"}
    assert [value.value for value in course.values] == ["IDR 16,210", "IDR 16,155"]


@pytest.mark.parametrize(
    "later",
    [
        "Hingga Rabu (23/11), BNPB mencatat 95 orang meninggal akibat gempa Cianjur.",
        "Hingga Rabu (23/11), BNPB mencatat 165 orang meninggal di Cugenang, Cianjur.",
        "Hingga Rabu (23/11), BNPB mencatat 9.000 orang meninggal akibat gempa Cianjur.",
        "Hingga Rabu (23/11), BNPB mencatat lebih dari 160 orang meninggal, Cianjur.",
    ],
    ids=["smaller", "elsewhere", "another size", "the same"],
)
def test_no_development_where_the_count_does_not_surely_grow(later: str) -> None:
    earlier = ("2022-11-22", "BNPB mencatat 162 orang meninggal akibat gempa Cianjur, Selasa.")
    assert differences(articles(earlier, ("2022-11-23", later))) == []


@pytest.mark.parametrize(
    ("denial", "denier"),
    [
        ("Ketua KPK Budi Santoso menepis tudingan tersebut.", "Budi Santoso"),
        ("Iran membantah keras tuduhan itu, menurut Reuters.", "Iran"),
        ("Tuduhan itu dibantah Ketua KPK Budi Santoso.", "Budi Santoso"),
        ("KPK, yang dipimpin Budi Santoso, membantah tuduhan itu.", "KPK"),
        ("Ketua KPK Budi Santoso, yang menemani Ary, membantah kabar itu.", "Budi Santoso"),
    ],
)
def test_what_is_told_and_denied_in_the_next_sentence(denial: str, denier: str) -> None:
    claim = ("Polisi menyelidiki dugaan pemerasan.", "Police investigate alleged extortion.")
    (found,) = differences(fakes.passages(f"{claim[0]}\n{denial}", f"{claim[1]}\nA denial."))
    assert found.what == "Whether it is so: “Police investigate alleged extortion”"
    assert [(v.value, v.said_by) for v in found.values] == [("told", ""), ("denied", denier)]


def test_what_is_part_of_another_name_denies_nothing() -> None:
    denial = "Partai Solidaritas Indonesia membantah tuduhan itu."
    claim = "Polisi menyelidiki dugaan pemerasan."
    assert differences(fakes.passages(f"{claim}\n{denial}", "A claim.\nA denial.")) == []


@pytest.mark.parametrize(
    ("told", "denial", "accusation"),
    [
        (
            "Konflik pecah setelah Prigozhin menuding militer menembaki kampnya.",
            "Kementerian Pertahanan Rusia membantah tuduhan itu.",
            True,
        ),
        (
            "Bupati Langkat, yang dituding menerima suap, mengundurkan diri.",
            "Airlangga Hartarto membantah tuduhan itu.",
            False,
        ),
        (
            "Jaksa menuding bupati itu menerima suap dan menahannya.",
            "Airlangga Hartarto membantah kabar itu.",
            False,
        ),
        (
            "Rusia membantah laporan bahwa pihaknya dituduh menyerang.",
            "Ukraina menepis tudingan itu.",
            False,
        ),
    ],
)
def test_of_a_told_accusation_the_accusation_is_denied(
    told: str, denial: str, accusation: bool
) -> None:
    (found,) = differences(fakes.passages(f"{told}\n{denial}", "A statement.\nA denial."))
    asked, word = ("an accusation is true", "alleged") if accusation else ("it is so", "told")
    assert found.what == f"Whether {asked}: “A statement”"
    assert [v.value for v in found.values] == [word, "denied"]


@pytest.mark.parametrize(
    ("english", "denial"),
    [
        ("Police investigate it.", "Iran tidak membantah tuduhan itu."),
        ("Police investigate it.", "Ia membantah tuduhan itu."),
        ("Police investigate it.", "Iran membantah tuduhan memasok senjata."),
        ("Police investigate it.", "Kabar itu dibantah."),
        ("He also investigates it.", "Iran membantah tuduhan itu."),
    ],
)
def test_what_nobody_named_surely_denies(english: str, denial: str) -> None:
    text = "Polisi menyelidiki dugaan pemerasan."
    assert differences(fakes.passages(f"{text}\n{denial}", f"{english}\nA denial.")) == []


def test_a_toll_that_another_source_tells_smaller_later_is_no_development() -> None:
    tolls = {
        "2022-10-02T06:48": "Sebanyak 127 orang dilaporkan meninggal dunia.",
        "2022-10-02T13:25": "Emil Dardak menyebutkan tercatat 174 orang kehilangan nyawa.",
        "2022-10-04": "Polisi menyebut korban meninggal tetap 125 orang.",
        "2022-10-05": "Korban tewas bertambah dari 125 menjadi 131 orang.",
    }
    match = "Laga Arema FC di Malang berakhir ricuh."
    told = [
        passage
        for day, toll in tolls.items()
        for passage in article(match, toll, date=day, path=f"{day}.txt")
    ]
    (found,) = differences(told)
    assert not found.development
    assert [value.value for value in found.values] == ["131", "125", "174", "127"]


def test_at_least_is_no_step_where_that_day_was_disputed() -> None:
    match = "Laga Arema di Malang berakhir ricuh."
    tolls = [
        ("2022-10-02", "Sedikitnya 127 orang dilaporkan tewas."),
        ("2022-10-02", "Emil Dardak mengatakan korban tewas mencapai 174 orang."),
        ("2022-10-02", "Polisi menyebut 125 orang tewas."),
        ("2023-03-16", "Hakim membebaskan dua polisi dalam peristiwa yang menewaskan 135 orang."),
    ]
    given = [
        passage
        for n, (day, toll) in enumerate(tolls)
        for passage in article(match, toll, date=day, path=f"{n}.txt")
    ]
    (found,) = differences(given)
    assert not found.development
    assert {value.value for value in found.values} >= {"125", "174"}


def test_sources_that_differed_are_shown_by_their_last_figures() -> None:
    found = differences(
        articles(
            ("2018-10-07", "BNPB mencatat 1.763 korban meninggal di Palu, Minggu (7/10/2018)."),
            ("2018-10-07", "Kogasgabpad (TNI) menyebut 1.944 orang tewas di Palu pada Minggu."),
            ("2018-10-12", "Basarnas menyebut 1.944 orang tewas di Palu, Minggu (7/10/2018)."),
            ("2018-10-12", "Data BNPB per Kamis menunjukkan 2.073 korban jiwa di Palu."),
            ("2018-10-12", "Basarnas pada Jumat mencatat 2.088 orang meninggal di Palu."),
        )
    )
    last = diff(
        "Dead, Palu, last figures",
        ("2,088", "Basarnas", "2018-10-12"),
        ("2,073", "BNPB", "2018-10-11"),
    )
    assert last in shown(found)


def test_writes_the_value_as_the_english_of_the_passage_does() -> None:
    told = Article("a.txt", "Polisi menyebut sekitar 1.200 orang tewas. BNPB", date=Found(DAY, ""))
    other = Article("b.txt", "Menurut BNPB, korban tewas mencapai 2.500 jiwa.", date=Found(DAY, ""))
    found = differences(
        [
            passage(told, "Polisi menyebut sekitar 1.200 orang tewas.", "Some 1,200 were killed."),
            passage(told, "BNPB", "BNPB"),
            passage(other, other.text, "Two thousand five hundred people died, BNPB says."),
        ]
    )
    values = [(v.value, v.said_by) for d in found for v in d.values]
    assert values == [("about 1,200", "police"), ("Two thousand five hundred", "BNPB")]


def test_an_untrusted_passage_is_no_evidence() -> None:
    one, other = articles(BASE, "Basarnas menyebut 120 orang tewas akibat gempa Cianjur.")
    failed = Passage(other.sentence, "", "test", ("name: BNPB missing",))
    assert len(differences([one, other])) == 1
    assert differences([one, failed]) == []


def test_a_copy_is_no_second_voice() -> None:
    text = "Korban tewas banjir di Demak tercatat 12 orang."
    first = Article("a.txt", text, date=Found("2024-03-18T09:00", "test"))
    copy = Article(
        "b.txt",
        text.replace("12", "9"),
        date=Found("2024-03-18T10:00", "test"),
        copy_of=first,
    )
    passages = [passage(first, first.text), passage(copy, copy.text)]
    assert differences(passages) == []
    own = Article(copy.path, copy.text, date=copy.date)
    assert len(differences([passages[0], passage(own, own.text)])) == 1


def test_cites_the_original_and_not_its_copy(readings: dict[str, Reading]) -> None:
    copies = [a for reading in readings.values() for a in reading if a.copy_of]
    assert copies
    for found in map(differences, map(unread, readings.values())):
        cited = {v.citation.article for d in found for v in d.values}
        assert cited.isdisjoint(copies)


def unread(reading: Reading) -> list[Passage]:
    """The sentences of an event without any English."""
    return [Passage(sentence, "", "test") for told in reading for sentence in segment(told)]


# What seeds/*/facts.json calls conflicts, by the start of its "what", and how it is shown here.
FOUND = {
    "1-kim-putin-2023": {
        "How far the missiles flew": "Distance flown, first missile, on September 13, 2023",
        "Whether North Korean arms": "Whether an accusation is true: arms",
    },
    "2-palu-2018": {
        "Death toll on 7 October 2018": "Dead, on October 7, 2018",
        "Missing on 7 October 2018": "Missing, on October 7, 2018",
        "Last death toll": "Dead, last figures",
        "Injured in the last figures": "Injured, on October 12, 2018",
        "Magnitude of the earthquake": "Magnitude of the earthquake",
        "Count that grows: deaths according to BNPB": "Dead",
        "Count that rises, falls and rises: displaced": "Displaced",
        "People thought to be under the Roa-Roa Hotel": "Trapped or buried, Hotel Roa-Roa",
    },
    "3-bi-rate-2024": {
        "Rupiah level at the close of Tuesday": "Rupiah per US dollar, on April 23, 2024",
        "Fall of the rupiah since": "Fall since the start of the year, rupiah",
        "Fall of the Korean won, Thai baht": "Fall since the start of the year, Japanese yen",
        "Rupiah on the spot market after": "Rupiah per US dollar",
        "IHSG after the decision": "Stock index, Jakarta Composite Index",
        "Forecast of Indonesia's growth": "Economic growth, forecast, 2024",
    },
}
# Found beside them; each was judged against its sentences.
ALSO = {
    "2-palu-2018": {"Dead, according to Kogasgabpad", "Seriously injured"},
    "3-bi-rate-2024": {
        "Fall since the start of the year, South Korean won",
        "Fall since the start of the year, Thai baht",
    },
}


def test_finds_most_conflicts_of_the_seeds_and_nothing_else(readings: dict[str, Reading]) -> None:
    known = []
    for name, expected in FOUND.items():
        facts = json.loads((fakes.ROOT / "seeds" / name / "facts.json").read_text("utf-8"))
        told = [conflict["what"] for conflict in facts["conflicts"]]
        assert all(any(what.startswith(start) for what in told) for start in expected)
        known += told
        found = {d.what for d in differences(unread(readings[name]))}
        assert found == set(expected.values()) | ALSO.get(name, set())
    assert sum(map(len, FOUND.values())) / len(known) >= 0.7


@pytest.mark.parametrize(
    ("event", "what", "values"),
    [
        (
            "2-palu-2018",
            "Dead",
            "2,073 2,045 1,763 1,407 832 384",
        ),
        ("2-palu-2018", "Displaced", "78,994 62,359 70,821 16,732"),
        ("2-palu-2018", "Injured, on October 12, 2018", "4,612 10,679"),
        ("3-bi-rate-2024", "Rupiah per US dollar", "IDR 16,210|IDR 16,155|IDR 16,220"),
        ("3-bi-rate-2024", "Stock index, Jakarta Composite Index", "7,036.07 7,155"),
    ],
)
def test_tells_the_values_of_the_seeds(
    readings: dict[str, Reading], event: str, what: str, values: str
) -> None:
    found = {d.what: d for d in differences(unread(readings[event]))}
    wanted = values.split("|") if "|" in values else values.split()
    assert [v.value for v in found[what].values] == wanted


def test_events_do_not_mix(readings: dict[str, Reading]) -> None:
    """Sentences of unrelated events tell no difference but those of each."""
    alone = [d.what for reading in readings.values() for d in differences(unread(reading))]
    mixed = [p for reading in readings.values() for p in unread(reading)]
    assert sorted(d.what for d in differences(mixed)) == sorted(alone)


@settings(deadline=None, max_examples=10)
@given(seed=st.randoms(use_true_random=False))
def test_the_order_of_the_articles_changes_nothing(
    readings: dict[str, Reading], seed: random.Random
) -> None:
    passages = unread(readings["2-palu-2018"])
    shuffled = list(passages)
    seed.shuffle(shuffled)
    assert differences(shuffled) == differences(passages)
    assert differences([*passages, *shuffled[:20]]) == differences(passages)


PARTS = ("BNPB", "Basarnas", "polisi"), ("12", "15", "sekitar 20", "150"), ("tewas", "hilang")
SAYINGS = [
    f"Menurut {who}, {count} orang {fate} di {place}."
    for who, count, fate, place in itertools.product(*PARTS, ("Palu", "Sigi"))
]


@settings(deadline=None, max_examples=50)
@given(
    told=st.lists(
        st.tuples(st.sampled_from(["2018-10-07", "2018-10-08", ""]), st.sampled_from(SAYINGS)),
        min_size=2,
        max_size=8,
    )
)
def test_shows_only_what_was_told_and_nothing_alike(told: list[tuple[str, str]]) -> None:
    passages = articles(*told)
    for found in differences(passages):
        assert len(found.values) > 1
        assert len({(v.value, v.said_by, v.time) for v in found.values}) == len(found.values)
        for value in found.values:
            assert value.citation.passages[0] in passages
            assert value.citation.article == value.citation.passages[0].sentence.article
            assert value.value.split()[-1] in value.citation.passages[0].sentence.text
        days = [v.time for v in found.values]
        if found.development:
            assert days == sorted(days, reverse=True)
        else:
            assert len({v.value for v in found.values}) > 1


@pytest.mark.parametrize("text", ["", " ", "#", "12", "@@ ## ~~", "Rp", "orang tewas", "di di di"])
def test_odd_sentences_tell_nothing(text: str) -> None:
    told = Article("a.txt", text)
    assert differences([Passage(Sentence(told, 0, len(text)), "", "test")] * 2) == []


PIECES = (
    "BNPB menurut kata mencatat sekitar 12 1.500 7,4 Rp16.200 5-6 persen orang korban tewas luka "
    "gempa magnitudo di Palu Kota dan dari ke naik turun menjadi rupiah ditutup IHSG 2024 rudal "
    'Senin (7/10/2018) sehari sebelumnya membantah tuduhan Israel senjata , . : ( ) “ – / # @ ~ _ "'
).split()


@settings(deadline=None, max_examples=100)
@given(st.lists(st.lists(st.sampled_from(PIECES), min_size=1, max_size=25), max_size=4))
def test_no_text_is_too_odd(texts: list[list[str]]) -> None:
    passages = articles(*map(" ".join, texts))
    cited = {v.citation.passages for d in differences(passages) for v in d.values}
    assert cited <= {(p,) for p in passages}


def test_nothing_from_nothing() -> None:
    assert differences([]) == []
