"""How sure the translations are that a sentence rests on, as a reader is told."""

from summarizer.data import BriefData, Claim, Passage
from summarizer.lexicon import untold

EXPLAINED = (
    "“62% sure”: how probably a careful reader of both languages finds nothing wrong in the "
    "translations that a sentence rests on; the least sure of them counts."
)


def sure(claim: Claim) -> float | None:
    """The least probability of being right among the passages of a claim; None if none is known."""
    known = [p.right for p in claim.passages if p.right is not None]
    return min(known, default=None)


def percent(probability: float | None) -> str:
    """``62% sure``, or nothing."""
    return "" if probability is None else f"{probability:.0%} sure"


def bracketed(claim: Claim) -> str:
    """`` (62% sure)``, or nothing."""
    return f" ({told})" if (told := percent(sure(claim))) else ""


def explained(brief: BriefData) -> list[str]:
    """What the percentages mean, where there are any."""
    claims = (brief.title, *brief.claims)
    return [EXPLAINED] if any(sure(claim) is not None for claim in claims) else []


def lost(passage: Passage) -> list[tuple[str, str]]:
    """Words of the Indonesian, each with its usual English, that the translation may have lost."""
    if passage.sentence.article.language == "en":
        return []
    return [
        (word.text, word.forms[0].removesuffix("*"))
        for word in untold(passage.sentence.text, passage.english)
    ]


def doubts(passage: Passage) -> str:
    """How sure a translation is, and what it may have lost: one line, or nothing."""
    words = ", ".join(f"{english} ({indonesian})" for indonesian, english in lost(passage))
    parts = (percent(passage.right), f"perhaps lost: {words}" if words else "")
    return "; ".join(part for part in parts if part)
