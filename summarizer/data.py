"""The values that travel from stage to stage.

    Page -> Article -> Sentence -> Passage -> Group -> Draft -> Claim -> Brief

Each value holds the object it came from, so provenance is attribute access:
``claim.citations[0].passages[0].sentence.article`` is the Indonesian original.
Offsets are half-open, count Unicode code points, and point into ``Article.text``;
the splitter makes them once and nobody searches for them again.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Found:
    """A piece of metadata and how it was found, e.g. ``meta og:site_name`` or ``dateline``."""

    value: str
    how: str


@dataclass(frozen=True, slots=True)
class Page:
    """One article as read, boilerplate included.

    ``path`` is as the user gave it (``-`` for standard input); ``row`` counts from 1 in a file
    that holds several articles. A date is ISO 8601, to the minute and with its offset where the
    page says so. ``notes`` are things a reader of the brief should hear of (a guessed encoding,
    hidden text removed).
    """

    path: str
    body: str
    row: int | None = None
    title: Found | None = None
    outlet: Found | None = None
    date: Found | None = None
    author: Found | None = None
    address: Found | None = None
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Dropped:
    """A line of the page that is not the article: its number from 1, its text, the rule's name."""

    line: int
    text: str
    rule: str


@dataclass(frozen=True, slots=True)
class Mark:
    """A span of ``Article.text`` that no sentence covers: a dateline, a credit, an end mark."""

    start: int
    end: int
    rule: str


@dataclass(frozen=True, slots=True)
class Article:
    """One cleaned article. ``text`` is what every offset counts in.

    Lines of ``text`` are separated by one newline; no sentence crosses it. ``language`` is an
    ISO 639-1 code (``id``, ``ms``, ``en`` ...). ``copy_of`` is the article this one repeats
    nearly word for word, if any: copies are one voice.
    """

    path: str
    text: str
    row: int | None = None
    title: Found | None = None
    outlet: Found | None = None
    date: Found | None = None
    author: Found | None = None
    address: Found | None = None
    notes: tuple[str, ...] = ()
    marks: tuple[Mark, ...] = ()
    dropped: tuple[Dropped, ...] = ()
    language: str = "id"
    copy_of: "Article | None" = None

    @property
    def day(self) -> str:
        """The ISO date of publication without its time, empty where the page tells none."""
        return self.date.value[: len("2018-10-07")] if self.date else ""

    @property
    def name(self) -> str:
        """The path, with the row behind it where the file holds several articles."""
        return self.path if self.row is None else f"{self.path} (row {self.row})"


@dataclass(frozen=True, slots=True)
class Skipped:
    """An input that took no part in the brief, and why, in one line."""

    path: str
    reason: str
    row: int | None = None


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of an article: the half-open span ``[start, end)`` of its text."""

    article: Article
    start: int
    end: int

    @property
    def text(self) -> str:
        """The Indonesian, exactly as it stands in the cleaned article."""
        return self.article.text[self.start : self.end]

    def follows(self, other: "Sentence") -> bool:
        """Whether it is the next sentence of the same article behind the other."""
        between = self.article.text[other.end : self.start]
        return self.article == other.article and self.start > other.start and not between.strip()


SURE, LIKELY = 0.8, 0.35
"""Probabilities of being right from which a translation is as good as any, and from which it may be
told beside another one or head a brief."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence with its English. ``failures`` names the guards that the English failed.

    ``right``: how probably a careful reader finds nothing wrong with it, where that was scored.
    """

    sentence: Sentence
    english: str
    translator: str
    failures: tuple[str, ...] = ()
    right: float | None = None

    @property
    def trusted(self) -> bool:
        """Whether the translation may serve as evidence."""
        return not self.failures

    @property
    def likely(self) -> bool:
        """Whether the translation is right as far as anybody knows."""
        return self.right is None or self.right >= LIKELY


@dataclass(frozen=True, slots=True)
class Group:
    """Passages of one fact, best first.

    ``score`` ranks groups against each other; ``section`` is one of ``SECTIONS``; ``day`` is the
    ISO date of what is told, as far as the passages and their articles' dates tell it, else empty.
    ``apart``: the passages tell two facts of one matter, and what joins them no article says;
    ``partners`` could stand beside the first one as well; ``kin``, of other articles, may tell the
    same fact in other words, or more of it, or of two facts one.
    """

    passages: tuple[Passage, ...]
    score: float = 0.0
    section: str = ""
    day: str = ""
    apart: bool = False
    partners: tuple[Passage, ...] = ()
    kin: tuple[Passage, ...] = ()

    @property
    def articles(self) -> tuple[Article, ...]:
        """The articles that state it, in the order of the passages, each once."""
        return tuple(dict.fromkeys(p.sentence.article for p in self.passages))


@dataclass(frozen=True, slots=True)
class Draft:
    """What the writer made of a group. ``text`` may be empty: the writer may fail.

    ``others`` are what it could say instead, of the same passages or with a partner.
    """

    group: Group
    text: str
    others: tuple["Draft", ...] = ()


@dataclass(frozen=True, slots=True)
class Citation:
    """One article as the source of a claim, with the passages the claim rests on."""

    article: Article
    passages: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class Resolved:
    """An expression that names one day, and the day.

    ``words`` is ``text[start:end]``, empty where the day is the article's own; ``published`` is the
    ISO date of the article (empty where it has none), ``day`` the ISO date named, ``how`` one
    English clause that says what leads to it, such as "the last Wednesday up to 14 September 2023".
    """

    start: int
    end: int
    words: str
    published: str
    day: str
    how: str


@dataclass(frozen=True, slots=True)
class Claim:
    """A sentence of the brief.

    ``section`` is one of ``SECTIONS``. ``verdict`` is ``supported``, ``repaired`` (written twice),
    ``verbatim`` (a passage word for word), ``composed`` (by code, of values that its passages
    state) or, where support was not scored, ``unverified``;
    ``support`` is the probability that the cited Indonesian says it, None where not scored;
    ``reason`` says what was repaired and why, empty where nothing was. ``dates`` are the words of
    the Indonesian that full dates of the sentence rest on.
    """

    text: str
    citations: tuple[Citation, ...]
    section: str = ""
    verdict: str = "unverified"
    reason: str = ""
    dates: tuple[Resolved, ...] = ()
    support: float | None = None

    @property
    def passages(self) -> list[Passage]:
        """All that it cites, article by article."""
        return [passage for citation in self.citations for passage in citation.passages]


SECTIONS = ("lead", "what happened", "what was said", "what comes next")
"""The sections of a brief, in the order they are read."""


@dataclass(frozen=True, slots=True)
class Removed:
    """A sentence that did not reach the brief, and why."""

    text: str
    reason: str
    citations: tuple[Citation, ...] = ()


@dataclass(frozen=True, slots=True)
class DifferenceValue:
    """One of the values that sources give for the same thing.

    ``value`` is as the English passage writes it; ``said_by`` is who gives it, in English, and
    ``time`` the ISO date it holds for, both empty where the passage and its article do not tell.
    """

    value: str
    citation: Citation
    said_by: str = ""
    time: str = ""


@dataclass(frozen=True, slots=True)
class Difference:
    """What sources disagree on; no verdict is given.

    ``development``: a count that grew over time, the latest first, and no disagreement.
    """

    what: str
    values: tuple[DifferenceValue, ...]
    development: bool = False


@dataclass(frozen=True, slots=True)
class Course:
    """A development told in one sentence, and the passages that state its values.

    ``dates`` are what its days rest on, in their order; ``spent`` are the passages that tell
    nothing else. ``latest`` tells the last value alone, where that is what an event is known for,
    and rests on the first passage and date; else it is empty.
    """

    text: str
    passages: tuple[Passage, ...]
    dates: tuple[Resolved, ...]
    spent: tuple[Passage, ...] = ()
    latest: str = ""


@dataclass(frozen=True, slots=True)
class Source:
    """An article in the brief's list; cited ones are numbered from 1 in order of first citation.

    ``sentences``: how many of its sentences were read, trusted or not; 0 for a copy.
    """

    number: int
    article: Article
    cited: bool
    copy_of: int | None = None
    sentences: int = 0


@dataclass(frozen=True, slots=True)
class BriefData:
    """Everything a brief says, and everything needed to defend it."""

    title: Claim
    claims: tuple[Claim, ...]
    sources: tuple[Source, ...]
    differences: tuple[Difference, ...] = ()
    removed: tuple[Removed, ...] = ()
    skipped: tuple[Skipped, ...] = ()
    warnings: tuple[str, ...] = ()
    guards: Mapping[str, int] = field(default_factory=dict)
    signature: Mapping[str, str] = field(default_factory=dict)

    def coverage(self, source: Source) -> tuple[int, list[int]]:
        """(how many of its sentences the brief cites, the numbers from 1 of the brief's sentences
        that cite it): one column of the matrix of sentences and sources.
        """
        cited: set[tuple[int, int]] = set()
        rows = []
        for number, claim in enumerate(self.claims, 1):
            for citation in claim.citations:
                if citation.article == source.article:
                    rows.append(number)
                    cited |= {(p.sentence.start, p.sentence.end) for p in citation.passages}
        return len(cited), rows

    def number_of(self, article: Article) -> int:
        """The number that citations of this article carry."""
        return next(s.number for s in self.sources if s.article is article or s.article == article)
