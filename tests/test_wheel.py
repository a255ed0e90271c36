"""A wheel carries all that the program reads, and works from another folder."""

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="module")
def unpacked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of this checkout, unpacked as an installer does."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "pip", "wheel", "--no-deps", "--no-build-isolation", "--quiet"]
    subprocess.run([*command, "--wheel-dir", str(folder), str(ROOT)], check=True)
    (wheel,) = folder.glob("summarizer-*.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder / "site")
    return folder / "site"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["models", "list"], "all-minilm-l6-v2"),
        (["brief", "--help"], "INPUT..."),
    ],
)
def test_the_command_runs_from_another_folder(
    unpacked: Path, tmp_path: Path, arguments: list[str], said: str
) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "summarizer", *arguments],
        cwd=tmp_path,
        env={"PYTHONPATH": str(unpacked), "PATH": "", "HOME": str(tmp_path)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert said in done.stdout


def test_the_adapter_schema_and_templates_are_inside(unpacked: Path) -> None:
    program = (
        "from pathlib import Path; import summarizer; from summarizer import render;"
        "from summarizer.store import load_adapters, verify_adapter;"
        "assert Path(summarizer.__file__).is_relative_to({0!r}), summarizer.__file__;"
        "assert render.schema()['$id'];"
        "assert all(row.ok for a in load_adapters().values() for row in verify_adapter(a));"
        "from summarizer.data import BriefData, Claim;"
        "assert '<html' in render.to_html(BriefData(Claim('T', ()), (), ()))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program.format(str(unpacked))],
        cwd=unpacked.parent,
        env={"PYTHONPATH": str(unpacked), "PATH": ""},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
