"""What ``lang/differences.toml`` says, compiled once."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache
from importlib import resources
from typing import Any

FAR = Decimal("1e30")


@dataclass(frozen=True, eq=False, slots=True)
class Slot:
    """Something that is counted or measured, and the patterns that find it.

    ``course`` is the English of its last value, with ``{}`` for it and ``{of}`` for what it is of,
    where it may head a sentence.
    ``flags`` are the rows of the slot that say "true" and the rules that it is exempt from.
    """

    label: str
    kind: str
    unit: str
    limits: tuple[Decimal, Decimal]
    ratio: Decimal
    apart: Decimal
    patterns: tuple[re.Pattern[str], ...]
    asked: tuple[re.Pattern[str], ...]
    avoid: re.Pattern[str] | None
    settled: re.Pattern[str] | None
    objects: tuple[tuple[re.Pattern[str], tuple[str, ...]], ...]
    phases: tuple[tuple[re.Pattern[str], str], ...]
    flags: frozenset[str]
    course: str = ""


@dataclass(frozen=True, eq=False, slots=True)
class Rules:
    """The data file: its slots, its tables, and its patterns by ``table.row``."""

    data: Mapping[str, Any]
    slots: tuple[Slot, ...]
    compiled: dict[str, re.Pattern[str]] = field(default_factory=dict)
    tables: dict[str, tuple[tuple[re.Pattern[str], Any], ...]] = field(default_factory=dict)

    def __getitem__(self, name: str) -> re.Pattern[str]:
        """The pattern of one row, upper and lower case as one."""
        if name not in self.compiled:
            table, _, row = name.partition(".")
            self.compiled[name] = _pattern(self.data[table][row], self.data["macro"])
        return self.compiled[name]

    def table(self, name: str) -> tuple[tuple[re.Pattern[str], Any], ...]:
        """The rows of a table whose keys are patterns of whole words."""
        if name not in self.tables:
            rows: Any = self.data
            for part in name.split("."):
                rows = rows[part]
            macros = self.data["macro"]
            self.tables[name] = tuple(
                (_pattern(rf"\b(?:{key})\b", macros), value) for key, value in rows.items()
            )
        return self.tables[name]

    def words(self, table: str, row: str) -> frozenset[str]:
        """A row that is a list of words, in small letters."""
        return frozenset(self.data[table][row].lower().split())


@cache
def rules() -> Rules:
    """The rules of the package."""
    source = resources.files("summarizer").joinpath("lang", "differences.toml")
    data = tomllib.loads(source.read_text(encoding="utf-8"))
    return Rules(data, tuple(_slot(row, data["macro"]) for row in data["slot"]))


def _pattern(text: str, macros: Mapping[str, str]) -> re.Pattern[str]:
    while (full := re.sub(r"\{([a-z_]+)\}", lambda m: macros[m[1]], text)) != text:
        text = full
    return re.compile(text, re.IGNORECASE)


def _slot(row: Mapping[str, Any], macros: Mapping[str, str]) -> Slot:
    asked = [row[name] for name in ("context", "needs") if name in row]
    avoid, settled = (
        _pattern(row[name], macros) if name in row else None for name in ("avoid", "settled")
    )
    flags = {name for name, value in row.items() if value is True}
    return Slot(
        label=row["label"],
        kind=row["kind"],
        unit=row.get("unit", ""),
        limits=(Decimal(str(row.get("low", 0))), Decimal(str(row.get("high", "1e18")))),
        ratio=Decimal(str(row.get("ratio", 3))),
        apart=Decimal(str(row.get("apart", FAR))),
        patterns=tuple(_pattern(rf"(?<!\w)(?:{text})", macros) for text in row["patterns"]),
        asked=tuple(_pattern(text, macros) for text in asked),
        avoid=avoid,
        settled=settled,
        objects=tuple((_pattern(k, macros), tuple(v)) for k, v in row.get("objects", {}).items()),
        phases=tuple((_pattern(k, macros), v) for k, v in row.get("phases", {}).items()),
        flags=frozenset(flags | set(row.get("keep", ()))),
        course=row.get("course", ""),
    )
