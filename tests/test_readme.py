"""The README says what the program does."""

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "scripts"))

import readme  # noqa: E402


def test_the_sample_brief_and_the_help_are_what_the_program_prints() -> None:
    text = (ROOT / "README.md").read_text("utf-8")
    assert readme.renewed(text) == text, "run python scripts/readme.py"
