"""How sure, how exact and until when: what an English sentence lost of it, or made up."""

import pytest

from summarizer.guards import failures
from summarizer.hedges import lost_hedges, made_up_hedges
from summarizer.names import builtin_glossary
from summarizer.wishes import wish

LOST = [
    ("Sekitar 30 orang diperkirakan masih di bawah puing.",
     "About 30 people were still under the rubble.", "diperkirakan", "estimated"),
    ("Korban tercatat 1.407 orang hingga Rabu pukul 13.00 WIB.",
     "1,407 people died on Wednesday at 13:00 WIB.", "hingga rabu", "as of"),
    ("Pelaku diduga lari ke Medan.", "The perpetrator fled to Medan.", "diduga", "allegedly"),
    ("Soal kemungkinan transaksi senjata ia bungkam.",
     "On arms transactions he was silent.", "kemungkinan", "the possibility"),
    ("Presiden berencana ke Tokyo besok.", "The President was in Tokyo.", "berencana", "plans"),
    ("Sedikitnya 12 rumah rusak.", "12 houses were damaged.", "sedikitnya", "at least"),
    ("Pekerja itu paling sedikit 40 orang.", "The workers were 40.", "paling sedikit", "at least"),
    ("Korban jiwa sudah 384 orang.", "There are 384 victims.", "korban jiwa", "dead"),
    ("Sebanyak 821 orang di antaranya ditemukan di Palu.", "821 people were found in Palu.",
     "di antaranya", "of them"),
    ("Nyaris semua toko tutup.", "All shops were closed.", "nyaris", "almost"),
    ("Mereka hanya butuh tujuh jam.", "They needed seven hours.", "hanya", "only"),
    ("Kedua rudal masing-masing terbang 650 km.", "The two missiles flew 650 km.",
     "masing-masing", "each"),
    ("Korban 268 orang, 151 masih hilang", "Toll at 268, 151 dead", "masih", "still"),
    ("Sebagian warga mengungsi.", "Residents fled.", "sebagian", "some"),
    ("Seluruh kios terbakar, kata dia.", "Kiosks burned, he said.", "seluruh", "all"),
    ("Mantan menteri itu ditahan.", "The minister was detained.", "mantan", "former"),
    ("Ini kunjungan pertama Kim.", "This is a visit by Kim.", "pertama", "first"),
    ("Mereka terakhir bertemu pada 2019.", "They met in 2019.", "terakhir", "last"),
]  # fmt: skip

KEPT = [
    ("Kerugian diperkirakan Rp 5 miliar.", "The loss is about Rp 5 billion."),
    ("Ia didakwa dalam kasus pembunuhan berencana.", "He is charged with premeditated murder."),
    ("Tanpa diduga, ia menang.", "He won against the odds."),
    ("Rapat itu tidak mungkin batal.", "The meeting cannot be cancelled."),
    ("Jalan ditutup dari Senin hingga Rabu.", "The road was closed from Monday to Wednesday."),
    ("Hujan turun hingga malam.", "It rained into the night."),
    ("Pemenangnya memukul paling sedikit.", "The winner takes the fewest strokes."),
    ("Ia bukan hanya guru.", "He is a teacher and more."),
    ("Persatuan Sepak Bola Seluruh Indonesia hadir.", "The football association came."),
    ("Anak itu masih muda.", "The child, young, slept."),
    ("Dalam dua tahun terakhir ia sakit.", "In two years he fell ill."),
]  # fmt: skip


@pytest.mark.parametrize(("indonesian", "english", "word", "asked"), LOST)
def test_a_lost_hedge_is_named_and_asked_for(
    indonesian: str, english: str, word: str, asked: str
) -> None:
    assert [gone for gone, _ in lost_hedges(indonesian, english)] == [word]
    assert f"hedge: {word} missing" in failures(indonesian, english)
    assert any(asked in ways for ways in wish(indonesian, english, builtin_glossary()).must)


@pytest.mark.parametrize(("indonesian", "english"), KEPT)
def test_what_another_word_says_is_not_lost(indonesian: str, english: str) -> None:
    assert lost_hedges(indonesian, english) == []


def test_what_a_second_translation_is_asked_for_answers() -> None:
    for indonesian, english, _, _ in LOST:
        for _, ways in lost_hedges(indonesian, english):
            assert all(lost_hedges(indonesian, f"{english} {way}") == [] for way in ways)


@pytest.mark.parametrize(
    ("indonesian", "english", "words"),
    [
        ("Tepat dua pekan setelah gempa.", "About two weeks after the quake.", ["about"]),
        ("Ada 200 mobil.", "There were around 200 cars.", ["around"]),
        ("Ada sekitar 200 mobil.", "There were around 200 cars.", []),
        ("Ada ratusan mobil.", "There were about a hundred cars.", []),
        ("Ia bicara tentang tujuh surat.", "He spoke about seven letters.", []),
        ("Ada 200 mobil di kota.", "There are 200 cars around the city.", []),
    ],
)
def test_a_figure_is_as_exact_as_the_indonesian_tells_it(
    indonesian: str, english: str, words: list[str]
) -> None:
    assert made_up_hedges(indonesian, english) == words
    assert set(words) <= set(wish(indonesian, english, builtin_glossary()).never)
