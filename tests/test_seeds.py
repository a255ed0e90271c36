"""The sample events: what facts.json says stands in the articles, which are read as they should."""

import json
import subprocess
import sys
from typing import Any

import pytest
from fakes import EVENTS, ROOT

from summarizer.pipeline import Reading

FACTS: dict[str, dict[str, Any]] = {
    folder.parent.name: json.loads((folder.parent / "facts.json").read_text("utf-8"))
    for folder in EVENTS
}
COPIES = {
    "1-kim-putin-2023": {"3-dua-rudal-jelang-pertemuan.txt", "6-dua-rudal-versi-tarumpagi.txt"},
    "2-palu-2018": {"4-tenggat-pencarian-likuefaksi.txt", "5-tenggat-pencarian-kutipan.txt"},
    "3-bi-rate-2024": {"1-bi-naikkan-bi-rate-625-persen.txt", "4-kantor-berita-bi-rate-naik.txt"},
}


def files(reading: Reading) -> dict[str, str]:
    """Cleaned text by file name."""
    return {article.path.rpartition("/")[2]: article.text for article in reading}


def test_there_are_three_events() -> None:
    assert list(FACTS) == list(COPIES)


@pytest.mark.parametrize("name", FACTS)
class TestEvent:
    def test_the_files_are_those_of_the_folder(
        self, name: str, readings: dict[str, Reading]
    ) -> None:
        assert sorted(FACTS[name]["files"]) == sorted(files(readings[name]))
        assert 4 <= len(FACTS[name]["files"]) <= 6
        assert readings[name].skipped == ()

    def test_facts(self, name: str, readings: dict[str, Reading]) -> None:
        facts = FACTS[name]["facts"]
        assert 15 <= len(facts) <= 25
        assert {fact["importance"] for fact in facts} <= {1, 2, 3}
        assert 3 in {fact["importance"] for fact in facts}
        texts = files(readings[name])
        for fact in facts:
            assert fact["fact"]
            assert fact["support"]
            for support in fact["support"]:
                assert support["indonesian"] in texts[support["file"]]

    def test_numbers_stand_in_their_files_as_written(self, name: str) -> None:
        folder = next(event for event in EVENTS if event.parent.name == name)
        pages = {f: (folder / f).read_text("utf-8") for f in FACTS[name]["files"]}
        assert FACTS[name]["numbers"]
        for number in FACTS[name]["numbers"]:
            assert number["what"]
            assert number["english"]
            assert any(number["as_written"] in pages[file] for file in number["files"]), number

    def test_conflicts_and_traps_are_there(self, name: str) -> None:
        known = set(FACTS[name]["files"])
        assert FACTS[name]["conflicts"]
        assert FACTS[name]["traps"]
        for conflict in FACTS[name]["conflicts"]:
            assert len({value["value"] for value in conflict["values"]}) >= 2
            assert all(set(value["files"]) <= known for value in conflict["values"])
        for trap in FACTS[name]["traps"]:
            assert trap["trap"]
            assert set(trap["files"]) <= known

    def test_every_article_is_indonesian_with_title_outlet_and_date(
        self, name: str, readings: dict[str, Reading]
    ) -> None:
        for article in readings[name]:
            assert article.language == "id"
            assert article.title
            assert article.date

    def test_the_wire_copies_and_no_others_are_one_voice(
        self, name: str, readings: dict[str, Reading]
    ) -> None:
        (copy,) = [a for a in readings[name] if a.copy_of]
        pair = {a.path.rpartition("/")[2] for a in (copy, copy.copy_of)}  # type: ignore[union-attr]
        assert pair == COPIES[name]


def test_the_stored_briefs_are_worth_what_their_floors_say() -> None:
    gate = [sys.executable, ROOT / "scripts" / "gate.py", "brief", "--stored"]
    done = subprocess.run(gate, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "unread: 0 pairs" in done.stdout
