"""What the abbreviations of a brief stand for, for readers who do not know Indonesian bodies."""

import re
from collections.abc import Iterable

from summarizer.names import meaning

KNOWN = frozenset("AI AM EU GMT PM TV UK UN US USA UTC".split())
"""Every reader of English knows these."""

_WORD = re.compile(
    r"(?<![\w-])(?:[A-Z][A-Z\d]+|Basarnas|Bawaslu|Kemenkeu|Polri|Polda|Densus)(?![\w-])"
)


def abbreviations(texts: Iterable[str]) -> dict[str, str]:
    """Abbreviations and what they stand for, by the name table, in the order of the alphabet.

    Left out is what the texts spell out themselves, with the abbreviation in brackets behind it,
    and what the table does not know or knows by a single word.
    """
    whole = "\n".join(texts)
    found = sorted(set(_WORD.findall(whole)) - KNOWN)
    told = {s: meaning(s) for s in found if not re.search(rf"[^\W\d] \({s}\)", whole)}
    return {short: long for short, long in told.items() if " " in long}
