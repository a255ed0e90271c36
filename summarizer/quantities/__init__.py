"""Typed values of Indonesian and English sentences, and the comparison that guards a translation.

``values`` finds numbers, money, dates, weekdays, times and such; ``mismatches`` says what an
English sentence lost, changed or invented; ``spellings`` are ways to write a value in English;
``without_conversions`` takes out amounts in units that nobody asked for.
Nothing here knows about models or stages.
"""

from summarizer.quantities.compare import differences, mismatches
from summarizer.quantities.conversions import without_conversions
from summarizer.quantities.dayparts import wrong_dayparts
from summarizer.quantities.english import spellings
from summarizer.quantities.model import Value
from summarizer.quantities.ranges import BETWEEN, lost_ranges
from summarizer.quantities.scanner import values

__all__ = [
    "BETWEEN",
    "Value",
    "differences",
    "lost_ranges",
    "mismatches",
    "spellings",
    "values",
    "without_conversions",
    "wrong_dayparts",
]
