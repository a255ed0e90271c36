"""Words that mark a sentence as no plain fact."""

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

from summarizer.voices.words import SOURCE_LANG, Token, phrases, tokens, words

_YET = 8
"""Words between "not" and its "yet"."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A word that marks a sentence as no plain fact: its class and its half-open span of tokens."""

    kind: str
    first: int
    last: int


def modality(text: str, language: str) -> frozenset[str]:
    """How an Indonesian ("id") or English ("en") sentence is marked as no plain fact.

    Out of ``planned``, ``alleged``, ``possible``, ``not yet``, ``denied``, ``conditional``,
    ``hoped`` and ``question``. A mark anywhere in the sentence counts.
    """
    return frozenset(mark.kind for mark in marks(tokens(text), language))


def marks(every: list[Token], language: str) -> list[Mark]:
    """The marks of a text in order."""
    found: list[Mark] = []
    table = phrases(language, "marks")
    negated = -_YET
    i = 0
    while i < len(every):
        hit = table.at(every, i)
        if hit is not None and not _month(every, i):
            if hit[1] != "plain":
                found.append(Mark(hit[1], i, i + hit[0]))
            i += hit[0]
            continue
        if language != SOURCE_LANG:
            if negates(every[i]):
                negated = i
            elif every[i].key == "yet" and i - negated < _YET:
                found.append(Mark("not yet", i, i + 1))
        i += 1
    return found


def negates(token: Token) -> bool:
    """Whether an English word negates."""
    return token.key in words("verbs", "negations") or token.key.endswith("n't")


def _month(every: list[Token], i: int) -> bool:
    """Whether "May" is the month."""
    return every[i].text == "May" and (i > 0 or not every[1:2] or not every[1].word)


class Marked:
    """The words of an English text with its marks, to ask which words they hold.

    With ``negations``, each "not" is a mark of the class ``not yet``, too.
    """

    WINDOW = 10
    """Words between a mark and the verb that it still holds."""
    NEAR = 4
    """The same for "if" and "whether", and for an adverb behind its verb."""

    def __init__(self, every: list[Token], language: str, negations: bool = False) -> None:
        self.every = every
        found = marks(every, language)
        if negations:
            found += [Mark("not yet", k, k + 1) for k, t in enumerate(every) if negates(t)]
        self.marks = sorted(found, key=lambda mark: mark.first)
        self._firsts = [mark.first for mark in self.marks]

    def holds(self, k: int, kinds: frozenset[str]) -> bool:
        """Whether a mark of some class stands before the word at ``k`` in its clause."""
        return any(self._reaches(mark, k) for mark in self._near(k) if mark.kind in kinds)

    def _near(self, k: int) -> Iterator[Mark]:
        begin = bisect_left(self._firsts, k - 2 * self.WINDOW)
        end = bisect_left(self._firsts, k + self.NEAR)
        yield from self.marks[begin:end]

    def _reaches(self, mark: Mark, k: int) -> bool:
        if mark.first > k:
            return self.every[mark.first].key in words("verbs", "doubt")
        reach = self.NEAR if mark.kind in ("conditional", "question") else self.WINDOW
        between = self.every[mark.last : k]
        return 0 <= k - mark.last < reach and not any(t.key in _CLAUSE for t in between)

    def governed(self, mark: Mark) -> int | None:
        """The place of the verb that a mark holds: the first word behind it that is no help."""
        for k in range(mark.last, min(len(self.every), mark.last + self.WINDOW)):
            token = self.every[k]
            if not token.word:
                return None
            if token.key not in words("verbs", "light") and not token.key.endswith("ly"):
                plain = not token.capital and token.key.isalpha() and len(token.key) > 1
                return k if plain else None
        return None


_CLAUSE = frozenset(", ; : but while which who because although after before when".split())
"""Words that end what a mark holds."""
