"""A page as lines, each with what its shape says about it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from summarizer.clean.rules import load_rules

PARAGRAPH, SENTENCE, OPEN, INTRO, OTHER = "paragraph", "sentence", "open", "intro", "other"

_BULLET = re.compile(r"(?:[•◦▪‣●*–-]|\(?\d{1,2}[.)]|\(?[a-z][.)])\s+(?=\S)")
_STOP = ".?!…。！？"
_CLOSERS = "\"”“’'»)]*■□ "
# "... upaya”. (Samudra.com/Rina Wardana)" ends its sentence before the bracket.
_CREDITED = re.compile(r"[.?!…][\"”’')]{0,2} ?[(\[][^()\[\]]{1,60}[)\]]\W{0,4}$")
# One question or exclamation and nothing else: a headline as likely as running text.
_CRY = re.compile(r"[^.?!]*[?!]+[\"”’']?")
_WORD = re.compile(r"[^\W\d_][\w'’-]*")
_LATIN_ENDS = 0x24F

SHORTEST_PARAGRAPH = 60
"""Characters. Headlines with a full stop and most captions are shorter, paragraphs longer."""
LONG_LINE = 200
SHORTEST_OPEN = 80


@dataclass(frozen=True, slots=True)
class Line:
    """A non-blank line: ``number`` counts from 1 in the body, ``text`` has single spaces.

    ``kind`` is a paragraph (long and ending as a sentence does), a sentence (short), open (long
    running text without an end), an intro (ends with a colon) or other: labels, headlines,
    captions. ``gap``: a blank line stands before it. ``titled`` is the share of words, function
    words aside, that begin with a capital.
    """

    number: int
    text: str
    gap: bool
    kind: str
    bullet: bool
    titled: float
    words: int

    @property
    def running(self) -> bool:
        """Whether the line is surely text that somebody wrote as a sentence."""
        return self.kind in (PARAGRAPH, SENTENCE)

    @property
    def cry(self) -> bool:
        """Whether the line is one question or exclamation, as headlines are too."""
        return bool(_CRY.fullmatch(self.text[:300]))

    @property
    def stopped(self) -> bool:
        """Whether the line ends as a sentence does."""
        return ends_sentence(self.text)


def read_lines(body: str) -> tuple[Line, ...]:
    """The non-blank lines of a body; one wrapped at a fixed width is unwrapped first."""
    found: list[tuple[int, str, bool]] = []
    gap = True
    for number, raw in enumerate(body.split("\n"), start=1):
        text = " ".join(raw.split())
        if text:
            found.append((number, text, gap))
        gap = not text
    if _is_wrapped(found):
        found = _unwrap(found)
    return tuple(_line(number, text, gap) for number, text, gap in found)


def _line(number: int, text: str, gap: bool) -> Line:
    bullet = _BULLET.match(text)
    bare = text[bullet.end() :] if bullet else text
    words = _WORD.findall(bare)
    function = load_rules().function
    running = sum(word in function for word in words)
    content = [word for word in words if word.lower() not in function]
    titled = sum(word[0].isupper() for word in content) / len(content) if content else 0.0
    kind = _kind(bare, words, titled, running)
    return Line(number, text, gap, kind, bullet is not None, titled, len(words))


def _kind(text: str, words: Sequence[str], titled: float, running: int) -> str:
    lower = sum(word[0].islower() for word in words)
    if ends_sentence(text):
        if not _is_latin(text):
            return PARAGRAPH if len(text) >= SHORTEST_PARAGRAPH // 2 else SENTENCE
        if len(words) < 3 or not lower or (_CRY.fullmatch(text[:300]) and titled >= 0.6):
            return OTHER
        plain = len(text) >= SHORTEST_PARAGRAPH and lower >= 3 and titled < 0.9
        return PARAGRAPH if plain and not _CRY.fullmatch(text[:300]) else SENTENCE
    if len(text) >= LONG_LINE and running >= 4 and titled < 0.8:
        return PARAGRAPH
    if text.endswith(":") and len(words) >= 3:
        return INTRO
    if len(text) >= SHORTEST_OPEN and running >= 3 and titled < 0.6:
        return OPEN
    return OTHER


def ends_sentence(text: str) -> bool:
    """Whether the text closes with a full stop, question or exclamation mark, or an ellipsis."""
    return text[-200:].rstrip(_CLOSERS)[-1:] in _STOP_SET or bool(_CREDITED.search(text[-120:]))


_STOP_SET = frozenset(_STOP)


def _is_latin(text: str) -> bool:
    letters = [c for c in text[:200] if c.isalpha()]
    return sum(ord(c) <= _LATIN_ENDS for c in letters) * 2 >= len(letters)


def words_of(text: str) -> list[str]:
    """The lower-cased words and figures of a text, punctuation aside."""
    return re.findall(r"\w+", text.lower())


def content_words(text: str) -> set[str]:
    """The words that say what a text is about: four letters or more, no function words."""
    function = load_rules().function
    return {word for word in words_of(text) if len(word) >= 4 and word not in function}


def related(text: str, vocabulary: set[str]) -> float:
    """The share of the text's content words that the vocabulary holds; 0 for a text without any."""
    own = content_words(text)
    return len(own & vocabulary) / len(own) if own else 0.0


def _is_wrapped(found: Sequence[tuple[int, str, bool]]) -> bool:
    # Prose wrapped at a width: most lines are of that width, stop nowhere, and go on in lower case.
    broken = sum(
        40 <= len(here[1]) <= 120 and not ends_sentence(here[1]) and _goes_on(after)
        for here, after in pairwise(found)
    )
    return broken >= 5 and broken >= 0.4 * len(found)


def _goes_on(line: tuple[int, str, bool]) -> bool:
    return not line[2] and line[1][0].islower()


def _unwrap(found: Sequence[tuple[int, str, bool]]) -> list[tuple[int, str, bool]]:
    blocks: list[tuple[int, list[str], bool]] = []
    for number, text, gap in found:
        joins = blocks and not gap and not _BULLET.match(text)
        if joins and (text[0].islower() or not ends_sentence(blocks[-1][1][-1])):
            blocks[-1][1].append(text)
        else:
            blocks.append((number, [text], gap))
    return [(number, " ".join(parts), gap) for number, parts, gap in blocks]
