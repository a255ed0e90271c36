"""Dates as they are written, with or without their year, and where quotations are."""

import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass

from summarizer.dates import MONTHS
from summarizer.days.words import Words, writing

_NAMES = "|".join(sorted(MONTHS, key=len, reverse=True))
_FLAGS = re.ASCII | re.IGNORECASE
_MONTH = rf"(?P<name>{_NAMES})\b"
_FREE = r"(?<![\w./:])(?<!\d,)"
_NTH = r"(?:st|nd|rd|th)?"
_YEAR = r"(?P<y>1[5-9]\d\d|20\d\d)(?![\w/])"
_NO_YEAR = r"(?!\w|,?\s\d{3,4}\b)"
_RANGE = (
    rf"(?:(?P<first>\d{{1,2}}){_NTH}"
    r"(?P<link>\s?[-–—]\s?|\s(?:s\.?d\.?|s/d|hingga|sampai|to|until|dan|and|&)\s))?"
)
# Every quantifier is bounded, so that the search is linear in the length of the text.
_PATTERNS = tuple(
    re.compile(pattern, _FLAGS)
    for pattern in (
        r"(?<![\w./-])(?P<y>\d{4})(?P<sep>[-/.])(?P<m>\d{1,2})(?P=sep)(?P<d>\d{1,2})(?!\d)",
        rf"{_FREE}{_RANGE}(?P<d>\d{{1,2}})(?P<sep>[-/.])(?P<m>\d{{1,2}})(?P=sep){_YEAR}",
        rf"{_FREE}{_RANGE}(?P<d>\d{{1,2}})/(?P<m>\d{{1,2}})(?:/(?P<y>\d\d))?(?![\d/]|[.,]\d)",
        rf"{_FREE}{_RANGE}(?P<d>\d{{1,2}}){_NTH}[\s-]{{1,3}}(?:of )?{_MONTH}"
        rf"(?:\.?,?[\s-]{{1,3}}{_YEAR}|{_NO_YEAR})",
        rf"\b{_MONTH}\.?\s{{1,2}}{_RANGE}(?P<d>\d{{1,2}}){_NTH}(?!\s?[-–—:%]|\d|[.,]\d|\w)"
        rf"(?:,?\s{{1,2}}{_YEAR}|{_NO_YEAR})",
    )
)
_JOINED = ("dan", "and", "&")
_COMPOUND = re.compile(r"([^\W\d_]+)-\Z")


@dataclass(frozen=True, slots=True)
class Atom:
    """One date at ``text[start:end]``: year (None where not written), month, day.

    ``named``: the month is a word. ``ranged``: it is an end of a span of days.
    """

    start: int
    end: int
    date: tuple[int | None, int, int]
    named: bool
    ranged: bool


def atoms(text: str, words: Words) -> tuple[Atom, ...]:
    """Every date in the text in order, both ends of a span on their own; impossible ones left out.

    Numbers alone ("12/09") are read day first.
    """
    found, taken = list[Atom](), bytearray(len(text))
    for pattern in _PATTERNS:
        for match in pattern.finditer(text):
            if any(taken[match.start() : match.end()]):
                continue
            for atom in _read(match, text, words):
                found.append(atom)
                taken[atom.start : atom.end] = b"\1" * (atom.end - atom.start)
    return tuple(sorted(found, key=lambda atom: atom.start))


def _read(match: re.Match[str], text: str, words: Words) -> Iterator[Atom]:
    """The date of a match, or both ends of its span of days."""
    named = "name" in match.re.groupindex
    if named and not _is_month(match, words):
        return
    month, day = MONTHS[match["name"].lower()] if named else int(match["m"]), int(match["d"])
    if month > 12 and words.language == "en":  # 9/30/2018
        month, day = day, month
    year = int(match["y"]) if match["y"] else None
    year = year + 2000 if year is not None and year < 100 else year
    first = match.groupdict().get("first")
    spans = first is not None and not _counts(match, text)
    begin = match.start("d") if first and not spans else match.start()
    dated = year is not None
    if not _exists(year, month, day) or _is_part(text, begin, match.end(), dated, words):
        return
    if first is None or not spans:
        yield Atom(begin, match.end(), (year, month, day), named, False)
    elif int(first) < day and _exists(year, month, int(first)):
        yield Atom(begin, match.end("first"), (year, month, int(first)), named, True)
        yield Atom(match.start("d"), match.end(), (year, month, day), named, True)


def _exists(year: int | None, month: int, day: int) -> bool:
    """Whether there is such a day; 29 February where no year says otherwise."""
    try:
        datetime.date(year or 2000, month, day)
    except ValueError:
        return False
    return True


def _counts(match: re.Match[str], text: str) -> bool:
    """Whether the first number is no day: "5 dan 13 September" may count five of something."""
    if match.groupdict().get("name") and match.start("name") < match.start("d"):
        return False
    before = text[max(0, match.start() - 40) : match.start()].rstrip().lower()
    cues = ("tanggal", "pada", " on", "antara", "between", "from", "dari", "(")
    return match["link"].strip().lower() in _JOINED and not before.endswith(cues)


def _is_month(match: re.Match[str], words: Words) -> bool:
    """Whether the word is a month: "may" and "mar" in small letters are not.

    The month comes first in English only, and without a year only where no counted noun can
    follow: "in April 28 people died".
    """
    name = match["name"]
    if match.start("name") < match.start("d") and not match["y"]:
        behind = _behind(match.string[match.end() : match.end() + 40])
        if words.language != "en" or (behind and behind not in writing()["open"]):
            return False
    return not name.islower() or (words.language != "en" and len(name) > 3)


def _is_part(text: str, start: int, end: int, dated: bool, words: Words) -> bool:
    """Whether the date is part of something else: Covid-19, a university's name, a yearly day."""
    compound = _COMPOUND.search(text, max(0, start - 30), start)
    if compound and compound[1].lower() not in MONTHS:
        return True
    before = text[max(0, start - 60) : start].lower().split()
    blocked = words.lists["before_date"] | (frozenset() if dated else words.lists["before_short"])
    if before and before[-1] in blocked:
        return True
    return _behind(text[end : end + 40]) in words.lists["after_date"]


def _behind(text: str) -> str:
    found = re.match(r"\s+(\w+)", text)
    return found[1].lower() if found else ""


_QUOTE = re.compile(r"[\"“”«»]")


def quoted(text: str, inside: bool = False) -> tuple[tuple[int, int], ...]:
    """The half-open spans of direct speech; ``inside``: the text begins within one.

    A straight mark opens before a word and closes behind one; what is never closed runs on to the
    end, what was never opened began with the text.
    """
    spans = list[tuple[int, int]]()
    opened = 0 if inside else -1
    for match in _QUOTE.finditer(text):
        at, mark = match.start(), match.group()
        opens = mark in "“«" or (mark == '"' and (at == 0 or text[at - 1] in " (\n\t[—–"))
        if opens and opened < 0:
            opened = at
        elif not opens and (opened >= 0 or not spans):
            spans.append((max(opened, 0), at + 1))
            opened = -1
    return (*spans, (opened, len(text) + 1)) if opened >= 0 else tuple(spans)


def unclosed(text: str) -> bool:
    """Whether direct speech goes on behind the text."""
    return any(end > len(text) for _, end in quoted(text))
