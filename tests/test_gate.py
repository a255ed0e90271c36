"""The gate's arithmetic: what it counts in a brief, and when it says no."""

import json
import re
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest
from fakes import FakeWriter, fake_models
from typer.testing import CliRunner

pytest.importorskip("sacrebleu")
sys.path.insert(0, str(Path(__file__).parents[1] / "scripts"))

import gate
import gate_baselines
import gate_brief
from gate_labels import Label, Reading, Row

from summarizer.api import Summarizer
from summarizer.data import (
    Article,
    BriefData,
    Citation,
    Claim,
    Difference,
    DifferenceValue,
    Found,
    Passage,
    Sentence,
    Source,
)
from summarizer.render import to_json

ROOT = Path(__file__).parents[1]

TEXTS = {
    "a.txt": "Gempa mengguncang Palu pada Jumat (28/9). Sebanyak 384 orang meninggal.\n"
    "Pencarian belum dihentikan.",
    "b.txt": "Korban tewas 384 orang, kata BNPB. Kogasgabpad mencatat 390 orang.",
}
ENGLISH = {
    "Gempa mengguncang Palu pada Jumat (28/9).": "A quake shook Palu on Friday (28/9).",
    "Sebanyak 384 orang meninggal.": "As many as 384 people died.",
    "Korban tewas 384 orang, kata BNPB.": "The toll is 384, BNPB said.",
    "Kogasgabpad mencatat 390 orang.": "Kogasgabpad counted 390.",
}
FACTS = {
    "facts": [
        {"fact": "toll", "importance": 3, "support": [
            {"file": "a.txt", "indonesian": "Sebanyak 384 orang  meninggal."}]},
        {"fact": "search", "importance": 3, "support": [
            {"file": "a.txt", "indonesian": "Pencarian belum dihentikan."}]},
        {"fact": "other toll", "importance": 1, "support": [
            {"file": "a.txt", "indonesian": "Kogasgabpad mencatat 390 orang."},
            {"file": "b.txt", "indonesian": "Kogasgabpad mencatat 390 orang."}]},
        {"fact": "when", "importance": 2, "support": [
            {"file": "a.txt", "indonesian": "Gempa mengguncang Palu pada Jumat (28/9)."}]},
    ],
    "conflicts": [{"what": "toll", "values": []}, {"what": "missing", "values": []}],
    "traps": [{"trap": "The search was stopped.", "why": "", "files": ["a.txt"]}],
}  # fmt: skip


def passage(article: Article, quote: str) -> Passage:
    start = article.text.index(quote)
    return Passage(Sentence(article, start, start + len(quote)), ENGLISH[quote], "fake")


def small_brief() -> dict[str, Any]:
    """Title, a merged sentence, one that copies its passage, and a fallback; one difference."""
    date = Found("2018-09-29", "meta")
    a, b = (Article(f"articles/{name}", text, date=date) for name, text in TEXTS.items())
    quake, dead, toll, other = (passage(a if q in a.text else b, q) for q in ENGLISH)
    both = (Citation(a, (dead,)), Citation(b, (toll,)))
    claims = (
        Claim("BNPB said 384 people died.", both),
        Claim("As many as 384 people died", (Citation(a, (dead,)),)),
        Claim("Kogasgabpad counted 390.", (Citation(b, (other,)),), reason="verbatim, because"),
    )
    values = (DifferenceValue("384", both[1]), DifferenceValue("390", Citation(b, (other,))))
    made = BriefData(
        Claim("Quake shakes Palu on Friday, 28 September 2018", (Citation(a, (quake,)),)),
        claims,
        (Source(1, a, True), Source(2, b, True)),
        (Difference("toll", values),),
        signature={"options": "sentences=4 same_fact=0.6"},
    )
    loaded: dict[str, Any] = json.loads(to_json(made))
    return loaded


def counts(rows: Sequence[Row]) -> dict[str, tuple[float, float]]:
    return {row.name: (row.good, row.of) for row in rows}


def test_rows_of_a_brief() -> None:
    assert counts(gate_brief.counted(small_brief(), FACTS)) == {
        "sentences of those asked for": (3, 4),
        "written, not verbatim": (1, 3),
        "merging two or more articles": (1, 3),
        "sources cited": (2, 2),
        "offsets that slice back": (7, 7),
        "passages without boilerplate": (7, 7),
        "numbers in the English": (4, 4),
        "values in the Indonesian": (4, 4),
        "key facts of importance 3 cited": (1, 2),
        "key facts cited, weighted": (4, 9),
    }


def spoiled_offset(brief: dict[str, Any]) -> None:
    brief["sentences"][0]["citations"][0]["passages"][0]["start"] += 1


def spoiled_page(brief: dict[str, Any]) -> None:
    brief["sentences"][2]["citations"][0]["passages"][0]["indonesian"] = "Baca juga: Gempa Palu"


def spoiled_number(brief: dict[str, Any]) -> None:
    brief["sentences"][0]["text"] = "BNPB said 348 people died."


def spoiled_translation(brief: dict[str, Any]) -> None:
    for citation in brief["sentences"][0]["citations"]:
        citation["passages"][0]["english"] = "BNPB said 348 died."
    spoiled_number(brief)


def spoiled_month(brief: dict[str, Any]) -> None:
    brief["title"]["text"] = "Quake shakes Palu on Friday, 28 October 2018"


def spoiled_citation(brief: dict[str, Any]) -> None:
    brief["sentences"][2]["citations"] = []
    brief["sources"][1]["cited"] = False


@pytest.mark.parametrize(
    ("spoil", "fallen"),
    [
        (spoiled_offset, {"offsets that slice back"}),
        (
            spoiled_page,
            {"passages without boilerplate", "offsets that slice back"}
            | {"values in the Indonesian"},
        ),
        (spoiled_number, {"numbers in the English", "values in the Indonesian"}),
        (spoiled_translation, {"values in the Indonesian"}),
        (spoiled_month, {"values in the Indonesian"}),
        (
            spoiled_citation,
            {"sources cited", "numbers in the English", "values in the Indonesian"}
            | {"offsets that slice back", "passages without boilerplate"}
            | {"key facts cited, weighted"},
        ),
    ],
)
def test_each_fault_lowers_its_rows(
    spoil: Callable[[dict[str, Any]], None], fallen: set[str]
) -> None:
    sound, brief = counts(gate_brief.counted(small_brief(), FACTS)), small_brief()
    spoil(brief)
    now = counts(gate_brief.counted(brief, FACTS))
    assert {name for name in sound if now[name][0] < sound[name][0]} == fallen


@pytest.mark.parametrize(
    ("verdict", "reason", "text", "written"),
    [
        ("unverified", "", "384 people were killed.", True),
        ("supported", "", "384 people were killed.", True),
        ("repaired", "written again: numbers", "384 people were killed.", True),
        ("supported", "", "as many as 384 people died", False),
        ("unverified", "verbatim, because of a name", "384 people were killed.", False),
        ("verbatim", "", "384 people were killed.", False),
    ],
)
def test_what_counts_as_written(verdict: str, reason: str, text: str, written: bool) -> None:
    sentence = small_brief()["sentences"][1] | {"verdict": verdict, "reason": reason, "text": text}
    assert gate_brief.is_written(sentence) is written


def test_a_fact_is_cited_only_in_the_file_of_its_quote() -> None:
    start, end = TEXTS["a.txt"].index("Pencarian"), len(TEXTS["a.txt"])
    for span, weight in [
        (("a.txt", start, end), 3),
        (("a.txt", start, start + 14), 3),
        (("a.txt", 0, end), 8),
        (("b.txt", start, end), 0),
        (("a.txt", start - 2, start + 1), 0),
    ]:
        assert gate_brief.recall([span], TEXTS, FACTS)[1].good == weight, span


def label(found: Sequence[Reading], supported: bool = True, conflict: str = "") -> dict[str, Label]:
    return {r.key: Label(supported, "384 orang", conflict) for r in found}


def test_unread_pairs_count_and_are_never_right() -> None:
    brief = small_brief()
    found = list(gate_brief.readings(brief, FACTS))
    unread = counts(gate_brief.judged(brief, FACTS, {}))
    assert unread == {
        "claims supported": (0, 4),
        "citation precision": (0, 5),
        "differences right": (0, 1),
        "conflicts found": (0, 2),
        "traps avoided": (0, 1),
    }
    read = counts(gate_brief.judged(brief, FACTS, label(found, conflict="toll")))
    assert [good for good, _ in read.values()] == [4, 5, 1, 1, 1]
    assert counts(gate_brief.judged(brief, FACTS, label(found, supported=False))) == unread


def test_lead_takes_turns_and_leaves_copies_out() -> None:
    a, b = (Article(name, text) for name, text in TEXTS.items())
    copy = Article("copy.txt", TEXTS["a.txt"], copy_of=a)
    spans = gate_baselines.quick([a, b, copy], 3)["lead sentences"] or []
    assert [TEXTS[file][start:end] for file, start, end in spans] == [
        "Gempa mengguncang Palu pada Jumat (28/9).",
        "Korban tewas 384 orang, kata BNPB.",
        "Sebanyak 384 orang meninggal.",
    ]


@pytest.fixture
def event(tmp_path: Path) -> Path:
    folder = tmp_path / "9-event"
    (folder / "articles").mkdir(parents=True)
    for name, text in TEXTS.items():
        (folder / "articles" / name).write_text(text)
    (folder / "facts.json").write_text(json.dumps(FACTS))
    (folder / "brief.json").write_text(json.dumps(small_brief()))
    return folder


def run(event: Path, *arguments: str) -> Any:
    files = ["--floors", str(event / "floors.json"), "--labels", str(event / "labels.jsonl")]
    return CliRunner().invoke(gate.app, ["brief", str(event), "--stored", *files, *arguments])


def test_a_figure_below_its_floor_fails_until_it_is_lowered_with_a_reason(event: Path) -> None:
    assert run(event).exit_code == 0
    assert run(event, "--raise").exit_code == 0
    brief = small_brief()
    spoiled_offset(brief)
    (event / "brief.json").write_text(json.dumps(brief))
    failed = run(event)
    assert failed.exit_code == 1
    assert "9-event: offsets that slice back 0.857 < 1.0" in failed.stderr
    assert run(event, "--lower").exit_code == 2
    assert run(event).exit_code == 1
    assert run(event, "--lower", "--reason", "the page changed").exit_code == 0
    assert run(event).exit_code == 0
    kept = json.loads((event / "floors.json").read_text())
    assert kept["brief"]["9-event"]["offsets that slice back"] == 0.857
    assert kept["lowered"][0]["reason"] == "the page changed"


def test_the_report_shows_what_is_to_be_read(event: Path) -> None:
    shown = run(event, "--unread", str(event / "unread.jsonl")).stdout
    assert "[ ] The search was stopped. (near it: 3 sentences)" in shown
    assert "unread: 8 pairs" in shown
    rows = [json.loads(line) for line in (event / "unread.jsonl").read_text().splitlines()]
    done = [row | {"supported": True, "why": "384 orang"} for row in rows]
    (event / "labels.jsonl").write_text("".join(json.dumps(row) + "\n" for row in done))
    shown = run(event).stdout
    assert "unread: 0 pairs" in shown
    assert re.search(r"claims supported +1\.000 \(4/4\)", shown)


def test_baselines_load_models_only_when_asked(
    event: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    loaded: list[Summarizer] = []

    def load() -> Summarizer:
        loaded.append(Summarizer(models=fake_models(), cache_dir=tmp_path / "cache"))
        return loaded[-1]

    monkeypatch.setattr(gate, "Summarizer", load)
    monkeypatch.setattr(gate, "load_writer", lambda setup: FakeWriter())
    plain = run(event, "--json", str(event / "plain.json"))
    assert not loaded
    assert "baseline lead sentences, as many sentences: key facts" in plain.stdout
    beside = run(event, "--baselines", "--json", str(event / "beside.json"))
    assert len(loaded) == 1
    assert beside.exit_code == 0, beside.output
    assert "== 9-event: 3 sentences from the same passages" in beside.stdout
    assert "one prompt: the writer takes no free prompt" in beside.stdout
    assert "baseline lead sentences" not in beside.stdout
    figures = json.loads((event / "beside.json").read_text())
    told = figures.pop("baselines")
    assert figures == json.loads((event / "plain.json").read_text())
    assert told["9-event"]["lead sentences"]["rows"] == told["mean"]["lead sentences"]
    assert len(told["9-event"]["lead sentences"]["sentences"]) == 3


def test_the_stored_briefs_of_the_seeds_hold_their_floors(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    if not list((ROOT / "seeds").glob("*/brief.json")):
        pytest.skip("no brief is stored yet")
    monkeypatch.chdir(ROOT)
    shown = CliRunner().invoke(gate.app, ["brief", "--stored"])
    assert shown.exit_code == 0, shown.stderr
