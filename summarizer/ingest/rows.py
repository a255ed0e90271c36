"""Files of many articles: JSON, JSON Lines, CSV, Parquet."""

import contextlib
import csv
import io
import json
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, TypeAlias

from summarizer.data import Found, Page, Skipped
from summarizer.errors import one_line
from summarizer.ingest.build import Batch, build, plain_value
from summarizer.ingest.columns import Columns, resolve
from summarizer.ingest.decode import decode

Row: TypeAlias = tuple[int | None, Mapping[str, Any] | str]
"""A row's number from 1 (None: the file's only object) with its values, or why it has none."""

MAX_KEYS = 500
"""Names of columns looked at, over all rows of a file."""

SEPARATORS = ",;\t|"


def read_json_lines(data: bytes, path: str, columns: Columns, whole: bool = True) -> Batch:
    """One JSON object a line; ``row`` is the line's number. Raises as ``resolve`` does."""
    text, notes = decode(data, whole=whole)
    rows: list[Row] = []
    for number, line in enumerate(text.removeprefix("\ufeff").split("\n"), 1):
        if line.strip():
            rows.append((number, _object(line)))
    if not whole and rows:
        rows[-1] = (rows[-1][0], "the file is cut off here: larger than what is read of one file")
    return _pages(rows, path, columns, notes)


def read_json(data: bytes, path: str, columns: Columns, whole: bool = True) -> Batch:
    """One object, a list of them, or ``{"data": [...]}``. Raises as ``resolve`` does."""
    if not whole:
        return [], [Skipped(path, "larger than what is read of one file; JSON Lines can be cut")]
    text, notes = decode(data)
    if not text.strip():
        return [], [Skipped(path, "empty")]
    try:
        value = json.loads(text)
    except (ValueError, RecursionError) as error:
        return [], [Skipped(path, f"no JSON: {_why(error)}")]
    if isinstance(value, dict) and isinstance(value.get("data"), list):
        value = value["data"]
    if isinstance(value, dict):
        return _pages([(None, value)], path, columns, notes)
    if not isinstance(value, list):
        return [], [Skipped(path, "JSON, but neither an object nor a list of objects")]
    rows: list[Row] = [
        (i, item if isinstance(item, dict) else "not an object") for i, item in enumerate(value, 1)
    ]
    return _pages(rows, path, columns, notes)


def read_csv(data: bytes, path: str, columns: Columns, whole: bool = True) -> Batch:
    """Comma, semicolon, tab or bar separated, with a header. Raises as ``resolve`` does.

    Read with the standard library: pandas, which ``datasets`` reads CSV with, drops what is
    behind a comma too many without a word and gives up a whole file at one stray quotation mark.
    """
    text, notes = decode(data, whole=whole)
    records = [record for record in _records(text) if any(cell.strip() for cell in record)]
    if not records:
        return [], [Skipped(path, "empty")]
    header = records[0]
    rows: list[Row] = [(n, _cells(header, record)) for n, record in enumerate(records[1:], 1)]
    if not whole and rows:
        rows[-1] = (rows[-1][0], "the file is cut off here: larger than what is read of one file")
    return _pages(rows, path, columns, notes, present=header)


def read_parquet(file: str, path: str, columns: Columns, limit: int) -> Batch:
    """A Parquet file through ``datasets``, up to ``limit`` characters of text.

    Streamed, so that nothing is copied into the user's cache. Raises as ``resolve`` does.
    """
    try:
        present, rows = _parquet_rows(file, columns, limit)
    except _ForeignError as error:
        return [], [Skipped(path, f"no Parquet file: {error}")]
    return _pages(rows, path, columns, (), present=present)


class _ForeignError(Exception):
    """Whatever a reader of another project raised, as one line."""


def _parquet_rows(file: str, columns: Columns, limit: int) -> tuple[list[str], list[Row]]:
    import datasets

    rows: list[Row] = []
    with tempfile.TemporaryDirectory() as scratch, _quiet(datasets):
        try:
            names = list(datasets.IterableDataset.from_parquet(file, cache_dir=scratch).features)
        except Exception as error:  # damaged files raise errors of pyarrow, OS and datasets alike
            raise _ForeignError(_why(error)) from error
        wanted = sorted(set(resolve(columns, names, file).values()))
        size = 0
        try:
            table = datasets.IterableDataset.from_parquet(file, cache_dir=scratch, columns=wanted)
            for number, row in enumerate(table, 1):
                size += sum(len(v) for v in row.values() if isinstance(v, str | bytes))
                if size > limit:
                    rows.append((number, "not read from here on: enough text of one file"))
                    break
                rows.append((number, row))
        except Exception as error:
            raise _ForeignError(_why(error)) from error
    return names, rows


@contextlib.contextmanager
def _quiet(datasets: Any) -> Iterator[None]:
    """No progress bar and no log line of ``datasets``, whose logger prints by itself."""
    level = datasets.utils.logging.get_verbosity()
    bars = not datasets.are_progress_bars_disabled()
    datasets.utils.logging.set_verbosity(datasets.utils.logging.CRITICAL + 1)
    datasets.disable_progress_bars()
    try:
        yield
    finally:
        datasets.utils.logging.set_verbosity(level)
        if bars:
            datasets.enable_progress_bars()


def _records(text: str) -> list[list[str]]:
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    header = text.lstrip("\n").partition("\n")[0]
    separator = max(SEPARATORS, key=lambda s: len(next(csv.reader([header], delimiter=s), [])))
    limit = csv.field_size_limit(len(text) + 1)
    try:
        return list(csv.reader(io.StringIO(text), delimiter=separator))
    finally:
        csv.field_size_limit(limit)


def _cells(header: Sequence[str], record: Sequence[str]) -> Mapping[str, Any] | str:
    extra = record[len(header) :]
    if any(cell.strip() for cell in extra):
        return f"{len(record)} cells where the header has {len(header)}"
    return dict(zip(header, record, strict=False))


def _object(line: str) -> Mapping[str, Any] | str:
    try:
        value = json.loads(line)
    except (ValueError, RecursionError) as error:
        return f"no JSON: {_why(error)}"
    return value if isinstance(value, dict) else "JSON, but no object"


def _why(error: Exception) -> str:
    return one_line(str(error))[:160] or type(error).__name__


def _row(values: Mapping[str, Any], names: Mapping[str, str]) -> tuple[str, dict[str, Found]] | str:
    text = values.get(names["text"])
    if text is None:
        return f"no text in column {names['text']!r}"
    if not isinstance(text, str):
        return f"column {names['text']!r} holds {type(text).__name__}, not text"
    found = {
        field: Found(plain_value(values.get(name)), f"column {name}")
        for field, name in names.items()
        if field != "text"
    }
    return text, found


def _pages(
    rows: Sequence[Row],
    path: str,
    columns: Columns,
    notes: Sequence[str],
    present: Sequence[str] | None = None,
) -> Batch:
    """Pages of the rows. ``present`` are the columns, if known beside the rows."""
    pages, skipped = [], []
    if present is None:
        keys: dict[str, None] = {}
        for _, values in rows:
            if isinstance(values, Mapping) and len(keys) < MAX_KEYS:
                keys.update(dict.fromkeys(values))
        present = list(keys)
    if not any(isinstance(values, Mapping) for _, values in rows):
        return [], [Skipped(path, str(v), n) for n, v in rows] or [Skipped(path, "empty")]
    names = resolve(columns, present, path)
    for number, values in rows:
        read = values if isinstance(values, str) else _row(values, names)
        if isinstance(read, str):
            skipped.append(Skipped(path, read, number))
            continue
        made = build((path, number), *read, notes)
        pages.append(made) if isinstance(made, Page) else skipped.append(made)
    return pages, skipped
