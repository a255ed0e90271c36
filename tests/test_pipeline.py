"""The whole path with scripted models: from files to a brief whose every citation resolves."""

import json
import random
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from fakes import (
    EVENTS,
    DictJournal,
    FakeTranslator,
    FakeWriter,
    article,
    claim,
    fake_models,
    passages,
    pidgin,
)
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from summarizer.api import Summarizer
from summarizer.data import Article, Claim
from summarizer.errors import InputError, SummarizerError, TooLittleError, UsageError
from summarizer.options import Options
from summarizer.pipeline import Brief, Reading, brief, dated, read_articles, translated
from summarizer.render import from_json, schema

NAMES = [folder.parent.name for folder in EVENTS]
QUAKE = (
    "Gempa bumi berkekuatan besar mengguncang Kota Palu dan Kabupaten Donggala pada Jumat petang. "
    "Badan nasional mencatat ratusan orang meninggal dunia akibat bencana itu. "
    "Listrik padam dan jaringan telepon terputus di sebagian besar wilayah kota tersebut."
)
MALAY = (
    "Kerajaan Malaysia berkata pihaknya akan menghantar bantuan kewangan kepada mangsa gempa bumi "
    "kerana keadaan di sana amat teruk. Menteri itu berkata beliau bercakap dengan wartawan di "
    "lapangan terbang semalam, manakala polis turut membantu kanak-kanak yang cedera."
)
ENGLISH = (
    "A powerful earthquake struck the city of Palu on Friday evening. The national agency counted "
    "hundreds of dead, and most of the city had neither power nor telephones. Rescue teams from "
    "several countries offered their help on the same day."
)


def made(articles: Sequence[Article], **more: Any) -> Brief:
    return brief(articles, fake_models(), DictJournal(), Options(**more))


def check(told: Brief) -> None:
    """What holds for every brief."""
    data = json.loads(told.to_json())
    Draft202012Validator(schema()).validate(data)
    texts = {source["number"]: source["text"] for source in data["sources"]}
    assert sorted(texts) == list(range(1, len(texts) + 1))
    order: list[int] = []
    quoted = [data["title"], *data["sentences"], *data["removed"]]
    for entry in quoted:
        assert entry["citations"]
        for citation in entry["citations"]:
            if entry not in data["removed"]:
                order.append(citation["source"])
            for passage in citation["passages"]:
                start, end = passage["start"], passage["end"]
                assert texts[citation["source"]][start:end] == passage["indonesian"] != ""
    cited = list(dict.fromkeys(order))
    assert cited == list(range(1, len(cited) + 1))
    assert {s["number"] for s in data["sources"] if s["cited"]} == set(cited)
    assert from_json(told.to_json()).claims
    assert all((told.to_markdown(evidence=True), told.to_html(), told.to_text()))


def spots(told: Brief) -> set[tuple[str, int, int]]:
    return {
        (p.sentence.article.path, p.sentence.start, p.sentence.end)
        for claim in told.claims
        for c in claim.citations
        for p in c.passages
    }


@pytest.mark.parametrize("name", NAMES)
class TestSeeds:
    def test_every_citation_resolves(self, name: str, readings: dict[str, Reading]) -> None:
        told = made(readings[name])
        check(told)
        assert len(told.claims) >= 8
        assert len({n for n, _, _ in spots(told)}) >= 4

    def test_same_input_same_bytes(self, name: str, readings: dict[str, Reading]) -> None:
        assert made(readings[name]).to_json() == made(readings[name]).to_json()

    def test_the_order_of_the_articles_does_not_matter(
        self, name: str, readings: dict[str, Reading]
    ) -> None:
        mixed = random.Random(name).sample(readings[name].articles, len(readings[name]))
        told, other = made(readings[name]), made(mixed)
        assert spots(other) == spots(told)
        assert [c.text for c in other.claims] == [c.text for c in told.claims]

    def test_copies_are_one_voice_and_listed(self, name: str, readings: dict[str, Reading]) -> None:
        told = made(readings[name])
        (copy,) = [s for s in told.sources if s.copy_of]
        assert not copy.cited
        assert told.sources[copy.copy_of - 1].article == copy.article.copy_of
        assert copy.article.path not in {path for path, _, _ in spots(told)}
        assert len(told.sources) == len(readings[name])


class TestAdmission:
    def reading(self, folder: Path, **texts: str) -> Reading:
        for name, text in texts.items():
            (folder / f"{name}.txt").write_text(text, encoding="utf-8")
        return read_articles([folder])

    def test_english_is_skipped_by_name(self, tmp_path: Path) -> None:
        told = made(self.reading(tmp_path, palu=QUAKE, world=ENGLISH))
        (left,) = told.skipped
        assert left.path.endswith("world.txt")
        assert "en" in left.reason
        assert {path for path, _, _ in spots(told)} == {str(tmp_path / "palu.txt")}

    def test_lang_en_admits_it_untranslated_and_says_so(self, tmp_path: Path) -> None:
        reading = self.reading(tmp_path, palu=QUAKE, world=ENGLISH)
        models = fake_models()
        told = brief(reading, models, DictJournal(), Options(languages=("id", "ms", "en")))
        check(told)
        assert told.skipped == ()
        english = [
            p
            for claim in told.claims
            for c in claim.citations
            for p in c.passages
            if p.sentence.article.language == "en"
        ]
        assert english
        assert all(p.english == p.sentence.text and "English" in p.translator for p in english)
        calls = models.translator.calls  # type: ignore[attr-defined]
        assert not any("powerful" in text for call in calls for text in call)

    def test_malay_is_accepted_with_a_note(self, tmp_path: Path) -> None:
        told = made(self.reading(tmp_path, bantuan=MALAY))
        assert told.claims
        assert any("bantuan.txt" in w and "Malay" in w for w in told.warnings)

    def test_one_source_is_said_to_be_one(self, tmp_path: Path) -> None:
        assert any("One source" in w for w in made(self.reading(tmp_path, a=QUAKE)).warnings)

    @pytest.mark.parametrize("articles", [[], [article(ENGLISH, language="en")], [article("Ya.")]])
    def test_too_little_is_said_and_nothing_invented(self, articles: list[Article]) -> None:
        with pytest.raises(TooLittleError):
            made(articles)

    def test_boilerplate_alone_is_skipped(self, tmp_path: Path) -> None:
        (tmp_path / "a.txt").write_text("Baca juga: Harga cabai naik\nADVERTISEMENT\n")
        reading = read_articles([tmp_path])
        assert [s.reason for s in reading.skipped] == ["nothing but boilerplate"]
        assert len(reading) == 0

    def test_missing_path(self) -> None:
        with pytest.raises(InputError):
            read_articles(["no/such/file.txt"])


class TestFaults:
    def told(self, writer: FakeWriter, translator: FakeTranslator | None = None) -> Brief:
        given = [article(QUAKE), article(QUAKE.replace("Listrik", "Air"), "b.txt")]
        return brief(given, fake_models(translator, writer), DictJournal(), Options())

    @pytest.mark.parametrize("answer", ["", "[1][2]", "Trump said 999 [7].", "\x1b[2J<script>"])
    def test_whatever_the_writer_says_the_brief_stands_on_passages(self, answer: str) -> None:
        told = self.told(FakeWriter(lambda task: answer))
        check(told)
        english = {p.english for c in told.claims for t in c.citations for p in t.passages}
        assert {claim.text for claim in told.claims} <= english
        assert all(claim.reason for claim in told.claims)

    def test_a_wrong_sentence_is_written_again_once_and_told_why(self) -> None:
        writer = FakeWriter(lambda task: task.passages[0] if task.failed else "In 1999 it was.")
        told = self.told(writer)
        assert len(writer.calls) == 2
        assert all("1999" in " ".join(task.failed) for task in writer.calls[1])
        assert all(claim.reason == "" for claim in told.claims)

    def test_an_untrusted_translation_is_counted_and_is_no_evidence(self) -> None:
        def copies(text: str) -> str:
            return text if "meninggal" in text else pidgin(text)

        told = self.told(FakeWriter(), FakeTranslator(copies))
        assert told.guards["form"] == told.guards["untrusted"] == 2
        assert told.guards["sentences"] == 6
        assert not any("meninggal" in claim.text for claim in told.claims)

    def test_only_untrusted_translations_make_no_brief(self) -> None:
        with pytest.raises(TooLittleError, match="0 usable sentences"):
            self.told(FakeWriter(), FakeTranslator(lambda text: ""))


class TestSummarizer:
    def test_uses_the_models_given_and_keeps_translations(self, tmp_path: Path) -> None:
        models = fake_models()
        summarizer = Summarizer(models=models, cache_dir=tmp_path)
        stages: list[str] = []
        first = summarizer.brief(iter([article(QUAKE)]), lambda stage, *_: stages.append(stage))
        assert first.to_json() == summarizer.brief([article(QUAKE)]).to_json()
        assert len(models.translator.calls) == 1  # type: ignore[attr-defined]
        assert list(dict.fromkeys(stages))[:3] == ["translate", "choose", "write"]
        assert [p.sentence.text for p in summarizer.translate([article(QUAKE)])]

    def test_another_translator_never_gets_its_translations(self, tmp_path: Path) -> None:
        for name in ("one", "two"):
            models = fake_models(FakeTranslator(name=name))
            Summarizer(models=models, cache_dir=tmp_path).brief([article(QUAKE)])
            assert len(models.translator.calls) == 1  # type: ignore[attr-defined]

    @pytest.mark.parametrize("sentences", [0, -1, 101])
    def test_options_are_checked(self, sentences: int) -> None:
        with pytest.raises(UsageError, match="1 to 100"):
            Options(sentences=sentences)

    def test_the_signature_names_what_made_it(self) -> None:
        told = made([article(QUAKE)], focus="Berapa korban?", sentences=3)
        signature = " ".join(told.signature.values())
        for part in ("fake-translator@1", "fake-writer@1", "fake-embedder@1", "sentences=3"):
            assert part in signature
        assert "Berapa korban?" in signature
        assert len(told.claims) <= 3


PIECES = st.one_of(st.text(max_size=60), st.sampled_from([*QUAKE.split(". "), "[7]", "Sumber 1:"]))
TEXTS = st.lists(st.lists(PIECES, max_size=6).map(". ".join), max_size=4)
ANY = settings(
    deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@ANY
@given(texts=TEXTS, language=st.sampled_from(["id", "ms", "en"]))
def test_any_text_is_a_brief_or_one_of_our_errors(texts: list[str], language: str) -> None:
    given = [article(text, f"{n}.txt", language=language) for n, text in enumerate(texts)]
    try:
        told = made(given, languages=("id", "en"))
    except SummarizerError:
        return
    check(told)


@ANY
@given(pages=st.lists(st.one_of(st.binary(max_size=80), TEXTS.map("\n".join)), max_size=3))
def test_any_file_is_a_brief_or_one_of_our_errors(tmp_path: Path, pages: list[bytes | str]) -> None:
    suffixes = (".txt", ".md", ".html")
    for n, page in enumerate(pages):
        data = page.encode("utf-8", "surrogatepass") if isinstance(page, str) else page
        (tmp_path / f"{n}{suffixes[n]}").write_bytes(data)
    try:
        reading = read_articles([tmp_path])
        forced = [replace(a, language="id") for a in reading]
        check(made(forced))
    except SummarizerError:
        return


def test_passages_come_article_by_article_with_english_as_it_is() -> None:
    given = [article(ENGLISH, "en.txt", language="en"), article(QUAKE)]
    told = translated(given, FakeTranslator(), DictJournal())
    assert {p.sentence.article.path for p in told} == {"en.txt", "a.txt"}
    english = [p for p in told if p.sentence.article.language == "en"]
    assert english
    assert all(p.english == p.sentence.text for p in english)


def test_a_second_run_asks_no_model_to_translate_or_write() -> None:
    journal = DictJournal()
    first, second = fake_models(), fake_models()
    given = [article(QUAKE), article(QUAKE.replace("Listrik", "Air"), "b.txt")]
    told = [brief(given, models, journal, Options()).to_json() for models in (first, second)]
    assert told[0] == told[1]
    assert first.writer.calls
    assert not second.writer.calls
    assert not second.translator.calls


class Drawing(FakeTranslator):
    """Draws the sentence with who said it."""

    def likeliest(
        self, texts: Sequence[str], wishes: object = None
    ) -> list[list[tuple[float, str]]]:
        return [[] for _ in texts]

    def samples(self, texts: Sequence[str]) -> list[list[tuple[float, str]]]:
        return [[(-0.5, f"{pidgin(text)[:-1]}, they said.")] for text in texts]


class Reverse:
    """Doubts all but what was drawn."""

    name = "fake-reverse@1"

    def support(self, pairs: Sequence[tuple[str, str]]) -> list[float]:
        return [0.9 if "they said" in english else 0.4 for _, english in pairs]


class TestSecondLook:
    def test_doubtful_evidence_is_translated_again(self) -> None:
        models = replace(fake_models(Drawing()), reverse=Reverse())
        told = brief([article(QUAKE)], models, DictJournal(), Options())
        check(told)
        assert all("they said" in claim.text for claim in told.claims)
        assert told.guards["reranked"] >= len(told.claims) > 1
        assert told.signature["reverse model"] == "fake-reverse@1"
        assert {claim.support for claim in told.claims} == {0.9}

    def test_what_the_brief_will_hardly_rest_on_is_left_alone(self) -> None:
        lines = "\n\n".join(f"Gempa nomor {n} mengguncang kota itu lagi." for n in range(40))
        models = replace(fake_models(Drawing()), reverse=Reverse())
        told = brief([article(lines)], models, DictJournal(), Options(sentences=3))
        assert 0 < told.guards["reranked"] <= 12

    def test_without_a_second_translation_the_doubtful_one_stays(self) -> None:
        models = replace(fake_models(), reverse=Reverse())
        told = brief([article(QUAKE)], models, DictJournal(), Options())
        assert told.guards["reranked"] == 0
        assert {claim.support for claim in told.claims} == {0.4}


class TestDates:
    def told(self, english: str, indonesian: str = "Kim tiba pada Selasa (12/9).") -> Claim:
        (passage,) = passages(indonesian, english, date="2023-09-13")
        return claim(english, passage)

    def test_a_weekday_is_given_in_full_and_what_it_rests_on_is_kept(self) -> None:
        (made,), removed = dated([self.told("Kim arrived on Tuesday.")])
        assert made.text == "Kim arrived on Tuesday, 12 September 2023."
        assert [(d.words, d.day) for d in made.dates] == [("Selasa (12/9)", "2023-09-12")]
        assert removed == []

    def test_yesterday_is_the_day_before_the_article(self) -> None:
        (made,), _ = dated([self.told("Kim arrived yesterday.", "Kim tiba kemarin.")])
        assert made.text == "Kim arrived on Tuesday, 12 September 2023."

    def test_a_yesterday_that_nothing_dates_is_removed_with_the_reason(self) -> None:
        kept, (gone,) = dated([self.told("Kim arrived yesterday.", "Kim telah tiba.")])
        assert kept == []
        assert gone.reason == "nothing dates yesterday"
        assert gone.citations

    def test_a_speaker_may_say_today(self) -> None:
        quoted = self.told('"We begin today," Kim said.', '"Kami mulai hari ini," kata Kim.')
        (made,), removed = dated([quoted])
        assert made.text == '"We begin today," Kim said.'
        assert removed == []


@pytest.mark.parametrize("asked", [False, True])
def test_the_larger_model_is_asked_only_where_that_is_wished(asked: bool) -> None:
    larger = FakeTranslator(name="larger")
    models = replace(fake_models(FakeTranslator(lambda text: text)), fallback=larger)
    articles = [article(QUAKE, "a.txt")]
    with suppress(TooLittleError):
        brief(articles, models, DictJournal(), Options(larger=asked))
    assert bool(larger.calls) is asked
