"""The baseline that summarizes everything at once: PRIMERA, PEGASUS, BART or T5 as the writer.

Such a model cites nothing. Each of its sentences is given the passage that holds most of its words,
which is the kindest reading of a summary without sources.
"""

from collections.abc import Sequence
from typing import Protocol, runtime_checkable

from gate_one_prompt import TOKENS, Statement

from summarizer.data import Article, Passage
from summarizer.segment import segment
from summarizer.verify import plain
from summarizer.wording import content

REPEATED = 3
"""Tokens in a row that no answer holds twice, as the writer of groups decodes."""


@runtime_checkable
class Whole(Protocol):
    """The model behind a writer that was trained to summarize; see ``backends.seq2seq.Seq2Seq``."""

    def framed(self, parts: Sequence[str]) -> list[int]:
        """The input of several documents, cut where the model's positions end."""
        ...

    def generate(
        self, inputs: Sequence[list[int]], batch_size: int, max_new_tokens: int, blocked: int
    ) -> list[list[str]]:
        """The ends of a search for each input, the likeliest first."""
        ...


def whole(
    writer: object, passages: Sequence[Passage], count: int
) -> tuple[list[Statement] | None, str]:
    """At most ``count`` sentences of one summary of all articles, and what to know of it.

    None where the writer is no summarizer, or says nothing.
    """
    model = getattr(writer, "model", None)
    if not isinstance(model, Whole):
        return None, "the writer is no encoder-decoder summarizer"
    articles: dict[int, list[str]] = {}
    for passage in passages:
        articles.setdefault(id(passage.sentence.article), []).append(passage.english)
    given = model.framed([" ".join(texts) for texts in articles.values()])
    (ends,) = model.generate([given], 1, TOKENS * count, REPEATED)
    if not ends:
        return None, "the writer gave nothing"
    said = [plain(s.text) for s in segment(Article("answer", ends[0], language="en"))]
    return [Statement(text, nearest(text, passages)) for text in said[:count]], ""


def nearest(text: str, passages: Sequence[Passage]) -> tuple[Passage, ...]:
    """The first of the passages that share most words with a sentence; none where none shares."""
    words = content(text)
    shares = [len(words & content(p.english)) for p in passages]
    best = max(shares, default=0)
    return (passages[shares.index(best)],) if best else ()
