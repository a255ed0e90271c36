"""One telling of a fact with what another article adds to the same fact in a clause of its own."""

import re
from collections.abc import Sequence
from itertools import permutations

from summarizer.data import Passage
from summarizer.days import told_day
from summarizer.parts import detached
from summarizer.verify.words import WORD, bare, content, names, negated

SAME = 0.8
"""Share of the content words of what stands before the clause that the other telling has, too."""

LEAST_WORDS = 4

_TAIL = re.compile(
    r",? (?:but|although|though|because|after|before|despite|so that) (?=[a-z])[^;:\"“”]*$"
)
_POINTING = re.compile(
    r"\b(?:he|she|it|they|him|her|them|his|hers|its|their|this|that|these|those|there|then|the two|"
    r"both|former|latter|such|same|also|too)\b",
    re.IGNORECASE,
)
_SPOKEN = re.compile(r"[\"“”]|, [^,]{3,60} (?:said|says|added|told [^,]{3,30})[.]?$")


def extended(passages: Sequence[Passage]) -> tuple[str, tuple[Passage, ...]] | None:
    """(the sentence, its two passages): one passage word for word, then a clause of another.

    "Putin received an invitation from Kim, KCNA reported" and "Putin received an invitation to
    visit, but the date has not been set" give the first with "but the date has not been set". What
    stands before the clause must be told by the first passage; the clause points to nothing that
    only its own sentence names, and the first passage has no such clause and ends no quotation.
    """
    for one, other in permutations(passages, 2):
        told, given = detached(one.english), detached(other.english)
        found = _TAIL.search(given)
        if not found or one.sentence.article == other.sentence.article or not _current(one, other):
            continue
        if _adds(told, given[: found.start()], found[0]):
            comma = "" if found[0].startswith(",") else ","
            return told.rstrip(".") + comma + found[0], (one, other)
    return None


def _named(core: str) -> set[str]:
    """Its names ("korea" where the other may say "Korean") and its first word, often one too."""
    return {*names(core), *(bare(word) for word in WORD.findall(core)[:1])} - _ARTICLES


def _words(text: str) -> set[str]:
    return {bare(word) for word in WORD.findall(text)}


_ARTICLES = frozenset(("a", "an", "the"))


def _current(one: Passage, other: Passage) -> bool:
    """Whether what ``other`` adds still held when ``one`` was written, and is of no other day."""
    days = {day for p in (one, other) if (day := told_day(p))}
    dates = [p.sentence.article.date for p in (one, other)]
    written = [date.value[: len("2018-10-07")] for date in dates if date]
    return len(days) < 2 and written == sorted(written)


def _adds(told: str, core: str, tail: str) -> bool:
    """Whether ``core`` says nothing that ``told`` does not, and ``tail`` something that it may."""
    if _SPOKEN.search(told) or _TAIL.search(told) or _POINTING.search(tail):
        return False
    words, known = content(core), content(told)
    return (
        len(tail.split()) > LEAST_WORDS
        and len(words & known) >= SAME * max(1, len(words))
        and all(any(word.startswith(name) for word in _words(told)) for name in _named(core))
        and negated(core) == negated(told)
        and len(content(tail) & known) <= len(content(tail)) / 2
        and bool(_words(tail) - _words(told))
    )
