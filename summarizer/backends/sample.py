"""Translations drawn at random, and always the same: unlike each other, for another to choose."""

import math
import random
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import repeat

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
    active, steps = every, 0
    while True:
        _draw(active, scores.top(LIKELIEST), end, first=steps == 0)
        going = [n for n, walks in enumerate(active) if any(walk.open for walk in walks)]
        if not going:
            break
        # Copying the memory costs about a step: worth it where a quarter is done.
        if len(going) <= 0.75 * len(active):
            active = [active[n] for n in going]
            memory = decoder.keep(memory, going)
        rows = [[walk.tokens[-1] if walk.open else -1 for walk in walks] for walks in active]
        tokens = torch.tensor(rows)
        parents = torch.arange(count).expand_as(tokens) * (steps > 0)
        scores = decoder.advance(memory, tokens, parents)
        steps += 1
    return [_ended(walks) for walks in every]


@dataclass(slots=True)
class _Walk:
    """One translation as it is drawn, token by token."""

    chance: random.Random
    limit: int
    tokens: list[int] = field(default_factory=list)
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
            self.tokens.append(tokens[place])


def _draw(
    active: Sequence[Sequence[_Walk]],
    top: tuple[torch.Tensor, torch.Tensor],
    end: int,
    first: bool,
) -> None:
    """One token for every open walk; the walks of a prompt begin from the same scores."""
    values, tokens = (part.tolist() for part in top)
    rows = iter(zip(values, tokens, strict=True))
    for walks in active:
        shared = repeat(next(rows)) if first else rows
        for walk in [walk for walk in walks if walk.open]:
            likely, following = next(shared)
            walk.step(likely, following, end)


def _ended(walks: Sequence[_Walk]) -> list[Hypothesis]:
    found = {tuple(walk.tokens): walk.score for walk in walks if walk.ended}
    return [Hypothesis(score, tokens) for tokens, score in found.items()]
