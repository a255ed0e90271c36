"""What a person sees on stderr: progress, warnings and one-line errors."""

import logging
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from types import TracebackType
from typing import Any, Self

from summarizer.errors import one_line

EVERY = 10.0
"""Seconds between two progress lines where stderr is no terminal."""


def say(text: str) -> None:
    """One line on stderr; control characters of foreign text never reach the terminal."""
    print(one_line(text), file=sys.stderr)  # noqa: T201


class Progress:
    """Stage, count and time left on stderr: a bar on a terminal, now and then a line elsewhere.

    Calling it is a ``pipeline.Report``. Nothing is shown where ``quiet`` is set.
    """

    def __init__(self, quiet: bool = False) -> None:
        self.quiet = quiet
        self._bar: Any = None
        self._task: Any = None
        self._stage = ""
        self._started = self._told = 0.0

    def __enter__(self) -> Self:
        if not self.quiet and sys.stderr.isatty():
            from rich.console import Console
            from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
            from rich.progress import Progress as Bar

            self._bar = Bar(
                TextColumn("{task.description:<12}", markup=False),
                BarColumn(),
                MofNCompleteColumn(),
                TimeRemainingColumn(),
                console=Console(stderr=True),
                transient=True,
            )
            self._bar.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._bar:
            self._bar.stop()

    def __call__(self, stage: str, done: int, total: int) -> None:
        if self.quiet:
            return
        if self._bar:
            self._draw(stage, done, total)
        else:
            self._tell(stage, done, total)

    def _draw(self, stage: str, done: int, total: int) -> None:
        if stage != self._stage:
            self._stage = stage
            self._task = self._bar.add_task(one_line(stage), total=total)
        self._bar.update(self._task, completed=done, total=total)

    def _tell(self, stage: str, done: int, total: int) -> None:
        now = time.monotonic()
        if stage != self._stage:
            self._stage, self._started, self._told = stage, now, now
            say(f"{stage}: {done}/{total}")
        elif now - self._told >= EVERY or done == total:
            self._told = now
            left = (now - self._started) / done * (total - done) if done else 0.0
            say(f"{stage}: {done}/{total}" + (f", about {left:.0f} s left" if left >= 1 else ""))


@contextmanager
def logging_to_stderr(quiet: bool, verbose: bool) -> Iterator[None]:
    """Our own log records on stderr as plain lines; those of libraries only when verbose."""
    handler = logging.StreamHandler()
    handler.setFormatter(logging.Formatter("%(message)s"))
    ours = logging.getLogger("summarizer")
    ours.addHandler(handler)
    ours.setLevel(logging.ERROR if quiet else logging.INFO if verbose else logging.WARNING)
    ours.propagate = False
    try:
        yield
    finally:
        ours.removeHandler(handler)
