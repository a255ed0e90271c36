"""Finds every typed value of a sentence."""

from collections.abc import Callable
from decimal import Decimal

from summarizer.quantities import calendar, marks
from summarizer.quantities.amounts import amount
from summarizer.quantities.clock import clock
from summarizer.quantities.model import Value, lexicon
from summarizer.quantities.numerals import VULGAR
from summarizer.quantities.tokens import Found, Scan, scan

Rule = Callable[[Scan, int], Found | None]

# The first rule that fits a token takes it. Each looks at a bounded number of tokens or consumes
# what it looks at, so the whole is linear in the length of the text.
_RULES: tuple[Rule, ...] = (
    marks.address,
    clock,
    calendar.weekday,
    calendar.numeric_date,
    calendar.written_date,
    calendar.year,
    marks.score,
    marks.identifier,
    marks.ordinal,
    marks.magnitude,
    amount,
    marks.roman,
    marks.multiple,
)


def values(text: str, language: str) -> list[Value]:
    """Every value stated in the text, in order, without overlaps.

    ``language`` is ``"id"``, ``"ms"`` or ``"en"``; ValueError for any other. Linear in the length
    of the text. Digits that fit no form ("1,2,3") come out as one number each.
    """
    scanned = scan(text, lexicon(language))
    found: list[Value] = []
    i = 0
    while i < len(scanned.tokens):
        hit = _hit(scanned, i) if _promising(scanned, i) else None
        if hit is None:
            found += _loose_digits(scanned, i)
            i += 1
        else:
            found += hit[0]
            i = hit[1]
    return found


def _hit(scanned: Scan, i: int) -> Found | None:
    return next((hit for rule in _RULES if (hit := rule(scanned, i))), None)


def _promising(scanned: Scan, i: int) -> bool:
    """Whether a rule may fit: a cheap test that passes over most words and all plain marks."""
    token, words = scanned.at(i), scanned.words
    if token.kind != "w":
        return token.kind != "p" or token.text in VULGAR
    if token.low in words.known or token.text.isupper():
        return True
    if words.language == "id" and token.low.startswith("ke"):
        return True
    if words.language == "en" and token.low.endswith("ties"):
        return True
    after = scanned.at(i + 1)
    return after.end > 0 and after.start == token.end and after.kind != "w"


def _loose_digits(scan: Scan, i: int) -> list[Value]:
    token = scan.at(i)
    if token.kind != "n":
        return []
    if len(token.text) > 30:
        name = token.text.replace(".", "").replace(",", "")
        return [Value("identifier", name, token.start, token.end, token.text)]
    parts, at = [], token.start
    for part in token.text.replace(".", ",").split(","):
        parts.append(Value("number", Decimal(part), at, at + len(part), part))
        at += len(part) + 1
    return parts
