"""Dates, months, weekdays, years and decades."""

import re
from dataclasses import replace
from decimal import Decimal

from summarizer.quantities.clock import DAYTIME
from summarizer.quantities.tokens import HYPHENS, Found, Scan

_YEARS = range(1500, 2101)
_SHORT = frozenset({"jan", "feb", "peb", "mar", "apr", "jun", "jul", "agu", "agt", "agst", "ags",
                    "sep", "sept", "okt", "nov", "nop", "des", "aug", "oct", "dec"})  # fmt: skip
_ENGLISH = frozenset({"january", "february", "march", "june", "july", "august", "october",
                      "december"})  # fmt: skip
_LOWER_EN = frozenset({"may", "march", "august"})


def weekday(scan: Scan, i: int) -> Found | None:
    """A day of the week; "Minggu" is Sunday or week, so it needs a capital or "hari"."""
    token = scan.at(i)
    day = scan.words.weekdays.get(token.low)
    if day is None:
        return None
    before, after = scan.at(i - 1).low, scan.at(i + 1).low
    if f"{before} {token.low}" in scan.words.lists.get("names", ()):
        return None
    if token.low == "minggu" and before in ("beberapa", "akhir"):
        return None
    idiom = ("senin", "kamis") in ((token.low, after), (before, token.low))
    if idiom and token.text.islower():  # out of breath
        return None
    weak = scan.words.language == "id" and token.low.endswith("day")  # Sheffield Wednesday
    if token.low == "minggu":
        if token.text.islower() and before != "hari":
            return None
        sure = after in ("(", ",", *DAYTIME) or before == "hari" or scan.at(i + 1).kind == "n"
        weak = scan.opens(i) and not sure
    return [replace(scan.value("weekday", (day,), i, i + 1), weak=weak)], i + 1


def _number(scan: Scan, i: int, low: int, high: int) -> int | None:
    text = scan.at(i).text
    if scan.at(i).kind != "n" or len(text) > 4 or not text.isdigit():
        return None
    return int(text) if low <= int(text) <= high else None


def numeric_date(scan: Scan, i: int) -> Found | None:
    """13/9/2023, 13-09-2023, 13.09.2023, 2023-09-13; 12/09 after a weekday or in its brackets."""
    dotted = re.fullmatch(r"([0-9]{1,2})\.([0-9]{1,2})\.([0-9]{4})", scan.at(i).text)
    if dotted:
        return _dated(scan, [int(part) for part in dotted.groups()], i, i + 1)
    sep = scan.at(i + 1).text
    if sep not in ("/", "-") or not (scan.glued(i + 1) and scan.glued(i + 2)):
        return None
    parts = [_number(scan, i, 1, 2100), _number(scan, i + 2, 1, 31)]
    if None in parts:
        return None
    if scan.at(i + 3).text == sep and scan.glued(i + 4):
        last = _number(scan, i + 4, 1, 2100)
        return _dated(scan, [parts[0], parts[1], last], i, i + 5) if last else None
    k = i - 1 if scan.at(i - 1).text in ("(", ",") else i
    marked = scan.at(k - 1).low in scan.words.weekdays or scan.at(k - 1).low == "tanggal"
    if sep == "/" and marked:
        return _dated(scan, [parts[0], parts[1], None], i, i + 3)
    return None


def _dated(scan: Scan, parts: list[int | None], i: int, j: int) -> Found | None:
    day, month, year = parts
    if day is not None and day > 31:
        year, day = day, year
    if day is None or month is None:
        return None
    if year is not None and year < 100:
        year += 2000 if year < 50 else 1900
    if month > 12 and scan.words.language == "en":
        day, month = month, day
    if not (1 <= day <= 31 and 1 <= month <= 12) or (year is not None and year not in _YEARS):
        return None
    return [scan.value("date", (year, month, day), i, j)], j


def written_date(scan: Scan, i: int) -> Found | None:
    """13 September 2023, 13-15 September, September 13, 2023, the 13th of September, Mei 2007."""
    if scan.at(i).kind == "n":
        return _day_first(scan, i)
    month = scan.words.months.get(scan.at(i).low)
    if month is None:
        return None
    j = i + 1
    dot = scan.at(j).text == "." and scan.at(i).low in _SHORT
    j = j + 1 if dot else j
    day = _number(scan, j, 1, 31) if scan.words.language == "en" else None
    if day is not None and not _is_amount(scan, j):
        return _month_first(scan, i, j, month)
    return _month_only(scan, i, j, month)


def _is_amount(scan: Scan, j: int) -> bool:
    low = scan.at(j + 1).low
    return low in ("%", "percent", ":") or low in scan.words.scales


def _skip_suffix(scan: Scan, j: int) -> int:
    return j + 1 if scan.at(j).low in ("st", "nd", "rd", "th") else j


def _day_first(scan: Scan, i: int) -> Found | None:
    day = _number(scan, i, 1, 31)
    if day is None:
        return None
    j = _skip_suffix(scan, i + 1)
    days = [day]
    if scan.at(j).text in HYPHENS or scan.at(j).low in scan.words.lists["range"]:
        second = _number(scan, j + 1, 1, 31)
        k = _skip_suffix(scan, j + 2)
        if second is not None and scan.at(k).low in scan.words.months:
            days, j = [day, second], k
    if scan.at(j).low == "of" and scan.words.language == "en":
        j += 1
    if scan.at(j).text in ("-", "/") and scan.glued(j):
        j += 1
    token = scan.at(j)
    month = scan.words.months.get(token.low)
    if month is None or (token.text.islower() and token.low in ("may", "mar", "sep", "des")):
        return None
    j += 2 if scan.at(j + 1).text == "." and token.low in _SHORT else 1
    year, j = _year_after(scan, j)
    return [scan.value("date", (year, month, d), i, j) for d in days], j


def _year_after(scan: Scan, j: int) -> tuple[int | None, int]:
    k = j + 1 if scan.at(j).text in (",", "-", "/") or scan.at(j).low in ("of", "tahun") else j
    if len(scan.at(k).text) != 4:
        return None, j
    year = _number(scan, k, _YEARS.start, _YEARS.stop - 1)
    return (year, k + 1) if year is not None else (None, j)


def _month_first(scan: Scan, i: int, j: int, month: int) -> Found | None:
    token = scan.at(i)
    if token.text.islower() and token.low in ("may", "mar", "sep"):
        return None
    days = [_number(scan, j, 1, 31)]
    j = _skip_suffix(scan, j + 1)
    if scan.at(j).text in HYPHENS or scan.at(j).low in ("to", "and", "through", "until"):
        second = _number(scan, j + 1, 1, 31)
        k = _skip_suffix(scan, j + 2)
        dash = scan.at(j).text in HYPHENS or scan.at(k).kind != "w"
        if second is not None and dash and scan.at(k).low not in scan.words.months:
            days, j = [days[0], second], k
    year, j = _year_after(scan, j)
    return [scan.value("date", (year, month, d), i, j) for d in days], j


def _month_only(scan: Scan, i: int, j: int, month: int) -> Found | None:
    token = scan.at(i)
    if f"{scan.at(i - 1).low} {token.low}" in scan.words.lists.get("names", ()):
        return None
    year, end = _year_after(scan, j)
    if year is not None:
        return [scan.value("month", (year, month), i, end)], end
    sure = token.low not in _SHORT and _names_month(scan, i)
    if sure is None or token.low in _SHORT:
        return None
    return [replace(scan.value("month", (None, month), i, i + 1), weak=not sure)], i + 1


def _names_month(scan: Scan, i: int) -> bool | None:
    """Whether the word is a month here; None if it is surely something else."""
    token, before = scan.at(i), scan.at(i - 1).low
    if scan.words.language == "id":
        if token.low in ("mei", "may"):  # also a name
            return before in scan.words.lists["month_cue"] or (
                None if token.text.islower() else False
            )
        return token.low not in _ENGLISH
    if token.text.islower() and token.low in _LOWER_EN:
        return None
    if token.low in ("may", "march"):
        if scan.named(i - 1) and before not in scan.words.months:  # Theresa May
            return None
        return before in scan.words.lists["month_cue"]
    return True


def year(scan: Scan, i: int) -> Found | None:
    """A year or decade: 2007, 2005/06, 2004-2009, 1990s, 1990-an, '90s, tahun 90-an, eighties."""
    token = scan.at(i)
    if token.low.endswith("ties") and token.low[:-3] + "y" in scan.words.tens:
        tens = scan.words.tens[token.low[:-3] + "y"]
        return [scan.value("decade", tens, i, i + 1)], i + 1
    if token.kind != "n" or len(token.text) not in (2, 4) or not token.text.isdigit():
        return None
    number, j = int(token.text), i + 1
    if len(token.text) == 4 and number not in _YEARS:
        return None
    if number % 10 == 0:
        end = _decade_end(scan, j)
        if end:
            return [scan.value("decade", Decimal(number), i, end)], end
    if len(token.text) == 2 or _measured(scan, i):
        return None
    weak = scan.at(i - 1).low == "uud"  # UUD 1945, the name of the constitution
    found = [replace(scan.value("year", Decimal(number), i, j), weak=weak)]
    if scan.at(j).text in ("/", *HYPHENS) and scan.glued(j) and scan.glued(j + 1):
        short = _number(scan, j + 1, number % 100 + 1, 99)
        if short is not None and len(scan.at(j + 1).text) == 2:
            full = Decimal(number // 100 * 100 + short)
            second = scan.value("year", full, j + 1, j + 2)
            found.append(replace(second, readings=(Decimal(short),)))
            j += 2
    return found, j


def _decade_end(scan: Scan, j: int) -> int:
    if scan.words.language == "en":
        if scan.at(j).low in ("s", "’s", "'s") and scan.glued(j):
            return j + 1
        apostrophe = scan.at(j).text in ("'", "’") and scan.at(j + 1).low == "s"
        return j + 2 if apostrophe and scan.glued(j) else 0
    k = j + 1 if scan.at(j).text in HYPHENS else j
    return k + 1 if scan.at(k).low == "an" and scan.glued(k) else 0


def _measured(scan: Scan, i: int) -> bool:
    after = scan.at(i + 1)
    if after.low in ("%", *scan.words.scales, *scan.words.currencies):
        return True
    unit = scan.words.measures.get(after.low)
    return unit is not None and unit not in ("month",) and after.low not in ("mm", "minggu", "hari")
