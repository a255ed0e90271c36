"""Numbers in words: dua ratus lima puluh ribu, two hundred and fifty thousand."""

from dataclasses import dataclass
from decimal import Decimal

from summarizer.quantities.model import tidy
from summarizer.quantities.tokens import HYPHENS, Scan

_ONE, _TEN, _HUNDRED = Decimal(1), Decimal(10), Decimal(100)


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


def in_words(scan: Scan, i: int) -> tuple[Decimal, Decimal, int] | None:
    """The number in words that starts at a token: its value, its last scale, the token after."""
    state, j = _Sum(), i
    step = _step_id if scan.words.language == "id" else _step_en
    while (taken := step(scan, j, state)) > j:
        j = taken
    return (tidy(state.total + state.group), state.scale, j) if j > i else None


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
