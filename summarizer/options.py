"""The options of a brief: every default with its reason."""

from dataclasses import dataclass, field

from summarizer.errors import UsageError
from summarizer.names import Glossary

LENGTHS = {"short": 6, "medium": 12, "long": 20}
"""Sentences of a brief by the name of its length."""


@dataclass(frozen=True, slots=True)
class Options:
    """Every default of a brief, with its reason."""

    sentences: int = 12
    """A page: what an analyst reads before deciding to read more; ``LENGTHS`` has others."""

    same_fact: float = 0.44
    """Likeness above which two passages tell one fact: evidence.py says how it was chosen."""

    per_group: int = 3
    """Passages the writer merges: with more, one of 1.5B started to list them."""

    support: float = 0.6
    """Probability of support from which a written sentence stays. Balanced accuracy is best at
    0.35; what fails is told in its passages' own words, so the stricter 0.6 costs little: of the
    labelled pairs it keeps 68% of the true and stops 87% of the false ones. Of the sentences
    written for four events four fell between 0.5 and it: three were wrong (scripts/LOG.md)."""

    focus: str = ""
    """A question that ranking leans to."""

    languages: tuple[str, ...] = ("id", "ms")
    """Admitted articles: Indonesian, and Malay, which the translators read too; ``en`` may join."""

    larger: bool = False
    """Give the larger model what fails twice. It takes 2 s a sentence, and where it agrees with the
    first try it settled 1 of 42 development rows and none of 33 FLORES lines (scripts/LOG.md)."""

    second_look: bool = False
    """Score every translation and make all doubtful ones again, not only those that a brief would
    likely rest on: 0.7 s for each (scripts/LOG.md)."""

    glossary: Glossary = field(default_factory=Glossary)
    """The user's own English for Indonesian terms, beside the built-in one."""

    def __post_init__(self) -> None:
        if not 1 <= self.sentences <= 100:
            raise UsageError(f"{self.sentences} sentences were asked for", "accepted: 1 to 100")
