"""An English sentence that says the opposite of a word, or moves the wrong way between values."""

import pytest

from summarizer.guards import failures
from summarizer.names import builtin_glossary
from summarizer.opposites import courses, opposites, pairs
from summarizer.wishes import wish

WRONG = [
    ("Sari resmi melepas jabatan Menteri pada Kamis.", "Sari officially took office on Thursday.",
     "took office"),
    ("Harga solar juga dikerek tahun ini.", "The price of diesel was also reduced this year.",
     "reduced"),
    ("Inflasi tahunan melandai pada Mei.", "Annual inflation was topping in May.", "topping"),
    ("Tim itu bekerja paling lama satu bulan.", "The team works for at least a month.", "at least"),
    ("Anggapan itu ditampik menteri.", "The minister explained that view.", "explained"),
    ("Wakil Menteri Pertanian Budi tiba kemarin.", "Agriculture Minister Budi arrived yesterday.",
     "Minister"),
    ("Dua orang tewas di jalan tol.", "Two people are missing on the toll road.", "missing"),
    ("Sehari sebelumnya ia ditahan.", "The following day he was detained.", "following"),
    ("Malam harinya Kremlin bicara.", "The night before, the Kremlin spoke.", "before"),
    ("Malam harinya Kremlin berkata bahwa itu batal.",
     "The next night the Kremlin said that it was off.", "next"),
    ("Serangan ke garis belakang.", "An attack on the front line.", "front"),
    ("Dari dalam negeri, OJK menenangkan nasabah.", "From abroad, OJK calmed customers.", "abroad"),
    ("Ia berobat ke luar negeri.", "He was treated at home.", "at home"),
    ("Gempa terjadi sebelum fajar.", "The quake struck after dawn.", "after"),
    ("Kerugian kurang dari Rp 5 miliar.", "The loss is more than Rp 5 billion.", "more than"),
]  # fmt: skip

RIGHT = [
    ("Sari resmi melepas jabatan Menteri.", "Sari stepped down; her deputy took office."),
    ("Harga solar naik, beras turun.", "The price of rice was reduced."),
    ("Tim itu bekerja paling lama satu bulan.", "The team works for a month at most."),
    ("Ia naik kereta ke kota.", "He took a train that fell behind."),
    ("Wakil Ketua KPK Alex tiba.", "KPK deputy chairman Alex arrived."),
    ("Wakil rakyat bertemu menteri.", "Legislators met the minister."),
    ("Dua orang tewas dan tiga hilang.", "Two died and three are missing."),
    ("Pasar dalam negeri tumbuh.", "The domestic market grew, with orders from abroad."),
    ("Ia membantah kabar itu.", "He denied it, and explained why."),
]  # fmt: skip


@pytest.mark.parametrize(("indonesian", "english", "word"), WRONG)
def test_the_opposite_is_found_and_never_asked_for_again(
    indonesian: str, english: str, word: str
) -> None:
    assert word.lower() in [now for _, now in opposites(indonesian, english)]
    assert any(reason.startswith("opposite: ") for reason in failures(indonesian, english))
    assert word.lower() in wish(indonesian, english, builtin_glossary()).never


@pytest.mark.parametrize(("indonesian", "english"), RIGHT)
def test_what_something_explains_is_no_opposite(indonesian: str, english: str) -> None:
    assert opposites(indonesian, english) == []


@pytest.mark.parametrize(
    ("indonesian", "english", "verb"),
    [
        ("Harga yang semula Rp 7.650 kini Rp 10.000 per liter.",
         "The price of Rp 7,650 per liter was now reduced to Rp 10,000 per liter.", "reduced"),
        ("Harga disesuaikan dari Rp 5.150 menjadi Rp 6.800.",
         "The price fell from Rp 5,150 to Rp 6,800.", "fell"),
        ("Suku bunga diubah dari 6,25 persen menjadi 6 persen.",
         "The rate was raised from 6.25 percent to 6 percent.", "raised"),
    ],
)  # fmt: skip
def test_a_verb_of_the_other_direction(indonesian: str, english: str, verb: str) -> None:
    assert [found for _, found in courses(indonesian, english)] == [verb]


@pytest.mark.parametrize(
    ("indonesian", "english"),
    [
        ("Harga naik dari Rp 5.150 menjadi Rp 6.800.", "Prices rose from Rp 5,150 to Rp 6,800."),
        ("Rupiah menguat ke Rp16.155 dari Rp16.220.", "It rose from Rp16,220 to Rp16,155."),
        ("Ia naik dari peringkat 5 ke 3.", "He rose from 5 to 3."),
        ("Dari 3 orang ke 5 kota.", "From 3 people to 5 cities, prices fell."),
        ("Laba Rp 9 miliar dan kredit tumbuh menjadi Rp 4 miliar.",
         "Profit was Rp 9 billion and credit grew to Rp 4 billion."),
    ],
)  # fmt: skip
def test_other_courses(indonesian: str, english: str) -> None:
    assert courses(indonesian, english) == []


def test_no_pair_says_that_its_own_opposite_is_right() -> None:
    for pair in pairs():
        for word in ("rose", "fell", "took office", "opened", "closed", "before", "accepted"):
            assert not (pair.right.fullmatch(word) and pair.wrong.fullmatch(word))


def test_a_clock_time_in_words_that_nobody_told() -> None:
    told = "Pencarian berakhir pada Jumat, dua pekan setelah gempa."
    english = "The search ended on Friday at around two a.m. just two weeks after the quake."
    assert "time: two a.m not in the source" in failures(told, english)
    assert failures("Pencarian berakhir pukul 02.00.", "The search ended at two a.m.") == ()
