"""What a value rose to, and by how much: "menjadi 6,25 persen" is never "by 6.25 percent"."""

import re

from summarizer.quantities.model import Value
from summarizer.quantities.scanner import values

_ABOUT_ID = r"(?:sekitar|kisaran|hampir|lebih dari|kurang lebih|kira-kira)?\s*\Z"
_ABOUT_EN = r"(?:about|around|nearly|almost|some|roughly|more than|over|up to|as much as)?\s*\Z"
_REACHED_ID = re.compile(
    r"\b(?:ke|menjadi|jadi|dipatok|dibanderol)\s+(?:di\s+|pada\s+)?"
    r"(?:level|angka|posisi|tingkat)?\s*" + _ABOUT_ID,
    re.IGNORECASE,
)
_CHANGED_ID = re.compile(
    r"\b(?:naik|turun|meningkat|menurun|bertambah|berkurang|menguat|melemah|tumbuh|anjlok|"
    r"melonjak|merosot|terkoreksi|susut|menyusut)\s+" + _ABOUT_ID,
    re.IGNORECASE,
)
_BY_EN = re.compile(r"\bby\s+" + _ABOUT_EN, re.IGNORECASE)
_TO_EN = re.compile(
    r"\b(?:r[io]se[sn]?|rising|increas\w+|f[ae]ll(?:en|s|ing)?|drop\w*|declin\w+|up|down|"
    r"strengthen\w*|weaken\w*|gr[eo]w\w*|climb\w*|jump\w*|gain\w*|slump\w*|shr[aiu]nk\w*)\s+to\s+"
    + _ABOUT_EN,
    re.IGNORECASE,
)
_NUMERIC = frozenset({"percent", "money", "number"})


def wrong_changes(indonesian: str, english: str) -> list[str]:
    """Values that the Indonesian says were reached and the English "by", or the other way round.

    Only where every mention of the value in the Indonesian says so.
    """
    if " by " not in english and " to " not in english:
        return []
    told = [v for v in values(indonesian, "id") if v.kind in _NUMERIC]
    wrong = []
    for value in values(english, "en"):
        same = [v for v in told if v.value == value.value]
        if value.kind not in _NUMERIC or not same:
            continue
        if _before(_BY_EN, english, value) and all(
            _before(_REACHED_ID, indonesian, v) for v in same
        ):
            wrong.append(f"by {value.text} for reached {same[0].text}")
        if _before(_TO_EN, english, value) and all(
            _before(_CHANGED_ID, indonesian, v) for v in same
        ):
            wrong.append(f"to {value.text} for changed {same[0].text}")
    return wrong


def _before(pattern: re.Pattern[str], text: str, value: Value) -> bool:
    """Whether the words right before the value, within its clause, are such."""
    front = text[max(0, value.start - 60) : value.start]
    return any(found.end() == len(front) for found in pattern.finditer(front))
