"""Paths to pages: which files there are, and which reader each takes."""

import dataclasses
import difflib
import os
import stat
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import BinaryIO

from summarizer.data import Page, Skipped
from summarizer.errors import InputError, SummarizerError, UsageError
from summarizer.ingest.build import Batch, build
from summarizer.ingest.columns import Columns
from summarizer.ingest.decode import NotTextError, decode
from summarizer.ingest.markdown import read_markdown
from summarizer.ingest.rows import read_csv, read_json, read_json_lines, read_parquet
from summarizer.ingest.web import read_html

MAX_BYTES = 20_000_000
"""Read of one file. A saved news page has under 2 MB; 20 MB of plain text is 3,000 articles."""

STDIN = "-"
GUESS = Columns()


def read_text(data: bytes, path: str, whole: bool = True) -> Page | Skipped:
    """A text file as it stands. Raises ``NotTextError`` for binary data."""
    text, notes = decode(data, whole=whole)
    return build((path, None), text, {}, notes)


ONE: dict[str, Callable[[bytes, str, bool], Page | Skipped]] = {
    ".txt": read_text,
    ".md": read_markdown,
    ".html": read_html,
    ".htm": read_html,
}
"""Readers of files that hold one article, by suffix."""

MANY: dict[str, Callable[[bytes, str, Columns, bool], Batch]] = {
    ".jsonl": read_json_lines,
    ".json": read_json,
    ".csv": read_csv,
}
"""Readers of files that hold many articles, by suffix; Parquet needs the file itself."""

SUFFIXES = (*ONE, *MANY, ".parquet")
"""What can be read, in lower case; upper case is the same."""


def read_pages(
    paths: Sequence[str | Path], columns: Columns = GUESS, stdin: BinaryIO | None = None
) -> tuple[list[Page], list[Skipped]]:
    """The articles of files, of folders (recursive, sorted) and of ``-`` (JSON Lines), in order.

    ``columns`` names the columns of tables and keys of JSON objects. Files in a folder that are
    hidden are ignored; those of another suffix, empty or damaged ones, and bad rows are in the
    second list with the reason. A path given twice is read twice; links are followed, loops not.

    Raises ``InputError`` for a path that does not exist or cannot be looked at, and for a folder
    without a readable file; ``UsageError`` for no path, an unknown suffix, or a column that is
    not there. A column missing from a file found in a folder only skips that file, unless no file
    gave a page.
    """
    if not paths:
        raise UsageError("no article given", f"accepted: files ({_accepted()}), folders, -")
    given = [str(path) for path in paths]
    if given.count(STDIN) > 1:
        raise UsageError("- given twice", "standard input can be read once", "leave one - out")
    pages: list[Page] = []
    skipped: list[Skipped] = []
    held_back: list[SummarizerError] = []
    for path in given:
        if path == STDIN:
            more, left = _read_stdin(stdin or sys.stdin.buffer, columns)
        elif stat.S_ISDIR(mode := _mode(path)):
            more, left = _read_folder(path, columns, held_back)
        else:
            more, left = _read_named(path, mode, columns)
        pages += more
        skipped += left
    if held_back and not pages:
        raise held_back[0]
    return pages, skipped


def shown(path: str) -> str:
    """The path as given, with what no terminal should be sent written as an escape."""
    readable = os.fsencode(path).decode("utf-8", "backslashreplace")
    return "".join(c if c.isprintable() else ascii(c)[1:-1] for c in readable)


def _mode(path: str) -> int:
    if not path:  # Path("") is the working folder
        raise InputError("cannot find '': no path", todo="check the path")
    try:
        return Path(path).stat().st_mode
    except (OSError, ValueError) as error:  # ValueError: NUL in the name
        why = getattr(error, "strerror", None) or "not a possible name"
        raise InputError(f"cannot find {shown(path)!r}: {why}", todo=_hint(path)) from error


def _hint(path: str) -> str:
    here = Path(path.replace("\0", ""))
    try:
        names = sorted(child.name for child in here.parent.iterdir())
    except (OSError, ValueError):
        return "check the path"
    near = difflib.get_close_matches(here.name, names, n=1)
    return f"did you mean {shown(str(here.parent / near[0]))!r}?" if near else "check the path"


def _accepted() -> str:
    return " ".join(SUFFIXES)


def _read_stdin(stdin: BinaryIO, columns: Columns) -> Batch:
    data = stdin.read(MAX_BYTES + 1)
    try:
        return read_json_lines(data[:MAX_BYTES], STDIN, columns, len(data) <= MAX_BYTES)
    except NotTextError as error:
        return [], [Skipped(STDIN, str(error))]


def _read_named(path: str, mode: int, columns: Columns) -> Batch:
    suffix = Path(path).suffix.lower()
    if suffix not in SUFFIXES:
        near = difflib.get_close_matches(suffix, SUFFIXES, n=1) if suffix else []
        raise UsageError(
            f"cannot read {shown(path)!r}: its suffix is {suffix or 'missing'}",
            f"accepted: {_accepted()}",
            f"did you mean {near[0]}?" if near else "save it as .txt or .html first",
        )
    if not stat.S_ISREG(mode):
        raise InputError(f"{shown(path)!r} is no regular file", "accepted: files, folders, -")
    return _read_file(path, columns)


def _read_folder(folder: str, columns: Columns, held_back: list[SummarizerError]) -> Batch:
    pages: list[Page] = []
    skipped: list[Skipped] = []
    others: dict[str, list[str]] = {}
    readable = 0
    for path in _walk(folder, skipped):
        suffix = Path(path).suffix.lower()
        if suffix not in SUFFIXES:
            others.setdefault(suffix, []).append(path)
            continue
        readable += 1
        try:
            more, left = _read_file(path, columns)
        except SummarizerError as error:
            held_back.append(error)
            more, left = [], [Skipped(shown(path), str(error))]
        pages += more
        skipped += left
    if not readable:
        found = ", ".join(suffix or "no suffix" for suffix in sorted(others)) or "no file"
        raise InputError(
            f"no article in folder {shown(folder)!r}: found {found}",
            f"accepted: {_accepted()}",
            "give a folder that holds articles",
        )
    return pages, skipped + [_other(folder, suffix, others[suffix]) for suffix in sorted(others)]


def _other(folder: str, suffix: str, files: list[str]) -> Skipped:
    ending = f"suffix {suffix}" if suffix else "no suffix"
    if len(files) == 1:
        return Skipped(shown(files[0]), f"{ending} is not read")
    return Skipped(shown(folder), f"{len(files)} files with {ending} are not read")


def _walk(folder: str, skipped: list[Skipped]) -> Iterator[str]:
    """Files below the folder, sorted name by name, links followed, each real folder once."""
    seen: set[tuple[int, int]] = set()
    stack = [folder]
    while stack:
        path = stack.pop()
        try:
            facts = Path(path).stat()
            if not stat.S_ISDIR(facts.st_mode):
                yield path
                continue
            if (facts.st_dev, facts.st_ino) in seen:
                continue
            seen.add((facts.st_dev, facts.st_ino))
            names = sorted(child.name for child in Path(path).iterdir())
        except OSError as error:
            skipped.append(Skipped(shown(path), f"cannot be read: {error.strerror}"))
            continue
        stack += [f"{path.rstrip('/')}/{name}" for name in reversed(names) if name[0] != "."]


def _read_file(path: str, columns: Columns) -> Batch:
    suffix, name = Path(path).suffix.lower(), shown(path)
    try:
        if not Path(path).is_file():  # a pipe would block
            return [], [Skipped(name, "no regular file")]
        if suffix == ".parquet":
            return read_parquet(path, name, columns, MAX_BYTES)
        with Path(path).open("rb") as file:
            data = file.read(MAX_BYTES + 1)
        whole, data = len(data) <= MAX_BYTES, data[:MAX_BYTES]
        if suffix in MANY:
            return MANY[suffix](data, name, columns, whole)
        page = ONE[suffix](data, name, whole)
    except NotTextError as error:
        return [], [Skipped(name, str(error))]
    except OSError as error:
        return [], [Skipped(name, f"cannot be read: {error.strerror or error}")]
    if isinstance(page, Skipped):
        return [], [page]
    if not whole:
        note = f"only the first {MAX_BYTES // 1_000_000} MB of the file were read"
        page = dataclasses.replace(page, notes=(*page.notes, note))
    return [page], []
