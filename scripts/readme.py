"""Write the README's sample brief and help text anew, so that they cannot drift from the program.

python scripts/readme.py           # rewrite README.md
python scripts/readme.py --check   # exit 1 if it would change
"""

import re
import subprocess
import sys
from pathlib import Path

from summarizer.render import from_json, to_markdown

ROOT = Path(__file__).resolve().parents[1]
SAMPLE = ROOT / "seeds/1-kim-putin-2023/brief.json"


def renewed(text: str) -> str:
    """The README with its generated blocks made anew."""
    text = _replace(text, "sample", quoted(to_markdown(from_json(SAMPLE.read_text("utf-8")))))
    return _replace(text, "help", indented(help_text()))


def quoted(markdown: str) -> str:
    """The brief as a block quotation, its headings made bold so that they are none of ours."""
    lines = (re.sub(r"^#+ (.*)", r"**\1**", line) for line in markdown.splitlines())
    return "\n".join(f"> {line}".rstrip() for line in lines)


def indented(text: str) -> str:
    """A code block."""
    return "\n".join(f"    {line}".rstrip() for line in text.splitlines())


def help_text() -> str:
    """What ``summarizer brief --help`` prints at 80 columns."""
    return subprocess.run(
        [sys.executable, "-c", "from summarizer.cli import main; main()", "brief", "--help"],
        capture_output=True,
        text=True,
        check=True,
        env={"COLUMNS": "80", "LANG": "C.UTF-8", "PATH": ""},
        cwd=ROOT,
    ).stdout.replace("-c brief", "summarizer brief")


def _replace(text: str, name: str, block: str) -> str:
    pattern = re.compile(rf"(<!-- {name}: [^\n]* -->\n).*?(<!-- /{name} -->)", re.DOTALL)
    if not pattern.search(text):
        raise SystemExit(f"README.md has lost its <!-- {name}: ... --> block")
    return pattern.sub(lambda m: f"{m[1]}\n{block}\n\n{m[2]}", text)


def main(arguments: list[str]) -> int:
    """Rewrite, or with --check compare; the exit status."""
    readme = ROOT / "README.md"
    before = readme.read_text("utf-8")
    after = renewed(before)
    if "--check" in arguments:
        return int(before != after)
    readme.write_text(after, "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
