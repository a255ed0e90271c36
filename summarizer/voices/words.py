"""The words of a text, and lists of words and phrases over them."""

import re
import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

SOURCE_LANG = "id"
TARGET_LANG = "en"

_SHORT = r"['’](?:ll|re|ve|d|m)\b"
_INNER = rf"(?!{_SHORT})[-'’.&/][^\W_]+"
_TOKEN = re.compile(rf"(?:[A-Za-z]\.){{2,}}|[^\W_]+(?:{_INNER})*|{_SHORT}|[^\w\s]")


@dataclass(frozen=True, slots=True)
class Token:
    """A word or a punctuation mark of a text: ``[start, end)``, as written and in small letters."""

    start: int
    end: int
    text: str
    key: str

    @property
    def word(self) -> bool:
        return self.text[0].isalnum()

    @property
    def capital(self) -> bool:
        return self.text[0].isupper()


def tokens(text: str) -> list[Token]:
    """The words and marks of a text, in order; "U.S." and "Su-35" are one each."""
    return [
        Token(m.start(), m.end(), m.group(), m.group().lower().replace("’", "'"))
        for m in _TOKEN.finditer(text)
    ]


class Phrases:
    """Phrases with labels, to be found at a place in a list of words, the longest first.

    The last word of a phrase may end in ``*``, which stands for any ending.
    """

    def __init__(self, labelled: Iterable[tuple[str, str]]) -> None:
        self._exact: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        for phrase, label in labelled:
            parts = tuple(phrase.split())
            self._exact.setdefault(parts[0], []).append((parts, label))
        for found in self._exact.values():
            found.sort(key=lambda pair: -len(pair[0]))

    def at(self, every: Sequence[Token], i: int) -> tuple[int, str] | None:
        """How many words the phrase at ``i`` has, and its label."""
        for parts, label in self._exact.get(every[i].key, ()):
            inside = every[i : i + len(parts)]
            if len(inside) == len(parts) and all(
                token.key == part for token, part in zip(inside, parts, strict=True)
            ):
                return len(parts), label
        return None


@cache
def phrases(language: str, table: str) -> Phrases:
    """The phrases of a table of the data file such as ``verb``, with the key as their label."""
    rows: dict[str, str] = data()[language][table]
    return Phrases((phrase, label) for label, row in rows.items() for phrase in row.split("|"))


@cache
def words(language: str, name: str) -> frozenset[str]:
    """A list of words of the data file."""
    return frozenset(data()[language][name].split())


@cache
def data() -> dict[str, Any]:
    source = resources.files("summarizer").joinpath("lang", "voices.toml")
    return tomllib.loads(source.read_text(encoding="utf-8"))
