"""Beam search, plain or with words that the answer must and must not hold."""

import heapq
import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from itertools import islice, zip_longest
from typing import Any, Protocol

import torch

Tokens = tuple[int, ...]

LENGTH = 1.2
"""At 1.0 translations were 5% too short (150 news rows, development part): BLEU 27.2, chrF 52.0;
at 1.2 27.5, 52.5; at 1.6 27.2, 52.5 (scripts/LOG.md)."""


class Scores(Protocol):
    """Log probabilities of the next token: a row a beam, sentence after sentence."""

    def top(self, count: int) -> tuple[torch.Tensor, torch.Tensor]:
        """(log probabilities, token ids), both (rows, count), the likeliest first."""
        ...

    def of(self, tokens: torch.Tensor) -> torch.Tensor:
        """Log probabilities (rows, M) of tokens (rows, M); -1 stands for none."""
        ...


class Decoder(Protocol):
    """A language model that continues N prompts in K beams each; see ``gemma.GemmaDecoder``."""

    def start(self, prompts: Sequence[list[int]], beams: int) -> tuple[Any, Scores]:
        """A memory for as many beams, and scores of one beam each."""
        ...

    def advance(self, memory: Any, tokens: torch.Tensor, parents: torch.Tensor) -> Scores:
        """Continue the beams ``parents`` with ``tokens``, both (N, K); token -1: no such beam."""
        ...

    def keep(self, memory: Any, sentences: Sequence[int]) -> Any:
        """The memory of some sentences only."""
        ...


@dataclass(frozen=True, slots=True)
class Demand:
    """Token sequences that the answer must hold (one of each set) and those it must not hold."""

    must: tuple[tuple[Tokens, ...], ...] = ()
    never: tuple[Tokens, ...] = ()

    def met(self, tokens: Tokens) -> bool:
        """Whether all that must be there is, and nothing that must not."""
        text = _text(tokens)
        return all(any(_text(way) in text for way in ways) for ways in self.must) and not any(
            _text(way) in text for way in self.never
        )

    def written(self, tokens: Tokens) -> tuple[int, ...]:
        """How many tokens of each of what must be there are written, the begun ones with them."""
        text = _text(tokens)
        return tuple(max(_progress(_text(way), text) for way in ways) for ways in self.must)

    def wanted(self, tokens: Tokens) -> set[int]:
        """Tokens that come nearer to what must be there."""
        text = _text(tokens)
        left = [ways for ways in self.must if not any(_text(way) in text for way in ways)]
        return {way[_progress(_text(way), text)] for ways in left for way in ways}

    def forbidden(self, tokens: Tokens) -> bool:
        """Whether the last token completes what must not be there."""
        return any(tokens[-len(way) :] == way for way in self.never)


@dataclass(frozen=True, slots=True)
class Hypothesis:
    """A beginning of an answer and its log probability.

    ``parent`` is the beam it continues; one that another had taken over ends without (-1).
    """

    score: float
    tokens: Tokens
    parent: int = 0
    twins: tuple["Twin", ...] = ()

    @property
    def mean(self) -> float:
        """Log probability over the length, the end counted, to the power of ``LENGTH``."""
        return self.score / math.pow(len(self.tokens) + 1, LENGTH)


Twin = tuple[float, Tokens]
"""A beginning that a beam took over: what it scored less, and its tokens up to there."""

SAME = 4
"""Beams with as many last tokens in common go on as one (recombination, Och et al. 2001): what
follows hardly depends on what is before. 15% less time for 0.1 BLEU and 0.03 chrF (scripts/LOG.md);
the answer that was taken over is still among the ends, with the other's ending."""


@dataclass(slots=True)
class Search:
    """The search of one sentence."""

    limit: int
    demand: Demand | None = None
    beams: list[Hypothesis] = field(default_factory=lambda: [Hypothesis(0.0, ())])
    ended: list[Hypothesis] = field(default_factory=list)

    def done(self, size: int) -> bool:
        """Whether nothing better is to come: enough ends, no beam left or no room."""
        ended = sum(h.parent >= 0 for h in self.ended)
        if ended >= size or not self.beams or len(self.beams[0].tokens) >= self.limit:
            return True
        best = max((found.mean for found in self.ended), default=-math.inf)
        return 2 * ended >= len(self.beams) and self.beams[0].mean < best


GAP = 1.0
"""Beams further than this below the best, in log probability, are given up."""

FAR = 5.0
"""Ends further than this below the best are none. A model that is sure of the next token has the
end of the sentence among its four likeliest ones everywhere, at one in a million, and four such
ends broke the search of the writer off in the middle of a name."""

SPARE = 6
"""Candidates a beam beyond the size of the search, so that ends leave enough to go on with."""


def search(
    decoder: Decoder,
    prompts: Sequence[list[int]],
    size: int,
    end: int,
    demands: Sequence[Demand | None] = (),
) -> list[list[Hypothesis]]:
    """For each prompt its ended hypotheses without the end, the best mean first, at most ``size``.

    With a demand, the beams are shared out evenly among the numbers of demanded tokens that are
    written (dynamic beam allocation, Post and Vilar 2018), and only what meets it may end.
    """
    if not prompts:
        return []
    limits = [len(prompt) * 3 // 2 + 16 for prompt in prompts]
    wishes = demands or [None] * len(prompts)
    every = [Search(n, d) for n, d in zip(limits, wishes, strict=True)]
    active = every
    memory, scores = decoder.start(prompts, size)
    while True:
        _extend([one for one in active if not one.done(size)], scores, size, end)
        going = [i for i, one in enumerate(active) if not one.done(size)]
        if not going:
            break
        # Copying the memory costs about a step: worth it where a quarter is done.
        if len(going) <= 0.75 * len(active):
            active = [active[i] for i in going]
            memory = decoder.keep(memory, going)
        beams = [[] if one.done(size) else one.beams for one in active]
        tokens = torch.tensor([_filled([h.tokens[-1] for h in row], size, -1) for row in beams])
        parents = torch.tensor([_filled([h.parent for h in row], size, 0) for row in beams])
        scores = decoder.advance(memory, tokens, parents)
    return [sorted(one.ended, key=lambda h: -h.mean)[:size] for one in every]


def by_likelihood(decoder: Decoder, prompt: list[int], ways: Sequence[Tokens]) -> list[int]:
    """The numbers of the answers, with their ends, the best mean log probability first."""
    memory, scores = decoder.start([prompt], len(ways))
    sums = scores.of(torch.tensor([[way[0] for way in ways]]))[0].tolist()
    parents = torch.zeros(1, len(ways), dtype=torch.long)
    for step in range(1, max(map(len, ways))):
        going = [n for n, way in enumerate(ways) if step < len(way)]
        tokens = [way[step - 1] if step < len(way) else -1 for way in ways]
        scores = decoder.advance(memory, torch.tensor([tokens]), parents)
        values = scores.of(torch.tensor([[ways[n][step]] for n in going]))
        for n, value in zip(going, values.flatten().tolist(), strict=True):
            sums[n] += value
        parents = torch.arange(len(ways))[None]
    return sorted(range(len(ways)), key=lambda n: -sums[n] / math.pow(len(ways[n]), LENGTH))


def _extend(going: Sequence[Search], scores: Scores, size: int, end: int) -> None:
    """Replace the beams of every search by their best continuations."""
    values, tokens = (part.tolist() for part in scores.top(size + SPARE))
    likely = iter([[*zip(*row, strict=True)] for row in zip(values, tokens, strict=True)])
    forced = iter(_forced(scores, going))
    for one in going:
        ranked = [_continued(h, n, next(likely)) for n, h in enumerate(one.beams)]
        wanted = [_continued(h, n, next(forced)) for n, h in enumerate(one.beams)]
        if one.demand is None:
            _plain(one, heapq.merge(*ranked, key=lambda h: -h.score), size, end)
        else:
            _shared(one, one.demand, {h for row in ranked + wanted for h in row}, size, end)


def _continued(
    beam: Hypothesis, number: int, following: Sequence[tuple[float, int]]
) -> list[Hypothesis]:
    return [
        Hypothesis(beam.score + value, (*beam.tokens, token), number, beam.twins)
        for value, token in following
        if value > -math.inf
    ]


def _plain(one: Search, ranked: Iterable[Hypothesis], size: int, end: int) -> None:
    """Take ends among the best ``size`` candidates, and the best ``size`` that go on."""
    going: dict[tuple[Tokens, Tokens], Hypothesis] = {}
    likeliest = -math.inf
    for rank, found in enumerate(ranked):
        likeliest = max(likeliest, found.score)
        if found.tokens[-1] != end:
            _join(going, found)
        elif rank < size and found.score >= likeliest - FAR:
            one.ended += _ends(found)
        if len(going) == size:
            break
    best = next(iter(going.values())).score if going else 0.0
    one.beams = [h for h in going.values() if h.score >= best - GAP]


def _join(
    going: dict[tuple[Tokens, Tokens], Hypothesis], found: Hypothesis, alike: Tokens = ()
) -> None:
    """Add a beam, or let the better one of the same last tokens take it over with its twins."""
    key = found.tokens[-SAME:], alike
    if key not in going:
        going[key] = found
        return
    better = going[key]
    less = found.score - better.score
    more = ((less, found.tokens), *((less + own, tokens) for own, tokens in found.twins))
    twins = (*better.twins, *(twin for twin in more if twin[0] >= -GAP))
    going[key] = replace(better, twins=twins)


def _ends(found: Hypothesis) -> list[Hypothesis]:
    """An ended hypothesis without the end, and those it took over with the same ending."""
    tokens = found.tokens[:-1]
    twins = (
        Hypothesis(found.score + less, (*own, *tokens[len(own) :]), -1) for less, own in found.twins
    )
    return [replace(found, tokens=tokens, twins=()), *twins]


def _shared(one: Search, demand: Demand, candidates: set[Hypothesis], size: int, end: int) -> None:
    """As ``_plain``, the beams in turn from the hypotheses with most demanded tokens to fewest."""
    going: dict[tuple[Tokens, Tokens], Hypothesis] = {}
    ends = []
    for found in sorted(candidates, key=lambda h: (-h.score, h.tokens)):
        if found.tokens[-1] == end:
            ends += [h for h in _ends(found) if demand.met(h.tokens)]
        elif not demand.forbidden(found.tokens):
            _join(going, found, demand.written(found.tokens))
    one.ended += ends[:size]
    banks: dict[int, list[Hypothesis]] = {}
    for (_, written), found in going.items():
        banks.setdefault(sum(written), []).append(found)
    full = [banks[count] for count in sorted(banks, reverse=True)]
    turns = (found for turn in zip_longest(*_hopeful(full)) for found in turn if found is not None)
    one.beams = sorted(islice(turns, size), key=lambda h: -h.score)


def _hopeful(banks: Iterable[Sequence[Hypothesis]]) -> Iterator[list[Hypothesis]]:
    """The banks, most written first, without what is left behind by one with as much written."""
    best = -math.inf
    for bank in banks:
        best = max(best, bank[0].score)
        yield [found for found in bank if found.score >= best - GAP]


def _forced(scores: Scores, going: Sequence[Search]) -> list[list[tuple[float, int]]]:
    """The tokens that each row's demand wants next, with their log probabilities."""
    wanted = [
        sorted(one.demand.wanted(h.tokens)) if one.demand else []
        for one in going
        for h in one.beams
    ]
    most = max(map(len, wanted))
    if not most:
        return [[] for _ in wanted]
    values = scores.of(torch.tensor([_filled(tokens, most, -1) for tokens in wanted])).tolist()
    return [list(zip(v, tokens, strict=False)) for v, tokens in zip(values, wanted, strict=True)]


def _filled(row: list[int], size: int, filler: int) -> list[int]:
    return row + [filler] * (size - len(row))


@lru_cache(maxsize=4096)
def _text(tokens: Tokens) -> str:
    """A character a token: strings search for parts of themselves a hundred times faster."""
    return "".join(map(chr, tokens))


def _progress(way: str, text: str) -> int:
    """How many tokens of ``way`` are written: all anywhere, or its beginning at the end."""
    if way in text:
        return len(way)
    sizes = range(min(len(way) - 1, len(text)), 0, -1)
    return next((size for size in sizes if text.endswith(way[:size])), 0)
