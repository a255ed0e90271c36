"""Times of day: pukul 23.35 WIB, 11:35 pm, noon, dini hari."""

import re
from dataclasses import replace

from summarizer.quantities.tokens import HYPHENS, Found, Scan

DAYTIME = {"pagi": 0, "siang": 12, "sore": 12, "petang": 12, "malam": 12}
_JOINTS = frozenset({"sampai", "hingga", "dan", "to", "and"})
_PARTS = {
    "id": {("dini", "hari"): "small hours", ("tengah", "malam"): "midnight",
           ("tengah", "hari"): "noon"},
    "en": {("midnight", ""): "midnight", ("noon", ""): "noon", ("midday", ""): "noon",
           ("small", "hours"): "small hours", ("early", "hours"): "small hours"},
}  # fmt: skip


def clock(scan: Scan, i: int) -> Found | None:
    """pukul 23.35 WIB, 18.02 Wita, jam 7 malam, 11:35 pm, 7 p.m., 0700 GMT, noon, dini hari."""
    for words, part in _PARTS[scan.words.language].items():
        if scan.at(i).low == words[0] and (not words[1] or scan.at(i + 1).low == words[1]):
            j = i + 2 if words[1] else i + 1
            return [replace(scan.value("daypart", part, i, j), weak=True)], j
    marked = scan.words.language == "id" and scan.at(i).low in scan.words.lists["clock"]
    j = i + 1 if marked else i
    if marked and scan.at(j).text == ".":
        j += 1
    if scan.at(j).kind == "n":
        return _clock_at(scan, i, j, marked or _opens_range(scan, j))
    return _half_hour(scan, i, j, marked)


def _opens_range(scan: Scan, j: int) -> bool:
    """Whether the zone that marks a time stands after the second one: 09.43-09.53 WIB."""
    read = _hours(scan, j)
    if read is None or (read[2] == j + 1 and scan.at(j).text.isdigit()):
        return False
    if scan.at(read[2]).text not in HYPHENS and scan.at(read[2]).low not in _JOINTS:
        return False
    second = _time(scan, read[2] + 1, read[2] + 1, False)
    return second is not None and bool(second[0][0].unit)


def _half_hour(scan: Scan, i: int, j: int, marked: bool) -> Found | None:
    """Jam setengah delapan is half past seven."""
    words = scan.words
    if words.language == "id":
        told, j, before = marked and scan.at(j).low == "setengah", j + 1, 1
    else:
        told, j, before = (scan.at(i).low, scan.at(i + 1).low) == ("half", "past"), i + 2, 0
    hour = int(words.units.get(scan.at(j).low, 0)) if told else 0
    if not 1 <= hour <= 12:
        return None
    half, end = _half_day(scan, j + 1)
    times = _times((hour - before) % 12, 30, half or "oclock", False)
    value = scan.value("clock", (times[0],), i, end)
    return [replace(value, readings=tuple((t,) for t in times[1:]))], end


def _hours(scan: Scan, j: int) -> tuple[int, int, int, bool] | None:
    """Hour, minute, the token after them, and whether the form itself is a clock's."""
    text = scan.at(j).text
    dotted = re.fullmatch(r"([0-2]?[0-9])[.]([0-5][0-9])(?:\.[0-5][0-9])?", text)
    if dotted:
        hour, minute, end, sure = int(dotted[1]), int(dotted[2]), j + 1, False
    elif re.fullmatch(r"[0-2]?[0-9]", text) and scan.at(j + 1).text == ":" and scan.glued(j + 2):
        if not re.fullmatch(r"[0-5][0-9]", scan.at(j + 2).text):
            return None
        hour, minute, end, sure = int(text), int(scan.at(j + 2).text), j + 3, True
    elif re.fullmatch(r"[0-2][0-9][0-5][0-9]", text) and scan.at(j + 1).low in scan.words.zones:
        hour, minute, end, sure = int(text[:2]), int(text[2:]), j + 1, True
    elif re.fullmatch(r"[0-2]?[0-9]", text):
        hour, minute, end, sure = int(text), 0, j + 1, False
    else:
        return None
    return (hour, minute, end, sure) if hour <= 24 else None


def _clock_at(scan: Scan, i: int, j: int, marked: bool) -> Found | None:
    """The time at a token, and the second one of a marked range: pukul 07.00-09.00."""
    found = _time(scan, i, j, marked)
    if found is None or not marked:
        return found
    value, end = found[0], found[1]
    if scan.at(end).text in HYPHENS or scan.at(end).low in _JOINTS:
        second = _time(scan, end + 1, end + 1, True)
        if second:
            zone = second[0][0].unit
            return [replace(value[0], unit=value[0].unit or zone), *second[0]], second[1]
    return found


def _time(scan: Scan, i: int, j: int, marked: bool) -> Found | None:
    read = _hours(scan, j)
    if read is None:
        return None
    hour, minute, after, sure = read
    half, end = _half_day(scan, after)
    zone = scan.at(end).low if scan.at(end).low in scan.words.zones else ""
    # "2 malam" without a mark is two nights, and "killed 12 in the morning" no time of day.
    loose = scan.words.language == "id" or scan.at(after).low in ("in", "at")
    told = half and (minute or not loose or scan.at(i - 1).low in ("at", "by", "around", "until"))
    if not (told or zone or sure or marked):
        return None
    end = end + 1 if zone else end
    # Indonesian writes "pukul 10.00" on the 24-hour clock; "10:00" in English may be either half.
    digits = scan.at(j).text
    full = marked and digits[:2].isdigit() and (digits[2:3] == "." or (sure and len(digits) == 2))
    plain = digits[0] == "0" or hour > 12 or zone or full
    times = _times(hour, minute, half, bool(plain))
    value = scan.value("clock", (times[0],), i, end)
    return [replace(value, unit=zone, readings=tuple((t,) for t in times[1:]))], end


def _times(hour: int, minute: int, half: str, plain: bool) -> list[int]:
    """Minutes after midnight: one where the half of the day is told, else both."""
    if half in ("am", "pagi", "dini"):
        return [hour % 12 * 60 + minute] if hour <= 12 else [hour * 60 + minute]
    if half in ("pm", "siang", "sore", "petang", "malam"):
        if half == "siang" and hour in (10, 11):
            return [hour * 60 + minute]
        if half == "malam" and hour == 12:
            return [minute]
        return [(hour % 12 + 12) * 60 + minute] if hour <= 12 else [hour % 24 * 60 + minute]
    first = hour % 24 * 60 + minute
    if plain:
        return [first]
    return [first, (hour % 12 + (0 if hour == 12 else 12)) * 60 + minute]


def _half_day(scan: Scan, j: int) -> tuple[str, int]:
    low = scan.at(j).low
    if scan.words.language == "id":
        if low == "dini" and scan.at(j + 1).low == "hari":
            return "dini", j + 2
        return (low, j + 1) if low in DAYTIME else ("", j)
    if low in ("am", "pm"):
        return low, j + 1
    if low in ("a", "p") and scan.at(j + 1).text == "." and scan.at(j + 2).low == "m":
        return low + "m", j + 3 + (scan.at(j + 3).text == ".")
    if low in ("o'clock", "o’clock"):
        return "oclock", j + 1
    parts = {"morning": "am", "afternoon": "pm", "evening": "pm"}
    phrase = (low, scan.at(j + 1).low)
    if phrase == ("in", "the") and scan.at(j + 2).low in parts:
        return parts[scan.at(j + 2).low], j + 3
    if phrase == ("at", "night"):
        return "malam", j + 2
    return "", j
