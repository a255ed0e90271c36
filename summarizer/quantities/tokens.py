"""Cuts a text into numbers, words, currency signs and marks, each with its offsets."""

import re
from dataclasses import dataclass
from decimal import Decimal

from summarizer.quantities.model import Amount, Lexicon, Value

# One pass, no nested repetition: linear in the length of the text.
_TOKEN = re.compile(
    r"(?P<c>(?:US|AS|AU|A|HK|NZ|Sin|S|C)?\$|[€£¥])"
    r"|(?P<n>[0-9]+(?:[.,][0-9]+)*)"
    r"|(?P<w>[^\W\d_]+(?:['’](?!s\b)[^\W\d_]+)*)"
    r"|(?P<p>[^\s])"
)
# Subscript and full-width digits, one for one so that offsets stay: CO₂ is CO2.
_DIGITS = {first + n: str(n) for first in (0x2080, 0xFF10) for n in range(10)}
HYPHENS = frozenset("-‐‑‒–—")
_LONGEST = 30  # digits; longer runs are serial numbers


@dataclass(frozen=True, slots=True)
class Token:
    """``kind`` is ``n`` (digits), ``w`` (word), ``c`` (currency sign) or ``p`` (other mark)."""

    kind: str
    text: str
    low: str
    start: int
    end: int


END = Token("", "", "", -1, -1)


@dataclass(frozen=True, slots=True)
class Scan:
    """A text, its tokens and the words of its language."""

    text: str
    tokens: list[Token]
    words: Lexicon

    def at(self, index: int) -> Token:
        """The token at the index, or an empty one outside the text."""
        return self.tokens[index] if 0 <= index < len(self.tokens) else END

    def glued(self, index: int) -> bool:
        """Whether the token touches the one before it."""
        return index > 0 and self.at(index).start == self.at(index - 1).end

    def opens(self, index: int) -> bool:
        """Whether the token opens a sentence, where a capital letter says nothing."""
        before = index - 1
        while before > index - 4 and self.at(before).text in ('"', "“", "'", "‘", "(", "”"):
            before -= 1
        return before < 0 or self.at(before).text in (".", "!", "?", ":", "•", "…")

    def named(self, index: int) -> bool:
        """Whether the token is capitalised where no sentence opens: likely part of a name."""
        return self.at(index).text[:1].isupper() and not self.opens(index)

    def value(self, kind: str, amount: Amount, i: int, j: int) -> Value:
        """The value that the tokens from i to before j state."""
        start, end = self.at(i).start, self.at(j - 1).end
        return Value(kind, amount, start, end, self.text[start:end])


Found = tuple[list[Value], int]
"""What a rule finds: its values, and the index of the token after them."""


def scan(text: str, words: Lexicon) -> Scan:
    """The text cut into tokens; Indonesian words are looked up without the ending -nya."""
    tokens = []
    for match in _TOKEN.finditer(text.translate(_DIGITS)):
        low = match.group().lower()
        if words.language == "id" and low.endswith("nya") and low[:-3] in words.countable:
            low = low[:-3]
        tokens.append(Token(match.lastgroup or "p", match.group(), low, *match.span()))
    return Scan(text, tokens, words)


def digits(text: str, language: str) -> tuple[Decimal, ...]:
    """What a digit token may mean, the likeliest first; empty if it is no one number.

    Indonesian writes 1.600,5 and English 1,600.5. Indonesian texts write the English way too where
    it cannot be misread ("1.5", "1,234,567.8"); "2,500" is read both ways. English is read
    strictly, because "1.600 km" left as it was is a wrong translation.
    """
    if len(text) > _LONGEST:
        return ()
    point, comma = (",", ".") if language == "id" else (".", ",")
    if text.isdigit():
        return (Decimal(text),)
    if re.fullmatch(rf"[1-9]\d{{0,2}}(?:[{comma}]\d{{3}})+(?:[{point}]\d+)?", text, re.ASCII):
        return (Decimal(text.replace(comma, "").replace(point, ".")),)
    if re.fullmatch(rf"\d+[{point}]\d+", text, re.ASCII):
        plain = Decimal(text.replace(point, "."))
        grouped = re.fullmatch(rf"[1-9]\d{{0,2}}[{point}]\d{{3}}", text, re.ASCII)
        if grouped and language == "id":
            return (plain, Decimal(text.replace(point, "")))
        return (plain,)
    if re.fullmatch(rf"\d+[{comma}]\d+", text, re.ASCII):
        return (Decimal(text.replace(comma, ".")),)
    if re.fullmatch(rf"[1-9]\d{{0,2}}(?:[{point}]\d{{3}})+(?:[{comma}]\d+)?", text, re.ASCII):
        return (Decimal(text.replace(point, "").replace(comma, ".")),)
    return ()
