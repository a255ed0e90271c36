"""Many translations of a text, each with how likely it is, kept so that none is made twice."""

from collections.abc import Callable, Iterator, Mapping, Sequence

from summarizer.dates import written_out
from summarizer.protocols import Journal, Sampling, Wish
from summarizer.store import journal_key

Draws = list[tuple[float, str]]
"""Translations of a text with the mean log probability of a token, likeliest first."""


def draws(
    texts: Sequence[str], translator: Sampling, journal: Journal
) -> Iterator[dict[str, Draws]]:
    """Translations of each text drawn at random, batch by batch, from the journal or new."""

    def ask(batch: Sequence[str]) -> list[Draws]:
        return translator.samples([written_out(text) for text in batch])

    return _kept("draw", ask, texts, translator, journal)


def likeliest(
    texts: Sequence[str],
    translator: Sampling,
    journal: Journal,
    wishes: Mapping[str, Wish] | None = None,
) -> Iterator[dict[str, Draws]]:
    """The likeliest translations of each text, batch by batch, from the journal or new.

    With ``wishes``, one a text, those that hold what is wished; there may be none.
    """

    def ask(batch: Sequence[str]) -> list[Draws]:
        given = [written_out(text) for text in batch]
        wanted = None if wishes is None else [wishes[text] for text in batch]
        return translator.likeliest(given, wanted)

    return _kept("likeliest", ask, texts, translator, journal, wishes or {})


def _kept(
    kind: str,
    ask: Callable[[Sequence[str]], list[Draws]],
    texts: Sequence[str],
    translator: Sampling,
    journal: Journal,
    wishes: Mapping[str, Wish] | None = None,
) -> Iterator[dict[str, Draws]]:
    """What the translator answers for each text; numeric dates are read written out.

    A translator whose answers depend on the company in the batch gets the same batches again
    whenever it gets the same texts.
    """
    told = {text: repr(wish) for text, wish in (wishes or {}).items()}
    ordered = sorted(set(texts), key=lambda text: (len(text), text))
    for first in range(0, len(ordered), translator.batch_size):
        batch = ordered[first : first + translator.batch_size]
        company = "" if translator.exact else journal_key(*batch)
        keys = {
            text: journal_key(kind, translator.name, company, told.get(text, ""), written_out(text))
            for text in batch
        }
        known = journal.get(list(keys.values()))
        new = [text for text in batch if keys[text] not in known]
        if new:
            asked = new if translator.exact else batch
            rows = {keys[t]: _line(found) for t, found in zip(asked, ask(asked), strict=True)}
            journal.put(rows)
            known = {**known, **rows}
        yield {text: _read(known[keys[text]]) for text in batch}


def _line(drawn: Draws) -> str:
    return "\n".join(f"{mean!r}\t{text}" for mean, text in drawn)


def _read(line: str) -> Draws:
    pairs = (one.partition("\t") for one in line.split("\n") if one)
    return [(float(mean), text) for mean, _, text in pairs]
