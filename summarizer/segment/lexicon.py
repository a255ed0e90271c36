"""The word lists of ``lang/abbreviations.toml``."""

import tomllib
from collections.abc import Set
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Lexicon:
    """One set of words a list of the file, which says what each is for."""

    binds: Set[str]
    before_number: Set[str]
    ends: Set[str]
    may_end: Set[str]
    never_open: Set[str]
    degrees: Set[str]
    lettered: Set[str]
    marked_names: Set[str]
    openers: Set[str]
    suffixes: Set[str]


@cache
def lexicon() -> Lexicon:
    """The lists, read once."""
    source = files("summarizer").joinpath("lang/abbreviations.toml").read_text(encoding="utf-8")
    return Lexicon(**{name: frozenset(words) for name, words in tomllib.loads(source).items()})


def listed(word: str, words: Set[str]) -> bool:
    """Whether the list has the word: its small entries count in any case, an entry with a capital
    only as written or in capitals throughout."""
    return word in words or word.lower() in words or (word.isupper() and word.title() in words)
