"""The baseline that cites by prompt: the writer is given everything at once and told to cite.

Its sentences and citation marks are read by pure functions, generously: what can be read as a
citation is one.
"""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import Protocol, runtime_checkable

from summarizer.data import Article, Passage
from summarizer.segment import segment
from summarizer.verify import plain


@dataclass(frozen=True, slots=True)
class Statement:
    """An English sentence and the passages it cites, which may be none."""

    text: str
    passages: tuple[Passage, ...] = ()


CITE = (
    "You are a careful news editor. The numbered passages come from several articles about one "
    "event. Write a brief of exactly {count} English sentences that tell what matters most. Use "
    "only facts of the passages. Where passages disagree, give both. Cite your sources: end every "
    "sentence with the numbers of the passages it rests on, each in square brackets, such as [3] "
    "or [2][7]. Write one sentence a line. Reply with the sentences only."
)
TOKENS = 96
"""For each sentence, as many as our writer may use."""
UNKNOWN = 2048
"""Tokens that a model takes which does not say how many."""


@runtime_checkable
class Chat(Protocol):
    """The model behind a writer that takes any prompt."""

    def chat(self, instruction: str, content: str) -> list[int]:
        """Token ids of one turn."""
        ...

    def generate(
        self, prompts: Sequence[list[int]], max_new_tokens: int, batch_size: int
    ) -> list[str]:
        """The answer to each, greedily."""
        ...


def one_prompt(
    writer: object, passages: Sequence[Passage], count: int
) -> tuple[list[Statement] | None, str]:
    """At most ``count`` sentences of an answer to all passages at once, and what was left out.

    None where the writer takes no free prompt. Passages that do not fit beside the answer are left
    out from the articles' ends, in turns.
    """
    model = getattr(writer, "model", None)
    if not isinstance(model, Chat):
        return None, "the writer takes no free prompt"
    instruction, limit = CITE.format(count=count), TOKENS * count
    kept = fitting(model, instruction, passages, context(model) - limit)
    if not kept:
        return None, f"no passage fits beside {limit} tokens of answer"
    note = "" if len(kept) == len(passages) else f"{len(kept)} of {len(passages)} passages fit"
    (answer,) = model.generate([model.chat(instruction, numbered(kept))], limit, 1)
    return parsed(answer, kept)[:count], note


def context(model: object) -> int:
    """Tokens of prompt and answer together that a model takes."""
    config = getattr(getattr(model, "model", None), "config", None)
    inner = getattr(config, "text_config", None)
    told = [getattr(part, "max_position_embeddings", None) for part in (config, inner)]
    told.append(getattr(getattr(model, "tokenizer", None), "model_max_length", None))
    return min((size for size in told if isinstance(size, int)), default=UNKNOWN)


def fitting(model: Chat, instruction: str, passages: Sequence[Passage], room: int) -> list[Passage]:
    """The passages in their order, without those that make the prompt longer than ``room``."""
    order = turns([p.sentence.article for p in passages])

    def kept(most: int) -> list[Passage]:
        return [passages[n] for n in sorted(order[:most])]

    def length(most: int) -> int:
        return len(model.chat(instruction, numbered(kept(most))))

    return kept(max(0, bisect_right(range(len(passages) + 1), room, key=length) - 1))


def numbered(passages: Sequence[Passage]) -> str:
    """The English of the passages, numbered from 1, one a line."""
    lines = (f"[{n}] {' '.join(p.english.split())}" for n, p in enumerate(passages, 1))
    return "\n".join(lines)


_MARK = r"\[\s*(?:(?:source|passage|note)s?\s*)?\d+(?:\s*(?:,|;|-|–|&|and)\s*\d+)*\s*\]"
MARKS = re.compile(rf"\s*{_MARK}(?:(?:\s*[,;&]\s*|\s*and\s*|\s*){_MARK})*\s*", re.IGNORECASE)
"""Citations as models write them: [3], [2, 7], [2-4], [Source 3], several in a row."""
LONGEST = 6
"""Digits of a number that may be a passage's."""


def parsed(answer: str, passages: Sequence[Passage]) -> list[Statement]:
    """The sentences of an answer with the passages that their marks name, each once, in order.

    Numbers without a passage name none. A mark between two sentences belongs to the first; where
    the line opens with a mark, to the second. A mark in front counts only where none follows, for
    it may number the sentences. Headings and announcements ("Here it is:") are no sentences.
    """
    pieces: list[Piece] = []
    for line in answer.splitlines():
        if not line.lstrip().startswith("#"):
            _read(line.replace("**", ""), pieces)
    made = []
    for piece in pieces:
        if not piece.text.endswith(":"):
            numbers = cited(" ".join(piece.behind or piece.front), len(passages))
            named = tuple(passages[n - 1] for n in dict.fromkeys(numbers))
            made.append(Statement(piece.text, named))
    return made


@dataclass(frozen=True, slots=True)
class Piece:
    """A sentence of an answer, the marks that stand in front of it, and those in or behind it."""

    text: str
    front: list[str]
    behind: list[str]


def _read(line: str, pieces: list[Piece]) -> None:
    """Add the sentences of a line; marks that stand alone go to the sentence before."""
    text, marks = _apart(line)
    if not LETTER.search(text):
        if pieces:
            pieces[-1].behind.extend(mark for _, mark in marks)
        return
    spans = segment(Article("answer", text, language="en"))
    made = [Piece(plain(span.text), [], []) for span in spans]
    leads = bool(marks) and marks[0][0] <= spans[0].start
    for at, mark in marks:
        n = sum(span.start < at for span in spans) - 1
        opens = leads and n + 1 < len(spans) and (n < 0 or at >= spans[n].end)
        if opens or n < 0:
            made[n + 1].front.append(mark)
        else:
            made[n].behind.append(mark)
    pieces += made


LETTER = re.compile(r"[^\W\d_]")


def _apart(line: str) -> tuple[str, list[tuple[int, str]]]:
    """A line without its marks, and the marks with the offsets where they stood.

    A mark behind a full stop ends the sentence, so the line is broken there.
    """
    text, marks, end = "", list[tuple[int, str]](), 0
    for found in MARKS.finditer(line):
        text = _joined(text, line[end : found.start()])
        marks.append((len(text), found[0]))
        end = found.end()
    return _joined(text, line[end:]), marks


def _joined(text: str, more: str) -> str:
    more = " ".join(more.split())
    if not text or not more or more[0] in ".,;:?!)”’":
        return text + more
    return f"{text}\n{more}" if ENDED.search(text) and not more[0].islower() else f"{text} {more}"


ENDED = re.compile(r"[.?!][\"”’')]*\Z")


def cited(mark: str, most: int) -> list[int]:
    """The numbers from 1 to ``most`` that a mark names: [2], [2, 7], [2-4]."""
    found: list[int] = []
    for first, last in re.findall(r"(\d+)(?:\s*[-–]\s*(\d+))?", mark):
        if len(first) <= LONGEST and len(last) <= LONGEST:
            start, end = int(first), int(last or first)
            found += range(max(1, start), min(end, most) + 1)
    return found


def turns(articles: Sequence[Article]) -> list[int]:
    """Positions of what belongs to these articles: the first of each, then the second ones ..."""
    by_article: dict[int, list[int]] = {}
    for n, article in enumerate(articles):
        by_article.setdefault(id(article), []).append(n)
    return [n for turn in zip_longest(*by_article.values()) for n in turn if n is not None]
