"""How sure, how exact, how much of it: words that limit what is told, lost or made up."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from summarizer.patterns import table, whole


@dataclass(frozen=True, slots=True)
class Hedge:
    """Indonesian words that make a statement less sure or exact, and the English that does so.

    ``approximate``: words such as "about" answer for it, too, where the sentence has no word of its
    own for them. ``ask``: the usual English forms.
    """

    word: re.Pattern[str]
    unless: re.Pattern[str] | None
    right: re.Pattern[str]
    ask: tuple[str, ...]
    approximate: bool = False


def lost_hedges(indonesian: str, english: str) -> list[tuple[str, tuple[str, ...]]]:
    """(Indonesian words, usual English forms) for each hedge that the English does not answer.

    "sekitar 30 orang diperkirakan masih berada di bawah puing" is no "about 30 people were still
    under the rubble".
    """
    found = []
    for hedge in _hedges():
        word = hedge.word.search(indonesian)
        if not word or (hedge.unless and hedge.unless.search(indonesian)):
            continue
        if hedge.right.search(english) or (hedge.approximate and _inexact(indonesian, english)):
            continue
        found.append((word[0].lower(), hedge.ask))
    return found


def made_up_hedges(indonesian: str, english: str) -> list[str]:
    """The English words that make a figure inexact ("about two weeks") where no Indonesian does."""
    if _about("indonesian").search(indonesian):
        return []
    return [m[0].split()[0].lower() for m in _about("english").finditer(english)]


def _inexact(indonesian: str, english: str) -> bool:
    """Whether more figures are "about" in English than the Indonesian has words for."""
    own = len(_SEKITAR.findall(indonesian))
    return len(_about("english").findall(english)) > own


_SEKITAR = re.compile(r"\b(?:sekitar|kira-kira|kurang lebih|hampir|nyaris)\b", re.IGNORECASE)


@cache
def _hedges() -> tuple[Hedge, ...]:
    return tuple(
        Hedge(
            whole(row["word"]),
            whole(row["unless"]) if "unless" in row else None,
            whole(row["right"]),
            tuple(row["ask"]),
            row.get("approximate", False),
        )
        for row in _data()["hedge"]
    )


@cache
def _about(key: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{_data()['about'][key]})", re.IGNORECASE)


@cache
def _data() -> Mapping[str, Any]:
    return table("hedges")
