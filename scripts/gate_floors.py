"""The table of a gate: a column an event, their mean, and the floors of both."""

import json
import math
from dataclasses import dataclass
from pathlib import Path

from gate_labels import Row

Table = dict[str, list[Row]]
Floors = dict[str, dict[str, float]]
"""Floors by column and row."""


@dataclass(frozen=True, slots=True)
class Baseline:
    """What tests/baseline.json holds: the floors, and why any of them was ever lowered."""

    floors: Floors
    lowered: tuple[dict[str, object], ...] = ()

    @classmethod
    def read(cls, path: Path) -> "Baseline":
        """The baseline; without floors where there is no file."""
        kept = json.loads(path.read_text("utf-8")) if path.exists() else {}
        return cls(kept.get("brief", {}), tuple(kept.get("lowered", ())))

    def write(self, path: Path) -> None:
        """Keep it, one row a line."""
        content = {"brief": self.floors, "lowered": self.lowered}
        path.write_text(json.dumps(content, indent=2) + "\n", encoding="utf-8")

    def raised(self, table: Table) -> "Baseline":
        """The floors where the table is lower, else the table's figures."""
        return Baseline(_moved(table, self.floors, up=True), self.lowered)

    def lowered_to(self, table: Table, reason: str) -> "Baseline":
        """The table's figures where they are below their floors, with the reason on record."""
        low = below(table, self.floors)
        note = ({"reason": reason, "was": low},) if low else ()
        return Baseline(_moved(table, self.floors, up=False), (*self.lowered, *note))


def with_mean(table: Table) -> Table:
    """The table with a column that holds the mean of the ratios of each row."""
    mean = []
    for cells in zip(*table.values(), strict=True):
        known = [cell.value for cell in cells if cell.value is not None]
        mean.append(Row(cells[0].name, sum(known), len(known)))
    return table | {"mean": mean}


def below(table: Table, floors: Floors) -> list[str]:
    """What fell below its floor. The mean counts only over the events it was kept for."""
    return [
        f"{column}: {row.name} {row.value:.3f} < {floors[column][row.name]}"
        for column, cells in table.items()
        if column != "mean" or set(table) == set(floors)
        for row in cells
        if row.value is not None and row.value < floors.get(column, {}).get(row.name, 0.0)
    ]


def _moved(table: Table, floors: Floors, *, up: bool) -> Floors:
    """The floors moved in one direction; those of other events stay."""
    moved = {column: dict(cells) for column, cells in floors.items()}
    for column, cells in table.items():
        kept = moved.setdefault(column, {})
        for row in cells:
            if row.value is None:
                continue
            # Cut off, so that the figure itself is never below its floor.
            value = math.floor(row.value * 1000) / 1000
            old = kept.get(row.name, value if up else 0.0)
            kept[row.name] = max(old, value) if up else min(old, value)
    return {column: {n: v for n, v in kept.items() if v} for column, kept in moved.items()}


def show(table: Table, floors: Floors) -> None:
    """Print the rows, a column an event, and the floor of the mean."""
    width = max(len(row.name) for row in table["mean"])
    print(" " * width, *(f"{column[:15]:>15}" for column in table), f"{'floor':>6}")
    for i, row in enumerate(table["mean"]):
        cells = [cell(column, rows[i]) for column, rows in table.items()]
        floor = floors.get("mean", {}).get(row.name)
        print(f"{row.name:{width}}", *cells, f"{floor:6.3f}" if floor is not None else f"{'-':>6}")


def cell(column: str, row: Row) -> str:
    """``0.833 (10/12)``, or a dash where there is nothing to measure."""
    if row.value is None:
        return f"{'-':>15}"
    counts = "" if column == "mean" else f" ({row.good:.0f}/{row.of:.0f})"
    return f"{row.value:.3f}{counts}".rjust(15)
