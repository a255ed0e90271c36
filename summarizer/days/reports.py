"""The day of the report, for what is so, said or counted by then and tells no day itself."""

import re

from summarizer.data import Article
from summarizer.days.passages import WEAK
from summarizer.quantities import values

PRESENT = re.compile(
    r"\b(?:now|currently|so far|at present|is|are|isn't|aren't|has|have|will|remains?)\b",
    re.IGNORECASE,
)
SAID = re.compile(
    r"\b(?:said|says|added|stressed|stated|told|warned|promised|denied|claimed|argued|insisted"
    r"|replied|confirmed|acknowledged|admitted|threatened|urged|hoped|fear(?:s|ed)?|estimate[sd]"
    r"|expect(?:s|ed)|suspect(?:s|ed)?|believe[sd]?|accuse[sd]?|consider(?:s|ed)|judged|predict(?:s|ed)"
    r"|forecasts?|demand(?:s|ed)|condemn(?:s|ed)|asked|revealed|announced|calculated|reported"
    r"|recorded|measured)\b"
    r"|\b\d{1,2}:\d{2}\b",
    re.IGNORECASE,
)
"""What was said, or at what time, asks on which day: one "stressed that he would not resign" before
he did."""

PLANNED = re.compile(
    r"\b(?:will|(?:is|are) (?:planned|scheduled|expected|due|set|estimated))\b", re.IGNORECASE
)
"""Of a day that the last article has left behind it is no news any more."""

QUOTED = re.compile(r"[\"“][^\"“”]*[\"”]")


def report_day(article: Article) -> str:
    """The day of an article as ISO date, empty where nothing gives it but the text's first date."""
    return article.day if article.date and article.date.how != WEAK else ""


def timed(text: str) -> bool:
    """Whether an English sentence tells what holds, is said or is counted on some day.

    What a quotation says counts for nothing.
    """
    bare = QUOTED.sub("", text)
    return bool(PRESENT.search(bare) or SAID.search(bare)) or _counts(bare)


def _counts(text: str) -> bool:
    """Whether an amount stands there in figures."""
    kinds = ("number", "percent", "money")
    return any(v.kind in kinds and v.text[:1].isdigit() for v in values(text, "en"))
