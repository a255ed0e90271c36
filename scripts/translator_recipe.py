"""What a translator run learns from, in which order and at which rate: pure functions."""

import math
import random
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields
from typing import Any

NEWS = ("panl-international", "news", "panl-economy", "panl-sport", "panl-science")
# smeru and ausaid are reports, general is mined and partly wrong, tico19 and tatoeba are no news.
# dated rows are made from others (translator_dates).
WEIGHTS = {
    "smeru": 0.4, "general": 0.5, "tico19": 0.6, "tatoeba": 0.5, "ausaid": 0.8, "dated": 1.0,
}  # fmt: skip


@dataclass(frozen=True)
class Recipe:
    """Everything besides the inputs that decides what a run learns; kept as ``recipe.json``."""

    seed: int = 1
    hours: float = 0.0  # time budget, the schedule follows the clock then; 0: none
    passes: float = 1.0  # passes over the weighted corpus; the end unless `hours` comes first
    learning_rate: float = 5e-4
    warmup: float = 0.02  # fraction of the run
    rank: int = 64
    alpha: int = 128
    batch_tokens: int = 3000  # padded tokens a step; 6,000 took 8.7 GB and was no faster
    window: int = 2048  # rows sorted by length together, shuffled beyond
    max_tokens: int = 512  # longer pairs are left out; also the base's attention window
    extra_rows: int = 4096  # random Latin-script output rows added to each step
    chunk: int = 112  # target tokens a slice of the loss: bounds memory
    clip: float = 1.0
    guarded: int = 0  # 1: pairs that a guard of the translation stage flags are left out
    smoothing: float = 0.0  # of the labels (Szegedy et al. 2016), over the rows of the step
    checkpoint_minutes: float = 5.0
    dev_minutes: float = 30.0
    dev_rows: int = 150
    threads: int = 2  # at most; fewer while other programs use the cores
    weights: Mapping[str, float] = field(default_factory=lambda: dict(WEIGHTS))  # absent: 1.0

    @classmethod
    def parse(cls, settings: Sequence[str]) -> "Recipe":
        """Read ``name=value`` and ``weight.SOURCE=value``.

        Raises:
            ValueError: for an unknown name or a value that is no number, naming what is accepted.
        """
        kinds = {item.name: item.type for item in fields(cls) if item.name != "weights"}
        values: dict[str, Any] = {}
        weights = dict(WEIGHTS)
        for setting in settings:
            name, _, text = (part.strip() for part in setting.partition("="))
            kind = kinds.get(name.replace("-", "_"))
            try:
                if name.startswith("weight."):
                    weights[name.removeprefix("weight.")] = float(text)
                elif kind is None:
                    accepted = ", ".join([*sorted(kinds), "weight.SOURCE"])
                    raise ValueError(f"unknown name; accepted are {accepted}")
                else:
                    values[name.replace("-", "_")] = int(text) if kind is int else float(text)
            except ValueError as error:
                raise ValueError(f"--set {setting}: {error}") from error
        return cls(weights=weights, **values)

    def same_order(self, other: Mapping[str, Any]) -> list[str]:
        """Names of the settings that differ from `other` and that a resumed run may not change.

        They decide the order of the batches or the shape of the adapter; times, threads, rates and
        lengths of the run may change.
        """
        fixed = ("seed", "rank", "alpha", "batch_tokens", "window", "max_tokens", "weights")
        return [name for name in fixed if getattr(self, name) != other.get(name)]


def sample_pass(
    sources: Sequence[str], weights: Mapping[str, float], seed: int, number: int
) -> list[int]:
    """Row numbers of pass `number`, in random order.

    A source of weight 0.4 gives 40% of its rows to each pass, and successive passes walk through
    the rest: no row comes again before all were seen. A weight of 1.5 repeats half of the rows.
    """
    rows_of: dict[str, list[int]] = {}
    for row, source in enumerate(sources):
        rows_of.setdefault(source, []).append(row)
    chosen: list[int] = []
    for source, rows in sorted(rows_of.items()):
        random.Random(f"{seed}/{source}").shuffle(rows)
        share = weights.get(source, 1.0) * len(rows)
        start, stop = round(number * share), round((number + 1) * share)
        chosen.extend(rows[i % len(rows)] for i in range(start, stop))
    random.Random(f"{seed}/{number}").shuffle(chosen)
    return chosen


def make_batches(
    lengths: Sequence[int], order: Sequence[int], recipe: Recipe, number: int
) -> list[list[int]]:
    """Batches of rows of like length, each at most `batch_tokens` when padded, in random order.

    A row longer than `batch_tokens` makes a batch of its own.
    """
    batches: list[list[int]] = []
    for start in range(0, len(order), recipe.window):
        rows = sorted(order[start : start + recipe.window], key=lambda row: lengths[row])
        batch: list[int] = []
        for row in rows:
            if batch and lengths[row] * (len(batch) + 1) > recipe.batch_tokens:
                batches.append(batch)
                batch = []
            batch.append(row)
        if batch:
            batches.append(batch)
    random.Random(f"{recipe.seed}/{number}/batches").shuffle(batches)
    return batches


def count_batches(batches: int, number: int, passes: float) -> int:
    """How many of the `batches` of pass `number` belong to a run of `passes` (may be partial)."""
    return math.ceil(batches * min(1.0, max(0.0, passes - number)))


def rate_at(fraction: float, recipe: Recipe) -> float:
    """Learning rate after `fraction` (0-1) of the run: linear warm-up, then linear decay to 0."""
    if fraction < recipe.warmup:
        return recipe.learning_rate * fraction / recipe.warmup
    return recipe.learning_rate * max(0.0, 1.0 - fraction) / (1.0 - recipe.warmup)


def choose_dev(sources: Sequence[str], count: int) -> list[int]:
    """About `count` fixed dev rows of the news sources, each in proportion to its size."""
    rows_of = {name: [i for i, source in enumerate(sources) if source == name] for name in NEWS}
    total = max(1, sum(len(rows) for rows in rows_of.values()))
    chosen: list[int] = []
    for name, rows in rows_of.items():
        share = min(len(rows), round(count * len(rows) / total))
        chosen.extend(random.Random(name).sample(rows, share))
    return sorted(chosen)


def is_latin(piece: str) -> bool:
    """Whether a vocabulary piece can be part of Latin-script text (digits and marks included)."""
    letters = (char for char in piece if char.isalpha())
    return all(unicodedata.name(char, "").startswith("LATIN") for char in letters)
