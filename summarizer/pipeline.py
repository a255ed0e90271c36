"""The order of the stages, and the signature of a brief."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from itertools import islice
from pathlib import Path
from typing import BinaryIO, overload

from summarizer import render
from summarizer.clean import clean, mark_copies
from summarizer.data import Article, BriefData, Claim, Passage, Removed, Skipped, Source
from summarizer.days import in_full, unresolved
from summarizer.differences import courses, differences
from summarizer.errors import TooLittleError
from summarizer.events import Event, events
from summarizer.evidence import Choice, Embedded, choose
from summarizer.ingest import Columns, read_pages
from summarizer.language import identify
from summarizer.names import Glossary
from summarizer.options import Options
from summarizer.protocols import Embedder, Journal, Judge, Models, Progress, Translator
from summarizer.rerank import RERANKED, scored, second_look
from summarizer.segment import segment
from summarizer.summarize import draft, redraft
from summarizer.translate import AGAIN, DRAWN, IN_PARTS, UNTRANSLATED, admitted, translate
from summarizer.verify import (
    Remembering,
    Standard,
    attest_all,
    composed,
    distinct,
    examined,
    title_of,
)
from summarizer.version import __version__

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
    passages = translated(
        voices,
        models.translator,
        journal,
        _stage(report, "translate"),
        options.glossary,
        models.fallback if options.larger else None,
    )
    _stage(report, "choose")(0, 1)
    judge, reverse = (known and Remembering(known) for known in (models.judge, models.reverse))
    standard = Standard(judge, options.support)
    choice = Choice(options.sentences, options.same_fact, options.per_group, options.focus)
    embedder = Embedded(models.embedder)
    reader = reverse or judge
    if reader:
        passages = scored(passages, reader)
    if reverse:
        passages = second_look(
            passages,
            passages if options.second_look else likely(passages, embedder, choice),
            models.translator,
            reverse,
            journal,
            options.glossary,
            _stage(report, "rerank"),
        )
        _stage(report, "choose")(0, 1)
    differing = differences(passages)
    told = [*islice(courses(differing), options.sentences // A_COURSE)]
    spent = {passage for course in told for passage in course.spent}
    fewer = replace(choice, groups=choice.groups - len(told))
    left = [passage for passage in passages if passage not in spent]
    groups = choose(left, embedder, fewer) or choose(passages, embedder, fewer)
    if not groups:
        raise TooLittleError(_too_little(articles, heard, passages), todo=NEXT)
    title, drafts = draft(groups, models.writer, options.focus, _stage(report, "write"), journal)
    first = examined(drafts, standard)
    wrong = {found.draft.group: found.wrong for found in first}
    drafts = redraft(
        drafts, wrong, models.writer, options.focus, _stage(report, "rewrite"), journal
    )
    claims, unsupported = attest_all(examined(drafts, standard), standard, first)
    claims, repeated = distinct(headed(claims, [composed(course) for course in told]))
    claims, undated = dated(claims)
    headline = in_full_of(title_of(title, groups, standard))
    return Brief(
        title=headline,
        claims=tuple(claims),
        sources=tuple(sources([headline, *claims], heard, passages)),
        differences=tuple(differing),
        removed=(*unsupported, *repeated, *undated),
        skipped=skipped,
        warnings=(*_several(found), *_warnings(heard, claims)),
        guards=count_guards(passages, models.translator.name),
        signature=signature(models, options),
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
    return [hoped[p] for group in choose(list(hoped), embedder, wide) for p in group.passages]


def _others(found: Sequence[Event]) -> Iterator[Skipped]:
    for event in found[1:]:
        reason = f"another event ({', '.join(event.names)})"
        yield from (Skipped(article.path, reason, article.row) for article in event.articles)


def _several(found: Sequence[Event]) -> Iterator[str]:
    if len(found) > 1:
        told = "; ".join(f"{', '.join(e.names)} ({len(e.articles)})" for e in found[1:])
        total = sum(len(event.articles) for event in found)
        yield (
            f"{len(found)} events among {total} articles: this brief is of the largest, "
            f"{len(found[0].articles)} articles. The others: {told}."
        )


def in_full_of(claim: Claim) -> Claim:
    """The claim with its days as full dates, as far as its passages and their articles tell."""
    passages = [p for citation in claim.citations for p in citation.passages]
    text, dates = in_full(claim.text, passages)
    return replace(claim, text=text, dates=dates)


def dated(claims: Sequence[Claim]) -> tuple[list[Claim], list[Removed]]:
    """The claims with full dates, and those that say "yesterday" of a day that nothing dates.

    A reader cannot know which day that is; within a quotation it is the speaker's word and stays.
    """
    kept: list[Claim] = []
    removed: list[Removed] = []
    for claim in map(in_full_of, claims):
        vague = unresolved(QUOTED.sub("", claim.text))
        if vague:
            reason = f"nothing dates {', '.join(vague)}"
            removed.append(Removed(claim.text, reason, claim.citations))
        else:
            kept.append(claim)
    return kept, removed


QUOTED = re.compile(r"[\"“][^\"“”]*[\"”]")


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


def sources(
    claims: Sequence[Claim], articles: Sequence[Article], passages: Sequence[Passage] = ()
) -> Iterator[Source]:
    """Cited articles numbered from 1 in order of first citation, then the others as given."""
    cited = list(dict.fromkeys(c.article for claim in claims for c in claim.citations))
    ordered = [*cited, *(a for a in articles if a not in cited)]
    numbers = {id(a): n for n, a in enumerate(ordered, 1)}
    read = Counter(id(p.sentence.article) for p in passages)
    for article in ordered:
        voice = next((a for a in ordered if a == article.copy_of), None)
        copy_of = numbers[id(voice)] if voice else None
        yield Source(numbers[id(article)], article, article in cited, copy_of, read[id(article)])


def count_guards(passages: Sequence[Passage], translator: str) -> Mapping[str, int]:
    """How many sentences were translated, by which try, and how many failed each guard.

    ``translator`` is the name of the first one: what bears another was settled later.
    """
    failures = [name for p in passages for name in {f.partition(":")[0] for f in p.failures}]
    later = [p.translator for p in passages if p.translator not in (translator, UNTRANSLATED)]
    ends = {"asked again": AGAIN, "in parts": IN_PARTS, "drawn": DRAWN, "reranked": RERANKED}
    tries = {told: sum(n == translator + end for n in later) for told, end in ends.items()}
    return {
        "sentences": len(passages),
        **tries,
        "larger model": len(later) - sum(tries.values()),
        "untrusted": sum(not p.trusted for p in passages),
        **{name: failures.count(name) for name in sorted(set(failures))},
    }


def signature(models: Models, options: Options) -> Mapping[str, str]:
    """What made the brief: equal signatures and equal input give equal briefs."""
    return {
        "version": __version__,
        "translator": models.translator.name,
        "writer": models.writer.name,
        **(
            {"larger translator": models.fallback.name}
            if models.fallback and options.larger
            else {}
        ),
        "embedder": models.embedder.name,
        **({"judge": f"{models.judge.name} least={options.support}"} if models.judge else {}),
        **({"reverse model": models.reverse.name} if models.reverse else {}),
        "options": f"sentences={options.sentences} same_fact={options.same_fact} "
        f"per_group={options.per_group} languages={'+'.join(options.languages)}"
        + (f" glossary={_digest(options.glossary)}" if options.glossary.terms else "")
        + (f" focus={options.focus}" if options.focus else ""),
        "seed": "none (greedy)",
    }


def _digest(glossary: Glossary) -> str:
    return f"{len(glossary.terms)} terms@{sha256(repr(glossary).encode()).hexdigest()[:8]}"


NEXT = "give more articles of the event, or try summarizer translate to see what was read"


def _too_little(
    articles: Sequence[Article], heard: Sequence[Article], passages: Sequence[Passage]
) -> str:
    if not articles:
        return "no article could be read"
    if not heard:
        codes = ", ".join(sorted({a.language for a in articles}))
        return f"none of {len(articles)} articles is Indonesian (found: {codes})"
    trusted = sum(p.trusted for p in passages)
    return f"too little for a brief: {trusted} usable sentences in {len(heard)} articles"


def _warnings(articles: Sequence[Article], claims: Sequence[Claim]) -> Iterator[str]:
    voices = sum(a.copy_of is None for a in articles)
    if voices == 1:
        yield "One source only: nothing in this brief is confirmed by another."
    if len(claims) < 3:
        yield f"Too little for a full brief: {len(claims)} sentences are all that is supported."
    for article in articles:
        if article.language == "ms":
            yield f"{article.name} is Malay; it was translated as Indonesian."
        yield from (f"{article.name}: {note}" for note in article.notes)


def _stage(report: Report, name: str) -> Progress:
    return lambda done, total: report(name, done, total)
