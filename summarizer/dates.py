"""Full dates as pages write them, Indonesian and English, to ISO 8601.

``parse_date`` reads metadata, datelines and table cells. It does not guess: a date needs its day,
month and year, and a clock time with a dot ("14.30") counts only beside a word or a zone that
marks it as one, because Indonesian writes decimals and times of day alike.
"""

import datetime
import re
from collections.abc import Iterator

MONTHS = {
    # Indonesian, with older spellings and the abbreviations of news pages
    "januari": 1, "februari": 2, "pebruari": 2, "maret": 3, "april": 4, "mei": 5, "juni": 6,
    "juli": 7, "agustus": 8, "september": 9, "oktober": 10, "november": 11, "nopember": 11,
    "desember": 12, "jan": 1, "feb": 2, "peb": 2, "mar": 3, "mrt": 3, "apr": 4, "jun": 6,
    "jul": 7, "agu": 8, "agt": 8, "ags": 8, "agust": 8, "sep": 9, "sept": 9, "okt": 10,
    "nov": 11, "nop": 11, "des": 12,
    # Malay
    "mac": 3, "julai": 7, "ogos": 8, "ogo": 8, "disember": 12, "dis": 12,
    # English
    "january": 1, "february": 2, "march": 3, "may": 5, "june": 6, "july": 7, "august": 8,
    "aug": 8, "october": 10, "oct": 10, "december": 12, "dec": 12,
}  # fmt: skip
"""Month names in lower case to their number."""

ZONES = {
    "wib": 7, "wita": 8, "wit": 9, "myt": 8, "sgt": 8, "z": 0, "utc": 0, "gmt": 0,
}  # fmt: skip
"""Zone names in lower case to hours east of UTC."""

_NAMES = "|".join(sorted(MONTHS, key=len, reverse=True))
_FLAGS = re.ASCII | re.IGNORECASE
# Every quantifier is bounded, so that the search is linear in the length of the text.
_DATES = tuple(
    re.compile(pattern, _FLAGS)
    for pattern in (
        r"(?<![\d/.-])(?P<y>\d{4})(?P<sep>[-/.])(?P<m>\d{1,2})(?P=sep)(?P<d>\d{1,2})(?!\d)",
        r"(?<![\d/.])(?P<d>\d{1,2})(?P<sep>[-/.])(?P<m>\d{1,2})(?P=sep)(?P<y>\d{4})(?!\d)",
        r"(?<![\d/.-])(?P<d>\d{1,2})/(?P<m>\d{1,2})/(?P<y>\d{2})(?![\d/])",
        rf"(?<![\d.])(?P<d>\d{{1,2}})(?:st|nd|rd|th)?[\s-]{{1,3}}(?:of )?(?P<m>{_NAMES})\b"
        r"[.,]?[\s-]{1,3}(?P<y>\d{4})(?!\d)",
        rf"\b(?P<m>{_NAMES})\b\.?\s{{1,3}}(?P<d>\d{{1,2}})(?:st|nd|rd|th)?,?\s{{1,3}}"
        r"(?P<y>\d{4})(?!\d)",
    )
)
_TIME = re.compile(
    r"[\s,;|•()\[\]–—-]{0,6}(?P<mark>T|pukul|pkl\.?|jam|at)?\s{0,2}"
    r"(?P<h>\d{1,2})(?P<sep>[:.])(?P<min>\d{2})(?:(?P=sep)(?P<s>\d{2}))?(?:[.,]\d{1,9})?(?![\d:])"
    r"\s{0,2}(?P<half>[ap]\.?m\b\.?)?"
    r"\s{0,2}\(?(?:(?P<zone>wib|wita|wit|myt|sgt|z|utc|gmt)(?![a-z]))?"
    r"(?:\s?(?P<sign>[+-])(?P<oh>\d{1,2})(?::?(?P<om>\d{2}))?(?!\d))?",
    _FLAGS,
)


def parse_date(text: str) -> str | None:
    """The first full date in the text as ISO 8601, or None if there is none.

    Gives ``2023-09-13``, ``2023-09-13T14:30`` or ``2023-09-13T14:30+07:00``: the time to the
    minute where one follows the date, the offset where a zone follows the time. Reads ISO 8601,
    day-first numbers (``13/9/2023``, ``13-09-2023``, ``13.09.2023``, ``13/9/23``) and long dates
    in Indonesian, Malay and English (``Rabu, 13 September 2023, 14:30 WIB``; ``Sept. 13, 2023``).
    """
    for found in _candidates(text):
        day = _day(found)
        if day is not None:
            return day + _time(text, found.end())
    return None


def _candidates(text: str) -> Iterator[re.Match[str]]:
    found = [match for pattern in _DATES for match in pattern.finditer(text)]
    return iter(sorted(found, key=lambda match: match.start()))


def _day(found: re.Match[str]) -> str | None:
    month = MONTHS.get(found["m"].lower()) or int(found["m"])
    year = int(found["y"]) + (2000 if len(found["y"]) == 2 else 0)
    try:
        return datetime.date(year, month, int(found["d"])).isoformat() if year >= 1000 else None
    except ValueError:
        return None


def _time(text: str, start: int) -> str:
    found = _TIME.match(text, start)
    if found is None:
        return ""
    if found["sep"] == "." and not (found["mark"] or found["zone"]):
        return ""
    hour, minute = int(found["h"]), int(found["min"])
    if found["half"]:
        if not 1 <= hour <= 12:
            return ""
        hour = hour % 12 + (12 if found["half"][0] in "pP" else 0)
    if hour > 23 or minute > 59:
        return ""
    return f"T{hour:02}:{minute:02}{_offset(found)}"


def _offset(found: re.Match[str]) -> str:
    hours, minutes, sign = ZONES.get((found["zone"] or "").lower(), 0), 0, "+"
    # "08:00-09:30" is a span of time; a bare minus is an offset only where machines write it.
    bare_minus = found["sign"] == "-" and not found["zone"]
    machine = found["s"] or found["mark"] in ("T", "t")
    if found["sign"] and not (bare_minus and not machine) and hours == 0:
        hours, minutes, sign = int(found["oh"]), int(found["om"] or 0), found["sign"]
    elif not found["zone"]:
        return ""
    if hours > 14 or minutes > 59:
        return ""
    return f"{sign}{hours:02}:{minutes:02}"


def written_out(text: str) -> str:
    """Indonesian text whose numeric dates name their month: ``Selasa (12 September 2023)``.

    Translators learn from news that writes months out: of ``12/9/2023`` ours made 9/12/2023
    (scripts/LOG.md). A day and month alone are read as such only in brackets behind a weekday; a
    score or a fraction stays.
    """
    return _WEEKDAY_DATE.sub(_spelt, _NUMERIC.sub(_spelt, text))


_NUMERIC = re.compile(
    r"(?<![\d/.,])(?P<d>(?:\d{1,2}[-–])?\d{1,2})(?P<sep>[/.-])(?P<m>\d{1,2})(?P=sep)(?P<y>\d{4})"
    r"(?![\d/])"
)
_WEEKDAY_DATE = re.compile(
    r"(?<=(?:enin|lasa|Rabu|amis|umat|m'at|m’at|abtu|nggu|Ahad) \()"
    r"(?P<d>(?:\d{1,2}[-–])?\d{1,2})/(?P<m>\d{1,2})(?P<y>)(?=\))"
)
_MONTHS_ID = (
    "Januari Februari Maret April Mei Juni Juli Agustus September Oktober November Desember"
).split()


def _spelt(found: re.Match[str]) -> str:
    days = [int(day) for day in re.findall(r"\d+", found["d"])]
    month = int(found["m"])
    if not (1 <= month <= 12 and all(1 <= day <= 31 for day in days)):
        return found[0]
    return f"{found['d']} {_MONTHS_ID[month - 1]} {found['y']}".strip()


def told_as_clock(indonesian: str, english: str) -> list[str]:
    """Clock times in words ("two a.m.") where the Indonesian tells none, which no value shows."""
    return (
        [] if _CLOCK_ID.search(indonesian) else [m[0].lower() for m in _CLOCK_EN.finditer(english)]
    )


_CLOCK_ID = re.compile(r"\b(?:pukul|jam|dini hari)\b|\d[.:]\d\d", re.IGNORECASE)
_CLOCK_EN = re.compile(
    r"\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve) (?:[ap]\.?m\b|o'clock)",
    re.IGNORECASE,
)


def told_as_now(indonesian: str, english: str) -> list[tuple[str, str]]:
    """(Indonesian, English) words where what was so at first is told as what is so now.

    "Mayoritas ekonom semula menduga" is no "now expected". Of 65,971 human pairs it finds two, both
    of which make that mistake.
    """
    first = _AT_FIRST.search(indonesian)
    if not first or _PRESENT.search(indonesian):
        return []
    return [(first[0].lower(), now.lower()) for now in dict.fromkeys(_NOW.findall(english))]


_AT_FIRST = re.compile(r"\b(?:semula|tadinya|awalnya|mula-mula)\b", re.IGNORECASE)
_PRESENT = re.compile(
    r"\b(?:kini|sekarang|saat ini|sedang|masih|hari ini|dewasa ini)\b", re.IGNORECASE
)
_NOW = re.compile(r"\b(?:now|currently|at present)\b", re.IGNORECASE)
