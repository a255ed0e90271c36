"""Checking: what a sentence says stands in its passages, or the passage speaks for itself."""

import pytest
from fakes import claim, passages
from hypothesis import given, settings
from hypothesis import strategies as st

from summarizer.data import Claim, Draft, Group
from summarizer.verify import attest, attest_all, cite, distinct, plain, problems, title_of

COUNT = (
    "Tim penyelamat di Palu mencatat 1.407 orang tewas pada Rabu, kata BNPB.",
    "Rescuers in Palu counted 1,407 dead on Wednesday, BNPB said.",
)
SEARCH = (
    "BNPB tidak akan menghentikan pencarian korban di Palu sebelum Kamis (11/10/2018).",
    "BNPB will not stop the search for victims in Palu before Thursday, October 11, 2018.",
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
        made = attest(draft)
        assert (made.text, made.section, made.reason) == (COUNT[1], "what happened", "")
        assert [c.article.path for c in made.citations] == ["1.txt", "2.txt"]

    @pytest.mark.parametrize("text", BAD)
    def test_one_that_fails_becomes_its_best_passage_and_cites_that_alone(self, text: str) -> None:
        draft = written(text)
        made = attest(draft)
        assert made.text == COUNT[1]
        assert [c.passages for c in made.citations] == [draft.group.passages[:1]]
        assert made.reason

    @pytest.mark.parametrize("mark", ["[7]", "[1][3]", "[ 2, 3 ]", "[1-4]"])
    def test_a_citation_written_by_a_model_never_stays(self, mark: str) -> None:
        assert "[" not in attest(written(COUNT[1][:-1] + f" {mark}.")).text

    def test_nor_one_that_stood_in_the_article(self) -> None:
        note = ("Kim bertemu Putin [7] di Vostochny.", "Kim met Putin [7] at Vostochny.")
        assert "[7]" not in attest(written("", note)).text

    def test_a_lone_passage_is_its_own_citation(self) -> None:
        note = ("Kim bertemu Putin di Vostochny.", "Kim met Putin at Vostochny.")
        draft = written("Kim met Putin.", note)
        assert [c.passages for c in attest(draft).citations] == [draft.group.passages]


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


class TestTitle:
    def test_the_best_short_passage_leads_whatever_was_written(self) -> None:
        draft = written("Tsunami kills 9,999", LONG)
        short = written("", COUNT).group
        made = title_of(draft, [draft.group, short])
        assert made.text == COUNT[1].rstrip(".")
        assert made.citations == cite(short.passages)

    def test_a_passage_that_needs_the_one_before_it_is_no_headline(self) -> None:
        vague = written("", ("Ia juga hadir di Palu.", "He was also there in Palu.")).group
        short = written("", COUNT).group
        assert title_of(written("", LONG), [vague, short]).text == COUNT[1].rstrip(".")

    def test_a_written_one_without_quotes_and_full_stop_where_no_passage_is_short(self) -> None:
        draft = written("“Rescuers in Palu counted 1,407 dead.”", LONG)
        made = title_of(draft, [draft.group])
        assert made.text == "Rescuers in Palu counted 1,407 dead"
        assert made.citations == cite(draft.group.passages)

    @pytest.mark.parametrize("text", ["Tsunami kills 9,999", ""])
    def test_a_wrong_one_is_the_passage_itself(self, text: str) -> None:
        draft = written(text, LONG)
        made = title_of(draft, [draft.group])
        assert made.text == LONG[1].rstrip(".")
        assert made.citations == cite(draft.group.passages)


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
        first, second = attest_all([draft])
        assert [c.article.path for c in first.citations] == ["1.txt"]
        assert [c.article.path for c in second.citations] == ["2.txt"]
        assert second.text == other[1]
        assert "verbatim" in second.reason

    def test_a_repetition_stays_where_it_alone_cites_an_article(self) -> None:
        first, second = (attest(written(COUNT[1], COUNT)) for _ in range(2))
        lonely = written(COUNT[1], ("Lain.", "Other."), COUNT)
        kept, removed = distinct([first, second, attest(lonely)])
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
