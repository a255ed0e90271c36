"""Matters that an English sentence makes up, a death or a bomb out of nowhere, or loses: what an
amount of money is of.
"""

import re
from dataclasses import dataclass
from functools import cache

from summarizer.patterns import table, whole


@dataclass(frozen=True, slots=True)
class Matter:
    """English words of a matter, and the Indonesian that can stand behind them."""

    english: re.Pattern[str]
    indonesian: re.Pattern[str]


def made_up(indonesian: str, english: str) -> list[str]:
    """The English words of a matter that the Indonesian has nothing of, one a matter.

    "Polisi Tembakkan Gas Air Mata" is no "Police Kills People".
    """
    found = (matter.english.search(english) for matter in _told(indonesian))
    return [word[0] for word in found if word]


def lost_of(indonesian: str, english: str) -> list[str]:
    """What amounts of money are of, in Indonesian, where the English does not tell it.

    "Pendapatan Rp620 triliun dan belanja Rp612 triliun" has two amounts of two things.
    """
    rows = {word.casefold() for word in _amount().findall(indonesian)}
    return sorted(word for word in rows if not _amounts()[word].search(english))


@cache
def _amounts() -> dict[str, re.Pattern[str]]:
    """What an amount may be of, in Indonesian, and the English that tells it."""
    rows = table("matters")["amounts"]
    return {word: re.compile(english, re.IGNORECASE) for word, english in rows.items()}


@cache
def _amount() -> re.Pattern[str]:
    """One of the rows, up to three words, and an amount of money."""
    words = "|".join(_amounts())
    return re.compile(rf"\b({words})(?: [\w-]+){{0,3}}? (?:Rp|US\$|USD) ?\d", re.IGNORECASE)


def _told(indonesian: str) -> list[Matter]:
    """The matters that the Indonesian does not tell of."""
    return [matter for matter in matters() if not matter.indonesian.search(indonesian)]


@cache
def matters() -> tuple[Matter, ...]:
    """The rows of ``lang/matters.toml``."""
    return tuple(
        Matter(whole(row["english"]), re.compile(row["indonesian"], re.IGNORECASE))
        for row in table("matters")["matter"]
    )
