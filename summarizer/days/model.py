"""What resolving gives."""

from dataclasses import dataclass

from summarizer.data import Resolved

__all__ = ["Contradiction", "Resolved"]


@dataclass(frozen=True, slots=True)
class Contradiction:
    """An expression whose parts name different days, with ``reason`` in one English clause."""

    start: int
    end: int
    words: str
    reason: str
