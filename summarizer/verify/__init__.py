"""Drafts -> claims: what a sentence says must stand in its passages, or the passage speaks itself.

``examined`` holds drafts against their passages, by rules and by a judge of support; ``attest_all``
makes claims of them; ``distinct`` leaves out what only repeats; ``title_of`` finds the headline.
"""

from summarizer.verify.claims import (
    attest,
    attest_all,
    cite,
    composed,
    distinct,
    latest,
    plain,
)
from summarizer.verify.headline import title_of
from summarizer.verify.joining import beside
from summarizer.verify.problems import problems
from summarizer.verify.support import (
    UNSUPPORTED,
    Examined,
    Remembering,
    Standard,
    examined,
)

__all__ = [
    "UNSUPPORTED",
    "Examined",
    "Remembering",
    "Standard",
    "attest",
    "attest_all",
    "beside",
    "cite",
    "composed",
    "distinct",
    "examined",
    "latest",
    "plain",
    "problems",
    "title_of",
]
