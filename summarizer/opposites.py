"""Whether an English sentence says the opposite of an Indonesian one: "took office" for left."""

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from itertools import pairwise

from summarizer.patterns import table, whole
from summarizer.quantities import values


@dataclass(frozen=True, slots=True)
class Pair:
    """A word and its opposite: what the English may not hold (``wrong``) where ``word`` stands.

    Not where the sentence holds one of ``unless``, its own opposite, or the English one of
    ``right``.
    """

    name: str
    word: re.Pattern[str]
    unless: re.Pattern[str]
    right: re.Pattern[str]
    wrong: re.Pattern[str]


def opposites(indonesian: str, english: str) -> list[tuple[str, str]]:
    """(Indonesian word, English word of the opposite sense) for each that nothing explains.

    Of 66,971 human pairs it flags 50; of 28 that were read 19 say another thing, too.
    """
    found = []
    for pair in pairs():
        word, wrong = pair.word.search(indonesian), pair.wrong.search(english)
        explained = pair.unless.search(indonesian) or pair.right.search(english)
        if word and wrong and not explained:
            found.append((word[0].lower(), wrong[0].lower()))
    return found


@cache
def pairs() -> tuple[Pair, ...]:
    """The pairs of ``lang/opposites.toml``."""
    rows = table("opposites")["pair"]
    keys = ("word", "unless", "right", "wrong")
    return tuple(Pair(row["name"], *(whole(row[key]) for key in keys)) for row in rows)


def courses(indonesian: str, english: str) -> list[tuple[str, str]]:
    """(The two values, the English verb) where a verb of the other direction stands before them.

    "kini menjadi Rp 10.000" after "semula Rp 7.650" is no "reduced to". Rates of a currency are
    left out: it rises as they fall.
    """
    if _RATES.search(indonesian):
        return []
    found = []
    for one, then in pairwise(values(english, "en")):
        was, now = one.value, then.value
        if not (isinstance(was, Decimal) and isinstance(now, Decimal)) or was == now:
            continue
        verb = _verb(english[: one.start], english[one.end : then.start])
        same = (one.kind, one.unit) == (then.kind, then.unit)
        if same and verb and bool(_UP.fullmatch(verb)) != (now > was):
            found.append((f"{one.text} -> {then.text}", verb))
    return found


def _verb(before: str, between: str) -> str:
    """The verb of "rose from A to B" or of "A was raised to B", empty where there is none."""
    if re.fullmatch(r"(?: \w+){0,3} to (?:about |around |nearly |almost )?", between):
        found = re.search(rf"\b({_MOVES}) (?:sharply |again )?from (?:about |around )?$", before)
        return found[1] if found else ""
    found = re.search(rf"^(?:(?! and )[^.,;]){{0,40}}\b({_MOVES}) to (?:about |around )?$", between)
    return found[1] if found else ""


_RISES = (
    "rose|risen|rises|raised|raises|increased|increases|hiked|jumped|soared|surged|climbed|grew"
    "|grown"
)
_FALLS = (
    "fell|fallen|falls|dropped|drops|declined|decreased|reduced|lowered|cut|slashed|plunged|shrank"
)
_MOVES = f"{_RISES}|{_FALLS}"
_UP = re.compile(_RISES)
_RATES = re.compile(
    r"\b(?:kurs|nilai tukar|peringkat|urutan|posisi|ranking)\b|rupiah \w*(?:uat|emah)",
    re.IGNORECASE,
)
