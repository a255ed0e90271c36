"""Translation: one passage a sentence, batches that can be resumed, guards on every output."""

import random

import pytest
from fakes import DictJournal, FakeTranslator, pidgin, sentences
from hypothesis import given, settings
from hypothesis import strategies as st

from summarizer.data import Passage, Sentence
from summarizer.translate import GUARDS, UNTRANSLATED, admitted, failures, translate

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

    def test_a_batch_holds_one_article_and_at_most_batch_size(self) -> None:
        translator = FakeTranslator(batch_size=2)
        translate([*ONE, *TWO], translator, DictJournal())
        assert [len(call) for call in translator.calls] == [2, 2, 1, 2, 1]
        assert {text for call in translator.calls[:3] for text in call} == set(LINES)
        assert {text for call in translator.calls[3:] for text in call} == set(OTHERS)

    def test_an_article_has_the_same_batches_whatever_else_is_in_the_call(self) -> None:
        alone, after = FakeTranslator(batch_size=2), FakeTranslator(batch_size=2)
        translate(TWO, alone, DictJournal())
        translate([*ONE, *TWO], after, DictJournal())
        assert after.calls[-len(alone.calls) :] == alone.calls

    def test_the_same_sentence_twice_in_an_article(self) -> None:
        told = made(sentences("Air surut.\nListrik padam.\nAir surut."), 3)
        assert [p.english for p in told] == ["Air suruted.", "Listrik padamed.", "Air suruted."]
        assert [p.sentence.start for p in told] == [0, 11, 26]

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

    def test_an_empty_answer_is_an_answer(self) -> None:
        journal, translator = DictJournal(), FakeTranslator(lambda text: "", batch_size=2)
        assert {p.failures for p in translate(ONE, translator, journal)} == {
            ("empty: no translation",)
        }
        translate(ONE, translator, journal)
        assert len(translator.calls) == 3


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
        ],
    )
    def test_good_translations_pass(self, indonesian: str, english: str) -> None:
        assert failures(indonesian, english) == ()

    @pytest.mark.parametrize(
        ("name", "indonesian", "english"),
        [
            ("empty", LINES[2], " \n"),
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
            ("name: ", LINES[3], LINE.replace("BNPB", "It")),
            ("name: ", LINES[0], "An earthquake shook Jakarta on Friday afternoon."),
        ],
    )
    def test_bad_ones_are_named(self, name: str, indonesian: str, english: str) -> None:
        assert name in "\n".join(failures(indonesian, english))

    def test_what_the_source_repeats_may_be_repeated(self) -> None:
        source = "Tidak ada air, tidak ada listrik, tidak ada makanan, tidak ada obat di sana."
        assert failures(source, "No water there, no power there, no food there, no drugs.") == ()

    def test_a_failure_travels_with_the_passage(self) -> None:
        (told,) = translate(ONE[1:2], FakeTranslator(lambda text: text), DictJournal())
        assert "form: copied" in told.failures
        assert not told.trusted
        assert told.english == LINES[1]

    @settings(deadline=None, max_examples=60)
    @given(st.text(max_size=80), st.text(max_size=80))
    def test_any_pair_gets_known_names_only(self, indonesian: str, english: str) -> None:
        found = failures(indonesian, english)
        assert {reason.partition(":")[0] for reason in found} <= {"empty", *GUARDS}
        assert bool(english.strip()) or found == ("empty: no translation",)

    def test_time_is_linear(self) -> None:
        words = [random.Random(7).choice(["air", "api", "ayah"]) for _ in range(20_000)]
        assert "form: copied" in failures(" ".join(words), " ".join(words))


def test_english_is_its_own_translation() -> None:
    (told,) = admitted(sentences("Putin met Kim at Vostochny."))
    assert told.english == "Putin met Kim at Vostochny."
    assert told.translator == UNTRANSLATED
    assert told.trusted
