"""The days that a passage tells, with what the rest of its article says about them."""

from dataclasses import dataclass
from functools import lru_cache

from summarizer.data import Article, Passage
from summarizer.days.atoms import unclosed
from summarizer.days.model import Resolved
from summarizer.days.resolve import Context, Reading, read, resolved
from summarizer.days.scan import scan
from summarizer.days.window import Day, Window, window
from summarizer.days.words import words

WEAK = "first date in the text"
"""How an article's date was found when its page gives none: it is the event's, and the report may
be of that day or the next ones."""

OF_REPORT = "the day of the article"
"""How a date was found that no words tell."""

SLACK = 2
"""Days by which a report may be younger than the first date in its text."""


def told(passage: Passage) -> list[Resolved]:
    """Every expression of the passage's own sentence that names one day, in order.

    Offsets count in ``passage.sentence.text``. As ``resolve``, and stricter: a bare weekday to
    which the article last gave another date names no day. One that the tense leaves open names the
    day that the article gives that weekday, if it is one day throughout.
    """
    article, text = passage.sentence.article, passage.sentence.text
    published = article.date.value if article.date else ""
    return [resolved(text, reading, published) for reading in readings(passage) if reading.day]


def own_day(article: Article) -> Resolved:
    """The day of an article that has a date, as what a date without words of its own rests on."""
    return Resolved(0, 0, "", _published(article), article.day, OF_REPORT)


def told_day(passage: Passage) -> str:
    """The first day that the passage tells, as ISO date, else empty."""
    return next((found.day for found in told(passage)), "")


def readings(passage: Passage) -> list[Reading]:
    """As ``told``, with the expressions that name no sure day."""
    sentence = passage.sentence
    article, start = sentence.article, sentence.start
    known = _dates(article.text, _published(article), article.language)
    line = article.text[article.text.rfind("\n", 0, start) + 1 : start]
    context = Context(
        article.language,
        _window(article),
        unclosed(line),
        {date.weekday: date.day for date in known if date.at < start},
        _only(known),
    )
    return read(sentence.text, context)


@dataclass(frozen=True, slots=True)
class _Date:
    at: int
    weekday: int
    day: Day


@lru_cache(maxsize=64)
def _dates(text: str, published: str, language: str) -> tuple[_Date, ...]:
    """The weekdays of an article that stand with their date, in order."""
    found = list[_Date]()
    at = 0
    for line in text.split("\n"):
        for reading in read(line, Context(language, window(published))):
            mention = reading.mention
            if mention.weekday is not None and mention.date and reading.day:
                found.append(_Date(at + mention.start, mention.weekday, reading.day))
        at += len(line) + 1
    return tuple(found)


def _only(dates: tuple[_Date, ...]) -> dict[int, Day]:
    days: dict[int, set[Day]] = {}
    for date in dates:
        days.setdefault(date.weekday, set()).add(date.day)
    return {weekday: min(found) for weekday, found in days.items() if len(found) == 1}


def _published(article: Article) -> str:
    return article.date.value if article.date else ""


def _window(article: Article) -> Window | None:
    if article.date is None or article.date.how != WEAK:
        return window(_published(article))
    weak = window(article.date.value, SLACK)
    usable = weak is not None and _reports(article.text, weak.day, article.language)
    return weak if usable else None


@lru_cache(maxsize=64)
def _reports(text: str, day: Day, language: str) -> bool:
    """Whether the text tells of the day as just gone: no plan, no anniversary, no later date."""
    lexicon, beside = words(language), False
    for line in text.split("\n"):
        for mention in scan(line, language):
            year, *rest = mention.date or (0, 0, 0)
            if year and (year, *rest) > (day.year, day.month, day.day):
                return False
            if year in (None, day.year) and rest == [day.month, day.day] and not beside:
                cues = lexicon.cue.finditer(line, 0, mention.start)
                if any(cue.lastgroup in ("future", "modal") for cue in cues):
                    return False
                beside = mention.weekday is not None or mention.bracket
    return beside
