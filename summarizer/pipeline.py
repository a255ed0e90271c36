"""The order of the stages, from files to a brief."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from typing import BinaryIO, overload

from summarizer import render
from summarizer.clean import clean, mark_copies
from summarizer.data import Article, BriefData, Claim, Passage, Removed, Skipped
from summarizer.days import in_full, unresolved
from summarizer.days.reports import QUOTED
from summarizer.differences import contested, courses, differences, outdated
from summarizer.errors import TooLittleError
from summarizer.events import Event, events
from summarizer.evidence import Choice, Embedded, choose, leans
from summarizer.ingest import Columns, read_pages
from summarizer.language import identify
from summarizer.names import Glossary
from summarizer.options import Options
from summarizer.persons import introduced
from summarizer.pronouns import named
from summarizer.protocols import Embedder, Journal, Judge, Models, Progress, Translator
from summarizer.record import (
    NEXT,
    count_guards,
    several,
    signature,
    sources,
    too_little,
    warnings,
)
from summarizer.reported import reported, reported_beside
from summarizer.rerank import scored, second_look
from summarizer.segment import segment
from summarizer.summarize import draft, redraft
from summarizer.translate import admitted, translate
from summarizer.verify import (
    Remembering,
    Standard,
    attest_all,
    beside,
    composed,
    distinct,
    examined,
    latest,
    title_of,
)

Report = Callable[[str, int, int], None]
"""Called with (stage, done, total) as the work goes on."""


class Brief(BriefData):
    """A brief that can render itself; what it holds is in ``BriefData``."""

    def to_markdown(self, evidence: bool = False) -> str:
        """As Markdown; with ``evidence`` the Indonesian behind every sentence follows."""
        return render.to_markdown(self, evidence)

    def to_json(self) -> str:
        """As JSON by the published schema."""
        return render.to_json(self)

    def to_html(self) -> str:
        """As one page that loads nothing."""
        return render.to_html(self)

    def to_text(self) -> str:
        """As plain text."""
        return render.to_text(self)


@dataclass(frozen=True, slots=True)
class Reading(Sequence[Article]):
    """The articles that were read, and what was skipped on the way and why."""

    articles: tuple[Article, ...]
    skipped: tuple[Skipped, ...] = ()

    @overload
    def __getitem__(self, index: int) -> Article: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Article]: ...
    def __getitem__(self, index: int | slice) -> Article | Sequence[Article]:
        return self.articles[index]

    def __len__(self) -> int:
        return len(self.articles)


def read_articles(
    paths: Iterable[str | Path], columns: Columns | None = None, stdin: BinaryIO | None = None
) -> Reading:
    """Read and clean files, folders or ``-``; copies of one article are marked as such.

    Raises:
        InputError: nothing there can be read.
        UsageError: a suffix or column is not accepted.
    """
    pages, skipped = read_pages(list(paths), columns or Columns(), stdin)
    articles = [_with_language(clean(page)) for page in pages]
    empty = [Skipped(a.path, "nothing but boilerplate", a.row) for a in articles if not a.text]
    return Reading(tuple(mark_copies([a for a in articles if a.text])), (*skipped, *empty))


def _with_language(article: Article) -> Article:
    found = identify(article.text)
    notes = (*article.notes, found.note) if found.note else article.notes
    return replace(article, language=found.code, notes=notes)


def admit(articles: Sequence[Article], options: Options) -> tuple[list[Article], list[Skipped]]:
    """Articles of admitted languages that are no copies, and the others with the reason."""
    skipped = [
        Skipped(a.path, f"the language is {a.language}, not Indonesian", a.row)
        for a in articles
        if a.language not in options.languages
    ]
    return [a for a in articles if a.language in options.languages], skipped


def brief(
    articles: Sequence[Article],
    models: Models,
    journal: Journal,
    options: Options,
    report: Report = lambda stage, done, total: None,
) -> Brief:
    """The whole path from articles to a brief; of several events, the one with most voices.

    Raises:
        TooLittleError: no article, or no sentence that can serve as evidence.
    """
    admitted_all, foreign = admit(articles, options)
    found = events(admitted_all)
    heard = list(found[0].articles) if found else []
    skipped = (*getattr(articles, "skipped", ()), *foreign, *_others(found))
    voices = [a for a in heard if a.copy_of is None]
    embedder = Embedded(models.embedder)
    judge = models.judge and Remembering(models.judge)
    choice = _choice(options)
    passages = _passages(voices, replace(models, judge=judge), embedder, journal, options, report)
    standard = Standard(judge, options.support)
    _stage(report, "choose")(0, 1)
    differing = differences(passages)
    told = [*islice(courses(differing), options.sentences // A_COURSE)]
    spent = {passage for course in told for passage in course.spent}
    old = outdated(differing, passages)
    fewer = replace(choice, groups=choice.groups - len(told), outdated=old)
    left = [passage for passage in passages if passage not in spent]
    groups = choose(left, embedder, fewer) or choose(passages, embedder, fewer)
    if not groups:
        raise TooLittleError(too_little(articles, heard, passages), todo=NEXT)
    title, drafts = draft(groups, models.writer, options.focus, _stage(report, "write"), journal)
    first = examined(drafts, standard)
    wrong = {found.draft.group: found.wrong for found in first}
    drafts = redraft(
        drafts, wrong, models.writer, options.focus, _stage(report, "rewrite"), journal
    )
    claims, unsupported = attest_all(examined(drafts, standard), standard, first)
    leading = [composed(course) for course in told if course.latest]
    more = [composed(course) for course in told if not course.latest]
    claims, repeated = distinct([*leading, *headed(claims, more)])
    claims, undated = dated(claims, max((a.day for a in voices), default=""))
    claims, nameless = named(claims, passages, leans)
    claims = introduced(claims, passages)
    denied = contested(differing)
    heading = title_of(title, groups, standard, lambda p: p in denied or leans(p))
    headline = in_full_of(latest(told) or heading)
    return Brief(
        title=headline,
        claims=tuple(claims),
        sources=tuple(sources([headline, *claims], heard, passages)),
        differences=tuple(differing),
        removed=(*unsupported, *repeated, *undated, *nameless),
        skipped=skipped,
        warnings=(*several(found), *warnings(heard, claims)),
        guards=count_guards(passages, models.translator.name),
        signature=signature(models, options),
    )


def _passages(
    voices: Sequence[Article],
    models: Models,
    embedder: Embedded,
    journal: Journal,
    options: Options,
    report: Report,
) -> list[Passage]:
    """The sentences translated, scored, and what a brief would rest on looked over again."""
    passages = translated(
        voices,
        models.translator,
        journal,
        _stage(report, "translate"),
        options.glossary,
        models.fallback if options.larger else None,
    )
    _stage(report, "choose")(0, 1)
    reverse = models.reverse and Remembering(models.reverse)
    reader = reverse or models.judge
    if reader:
        passages = scored(passages, reader)
    if not reverse:
        return passages
    return second_look(
        passages,
        passages if options.second_look else likely(passages, embedder, _choice(options)),
        models.translator,
        reverse,
        journal,
        options.glossary,
        _stage(report, "rerank"),
    )


def _choice(options: Options) -> Choice:
    return Choice(
        options.sentences, options.same_fact, options.per_group, options.focus, beside=beside
    )


A_COURSE = 6
"""Sentences for each one that tells how a count changed: of twelve two."""


def headed(claims: Sequence[Claim], more: Sequence[Claim]) -> list[Claim]:
    """The claims with more of them behind the lead."""
    lead = [claim for claim in claims if claim.section == "lead"]
    return [*lead, *more, *(claim for claim in claims if claim.section != "lead")]


WIDER = 4
"""Groups, by those that a brief has, whose translations are worth a second look. Of 278 sentences
of unseen articles readers found 78 right with twice as many, and 87 where all were made again: what
is surer then can be chosen (scripts/LOG.md)."""


def likely(passages: Sequence[Passage], embedder: Embedder, choice: Choice) -> list[Passage]:
    """The passages that a brief would likely rest on, were their translations not so unsure."""
    hoped = {replace(p, failures=(), right=None): p for p in passages}
    wide = replace(choice, groups=WIDER * choice.groups)
    groups = choose(list(hoped), embedder, wide)
    return [hoped[p] for g in groups for p in (*g.passages, *g.partners, *g.kin)]


def _others(found: Sequence[Event]) -> Iterator[Skipped]:
    for event in found[1:]:
        reason = f"another event ({', '.join(event.names)})"
        yield from (Skipped(article.path, reason, article.row) for article in event.articles)


def in_full_of(claim: Claim) -> Claim:
    """The claim with its days as full dates, as far as its passages and their articles tell."""
    text, dates = in_full(claim.text, claim.passages)
    return replace(claim, text=text, dates=tuple(dict.fromkeys((*claim.dates, *dates))))


def dated(claims: Sequence[Claim], last: str = "") -> tuple[list[Claim], list[Removed]]:
    """The claims with full dates, and those that say "yesterday" of a day that nothing dates.

    A reader cannot know which day that is; within a quotation it is the speaker's word and stays.
    What was so by the day of its article says which, if a later one was written, up to ``last``.
    """
    kept: list[Claim] = []
    removed: list[Removed] = []
    for claim in (_reported(in_full_of(_reported_beside(claim)), last) for claim in claims):
        vague = unresolved(QUOTED.sub("", claim.text))
        if vague:
            reason = f"nothing dates {', '.join(vague)}"
            removed.append(Removed(claim.text, reason, claim.citations))
        else:
            kept.append(claim)
    return kept, removed


def _reported_beside(claim: Claim) -> Claim:
    text, dates = reported_beside(claim.text, claim.passages)
    return replace(claim, text=text, dates=(*claim.dates, *dates))


def _reported(claim: Claim, last: str) -> Claim:
    text, dates = reported(claim.text, claim.passages, last)
    return replace(claim, text=text, dates=(*claim.dates, *dates))


def looked_over(
    passages: Sequence[Passage],
    translator: Translator,
    reverse: Judge,
    journal: Journal,
    glossary: Glossary | None = None,
    progress: Progress | None = None,
) -> list[Passage]:
    """The passages with how probably each is right, all doubtful ones made again."""
    once = Remembering(reverse)
    told = scored(passages, once)
    return second_look(told, told, translator, once, journal, glossary, progress)


def translated(
    articles: Sequence[Article],
    translator: Translator,
    journal: Journal,
    progress: Progress | None = None,
    glossary: Glossary | None = None,
    larger: Translator | None = None,
) -> list[Passage]:
    """All sentences of the articles as passages, article by article; English passes as it is."""
    foreign = [s for a in articles if a.language != "en" for s in segment(a)]
    english = [s for a in articles if a.language == "en" for s in segment(a)]
    made = translate(foreign, translator, journal, progress, glossary, larger)
    return [*made, *admitted(english)]


def _stage(report: Report, name: str) -> Progress:
    return lambda done, total: report(name, done, total)
