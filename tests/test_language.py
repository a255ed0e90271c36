"""Which language an article is in, Indonesian news full of English names included."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summarizer.language import Language, identify

INDONESIAN = (
    "Presiden bertemu dengan para menteri di Jakarta pada hari Rabu untuk membahas perdagangan "
    "dan keamanan kawasan. Pertemuan itu berlangsung selama dua jam dan dihadiri oleh gubernur "
    "bank sentral serta sejumlah direktur perusahaan besar."
)
ENGLISH = (
    "The president met his ministers in Jakarta on Wednesday to discuss trade and security in the "
    "region. The meeting lasted two hours and was attended by the governor of the central bank "
    "and several directors of large companies."
)
MALAY = (
    "Perdana Menteri berkata kerajaan akan menyediakan peruntukan tambahan bagi membantu mangsa "
    "banjir di beberapa negeri. Beliau berkata bantuan itu akan disalurkan mulai Isnin. Polis "
    "pula mengesahkan tiada kemalangan jiwa dilaporkan setakat ini, manakala beberapa jalan utama "
    "ditutup kerana paras air masih tinggi."
)

GOLDEN = {
    "Indonesian": (INDONESIAN, "id"),
    "short Indonesian": ("Gempa mengguncang kota itu pada Sabtu pagi.", "id"),
    "Indonesian with English names and a quotation": (
        "Manchester United mengalahkan Real Madrid 2-1 dalam laga Champions League di Old "
        "Trafford, Manchester. Marcus Rashford dan Bruno Fernandes mencetak gol, kata Sky Sports "
        'dan The Guardian. "We played very well tonight and the boys were fantastic," kata '
        "manajer Erik ten Hag.",
        "id",
    ),
    "Indonesian market report": (
        "IHSG ditutup turun 0,5% ke 7.036. Saham BBCA, BMRI, TLKM dan ASII melemah, sedangkan GOTO "
        "dan BREN naik. Nilai transaksi mencapai Rp 12,3 triliun. Rupiah berada di Rp 16.155 per "
        "dolar AS.",
        "id",
    ),
    "Indonesian on a Mr Wang, again and again": (
        ("Menteri Wang Yi tiba di Jakarta pada Ahad. Wang mengatakan kunjungan itu penting bagi "
         "kedua negara. Wang juga akan bertemu presiden. ") * 5,
        "id",
    ),
    "all capitals": (INDONESIAN.upper(), "id"),
    "Malay": (MALAY, "ms"),
    "Malay too short to tell": ("Polis berkata siasatan masih dijalankan oleh pihak itu.", "id"),
    "Malay with Indonesian quoted": (MALAY + "\n" + MALAY + "\n" + INDONESIAN, "ms"),
    "Javanese": (
        "Gubernur Jawa Tengah ngendika yen pamarentah bakal mbangun dalan anyar ing kabupaten "
        "iki. Wong-wong sing omahe kena gusur bakal oleh ganti rugi saka pamarentah. Nanging akeh "
        "warga sing durung setuju amarga regane kurang dhuwur.",
        "jv",
    ),
    "courtly Javanese": (
        "Bapak Bupati ngendika menawi warga ingkang griyanipun risak badhe dipun paringi bantuan "
        "dening pamarentah. Sampun wonten satus griya ingkang risak amargi lindhu punika.",
        "jv",
    ),
    "Sundanese": (
        "Gubernur nyarioskeun yén pamaréntah bakal ngawangun jalan anyar di kabupaten ieu. Warga "
        "nu imahna kagusur bakal meunang gaganti ti pamaréntah. Tapi loba warga nu can satuju.",
        "su",
    ),
    "English": (ENGLISH, "en"),
    "English on the yen": (
        "We are optimistic that the yen will continue to strengthen to 110 as the yen is backed "
        "by the central bank, and the yen has been stable.",
        "en",
    ),
    "Chinese": ("印度尼西亚总统星期三在雅加达会见了来访的日本首相，双方讨论了经济合作。" * 2, "zh"),
    "Japanese": ("インドネシアの大統領は水曜日にジャカルタで日本の首相と会談しました。", "ja"),
    "Arabic": ("التقى الرئيس الإندونيسي يوم الأربعاء في جاكرتا رئيس الوزراء الياباني.", "ar"),
    "Russian": ("Президент встретился в среду в Джакарте со своим коллегой.", "ru"),
    "Dutch": (
        "De president sprak woensdag in Jakarta met zijn ambtgenoot over de handel en de "
        "veiligheid in de regio, zo meldt het persbureau, dan weer niet.",
        "nl",
    ),
    "Italian": (
        "Il presidente ha incontrato mercoledì a Giacarta il suo omologo per parlare di commercio "
        "e di sicurezza nella regione di cui si discute da anni.",
        "it",
    ),
    "Spanish": (
        "El presidente se reunió el miércoles en Yakarta con su homólogo para hablar de comercio "
        "y para firmar acuerdos para la región este día.",
        "es",
    ),
    "Tagalog": (
        "Sinabi ng pangulo na magbibigay ang pamahalaan ng tulong sa mga biktima ng bagyo sa mga "
        "lalawigan sa timog.",
        "tl",
    ),
    "nothing": ("", "und"),
    "numbers": ("12.345 67 8-9\n10%", "und"),
    "a word": ("Gempa", "und"),
    "letters that are no words": ("xq zv kk", "und"),
}  # fmt: skip


@pytest.mark.parametrize(("text", "code"), GOLDEN.values(), ids=GOLDEN)
def test_golden(text: str, code: str) -> None:
    assert identify(text).code == code


MIXES = {
    "half": ([INDONESIAN, ENGLISH], "id", 0.52, "mixed: id 52%, en 48%"),
    "mostly English": ([ENGLISH, INDONESIAN, ENGLISH], "en", 0.65, "mixed: en 65%, id 35%"),
    "a quoted paragraph": ([INDONESIAN] * 6 + [ENGLISH], "id", 0.87, ""),
    "numbers do not count": ([INDONESIAN] + ["1 2 3 4 5 6 7 8 9"] * 50, "id", 1.0, ""),
    "Malay": ([MALAY, ENGLISH], "ms", 0.59, "mixed: ms 59%, en 41%"),
}


@pytest.mark.parametrize(("parts", "code", "share", "note"), MIXES.values(), ids=MIXES)
def test_mixed_articles_are_judged_by_paragraph(
    parts: list[str], code: str, share: float, note: str
) -> None:
    found = identify("\n\n".join(parts))
    assert (found.code, round(found.share, 2), found.note) == (code, share, note)


def test_short_lines_are_judged_together() -> None:
    assert identify(INDONESIAN.replace(" ", "\n")) == Language("id", 1.0)


@given(st.text(max_size=300))
@settings(deadline=None, max_examples=100)
def test_any_text_has_one_answer(text: str) -> None:
    found = identify(text)
    assert found == identify(text)
    assert 2 <= len(found.code) <= 3
    assert (found.code == "und") == (found.share == 0.0) or 0 < found.share <= 1
    assert len(found.note.splitlines()) <= 1


@pytest.mark.parametrize("text", ["a. " * 50_000, "." * 200_000, "kata " * 40_000, "\n" * 200_000])
@pytest.mark.timeout(20)
def test_long_input_is_no_trouble(text: str) -> None:
    identify(text)
