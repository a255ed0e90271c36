"""Whether a passage needs the sentence before it, in either language."""

import re
from functools import lru_cache

from summarizer.data import Passage
from summarizer.days import told_day
from summarizer.evidence.marks import is_dependent, is_timed_by_another, of_several, unlinked
from summarizer.names import names
from summarizer.parts import detached
from summarizer.pronouns import DIA
from summarizer.voices import speakers
from summarizer.wording import BY_SOMEBODY

DANGLING = re.compile(
    r"(he|his|she|her|it|its|they|their|this|that|these|those|also|but|however|and"
    r"|the figure(?! of))\b",
    re.IGNORECASE,
)
"""An English opening that needs the sentence before it."""


ALIKE_TOO = re.compile(
    r"\bpun (?:tidak|tak|belum|sama)\b|^(?:angka|data|hitungan|jumlah) (?:berbeda|lain)\b",
    re.IGNORECASE,
)
"""What is likened to something further up: "Hitungan korban luka pun tidak sama", "Angka berbeda
datang dari" the dead that stand before the wounded of the last sentence."""


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


def points_to(before: Passage, passage: Passage) -> bool:
    """Whether a passage finds what it points to in the sentence before it.

    One of "keduanya" needs so many names, "ia mengatakan" a person: behind "Polri mengakui", it is
    one of further up.
    """
    text = passage.sentence.text
    if ALIKE_TOO.search(text):
        return False
    told = names(before.sentence.text, "id")
    if sum(name.kind == "other" for name in told) < of_several(text):
        return False
    somebody = (s for s in speakers(text, "id") if s.name.casefold() in DIA)
    if all(names(text[: speaker.start], "id") for speaker in somebody):
        return True
    said = [speaker.name for speaker in speakers(before.sentence.text, "id")]
    return not said or any(map(_person, said)) or any(name.kind == "person" for name in told)


def _person(speaker: str) -> bool:
    """Whether a speaker is a person: not "BNPB", "Polri", "Kepolisian Malang"."""
    kinds = {name.kind for name in names(speaker, "id")}
    return not kinds or bool(kinds & {"person", "other"})


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
