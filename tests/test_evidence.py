"""Evidence: passages of one fact come together; the best groups go in the order of the event."""

import random
from dataclasses import replace

import pytest
from fakes import FakeEmbedder, passages, sentences
from hypothesis import example, given, settings
from hypothesis import strategies as st

from summarizer.data import SECTIONS, Article, Found, Group, Passage, Sentence
from summarizer.evidence import Choice, choose
from summarizer.evidence.leaning import points_to
from summarizer.evidence.likeness import likeness
from summarizer.evidence.marks import (
    is_dependent,
    is_fragment,
    points_back,
    tells_background,
)
from summarizer.evidence.order import arranged
from summarizer.verify import beside

QUAKE = "a strong quake shook the city of Palu on Friday evening"
DEAD = "the agency counted 384 dead in several hospitals so far"
WATER = "clean water remains scarce across every refugee camp today"
RATE = "Bank Indonesia raised its policy rate by quarter points"


def chosen(given: list[Passage], groups: int = 12, **more: object) -> list[Group]:
    return choose(given, FakeEmbedder(), replace(Choice(groups, 0.62, 3, beside=beside), **more))  # type: ignore[arg-type]


def told(*lines: str, path: str = "a.txt", date: str = "") -> list[Passage]:
    return passages("\n".join(lines), path=path, date=date)


OTHERS = told(
    "several roads to the north were still blocked by landslides",
    "a navy ship brought three generators and blankets",
    "schools will stay closed for at least another fortnight",
    "the airport opened its damaged runway for relief flights",
    path="z.txt",
)


def texts(groups: list[Group]) -> set[frozenset[str]]:
    return {frozenset(p.english for p in group.passages) for group in groups}


class TestGroups:
    def test_one_fact_of_two_articles_is_one_group(self) -> None:
        first, second = told(QUAKE, WATER), told(QUAKE + " again", RATE, path="b.txt")
        found = texts(chosen(first + second + OTHERS))
        assert {
            frozenset([QUAKE, QUAKE + " again"]),
            frozenset([WATER]),
            frozenset([RATE]),
        } <= found

    def test_two_facts_of_one_article_stay_apart_though_they_sound_alike(self) -> None:
        lines = [QUAKE, QUAKE.replace("city", "port")]
        alone = texts(chosen(told(*lines) + OTHERS))
        assert {frozenset([line]) for line in lines} <= alone
        both = texts(chosen(told(lines[0]) + told(lines[1], path="b.txt") + OTHERS))
        assert frozenset(lines) in both

    def test_another_count_is_another_fact(self) -> None:
        lines = [DEAD, DEAD.replace("384", "832")]
        found = texts(chosen(told(lines[0]) + told(lines[1], path="b.txt") + OTHERS))
        assert {frozenset([line]) for line in lines} <= found

    def test_news_of_another_month_is_another_fact(self) -> None:
        lines = [WATER, WATER + " again"]
        first = told(lines[0], date="2018-09-28")
        for date, together in (("2018-10-05", True), ("2018-11-05", False)):
            later = told(lines[1], path="b.txt", date=date)
            assert (frozenset(lines) in texts(chosen(first + later + OTHERS))) is together

    def test_a_group_holds_one_passage_an_article_and_no_more_than_asked(self) -> None:
        many = [p for n in range(5) for p in told(QUAKE, QUAKE, path=f"{n}.txt")]
        many = [replace(p, sentence=replace(p.sentence)) for p in many]
        for group in chosen(many, per_group=2):
            assert len(group.passages) == len(group.articles) <= 2

    def test_untrusted_and_too_short_passages_take_no_part(self) -> None:
        good, bad, short = (
            *told(QUAKE),
            *told(DEAD, path="b.txt"),
            *told("Very well.", path="c.txt"),
        )
        assert texts(chosen([replace(bad, failures=("copied",)), good, short])) == {
            frozenset([QUAKE])
        }

    def test_a_translation_that_gives_the_word_to_another_is_no_evidence(self) -> None:
        said = "Shoigu memperlihatkan pesawat itu, menurut TASS."
        right = passages(said, "Shoigu showed the aircraft, according to TASS.")
        wrong = passages(said, "The aircraft was shown, Shoigu told TASS.", "b.txt")
        assert texts(chosen([*right, *wrong])) == {frozenset([right[0].english])}

    def test_a_doubted_translation_is_no_evidence(self) -> None:
        good, bad = told(QUAKE)[0], told(DEAD, path="b.txt")[0]
        found = chosen([replace(good, right=0.9), replace(bad, right=0.01)])
        assert texts(found) == {frozenset([QUAKE])}

    def test_of_two_that_tell_the_same_the_surer_translation_comes_first(self) -> None:
        one, other = told(QUAKE)[0], told(QUAKE + " again", path="b.txt")[0]
        for first, second in ((one, other), (other, one)):
            sure, unsure = replace(first, right=0.95), replace(second, right=0.5)
            (group,) = chosen([unsure, sure])
            assert group.passages == (sure, unsure)

    @pytest.mark.parametrize("given", [[], told("Very well.")])
    def test_nothing_usable_is_no_group_and_no_model_call(self, given: list[Passage]) -> None:
        embedder = FakeEmbedder()
        assert choose(given, embedder, Choice(5, 0.62, 3)) == []
        assert embedder.calls == []

    def test_all_passages_are_embedded_in_one_call(self) -> None:
        embedder = FakeEmbedder()
        choose(told(QUAKE, DEAD, WATER), embedder, Choice(5, 0.62, 3))
        assert [sorted(call) for call in embedder.calls] == [sorted([QUAKE, DEAD, WATER])]


class TestRank:
    def test_what_more_articles_tell_goes_first(self) -> None:
        openings = (WATER, RATE, "schools will stay closed for at least another fortnight")
        several = [p for n, line in enumerate(openings) for p in told(line, DEAD, path=f"{n}.txt")]
        (best,) = chosen(told(WATER, QUAKE, DEAD, path="x.txt") + several, groups=1)
        assert {p.english for p in best.passages} == {DEAD}

    def test_the_focus_leads(self) -> None:
        lines = told(QUAKE, DEAD, WATER, RATE)
        for line in (WATER, RATE):
            (best,) = chosen(lines, groups=1, focus=line)
            assert best.passages[0].english == line

    def test_a_passage_that_needs_the_one_before_it_does_not_speak_for_the_group(self) -> None:
        clear = "Kim toured the launch site with Putin on Wednesday"
        vague = clear.replace("Kim", "He")
        groups = chosen(told(vague) + told(clear, path="b.txt") + OTHERS)
        assert [clear, vague] in [[p.english for p in group.passages] for group in groups]

    @pytest.mark.parametrize("wanted", [1, 2, 3, 4])
    def test_no_more_groups_than_wanted(self, wanted: int) -> None:
        assert len(chosen(told(QUAKE, DEAD, WATER, RATE), groups=wanted)) == wanted

    def test_every_article_is_heard_where_there_are_groups_enough(self) -> None:
        shared = [p for n in range(3) for p in told(QUAKE, DEAD, WATER, path=f"{n}.txt")]
        lonely = told(RATE, path="z.txt")
        groups = chosen(shared + lonely, groups=2)
        assert {a.path for g in groups for a in g.articles} == {"0.txt", "1.txt", "2.txt", "z.txt"}

    def test_what_the_headlines_tell_goes_first(self) -> None:
        lines = told(QUAKE, DEAD, WATER, RATE)
        headline = Found("clean water scarce", "test")
        article = replace(lines[0].sentence.article, title=headline)
        titled = [replace(p, sentence=replace(p.sentence, article=article)) for p in lines]
        (best,) = chosen(titled, groups=1)
        assert best.passages[0].english == WATER

    def test_what_leans_on_the_sentence_before_it_comes_late(self) -> None:
        words = "gempa kuat mengguncang kota itu lagi semalam"
        given = passages(f"Adapun {words}.\nBahwa {words}.", f"{QUAKE}\n{QUAKE} again and again")
        (best,) = chosen(given, groups=1)
        assert best.passages[0].sentence.text.startswith("Bahwa")

    def test_who_is_not_named_is_no_evidence(self) -> None:
        given = passages(
            "Seusai rapat di bandara, ia berjalan kaki ke kota.", "He walked far to it."
        )
        assert chosen(given) == []


class TestCompanions:
    def test_a_lone_passage_takes_in_the_nearest_of_another_article(self) -> None:
        near = "a strong light went out in the city of hotels on the coast"
        groups = chosen(told(QUAKE) + told(near, path="b.txt") + OTHERS)
        assert frozenset([QUAKE, near]) in texts(groups)
        assert [g.apart for g in groups] == [len(g.passages) > 1 for g in groups]

    def test_none_that_counts_otherwise_or_is_of_the_same_article(self) -> None:
        other = DEAD.replace("384", "832") + " according to another count"
        assert frozenset([DEAD]) in texts(chosen(told(DEAD) + told(other, path="b.txt") + OTHERS))
        assert frozenset([DEAD]) in texts(chosen(told(DEAD, "the agency counted dead so far")))

    @pytest.mark.parametrize(("date", "joined"), [("2018-09-28", True), ("2018-10-12", False)])
    def test_none_that_a_reader_would_date_by_the_other(self, date: str, joined: bool) -> None:
        near = "a strong light went out in the city of hotels on the coast"
        first = told(QUAKE, date="2018-09-28")
        groups = chosen(first + told(near, path="b.txt", date=date) + OTHERS)
        assert (frozenset([QUAKE, near]) in texts(groups)) == joined

    def test_the_next_sentence_of_the_paragraph_joins_a_lone_one(self) -> None:
        lines = (QUAKE, "of that number none was counted twice")
        text = "Gempa kuat mengguncang Palu Jumat. Dari jumlah itu tidak ada."
        article = Article("x.txt", text)
        first, then = (
            Passage(Sentence(article, start, end), english, "test")
            for (start, end), english in zip(((0, 34), (35, len(text))), lines, strict=True)
        )
        groups = chosen([first, then, *OTHERS], groups=3)
        assert frozenset(lines) in texts(groups)
        (joined,) = (g for g in groups if len(g.passages) == 2)
        assert joined.apart

    def test_facts_far_apart_in_time_are_not_joined(self) -> None:
        light = "a strong light went out in the city of hotels on the coast"
        for day, joined in (("14/9/2023", True), ("18/9/2023", False)):
            early, late = (
                passages(f"{english} ({when}).", english, path=path)[0]
                for english, when, path in ((QUAKE, "12/9/2023", "a.txt"), (light, day, "b.txt"))
            )
            groups = chosen([early, late, *OTHERS], groups=4)
            assert (frozenset([QUAKE, light]) in texts(groups)) == joined

    def test_partners_are_near_of_other_articles_and_told_by_no_group(self) -> None:
        near = "a strong quake was felt across the northern harbour city at night"
        groups = chosen(told(QUAKE) + told(near, path="b.txt") + OTHERS, groups=2)
        held = {p for g in groups for p in g.passages}
        for g in groups:
            assert not held & set(g.partners)
            assert not {p.sentence.article for p in g.partners} & set(g.articles)

    def test_a_passage_is_the_partner_of_one_group(self) -> None:
        lines = [f"{QUAKE} and shook {thing}" for thing in ("bridges", "houses", "schools")]
        given = [p for n, line in enumerate(lines) for p in told(line, path=f"{n}.txt")]
        found = [p for g in chosen(given + OTHERS, groups=2, same_fact=0.99) for p in g.partners]
        assert len(found) == len(set(found))

    def test_kin_tell_more_of_what_a_group_tells_in_other_articles(self) -> None:
        more = "a strong quake shook the city of Palu and its airport"
        longer = "a strong quake shook the city, its bridges and its houses"
        given = told(QUAKE) + told(more, path="b.txt") + told(longer, path="c.txt")
        (group,) = chosen(given + OTHERS, groups=1, same_fact=0.99)
        assert not group.apart  # side by side they would tell one fact twice
        assert {p.english for p in (*group.passages, *group.kin)} == {QUAKE, more, longer}
        assert not set(group.kin) & set(group.passages)

    def test_what_counts_otherwise_is_no_kin(self) -> None:
        other = DEAD.replace("384", "832") + " by the agency"
        groups = chosen(told(DEAD) + told(other, path="b.txt") + OTHERS, groups=3)
        assert not any(group.kin for group in groups)

    @pytest.mark.parametrize(
        ("text", "english", "joined"),
        [
            ("Meski begitu, lampu di hotel kota padam", "Even so, {}", True),
            ("Sehari sebelumnya lampu di hotel kota padam", "A day earlier {}", False),
            ("Lampu di hotel juga padam", "{}", False),
        ],
        ids=["only linked", "timed by another", "adds"],
    )
    def test_what_is_only_linked_to_its_own_article_may_join_another(
        self, text: str, english: str, joined: bool
    ) -> None:
        light = "a strong light went out in the city of hotels on the coast"
        other = passages(text + ".", english.format(light), path="b.txt")
        groups = chosen(told(QUAKE) + other + OTHERS)
        assert (frozenset([QUAKE, other[0].english]) in texts(groups)) == joined

    def test_words_of_time_make_no_two_passages_one_matter(self) -> None:
        one = passages("Gempa mengguncang Palu pada Jumat pukul 18.02 Wita.", QUAKE)[0]
        other = "a navy ship brought blankets"
        for text, near in (
            ("Bantuan tiba pada Jumat pukul 18.02 Wita.", False),
            ("Bantuan gempa tiba di Palu; mengguncang.", True),
        ):
            two = passages(text, other, path="b.txt")[0]
            found = likeness([one, two], FakeEmbedder(), "")
            assert (found.near[0, 1] > found.meaning[0, 1] / 2) == near

    def test_a_sentence_of_two_facts_goes_before_one_of_one(self) -> None:
        light = "a strong light went out in the city of hotels on the coast"
        given = told(RATE, path="c.txt") + told(QUAKE) + told(light, path="b.txt")
        (group,) = chosen(given, groups=1)
        assert {p.english for p in group.passages} == {QUAKE, light}

    def test_an_article_that_only_stands_beside_another_is_heard(self) -> None:
        lines = ("a a a a a", "a a a a strong", "a a a strong strong")
        given = [p for n, line in enumerate(lines) for p in told(line, path=f"{n}.txt")]
        found = chosen(given, groups=3, per_group=4)
        assert {a.path for g in found for a in g.articles} == {"0.txt", "1.txt", "2.txt"}

    def test_none_where_a_group_may_hold_one_passage(self) -> None:
        groups = chosen(told(QUAKE) + told(QUAKE + " again", path="b.txt"), per_group=1)
        assert {len(group.passages) for group in groups} == {1}


@pytest.mark.parametrize(
    ("text", "dependent"),
    [
        ("Adapun 5.000 orang belum terverifikasi.", True),
        ("Rinciannya, 1.177 orang di Palu.", True),
        ("Dari jumlah itu, 1.080 jenazah dimakamkan.", True),
        ("“Semua itu baru dari Palu,” kata Sutopo.", True),
        ("Undangan itu disampaikan Kim di pengujung jamuan.", True),
        ("Angka dari BNPB tersebut melonjak dari 48 orang.", True),
        ("Angka dari Badan Nasional Penanggulangan Bencana (BNPB) tersebut melonjak.", True),
        ("Jumlah korban di Kota Palu mencapai 821 orang.", False),
        ("Sebanyak 821 di antaranya ditemukan di Palu.", True),
        ("Hitungan lain datang dari Kogasgabpad.", True),
        ("Hari ini BNPB mencatat 2.073 orang tewas.", False),
        ("Hingga saat ini BNPB mencatat 2.073 orang tewas.", False),
        ("Angka kemiskinan Indonesia tahun ini turun.", False),
        ("Pada hari itu BNPB mencatat 832 orang tewas.", True),
        ("Lawatan ini dimulai Selasa.", True),
        ("Putin juga menerima undangan Kim.", True),
        ("Hitungan korban luka pun tidak sama.", True),
        ("Sehari sebelumnya BNPB masih mencatat 1.234 orang.", True),
        ("Presiden Joko Widodo mendarat di Palu pada Minggu.", False),
        ("Seusai rapat singkat di bandara, ia berjalan kaki melewati puing.", True),
        ("Di Stasiun Khasan, kota kecil Rusia, ia disambut Menteri Alexander Kozlov.", True),
        ("Dalam konferensi pers APBN KiTa, Jumat (26/4/2024), ia menyebut rupiah.", True),
        ("Saat Kim tiba di Khasan, ia naik mobil.", False),
        ("Setelah bertemu Sutopo Purwo Nugroho, ia pulang.", False),
        ("Pejuang itulah yang disebut media.", False),
        ("Saham bank berusia 167 tahun itu terperosok hingga 30 persen.", True),
        ("Anak-anak berusia 11 hingga 16 tahun itu memasuki gua.", True),
        ("Gedung 12 lantai dengan 250 apartemen itu rebah.", True),
        ("Warga dengan cepat menolong korban gempa itu.", False),
        ("Nilai pembeliannya sekitar US$3,15 miliar.", True),
        ("Lokasi mereka atau posisinya 4 kilometer dari mulut gua.", False),
        ("Lokasinya 4 kilometer dari mulut gua.", True),
        ("Delapan anak lainnya masih di dalam gua.", True),
        ("Akhirnya BI menaikkan suku bunga.", False),
        ("Hanya enam dari 35 ekonom memprediksi kenaikan.", False),
        ("Putin dan pasukannya tiba di Moskow.", False),
        ("Saham Credit Suisse pada hari itu jatuh.", False),
        ("Adanya gempa dirasakan di kota itu semalam.", False),
        ("Rombongan kemudian meninjau Pantai Talise.", True),
        ("Putin lalu mengajak Kim melihat roket.", True),
        ("Tahun lalu mereka menang.", False),
        ("Tim khusus, lanjutnya, menemukan bukti.", True),
        ("Ian Smith tiba di Jakarta.", False),
        ("Kantor berita TASS menyebut keduanya mulai bertemu pukul 07.09.", True),
        ("Kim dan Putin bertemu, lalu keduanya berjalan.", False),
        ("Jaksa sebelumnya menuntut ketiganya tiga tahun penjara.", True),
        ("Panglima TNI Hadi Tjahjanto membenarkan kabar tersebut.", True),
        ("Kapolda menyampaikan angka itu dalam jumpa pers.", True),
        ("Lurah menyebut 5.000 orang, tetapi BNPB belum memastikan angka itu.", False),
        ("Polisi mula-mula menyatakan ia tewas dalam baku tembak.", True),
        ("Sambo menyatakan ia menyesal.", False),
        ("Benda yang diangkat sekitar pukul 16.40 WIB itu adalah perekam data.", True),
        ("Orang yang tertular wajib melapor.", False),
        ("Dalam hitungan jam pada hari berikutnya, DPR menyetujuinya.", True),
        ("Gempa terjadi Jumat (28/9), dan keesokan harinya tim datang.", False),
        ("Barat menduga mereka dapat menyetujui perdagangan senjata.", True),
        ("Washington menuduh bahwa keduanya melanggar sanksi.", True),
        ("Kim dan Putin bertemu, dan Barat menduga mereka akan berdagang senjata.", False),
        ("Para saksi mengatakan mereka melihat api.", False),
        ("Menurut dia, 34 orang meninggal di dalam stadion.", True),
        ("Angka berbeda datang dari Kepala Dinas Kesehatan.", True),
    ],
)
def test_what_leans_on_the_sentence_before_it(text: str, dependent: bool) -> None:
    assert is_dependent(text) is dependent


@pytest.mark.parametrize(
    ("before", "text", "found"),
    [
        ("Sutopo menyebut gempa itu kuat.", "Ia mengatakan listrik padam.", True),
        ("Seorang pejabat menyebut gempa itu kuat.", "Ia mengatakan listrik padam.", True),
        ("Gubernur Chiang Rai Narongsak datang.", "Menurutnya, air sudah surut.", True),
        ("Presiden Jokowi meninjau Palu.", "Ia mengatakan listrik padam.", True),
        ("BNPB menyebut gempa itu kuat.", "Ia mengatakan listrik padam.", False),
        ("Polri mengakui gas itu kedaluwarsa.", "Mengutip dokter, ia membantah itu.", False),
        ("Kepolisian Malang menyatakan gas itu aman.", "Menurutnya, tidak ada korban.", False),
        ("BNPB menyebut gempa itu kuat.", "Sutopo mengatakan ia melihat kapal.", True),
        ("Kim dan Putin tiba.", "TASS menyebut keduanya bertemu.", True),
        ("Kim tiba.", "TASS menyebut keduanya bertemu.", False),
        ("Sekitar 180 orang dirawat.", "Angka berbeda datang dari dinas.", False),
        ("Sekitar 180 orang dirawat.", "Data lain menyebut 130 orang tewas.", False),
        ("Sekitar 180 orang dirawat.", "Dari jumlah itu lima orang kritis.", True),
        ("BNPB mencatat 832 orang tewas.", "Hitungan korban luka pun tidak sama.", False),
    ],
)
def test_whether_the_sentence_before_tells_what_one_points_to(
    before: str, text: str, found: bool
) -> None:
    one, then = told(before, text)
    assert points_to(one, then) is found


@pytest.mark.parametrize(
    ("text", "back"),
    [
        ("Prigozhin terlihat meninggalkan kota itu pada Sabtu malam.", True),
        ("Menurut dia, keputusan tersebut tepat.", True),
        ("Ribuan warga meninggalkan kota ini sejak Sabtu.", True),
        ("Polisi membawa anak-anak itu ke Polda.", True),
        ("Kotak suara dibawa dari kota itu.", True),
        ("Ribuan orang masih bertahan di sana.", True),
        ("Rudal M-4 itu jatuh di laut.", True),
        ("Pekan ini BI menaikkan suku bunga.", False),
        ("Kota Rostov dikuasai, lalu pasukan meninggalkan kota itu.", False),
        ("Putin menjawab bahwa untuk itulah mereka datang.", False),
        ("Presiden pada Selasa memutuskan menerimanya.", True),
        ("Menariknya, warga menemui anaknya.", False),
        ("Kementerian Unifikasi menyebut inilah kali pertama Korut meluncurkan rudal.", True),
        ("Basarnas mengakhiri evakuasi korban pada Jumat.", False),
    ],
)
def test_what_points_to_another_sentence(text: str, back: bool) -> None:
    assert points_back(text) is back


@pytest.mark.parametrize(
    ("text", "fragment"),
    [
        ("Beberapa kemungkinan dampak dari kerja sama itu:", True),
        ("Kapan Putin berangkat ke Pyongyang?", True),
        ("“Kapan Anda berangkat?”", True),
        ("Putin berangkat pada pukul 07.30.", False),
    ],
)
def test_what_states_nothing(text: str, fragment: bool) -> None:
    assert is_fragment(text) is fragment


@pytest.mark.parametrize(
    ("text", "beside"),
    [
        ("Di balik keputusan BI menaikkan bunga 0,25 persen, sejumlah indikator terjaga.", True),
        ("Menkeu menegaskan koordinasi berlanjut setelah BI menaikkan suku bunga.", True),
        ("BI di luar dugaan menaikkan suku bunga acuan.", False),
        ("Menurut BI, kenaikan itu dilakukan sehari sebelumnya.", False),
    ],
)
def test_what_tells_another_fact_beside_its_own(text: str, beside: bool) -> None:
    assert tells_background(text) is beside


class TestOrder:
    def test_the_fact_itself_is_told_before_what_was_said_of_it(self) -> None:
        behind = passages(
            "Di balik langkah BI menaikkan suku bunga acuan, rupiah kuat.", RATE, path="a.txt"
        )
        itself = passages("BI menaikkan suku bunga acuan.", RATE + " again", path="b.txt")
        (group,) = [g for g in chosen([*behind, *itself, *OTHERS]) if len(g.articles) == 2]
        assert group.passages == (*itself, *behind)

    def test_what_stands_late_in_its_articles_leads_only_if_nothing_else_can(self) -> None:
        lines = [WATER, OTHERS[0].english, OTHERS[1].english, OTHERS[2].english, QUAKE]
        late = told(*lines) + told(*lines[:0], RATE, *lines[1:], path="b.txt")
        leads = {g.passages[0].english for g in chosen(late) if g.section == "lead"}
        assert leads
        assert QUAKE not in leads

    def test_a_count_that_a_later_one_replaced_comes_late(self) -> None:
        given = [*told(DEAD), *told(RATE, path="b.txt"), *OTHERS]
        assert DEAD in {g.passages[0].english for g in chosen(given, groups=2)}
        old = frozenset(p for p in given if p.english == DEAD)
        left = {g.passages[0].english for g in chosen(given, groups=2, outdated=old)}
        assert DEAD not in left

    @pytest.mark.parametrize("language", ["id", "ms"])
    @pytest.mark.parametrize(
        ("plan", "date", "last", "section"),
        [
            ("Pencarian akan berakhir Kamis (11/10/2018).", "2018-10-08", "2018-10-13", "happened"),
            ("Pencarian akan berakhir Kamis (11/10/2018).", "2018-10-08", "2018-10-11", "next"),
            ("Lavrov dijadwalkan ke Korut pada Oktober.", "2018-09-14", "2018-09-18", "next"),
            ("Rumah baru akan dibangun pada 2019.", "2018-10-08", "2018-10-13", "next"),
            ("Rumah baru akan dibangun pemerintah.", "2018-10-08", "2018-10-13", "happened"),
            ("Rumah baru akan dibangun pemerintah.", "2018-10-12", "2018-10-13", "next"),
            ("Rumah baru akan dibangun pemerintah.", "", "2018-10-13", "next"),
        ],
    )
    def test_what_was_announced_and_is_over_comes_next_no_more(
        self, plan: str, date: str, last: str, section: str, language: str
    ) -> None:
        (said,) = sentences(plan, date=date)
        said = replace(said, article=replace(said.article, language=language))
        planned = Passage(said, "the search was due to end soon", "test")
        (ended,) = passages("Evakuasi berakhir.", QUAKE, path="b.txt", date=last)
        first, then = (
            Group((p,), n, s)
            for n, (p, s) in enumerate(((planned, "what comes next"), (ended, "what happened")))
        )
        leads = [Group((p,), 9.0, "what happened") for p in OTHERS[:2]]
        (told_last,) = [g for g in arranged([first, then, *leads]) if g.passages[0] == planned]
        assert told_last.section.endswith(section)

    def test_sections_come_in_reading_order_and_the_lead_is_the_best(self) -> None:
        indonesian = [
            "Gempa kuat mengguncang Kota Palu Jumat.",
            "Pesawat bantuan mendarat di bandara siang itu.",
            "“Kami butuh tenda,” kata wali kota itu.",
            "Pemerintah akan membangun rumah baru tahun depan.",
            "Jembatan kuning di teluk itu roboh total.",
        ]
        english = [
            QUAKE,
            "an aid plane landed at noon",
            '"We need tents," the mayor said',
            "government will build new houses",
            "that yellow bridge collapsed",
        ]
        given = passages("\n".join(indonesian), "\n".join(english))
        groups = chosen([*given, *told(QUAKE, path="b.txt"), *told(QUAKE, path="c.txt")])
        order = [SECTIONS.index(g.section) for g in groups]
        assert order == sorted(order)
        assert groups[0].passages[0].english == QUAKE
        sections = {g.passages[0].english: g.section for g in groups}
        assert sections[english[2]] in ("what was said", "lead")
        assert sections[english[3]] in ("what comes next", "lead")
        assert "what happened" in sections.values()

    def test_within_a_section_earlier_days_come_first(self) -> None:
        days = {
            "Jenazah dimakamkan pada Senin (1/10/2018) siang.": "bodies were buried that noon",
            "Gempa terjadi pada Jumat (28/9/2018) petang.": QUAKE,
            "Bantuan pertama mendarat Minggu (30/9/2018) pagi.": "first aid planes landed early",
            "Jalan utama dibuka Sabtu (29/9/2018) malam.": "main roads opened at night",
            "Listrik menyala lagi Selasa (2/10/2018) sore.": "power came back one afternoon",
        }
        given = passages("\n".join(days), "\n".join(days.values()), date="2018-10-03")
        later = [g for g in chosen(given) if g.section == "what happened"]
        assert len(later) >= 2
        assert [g.day for g in later] == sorted(g.day for g in later)
        assert all(g.day for g in later)


def test_articles_of_equal_text_in_any_order() -> None:
    one, two = told(QUAKE, DEAD), told(QUAKE, DEAD, path="b.txt")
    assert chosen(two + one, groups=1) == chosen(one + two, groups=1)


LINES = st.lists(
    st.lists(st.sampled_from((QUAKE + " " + DEAD + " " + RATE).split()), max_size=9).map(" ".join),
    max_size=6,
)


@settings(deadline=None, max_examples=60)
@given(articles=st.lists(LINES, max_size=4), groups=st.integers(1, 8), seed=st.randoms())
# An article is heard only by the second passage of what stands beside another one.
@example([["a a a a quake"], ["a a a quake quake", "a a a a strong"],
          ["a strong strong strong shook"]], 3, random.Random(0))  # fmt: skip
@example([["a a a a a"], ["a a a a strong", "a a a a a"], ["a a a strong a", "a a a a quake"]],
         3, random.Random(0))  # fmt: skip
def test_any_passages(articles: list[list[str]], groups: int, seed: random.Random) -> None:
    every = [
        p for n, lines in enumerate(articles) for p in told(f"Berita {n}", *lines, path=f"{n}.txt")
    ]
    found = chosen(every, groups, per_group=4)
    used = [p for group in found for p in group.passages]
    assert set(used) <= set(every)
    assert len(used) == len(set(used))
    assert len(found) <= groups
    assert all(g.passages and g.section in SECTIONS for g in found)
    heard = {p.sentence.article for p in every if len(p.english.split()) >= 5}
    if groups >= len(heard):
        assert {a for g in found for a in g.articles} == heard
    shuffled = seed.sample(every, len(every))
    assert chosen(shuffled, groups, per_group=4) == found
