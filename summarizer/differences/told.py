"""A value that a sentence tells."""

import re
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cached_property

from summarizer.differences.rules import FAR, Slot, rules
from summarizer.differences.sentence import Amount, Text
from summarizer.quantities import Value


@dataclass(frozen=True, eq=False)
class Told:
    """A value of a slot, as a clause tells it.

    ``scope`` is what limits it, in English: period, object, places. Values of one day are only
    compared where ``phase`` is the same. ``cause`` is what befell those who are counted, where it
    is told and is not the event itself. ``speaker`` is in English, empty where not sure.
    ``usable``: it may be shown, unless it is ``replaced`` by a later one; what may not be shown can
    still be what the next value goes on with.
    """

    slot: Slot
    scope: tuple[str, ...]
    phase: str
    cause: str
    day: str
    speaker: str
    amount: Amount
    text: Text
    clause: int
    usable: bool = True
    replaced: bool = False

    @cached_property
    def bound(self) -> str:
        """What the words before the amount make of it: a row of ``[bound]`` or none."""
        left = self.text.text[: self.amount.start]
        for name in rules().data["bound"]:
            if rules()[f"bound.{name}"].search(left):
                return str(name)
        return "about" if any(v.approximate for v in self.amount.values) else ""

    @cached_property
    def span(self) -> tuple[Decimal, Decimal]:
        """The least and the most that it may stand for."""
        sizes = [size(value, self.slot.unit) for value in self.amount.values]
        low, high = min(sizes), max(sizes)
        if self.bound == "about":
            return low * Decimal("0.8"), high * Decimal("1.25")
        if self.bound:
            return (low / 2, high) if self.bound == "upper" else (low, FAR)
        return low, high

    @cached_property
    def step(self) -> Decimal:
        """The place that a plain number is told to: 100 for 16.200, 0.1 for 7,4; else 0."""
        value = self.amount.values[0]
        number = size(value, self.slot.unit)
        if self.bound or len(self.amount.values) > 1:
            return Decimal(0)
        decimals = re.search(r"\d[.,](\d{1,2})(?!\d)", value.text)
        if number < 100 or number % 1:
            return Decimal(1).scaleb(-len(decimals[1]) if decimals else 0)
        digits = str(int(number))
        return Decimal(10) ** (len(digits) - len(digits.rstrip("0")))


def size(value: Value, unit: str) -> Decimal:
    """The amount of a value in a slot's unit."""
    amount = value.value if isinstance(value.value, Decimal) else Decimal(0)
    factor = _factor(value.unit, unit) or Fraction(1)
    return amount * factor.numerator / factor.denominator


def _factor(unit: str, wanted: str) -> Fraction | None:
    to, factor = rules().data["units"].get(unit, ("", "1"))
    return Fraction(factor) if wanted and to == wanted else None


def fits(slot: Slot, amount: Amount) -> bool:
    """Whether an amount is of the kind, unit and size of a slot."""
    unit = amount.values[-1].unit
    wanted = slot.unit or ("%" if slot.kind == "percent" else "")
    measured = unit == wanted or _factor(unit, wanted) is not None
    sizes = [size(value, slot.unit) for value in amount.values]
    return (
        all(value.kind == slot.kind for value in amount.values)
        and (measured or (slot.kind == "money" and not wanted))
        and all(slot.limits[0] <= each <= slot.limits[1] for each in sizes)
    )


def counts(slot: Slot) -> bool:
    """Whether a slot counts people or things that something befell."""
    moving = bool(slot.flags & {"grows", "moves"})
    return slot.kind == "number" and not slot.unit and moving and not slot.phases
