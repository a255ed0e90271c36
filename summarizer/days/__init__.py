"""The days that sentences name, and full dates in the sentences of a brief.

``resolve`` gives the days of an Indonesian, Malay or English sentence from its words and its
article's date; ``told`` those of a passage, with what its article adds; ``in_full`` writes them out
in an English sentence made from passages. Pure functions over text: no model, no stage.
"""

from summarizer.days.full import in_full, unresolved
from summarizer.days.match import named_days, told_days
from summarizer.days.model import Contradiction, Resolved
from summarizer.days.order import has_own_report, in_time, two_days
from summarizer.days.passages import own_day, told, told_day
from summarizer.days.resolve import contradictions, resolve
from summarizer.days.window import written

__all__ = [
    "Contradiction",
    "Resolved",
    "contradictions",
    "has_own_report",
    "in_full",
    "in_time",
    "named_days",
    "own_day",
    "resolve",
    "told",
    "told_day",
    "told_days",
    "two_days",
    "unresolved",
    "written",
]
