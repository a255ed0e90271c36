"""Rows of a gate's table, and what a reader found where a program cannot judge."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True)
class Row:
    """``good`` of ``of``; nothing to measure where ``of`` is 0. Higher is better in every row."""

    name: str
    good: float
    of: float

    @property
    def value(self) -> float | None:
        return self.good / self.of if self.of else None


@dataclass(frozen=True, slots=True)
class Label:
    """What a reader found: whether it holds, the words that decide, the conflict it shows."""

    supported: bool
    why: str
    conflict: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """Something a program cannot judge.

    ``kind`` is ``sentence`` (do its passages together say it?), ``citation`` (does this source say
    a part of it that is needed?), ``difference`` (do the sources disagree?) or ``trap`` (is it
    avoided by the sentences that cite its files, given in ``passages``?).
    """

    kind: str
    text: str
    passages: tuple[str, ...]

    @property
    def key(self) -> str:
        """SHA-256 of the text and its passages in any order: an unchanged pair keeps its label."""
        content = json.dumps([self.text, sorted(self.passages)])
        return hashlib.sha256(content.encode()).hexdigest()


def read_labels(path: Path) -> dict[str, Label]:
    """Labels by key; rows whose ``supported`` is null are still to be read.

    Raises:
        ValueError: a row is no label, or quotes no words.
    """
    if not path.exists():
        return {}
    labels: dict[str, Label] = {}
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        row: dict[str, Any] = json.loads(line) if line.strip() else {}
        supported, why = row.get("supported"), str(row.get("why", ""))
        if supported is None:
            continue
        if not isinstance(supported, bool) or not why.strip() or "key" not in row:
            raise ValueError(f"{path}:{number}: a label needs key, supported and why")
        labels[row["key"]] = Label(supported, why, row.get("conflict", ""))
    return labels


def unread(readings: Iterable[Reading], labels: Mapping[str, Label]) -> list[Reading]:
    """What has no label yet, each pair once."""
    return list({r.key: r for r in readings if r.key not in labels}.values())


def write_unread(path: Path, readings: Iterable[Reading]) -> None:
    """The pairs as rows to fill in and append to the labels file."""
    rows = [
        {"key": r.key, "kind": r.kind, "text": r.text, "passages": r.passages}
        | {"supported": None, "why": ""}
        for r in readings
    ]
    lines = [json.dumps(row, ensure_ascii=False) + "\n" for row in rows]
    path.write_text("".join(lines), encoding="utf-8")
