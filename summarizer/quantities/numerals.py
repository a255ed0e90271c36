"""Bare numbers of both languages, in digits and words."""

import re
from dataclasses import dataclass
from decimal import Decimal

from summarizer.quantities.model import tidy
from summarizer.quantities.tokens import HYPHENS, Scan, digits

_ONE, _TEN, _HUNDRED = Decimal(1), Decimal(10), Decimal(100)
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
        factors = [Decimal(f) for f in letters]
        if currency and len(factors) > 1:
            factors.reverse()
        both = tuple(r * f for f in factors for r in readings)
        scale = Decimal(letters[-1]) if currency else _ONE
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


@dataclass(slots=True)
class _Sum:
    """A number word by word: total of closed scales, the open group, and what may follow."""

    total: Decimal = Decimal(0)
    group: Decimal = Decimal(0)
    piece: Decimal = Decimal(0)
    room: Decimal = Decimal("1e30")
    scale: Decimal = Decimal(1)
    filled: bool = False

    def add(self, piece: Decimal, room: Decimal) -> None:
        self.group += piece
        self.piece, self.room, self.filled = piece, room, True

    def multiply_piece(self, factor: Decimal) -> None:
        self.group += self.piece * factor - self.piece
        self.piece, self.room = self.piece * factor, factor

    def close(self, scale: Decimal) -> None:
        if self.total and scale > self.scale:
            self.total = (self.total + self.group) * scale
        else:
            self.total += (self.group if self.filled else _ONE) * scale
        self.group, self.piece, self.room = Decimal(0), Decimal(0), scale
        self.scale, self.filled = scale, False


def _in_words(scan: Scan, i: int) -> Number | None:
    state, j = _Sum(), i
    step = _step_id if scan.words.language == "id" else _step_en
    while (taken := step(scan, j, state)) > j:
        j = taken
    if j == i:
        return None
    single = scan.at(i).low in ("satu", "one") and j == i + 1
    value = tidy(state.total + state.group)
    # "roda dua" is a motorcycle, "segi enam" a hexagon; "ke dua" is "kedua" written apart.
    fixed = scan.at(i - 1).low in ("segi", "roda", "kaki", "ke", "dimensi")
    half = value == Decimal("0.5") and _is_side(scan, i, j)
    after = scan.at(j + 1 if scan.at(j).text in HYPHENS else j).low
    name = j == i + 1 and scan.named(i) and after not in scan.words.measures
    weak = single or fixed or half or name or not value
    # "More than a dozen" is how English says "belasan".
    readings = (value, _TEN) if scan.at(j - 1).low == "dozen" and j == i + 1 else (value,)
    return Number(readings, state.scale, i, j, weak=weak)


def _is_side(scan: Scan, i: int, j: int) -> bool:
    """Whether "half" names a part (the second half, half-time) and not an amount."""
    if scan.words.language == "id":
        return False
    kin = scan.at(j).low in ("brother", "sister", "time") or scan.at(j).text in HYPHENS
    before = scan.at(i - 1)
    noun = scan.at(j).low not in ("of", "a", "an", "the", "their", "its", "our", "his", "her")
    return kin or (noun and before.kind == "w" and scan.at(i - 2).low in ("the", "in"))


def _step_id(scan: Scan, j: int, state: _Sum) -> int:
    words, start = scan.words, j
    if scan.at(j).text in HYPHENS and state.filled and scan.glued(j) and scan.glued(j + 1):
        j += 1
    low = scan.at(j).low
    if scan.at(j).kind != "w":
        return start
    begun = bool(state.total or state.filled)
    if low in words.units and words.units[low] < state.room:
        value = words.units[low]
        state.add(value, _HUNDRED if value == _HUNDRED else _ONE)
    elif low in words.tens and words.tens[low] < state.room:
        value = words.tens[low]
        state.add(value, _HUNDRED if value >= _HUNDRED else _TEN if value % _TEN == 0 else _ONE)
    elif low == "belas" and _ONE < state.piece < _TEN:
        state.add(_TEN, _ONE)
    elif low in words.small_scales and _ONE < state.piece < _TEN:
        state.multiply_piece(words.small_scales[low])
    elif low in words.one_scales and words.one_scales[low] < state.room and not state.filled:
        state.close(words.one_scales[low])
    elif low in words.scales and begun:
        state.close(words.scales[low])
    elif low in words.halves and (not begun or state.room == _ONE) and state.piece % 1 == 0:
        state.add(words.halves[low], Decimal(0))
    elif low == "koma" and state.room == _ONE and scan.at(j + 1).low in words.units:
        return _decimals(scan, j + 1, state)
    elif low in words.denominators and state.filled and scan.at(j + 1).low != "final":
        state.group, state.room = state.group / words.denominators[low], Decimal(0)
        state.piece = state.group
    else:
        return start
    return j + 1


def _decimals(scan: Scan, j: int, state: _Sum) -> int:
    place = Decimal("0.1")
    while scan.at(j).low in scan.words.units and scan.words.units[scan.at(j).low] < 10:
        state.group += scan.words.units[scan.at(j).low] * place
        place, j = place / 10, j + 1
        if place < Decimal("1e-9"):
            break
    state.room = Decimal(0)
    state.piece = Decimal("0.1")
    return j


def _step_en(scan: Scan, j: int, state: _Sum) -> int:
    words, begun = scan.words, bool(state.total or state.filled)
    if begun and (end := and_a_half(scan, j)):
        state.group += Decimal("0.5") * (state.scale if state.total else _ONE)
        state.room, state.filled = Decimal(0), True
        return end
    start, j = j, _skip_joint(scan, j, state, begun)
    low = scan.at(j).low
    if scan.at(j).kind != "w":
        return start
    if begun and words.units.get(low) == 0:
        return start
    if low in words.units and words.units[low] < state.room:
        state.add(words.units[low], _ONE)
    elif low in words.tens and words.tens[low] < state.room:
        state.add(words.tens[low], _TEN)
    elif low in words.small_scales and (state.filled or not begun) and state.group < _HUNDRED:
        group = state.group if state.filled else _ONE
        state.group = state.piece = group * words.small_scales[low]
        state.room, state.filled = _HUNDRED, True
    elif low in words.scales and (begun or scan.at(j - 1).low in ("a", "half", "one")):
        state.close(words.scales[low])
    elif low == "half" and not begun:
        return _half(scan, j, state)
    elif (
        low == "point" and state.room <= _TEN and state.filled and scan.at(j + 1).low in words.units
    ):
        return _decimals(scan, j + 1, state)
    elif low in words.denominators and state.filled and state.group < _TEN and not state.total:
        joined = j > start or low.endswith("s") or state.group == _ONE
        if low.startswith("quarter") and state.group not in (1, 3):  # eight quarters: two years
            return start
        if scan.at(j + 1).low.startswith("final") or not joined:
            return start
        state.group, state.room = state.group / words.denominators[low], Decimal(0)
        state.piece = state.group
    else:
        return start
    return j + 1


def and_a_half(scan: Scan, j: int) -> int:
    """The token after "and a half", with hyphens or without; 0 if it is not there."""
    for word in ("and", "a", "half"):
        j = (
            j + 1
            if (scan.at(j).text in HYPHENS and word != "half") or scan.at(j).text == "-"
            else j
        )
        if scan.at(j).low != word:
            return 0
        j += 1
    return j


def _skip_joint(scan: Scan, j: int, state: _Sum, begun: bool) -> int:
    """Past the hyphen of twenty-one and the "and" of two hundred and five."""
    if not begun:
        return j
    low = scan.at(j).low
    if low in HYPHENS and scan.glued(j) and scan.glued(j + 1):
        return j + 1
    if low == "and" and state.room >= _HUNDRED and state.room < Decimal("1e30"):
        after = scan.at(j + 1).low
        scaled = scan.at(j + 2).low in scan.words.scales and not state.filled
        return j + 1 if not scaled and after in {*scan.words.units, *scan.words.tens} else j
    return j


def _half(scan: Scan, j: int, state: _Sum) -> int:
    state.add(Decimal("0.5"), Decimal(0))
    k = j + 1
    if scan.at(k).low in ("a", "of") or scan.at(k).text in HYPHENS:
        k += 1
        if scan.at(k).low == "a":
            k += 1
    return k if scan.at(k).low in {*scan.words.scales, "dozen", "hundred"} else j + 1
