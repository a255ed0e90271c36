"""Translating in several processes, one for each GPU, or a share of the CPU's cores for each.

A worker is ``python -m summarizer.backends.worker``; a line of JSON goes each way for each call.
"""

import json
import os
import signal
import subprocess
import sys
import weakref
from collections.abc import Sequence
from dataclasses import asdict, replace
from pathlib import Path
from typing import IO, Any, cast

from summarizer import errors
from summarizer.backends.setup import Setup
from summarizer.errors import ModelError
from summarizer.protocols import Wish


class Worker:
    """One process with one translator."""

    def __init__(self, setup: Setup, cache: Path | None, threads: int) -> None:
        package = str(Path(__file__).resolve().parents[2])
        path = os.pathsep.join(filter(None, (package, os.environ.get("PYTHONPATH"))))
        share = {"PYTHONPATH": path, "OMP_NUM_THREADS": str(threads)}
        self.process = subprocess.Popen(
            [sys.executable, "-P", "-m", "summarizer.backends.worker"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env={**os.environ, **share},
            text=True,
            encoding="ascii",
        )
        self._asked = cast(IO[str], self.process.stdin)
        self._answers = cast(IO[str], self.process.stdout)
        self.send({"setup": asdict(setup), "cache": str(cache) if cache else None})

    def send(self, message: dict[str, Any]) -> None:
        """Ask for something; the answer is waited for by ``receive``."""
        try:
            self._asked.write(json.dumps(message) + "\n")
            self._asked.flush()
        except BrokenPipeError as error:
            raise self._ended() from error

    def receive(self) -> dict[str, Any]:
        """The next answer. Raises what the worker raised, or ModelError where it has ended."""
        line = self._answers.readline()
        if not line:
            raise self._ended()
        answer: dict[str, Any] = json.loads(line)
        if "error" in answer:
            kind, *parts = answer["error"]
            raise getattr(errors, kind)(*parts)
        return answer

    def _ended(self) -> ModelError:
        code = self.process.wait()
        how = f"killed by {signal.Signals(-code).name}" if code < 0 else f"status {code}"
        return ModelError(
            f"a translating process ended ({how}), often because memory ran out",
            todo="try fewer --workers",
        )


class Workers:
    """A translator in several processes: every call is shared out among them."""

    def __init__(self, workers: Sequence[Worker], told: dict[str, Any]) -> None:
        self._workers = workers
        self.name: str = told["name"]
        self.batch_size: int = told["batch_size"] * len(workers)
        self.exact: bool = told["exact"]
        self.close = weakref.finalize(self, _end, [worker.process for worker in workers])
        """Ends the processes; so does the end of this object or of the program."""

    def translate(self, texts: Sequence[str]) -> list[str]:
        """As the translator of each process."""
        return self._shared("translate", texts)

    def _shared(self, method: str, *lists: Sequence[Any]) -> list[Any]:
        """Answers in order. Texts come sorted by length: every nth of them makes equal shares."""
        count = len(self._workers)
        busy = self._workers[: len(lists[0])]
        for n, worker in enumerate(busy):
            worker.send({"method": method, "lists": [given[n::count] for given in lists]})
        answers: list[Any] = [None] * len(lists[0])
        for n, worker in enumerate(busy):
            answers[n::count] = worker.receive()["answers"]
        return answers


class NBestWorkers(Workers):
    """For a translator that can name more than one translation."""

    def nbest(self, texts: Sequence[str]) -> list[list[str]]:
        """As the translator of each process."""
        return self._shared("nbest", texts)


class SteeredWorkers(NBestWorkers):
    """For one that can be told, too, what its translation must and must not hold."""

    def nbest_with(self, texts: Sequence[str], wishes: Sequence[Wish]) -> list[list[str]]:
        """As the translator of each process."""
        return self._shared("nbest_with", texts, [asdict(wish) for wish in wishes])


class SamplingWorkers(SteeredWorkers):
    """For one that can be asked, too, for many translations and how likely they are."""

    def likeliest(
        self, texts: Sequence[str], wishes: Sequence[Wish] | None = None
    ) -> list[list[tuple[float, str]]]:
        """As the translator of each process."""
        more = [] if wishes is None else [[asdict(wish) for wish in wishes]]
        return self._scored("likeliest", texts, *more)

    def samples(self, texts: Sequence[str]) -> list[list[tuple[float, str]]]:
        """As the translator of each process."""
        return self._scored("samples", texts)

    def _scored(self, method: str, *lists: Sequence[Any]) -> list[list[tuple[float, str]]]:
        found = self._shared(method, *lists)
        return [[(mean, text) for mean, text in one] for one in found]


def start(setup: Setup, cache: Path | None, devices: Sequence[str]) -> Workers:
    """A process with the translator of ``setup`` on each of the devices; all load at once.

    Raises:
        SummarizerError: as ``embedded.load_translator`` in any of them.
        ModelError: a process ended.
    """
    threads = max(1, (os.cpu_count() or 1) // len(devices))
    # The model is on this machine by now: the workers need no network.
    alone = replace(setup, workers=1, offline=True)
    workers = [Worker(replace(alone, device=device), cache, threads) for device in devices]
    try:
        told = [worker.receive() for worker in workers]
    except BaseException:
        _end([worker.process for worker in workers])
        raise
    kinds = {
        "samples": SamplingWorkers,
        "nbest_with": SteeredWorkers,
        "nbest": NBestWorkers,
        "translate": Workers,
    }
    kind = next(kinds[method] for method in kinds if method in told[0]["methods"])
    return kind(workers, told[0])


def _end(processes: Sequence["subprocess.Popen[str]"]) -> None:
    for process in processes:
        process.kill()
        process.communicate()
