"""Whether a passage needs the sentence before it, in either language."""

import re
from functools import lru_cache

from summarizer.data import Passage
from summarizer.days import told_day
from summarizer.evidence.marks import is_dependent, is_timed_by_another, unlinked
from summarizer.parts import detached
from summarizer.wording import BY_SOMEBODY

DANGLING = re.compile(
    r"(he|his|she|her|it|its|they|their|this|that|these|those|also|but|however|and"
    r"|the figure(?! of))\b",
    re.IGNORECASE,
)
"""An English opening that needs the sentence before it."""


ALIKE_TOO = re.compile(r"\bpun (?:tidak|tak|belum|sama)\b", re.IGNORECASE)
"""What is likened to something further up: "Hitungan korban luka pun tidak sama"."""


SPOKEN = re.compile(
    rf", (?:{BY_SOMEBODY}|on the other hand|by contrast|meanwhile|however),",
    re.IGNORECASE,
)
"""Within a sentence it points to another one: "The committee, he continued, found"."""


def leans(passage: Passage) -> bool:
    """Whether it needs the sentence before it, also without what only links it to that one."""
    return _leans(*loose(passage))


@lru_cache(maxsize=4096)
def _leans(english: str, text: str) -> bool:
    return bool(DANGLING.match(english) or SPOKEN.search(english)) or is_dependent(text)


def loose(passage: Passage) -> tuple[str, str]:
    """Its English and Indonesian without the words that link it to the sentence before."""
    return _loose(passage.english, passage.sentence.text)


@lru_cache(maxsize=4096)
def _loose(told: str, text: str) -> tuple[str, str]:
    english, bare = detached(told), unlinked(text)
    linked = bare != text and (english != told or english.startswith("As for "))
    return english, bare if linked else text


def timed(passage: Passage) -> bool:
    """Whether its day or hour was told by the sentence before, and by itself it has none."""
    return is_timed_by_another(passage.sentence.text) and not told_day(passage)
