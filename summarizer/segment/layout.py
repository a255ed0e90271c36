"""Which quotes and brackets of a line close, and which of its spans hold together."""

import re
from bisect import bisect_right
from dataclasses import dataclass

STOPS = frozenset(".?!…")
QUOTES = frozenset("\"“”„‟«»'‘’")

_SIGN = re.compile("[()\\[\\]{}\"“”„‟«»'‘’]")
_WORD = re.compile(r"[^\W\d_]+")
_SINGLE = frozenset("'‘’")
_HELD = 120
"""Longest span that holds together: names and asides are shorter, and a sign left open by mistake
must not swallow the sentences behind it."""
_BEFORE = 40
"""How far back the sign before a quote or bracket is looked for, in code points."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line, the places of its closing signs, and the spans (both signs included) that hold
    together, in order and apart from each other."""

    text: str
    closers: frozenset[int]
    held: tuple[tuple[int, int], ...]

    def around(self, at: int) -> tuple[int, int] | None:
        """The held span that has ``at`` inside, if any."""
        place = bisect_right(self.held, at, key=lambda span: span[0]) - 1
        if place < 0 or not self.held[place][0] < at < self.held[place][1]:
            return None
        return self.held[place]


def lay_out(text: str) -> Line:
    """The line with its closing signs and held spans.

    Quotes are paired by what stands around them, brackets by nesting, none beyond the line.
    """
    closers: list[int] = []
    held: list[tuple[int, int]] = []
    open_signs: dict[str, list[int]] = {"bracket": [], "double": [], "single": []}
    for sign in _SIGN.finditer(text):
        at, char = sign.start(), sign.group()
        kind = "single" if char in _SINGLE else "double" if char in QUOTES else "bracket"
        opened = open_signs[kind]
        if kind == "single" and text[at - 1 : at].isalnum() and text[at + 1 : at + 2].isalnum():
            continue  # an apostrophe: Jum'at
        if char in "([{" or (kind != "bracket" and not _closes(text, at, bool(opened))):
            if kind != "bracket":
                opened.clear()  # quotes do not nest: an earlier one was never closed
            opened.append(at)
            continue
        closers.append(at)
        start = opened.pop() if opened else None
        if start is not None and at - start <= _HELD:
            nested = kind == "single" and bool(open_signs["double"])
            if nested or not _stands_alone(text, start, at):
                held.append((start, at))
    return Line(text, frozenset(closers), _union(held))


def _closes(text: str, at: int, is_open: bool) -> bool:
    """Whether the quote at ``at`` closes.

    What stands around it decides, since outlets take “ for ” and type " for both; the sign itself,
    or whether one is open, decides only where the neighbours tell nothing.
    """
    left, right = text[at - 1 : at], text[at + 1 : at + 2]
    opens_here = not left or left.isspace() or left in "([{-–—/\"“„«'‘"
    closes_here = not right or right.isspace() or right in ")]},;:.?!…-–—/\"”»'’"
    if opens_here != closes_here:
        return closes_here
    return text[at] not in "“„«‘" and (text[at] in "”»’" or is_open)


def _stands_alone(text: str, start: int, end: int) -> bool:
    """Whether what the signs at ``start`` and ``end`` enclose are sentences of their own.

    They are at a sentence's start; so is a quotation behind a comma, a colon or a dash, and any
    other that is not written as a name is: film "Siapa Takut? Kami".
    """
    before = text[max(0, start - _BEFORE) : start].rstrip()
    outside = before.rstrip(")]}\"“”„‟«»'‘’([{ ")
    if not outside or outside[-1] in STOPS:
        return True
    if text[start] not in QUOTES:
        return False
    if before[-1] in ",:;-–—(":
        return True
    capitals: list[bool] = [
        word[0].isupper() for word in _WORD.findall(text, start, end) if len(word) > 3
    ]
    return sum(capitals) <= len(capitals) / 2


def _union(spans: list[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """The spans in order, overlapping ones made one."""
    united: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if united and start < united[-1][1]:
            united[-1] = (united[-1][0], max(end, united[-1][1]))
        else:
            united.append((start, end))
    return tuple(united)
