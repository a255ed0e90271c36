"""How a value is written in English."""

from collections.abc import Callable, Iterator
from decimal import Decimal

from summarizer.quantities.model import Value, lexicon

_SCALES = (
    (Decimal(10) ** 12, "trillion"),
    (Decimal(10) ** 9, "billion"),
    (Decimal(10) ** 6, "million"),
)
_NOON = 720


def spellings(value: Value) -> tuple[str, ...]:
    """English ways to write a value, the usual one first; none where there is no short one.

    Amounts come without their unit: "1.600 km" gives "1,600", for a sentence to put in its place.
    """
    write = _WRITERS.get(value.kind)
    return tuple(dict.fromkeys(write(value))) if write else ()


def _number(value: Value) -> Iterator[str]:
    amount = value.value
    if not isinstance(amount, Decimal):
        return
    for size, name in _SCALES:
        if amount >= size and amount / size == round(amount / size, 3):
            yield f"{_plain(amount / size)} {name}"
            return
    if amount == int(amount):
        yield from (word for word, number in _words().items() if number == amount)
        yield f"{int(amount):,}"
    yield _plain(amount)


def _percent(value: Value) -> Iterator[str]:
    if isinstance(value.value, Decimal):
        yield f"{_plain(value.value)} percent"
        yield f"{_plain(value.value)}%"
        yield f"{_plain(value.value)} per cent"


def _ordinal(value: Value) -> Iterator[str]:
    if isinstance(value.value, Decimal):
        number = int(value.value)
        yield from (word for word, rank in lexicon("en").ordinals.items() if rank == number)
        last = (
            "th"
            if number % 100 in (11, 12, 13)
            else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
        )
        yield f"{number}{last}"


def _year(value: Value) -> Iterator[str]:
    yield str(value.value)


def _decade(value: Value) -> Iterator[str]:
    yield f"{value.value}s"


def _date(value: Value) -> Iterator[str]:
    if isinstance(value.value, tuple) and value.value[1] and value.value[-1]:
        _, month, day = value.value
        for name in _named(lexicon("en").months, month):
            yield f"{name} {day}"
            yield f"{day} {name}"


def _month(value: Value) -> Iterator[str]:
    if isinstance(value.value, tuple):
        yield from _named(lexicon("en").months, value.value[1])


def _weekday(value: Value) -> Iterator[str]:
    if isinstance(value.value, tuple):
        yield from _named(lexicon("en").weekdays, value.value[0])


def _clock(value: Value) -> Iterator[str]:
    if isinstance(value.value, tuple) and value.value[0] is not None:
        hour, minute = divmod(value.value[0], 60)
        yield f"{hour}:{minute:02}"
        yield f"{hour:02}:{minute:02}"
        yield f"{hour:02}.{minute:02}"
        half = "p.m." if value.value[0] >= _NOON else "a.m."
        past = f":{minute:02}" if minute else ""
        yield f"{(hour - 1) % 12 + 1}{past} {half}"


def _named(table: dict[str, int], number: int | None) -> list[str]:
    """The full name of a weekday or month: the longest word of the table, plurals left out."""
    found = [word for word, n in table.items() if n == number and not word.endswith("s")]
    return [max(found, key=len).capitalize()] if found else []


def _plain(amount: Decimal) -> str:
    return f"{amount.normalize():,f}"


def _words() -> dict[str, Decimal]:
    words = lexicon("en")
    return {**words.units, **words.tens}


_WRITERS: dict[str, Callable[[Value], Iterator[str]]] = {
    "number": _number,
    "money": _number,
    "percent": _percent,
    "ordinal": _ordinal,
    "year": _year,
    "decade": _decade,
    "date": _date,
    "month": _month,
    "weekday": _weekday,
    "clock": _clock,
}
