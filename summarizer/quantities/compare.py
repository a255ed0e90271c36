"""Whether an English sentence states the values of the Indonesian one, and no others."""

import re
from collections import Counter, defaultdict, deque
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from decimal import Decimal

from summarizer.quantities.changes import wrong_changes
from summarizer.quantities.dayparts import wrong_dayparts
from summarizer.quantities.model import Value, lexicon, tidy
from summarizer.quantities.ranges import lost_ranges
from summarizer.quantities.scanner import values

_NUMERIC = frozenset({"number", "money", "percent", "ordinal", "magnitude", "year", "decade"})
_COUNTED = frozenset({"number", "money", "percent"})
_NEAR = 4  # characters
_DOLLARS = frozenset({"USD", "AUD", "SGD", "HKD", "NZD", "CAD"})
# Source unit, English unit -> factor and shift. English readers are given both at times.
_CONVERSIONS = {
    ("km", "mi"): (0.6214, 0.0), ("m", "ft"): (3.281, 0.0), ("m", "yd"): (1.094, 0.0),
    ("cm", "in"): (0.3937, 0.0), ("kg", "lb"): (2.2046, 0.0), ("ha", "acre"): (2.471, 0.0),
    ("km2", "mi2"): (0.3861, 0.0), ("m2", "ft2"): (10.764, 0.0), ("C", "F"): (1.8, 32.0),
    ("l", "gal"): (0.2642, 0.0), ("g", "oz"): (0.03527, 0.0), ("m", "mi"): (0.0006214, 0.0),
}  # fmt: skip
_ROUNDING = 0.1  # "30 kilometres (20 miles)": writers round the second figure
_RANGE = re.compile(r"\b\d{1,2}\s?[-–—]\s?\d{1,2}\s+[^\W\d_]{3,}")
_DATE_NUMBER = re.compile(r"\b\d{1,2} (?P<month>[A-Z][a-z]+) \d{1,2}(?![\w%]|[.,:]\d)")
_MOST = 64  # values of one side that are tried for a conversion


def mismatches(indonesian: str, english: str) -> list[str]:
    """What the English lost, changed or invented, as short reasons; empty when consistent.

    Values are compared, not digits: 1.600 is 1,600 or sixteen hundred, 23.35 is 11:35 pm. A value
    counts as kept if the other side states it at least once. Linear in the length of the texts.
    """
    dayparts = [f"daypart {a} -> {b}" for a, b in wrong_dayparts(indonesian, english)]
    changes = wrong_changes(indonesian, english)
    cut = [f"date range cut: {f[0]}" for f in _cut_ranges(indonesian, english)]
    cut += [f"range {word} missing" for word in lost_ranges(indonesian, english)]
    return _reasons(*differences(indonesian, english)) + dayparts + changes + cut


def _cut_ranges(indonesian: str, english: str) -> Iterable[re.Match[str]]:
    """Dates with a bare number behind: "23 April 24" for 23-24 April, where no number follows."""
    if _RANGE.search(indonesian) is None:
        return ()
    return [f for f in _DATE_NUMBER.finditer(english) if f["month"].lower() in lexicon("en").months]


def differences(indonesian: str, english: str) -> tuple[list[Value], list[Value]]:
    """(lost, new): values of the Indonesian that the English lacks, and the other way round."""
    source, target = _expand(values(indonesian, "id")), _expand(values(english, "en"))
    stated, written = _index(source), _index(target)
    lost = [v for v in source if not v.weak and not _supported(v, written)]
    lost += _fewer(source, written)
    new = [v for v in target if not v.weak and not _supported(v, stated)]
    new += _oftener(source, target)
    measured: dict[str, list[Value]] = defaultdict(list)
    for value in source:
        measured[value.unit].append(value)
    return lost, [v for v in new if not _converted(v, measured)]


def _oftener(source: list[Value], target: list[Value]) -> list[Value]:
    """A weekday that the source has, but fewer times: "closed on Thursday, down from Thursday".

    The day took the place of something else. Of 2,541 human pairs with a weekday 4 do it.
    """
    days = Counter(value.value for value in source if value.kind == "weekday")
    told: Counter[object] = Counter()
    more = []
    for value in target:
        if value.kind == "weekday" and days[value.value]:
            told[value.value] += 1
            more += [value] if told[value.value] == days[value.value] + 1 else []
    return more


@dataclass(slots=True)
class _Index:
    """What one side states, by what is looked up: the units of an amount, days, months, times."""

    amounts: dict[Decimal, set[str]] = field(default_factory=lambda: defaultdict(set))
    times: Counter[Decimal] = field(default_factory=Counter)
    months: set[int | None] = field(default_factory=set)
    exact: set[tuple[str, object]] = field(default_factory=set)
    clocks: dict[int, set[str]] = field(default_factory=lambda: defaultdict(set))
    universal: set[int] = field(default_factory=set)
    names: str = ""


def _expand(found: list[Value]) -> list[Value]:
    """Dates with a year as the day and the year, which translations part."""
    out: list[Value] = []
    for value in found:
        if value.kind in ("date", "month") and isinstance(value.value, tuple) and value.value[0]:
            year = Decimal(value.value[0])
            out.append(replace(value, value=(None, *value.value[1:])))
            out.append(replace(value, kind="year", value=year, text=str(year)))
        else:
            out.append(value)
    return out


def _index(found: list[Value]) -> _Index:
    index = _Index()
    for value in found:
        for amount, unit in _amounts(value):
            index.amounts[amount].add(unit)
            index.times[amount] += 1
        if value.kind in ("date", "month") and isinstance(value.value, tuple):
            index.months.add(value.value[1])
        index.exact |= {(value.kind, reading) for reading in value.all}
        for minutes in _minutes(value) if value.kind == "clock" else ():
            index.clocks[minutes].add(value.unit)
        index.universal |= _universal(value)
    index.names = " ".join(str(v.value) for v in found if v.kind == "identifier")
    return index


def _fewer(source: list[Value], written: _Index) -> list[Value]:
    """Values that the source states more often than the English: two dead and two injured.

    "5 (lima) tahun" says one thing twice, so a value right after its like does not count.
    """
    counts: Counter[Decimal] = Counter()
    missing = []
    for before, value in zip([None, *source], source, strict=False):
        amount = value.value
        if value.weak or value.kind not in _COUNTED or not isinstance(amount, Decimal):
            continue
        if before is not None and before.value == amount and value.start - before.end < _NEAR:
            continue
        counts[amount] += 1
        if 1 < counts[amount] == written.times[amount] + 1:
            missing.append(value)
    return missing


def _supported(value: Value, index: _Index) -> bool:
    if value.kind in _NUMERIC:
        return any(_agrees(unit, index.amounts.get(a, ())) for a, unit in _amounts(value))
    if value.kind == "month" and isinstance(value.value, tuple):
        return value.value[1] in index.months
    if value.kind == "clock":
        return _clock_supported(value, index)
    if any((value.kind, reading) in index.exact for reading in value.all):
        return True
    if value.kind == "date" and isinstance(value.value, tuple):
        _, month, day = value.value
        return month in index.months and Decimal(day or 0) in index.amounts
    if value.kind == "score" and isinstance(value.value, tuple):
        return all(Decimal(n or 0) in index.amounts for n in value.value)
    if value.kind == "identifier":
        digits = {amount for amount, _ in _amounts(value)}
        return str(value.value) in index.names or bool(digits and digits <= index.amounts.keys())
    return False


def _clock_supported(value: Value, index: _Index) -> bool:
    if any(_agrees(value.unit, index.clocks.get(minutes, ())) for minutes in _minutes(value)):
        return True
    parts = {("daypart", "noon"): 720, ("daypart", "midnight"): 0}
    if any((minutes,) in value.all for part, minutes in parts.items() if part in index.exact):
        return True
    if _universal(value) & index.universal:
        return True
    return any("" in index.amounts.get(amount, ()) for amount, _ in _amounts(value))


def _amounts(value: Value) -> set[tuple[Decimal, str]]:
    """Every number that the value may stand for, each with the unit that it has then."""
    if value.kind == "identifier":
        return {(Decimal(digits), "") for digits in re.findall("[0-9]{1,9}", str(value.value))}
    if value.kind == "clock":
        clock = {Decimal(t // 60) + Decimal(t % 60) / 100 for t in _minutes(value)}
        clock |= {Decimal(t // 60 * 100 + t % 60) for t in _minutes(value)}
        clock |= {number - 12 for number in clock if 13 <= number < 24}  # seven in the evening
        return {(number, "clock") for number in clock}
    if value.kind in ("date", "score") and isinstance(value.value, tuple):
        return {(Decimal(part), "") for part in value.value if part is not None}
    if value.kind not in _NUMERIC:
        return set()
    amounts = {(v, value.unit) for v in value.all if isinstance(v, Decimal)}
    if value.kind == "decade":
        amounts |= {(v % 100, unit) for v, unit in amounts}
    if value.kind == "percent":  # 50 percent is a half, but 25 percent not 0.25 percent
        amounts |= {(tidy(v / 100), "share") for v, _ in amounts if v < 100}
    return amounts


def _minutes(value: Value) -> list[int]:
    return [time[0] or 0 for time in value.all if isinstance(time, tuple)]


def _universal(value: Value) -> set[int]:
    """The times of a clock value with a zone, in minutes of the UTC day."""
    zones = lexicon("id").zones
    if value.kind != "clock" or value.unit not in zones:
        return set()
    return {(time - zones[value.unit]) % 1440 for time in _minutes(value)}


def _agrees(unit: str, others: Iterable[str]) -> bool:
    """Whether a unit fits one of the others; none and "century" fit all, "dollar" any dollar."""
    for other in others:
        if unit == other or not unit or not other or "century" in (unit, other):
            return True
        if "dollar" in (unit, other) and _DOLLARS & {unit, other}:
            return True
    return False


def _converted(value: Value, measured: dict[str, list[Value]]) -> bool:
    """Whether the value is another's in a foreign measure: 30 kilometres (19 miles)."""
    if not isinstance(value.value, Decimal):
        return False
    for (unit, foreign), (factor, shift) in _CONVERSIONS.items():
        others = measured.get(unit, []) if foreign == value.unit else []
        for amount, _ in (pair for other in others[:_MOST] for pair in _amounts(other)):
            exact = float(amount) * factor + shift
            if abs(float(value.value) - exact) <= _ROUNDING * abs(exact):
                return True
    return False


def _group(value: Value) -> str:
    """Kinds that a translation may turn into each other, to pair a loss with an invention."""
    return "number" if value.kind in ("magnitude", "ordinal", "score", "identifier") else value.kind


def _reasons(lost: list[Value], new: list[Value]) -> list[str]:
    waiting: dict[str, deque[Value]] = defaultdict(deque)
    for value in new:
        waiting[_group(value)].append(value)
    reasons = []
    for value in lost:
        twins = waiting[_group(value)]
        if twins:
            reasons.append(f"{value.kind} {value.text} -> {twins.popleft().text}")
        else:
            reasons.append(f"{value.kind} {value.text} missing")
    left = [value for twins in waiting.values() for value in twins]
    return reasons + [f"{value.kind} {value.text} not in the source" for value in left]
