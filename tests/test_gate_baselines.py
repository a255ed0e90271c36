"""Baselines beside a brief: the same passages, the same length, one arithmetic for all."""

import json
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from fakes import FakeTranslator, FakeWriter, fake_models, passages, pidgin
from hypothesis import given, settings
from hypothesis import strategies as st

sys.path.insert(0, str(Path(__file__).parents[1] / "scripts"))

import gate_baselines
from gate_baselines import System, as_brief, compared, lead, lexrank, rows
from gate_labels import Row
from gate_one_prompt import CITE, TOKENS, Statement, cited, fitting, numbered, one_prompt, parsed
from gate_whole import whole

from summarizer.api import Summarizer
from summarizer.pipeline import Reading

THREE = passages("Satu.\nDua.\nTiga.", "One.\nTwo.\nThree.", "a.txt")

ANSWERS = [
    ("Kim came [1]. Putin left [2][3].", [("Kim came.", [1]), ("Putin left.", [2, 3])]),
    ("Kim came. [1] Putin left. [2], [3]", [("Kim came.", [1]), ("Putin left.", [2, 3])]),
    ("Kim came.[1]\nPutin left.[2]", [("Kim came.", [1]), ("Putin left.", [2])]),
    ("1. Kim came [3].\n2) Putin left [1, 2].", [("Kim came.", [3]), ("Putin left.", [1, 2])]),
    ("- **Kim** came [1-3].\n\n* Putin left.", [("Kim came.", [1, 2, 3]), ("Putin left.", [])]),
    ("Kim came.\n[2][2]\nPutin left [0][4][99].", [("Kim came.", [2]), ("Putin left.", [])]),
    ("[2] Kim came. [3] Putin left.", [("Kim came.", [2]), ("Putin left.", [3])]),
    ("[1] Kim came [3].\n[2] Putin left. [3]", [("Kim came.", [3]), ("Putin left.", [3])]),
    ('He said: "No." [3] Did Kim come [1]? Yes!', [
        ('He said: "No."', [3]), ("Did Kim come?", [1]), ("Yes!", [])]),
    ("U.S. envoy Kim came at 7 a.m. [Source 2] by train.", [
        ("U.S. envoy Kim came at 7 a.m. by train.", [2])]),
    ("# Brief\nHere is the brief:\nKim came [passages 1 and 3].\nSources: [1]\n[2]", [
        ("Kim came.", [1, 3])]),
    ("Kim came [on Monday], [sic] in car 3 [" + "9" * 5000 + "].", [
        ("Kim came [on Monday], [sic] in car 3.", [])]),
    ("", []),
    (" \n[1]\n", []),
]  # fmt: skip


@pytest.mark.parametrize(("answer", "told"), ANSWERS)
def test_sentences_and_marks_of_an_answer(answer: str, told: list[tuple[str, list[int]]]) -> None:
    found = [(s.text, [THREE.index(p) + 1 for p in s.passages]) for s in parsed(answer, THREE)]
    assert found == told


@given(st.text(alphabet='ab K.?"[]0123-,:\n', max_size=60), st.integers(0, 3))
@settings(deadline=None, max_examples=100)
def test_any_answer_cites_only_what_was_given_and_shows_no_mark(answer: str, most: int) -> None:
    for statement in parsed(answer, THREE[:most]):
        assert set(statement.passages) <= set(THREE[:most])
        assert len(set(statement.passages)) == len(statement.passages)
        assert statement.text.strip()


@given(st.integers(0, 50), st.integers(0, 50), st.integers(0, 20))
@settings(deadline=None, max_examples=60)
def test_a_range_names_the_passages_that_exist(first: int, last: int, most: int) -> None:
    assert cited(f"[{first}-{last}]", most) == [n for n in range(1, most + 1) if first <= n <= last]


# --- one summary --------------------------------------------------------------------------------


@dataclass
class FakeSummary:
    """A model that summarizes to a fixed text; ``framed`` shows what it was given."""

    ends: list[str]
    asked: list[tuple[list[Any], int, int, int]] = field(default_factory=list)

    def framed(self, parts: Sequence[str]) -> list[Any]:
        return list(parts)

    def generate(
        self, inputs: Sequence[list[Any]], batch_size: int, max_new_tokens: int, blocked: int
    ) -> list[list[str]]:
        self.asked += [(given, batch_size, max_new_tokens, blocked) for given in inputs]
        return [self.ends for _ in inputs]


def test_a_summary_of_all_articles_is_cut_to_length_and_each_sentence_finds_its_passage() -> None:
    given = [*THREE, *passages("Kereta tiba.", "The train arrived on time.", "b.txt")]
    model = FakeSummary(["A train arrived. Nobody knows. More.", "worse"])
    told, note = whole(SimpleNamespace(model=model), given, 2)
    assert told == [Statement("A train arrived.", (given[3],)), Statement("Nobody knows.", ())]
    assert note == ""
    assert model.asked == [
        (["One. Two. Three.", "The train arrived on time."], 1, 2 * TOKENS, 3),
    ]


def test_a_writer_that_is_no_summarizer_says_so() -> None:
    assert whole(SimpleNamespace(model=FakeChat()), THREE, 2)[0] is None
    told, note = whole(SimpleNamespace(model=FakeSummary([])), THREE, 2)
    assert (told, note) == (None, "the writer gave nothing")


# --- the prompt ---------------------------------------------------------------------------------


@dataclass
class FakeChat:
    """A token a word; answers as scripted and records what it was asked."""

    answer: str = ""
    takes: int = 100_000
    asked: list[tuple[list[str], int]] = field(default_factory=list)

    @property
    def model(self) -> SimpleNamespace:
        return SimpleNamespace(config=SimpleNamespace(max_position_embeddings=self.takes))

    def chat(self, instruction: str, content: str) -> list[Any]:
        return [*instruction.split(), *content.split("\n")]

    def generate(
        self, prompts: Sequence[list[Any]], max_new_tokens: int, batch_size: int
    ) -> list[str]:
        self.asked += [(prompt, max_new_tokens) for prompt in prompts]
        return [self.answer for _ in prompts]


def test_the_prompt_numbers_all_passages_and_the_answer_is_cut_to_length() -> None:
    chat = FakeChat("A [1].\nB [2].\nC [3].")
    told, note = one_prompt(SimpleNamespace(model=chat), THREE, 2)
    assert told == [Statement("A.", (THREE[0],)), Statement("B.", (THREE[1],))]
    assert note == ""
    assert chat.asked == [
        ([*CITE.format(count=2).split(), "[1] One.", "[2] Two.", "[3] Three."], 2 * TOKENS)
    ]


def test_what_does_not_fit_is_left_out_from_the_ends_of_the_articles_and_told() -> None:
    given = [*THREE, *passages("Empat.\nLima.", "Four.\nFive.", "b.txt")]
    room = len(CITE.format(count=1).split()) + TOKENS
    chat = FakeChat("Kim came [2]. Putin left [3].", takes=room + 3)
    told, note = one_prompt(SimpleNamespace(model=chat), given, 1)
    assert chat.asked[0][0][-3:] == ["[1] One.", "[2] Two.", "[3] Four."]
    assert told == [Statement("Kim came.", (given[1],))]
    assert note == "3 of 5 passages fit"
    chat.takes = room
    assert one_prompt(SimpleNamespace(model=chat), given, 1)[0] is None
    assert len(chat.asked) == 1


@given(st.integers(0, 12))
@settings(deadline=None, max_examples=13)
def test_as_many_passages_as_there_is_room_for(room: int) -> None:
    kept = fitting(FakeChat(), "one two", THREE, room)
    assert kept == THREE[: max(0, min(3, room - 2))]
    assert numbered(kept).count("[") == len(kept)


def test_a_writer_without_a_chat_cannot_be_asked() -> None:
    assert one_prompt(FakeWriter(), THREE, 2) == (None, "the writer takes no free prompt")


# --- the systems --------------------------------------------------------------------------------


@dataclass
class ChatWriter(FakeWriter):
    """Writes for our brief as the fake does; its model answers a free prompt."""

    model: FakeChat = field(default_factory=lambda: FakeChat("Kim came [1]. " * 40))


def half(text: str) -> str:
    """Pidgin; nothing of a long sentence, which its guards then refuse."""
    return "" if len(text) > 200 else pidgin(text)


def test_every_system_takes_the_same_trusted_passages_at_one_length(
    readings: Mapping[str, Reading], tmp_path: Path
) -> None:
    articles = readings["1-kim-putin-2023"].articles
    translator, writer = FakeTranslator(half), ChatWriter()
    summarizer = Summarizer(models=fake_models(translator, writer), cache_dir=tmp_path)
    brief = json.loads(summarizer.brief(articles).to_json())
    asked = len(translator.calls)
    systems = compared(brief, articles, summarizer, writer)
    assert len(translator.calls) == asked, "a passage was translated twice"
    made = {s.name: s.brief for s in systems if s.brief}
    assert made["ours"] is brief
    assert {len(one["sentences"]) for one in made.values()} == {len(brief["sentences"])}
    prompt = " ".join(map(str, writer.model.asked[0][0]))
    every = [p for p in summarizer.translate(articles) if p.sentence.article.copy_of is None]
    trusted = [p for p in every if p.trusted]
    assert 0 < len(trusted) < len(every)
    told = {p.english: p.sentence.text for p in trusted}
    for sentence in made["lead sentences"]["sentences"]:
        (passage,) = sentence["citations"][0]["passages"]
        assert passage["indonesian"] == told[sentence["text"]]
    assert f"[{len(trusted)}] {trusted[-1].english}" in prompt
    assert f"[{len(trusted) + 1}]" not in prompt
    again = compared(brief, articles, summarizer, writer)
    assert json.dumps([s.brief for s in again]) == json.dumps([s.brief for s in systems])


def test_lexrank_gives_the_sentences_that_sumy_chose(monkeypatch: pytest.MonkeyPatch) -> None:
    given = [p.sentence for p in passages("Satu.\nDua.\nDua.", path="a.txt")]
    assert gate_baselines.find_spec("no_such_module_as_this") is None
    monkeypatch.setattr(gate_baselines, "find_spec", lambda name: None)
    assert lexrank(given, 1) is None

    class Made:
        def __init__(self, text: str, tokenizer: Any) -> None:
            self.words = tokenizer.to_words(text)

    fakes = {
        "sumy.models.dom": SimpleNamespace(
            Sentence=Made, Paragraph=list, ObjectDocumentModel=lambda paragraphs: paragraphs[0]
        ),
        "sumy.summarizers.lex_rank": SimpleNamespace(
            LexRankSummarizer=lambda: lambda document, count: document[-count:]
        ),
    }
    monkeypatch.setattr(gate_baselines, "find_spec", lambda name: name)
    monkeypatch.setattr(gate_baselines, "import_module", fakes.__getitem__)
    assert lexrank(given, 1) == [given[2]]
    assert lexrank(given, 2) == given[1:]
    assert lead(given, 2) == given[:2]


# --- rows ---------------------------------------------------------------------------------------

TOLL = ("BNPB mencatat 1.763 orang tewas.", "BNPB counted 1,763 dead.")
OTHER = ("Kogasgabpad mencatat 1.944 orang tewas.", "Kogasgabpad counted 1,944 dead.")
BOTH = ("BNPB 1.763 tewas, Kogasgabpad 1.944.", "BNPB 1,763 dead, Kogasgabpad 1,944.")
SEARCH = ("Pencarian dihentikan pada Kamis.", "The search ended on Thursday.")
FIRST = passages("\n".join(i for i, _ in (TOLL, SEARCH)), "\n".join(e for _, e in (TOLL, SEARCH)))
SECOND = passages("\n".join(i for i, _ in (OTHER, BOTH)), "\n".join(e for _, e in (OTHER, BOTH)),
                  "b.txt")  # fmt: skip
(TOLL_P, SEARCH_P), (OTHER_P, BOTH_P) = FIRST, SECOND
VOICES = [FIRST[0].sentence.article, SECOND[0].sentence.article]

FACTS: dict[str, Any] = {
    "facts": [
        {"fact": "toll", "importance": 3, "support": [
            {"file": "a.txt", "indonesian": TOLL[0]}, {"file": "b.txt", "indonesian": BOTH[0]}]},
        {"fact": "other", "importance": 3, "support": [
            {"file": "b.txt", "indonesian": OTHER[0]}]},
        {"fact": "search", "importance": 1, "support": [
            {"file": "a.txt", "indonesian": SEARCH[0]}]},
    ],
    "conflicts": [
        {"what": "toll", "values": [
            {"value": "1,763 (BNPB, 7 October, 13:00 WIB)", "files": ["a.txt", "b.txt"]},
            {"value": "1,944 (Kogasgabpad, evening)", "files": ["b.txt"]}]},
        {"what": "days", "values": [
            {"value": "12 October", "files": ["a.txt"]}, {"value": "later", "files": ["b.txt"]}]},
    ],
}  # fmt: skip


@dataclass
class ScriptedJudge:
    """A sentence is supported where its evidence holds all the words given for it."""

    needs: Mapping[str, tuple[str, ...]]
    name: str = "fake-judge@1"
    calls: list[tuple[str, str]] = field(default_factory=list)

    def support(self, pairs: Sequence[tuple[str, str]]) -> list[float]:
        self.calls += pairs
        return [
            0.7 if all(word in evidence for word in self.needs[sentence]) else 0.2
            for evidence, sentence in pairs
        ]


def figures(found: Sequence[Row]) -> dict[str, tuple[float, float]]:
    return {row.name: (row.good, row.of) for row in found}


def measured(*statements: Statement, judge: ScriptedJudge | None = None, least: float = 0.5) -> Any:
    return figures(rows(as_brief(statements, VOICES), FACTS, 5, judge, least))


def test_rows_of_a_tiny_brief() -> None:
    told = (
        Statement("BNPB said 1,763 died, Kogasgabpad said 1,944 did.", (TOLL_P, OTHER_P)),
        Statement("Kogasgabpad counted 1,945 dead.", (OTHER_P,)),
        Statement("The search for 12 ended."),
        Statement("The search is over."),
    )
    judge = ScriptedJudge({told[0].text: ("1.763", "1.944"), told[1].text: ("1.945",)})
    assert measured(*told, judge=judge) == {
        "sentences, of as many as ours": (4, 5),
        "key facts of importance 3 cited": (2, 2),
        "key facts cited, weighted": (6, 7),
        "numbers in the English": (2, 4),
        "values in the Indonesian": (2, 4),
        "sentences with a citation": (2, 4),
        "supported (judge)": (1, 4),
        "citation precision (judge)": (2, 3),
        "conflicts in one sentence (automatic)": (1, 1),
        "conflicts shown at all (automatic)": (1, 1),
    }
    assert all(evidence for evidence, _ in judge.calls)
    assert len(set(judge.calls)) == len(judge.calls)


@pytest.mark.parametrize(
    ("needs", "least", "supported", "precise"),
    [
        (("1.763",), 0.5, 1, 1),
        (("1.763", "1.944"), 0.5, 1, 2),
        (("Kamis",), 0.5, 1, 1),
        ((), 0.5, 1, 3),
        (("Rabu",), 0.5, 0, 0),
        (("1.763",), 0.7, 1, 1),
        (("1.763",), 0.71, 0, 0),
    ],
)
def test_a_citation_is_precise_where_it_is_enough_or_needed(
    needs: tuple[str, ...], least: float, supported: int, precise: int
) -> None:
    told = Statement("It was so.", (TOLL_P, OTHER_P, SEARCH_P))
    found = measured(told, judge=ScriptedJudge({told.text: needs}), least=least)
    assert found["supported (judge)"] == (supported, 1)
    assert found["citation precision (judge)"] == (precise, 3)


def test_without_a_judge_or_a_sentence_there_is_nothing_to_show() -> None:
    alone = measured(Statement(TOLL[1], (TOLL_P,)))
    assert alone["supported (judge)"] == alone["citation precision (judge)"] == (0, 0)
    judge = ScriptedJudge({})
    nothing = measured(judge=judge)
    assert not judge.calls
    assert nothing["supported (judge)"] == nothing["numbers in the English"] == (0, 0)
    assert nothing["key facts cited, weighted"] == (0, 7)


def test_the_judge_reads_the_day_that_a_full_date_rests_on() -> None:
    brief = as_brief([Statement("The search ended on Thursday, 11 October 2018.", (SEARCH_P,))],
                     VOICES)  # fmt: skip
    (claim,) = brief["sentences"]
    start = SEARCH[0].index("Kamis")
    claim["dates"] = [
        {"words": "Kamis", "published": "2018-10-12", "day": "2018-10-11", "how": "",
         "start": start, "end": start + len("Kamis")},
        {"words": "Jumat", "published": "", "day": "2018-10-12", "how": "", "start": 0, "end": 5},
    ]  # fmt: skip
    judge = ScriptedJudge({claim["text"]: ("pada Kamis (11/10/2018).",)})
    assert figures(rows(brief, FACTS, 1, judge, 0.5))["supported (judge)"] == (1, 1)


BOTH_SAID = "BNPB said 1,763, Kogasgabpad 1,944."
CONFLICTS = [
    ([Statement(BOTH_SAID, (TOLL_P, OTHER_P))], 1),
    ([Statement(BOTH_SAID, (BOTH_P,))], 1),
    ([Statement(BOTH_SAID, (TOLL_P,))], 0),
    ([Statement(BOTH_SAID)], 0),
    ([Statement("Tolls differ: 1,763 and more.", (TOLL_P, OTHER_P))], 0),
    ([Statement(TOLL[1], (TOLL_P,)), Statement(OTHER[1], (OTHER_P,))], 0),
]


@pytest.mark.parametrize(("told", "shown"), CONFLICTS)
def test_a_conflict_is_shown_by_a_sentence_that_states_and_cites_two_sides(
    told: list[Statement], shown: int
) -> None:
    found = measured(*told)
    assert found["conflicts in one sentence (automatic)"] == (shown, 1)
    assert found["conflicts shown at all (automatic)"] == (shown, 1)


def test_an_entry_of_the_differences_shows_a_conflict_too() -> None:
    brief = as_brief([Statement(TOLL[1], (TOLL_P,)), Statement(OTHER[1], (OTHER_P,))], VOICES)
    cites = [sentence["citations"][0] for sentence in brief["sentences"]]
    values = [{"value": v, "citation": c} for v, c in zip(("1,763", "1,944"), cites, strict=True)]
    brief["differences"] = [{"what": "toll", "development": False, "values": values}]
    found = figures(rows(brief, FACTS, 2, None, 0.5))
    assert found["conflicts in one sentence (automatic)"] == (0, 1)
    assert found["conflicts shown at all (automatic)"] == (1, 1)


# --- the table ----------------------------------------------------------------------------------


def test_the_table_shows_systems_beside_ours_and_their_mean(
    capsys: pytest.CaptureFixture[str],
) -> None:
    ours = as_brief([Statement(TOLL[1], (TOLL_P,)), Statement(OTHER[1], (OTHER_P,))], VOICES)
    less = as_brief([Statement(TOLL[1], (TOLL_P,))], VOICES)
    first = [System("ours", ours), System("lead sentences", less), System("LexRank", None, "gone")]
    second = [System("ours", less), System("one prompt", less, "3 of 5 passages fit")]
    events = {"x": first, "y": second}
    table = {
        event: {s.name: rows(s.brief, FACTS, 2, None, 0.5) for s in systems if s.brief}
        for event, systems in events.items()
    }
    gate_baselines.show(events, table)
    shown = capsys.readouterr().out
    blocks = [block.splitlines() for block in shown.split("== ")[1:]]
    assert [block[0] for block in blocks] == [
        "x: 2 sentences from the same passages",
        "y: 1 sentences from the same passages",
        "mean of the events",
    ]
    assert blocks[0][1].split() == ["ours", "lead", "sentences"]
    assert blocks[0][2].split()[-4:] == ["1.000", "(2/2)", "0.500", "(1/2)"]
    assert "LexRank: gone" in blocks[0]
    assert "one prompt: 3 of 5 passages fit" in blocks[1]
    assert blocks[2][2].split()[-3:] == ["0.750", "0.500", "0.500"]
    assert next(line for line in blocks[0] if "supported" in line).split()[-2:] == ["-", "-"]
    assert gate_baselines.OURS_CHOSEN not in shown
    told = gate_baselines.as_json(events, table)
    assert told["x"]["LexRank"] == {"note": "gone"}
    assert told["x"]["ours"]["sentences"][0] == {"text": TOLL[1], "cites": [TOLL[1]]}
    assert told["mean"]["ours"]["sentences, of as many as ours"] == 0.75
    assert told["mean"]["ours"]["supported (judge)"] is None
    json.dumps(told)


def test_who_favours_ours_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    brief = as_brief([Statement(TOLL[1], (TOLL_P,))], VOICES)
    judged = rows(brief, FACTS, 1, ScriptedJudge({TOLL[1]: ("1.763",)}), 0.5)
    gate_baselines.show({"x": [System("ours", brief)]}, {"x": {"ours": judged}})
    assert gate_baselines.OURS_CHOSEN in capsys.readouterr().out
