"""What the gate's parts promise: labels of a pair, floors that only move as told, a fair clock."""

import re
import sys
from collections.abc import Mapping
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

pytest.importorskip("sacrebleu")
sys.path.insert(0, str(Path(__file__).parents[1] / "scripts"))

import bench
from gate_floors import Baseline, below, with_mean
from gate_labels import Reading, Row, read_labels


@given(st.text(max_size=20), st.lists(st.text(max_size=20), max_size=4), st.randoms())
@settings(deadline=None, max_examples=50)
def test_a_label_holds_for_the_same_pair_only(text: str, passages: list[str], random: Any) -> None:
    shuffled = random.sample(passages, len(passages))
    key = Reading("sentence", text, tuple(passages)).key
    assert Reading("sentence", text, tuple(shuffled)).key == key
    assert Reading("sentence", text + ".", tuple(passages)).key != key
    assert Reading("sentence", text, (*passages, "lagi")).key != key


@pytest.mark.parametrize(
    "row",
    [
        '{"key": "k", "supported": true}',
        '{"key": "k", "supported": true, "why": " "}',
        '{"supported": true, "why": "x"}',
        '{"key": "k", "supported": "yes", "why": "x"}',
    ],
)
def test_a_label_without_the_words_that_decide_is_refused(tmp_path: Path, row: str) -> None:
    (tmp_path / "labels.jsonl").write_text(f"\n{row}\n")
    with pytest.raises(ValueError, match=re.escape("labels.jsonl:2")):
        read_labels(tmp_path / "labels.jsonl")


ROWS = st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), min_size=2, max_size=2)


@given(st.dictionaries(st.sampled_from("abc"), ROWS, min_size=1), st.data())
@settings(deadline=None, max_examples=60)
def test_moved_floors_hold_what_they_were_moved_to(
    cells: dict[str, list[tuple[int, int]]], data: st.DataObject
) -> None:
    def table(cells: Mapping[str, list[tuple[int, int]]]) -> dict[str, list[Row]]:
        return with_mean({n: [Row(f"r{i}", *c) for i, c in enumerate(r)] for n, r in cells.items()})

    other = table({name: data.draw(ROWS) for name in cells})
    kept = Baseline({}).raised(table(cells))
    assert not below(table(cells), kept.floors)
    assert kept.raised(other).lowered == ()
    assert all(
        kept.raised(other).floors[column][name] >= floor
        for column, floors in kept.floors.items()
        for name, floor in floors.items()
    )
    low = below(other, kept.floors)
    lowered = kept.lowered_to(other, "why")
    assert not below(other, lowered.floors)
    assert lowered.lowered == (({"reason": "why", "was": low},) if low else ())


def test_a_clock_puts_every_second_to_one_stage(monkeypatch: pytest.MonkeyPatch) -> None:
    now = iter([5.0, 5.0, 7.0, 7.0, 10.0, 10.0, 11.0])
    monkeypatch.setattr(bench.time, "perf_counter", lambda: next(now))
    clock = bench.Clock(last=0.0)
    clock.report("translate", 3, 3)
    clock.report("choose", 0, 1)
    writer = SimpleNamespace(write=lambda tasks, progress: [str(task) for task in tasks])
    clock.watch("writer", writer)
    assert writer.write([1, 2], None) == ["1", "2"]
    clock.report("write", 2, 2)
    clock.close("check")
    assert clock.seconds == {"translate": 5.0, "choose": 2.0, "write": 3.0, "check": 1.0}
    assert (clock.roles, clock.items) == ({"writer": 3.0}, {"translate": 3, "write": 2})
