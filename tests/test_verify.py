"""Checking: what a sentence says stands in its passages, or the passage speaks for itself."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

import pytest
from fakes import claim, passages
from hypothesis import given, settings
from hypothesis import strategies as st

from summarizer.data import Claim, Draft, Group, Removed
from summarizer.verify import (
    UNSUPPORTED,
    Remembering,
    Standard,
    attest,
    attest_all,
    cite,
    distinct,
    examined,
    plain,
    problems,
    title_of,
)

COUNT = (
    "Tim penyelamat di Palu mencatat 1.407 orang tewas pada Rabu, kata BNPB.",
    "Rescuers in Palu counted 1,407 dead on Wednesday, BNPB said.",
)
SEARCH = (
    "BNPB tidak akan menghentikan pencarian korban di Palu sebelum Kamis (11/10/2018).",
    "BNPB will not stop the search for victims in Palu before Thursday, October 11, 2018.",
)

GOES_ON = (
    "BNPB tidak akan menghentikan pencarian korban di Palu.",
    "BNPB will not stop the search for victims in Palu.",
)

GOOD = [
    ("BNPB said rescuers in Palu counted 1,407 dead on Wednesday.", [COUNT]),
    ("Rescuers counted 1407 dead in Palu on Wednesday.", [COUNT]),
    ("The search for victims in Palu will not stop before Thursday, October 11, 2018.", [SEARCH]),
    ("BNPB won't stop Palu's search for victims before Thursday, 11 October 2018.", [SEARCH]),
]
BAD = {
    "Rescuers in Palu counted 1,407 dead, BNPB said.": "left out",
    "Rescuers in Palu counted the dead on Wednesday, BNPB said.": "left out",
    "": "empty",
    " \n": "empty",
    "Rescuers in Palu counted 1,408 dead on Wednesday, BNPB said.": "1408",
    "Rescuers in Palu counted 1,407 dead on Tuesday, BNPB said.": "tuesday",
    "Rescuers in Jakarta counted 1,407 dead on Wednesday, BNPB said.": "jakarta",
    "Widodo in Palu counted 1,407 dead on Wednesday, BNPB said.": "widodo",
    "The notes say BNPB rescuers in Palu counted 1,407 dead.": "notes",
    "As an AI, BNPB counted 1,407 dead in Palu on Wednesday.": "notes",
    "BNPB counted 1,407 dead in Palu, " + "and dead in Palu, " * 30: "words",
}
NEGATED = [
    (
        "Russia and North Korea signed an agreement.",
        "Rusia dan Korea Utara tidak menandatangani perjanjian.",
        "Russia and North Korea signed no agreement.",
    ),
    ("The talks were held.", "Perundingan itu tidak pernah digelar.", "The talks were never held."),
    ("Peskov did not sign.", "Peskov menandatangani.", "Peskov signed."),
]


def written(text: str, *notes: tuple[str, str]) -> Draft:
    """A draft on the notes, each an article's Indonesian and its English."""
    told = [passages(id_, en, f"{n}.txt")[0] for n, (id_, en) in enumerate(notes or [COUNT], 1)]
    return Draft(Group(tuple(told), 1.0, "what happened"), text)


def rated(draft: Draft, *right: float) -> Draft:
    """The draft, with how probably the translations of its passages are right."""
    told = [replace(p, right=r) for p, r in zip(draft.group.passages, right, strict=True)]
    return replace(draft, group=replace(draft.group, passages=tuple(told)))


def attested(draft: Draft, standard: Standard | None = None) -> Claim:
    """The claim of one draft, which there must be."""
    standard = standard or Standard()
    made = attest(*examined([draft], standard), standard)
    assert isinstance(made, Claim)
    return made


@dataclass
class FakeJudge:
    """Scores by sentence, 0.9 for the others; ``calls`` holds every pair it was asked."""

    scores: Mapping[str, float] = field(default_factory=dict)
    name: str = "fake-judge@1"
    calls: list[tuple[str, str]] = field(default_factory=list)

    def support(self, pairs: Sequence[tuple[str, str]]) -> list[float]:
        self.calls += pairs
        return [self.scores.get(sentence, 0.9) for _, sentence in pairs]


class TestProblems:
    @pytest.mark.parametrize(("text", "notes"), GOOD)
    def test_what_the_notes_say_passes(self, text: str, notes: list[tuple[str, str]]) -> None:
        assert problems(written(text, *notes)) == ()

    @pytest.mark.parametrize("text", BAD)
    def test_what_they_do_not_say_is_named(self, text: str) -> None:
        assert BAD[text] in " ".join(problems(written(text))).casefold()

    @pytest.mark.parametrize(("text", "indonesian", "english"), NEGATED)
    def test_a_negation_lost_or_added(self, text: str, indonesian: str, english: str) -> None:
        found = problems(written(text, (indonesian, english)))
        assert any("'not'" in problem for problem in found)

    def test_two_sentences_are_not_one(self) -> None:
        note = ("Mr. Kalla tiba di Palu. Air surut.", "Mr. Kalla arrived in Palu. Water went down.")
        (found,) = problems(written("Mr. Kalla arrived in Palu. Water went down.", note))
        assert found == "more than one sentence"
        assert problems(written("Mr. Kalla arrived in Palu as water went down.", note)) == ()

    def test_a_possessive_is_the_same_name(self) -> None:
        note = ("Menteri Rusia tiba di Palu.", "Russia's minister arrived in Palu.")
        assert problems(written("The minister of Russia arrived in Palu.", note)) == ()

    def test_a_woman_or_a_man_that_the_notes_do_not_know(self) -> None:
        note = ("Ini lawatan pertama Kim sejak pandemi.", "It was Kim's first trip since then.")
        (found,) = problems(written("It was her first trip since then.", note))
        assert "'her'" in found
        known = (note[0], "Kim made his first trip since then.")
        assert problems(written("It was his first trip since then, Kim's.", known)) == ()

    def test_one_fact_told_twice(self) -> None:
        note = (
            "Kim dan Putin bertemu di Kosmodrom Vostochny.",
            "Kim and Putin met at the Vostochny Cosmodrome.",
        )
        twice = "Kim met Putin at the Vostochny Cosmodrome, while Putin was at the Vostochny one."
        assert problems(written(twice.replace("one", "Cosmodrome"), note)) == (
            "the same words twice: at the vostochny cosmodrome",
        )
        assert problems(written(twice[: twice.index(",")] + ".", note)) == ()

    def test_a_number_in_words(self) -> None:
        note = ("Tiga orang tewas di Palu.", "Three people died in Palu.")
        assert problems(written("Four people died in Palu.", note))
        assert problems(written("Three people died in Palu.", note)) == ()

    @settings(deadline=None, max_examples=60)
    @given(st.text(max_size=120))
    def test_any_answer_is_judged(self, text: str) -> None:
        assert all(isinstance(problem, str) and problem for problem in problems(written(text)))


class TestAttest:
    def test_a_sentence_that_passes_cites_what_it_rests_on(self) -> None:
        draft = written(COUNT[1], COUNT, (COUNT[0] + " Lagi.", COUNT[1]))
        made = attested(draft)
        assert (made.text, made.section, made.reason) == (COUNT[1], "what happened", "")
        assert [c.article.path for c in made.citations] == ["1.txt", "2.txt"]

    @pytest.mark.parametrize("text", BAD)
    def test_one_that_fails_becomes_its_best_passage_and_cites_that_alone(self, text: str) -> None:
        draft = written(text)
        made = attested(draft)
        assert made.text == COUNT[1]
        assert [c.passages for c in made.citations] == [draft.group.passages[:1]]
        assert made.reason

    @pytest.mark.parametrize("mark", ["[7]", "[1][3]", "[ 2, 3 ]", "[1-4]"])
    def test_a_citation_written_by_a_model_never_stays(self, mark: str) -> None:
        assert "[" not in attested(written(COUNT[1][:-1] + f" {mark}.")).text

    def test_nor_one_that_stood_in_the_article(self) -> None:
        note = ("Kim bertemu Putin [7] di Vostochny.", "Kim met Putin [7] at Vostochny.")
        assert "[7]" not in attested(written("", note)).text

    def test_a_lone_passage_is_its_own_citation(self) -> None:
        note = ("Kim bertemu Putin di Vostochny.", "Kim met Putin at Vostochny.")
        draft = written("Kim met Putin.", note)
        assert [c.passages for c in attested(draft).citations] == [draft.group.passages]


def test_citations_are_one_an_article_with_all_its_passages() -> None:
    one, two = passages("Satu.\nDua."), passages("Tiga.", path="b.txt")
    assert [(c.article.path, c.passages) for c in cite([one[1], *two, one[0]])] == [
        ("a.txt", (one[1], one[0])),
        ("b.txt", tuple(two)),
    ]


class TestDistinct:
    def claims(self, *texts: str) -> list[Claim]:
        return [claim(text, passages("Satu.")[0]) for text in texts]

    def test_a_repeat_goes_and_is_listed_with_what_it_repeats(self) -> None:
        given = self.claims(
            "BNPB counted 1,407 dead in Palu on Wednesday evening.",
            "Donggala remained without clean water and food.",
            "BNPB counted 1,407 dead in Palu on Wednesday.",
        )
        kept, removed = distinct(given)
        assert kept == given[:2]
        assert [r.text for r in removed] == [given[2].text]
        assert given[0].text in removed[0].reason
        assert removed[0].citations == given[2].citations

    def test_another_count_is_no_repeat(self) -> None:
        given = self.claims("BNPB counted 1,407 dead.", "BNPB counted 1,763 dead.")
        assert distinct(given) == (given, [])

    @settings(deadline=None, max_examples=60)
    @given(st.lists(st.text("ab 1.", max_size=12), max_size=6))
    def test_every_claim_is_kept_or_listed(self, texts: list[str]) -> None:
        kept, removed = distinct(self.claims(*texts))
        assert sorted([c.text for c in kept] + [r.text for r in removed]) == sorted(texts)
        assert bool(kept) == bool(texts)


LONG = (
    COUNT[0][:-1] + ", sedangkan pencarian korban di kota itu terus berlanjut sepanjang malam.",
    COUNT[1][:-1] + ", while the search for victims in the city went on all through the night.",
)


LONGER = (
    LONG[0],
    COUNT[1][:-1]
    + " and the search for victims in the city went on all through the next night and "
    "into the early hours.",
)


class TestTitle:
    def test_the_best_short_passage_leads_whatever_was_written(self) -> None:
        draft = written("Tsunami kills 9,999", LONGER)
        short = written("", COUNT).group
        made = title_of(draft, [draft.group, short])
        assert made.text == COUNT[1].rstrip(".")
        assert made.citations == cite(short.passages)

    @pytest.mark.parametrize(
        "english", ["He was there in Palu.", "Putin also received an invitation to visit Palu."]
    )
    def test_a_passage_that_needs_the_one_before_it_is_no_headline(self, english: str) -> None:
        vague = written("", ("Ia juga hadir di Palu.", english)).group
        short = written("", COUNT).group
        assert title_of(written("", LONG), [vague, short]).text == COUNT[1].rstrip(".")

    def test_what_leads_another_group_comes_before_what_follows_in_the_best(self) -> None:
        best = written("", LONGER, COUNT).group
        other = written(
            "", ("Warga Palu mengungsi.", "People of Palu have fled to the hills.")
        ).group
        made = title_of(written("", LONGER), [best, other])
        assert made.text == "People of Palu have fled to the hills"

    @pytest.mark.parametrize(
        ("english", "headline"),
        [
            (
                "Russian President Vladimir Putin welcomed North Korean leader Kim Jong Un at the "
                "Vostochny Cosmodrome in Amur on Wednesday (September 13, 2023).",
                "Russian President Vladimir Putin welcomed North Korean leader Kim Jong Un at the "
                "Vostochny Cosmodrome in Amur",
            ),
            (
                "North Korea fired two short-range ballistic missiles on Wednesday, 13 September "
                "2023, as its leader Kim Jong Un was in Russia to meet the president.",
                "North Korea fired two short-range ballistic missiles on Wednesday, 13 September "
                "2023",
            ),
            (
                "Regulators of the United States shut down Silicon Valley Bank on Friday, local "
                "time, two days after the bank announced a plan to strengthen its capital and its "
                "board.",
                "Regulators of the United States shut down Silicon Valley Bank, two days after the "
                "bank announced a plan to strengthen its capital and its board",
            ),
            (
                "The agency said the number of dead from the earthquake in the regency, as of "
                "17:00 WIB, was recorded at 271 people.",
                "The agency said the number of dead from the earthquake in the regency, as of "
                "17:00 WIB, was recorded at 271 people",
            ),
            (
                "A plane of the airline on the route from Jakarta to Pontianak lost contact north "
                "of the islands on Saturday (9 January 2021) afternoon.",
                "A plane of the airline on the route from Jakarta to Pontianak lost contact north "
                "of the islands",
            ),
            (
                "The bank on Wednesday raised its rate by 25 basis points (0.25 percentage points) "
                "to 6.25 percent after a meeting, the governor said.",
                "The bank raised its rate by 25 basis points to 6.25 percent after a meeting, the "
                "governor said",
            ),
        ],
    )
    def test_a_long_one_loses_when_it_was_and_what_else_went_on(
        self, english: str, headline: str
    ) -> None:
        note = written("", ("Sesuatu terjadi di sana pada hari itu.", english))
        assert title_of(note, [note.group]).text == headline

    def test_what_some_think_or_somebody_denies_is_no_headline(self) -> None:
        view = (
            "Bagi pengkritik, rancangan itu demi keluarga.",
            "For critics, the bill is for kin.",
        )
        told = ("Palu dijarah.", "The shops of Palu were looted by its people.")
        groups = [Group(written("", note).group.passages, 9.0) for note in (view, told)]
        news = Group(written("", LONGER).group.passages, 8.0)
        denied = groups[1].passages
        made = title_of(Draft(groups[0], ""), [*groups, news], unfit=denied.__contains__)
        assert made.text == LONGER[1].rstrip(".")
        assert title_of(Draft(groups[0], ""), groups[:1]).text == view[1].rstrip(".")

    def test_what_limits_the_sentence_stays(self) -> None:
        note = (
            "Menteri akan mundur bila perundingan itu gagal lagi.",
            "The minister of finance of the republic would step down from his post when the talks "
            "about the long delayed state budget failed again this year.",
        )
        assert title_of(written("", note), [written("", note).group]).text == note[1].rstrip(".")

    def test_a_short_sentence_far_down_is_no_headline(self) -> None:
        groups = [Group(written("", LONGER).group.passages, score) for score in (9.0, 8.0, 7.0)]
        low = Group(written("", COUNT).group.passages, 1.0)
        made = title_of(written("Palu search goes on", LONGER), [low, *groups])
        assert made.text != COUNT[1].rstrip(".")

    def test_a_written_one_without_quotes_and_full_stop_where_no_passage_is_short(self) -> None:
        draft = written("“Rescuers in Palu counted 1,407 dead.”", LONGER)
        made = title_of(draft, [draft.group])
        assert made.text == "Rescuers in Palu counted 1,407 dead"
        assert made.citations == cite(draft.group.passages)

    @pytest.mark.parametrize("text", ["Tsunami kills 9,999", ""])
    def test_a_wrong_one_is_the_passage_itself(self, text: str) -> None:
        draft = rated(written(text, LONGER), 0.9)
        made = title_of(draft, [draft.group])
        assert made.text == LONGER[1].rstrip(".")
        assert made.citations == cite(draft.group.passages)

    def test_a_passage_of_some_more_words_heads_sooner_than_what_was_written(self) -> None:
        note = (
            "Korut menembakkan dua rudal saat pemimpinnya berada di Rusia untuk menemui Putin.",
            "North Korea fired two short-range ballistic missiles as its leader, Kim Jong Un, was "
            "in Russia to meet the country's President Vladimir Putin.",
        )
        draft = written("North Korea fires two missiles in Russia", note)
        assert title_of(draft, [draft.group]).text == note[1].rstrip(".")

    @pytest.mark.parametrize(("score", "taken"), [(0.9, True), (0.2, False)])
    def test_a_written_one_is_judged_too(self, score: float, taken: bool) -> None:
        text = "Rescuers in Palu counted 1,407 dead"
        draft = rated(written(text, LONGER), 0.9)
        made = title_of(draft, [draft.group], Standard(FakeJudge({text: score})))
        assert (made.text == text) is taken
        assert made.support == 0.9

    def test_one_that_is_not_supported_is_passed_over(self) -> None:
        best, next_ = (rated(written("", note), 0.9).group for note in (COUNT, SEARCH))
        judge = FakeJudge({COUNT[1]: 0.1})
        made = title_of(written("", LONGER), [best, next_], Standard(judge))
        assert made.citations == cite(next_.passages)
        assert made.support == 0.9

    def test_one_whose_translation_is_doubtful_is_passed_over(self) -> None:
        best, next_ = rated(written("", COUNT), 0.2).group, rated(written("", SEARCH), 0.9).group
        made = title_of(written("", LONGER), [best, next_], Standard(FakeJudge()))
        assert made.citations == cite(next_.passages)
        assert made.support == 0.9


class TestSupport:
    def test_what_was_judged_is_not_judged_again(self) -> None:
        judge = FakeJudge({"b": 0.2})
        once = Remembering(judge)
        assert once.support([("x", "a"), ("x", "b"), ("x", "a")]) == [0.9, 0.2, 0.9]
        assert once.support([("x", "b"), ("y", "a")]) == [0.2, 0.9]
        assert judge.calls == [("x", "a"), ("x", "b"), ("y", "a")]

    def test_what_is_written_of_a_doubtful_translation_is_no_surer(self) -> None:
        made = attested(rated(written(COUNT[1]), 0.4), Standard(FakeJudge()))
        assert (made.verdict, made.support) == ("supported", 0.4)

    def test_a_passage_is_told_without_what_ties_it_to_another(self) -> None:
        note = ("Dua jam kemudian air surut di Palu.", "Two hours later, water went down in Palu.")
        draft = written("", note)
        assert attested(draft).text == "Water went down in Palu."

    def test_the_judge_reads_the_indonesian_of_all_passages(self) -> None:
        judge = FakeJudge()
        draft = written(COUNT[1], COUNT, SEARCH)
        (found,) = examined([draft], Standard(judge))
        (evidence, sentence), *_ = judge.calls
        assert sentence == COUNT[1]
        assert evidence.startswith(COUNT[0])
        assert "menghentikan pencarian korban" in evidence
        assert (found.wrong, found.score) == ((), 0.9)

    def test_what_a_rule_refuses_is_not_judged(self) -> None:
        judge = FakeJudge()
        (found,) = examined([written("Five people died in Jakarta.")], Standard(judge))
        assert found.wrong
        assert judge.calls == []

    @pytest.mark.parametrize(("score", "wrong"), [(0.5, ()), (0.49, (UNSUPPORTED,))])
    def test_from_the_threshold_on_a_sentence_passes(
        self, score: float, wrong: tuple[str, ...]
    ) -> None:
        (found,) = examined([written(COUNT[1])], Standard(FakeJudge({COUNT[1]: score}), 0.5))
        assert found.wrong == wrong

    def test_a_supported_claim_says_so(self) -> None:
        made = attested(written(COUNT[1]), Standard(FakeJudge()))
        assert (made.verdict, made.support, made.reason) == ("supported", 0.9, "")

    def test_one_that_was_written_again_says_why(self) -> None:
        standard = Standard(FakeJudge())
        first, second = (
            examined([written(text)], standard) for text in ("Five died in Jakarta.", COUNT[1])
        )
        ((made,), _) = attest_all(second, standard, first)
        assert made.verdict == "repaired"
        assert "jakarta" in made.reason.casefold()

    def test_an_unsupported_sentence_becomes_the_passage_that_is_supported(self) -> None:
        text = "BNPB will not stop in Palu before Thursday, October 11, 2018."
        draft = rated(written(text, COUNT, SEARCH), 0.3, 0.9)
        made = attested(draft, Standard(FakeJudge({text: 0.2})))
        assert (made.text, made.verdict, made.support) == (SEARCH[1], "verbatim", 0.9)
        assert UNSUPPORTED in made.reason

    def test_the_figures_of_one_fact_are_told_once(self) -> None:
        one = ("IMF menaksir 5,0 persen, pemerintah 5,2 persen.",
               "The IMF estimates 5.0 percent, the government 5.2 percent.")  # fmt: skip
        again = ("Pemerintah mematok 5,2 persen dan IMF 5,0 persen.",
                 "The government set 5.2 percent and the IMF 5.0 percent.")  # fmt: skip
        text = f"{one[1][:-1]}, and {again[1][0].lower()}{again[1][1:]}"
        assert "the same figures twice: 5.0, 5.2" in problems(written(text, one, again))

    def test_a_merged_sentence_tells_a_time_once(self) -> None:
        one = ("Sengketa bermula November 2019.", "The dispute began in November 2019.")
        again = ("UE mengadu pada November 2019.", "The EU complained in November 2019.")
        text = "The dispute began in November 2019, when the EU complained in November 2019."
        assert "the same time twice: in November 2019" in problems(written(text, one, again))
        apart = "The dispute began in November 2019, and the EU complained in November 2019."
        assert not [p for p in problems(written(apart, one, again)) if "time twice" in p]

    def test_the_earlier_day_stands_first(self) -> None:
        later = ("Pencarian berakhir Jumat (12/10/2018).", "The search ended on Friday.")
        draft = written("", (later[0], later[1]), ("Gempa itu terjadi Jumat (28/9/2018) petang.",
            "The quake struck Palu on Friday evening, destroying houses."))  # fmt: skip
        text = "The search ended on Friday, and the quake struck Palu on Friday evening, destroying"
        told = replace(draft, text=f"{text} houses.")
        assert "two days out of their order" in problems(told)
        assert "two days out of their order" not in problems(
            replace(told, text=f"{draft.group.passages[1].english[:-1]}, and the search ended.")
        )

    def test_the_best_supported_of_several_drafts_is_taken(self) -> None:
        good, better = (
            f"BNPB {verb} 1,407 dead in Palu on Wednesday." for verb in ("said", "counted")
        )
        judge = FakeJudge({good: 0.7, better: 0.8})
        told = written("Five people died in Jakarta.", COUNT)
        others = tuple(Draft(told.group, text) for text in (good, better))
        (found,) = examined([replace(told, others=others)], Standard(judge))
        assert (found.draft.text, found.wrong) == (better, ())
        (none,) = examined([replace(told, others=())], Standard(judge))
        assert none.draft == told

    def test_of_drafts_about_as_well_supported_the_one_that_tells_most_is_taken(self) -> None:
        short = "Rescuers counted 1,407 dead on Wednesday."
        full = "Rescuers in Palu counted 1,407 dead on Wednesday, BNPB said."
        for score, taken in ((0.88, full), (0.98, short)):
            judge = FakeJudge({short: score, full: 0.87})
            told = written(short, COUNT)
            (found,) = examined([replace(told, others=(Draft(told.group, full),))], Standard(judge))
            assert (found.draft.text, found.wrong) == (taken, ())

    def test_a_sentence_of_its_own_passages_goes_before_one_with_a_partner(self) -> None:
        told = written("Rescuers in Palu counted 1,407 dead on Wednesday, BNPB said.", COUNT)
        two = written(f"{COUNT[1][:-1]}, and {GOES_ON[1]}", COUNT, GOES_ON)
        beside = Draft(replace(two.group, apart=True), two.text)
        other = replace(beside, text=two.text.replace("and BNPB", "while BNPB"))
        (found,) = examined([replace(told, others=(beside,))], Standard(FakeJudge()))
        assert found.draft.text == told.text
        wrong = replace(told, text="Five people died in Jakarta.", others=(other, beside))
        (found,) = examined([wrong], Standard(FakeJudge()))
        assert (found.draft.text, found.draft.group) == (two.text, beside.group)

    def test_two_passages_word_for_word_are_as_sure_as_the_less_sure_one(self) -> None:
        text = f"{COUNT[1][:-1]}, and {GOES_ON[1]}"
        draft = rated(written(text, COUNT, GOES_ON), 0.9, 0.7)
        (found,) = examined([draft], Standard(FakeJudge({text: 0.2})))
        assert (found.wrong, found.score) == ((), 0.7)

    def test_of_two_facts_what_else_tells_one_is_cited_too(self) -> None:
        again = ("Di Palu tercatat 1.407 orang tewas.", "In Palu 1,407 dead were counted.")
        draft = written(f"{COUNT[1][:-1]}, and {GOES_ON[1]}", COUNT, GOES_ON, again)
        *two, more = draft.group.passages
        pair = replace(draft.group, passages=tuple(two), apart=True, kin=(more,))
        made = attested(replace(draft, group=pair), Standard(FakeJudge()))
        assert [c.article.path for c in made.citations] == ["1.txt", "2.txt", "3.txt"]

    @pytest.mark.parametrize(
        ("text", "reason"),
        [
            ("BNPB counted 1,407 dead in Palu and its dead in Palu and its dead.", "twice"),
            ("The decision of BNPB, rescuers in Palu counted 1,407 dead.", "without its first"),
        ],
    )
    def test_a_stammer_and_a_beginning_cut_off(self, text: str, reason: str) -> None:
        note = (
            "Di balik keputusan BNPB, tim di Palu mencatat 1.407 orang tewas di Palu dan sekitar.",
            "Behind the decision of BNPB, rescuers in Palu and its coast counted 1,407 dead.",
        )
        assert any(reason in found for found in problems(written(text, note)))
        assert problems(written(note[1], note)) == ()

    def test_of_two_facts_that_are_mixed_the_first_stands_alone(self) -> None:
        draft = written("BNPB said 1,407 died while the search goes on.", COUNT, GOES_ON)
        apart = replace(draft, group=replace(draft.group, apart=True))
        made = attested(apart, Standard(FakeJudge()))
        assert made.text == COUNT[1]
        assert made.reason.startswith("verbatim")
        assert "two facts" in made.reason

    def test_no_but_stands_between_two_matters(self) -> None:
        one = ("Lukisan dipindahkan ke Louvre.", "The paintings were moved to the Louvre.")
        two = ("Riester membantah rencana aturan baru.", "Riester denied plans for new rules.")
        text = f"{one[1][:-1]}, but {two[1]}"
        assert 'a "but" between two matters' in problems(written(text, one, two))
        charge = ("Kremlin membantah tuduhan itu.", "The Kremlin denied the accusations.")
        text = f"{one[1][:-1]}, but the Kremlin denied the accusations."
        assert not any("two matters" in why for why in problems(written(text, one, charge)))

    def test_nobody_is_called_by_a_name_that_his_articles_do_not_use_alone(self) -> None:
        one = ("Kapolri Listyo Sigit Prabowo tiba di Malang. Listyo marah.",
               "Police chief Listyo Sigit Prabowo arrived in Malang.")  # fmt: skip
        two = ("Kapolri Listyo Sigit Prabowo mencopot lima perwira.",
               "Police chief Listyo Sigit Prabowo removed five officers.")  # fmt: skip
        found = {
            name: problems(written(f"{one[1][:-1]}, and {name} removed five officers.", one, two))
            for name in ("Listyo", "Prabowo")
        }
        assert not any("alone" in reason for reason in found["Listyo"])
        assert any("alone: Prabowo" in reason for reason in found["Prabowo"])

    @pytest.mark.parametrize(("score", "cited"), [(0.9, ["1.txt", "2.txt"]), (0.3, ["1.txt"])])
    def test_another_article_that_says_the_same_is_cited_with_a_passage(
        self, score: float, cited: list[str]
    ) -> None:
        again = (
            "Menurut BNPB, tim di Palu mencatat 1.407 orang tewas.",
            "A team in Palu counted 1,407 dead, according to BNPB.",
        )

        class Doubting(FakeJudge):
            def support(self, pairs: Sequence[tuple[str, str]]) -> list[float]:
                sure = {True: score, False: 0.9}
                return [
                    0.2 if "Five" in text else sure["Menurut" in evidence and "said" in text]
                    for evidence, text in pairs
                ]

        draft = written("Five people died in Jakarta.", COUNT, again)
        made = attested(draft, Standard(Doubting()))
        assert made.text == COUNT[1]
        assert [c.article.path for c in made.citations] == cited

    def test_the_judge_reads_dates_written_out(self) -> None:
        judge = FakeJudge()
        examined([written(SEARCH[1], SEARCH)], Standard(judge))
        assert "(11 Oktober 2018)" in judge.calls[0][0]

    def test_where_not_even_a_passage_is_supported_nothing_is_claimed(self) -> None:
        text = "Rescuers of BNPB in Palu counted 1,407 dead on Wednesday."
        standard = Standard(FakeJudge({text: 0.2}))
        draft = rated(written(text), 0.01)
        made = attest(*examined([draft], standard), standard)
        assert isinstance(made, Removed)
        assert "0.01" in made.reason
        assert attest_all(examined([draft], standard), standard) == ([], [made])

    def test_a_passage_without_which_the_sentence_is_unsupported_is_cited(self) -> None:
        class Needing(FakeJudge):
            def support(self, pairs: Sequence[tuple[str, str]]) -> list[float]:
                return [0.9 if "menghentikan" in evidence else 0.1 for evidence, _ in pairs]

        draft = written(COUNT[1], COUNT, SEARCH)
        with_judge = attested(draft, Standard(Needing()))
        assert [c.article.path for c in with_judge.citations] == ["1.txt", "2.txt"]
        assert [c.article.path for c in attested(draft).citations] == ["1.txt"]


@settings(deadline=None, max_examples=60)
@given(st.text(max_size=60))
def test_plain_text_is_one_line_without_citations(text: str) -> None:
    once = plain(text)
    assert "\n" not in once
    assert plain(once) == once
    assert "[12]" not in plain(text + "[12]" + text)


class TestHeard:
    def test_an_article_whose_citation_was_trimmed_speaks_for_itself(self) -> None:
        other = ("Bandara Palu dibuka lagi.", "The airport of the city was opened again.")
        draft = written(
            "Rescuers in Palu counted 1,407 dead on Wednesday, BNPB said.", COUNT, other
        )
        (first, second), removed = attest_all(examined([draft], Standard()))
        assert removed == []
        assert [c.article.path for c in first.citations] == ["1.txt"]
        assert [c.article.path for c in second.citations] == ["2.txt"]
        assert second.text == other[1]
        assert "verbatim" in second.reason

    def test_a_repetition_stays_where_it_alone_cites_an_article(self) -> None:
        first, second = (attested(written(COUNT[1], COUNT)) for _ in range(2))
        lonely = written(COUNT[1], ("Lain.", "Other."), COUNT)
        kept, removed = distinct([first, second, attested(lonely)])
        assert len(removed) == 1
        assert {c.article.path for claim in kept for c in claim.citations} == {"1.txt", "2.txt"}


@pytest.mark.parametrize(
    ("indonesian", "english", "written", "reason"),
    [
        (
            "Ketika ditanya apakah Kim dan Putin akan membahas senjata, Peskov tidak menjawab.",
            "Asked whether Kim and Putin would discuss weapons, Peskov did not answer.",
            "Peskov said Kim and Putin would discuss weapons.",
            "who says it",
        ),
        (
            "Washington khawatir soal satelit Korea Utara, sementara Moskow membantunya.",
            "Washington worries about North Korean satellites while Moscow helps.",
            "Moscow worries about North Korean satellites.",
            "who does it",
        ),
        (
            "Putin akan mengunjungi Pyongyang.",
            "Putin will visit Pyongyang.",
            "Putin visited Pyongyang.",
            "how sure it is",
        ),
    ],
)
def test_who_says_who_does_and_how_surely(
    indonesian: str, english: str, written: str, reason: str
) -> None:
    (passage,) = passages(indonesian, english)
    drafted = Draft(Group((passage,)), written)
    assert any(wrong.startswith(reason) for wrong in problems(drafted))
    assert not any(wrong.startswith(reason) for wrong in problems(Draft(drafted.group, english)))
