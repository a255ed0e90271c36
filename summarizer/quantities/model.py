"""The typed value that a sentence states, and the words that the scanner knows."""

import tomllib
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, cached_property
from importlib import resources

Amount = Decimal | tuple[int | None, ...] | str


@dataclass(frozen=True, slots=True)
class Value:
    """One value stated in a text.

    ``kind`` and the type of ``value``:

    =========== =====================================================================
    number      Decimal; ``unit`` is a measure (``km``, ``year``) where one follows
    money       Decimal; ``unit`` is an ISO 4217 code, or ``dollar``, ``peso`` ... where open
    percent     Decimal; basis points are hundredths of a percent
    ordinal     Decimal
    magnitude   Decimal: 10000 for "tens of thousands", "puluhan ribu"
    year        Decimal
    decade      Decimal: 1990 for "1990s", "1990-an"
    date        (year or None, month, day)
    month       (year or None, month)
    weekday     (0 for Monday ... 6 for Sunday,)
    clock       (minutes after midnight,); ``unit`` is the zone where one follows
    daypart     str: ``noon``, ``midnight``, ``small hours``
    score       (left, right)
    identifier  str: letters and digits in lower case, without hyphens
    =========== =====================================================================

    ``readings`` holds what else the same writing may mean, in the same type. ``approximate``: the
    text says "about", "over", "tens of". ``weak``: the word holds the value without clearly stating
    it ("a", "both", "double", a name); it supports a value of the other text but asks for none.
    ``start`` and ``end`` are half-open character offsets, ``text`` is the slice between them.
    """

    kind: str
    value: Amount
    start: int
    end: int
    text: str
    unit: str = ""
    approximate: bool = False
    weak: bool = False
    readings: tuple[Amount, ...] = ()

    @property
    def all(self) -> tuple[Amount, ...]:
        """The value and its other readings."""
        return (self.value, *self.readings)


@dataclass(frozen=True)
class Lexicon:
    """The number, calendar, unit and money words of one language, in lower case."""

    language: str
    units: dict[str, Decimal]
    tens: dict[str, Decimal]
    small_scales: dict[str, Decimal]
    scales: dict[str, Decimal]
    one_scales: dict[str, Decimal]
    halves: dict[str, Decimal]
    denominators: dict[str, Decimal]
    magnitudes: dict[str, Decimal]
    ordinals: dict[str, Decimal]
    multiples: dict[str, tuple[Decimal, ...]]
    months: dict[str, int]
    weekdays: dict[str, int]
    measures: dict[str, str]
    currencies: dict[str, str]
    dollar_owners: dict[str, str]
    zones: dict[str, int]
    lists: dict[str, frozenset[str]]

    @cached_property
    def known(self) -> frozenset[str]:
        """Every word at which a value may start, so that the scanner passes over the others."""
        tables = (
            *(self.units, self.tens, self.small_scales, self.scales, self.one_scales, self.halves),
            *(self.denominators, self.magnitudes, self.ordinals, self.multiples, self.months),
            *(self.weekdays, self.currencies, self.dollar_owners, self.lists.get("clock", ())),
            ("ke", "a", "noon", "midnight", "midday", "small", "early", "dini", "tengah"),
            ("http", "https", "www"),
        )
        return frozenset(word for table in tables for word in table)

    @cached_property
    def countable(self) -> frozenset[str]:
        """Words of three letters and more that -nya may follow: jutanya, persennya, harinya."""
        tables = (self.units, self.scales, self.small_scales, self.halves, self.denominators)
        return frozenset(w for t in (*tables, self.measures) for w in t if len(w) > 2)


@cache
def lexicon(language: str) -> Lexicon:
    """The words of ``"id"`` or ``"en"``; Malay, ``"ms"``, counts as Indonesian does.

    ValueError for any other language.
    """
    if language == "ms":
        return lexicon("id")
    if language not in ("id", "en"):
        raise ValueError(f"language {language!r}: 'id', 'ms' and 'en' are known")
    source = resources.files("summarizer").joinpath("lang", "quantities.toml")
    data = tomllib.loads(source.read_text(encoding="utf-8"))
    part: dict[str, dict[str, str]] = data[language]

    def decimals(name: str) -> dict[str, Decimal]:
        return {word: fraction(text) for word, text in part.get(name, {}).items()}

    tens = decimals("tens") if language == "en" else _joined(decimals("units"))
    lists = {
        name.removeprefix(f"{language}_"): frozenset(words)
        for name, words in data["lists"].items()
        if not name.startswith(("id_", "en_")) or name.startswith(language)
    }
    return Lexicon(
        language=language,
        units=decimals("units"),
        tens=tens,
        small_scales=decimals("small_scales"),
        scales=decimals("scales"),
        one_scales=decimals("one_scales"),
        halves=decimals("halves"),
        denominators=decimals("denominators"),
        magnitudes=decimals("magnitudes"),
        ordinals=decimals("ordinals"),
        multiples={
            word: tuple(fraction(text) for text in several.split())
            for word, several in part["multiples"].items()
        },
        months=_integers(part["months"]),
        weekdays=_integers(part["weekdays"]),
        measures=part["measures"],
        currencies=part["currencies"],
        dollar_owners=data["dollar_owners"],
        zones=_integers(data["zones"]),
        lists=lists,
    )


def _integers(table: dict[str, str]) -> dict[str, int]:
    return {word: int(text) for word, text in table.items()}


def _joined(units: dict[str, Decimal]) -> dict[str, Decimal]:
    """Indonesian numbers written in one word: duapuluh, limabelas, tigaratus."""
    digits = {word: n for word, n in units.items() if 2 <= n <= 9}
    tens = {word + "puluh": n * 10 for word, n in digits.items()}
    hundreds = {word + "ratus": n * 100 for word, n in digits.items()}
    return tens | hundreds | {word + "belas": n + 10 for word, n in digits.items()}


def fraction(text: str) -> Decimal:
    """``"0.5"``, ``"1e6"`` or ``"1/3"``, without an exponent, so that equal values print alike."""
    top, _, bottom = text.partition("/")
    number = Decimal(top) / Decimal(bottom) if bottom else Decimal(top)
    return number if number % 1 else number.quantize(Decimal(1))


def tidy(number: Decimal) -> Decimal:
    """The number to six places, so that two thirds of a million are the same in both languages."""
    if abs(number) >= Decimal("1e18"):
        return number
    whole = number.to_integral_value()
    return whole.quantize(Decimal(1)) if number == whole else round(number, 6).normalize()
