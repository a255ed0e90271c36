"""Whether a word is an everyday one: lists of stems, and the affixes that may be on them."""

import re
from collections.abc import Container, Iterator
from functools import cache, lru_cache

from summarizer.names.table import SOURCE_LANG, read_data, words

_SHORTEST_STEM = 4
_SHORTEST_STEM_EN = 3


@lru_cache(maxsize=100_000)
def ordinary(key: str, language: str) -> bool:
    """Whether a word in small letters is an everyday word of the language, affixes allowed for."""
    return key not in words(f"name_{language}") and known(key, language, words(language))


def known(key: str, language: str, vocabulary: Container[str]) -> bool:
    """Whether a word or, its affixes taken off, its stem is in the vocabulary."""
    stems = _stems_id(key) if language == SOURCE_LANG else _stems_en(key)
    return any(stem in vocabulary for stem in stems)


def looks_derived(key: str, language: str) -> bool:
    """Whether the affixes of an unknown word say that it is an everyday one."""
    return bool(_derived(language).match(key))


@cache
def _derived(language: str) -> re.Pattern[str]:
    return re.compile(read_data()["affix"][f"derived_{language}"])


def _stems_id(key: str) -> Iterator[str]:
    bases = [key]
    for _ in range(2):
        bases += [
            base[: -len(suffix)]
            for base in bases
            for suffix, _ in _affixes("suffix_id")
            if base.endswith(suffix) and len(base) - len(suffix) >= _SHORTEST_STEM
        ]
    yield from bases
    for _ in range(2):
        bases = [
            letter + base[len(prefix) :]
            for base in bases
            for prefix, letter in _affixes("prefix_id")
            if base.startswith(prefix) and len(base) - len(prefix) + len(letter) >= _SHORTEST_STEM
        ]
        yield from bases


def _stems_en(key: str) -> Iterator[str]:
    yield key
    stems = [
        key[: -len(end)] + put
        for end, put in _affixes("ending_en")
        if key.endswith(end) and len(key) - len(end) >= _SHORTEST_STEM_EN
    ]
    stems += [stem[:-1] for stem in stems if len(stem) > _SHORTEST_STEM and stem[-1] == stem[-2]]
    yield from stems
    for base in (key, *stems):
        for begin, _ in _affixes("beginning_en"):
            if base.startswith(begin) and len(base) - len(begin) >= _SHORTEST_STEM:
                yield base[len(begin) :]


@cache
def _affixes(name: str) -> tuple[tuple[str, str], ...]:
    """Affixes and what stands in their place in the stem: "meny" for "s", "ies" for "y"."""
    pairs = (item.partition(">") for item in read_data()["affix"][name].split())
    return tuple((affix, put) for affix, _, put in pairs)
