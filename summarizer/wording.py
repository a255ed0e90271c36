"""The words of an English sentence that checks compare."""

import re
from collections.abc import Iterator

WORD = re.compile(r"[^\W\d_][\w'’]*(?:-[\w'’]+)*")
NUMBER = re.compile(r"\d+(?:[.,:/]\d+)*")
NEGATION = re.compile(
    r"\b(?:not|no|never|none|nothing|nobody|neither|nor|without|cannot|denied|deny|denies|"
    r"denying|refused?|rejects?|rejected|failed|fails?|unclear|unable|yet to)\b|n['’]t\b",
    re.IGNORECASE,
)
LEANING = (
    r"he|she|it|they|this|that|these|those|also|but|however|and|of th\w+|later|earlier|several"
    r"|(?:as of|by|until|at|on|since|after|before|during|in) (?:th(?:at|is|ese|ose|en)\b|the same)"
)
"""Words, for a pattern, that open an English sentence which needs the one before it."""

BY_SOMEBODY = r"(?:he|she|they) (?:said|added|continued|explained|stressed)"
"""Words, for a pattern, of somebody whom another sentence names."""

MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
WEEKDAYS = "(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
"""Their names, for a pattern."""

STEM = 5


def numbers(text: str) -> list[str]:
    """Figures without their thousands' commas."""
    return [n.replace(",", "") for n in NUMBER.findall(text)]


def names(text: str) -> Iterator[str]:
    """Capitalised words that do not merely open the sentence."""
    words = list(WORD.finditer(text))
    for i, word in enumerate(words):
        if word[0][0].isupper() and (i > 0 or sum(c.isupper() for c in word[0]) > 1):
            yield bare(word[0])


def bare(word: str) -> str:
    """A word in small letters without its possessive ending: Russia's and Russia are one."""
    return re.sub(r"['’]s?$", "", word).casefold()


def negated(text: str) -> bool:
    """Whether the sentence denies something."""
    return bool(NEGATION.search(text))


def content(text: str) -> set[str]:
    """Numbers, and words that carry the fact: no names, which all sentences of an event share."""
    words = {w[:STEM] for w in WORD.findall(text) if w[0].islower() and w not in FUNCTION_WORDS}
    return words | set(numbers(text))


FUNCTION_WORDS = frozenset(
    (
        "a about after again all also although an and any are as at be because been before "
        "being between both but by can could did do does during each for from further had has "
        "have he her him his how if in including into is it its itself may might more most "
        "must no nor not of off on one only or other our out over own said says same she "
        "should since so some such than that the their them then there these they this those "
        "through to too under until up upon was we were what when where whether which while "
        "who whom whose why will with within would"
    ).split()
)
