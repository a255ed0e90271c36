"""A run that is stopped says so and keeps what it finished; the same command goes on from there."""

import signal
import subprocess
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from fakes import EVENTS, DictJournal, fake_models

from summarizer.options import Options
from summarizer.pipeline import brief, read_articles

ARTICLES = [
    EVENTS[0] / "4-putin-terima-undangan.txt",
    EVENTS[0] / "5-kim-shoigu-vladivostok.md",
]
PATIENCE = 300
"""Seconds; a busy machine is no fault."""
Spawn = Callable[..., "subprocess.Popen[str]"]


def sentences(folder: Path) -> list[str]:
    """What was translated so far, in every run."""
    log = folder / "calls.txt"
    return log.read_text(encoding="utf-8").splitlines() if log.exists() else []


def stop(process: "subprocess.Popen[str]", folder: Path, number: signal.Signals) -> str:
    """Send the signal once two batches are done; what the process said."""
    limit = time.monotonic() + PATIENCE
    while len(sentences(folder)) < 8:
        assert process.poll() is None
        assert time.monotonic() < limit
        time.sleep(0.02)
    process.send_signal(number)
    out, err = process.communicate(timeout=PATIENCE)
    assert out == ""
    return err


@pytest.mark.parametrize(
    ("number", "code"),
    [(signal.SIGTERM, 143), (signal.SIGINT, 130), (signal.SIGKILL, -signal.SIGKILL)],
)
def test_stopped_and_taken_up_again(
    spawn: Spawn, tmp_path: Path, number: signal.Signals, code: int
) -> None:
    out = tmp_path / "out.json"
    process = spawn("brief", *ARTICLES, "-o", out, delay=0.15)
    err = stop(process, tmp_path, number)
    assert process.returncode == code
    assert "Traceback" not in err
    assert not out.exists()
    if number != signal.SIGKILL:
        assert "the same command goes on" in err.splitlines()[-1]
    done = len(sentences(tmp_path))
    assert spawn("brief", *ARTICLES, "-o", out).wait(PATIENCE) == 0
    repeated = [text for text, times in Counter(sentences(tmp_path)).items() if times > 1]
    assert len(repeated) <= 4  # the batch in the making
    assert len(sentences(tmp_path)) > done
    whole = brief(read_articles(ARTICLES), fake_models(), DictJournal(), Options())
    assert out.read_text("utf-8") == whole.to_json()


def test_two_runs_on_one_cache_both_finish(spawn: Spawn, tmp_path: Path) -> None:
    outs = [tmp_path / "one.json", tmp_path / "two.json"]
    both = [spawn("brief", *ARTICLES, "-q", "-o", out, delay=0.02) for out in outs]
    assert [process.wait(PATIENCE) for process in both] == [0, 0]
    assert outs[0].read_bytes() == outs[1].read_bytes()
