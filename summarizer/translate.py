"""Sentences -> passages: translated in batches that can be resumed, every one guarded."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from summarizer.data import Passage, Sentence
from summarizer.dates import written_out
from summarizer.draws import draws
from summarizer.guards import agreement, corrected, failures
from summarizer.lexicon import untold
from summarizer.names import Glossary, builtin_glossary
from summarizer.parts import joined, split
from summarizer.protocols import Journal, NBest, Progress, Sampling, Steered, Translator, Wish
from summarizer.store import journal_key
from summarizer.wishes import wish

UNTRANSLATED = "none (already English)"
"""The translator's name on passages of an article that was admitted in English."""

AGAIN = " asked again"
"""Ends the translator's name on passages of the second search."""

IN_PARTS = " in parts"
"""Ends the translator's name on passages whose clauses were translated apart."""

DRAWN = " drawn"
"""Ends the translator's name on passages whose translation is the likeliest of some drawn."""

AGREE_AGAIN, AGREE_PARTS, AGREE_DRAWN, AGREE_LARGER = 65.0, 50.0, 50.0, 75.0
"""chrF between a later try and the first from which it is taken. A search that is told what to
hold may bend the rest of the sentence to it; the larger model writes "the camera" for Camara and
no guard sees it. Read on 42 failing development rows (scripts/LOG.md). Clauses apart, and what is
drawn anew, differ from the first try by what it lost."""


def translate(
    sentences: Sequence[Sentence],
    translator: Translator,
    journal: Journal,
    progress: Progress | None = None,
    glossary: Glossary | None = None,
    larger: Translator | None = None,
) -> list[Passage]:
    """Translate sentence by sentence, in order, one passage a sentence.

    The translator reads numeric dates written out; the guards compare with the sentence as it is.

    A ladder: the first of the n-best that passes the guards; for what is left a second, wider
    search that is told what was lost and what was made up; then its clauses apart; then some drawn
    at random; then the larger model; each only where it passes the guards and agrees with the
    first try; else ours that fails fewest, with what is held against it.

    The glossary's terms are honoured and checked as those of the built-in one are. ``progress``
    counts the sentences that have a translation.
    """
    terms = builtin_glossary() + (glossary or Glossary())
    told: dict[str, Told] = {}
    texts = list(dict.fromkeys(sentence.text for sentence in sentences))

    def settle(answers: Iterator[Mapping[Ask, Sequence[str]]], name: str) -> None:
        for batch in answers:
            for (text, _), candidates in batch.items():
                told[text] = _best(text, candidates, name, terms, told.get(text))
            if progress:
                progress(sum(t.text in told for t in sentences), len(sentences))

    settle(_answers([(text, None) for text in texts], translator, journal), translator.name)
    if isinstance(translator, Steered):
        asked: list[Ask] = [(t, wish(t, told[t].english, terms)) for t in _failing(told)]
        again = _agreeing(_answers(asked, translator, journal), dict(told), AGREE_AGAIN)
        settle(again, translator.name + AGAIN)
    apart = _in_parts(_failing(told), translator, journal, terms)
    if apart:
        settle(_agreeing(iter([apart]), dict(told), AGREE_PARTS), translator.name + IN_PARTS)
    if isinstance(translator, Sampling):
        drawn = _agreeing(_drawn(_failing(told), translator, journal), dict(told), AGREE_DRAWN)
        settle(drawn, translator.name + DRAWN)
    if larger:
        left: list[Ask] = [(text, None) for text in _failing(told)]
        settle(_agreeing(_answers(left, larger, journal), told, AGREE_LARGER), larger.name)
    return [told[sentence.text].passage(sentence) for sentence in sentences]


def admitted(sentences: Iterable[Sentence]) -> list[Passage]:
    """Sentences of an English article as passages: what they say is their own translation."""
    return [Passage(sentence, sentence.text, UNTRANSLATED) for sentence in sentences]


Ask = tuple[str, Wish | None]
"""A text to translate, and what its translation must and must not hold."""


@dataclass(frozen=True, slots=True)
class Told:
    """A text's English, who translated it, and what the guards hold against it."""

    english: str
    translator: str
    failures: tuple[str, ...]

    def passage(self, sentence: Sentence) -> Passage:
        """As the passage of a sentence with that text."""
        return Passage(sentence, self.english, self.translator, self.failures)


def _best(
    text: str, candidates: Sequence[str], name: str, terms: Glossary, before: Told | None
) -> Told:
    """Of those that pass the guards the first with fewest words of the lexicon lost; else what
    failed fewest, an earlier answer first.

    Terms of the glossary that a candidate left untranslated are put into English, and conversions
    that it made up are left out.
    """
    english = [corrected(text, candidate, terms) for candidate in candidates or [""]]
    made = [Told(one, name, failures(text, one, terms)) for one in english]
    passing = [told for told in made if not told.failures]
    if passing:
        return min(passing, key=lambda told: len(untold(text, told.english)))
    return before or min(made, key=lambda told: len(told.failures))


def _failing(told: Mapping[str, Told]) -> list[str]:
    return [text for text, answer in told.items() if answer.failures]


def _in_parts(
    texts: Sequence[str], translator: Translator, journal: Journal, terms: Glossary
) -> Mapping[Ask, Sequence[str]]:
    """Of the texts that can be parted and whose parts all pass the guards, the parts as one."""
    apart = {text: split(text) for text in texts}
    asked: list[Ask] = [(p, None) for parts, joints in apart.values() if joints for p in parts]
    told = {
        part: _best(part, candidates, translator.name, terms, None)
        for batch in _answers(asked, translator, journal)
        for (part, _), candidates in batch.items()
    }
    return {
        (text, None): [joined([told[part].english for part in parts], joints)]
        for text, (parts, joints) in apart.items()
        if joints and not any(told[part].failures for part in parts)
    }


def _drawn(
    texts: Sequence[str], translator: Sampling, journal: Journal
) -> Iterator[Mapping[Ask, Sequence[str]]]:
    for batch in draws(texts, translator, journal):
        yield {(text, None): [one for _, one in found] for text, found in batch.items()}


def _agreeing(
    answers: Iterator[Mapping[Ask, Sequence[str]]], told: Mapping[str, Told], least: float
) -> Iterator[Mapping[Ask, Sequence[str]]]:
    """The answers without those that say something else than the first try."""
    for batch in answers:
        yield {
            ask: [one for one in given if agreement(one, told[ask[0]].english) >= least]
            for ask, given in batch.items()
        }


def _answers(
    asks: Sequence[Ask], model: Translator, journal: Journal
) -> Iterator[Mapping[Ask, Sequence[str]]]:
    """Translations of each text, the likeliest first, batch by batch, from the journal or new.

    Batches are made from the whole job in an order that only the texts decide, and kept whole. A
    model whose answer depends on the company in the batch gets the same batches again whenever it
    gets the same texts; one that is ``exact`` is asked for nothing that is known.
    """
    ordered = sorted(asks, key=lambda ask: (len(ask[0]), ask[0]))
    if model.exact:
        known = _known(ordered, model, journal)
        yield known
        ordered = [ask for ask in ordered if ask not in known]
    for first in range(0, len(ordered), model.batch_size):
        batch = ordered[first : first + model.batch_size]
        known = _known(batch, model, journal)
        if len(known) < len(batch):
            known = dict(zip(batch, _asked(batch, model), strict=True))
            values = ("\n".join(lines) for lines in known.values())
            journal.put(dict(zip(_keys(batch, model), values, strict=True)))
        yield known


def _known(batch: Sequence[Ask], model: Translator, journal: Journal) -> dict[Ask, list[str]]:
    keys = _keys(batch, model)
    found = journal.get(keys)
    return {a: found[k].split("\n") for a, k in zip(batch, keys, strict=True) if k in found}


def _keys(batch: Sequence[Ask], model: Translator) -> list[str]:
    company = "" if model.exact else journal_key(*(text for text, _ in batch))
    return [
        journal_key(model.name, company, repr(wish) if wish else "", written_out(text))
        for text, wish in batch
    ]


def _asked(batch: Sequence[Ask], model: Translator) -> list[list[str]]:
    texts = [written_out(text) for text, _ in batch]
    wishes = [wish for _, wish in batch if wish]
    if wishes and isinstance(model, Steered):
        return model.nbest_with(texts, wishes)
    if isinstance(model, NBest):
        return model.nbest(texts)
    return [[" ".join(text.split())] for text in model.translate(texts)]
