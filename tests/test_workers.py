"""Translating in two processes on the CPU, which stand for two GPUs."""

import io
import json
import os
import signal
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

import fakes
import pytest
import tiny
from conftest import Run

from summarizer.backends import worker
from summarizer.backends.device import Capabilities, spread
from summarizer.backends.embedded import load_translator, load_translators
from summarizer.backends.setup import Setup
from summarizer.errors import ModelError, UsageError, WrongModelError
from summarizer.protocols import NBest, Steered, Wish

# Ordered by length, as the stage hands them on; equal ones make shares that are cut alike.
TEXTS = [text for text in sorted(tiny.INDONESIAN, key=len)[:3] for _ in range(2)]


@pytest.fixture(scope="module")
def marian(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("marian")
    tiny.marian(folder)
    return folder


@pytest.fixture(scope="module")
def setup(marian: Path) -> Setup:
    return Setup(translator=str(marian), device="cpu", dtype="fp32", workers=2)


@pytest.fixture(scope="module")
def shared(setup: Setup) -> Iterator[Any]:
    """The translator in two processes."""
    translator: Any = load_translators(setup)[0]
    yield translator
    translator.close()


class TestTwoProcesses:
    def test_say_what_one_says_in_the_same_order(self, shared: Any, setup: Setup) -> None:
        alone: Any = load_translator(setup)
        assert shared.name == alone.name
        assert shared.batch_size == 2 * alone.batch_size
        assert shared.nbest(TEXTS) == alone.nbest(TEXTS)
        assert shared.translate(TEXTS) == alone.translate(TEXTS)

    def test_are_two(self, shared: Any) -> None:
        ids = {worker.process.pid for worker in shared._workers}
        assert len(ids - {os.getpid()}) == 2

    @pytest.mark.parametrize("count", [0, 1])
    def test_fewer_texts_than_processes(self, shared: Any, count: int) -> None:
        assert len(shared.translate(TEXTS[:count])) == count

    def test_odd_characters_arrive(self, shared: Any) -> None:
        strange = ["Air \u2028 surut \ud83d\ude00.", "Kata \udcff \0 \n rusak.", ""]
        assert len(shared.translate(strange)) == 3

    def test_can_do_what_the_translator_can(self, shared: Any) -> None:
        assert isinstance(shared, NBest)
        assert not isinstance(shared, Steered)

    def test_what_a_process_refuses_is_told_here(self, tmp_path: Path) -> None:
        tiny.marian(tmp_path, target="id")
        setup = Setup(translator=str(tmp_path), device="cpu", workers=2)
        with pytest.raises(WrongModelError, match="translates into id; accepted: "):
            load_translators(setup)

    def test_one_that_is_killed_is_one_line(self, shared: Any) -> None:
        """The last one: the processes are gone after it."""
        first, second = (worker.process for worker in shared._workers)
        os.kill(second.pid, signal.SIGKILL)
        with pytest.raises(ModelError, match=r"ended \(killed by SIGKILL\).+; try fewer --workers"):
            shared.translate(TEXTS)
        shared.close()
        assert first.wait(30) != 0


def test_wishes_arrive(monkeypatch: pytest.MonkeyPatch) -> None:
    class Told(fakes.FakeTranslator):
        def nbest_with(self, texts: list[str], wishes: list[Wish]) -> list[list[str]]:
            return [[text, repr(wish)] for text, wish in zip(texts, wishes, strict=True)]

    monkeypatch.setattr("summarizer.backends.embedded.load_translator", lambda *given: Told())
    wish = Wish((("Palu", "the city"), ("384",)), ("385",))
    call = {"method": "nbest_with", "lists": [["Air surut."], [asdict(wish)]]}
    lines = [json.dumps(line) for line in ({"setup": {}, "cache": None}, call)]
    answers = io.StringIO()
    worker.serve(io.StringIO("\n".join(lines)), answers)
    told, answer = map(json.loads, answers.getvalue().splitlines())
    assert told["methods"] == ["translate", "nbest_with"]
    assert answer["answers"] == [["Air surut.", repr(wish)]]


def test_through_the_command_line(
    run: Run, marian: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = []

    def start(setup: Setup, cache: Path | None, devices: list[str]) -> fakes.FakeTranslator:
        asked.append((setup.translator, devices))
        return fakes.FakeTranslator()

    monkeypatch.setattr("summarizer.backends.embedded.start", start)
    article = tmp_path / "a.txt"
    article.write_text("\n".join(tiny.INDONESIAN), "utf-8")
    given = ("--translator", marian, "--device", "cpu", "--workers", "2")
    code, out, err = run("translate", article, *given)
    assert code == 0, err
    assert asked == [(str(marian), ["cpu", "cpu"])]
    assert all(text in out for text in tiny.INDONESIAN)


TWO = Capabilities((("H100", True), ("H100", True)))


@pytest.mark.parametrize(
    ("kind", "count", "devices"),
    [("cuda", 2, ["cuda:0", "cuda:1"]), ("cuda", 1, ["cuda:0"]), ("cpu", 3, ["cpu"] * 3)],
)
def test_one_device_each(kind: str, count: int, devices: list[str]) -> None:
    assert spread(kind, count, TWO) == devices


@pytest.mark.parametrize(
    ("kind", "count", "hint"),
    [
        ("cuda", 3, "torch sees 2 CUDA devices; accepted with --device cuda: 1 to 2"),
        ("cuda:1", 2, "cuda:1 is one device"),
        ("mps", 2, "mps is one device"),
    ],
)
def test_more_than_there_are(kind: str, count: int, hint: str) -> None:
    with pytest.raises(UsageError) as error:
        spread(kind, count, TWO)
    assert hint in str(error.value)


@pytest.mark.parametrize("count", [0, -1, 65])
def test_how_many(count: int) -> None:
    with pytest.raises(UsageError, match="accepted: 1 to 64"):
        Setup(workers=count)
