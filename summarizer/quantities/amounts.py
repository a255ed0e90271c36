"""Numbers with their unit or currency, alone or as a range."""

from dataclasses import replace
from decimal import Decimal

from summarizer.quantities.model import Value, tidy
from summarizer.quantities.numerals import Number, number
from summarizer.quantities.tokens import HYPHENS, Found, Scan
from summarizer.quantities.words import and_a_half

_PREFIXES = frozenset({"rp", "idr", "usd", "eur", "gbp", "jpy", "cny", "krw", "rm"})


def amount(scan: Scan, i: int) -> Found | None:
    """The amount that starts at a token, or the two of a range; None if none does."""
    first = _measured(scan, i)
    if first is None:
        return None
    second = _range_end(scan, first)
    if second is None:
        return [_value(scan, first)], first.end
    if second.scale > first.scale:
        scaled = tuple(tidy(r * second.scale / first.scale) for r in first.readings)
        first = replace(first, readings=(*scaled, *first.readings))
    if not first.unit and second.unit:
        first = replace(first, unit=second.unit, kind=second.kind)
    elif first.kind == "money" and not second.unit:
        second = replace(second, unit=first.unit, kind="money")
    return [_value(scan, first), _value(scan, second)], second.end


def _range_end(scan: Scan, first: Number) -> Number | None:
    joint = scan.at(first.end)
    if joint.text not in HYPHENS and joint.low not in scan.words.lists["range"]:
        return None
    return _measured(scan, first.end + 1)


def _value(scan: Scan, found: Number) -> Value:
    start, end = scan.at(found.start).start, scan.at(found.end - 1).end
    before = {scan.at(found.start - 1).low, scan.at(found.start - 2).low}
    after = scan.at(found.end).low
    return Value(
        found.kind,
        found.readings[0],
        start,
        end,
        scan.text[start:end],
        found.unit,
        not before.isdisjoint(scan.words.lists["approximate"]) or after in ("lebih", "odd", "+"),
        found.weak,
        found.readings[1:],
    )


def _measured(scan: Scan, i: int) -> Number | None:
    start, currency = i, ""
    token = scan.at(i)
    if token.kind == "c" or token.low in _PREFIXES:
        currency = scan.words.currencies.get(token.low, "dollar")
        i += 1 if scan.at(i + 1).text != "." else 2
        if token.kind != "c" and scan.at(i).kind != "n" and scan.at(i).low not in scan.words.units:
            return None
    found = number(scan, i, currency)
    if found is None:
        return _year_and_half(scan, i)
    found = replace(found, start=start)
    if currency:
        after, end = _currency(scan, found.end)
        return replace(found, unit=currency, kind="money", end=end if after else found.end)
    return _suffix(scan, found)


def _year_and_half(scan: Scan, i: int) -> Number | None:
    """A year and a half, where "a" alone is no number."""
    unit = scan.words.measures.get(scan.at(i + 1).low)
    if scan.at(i).low != "a" or not unit:
        return None
    end = and_a_half(scan, i + 2)
    return Number((Decimal("1.5"),), Decimal(1), i, end, unit) if end else None


def _suffix(scan: Scan, found: Number) -> Number:
    words, i = scan.words, found.end
    gap = scan.at(i).text in HYPHENS and scan.glued(i) and scan.glued(i + 1)
    j = i + 1 if gap else i
    low, after = scan.at(j).low, scan.at(j + 1).low
    if low == "%":
        return replace(found, unit="%", kind="percent", end=j + 1)
    if (low, after) == ("per", "cent"):
        return replace(found, unit="%", kind="percent", end=j + 2)
    if low == "poin" and after in ("persentase", "persen"):
        return replace(found, unit="%", kind="percent", end=j + 2)
    if low in ("bps", "bp") or (low in ("basis", "bases") and after in ("poin", "point", "points")):
        hundredths = tuple(tidy(r / 100) for r in found.readings)
        end = j + 1 if low in ("bps", "bp") else j + 2
        return replace(found, readings=hundredths, unit="%", kind="percent", end=end)
    if low in ("derajat", "drajat", "degrees", "degree", "°") and after:
        unit = words.measures.get(after, after.upper() if after in "cf" else "")
        return replace(found, unit=unit, end=j + 2) if unit else found
    if low in ("square", "cubic") and after in words.measures:
        power = "2" if low == "square" else "3"
        return replace(found, unit=words.measures[after] + power, end=j + 2)
    currency, end = _currency(scan, j)
    if currency and not (low == "sen" and found.readings[0] < 10):
        return replace(found, unit=currency, kind="money", end=end)
    unit = words.measures.get(low, "")
    if not unit or (gap and unit == "%"):
        return found
    return _unit(scan, found, j, unit)


def _unit(scan: Scan, found: Number, j: int, unit: str) -> Number:
    after = scan.at(j + 1).low
    if unit == "%":
        end = j + 2 if after in ("points", "point", "poin") else j + 1
        return replace(found, unit="%", kind="percent", end=end)
    if after in ("persegi", "²", "square", "squares", "squared") or (
        after == "2" and scan.glued(j + 1)
    ):
        return replace(found, unit=unit + "2", end=j + 2)
    if after in ("kubik", "³") or (after == "3" and scan.glued(j + 1)):
        return replace(found, unit=unit + "3", end=j + 2)
    found = replace(found, unit=unit, end=j + 1)
    if end := and_a_half(scan, j + 1):
        more = tuple(r + Decimal("0.5") for r in found.readings)
        return replace(found, readings=more, end=end, weak=False)
    return found


def _currency(scan: Scan, j: int) -> tuple[str, int]:
    owner = scan.words.dollar_owners.get(scan.at(j).low, "")
    if owner and scan.at(j + 1).low.startswith("dollar"):
        return owner, j + 2
    unit = scan.words.currencies.get(scan.at(j).low, "")
    if not unit or (scan.at(j).low in ("won", "real") and scan.words.language == "en"):
        return "", j
    if unit == "dollar":
        owner = scan.words.dollar_owners.get(scan.at(j + 1).low, "")
        if owner and scan.words.language == "id":
            return owner, j + 2
    return unit, j + 1
