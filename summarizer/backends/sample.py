"""Translations drawn at random, and always the same: unlike each other, for another to choose."""

import math
import random
from collections.abc import Sequence
from dataclasses import dataclass

import torch

from summarizer.backends.beam import Decoder, Hypothesis

LIKELIEST, TEMPERATURE = 12, 0.6
"""Tokens that one is drawn from, and how far their odds are evened out: below 1 the likely ones
get likelier still. Eight such translations hold on average a better one than the ends of a search
for beams, which differ in a word (scripts/LOG.md)."""


def sample(
    decoder: Decoder, prompts: Sequence[list[int]], seeds: Sequence[str], count: int, end: int
) -> list[list[Hypothesis]]:
    """For each prompt at most ``count`` ended hypotheses without the end, each once.

    What is drawn for a prompt depends on its seed alone, so far as the decoder's scores do.
    """
    if not prompts:
        return []
    every = [
        [_Walk(random.Random(f"{seed} {n}"), len(prompt) * 3 // 2 + 16) for n in range(count)]
        for prompt, seed in zip(prompts, seeds, strict=True)
    ]
    memory, scores = decoder.start(prompts, count)
    active, rows = every, [[0] * count for _ in every]
    while True:
        _draw(active, rows, scores.top(LIKELIEST), end)
        going = [n for n, walks in enumerate(active) if any(walk.open for walk in walks)]
        if not going:
            break
        # Copying the memory costs about a step: worth it where a quarter is done.
        if len(going) <= 0.75 * len(active):
            active, rows = [active[n] for n in going], [rows[n] for n in going]
            memory = decoder.keep(memory, going)
        tokens, parents, rows = _following(active, rows, count)
        scores = decoder.advance(memory, tokens, parents)
    return [_ended(walks) for walks in every]


@dataclass(slots=True)
class _Walk:
    """One translation as it is drawn, token by token."""

    chance: random.Random
    limit: int
    tokens: tuple[int, ...] = ()
    score: float = 0.0
    ended: bool = False

    @property
    def open(self) -> bool:
        return not self.ended and len(self.tokens) < self.limit

    def step(self, values: Sequence[float], tokens: Sequence[int], end: int) -> None:
        weights = [math.exp((value - values[0]) / TEMPERATURE) for value in values]
        (place,) = self.chance.choices(range(len(tokens)), weights)
        self.score += values[place]
        self.ended = tokens[place] == end
        if not self.ended:
            self.tokens = (*self.tokens, tokens[place])


Rows = list[list[int]]
"""Of each prompt's walks the row of scores to draw from; walks that agree so far share one."""


def _draw(
    active: Sequence[Sequence[_Walk]],
    rows: Rows,
    top: tuple[torch.Tensor, torch.Tensor],
    end: int,
) -> None:
    """One token for every open walk."""
    values, tokens = (part.tolist() for part in top)
    first = 0
    for walks, places in zip(active, rows, strict=True):
        going = [pair for pair in zip(walks, places, strict=True) if pair[0].open]
        for walk, place in going:
            walk.step(values[first + place], tokens[first + place], end)
        first += 1 + max((place for _, place in going), default=-1)


def _following(
    active: Sequence[Sequence[_Walk]], rows: Rows, count: int
) -> tuple[torch.Tensor, torch.Tensor, Rows]:
    """What the decoder reads next, (N, count) tokens and parents, and each walk's row in it.

    Walks that have drawn the same so far are read once: at first most of them.
    """
    tokens = torch.full((len(active), count), -1)
    parents = torch.zeros_like(tokens)
    following = []
    for n, (walks, places) in enumerate(zip(active, rows, strict=True)):
        unlike = list(dict.fromkeys(walk.tokens for walk in walks if walk.open))
        following.append([unlike.index(w.tokens) if w.open else 0 for w in walks])
        for walk, before, place in zip(walks, places, following[-1], strict=True):
            if walk.open:
                tokens[n, place], parents[n, place] = walk.tokens[-1], before
    return tokens, parents, following


def _ended(walks: Sequence[_Walk]) -> list[Hypothesis]:
    found = {walk.tokens: walk.score for walk in walks if walk.ended}
    return [Hypothesis(score, tokens) for tokens, score in found.items()]
