"""What is known of each word of a text before names are looked for."""

import re

from summarizer.names.table import Hit, Token, words
from summarizer.names.vocabulary import ordinary

_NO_NAME = re.compile(r"^(?:Rp|US|AS|No|[A-Z]?)\d+$|^I['’]|^Rp$|['’](?:ll|re|ve|d|m|t)$")
_CURRENCY = frozenset("$€£")
_SENTENCE_END = re.compile(r"(^|[.!?:;…]|[-–—]\s|\n)[\s\"'“”‘’«»()\[\]*•-]*$")
_STATEMENT = re.compile(r"[.!?…][\s\"'”’»)\]]*$")
# Share of the words of four letters or more; a headline of a dozen words has one or two in small
# letters at most, a sentence full of names rarely comes so high and ends in a full stop.
_HEADLINE_SHARE = 0.8


class Marks:
    """What is known of each word of a text: plain (an everyday word), opening, banned."""

    def __init__(self, text: str, every: list[Token], language: str) -> None:
        self.language = language
        self.headline = not _STATEMENT.search(text) and _headline(every)
        self.plain = [ordinary(t.key, language) for t in every]
        self.opening = [
            bool(_SENTENCE_END.search(text, max(0, t.start - 12), t.start)) for t in every
        ]
        dates, particles = words(f"date_{language}"), words(f"particle_{language}")
        self.banned = [
            bool(_NO_NAME.search(t.text))
            or text[t.end : t.end + 1] in _CURRENCY
            or (t.key in dates and not t.acronym)
            for t in every
        ]
        self.particle = [t.key in particles for t in every]
        self.head = [t.key in words(f"head_{language}") for t in every]
        self.title = [t.key in words(f"title_{language}") for t in every]

    def ban(self, hit: Hit) -> None:
        """Take the words of a form that is no name here out of all names."""
        for i in range(hit.first, hit.last):
            self.banned[i] = True


def _headline(every: list[Token]) -> bool:
    """Whether the words of a text are capital as in a headline, so that capitals say little."""
    long = [t for t in every if len(t.text) > 3]
    return len(long) > 2 and sum(t.capital for t in long) > _HEADLINE_SHARE * len(long)
