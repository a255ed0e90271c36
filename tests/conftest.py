"""What several test files share."""

import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import fakes
import pytest

from summarizer import cli
from summarizer.pipeline import Reading, read_articles
from summarizer.protocols import Models

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture(scope="session")
def readings() -> dict[str, Reading]:
    """The seed events by name, read once."""
    return {folder.parent.name: read_articles([folder]) for folder in fakes.EVENTS}


@pytest.fixture
def models(monkeypatch: pytest.MonkeyPatch) -> Models:
    """Fake models, which the command line gets in place of the embedded ones."""
    made = fakes.fake_models()
    monkeypatch.setitem(sys.modules, "summarizer.backends.embedded", fakes.backend(made))
    return made


@pytest.fixture
def run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]
) -> Run:
    """Runs the command in this process: (exit code, stdout, stderr)."""
    monkeypatch.setenv("SUMMARIZER_CACHE", str(tmp_path / "cache"))

    def command(*arguments: object) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["summarizer", *map(str, arguments)])
        with pytest.raises(SystemExit) as end:
            cli.main()
        sys.stdout.flush()
        out, err = capfdbinary.readouterr()
        return int(end.value.code or 0), out.decode(), err.decode()

    return command


# A shell starts background jobs with SIGINT ignored, and a child inherits that.
START = (
    "import signal; signal.signal(signal.SIGINT, signal.default_int_handler); "
    "import sys; sys.path.insert(0, {folder!r}); import fakes; fakes.install({delay}, {log!r}); "
)


@pytest.fixture
def spawn(tmp_path: Path) -> Iterator[Callable[..., subprocess.Popen[str]]]:
    """Starts the command with fake models in a process of its own.

    ``delay`` is the seconds a batch takes; the sentences it translates go to ``calls.txt``.
    """

    started: list[subprocess.Popen[str]] = []

    def start(
        *arguments: object, delay: float = 0.0, stdout: int = subprocess.PIPE
    ) -> subprocess.Popen[str]:
        log = str(tmp_path / "calls.txt")
        code = START.format(folder=str(Path(__file__).parent), delay=delay, log=log)
        code += "from summarizer.cli import main; main()"
        cache = ["--cache-dir", str(tmp_path / "cache")]
        process = subprocess.Popen(
            [sys.executable, "-c", code, *map(str, arguments), *cache],
            stdout=stdout,
            stderr=subprocess.PIPE,
            text=True,
            cwd=fakes.ROOT,
        )
        started.append(process)
        return process

    yield start
    for process in started:
        process.kill()
        process.communicate()
