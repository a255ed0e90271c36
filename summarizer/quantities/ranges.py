"""What lies between two values: "antara pukul 11.43 dan 11.53" is no "at 11:43 and 11:53"."""

import re

_BETWEEN = re.compile(
    r"\bantara\b[^,.;\d]{0,40}\d(?:[.,]?\d)*[^,;\d]{0,30}\b(?:dan|sampai|hingga|dengan)\b"
    r"[^,;\d]{0,15}\d",
    re.IGNORECASE,
)
_RANGE = re.compile(
    r"\b(?:between|from|to|until|till|through|rang(?:e|es|ed|ing)|among)\b|\d ?[-–—/] ?[\w$]*\d",
    re.IGNORECASE,
)

BETWEEN = ("between", "from")
"""English that keeps such a range."""


def lost_ranges(indonesian: str, english: str) -> list[str]:
    """The word "antara", where two values follow it and the English tells no range.

    Of 199 human pairs with such a range it finds 4, all of which leave the values out, too.
    """
    return ["antara"] if _BETWEEN.search(indonesian) and not _RANGE.search(english) else []
