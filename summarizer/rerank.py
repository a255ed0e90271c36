"""Translations scored, and doubtful ones made again: of many the best for both models is taken."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import replace

from summarizer.data import SURE, Passage
from summarizer.dates import written_out
from summarizer.draws import Draws, draws, likeliest
from summarizer.guards import corrected, failures
from summarizer.lexicon import untold
from summarizer.names import Glossary, builtin_glossary
from summarizer.protocols import Journal, Judge, Progress, Sampling, Translator, Wish
from summarizer.wishes import FORMS, MOST

RERANKED = " reranked"
"""Ends the translator's name on passages whose translation was made again and chosen here."""

WEIGHT = 0.2
"""What a unit of the log odds of being right is worth in mean log probability of a token: of 63
doubtful development rows the ones chosen so have chrF 54.2 against 52.2 of the first translations
(scripts/LOG.md)."""


def scored(passages: Sequence[Passage], judge: Judge) -> list[Passage]:
    """The passages with how probably each is right; what is English already has no score."""
    made = [p for p in passages if p.sentence.article.language != "en"]
    # The models learned from news that writes months out, as the translator did.
    scores = judge.support([(written_out(p.sentence.text), p.english) for p in made])
    right = dict(zip(made, scores, strict=True))
    return [replace(p, right=round(right[p], 3)) if p in right else p for p in passages]


def second_look(
    passages: Sequence[Passage],
    among: Sequence[Passage],
    translator: Translator,
    reverse: Judge,
    journal: Journal,
    glossary: Glossary | None = None,
    progress: Progress | None = None,
) -> list[Passage]:
    """The passages, of which the doubtful ones ``among`` them are made again (``reranked``)."""
    doubtful = [p for p in among if p.right is not None and (p.right < SURE or not p.trusted)]
    again = reranked(doubtful, translator, reverse, journal, glossary, progress)
    better = dict(zip(doubtful, again, strict=True))
    return [better.get(p, p) for p in passages]


def reranked(
    passages: Sequence[Passage],
    translator: Translator,
    reverse: Judge,
    journal: Journal,
    glossary: Glossary | None = None,
    progress: Progress | None = None,
) -> list[Passage]:
    """The passages, each with the translation that both models together find best.

    Among what was drawn at random, what a search ends with, and what another ends with that is
    told to hold the words that the first translation lost.

    The score of a translation is its mean log probability and WEIGHT times the log odds of the
    reverse model (noisy channel). Only what passes the guards is taken, and only what the
    reverse model finds likelier to be right than the translation that was there. A passage stays
    as it is where its translator cannot be asked for more.
    """
    if not isinstance(translator, Sampling) or not passages:
        return list(passages)
    terms = builtin_glossary() + (glossary or Glossary())
    texts = list(dict.fromkeys(p.sentence.text for p in passages))
    drawn: dict[str, Draws] = {}
    both = (make(texts, translator, journal) for make in (likeliest, draws))
    for ends, more in zip(*both, strict=True):
        drawn |= {t: list(_passing(t, [*ends[t], *more[t]], terms)) for t in ends}
        if progress:
            progress(len(drawn), len(texts))
    wishes = dict(_wishes(passages))
    for batch in likeliest(list(wishes), translator, journal, wishes):
        for text, found in batch.items():
            drawn[text] += _passing(text, found, terms)
    asked = [(text, english) for text, found in drawn.items() for _, english in found]
    asked += [(p.sentence.text, p.english) for p in passages]
    scores = reverse.support([(written_out(text), english) for text, english in asked])
    right = dict(zip(asked, scores, strict=True))
    name = translator.name + RERANKED
    return [_better(p, drawn[p.sentence.text], right, name) for p in passages]


def _wishes(passages: Sequence[Passage]) -> Iterator[tuple[str, Wish]]:
    """For texts whose translation lost words of the lexicon, to hold an English form of each."""
    for passage in passages:
        lost = [w.spelt[:FORMS] for w in untold(passage.sentence.text, passage.english) if w.spelt]
        if lost:
            yield passage.sentence.text, Wish(tuple(dict.fromkeys(lost))[:MOST])


def _better(
    passage: Passage, drawn: Draws, right: dict[tuple[str, str], float], name: str
) -> Passage:
    text = passage.sentence.text
    ranked = sorted(drawn, key=lambda one: -(one[0] + WEIGHT * _log_odds(right[text, one[1]])))
    if not ranked or ranked[0][1] == passage.english:
        return passage
    best = ranked[0][1]
    if passage.trusted and right[text, best] <= right[text, passage.english]:
        return passage
    return replace(
        passage, english=best, translator=name, failures=(), right=round(right[text, best], 3)
    )


def _log_odds(probability: float) -> float:
    held = min(max(probability, 1e-9), 1 - 1e-9)
    return math.log(held / (1 - held))


def _passing(text: str, drawn: Draws, terms: Glossary) -> Iterator[tuple[float, str]]:
    """What passes the guards once it is corrected."""
    for mean, candidate in drawn:
        english = corrected(text, candidate, terms)
        if not failures(text, english, terms):
            yield mean, english
