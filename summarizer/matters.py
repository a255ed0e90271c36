"""Grave matters that an English sentence makes up: a death, an arrest, a bomb out of nowhere."""

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
