"""Whether two spellings may be one name."""

import re
import unicodedata
from functools import cache, lru_cache

from summarizer.names.table import read_data

# Lengths of folded words from which one or two letters may differ. Below five letters too many
# names are neighbours (Bali and Mali, Iran and Irak).
_ONE_LETTER_FROM = 5
_TWO_LETTERS_FROM = 8
_SHORTEST_BASE = 4


@lru_cache(maxsize=100_000)
def fold(key: str) -> str:
    """A word in small letters with what Indonesian and English use for one sound made one.

    Nikolay and Nikolai, Riyad and Riyadh, Muchtar and Mukhtar come out alike.
    """
    plain = "".join(c for c in unicodedata.normalize("NFKD", key) if not unicodedata.combining(c))
    for pattern, put in _respelling():
        plain = pattern.sub(put, plain)
    return plain


@cache
def _respelling() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(old), new) for old, new in read_data()["spelling"]["one_sound"])


def alike(one: str, other: str) -> bool:
    """Whether two words in small letters may be spellings of one name, or it and its adjective."""
    if one == other:
        return True
    a, b = fold(one), fold(other)
    if a == b or _adjective(one, other) or _adjective(a, b) or _swapped(a, b):
        return True
    short, long = sorted((a, b), key=len)
    allowed = (len(short) >= _ONE_LETTER_FROM) + (len(short) >= _TWO_LETTERS_FROM)
    return len(long) - len(short) <= allowed and _distance(a, b) <= allowed


def _adjective(one: str, other: str) -> bool:
    """Whether one word is the other with an ending: "Kurdi" and "Kurdish"."""
    base, long = sorted((one, other), key=len)
    if len(base) < _SHORTEST_BASE or not long.startswith(base[:-1]):
        return False
    if long.startswith(base) and long[len(base) :] in _endings("adjective"):
        return True
    return len(base) > _ONE_LETTER_FROM and long[len(base) - 1 :] in _endings("adjective_for_vowel")


@cache
def _endings(name: str) -> frozenset[str]:
    return frozenset(read_data()["affix"][name].split())


def _swapped(a: str, b: str) -> bool:
    """Whether two words differ by two neighbouring letters in each other's place."""
    if len(a) != len(b) or len(a) < _SHORTEST_BASE:
        return False
    apart = [i for i, (x, y) in enumerate(zip(a, b, strict=True)) if x != y]
    return len(apart) == 2 and apart[1] == apart[0] + 1 and a[apart[0]] == b[apart[1]]


def _distance(a: str, b: str) -> int:
    """Letters to add, drop or change to make one word the other."""
    row = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        last, row[0] = row[0], i
        for j, y in enumerate(b, 1):
            last, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, last + (x != y))
    return row[-1]
