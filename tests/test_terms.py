"""The news words of the built-in glossary: what is held against a translation, and what is not."""

import tomllib
from importlib.resources import files

import pytest

from summarizer.guards import failures
from summarizer.names import Glossary, Term, builtin_glossary
from summarizer.wishes import wish

# (term, Indonesian, right English, wrong English)
GOLDEN = [
    ("peluru", "Rusia kekurangan peluru.", "Russia lacks shells.", "Russia lacks spare parts."),
    (
        "peluru artileri",
        "Moskow meminta peluru artileri dan rudal antitank.",
        "Moscow asked for artillery shells and antitank missiles.",
        "Moscow asked for artillery and antitank missiles.",
    ),
    (
        "amunisi",
        "Keduanya membahas amunisi.",
        "The two discussed munitions.",
        "The two held alliance talks.",
    ),
    (
        "orbit rendah",
        "Roket itu mencapai orbit rendah.",
        "The rocket reached a low orbit.",
        "The rocket reached a low-orbit object.",
    ),
    (
        "lapangan terbang",
        "Kim disambut di lapangan terbang Knevichi.",
        "Kim was welcomed at the Knevichi airfield.",
        "Kim was welcomed at the Knevichi air base.",
    ),
    (
        "bunga simpanan maupun pinjaman",
        "Bank itu belum menaikkan bunga simpanan maupun pinjaman.",
        "The bank has not yet raised deposit or lending rates.",
        "The bank has not yet raised deposit rates or loans.",
    ),
    (
        "kapal selam",
        "Kapal selam itu hilang.",
        "The submarine is missing.",
        "The ship is missing.",
    ),
    (
        "kapal perang",
        "Dua kapal perang tiba.",
        "Two warships arrived.",
        "Two war planes arrived.",
    ),
    (
        "gencatan senjata",
        "Gencatan senjata berakhir.",
        "The truce is over.",
        "The arms race is over.",
    ),
    ("ranjau", "Mereka memasang ranjau.", "They laid landmines.", "They laid branches."),
    ("hulu ledak", "Korut punya hulu ledak.", "North Korea has a warhead.", "North Korea has it."),
    (
        "wajib militer",
        "Ia menolak wajib militer.",
        "He refused military service.",
        "He refused the compulsory army.",
    ),
    ("pemberontak", "Pemberontak menyerah.", "The rebels gave up.", "The thieves gave up."),
    ("sandera", "Sandera dibebaskan.", "The hostages were freed.", "The goods were freed."),
    (
        "kosmodrom",
        "Mereka bertemu di kosmodrom.",
        "They met at the cosmodrome.",
        "They met at the stadium.",
    ),
    ("antariksa", "Lembaga antariksa itu.", "The space agency.", "The border agency."),
    (
        "likuefaksi",
        "Korban gempa, tsunami, dan likuefaksi.",
        "Victims of the quake, tsunami and liquefaction.",
        "Victims of the quake, tsunami and aftershocks.",
    ),
    (
        "gempa susulan",
        "Gempa susulan terasa.",
        "Aftershocks were felt.",
        "The next earthquake was felt.",
    ),
    (
        "reruntuhan",
        "Di reruntuhan hotel itu ada korban.",
        "There are victims in the rubble of the hotel.",
        "There are victims in the aftermath of the hotel.",
    ),
    ("titik api", "Ada 30 titik api.", "There are 30 hotspots.", "There are 30 points."),
    ("pengungsi", "Pengungsi butuh air.", "Evacuees need water.", "Fishermen need water."),
    (
        "angin puting beliung",
        "Angin puting beliung merusak rumah.",
        "A whirlwind damaged houses.",
        "A wind damaged houses.",
    ),
    ("masinis", "Masinis itu selamat.", "The train driver is safe.", "The mechanic is safe."),
    ("kereta cepat", "Kereta cepat diuji.", "The bullet train was tested.", "It was tested fast."),
    (
        "suku bunga acuan",
        "Suku bunga acuan naik.",
        "The benchmark rate rose.",
        "The reference flower rose.",
    ),
    (
        "cadangan devisa",
        "Cadangan devisa naik.",
        "Foreign exchange reserves rose.",
        "Backup money rose.",
    ),
    ("bea masuk", "Bea masuk dihapus.", "Import duties were scrapped.", "Entry was scrapped."),
    ("tersangka", "Tersangka ditahan.", "The suspect was held.", "The witness was held."),
    ("kudeta", "Kudeta itu gagal.", "The coup failed.", "The quota failed."),
    (
        "kunjungan kenegaraan",
        "Kunjungan kenegaraan dimulai.",
        "The state visit began.",
        "The nationality began.",
    ),
    ("wabah", "Wabah meluas.", "The outbreak spread.", "The water spread."),
]


@pytest.mark.parametrize(("term", "indonesian", "right", "wrong"), GOLDEN)
def test_guards_tell_a_wrong_news_word(term: str, indonesian: str, right: str, wrong: str) -> None:
    said = f"term: {term} missing"
    assert said not in failures(indonesian, right)
    assert said in failures(indonesian, wrong)
    assert builtin_glossary().missing(indonesian, right) == []
    assert builtin_glossary().missing(indonesian, wrong) == [term]


@pytest.mark.parametrize(
    ("indonesian", "term"),
    [
        ("Kapal selam itu hilang.", "kapal selam"),
        ("Peluru kendali ditembakkan.", "peluru kendali"),
        ("Gempa susulan terasa.", "gempa susulan"),
        ("Satelit orbit rendah itu jatuh.", "satelit orbit rendah"),
        ("Suku bunga acuannya naik.", "suku bunga acuan"),
        ("Rompi anti peluru dipakai.", "anti peluru"),
    ],
)
def test_only_the_longest_term_counts(indonesian: str, term: str) -> None:
    assert [used.indonesian for used in builtin_glossary().used(indonesian)] == [term]


@pytest.mark.parametrize(
    ("indonesian", "english"),
    [
        ("Kapal-kapal perang itu, kata mereka.", "The warships, they said."),
        ("PELURU DITEMUKAN", "BULLETS FOUND"),
        ("Pesawatnya jatuh.", "The aircraft crashed."),
        ("Lukman Hakim dan Adnan Topan datang.", "Lukman Hakim and Adnan Topan came."),
        ("Ia tinggal di Jalan Jaksa.", "He lives in Jalan Jaksa."),
        ("Kapalnya di Pelabuhan Ratu.", "His boat is in Pelabuhan Ratu."),
        ("Peluru itu relatif baru.", "The shell is relatively new."),
    ],
)
def test_inflected_words_and_names_raise_no_alarm(indonesian: str, english: str) -> None:
    assert builtin_glossary().missing(indonesian, english) == []
    assert builtin_glossary().applied(indonesian, english) == english


def test_a_term_left_untranslated_is_put_into_english() -> None:
    given = "They need amunisi and a kosmodrom."
    applied = builtin_glossary().applied("Mereka butuh amunisi dan kosmodrom.", given)
    assert applied == "They need ammunition and a cosmodrome."


def test_a_replaced_term_keeps_its_capital() -> None:
    applied = builtin_glossary().applied("Amunisi tiba di Palu.", "Amunisi arrived in Palu.")
    assert applied == "Ammunition arrived in Palu."


def test_a_copy_of_the_indonesian_stays_one_that_the_guards_see() -> None:
    text = "Tersangka korupsi itu ditahan polisi di penjara Palu."
    assert builtin_glossary().applied(text, text) == text
    assert "form: copied" in failures(text, builtin_glossary().applied(text, text))


def test_the_second_search_is_asked_for_the_term() -> None:
    asked = wish("Mereka membahas amunisi.", "They held alliance talks.", builtin_glossary())
    assert [forms[0] for forms in asked.must] == ["ammunition"]


def test_a_users_term_counts_in_whatever_case_it_is_given() -> None:
    mine = builtin_glossary() + Glossary((Term("Gempa", ("tremor",)),))
    assert mine.missing("Gempa mengguncang Palu.", "A tremor shook Palu.") == []
    assert mine.missing("Gempa mengguncang Palu.", "A quake shook Palu.") == ["Gempa"]
    assert mine.missing("Gempa susulan terasa.", "Aftershocks were felt.") == []


def test_the_table_is_well_formed() -> None:
    text = files("summarizer").joinpath("lang/terms.toml").read_text("utf-8")
    rows = [row for section in tomllib.loads(text).values() for row in section.items()]
    terms = [term for key, _ in rows for term in key.split("|")]
    assert len(rows) > 150
    assert len({term.lower() for term in terms}) == len(terms)
    for key, value in rows:
        forms = [*key.split("|"), *value.split("|")]
        assert all(form == " ".join(form.split()) != "" for form in forms), key
        english = [form.lower() for form in value.split("|")]
        assert len(set(english)) == len(english), key
        for term in key.split("|"):
            assert builtin_glossary().missing(term, value.split("|")[0]) == [], term
