"""Bare numbers of both languages, in digits and words."""

import re
from dataclasses import dataclass
from decimal import Decimal

from summarizer.quantities.model import fraction, tidy
from summarizer.quantities.tokens import HYPHENS, Scan, digits
from summarizer.quantities.words import and_a_half, in_words

_ONE, _TEN = Decimal(1), Decimal(10)
VULGAR = {"½": Decimal("0.5"), "¼": Decimal("0.25"), "¾": Decimal("0.75"),
           "⅓": Decimal(1) / 3, "⅔": Decimal(2) / 3}  # fmt: skip
_LETTERS = {
    "en": {"k": ("1e3",), "m": ("1", "1e6"), "b": ("1e9",), "t": ("1", "1e12")},
    "id": {"k": ("1e3",), "m": ("1", "1e9"), "t": ("1", "1e12")},
}


@dataclass(frozen=True, slots=True)
class Number:
    """A number on its way to a value: readings, scale, and where it stands in the tokens."""

    readings: tuple[Decimal, ...]
    scale: Decimal
    start: int
    end: int
    unit: str = ""
    kind: str = "number"
    weak: bool = False


def number(scan: Scan, i: int, currency: str = "") -> Number | None:
    """The bare number that starts at a token, in digits or words."""
    if scan.at(i).kind == "n":
        return _in_digits(scan, i, currency)
    if scan.at(i).text in VULGAR:
        return Number((VULGAR[scan.at(i).text],), _ONE, i, i + 1)
    return _in_words(scan, i)


def _in_digits(scan: Scan, i: int, currency: str) -> Number | None:
    readings = digits(scan.at(i).text, scan.words.language)
    if not readings:
        return None
    readings, j = _with_fraction(scan, i, (*readings, *_lap(scan, i)))
    letters = _LETTERS[scan.words.language].get(scan.at(j).low)
    if letters and (scan.glued(j) or currency) and not scan.glued(j + 1):
        factors = [fraction(f) for f in letters]
        if currency and len(factors) > 1:
            factors.reverse()
        both = tuple(tidy(r * f) for f in factors for r in readings)
        scale = fraction(letters[-1]) if currency else _ONE
        keep_unit = not currency and scan.at(j).low == "m"
        return Number(both, scale, i, j if keep_unit else j + 1)
    return _scaled(scan, readings, i, j)


def _lap(scan: Scan, i: int) -> tuple[Decimal, ...]:
    """Sports pages write 1:21.722 and 19.053 detik with the decimal point of stopwatches."""
    text = scan.at(i).text
    timed = scan.at(i - 1).text == ":" or scan.at(i + 1).low == "detik"
    if timed and re.fullmatch(r"[0-9]{1,2}\.[0-9]{3}", text):
        return (Decimal(text),)
    return ()


def _with_fraction(
    scan: Scan, i: int, readings: tuple[Decimal, ...]
) -> tuple[tuple[Decimal, ...], int]:
    """The readings with what follows them: 2½, 2 1/2, 1/3, two and a half."""
    j, top = i + 1, readings[0]
    if scan.at(j).text in VULGAR:
        return (top + VULGAR[scan.at(j).text],), j + 1
    if _is_fraction(scan, j) and not scan.glued(j):
        part = Decimal(scan.at(j).text) / Decimal(scan.at(j + 2).text)
        return (tidy(top + part),), j + 3
    if _is_fraction(scan, i):
        return (tidy(top / Decimal(scan.at(i + 2).text)),), i + 3
    if scan.words.language == "en" and (end := and_a_half(scan, j)):
        return (top + Decimal("0.5"),), end
    return readings, j


def _is_fraction(scan: Scan, i: int) -> bool:
    """Whether one digit over a larger one starts at the token, and no date."""
    top, bottom = scan.at(i).text, scan.at(i + 2).text
    if scan.at(i + 1).text != "/" or scan.at(i + 3).text == "/":
        return False
    if not (scan.glued(i + 1) and scan.glued(i + 2)):
        return False
    single = re.fullmatch("[1-9]", top) and re.fullmatch("[1-9]", bottom)
    return bool(single) and int(top) < int(bottom)


def _scaled(scan: Scan, readings: tuple[Decimal, ...], i: int, j: int) -> Number:
    """The number with the scale words after it: 2,3 miliar, 5-million, Rp140-an miliar."""
    words, scale = scan.words, _ONE
    while scale < Decimal("1e12"):
        k = j + 1 if scan.at(j).text in {*HYPHENS, "+"} and scan.glued(j) else j
        low = scan.at(k).low
        if low == "an" and k > j and words.language == "id":
            j = k + 1
            continue
        factor = words.scales.get(low) or (words.small_scales.get(low) if k == j else None)
        if factor is None and words.magnitudes.get(low, 0) >= 1000:
            factor = words.magnitudes[low]  # Rp 100 ribuan
        if factor is None:
            break
        scale, j = scale * factor, k + 1
    return Number(tuple(tidy(r * scale) for r in readings), scale, i, j)


def _in_words(scan: Scan, i: int) -> Number | None:
    found = in_words(scan, i)
    if found is None:
        return None
    value, scale, j = found
    single = scan.at(i).low in ("satu", "one") and j == i + 1
    half = value == Decimal("0.5") and _is_side(scan, i, j)
    after = scan.at(j + 1 if scan.at(j).text in HYPHENS else j).low
    name = j == i + 1 and scan.named(i) and after not in scan.words.measures
    weak = single or half or name or not value or _is_idiom(scan, i, j)
    # "More than a dozen" is how English says "belasan".
    readings = (value, _TEN) if scan.at(j - 1).low == "dozen" and j == i + 1 else (value,)
    return Number(readings, scale, i, j, weak=weak)


def _is_idiom(scan: Scan, i: int, j: int) -> bool:
    """Whether the number belongs to an expression that English words otherwise.

    "Roda dua" is a motorcycle, "segi enam" a hexagon, "empat mata" face to face; "ke
    dua" is "kedua" written apart.
    """
    if scan.words.language == "en":
        return False
    before = scan.at(i - 1).low in ("segi", "roda", "kaki", "ke", "dimensi")
    return before or scan.at(j).low in ("mata", "dimensi")


def _is_side(scan: Scan, i: int, j: int) -> bool:
    """Whether "half" names a part (the second half, half-time) and not an amount."""
    if scan.words.language == "id":
        return False
    kin = scan.at(j).low in ("brother", "sister", "time") or scan.at(j).text in HYPHENS
    before = scan.at(i - 1)
    noun = scan.at(j).low not in ("of", "a", "an", "the", "their", "its", "our", "his", "her")
    return kin or (noun and before.kind == "w" and scan.at(i - 2).low in ("the", "in"))
