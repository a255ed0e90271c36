"""The gate over translations: scores, lost content, wrong values, unreachable tokens."""

import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

pytest.importorskip("sacrebleu")
sys.path.insert(0, str(Path(__file__).parents[1] / "scripts"))

import gate_translation
from gate_labels import Label

LINES = (
    "Gempa menewaskan 384 orang. Tim mencari korban.",
    "Ia tiba pukul 18.02.",
    "Ia tiba naik kereta.",
)


class Lookup:
    """Translates by a table; what it lacks comes back empty."""

    name, batch_size, exact = "lookup", 2, False

    def __init__(self, table: Mapping[str, str]) -> None:
        self.table = table

    def translate(self, texts: Sequence[str]) -> list[str]:
        return [self.table.get(text, "") for text in texts]


def test_sentences_come_back_to_the_line_they_are_from() -> None:
    table = {
        "Gempa menewaskan 384 orang.": "The quake killed 384 people.",
        "Tim mencari korban.": "Teams search for victims.",
        "Ia tiba naik kereta.": "He arrived by train.",
    }
    english, passages, trusted = gate_translation.translate_lines(LINES, Lookup(table))
    assert english == [
        "The quake killed 384 people. Teams search for victims.",
        "",
        "He arrived by train.",
    ]
    assert trusted == [True, False, True]
    assert [p.sentence.text for p in passages if p.trusted] == list(table)


@pytest.mark.parametrize(("drift", "changed"), [(False, 0), (True, 2)])
def test_lines_that_change_in_a_batch_of_their_own_are_counted(drift: bool, changed: int) -> None:
    class Drifting(Lookup):
        def translate(self, texts: Sequence[str]) -> list[str]:
            company = len(texts) if drift else 0
            return [f"{text} {company}" for text in texts]

    assert gate_translation.changed_alone(["a", "b"], Drifting({})) == changed


@pytest.mark.parametrize(
    ("source", "reference", "output", "found"),
    [
        ("panjang 1.600 km", "1,600 km long", "1,000 km long", ["lost", "made up"]),
        ("panjang 1.600 km", "1,600 km long", "1600 km long", []),
        ("2,3 miliar dolar", "2.3 billion dollars", "$2.3 billion", []),
        ("2,3 miliar dolar", "2.3 billion dollars", "$2.3 million", ["lost", "made up"]),
        ("pukul 08.46 pagi", "at 8:46 a.m.", "at 08.46 in the morning", []),
        ("pukul 20.46", "at 8:46 p.m.", "at 20:46", []),
        (
            "pada Selasa (12/9)",
            "on Tuesday, 12 September",
            "on Saturday, 12 Sept.",
            ["lost", "made up"],
        ),
        ("tahun 1759", "in 1759", "", ["lost"]),
        ("kira-kira 20 mil", "about 32 kilometres", "about 20 miles", []),
        ("kira-kira 20 mil", "about 32 kilometres", "about 30 miles", ["made up"]),
        ("abad ke-19", "the 19th century", "the nineteenth century", []),
        ("puncaknya 5 m", "a peak of 5 m", "Turkey&#39;s peak of 5 m", []),
        ("naik 46 persen", "up 46 percent", "up 46%", []),
    ],
)
def test_values_that_a_translation_lost_or_made_up(
    source: str, reference: str, output: str, found: list[str]
) -> None:
    reasons = gate_translation.differing(source, reference, output)
    assert [r.split(" ")[0] for r in reasons] == [kind.split(" ")[0] for kind in found]


def test_systems_side_by_side() -> None:
    references = ["The quake killed 384 people in the city.", "He arrived at 18.02 today, he said."]
    outputs = ["The quake killed 348 people in the city.", "He arrived."]
    sources = ["Gempa menewaskan 384 orang di kota.", "Ia tiba pukul 18.02 hari ini, katanya."]
    lines = gate_translation.Lines(sources, references, {"ours": outputs, "human": references})
    ours, human = gate_translation.compare(lines, {})
    assert (human["BLEU"], human["chrF"]) == (pytest.approx(100), pytest.approx(100))
    assert ours["BLEU"] < 60
    assert (ours["dropped"], human["dropped"]) == (1, 0)
    assert (ours["quantities wrong"], ours["with digits"], ours["unread"]) == (2, 2, 2)
    assert human["quantities wrong"] == 0
    right = {r.key: Label(True, "384") for r in gate_translation.flag(lines, outputs)[:1]}
    read = gate_translation.quantity_errors(lines, outputs, right)
    assert (read["quantities wrong"], read["unread"]) == (1, 1)


def test_a_test_set_is_read_or_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=r"NAME\.id"):
        gate_translation.read_lines(tmp_path, 0)
    for name, lines in {"dev.id": "a\nb", "dev.en": "A\nB", "dev.x-1.en": "A\nC"}.items():
        (tmp_path / name).write_text(lines)
    read = gate_translation.read_lines(tmp_path, 1)
    assert (read.sources, read.references, read.systems) == (["a"], ["A"], {"x-1": ["A"]})
    (tmp_path / "dev.x-1.en").write_text("A")
    with pytest.raises(ValueError, match="line counts"):
        gate_translation.read_lines(tmp_path, 0)


def test_development_rows_by_source() -> None:
    rows = [
        {"id": f"Kata {n}.", "en": f"This is word number {n} of them.", "source": source}
        for source, n in [("news", 1), ("news", 2), ("news", 3), ("bbc", 4)]
    ]
    translator = Lookup({row["id"]: row["en"] for row in rows})
    scored = gate_translation.score_dev(rows, translator, 2)
    table = gate_translation.by_source(scored)
    assert [(row["source"], row["rows"]) for row in table] == [("bbc", 1), ("news", 2), ("all", 3)]
    assert [round(row["chrF"]) for row in table] == [100, 100, 100]


def test_tokens_that_a_trimmed_head_cannot_emit() -> None:
    def tokenizer(texts: Sequence[str], add_special_tokens: bool) -> dict[str, Any]:
        return {"input_ids": [[ord(char) for char in text.strip()] for text in texts]}

    kept = SimpleNamespace(tolist=lambda: [ord("a"), ord("b")])
    trimmed = SimpleNamespace(tokenizer=tokenizer, decoder=SimpleNamespace(kept=kept))
    rows = [{"id": "c", "en": "ab"}, {"id": "y", "en": "xaxy"}, {"id": "z", "en": "ba"}]
    found = gate_translation.out_of_reach(rows, trimmed)
    assert [(row.good, row.of) for row in found] == [(2, 8), (1, 3)]
    assert gate_translation.out_of_reach(rows, Lookup({})) == []
