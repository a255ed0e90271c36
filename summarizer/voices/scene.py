"""A sentence as the search for speakers reads it: its words, and what the lists say of each."""

import re
from dataclasses import dataclass

from summarizer.voices.words import SOURCE_LANG, Token, tokens, words

REACH = 40
"""Tokens that are looked at on one side of a verb, which keeps the search linear."""

LONGEST = 14
"""Words in a name with its office; a longer one is a clause."""

QUOTES = frozenset("\"“”'‘’«»")
_PAUSES = frozenset(",;:.?!…–—-()[]") | QUOTES
_BRACKET = 12
"""Tokens in a pair of brackets."""
_VERB = re.compile(r"(?:me[mnlrwy]|di|ber|ter)[a-z]{3,}$")


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who says something in a sentence: ``name == text[start:end]``, half-open, in code points.

    ``name`` is as written, with the office; it may be a pronoun. ``act`` is one of ``says``,
    ``announces``, ``quotes`` (a source is named), ``asks``, ``asked`` (was asked), ``denies``,
    ``accuses``, ``thinks``, ``worries``, ``hopes``, ``urges``, ``promises`` and ``withholds``
    (does not say).
    """

    name: str
    act: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Event:
    """A speaker, and the half-open span of tokens of the word or phrase of speech."""

    speaker: Speaker
    first: int
    last: int


Span = tuple[int, int]
"""Offsets into a text, half-open."""


@dataclass(frozen=True, slots=True)
class Scene:
    """The tokens of a text in a language, with questions about the token at a place."""

    text: str
    language: str
    every: list[Token]

    @classmethod
    def of(cls, text: str, language: str) -> "Scene":
        return cls(text, language, tokens(text))

    def key(self, i: int) -> str:
        """The word at ``i`` in small letters, or nothing past the ends."""
        return self.every[i].key if 0 <= i < len(self.every) else ""

    def capital(self, i: int) -> bool:
        return 0 <= i < len(self.every) and self.every[i].capital

    def listed(self, name: str, i: int) -> bool:
        return self.key(i) in words(self.language, name)

    def small(self, name: str, i: int) -> bool:
        """Whether a word of a list stands at ``i``, and not as a part of a name."""
        return self.listed(name, i) and (self.pause(i - 1) or not self.capital(i))

    def pause(self, i: int) -> bool:
        """Whether a mark stands at ``i``, or the text ends there."""
        return not 0 <= i < len(self.every) or self.every[i].text in _PAUSES

    def comma(self, i: int) -> bool:
        return self.key(i) == ","

    def links(self, k: int) -> bool:
        """Whether "and" at ``k`` joins two speakers."""
        return self.small("link", k) and (self.capital(k + 1) or self.listed("people", k + 1))

    def lists(self, k: int) -> bool:
        """Whether a comma at ``k`` parts names of a list: "Sullivan, Cho Tae-yong, dan Akiba"."""
        if not self.comma(k) or not self.capital(k - 1):
            return False
        n = k + 1
        while n - k < 6 and self.capital(n):
            n += 1
        return self.links(n) or (n > k + 1 and self.comma(n) and self.links(n + 1))

    def abbreviates(self, k: int) -> bool:
        """Whether a full stop at ``k`` is inside a name: "Kolonel Inf. Muh. Thohir"."""
        if self.key(k) != "." or not (self.capital(k - 1) and self.capital(k + 1)):
            return False
        return len(self.key(k - 1)) == 1 or self.key(k - 1) in words("names", "abbreviations")

    def adverb(self, k: int) -> bool:
        """Whether a manner is told at ``k``: "secara terbuka", "openly"."""
        if self.language == SOURCE_LANG:
            return self.key(k - 1) == "secara"
        key = self.key(k)
        manner = key.endswith("ly") and len(key) > 4 and not self.listed("not_adverbs", k)
        return manner and not self.capital(k)

    def parts(self, k: int) -> bool:
        """Whether the word at ``k`` belongs to no name: an adverb, a time, a mark."""
        if self.small("link", k):
            return not self.links(k)
        lists = ("prepositions", "skip", "negators", "and", "points")
        mark = not self.every[k].word and not self.abbreviates(k) and not self.lists(k)
        return (
            mark
            or self.listed("times", k)
            or self.adverb(k)
            or any(self.small(name, k) for name in lists)
        )

    def speaks(self, first: int, last: int) -> bool:
        """Whether words may be a speaker: letters, and not only words that point."""
        inside = self.every[first:last]
        if not inside or not any(t.text[0].isalpha() for t in inside):
            return False
        if self.language == SOURCE_LANG and not inside[0].capital and _VERB.match(inside[0].key):
            return self.listed("people", first)
        return not all(self.listed("not_speakers", k) for k in range(first, last) if self.word(k))

    def word(self, k: int) -> bool:
        return 0 <= k < len(self.every) and self.every[k].word

    def opening(self, k: int) -> int:
        """The bracket that the one at ``k`` closes, if it is near, else ``k``."""
        near = range(k - 1, max(-1, k - _BRACKET), -1)
        return next((back for back in near if self.key(back) in ("(", "[")), k)

    def closing(self, k: int) -> int:
        """The place behind the bracket that opens at ``k``, or behind ``k``."""
        if self.key(k) not in ("(", "["):
            return k + 1
        near = range(k, k + _BRACKET)
        return next((n + 1 for n in near if self.key(n) in (")", "]")), k + 1)

    def with_acronym(self, end: int) -> int:
        """The end with the acronym in brackets behind a name: "Badan Pusat Statistik (BPS)"."""
        short = self.key(end) == "(" and self.key(end + 2) == ")"
        return end + 3 if short and self.capital(end + 1) else end

    def span(self, first: int, last: int) -> Span:
        """The offsets of the words from ``first`` up to ``last``."""
        return self.every[first].start, self.every[last - 1].end
