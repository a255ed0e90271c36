"""Passages -> groups: what the brief is written from, and in which order.

``choose`` clusters passages that tell one fact, ranks the groups, takes the best that tell
something new and lays them out as the event went.
"""

from summarizer.evidence.groups import Choice, choose
from summarizer.evidence.leaning import leans
from summarizer.evidence.likeness import Embedded

__all__ = ["Choice", "Embedded", "choose", "leans"]
