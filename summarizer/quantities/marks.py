"""Ordinals, magnitudes, scores, identifiers, Roman numerals, and words that imply a number."""

import re
from dataclasses import replace
from decimal import Decimal

from summarizer.quantities.model import tidy
from summarizer.quantities.numerals import number
from summarizer.quantities.tokens import HYPHENS, Found, Scan, digits

_ROMAN = re.compile(r"(?=[XVI])X{0,3}(?:IX|IV|V?I{0,3})")
_ROMAN_DIGITS = {"I": 1, "V": 5, "X": 10}
_SUFFIXES = frozenset({"st", "nd", "rd", "th"})
_SOME = frozenset({"beberapa", "sejumlah", "several", "few", "many", "some"})


def address(scan: Scan, i: int) -> Found | None:
    """Web and mail addresses hold no values: skip to the next space."""
    token = scan.at(i)
    web = token.low in ("http", "https", "www") and scan.at(i + 1).text in (":", ".")
    if not web:
        return None
    j = i + 1
    while scan.glued(j):
        j += 1
    return [], j


def score(scan: Scan, i: int) -> Found | None:
    """2-1 and 6-4,6-1: two short numbers with a hyphen between them and no unit."""
    left, j = scan.at(i).text, i + 1
    if scan.at(j).text not in HYPHENS or not (scan.glued(j) and scan.glued(j + 1)):
        return None
    if (
        re.fullmatch(r"[0-9]{1,2},[0-9]{1,2}", scan.at(j + 1).text)
        and scan.at(j + 2).text in HYPHENS
    ):
        return _sets(scan, i)
    right = scan.at(j + 1).text
    if not (re.fullmatch(r"[0-9]{1,2}", left) and re.fullmatch(r"[0-9]{1,2}", right)):
        return None
    after = scan.at(j + 2)
    if after.text in ("%", "/", *HYPHENS) and scan.glued(j + 2):
        return None
    words = scan.words
    if after.low in {*words.scales, *words.measures, *words.currencies, *words.months, "per"}:
        return None
    if after.kind == "w" and scan.glued(j + 2):
        return None
    return [scan.value("score", (int(left), int(right)), i, i + 3)], i + 3


def _sets(scan: Scan, i: int) -> Found | None:
    """Tennis sets without spaces: the middle tokens are "4,6", the end of one set and the next."""
    numbers, j = [scan.at(i).text], i
    while (
        len(numbers) < 12
        and scan.at(j + 1).text in HYPHENS
        and re.fullmatch(r"[0-9]{1,2}(,[0-9]{1,2})?", scan.at(j + 2).text)
    ):
        numbers += scan.at(j + 2).text.split(",")
        j += 2
    if len(numbers) % 2:
        return None
    pairs = zip(numbers[::2], numbers[1::2], strict=True)
    return [scan.value("score", (int(a), int(b)), i, j + 1) for a, b in pairs], j + 1


def identifier(scan: Scan, i: int) -> Found | None:
    """MiG-31I, T-72B3, COVID-19, G20, 9M729: letters and digits in one piece."""
    if not (_opens_with_letters(scan, i) or _opens_with_digits(scan, i)):
        return None
    j = i + 1
    while scan.glued(j):
        after = scan.at(j + 1)
        joined = scan.glued(j + 1) and (after.kind == "n" or after.text.isupper())
        if scan.at(j).kind not in ("n", "w") and not (scan.at(j).text in HYPHENS and joined):
            break
        j += 1
    found = scan.value("identifier", "", i, j)
    name = "".join(t.low for t in scan.tokens[i:j] if t.kind in ("n", "w"))
    # S1, D3: Indonesian degrees, which English names in words.
    weak = scan.words.language == "id" and re.fullmatch("[sd][1-4]", name) is not None
    return [replace(found, value=name, weak=weak)], j


def _opens_with_letters(scan: Scan, i: int) -> bool:
    token, words = scan.at(i), scan.words
    if token.kind != "w" or token.low in {*words.currencies, *words.lists["prefixes"], "x"}:
        return False
    hyphen = scan.at(i + 1).text in HYPHENS and scan.glued(i + 1)
    j = i + 2 if hyphen else i + 1
    if scan.at(j).kind != "n" or not scan.glued(j) or (hyphen and not token.text[0].isupper()):
        return False
    if token.low in words.months or token.low in words.weekdays:
        return False
    # "M7,4" is a magnitude.
    return token.text != "M" or hyphen or scan.at(j).text.isdigit()


def _opens_with_digits(scan: Scan, i: int) -> bool:
    token, after = scan.at(i), scan.at(i + 1)
    if token.kind != "n" or not token.text.isdigit():
        return False
    if after.kind != "w" or not scan.glued(i + 1):
        return False
    return not _is_unit(scan, i + 1) or after.text in ("B", "T")


def _is_unit(scan: Scan, j: int) -> bool:
    low, words = scan.at(j).low, scan.words
    known = {"k", "m", "b", "t", "x", "s", "an", "am", "pm", "a", "p", "bps", "bp", "c", *_SUFFIXES}
    return (
        low in known
        or low in words.measures
        or low in words.currencies
        or (low in words.scales or low in words.zones or low in words.months)
    )


def ordinal(scan: Scan, i: int) -> Found | None:
    """ke-75, ke75, ketiga, kedua puluh, 75th, twenty-first, third."""
    return _ordinal_id(scan, i) if scan.words.language == "id" else _ordinal_en(scan, i)


def _ordinal_id(scan: Scan, i: int) -> Found | None:
    low, words = scan.at(i).low, scan.words
    if low in words.ordinals:
        return [replace(scan.value("ordinal", words.ordinals[low], i, i + 1), weak=True)], i + 1
    if low == "ke":
        j = i + 2 if scan.at(i + 1).text in HYPHENS else i + 1
        digit = scan.at(j).text
        if scan.at(j).kind != "n" or not scan.glued(j) or not digit.isdigit() or len(digit) > 5:
            return None
        found = scan.value("ordinal", Decimal(digit), i, j + 1)
        return [replace(found, unit=_century(scan, i), weak=digit == "1")], j + 1
    if not low.startswith("ke"):
        return None
    stem = low[2:].removesuffix("nya")
    first = words.units.get(stem) or words.one_scales.get(stem) or words.tens.get(stem)
    if first is None:
        return None
    value, j = _after_ke(scan, i, first)
    # "kedua pihak" is both sides, "Keenam orang itu" those six: translations leave the number out.
    before = scan.words.lists["collective_cue"]
    weak = value <= 2 or scan.opens(i) or stem != low[2:] or scan.at(i - 1).low in before
    return [replace(scan.value("ordinal", value, i, j), unit=_century(scan, i), weak=weak)], j


def _after_ke(scan: Scan, i: int, first: Decimal) -> tuple[Decimal, int]:
    after = scan.at(i + 1).low
    if first in (20, 30, 40, 50, 60, 70, 80, 90) and after in scan.words.units:
        return first + scan.words.units[after], i + 2
    if after == "belas":
        return first + 10, i + 2
    if after in ("puluh", "ratus"):
        value, j = first * scan.words.small_scales[after], i + 2
        rest = number(scan, j)
        if rest is not None and scan.at(j).kind == "w" and rest.readings[0] < value:
            return value + rest.readings[0], rest.end
        return value, j
    return first, i + 1


def _century(scan: Scan, i: int) -> str:
    return "century" if scan.at(i - 1).low == "abad" else ""


def _ordinal_en(scan: Scan, i: int) -> Found | None:
    token, words = scan.at(i), scan.words
    if token.kind == "n":
        if scan.at(i + 1).low not in _SUFFIXES or not scan.glued(i + 1):
            return None
        readings = digits(token.text, "en")
        return _ordinal(scan, readings[0], i, i + 2) if readings else None
    base, j = Decimal(0), i
    if token.low in words.tens or token.low in words.units:
        found = number(scan, i)
        k = found.end if found else i
        k = k + 1 if scan.at(k).text in HYPHENS or scan.at(k).low == "and" else k
        tail = words.ordinals.get(scan.at(k).low)
        if found is None or tail is None or found.readings[0] % 10 or found.readings[0] <= tail:
            return None
        base, j = found.readings[0], k
    last = words.ordinals.get(scan.at(j).low)
    if last is None:
        return None
    return _ordinal(scan, base + last, i, j + 1)


def _ordinal(scan: Scan, value: Decimal, i: int, j: int) -> Found:
    k = j + 1 if scan.at(j).text in HYPHENS else j
    unit = "century" if scan.at(k).low in ("century", "centuries") else ""
    before = scan.at(i - 1).low
    readings: tuple[Decimal, ...] = ()
    if (before in ("a", "one") or scan.at(j).low == "of") and value > 2:
        readings = (tidy(1 / value),)
    weak = value == 1 or (scan.at(i).low == "second" and before in ("a", "per", "split", "every"))
    return [replace(scan.value("ordinal", value, i, j), unit=unit, weak=weak, readings=readings)], j


def magnitude(scan: Scan, i: int) -> Found | None:
    """puluhan ribu, ratusan, hundreds of thousands, dozens, several hundred, multi-billion."""
    words, low = scan.words, scan.at(i).low
    value, j, weak = words.magnitudes.get(low), i + 1, low == "scores"
    tens = words.magnitudes.get(scan.at(j).low)
    if words.language == "id" and tens in (10, 100) and 1 < words.units.get(low, 0) < 10:
        value, j = words.units[low] * tens, j + 1  # "tiga puluhan": about thirty
    if low.startswith("ber") and value and scan.at(j).text in HYPHENS:  # berpuluh-puluh
        j += 2
    if value is None:
        value, weak = _some(scan, i)
    if value is None:
        return None
    while value <= Decimal("1e12"):
        k = j + 1 if scan.at(j).low == "of" else j
        factor = words.scales.get(scan.at(k).low) or words.magnitudes.get(scan.at(k).low)
        if factor is None:
            break
        value, j = value * factor, k + 1
    return [replace(scan.value("magnitude", value, i, j), approximate=True, weak=weak)], j


def _some(scan: Scan, i: int) -> tuple[Decimal | None, bool]:
    """The scale at a token where no number stands before it, and whether it is only a unit."""
    words, low = scan.words, scan.at(i).low
    scale = words.small_scales.get(low) or words.scales.get(low)
    before = scan.at(i - 2 if scan.at(i - 1).low == "a" else i - 1).low
    if before in _SOME or (scan.at(i - 2).low == "multi" and low in words.scales):
        return scale, False
    if before in ("a", "half", "one") or scan.at(i - 1).low in ("a", "half"):
        return None, False
    return words.scales.get(low), True  # "dalam juta rupiah", "million miles"


def roman(scan: Scan, i: int) -> Found | None:
    """II, III, XII after a word that is counted so (kuartal III) or after a name (Jokowi II)."""
    text = scan.at(i).text
    if not _ROMAN.fullmatch(text):
        return None
    before = scan.at(i - 2 if scan.at(i - 1).text in HYPHENS else i - 1)
    cue = before.low in scan.words.lists["roman"]
    if not cue and (len(text) < 2 or before.kind != "w"):
        return None
    numbers = [_ROMAN_DIGITS[letter] for letter in text]
    total = sum(-a if a < b else a for a, b in zip(numbers, [*numbers[1:], 0], strict=True))
    weak = total == 1 or not cue
    return [replace(scan.value("ordinal", Decimal(total), i, i + 1), weak=weak)], i + 1


def multiple(scan: Scan, i: int) -> Found | None:
    """both, pair, double, berdua, dekade: words that hold a number without stating it."""
    low = scan.at(i).low
    after = scan.at(i + 2 if scan.at(i + 1).text in HYPHENS else i + 1).low
    readings = scan.words.multiples.get(f"{low} {after}") or scan.words.multiples.get(low)
    if readings is None:
        return None
    found = scan.value("number", readings[0], i, i + 1)
    return [replace(found, weak=True, readings=readings[1:])], i + 1
