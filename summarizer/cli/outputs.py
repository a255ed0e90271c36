"""Where results go: output names checked before any work, files written whole or not at all."""

import os
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from summarizer.errors import StorageError, UsageError

if TYPE_CHECKING:
    from summarizer.pipeline import Brief


def targets_of(
    outputs: Sequence[str], suffixes: Sequence[str], inputs: Sequence[str]
) -> dict[str, str]:
    """Output name to suffix, refused before any work where it cannot be written.

    Raises:
        UsageError: an unknown suffix, a folder, a missing folder or a file of the input.
        StorageError: the folder cannot be written to.
    """
    targets = {}
    for name in outputs:
        suffix = suffixes[0] if name == "-" else Path(name).suffix.lower()
        if suffix not in suffixes:
            raise UsageError(
                f"-o {name} has no suffix that is known", f"accepted: {', '.join(suffixes)}"
            )
        if name != "-":
            _check_writable(name)
            _check_no_input(name, inputs)
        targets[name] = suffix
    return targets


def _check_writable(name: str) -> None:
    if "\0" in name:
        raise UsageError("-o has a NUL character in its name")
    try:
        folder = Path(name).parent
        if Path(name).is_dir():
            raise UsageError(f"-o {name} is a folder", "accepted: a file name")
        if not folder.is_dir():
            raise UsageError(f"-o {name}: the folder {folder} is not there", todo=f"mkdir {folder}")
        if not os.access(folder, os.W_OK):
            raise StorageError(f"-o {name}: the folder {folder} cannot be written to")
    except OSError as error:
        raise UsageError(f"-o {name}: {error.strerror}") from error


def _check_no_input(name: str, inputs: Sequence[str]) -> None:
    """An article must not be overwritten by its own brief."""
    target = Path(name)
    if not target.exists():
        return
    for given in inputs:
        source = Path(given).resolve()
        if source == target.resolve() or (source.is_dir() and source in target.resolve().parents):
            raise UsageError(
                f"-o {name} would overwrite a file of the input {given}",
                todo="choose another name or folder",
            )


def rendered(
    briefs: "Sequence[Brief]", targets: Mapping[str, str], evidence: bool
) -> dict[str, str]:
    """Output name to text; several briefs are numbered, on stdout they follow each other."""
    texts: dict[str, str] = {}
    for number, brief in enumerate(briefs, 1):
        for target, suffix in targets.items():
            text = _render(brief, suffix, evidence)
            if target == "-":
                texts[target] = "\n".join(filter(None, (texts.get(target), text)))
            else:
                texts[target if len(briefs) == 1 else _numbered(target, number)] = text
    return texts


def _render(brief: "Brief", suffix: str, evidence: bool) -> str:
    renders: Mapping[str, Callable[[], str]] = {
        ".md": lambda: brief.to_markdown(evidence),
        ".json": brief.to_json,
        ".html": brief.to_html,
        ".txt": brief.to_text,
    }
    return renders[suffix]()


def _numbered(target: str, number: int) -> str:
    path = Path(target)
    return str(path.with_name(f"{path.stem}-{number}{path.suffix}"))


def deliver(texts: Mapping[str, str]) -> None:
    """Write every output, each whole or not at all."""
    from summarizer.store import write_atomic

    # Files first: a reader that leaves (| head) must not cost the file that was asked for, too.
    for target, text in sorted(texts.items(), key=lambda item: item[0] == "-"):
        data = text.encode("utf-8", "surrogateescape")
        if target == "-":
            sys.stdout.buffer.write(data)
            sys.stdout.buffer.flush()
        else:
            write_atomic(Path(target), data)
