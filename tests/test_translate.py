"""Translation: one passage a sentence, batches that can be resumed, guards on every output."""

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import pytest
from fakes import DictJournal, FakeTranslator, pidgin, sentences
from hypothesis import given, settings
from hypothesis import strategies as st

from summarizer.data import Passage, Sentence
from summarizer.guards import GUARDS, corrected, failures
from summarizer.names import Glossary, Term, builtin_glossary
from summarizer.protocols import Wish
from summarizer.translate import AGAIN, DRAWN, IN_PARTS, UNTRANSLATED, admitted, translate

LINES = [
    "Gempa mengguncang Palu pada Jumat sore.",
    "Presiden Joko Widodo meninjau lokasi bencana bersama Panglima TNI.",
    "Air surut.",
    "BNPB mencatat 384 orang meninggal dunia dan ratusan lainnya luka-luka.",
    "Listrik padam di sebagian besar kota itu sejak gempa pertama terjadi.",
]
LINE = "BNPB recorded 384 people dead and hundreds of others injured."
OTHERS = ["Bandara ditutup.", "Bantuan tiba di pelabuhan Pantoloan.", "Warga mengungsi."]
ONE, TWO = sentences("\n".join(LINES)), sentences("\n".join(OTHERS), "b.txt")


def made(given: list[Sentence], size: int = 2, journal: DictJournal | None = None) -> list[Passage]:
    return translate(given, FakeTranslator(batch_size=size), journal or DictJournal())


class TestOrder:
    @pytest.mark.parametrize("size", [1, 2, 3, 32])
    def test_every_sentence_gets_its_own_english(self, size: int) -> None:
        told = made([*ONE, *TWO], size)
        assert [p.sentence for p in told] == [*ONE, *TWO]
        assert [p.english for p in told] == [pidgin(s.text) for s in [*ONE, *TWO]]
        assert {p.translator for p in told} == {"fake-translator@1"}

    def test_no_sentence_is_no_call(self) -> None:
        translator = FakeTranslator()
        assert translate([], translator, DictJournal()) == []
        assert translator.calls == []

    def test_batches_are_made_of_the_whole_job_by_length(self) -> None:
        translator = FakeTranslator(batch_size=3)
        translate([*ONE, *TWO], translator, DictJournal())
        called = [text for call in translator.calls for text in call]
        assert [len(call) for call in translator.calls] == [3, 3, 2]
        assert called == sorted([*LINES, *OTHERS], key=lambda text: (len(text), text))

    @given(st.permutations([*ONE, *TWO]))
    def test_the_order_of_the_sentences_does_not_change_the_batches(
        self, given: list[Sentence]
    ) -> None:
        one, other = FakeTranslator(batch_size=3), FakeTranslator(batch_size=3)
        translate(given, one, DictJournal())
        translate([*ONE, *TWO], other, DictJournal())
        assert one.calls == other.calls

    def test_the_same_sentence_twice_in_an_article(self) -> None:
        told = made(sentences("Air surut.\nListrik padam.\nAir surut."), 3)
        assert [p.english for p in told] == ["Air suruted.", "Listrik padamed.", "Air suruted."]
        assert [p.sentence.start for p in told] == [0, 11, 26]

    def test_a_numeric_date_is_written_out_for_the_translator_only(self) -> None:
        given = sentences("Kim tiba pada Rabu (13/9/2023).")
        translator = FakeTranslator()
        (told,) = translate(given, translator, DictJournal())
        assert translator.calls == [["Kim tiba pada Rabu (13 September 2023)."]]
        assert told.sentence.text == "Kim tiba pada Rabu (13/9/2023)."
        assert told.trusted

    def test_progress_counts_sentences_to_the_end(self) -> None:
        seen: list[tuple[int, int]] = []
        translate(ONE, FakeTranslator(batch_size=2), DictJournal(), lambda *n: seen.append(n))
        assert seen == [(2, 5), (4, 5), (5, 5)]


class TestJournal:
    def test_what_is_finished_is_not_translated_again(self) -> None:
        journal, translator = DictJournal(), FakeTranslator(batch_size=2)
        first = translate(ONE, translator, journal)
        calls = len(translator.calls)
        assert translate(ONE, translator, journal) == first
        assert len(translator.calls) == calls

    def test_every_batch_is_kept_as_soon_as_it_is_done(self) -> None:
        journal = DictJournal()

        def stops(text: str) -> str:
            if text == max(LINES, key=len):
                raise KeyboardInterrupt
            return pidgin(text)

        with pytest.raises(KeyboardInterrupt):
            translate(ONE, FakeTranslator(stops, batch_size=2), journal)
        assert [len(keys) for keys in journal.puts] == [2, 2]
        rest = FakeTranslator(batch_size=2)
        assert translate(ONE, rest, journal) == made(ONE)
        assert rest.calls == [[max(LINES, key=len)]]

    def test_a_batch_with_a_lost_row_is_done_again_whole(self) -> None:
        journal, translator = DictJournal(), FakeTranslator(batch_size=5)
        first = translate(ONE, translator, journal)
        del journal.rows[next(iter(journal.rows))]
        assert translate(ONE, translator, journal) == first
        assert [len(call) for call in translator.calls] == [5, 5]

    @pytest.mark.parametrize(
        ("name", "size", "given"),
        [
            ("fake-translator@2", 2, ONE),  # another model, adapter or decoding
            ("fake-translator@1", 3, ONE),  # another company in the batch
            ("fake-translator@1", 2, sentences("\n".join([*LINES[:4], LINES[4] + " Lagi."]))),
        ],
    )
    def test_another_model_batch_or_text_shares_nothing(
        self, name: str, size: int, given: list[Sentence]
    ) -> None:
        journal = DictJournal()
        translate(ONE, FakeTranslator(batch_size=2), journal)
        other = FakeTranslator(name=name, batch_size=size, answer=lambda text: "Other " + text)
        told = translate(given, other, journal)
        last = max(told, key=lambda p: len(p.sentence.text))
        assert last.english.startswith("Other ")

    def test_an_exact_model_is_asked_for_nothing_that_is_known(self) -> None:
        journal = DictJournal()
        translate(ONE, FakeTranslator(batch_size=2, exact=True), journal)
        later = FakeTranslator(batch_size=3, exact=True)
        told = translate([*ONE, *TWO], later, journal)
        assert later.calls == [sorted(OTHERS, key=len)]
        assert [p.english for p in told] == [pidgin(s.text) for s in [*ONE, *TWO]]

    def test_an_empty_answer_is_an_answer(self) -> None:
        journal, translator = DictJournal(), FakeTranslator(lambda text: "", batch_size=2)
        assert {p.failures for p in translate(ONE, translator, journal)} == {
            ("empty: no translation",)
        }
        translate(ONE, translator, journal)
        assert len(translator.calls) == 3


@dataclass
class Ladder(FakeTranslator):
    """Gives an n-best list by text, and another where something is wished."""

    first: Mapping[str, list[str]] = field(default_factory=dict)
    second: Mapping[str, list[str]] = field(default_factory=dict)
    wishes: dict[str, Wish] = field(default_factory=dict)

    def nbest(self, texts: Sequence[str]) -> list[list[str]]:
        return [self.first.get(text) or [pidgin(text)] for text in texts]

    def nbest_with(self, texts: Sequence[str], wishes: Sequence[Wish]) -> list[list[str]]:
        self.wishes.update(zip(texts, wishes, strict=True))
        return [self.second.get(text, []) for text in texts]


RIGHT = "An earthquake shook Palu on Friday afternoon."
WRONG_DAY, WRONG_PLACE = RIGHT.replace("Friday", "Monday"), RIGHT.replace("Palu", "Poso")
TERMS = Glossary((Term("Gempa", ("tremor",)),))


class TestLadder:
    def one(self, ladder: Ladder, **more: Any) -> Passage:
        (told,) = translate(ONE[:1], ladder, DictJournal(), **more)
        return told

    def test_the_first_of_the_n_best_that_passes(self) -> None:
        told = self.one(Ladder(first={LINES[0]: [WRONG_DAY, RIGHT, WRONG_PLACE]}))
        assert (told.english, told.trusted) == (RIGHT, True)
        assert told.translator == "fake-translator@1"

    def test_then_a_search_that_is_told_what_was_wrong(self) -> None:
        ladder = Ladder(first={LINES[0]: [WRONG_PLACE]}, second={LINES[0]: [RIGHT]})
        told = self.one(ladder)
        assert (told.english, told.trusted) == (RIGHT, True)
        assert told.translator == "fake-translator@1" + AGAIN
        assert ladder.wishes == {LINES[0]: Wish((("Palu",),), ("Poso",))}

    def test_what_passes_is_not_asked_again(self) -> None:
        ladder = Ladder(first={LINES[0]: [RIGHT]})
        self.one(ladder, larger=FakeTranslator(lambda text: "Never asked.", "larger"))
        assert ladder.wishes == {}

    def test_then_the_larger_model_if_it_says_the_same(self) -> None:
        ladder = Ladder(first={LINES[0]: [WRONG_DAY]}, second={LINES[0]: [WRONG_PLACE]})
        told = self.one(ladder, larger=FakeTranslator(lambda text: RIGHT, "larger"))
        assert (told.english, told.trusted, told.translator) == (RIGHT, True, "larger")

    @pytest.mark.parametrize("english", [WRONG_PLACE, "Palu was calm that Friday."])
    def test_not_if_it_fails_too_or_says_something_else(self, english: str) -> None:
        ladder = Ladder(first={LINES[0]: [WRONG_DAY]})
        told = self.one(ladder, larger=FakeTranslator(lambda text: english, "larger"))
        assert (told.english, told.trusted) == (WRONG_DAY, False)
        assert told.translator == "fake-translator@1"

    def test_else_ours_that_fails_fewest(self) -> None:
        told = self.one(Ladder(first={LINES[0]: ["Poso shook on Monday 7.", WRONG_DAY]}))
        assert told.english == WRONG_DAY
        assert not told.trusted

    def test_a_term_of_the_glossary_is_asked_for_and_checked(self) -> None:
        tremor = RIGHT.replace("An earthquake", "A tremor")
        ladder = Ladder(first={LINES[0]: [RIGHT]}, second={LINES[0]: [tremor]})
        assert self.one(ladder).english == RIGHT
        told = self.one(ladder, glossary=TERMS)
        assert (told.english, told.trusted) == (tremor, True)
        unheard = self.one(Ladder(first={LINES[0]: [RIGHT]}), glossary=TERMS)
        assert unheard.failures == ("term: Gempa missing",)

    LONG = "Gempa mengguncang Palu pada Jumat, sedangkan Donggala belum bisa dihubungi siapa pun."
    HALVES = ("Gempa mengguncang Palu pada Jumat.", "Donggala belum bisa dihubungi siapa pun.")
    TOLD = ("An earthquake shook Palu on Friday.", "Donggala has not been reached by anyone.")

    def test_then_its_clauses_apart(self) -> None:
        halves = {half: [told] for half, told in zip(self.HALVES, self.TOLD, strict=True)}
        first = {self.LONG: [self.TOLD[0]], **halves}
        (told,) = translate(sentences(self.LONG), Ladder(first=first), DictJournal())
        assert told.trusted
        assert told.english == f"{self.TOLD[0][:-1]}, while {self.TOLD[1]}"
        assert told.translator == "fake-translator@1" + IN_PARTS

    def test_not_where_a_clause_fails_a_guard(self) -> None:
        first = {self.LONG: [self.TOLD[0]], self.HALVES[0]: [WRONG_DAY], self.HALVES[1]: ["No."]}
        (told,) = translate(sentences(self.LONG), Ladder(first=first), DictJournal())
        assert (told.english, told.trusted) == (self.TOLD[0], False)

    @pytest.mark.parametrize(
        ("drawn", "english"),
        [([WRONG_PLACE, RIGHT], RIGHT), ([WRONG_PLACE, "Palu was calm that Friday."], WRONG_DAY)],
    )
    def test_then_the_likeliest_drawn_that_passes_and_says_the_same(
        self, drawn: list[str], english: str
    ) -> None:
        class Drawing(Ladder):
            def likeliest(
                self, texts: Sequence[str], wishes: object = None
            ) -> list[list[tuple[float, str]]]:
                raise AssertionError("the ends of the search have failed already")

            def samples(self, texts: Sequence[str]) -> list[list[tuple[float, str]]]:
                return [[(-0.1 * n, text) for n, text in enumerate(drawn)] for _ in texts]

        told = self.one(Drawing(first={LINES[0]: [WRONG_DAY]}))
        assert (told.english, told.trusted) == (english, english == RIGHT)
        assert told.translator.endswith(DRAWN) is (english == RIGHT)

    def test_a_term_left_untranslated_is_put_into_english(self) -> None:
        told = self.one(Ladder(first={LINES[0]: [f"Gempa: {RIGHT}"]}), glossary=TERMS)
        assert (told.english, told.trusted) == (f"tremor: {RIGHT}", True)

    def test_second_tries_are_kept_too(self) -> None:
        journal = DictJournal()
        ladder = Ladder(first={LINES[0]: [WRONG_PLACE]}, second={LINES[0]: [RIGHT]})
        first = translate(ONE, ladder, journal)
        ladder.wishes.clear()
        assert translate(ONE, ladder, journal) == first
        assert ladder.wishes == {}


class TestGuards:
    @pytest.mark.parametrize(
        ("indonesian", "english"),
        [
            (LINES[1], "President Joko Widodo visited the disaster site with the TNI Commander."),
            (LINES[2], "The water receded."),
            (LINES[3], LINE),
            (LINES[0], "An earthquake shook Palu on Friday afternoon."),
            ("Kim Jong Un, Putin.", "Kim Jong Un, Putin."),
            ("Rp 1 triliun.", "Rp 1 trillion."),
            ("Ia menyebut “operasi khusus”.", "He named the 'special operation'."),
            ("Skornya 7â€“2.", "The score is 7-2."),
            ("Istana presiden Rusia sepi.", "The president's palace is Russia's: empty."),
            (
                "Ekonom semula menduga bunga tetap, kini naik.",
                "Economists first saw it unchanged, now a rise.",
            ),
        ],
    )
    def test_good_translations_pass(self, indonesian: str, english: str) -> None:
        assert failures(indonesian, english) == ()

    @pytest.mark.parametrize(
        ("name", "indonesian", "english"),
        [
            ("empty", LINES[2], " \n"),
            ("time", "Ekonom semula menduga bunga tetap.", "Economists now expected no change."),
            ("copied", LINES[1], LINES[1]),
            ("copied", LINES[1], LINES[1].replace("Presiden", "President")),
            ("copied", LINES[1], "The " + LINES[1]),
            ("repetition", LINES[3], "BNPB recorded the dead and " + "the dead and " * 6),
            ("ratio", LINES[3], "BNPB recorded 384."),
            ("ratio", LINES[0], "An earthquake shook Palu on Friday afternoon. " * 4),
            ("quantity: ", LINES[3], LINE.replace("384", "348")),
            ("quantity: ", LINES[0], "An earthquake shook Palu on Thursday afternoon."),
            ("negation: ", "Rusia tidak menandatangani perjanjian.", "Russia signed a treaty."),
            ("negation: ", "Rusia menandatangani perjanjian.", "Russia did not sign a treaty."),
            ("quotation: lost", "Ia menyebut “operasi khusus”.", "He named the special operation."),
            ("quotation: made up", "Ia menyebut operasi khusus.", 'He named the "special" case.'),
            ("name: ", LINES[3], LINE.replace("BNPB", "It")),
            ("name: ", LINES[0], "An earthquake shook Jakarta on Friday afternoon."),
        ],
    )
    def test_bad_ones_are_named(self, name: str, indonesian: str, english: str) -> None:
        assert name in "\n".join(failures(indonesian, english))

    def test_short_forms_of_the_koreas_go(self) -> None:
        source, told = "Korea Utara (Korut) diam.", "North Korea (Koruk) was silent."
        assert corrected(source, told, Glossary()) == "North Korea was silent."
        assert corrected("Kim (Korea) diam.", "Kim (Korea) was silent.", Glossary()).count("(") == 1

    def test_what_the_source_repeats_may_be_repeated(self) -> None:
        source = "Tidak ada air, tidak ada listrik, tidak ada makanan, tidak ada obat di sana."
        assert failures(source, "No water there, no power there, no food there, no drugs.") == ()

    def test_a_failure_travels_with_the_passage(self) -> None:
        (told,) = translate(ONE[4:5], FakeTranslator(lambda text: text), DictJournal())
        assert "form: copied" in told.failures
        assert not told.trusted
        assert told.english == LINES[4]

    @settings(deadline=None, max_examples=60)
    @given(st.text(max_size=80), st.text(max_size=80))
    def test_any_pair_gets_known_names_only(self, indonesian: str, english: str) -> None:
        found = failures(indonesian, english)
        assert {reason.partition(":")[0] for reason in found} <= {"empty", "term", *GUARDS}
        assert bool(english.strip()) or found == ("empty: no translation",)

    def test_time_is_linear(self) -> None:
        words = [random.Random(7).choice(["air", "api", "ayah"]) for _ in range(20_000)]
        assert "form: copied" in failures(" ".join(words), " ".join(words))


def test_english_is_its_own_translation() -> None:
    (told,) = admitted(sentences("Putin met Kim at Vostochny."))
    assert told.english == "Putin met Kim at Vostochny."
    assert told.translator == UNTRANSLATED
    assert told.trusted


@pytest.mark.parametrize(
    ("indonesian", "english", "mended"),
    [
        ("Putin menerima Kim.", "Mr Putin received Kim.", "Putin received Kim."),
        ("Kata Shinta.", "Mr. Shinta said so.", "Shinta said so."),
        ("Ibu Shinta datang.", "Mrs Shinta came.", "Mrs Shinta came."),
        ("Miss Universe tiba.", "Miss Universe arrived.", "Miss Universe arrived."),
        ("Ia tiba.", "Mrs. arrived.", "Mrs. arrived."),
        ("Panjangnya 42,7 meter.", "It is 42,7 meters long.", "It is 42.7 meters long."),
        ("Ada 1.500,25 ton.", "There are 1,500.25 tonnes.", "There are 1,500.25 tonnes."),
        ("Nomor 1, 2 dan 3.", "Numbers 1,2 and 3.", "Numbers 1,2 and 3."),
        ("Ada 12.500 orang.", "There are 12,500 people.", "There are 12,500 people."),
        (
            "Sepanjang 2024, pemerintah mematok pertumbuhan 5,2 persen.",
            "Throughout 2024, the government set growth at 5.2 percent.",
            "For the whole of 2024, the government set growth at 5.2 percent.",
        ),
        (
            "Sepanjang 2024, polisi menangkap 30 orang.",
            "Throughout 2024, police arrested 30 people.",
            "Throughout 2024, police arrested 30 people.",
        ),
        (
            "Pada 20 Maret lalu, Perry masih melihat ruang.",
            "On 20 March last year, Perry still saw room.",
            "On 20 March, Perry still saw room.",
        ),
        (
            "Gibran genap 36 tahun pada 1 Oktober lalu.",
            "Gibran turned 36 on the 1st of October last year.",
            "Gibran turned 36 on the 1st of October.",
        ),
        (
            "Pada 20 Maret tahun lalu, Perry masih melihat ruang.",
            "On 20 March last year, Perry still saw room.",
            "On 20 March last year, Perry still saw room.",
        ),
        (
            "Lavrov lebih dulu dijadwalkan ke Korut.",
            "Lavrov was first scheduled to go to North Korea.",
            "Lavrov was scheduled first to go to North Korea.",
        ),
        ("Pesawat itu pertama terbang.", "It was first flown here.", "It was first flown here."),
        (
            "Putin menerima undangan Kim untuk berkunjung ke negaranya.",
            "Putin received the invitation of Kim to visit his country.",
            "Putin accepted the invitation of Kim to visit his country.",
        ),
        (
            "Ia menerima undangan rapat.",
            "He received an invitation to a meeting.",
            "He received an invitation to a meeting.",
        ),
        (
            "Jual beli senjata dengan Korut melanggar resolusi.",
            "Arms sales to North Korea violate a resolution.",
            "Arms deals with North Korea violate a resolution.",
        ),
        ("Ia dapat undangan.", "He got a invitation.", "He got an invitation."),
        ("Itu mimpi Eropa.", "It is a european dream.", "It is a european dream."),
        ("Perang seorang diri.", "It is a one-man war.", "It is a one-man war."),
        (
            "Di kosmodrom Putin menyambut Kim.",
            "At the cosmodrome Putin welcomed Kim.",
            "At the cosmodrome Putin welcomed Kim.",
        ),
        ("Itu peristiwa langka.", "It was a once rare event.", "It was a once rare event."),
        (
            "Mereka bertemu di Kosmodrom Vostochny.",
            "They met at Kosmodrom Vostochny.",
            "They met at Vostochny Cosmodrome.",
        ),
        (
            "Menteri luar negeri AS, dan Jepang, bertemu.",
            "The US foreign minister, Korea and Japan, namely those, met.",
            "The US foreign minister, Korea and Japan, namely those, met.",
        ),
        (
            "Menteri luar negeri AS, Jepang, dan Turki, yakni Lee, Ito, dan Cruz, tiba.",
            "The US foreign minister, Japan and Turkey, namely Lee, Ito and Cruz, came.",
            "The foreign ministers of the US, Japan and Turkey, namely Lee, Ito and Cruz, came.",
        ),
    ],
)
def test_what_code_can_mend_is_mended(indonesian: str, english: str, mended: str) -> None:
    assert corrected(indonesian, english, builtin_glossary()) == mended


@pytest.mark.parametrize(
    ("indonesian", "english", "word"),
    [
        (
            "Menurut media Korut, KCNA, Kim pergi.",
            "According to Korut media KCNA Kim left.",
            "Korut",
        ),
        ("Polisi Jerman menahan dia.", "The Jerman police detained him.", "Jerman"),
    ],
)
def test_an_indonesian_country_is_no_english(indonesian: str, english: str, word: str) -> None:
    assert f"form: untranslated {word}" in failures(indonesian, english)
