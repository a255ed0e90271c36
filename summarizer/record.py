"""What a brief tells of itself: its sources in order, warnings, guards, and what made it."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from hashlib import sha256

from summarizer.data import Article, Claim, Passage, Source
from summarizer.events import Event
from summarizer.names import Glossary
from summarizer.options import Options
from summarizer.protocols import Models
from summarizer.rerank import RERANKED
from summarizer.translate import AGAIN, DRAWN, IN_PARTS, UNTRANSLATED
from summarizer.version import __version__

NEXT = "give more articles of the event, or try summarizer translate to see what was read"


def several(found: Sequence[Event]) -> Iterator[str]:
    """That there were other events, and which."""
    if len(found) > 1:
        told = "; ".join(f"{', '.join(e.names)} ({len(e.articles)})" for e in found[1:])
        total = sum(len(event.articles) for event in found)
        yield (
            f"{len(found)} events among {total} articles: this brief is of the largest, "
            f"{len(found[0].articles)} articles. The others: {told}."
        )


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


def too_little(
    articles: Sequence[Article], heard: Sequence[Article], passages: Sequence[Passage]
) -> str:
    """Why there is no brief: one line."""
    if not articles:
        return "no article could be read"
    if not heard:
        codes = ", ".join(sorted({a.language for a in articles}))
        return f"none of {len(articles)} articles is Indonesian (found: {codes})"
    trusted = sum(p.trusted for p in passages)
    return f"too little for a brief: {trusted} usable sentences in {len(heard)} articles"


def warnings(articles: Sequence[Article], claims: Sequence[Claim]) -> Iterator[str]:
    """What a reader of the brief should hear of its articles."""
    voices = sum(a.copy_of is None for a in articles)
    if voices == 1:
        yield "One source only: nothing in this brief is confirmed by another."
    if len(claims) < 3:
        yield f"Too little for a full brief: {len(claims)} sentences are all that is supported."
    for article in articles:
        if article.language == "ms":
            # "Kerajaan" became "the kingdom" and "kata Anwar pada Khamis" "Anwar told Khamis".
            yield (
                f"{article.name} is Malay; it was translated as Indonesian, and words that differ"
                " (kerajaan, the government; Khamis, Thursday) may be wrong."
            )
        yield from (f"{article.name}: {note}" for note in article.notes)
