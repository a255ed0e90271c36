"""Lists into batches and back: sorted by length, halved when memory runs out."""

import logging
from collections.abc import Callable, Sequence
from typing import TypeVar

import torch

from summarizer.errors import ModelError
from summarizer.protocols import Progress

log = logging.getLogger(__name__)

Item = TypeVar("Item")
Answer = TypeVar("Answer")
Batch = Callable[[Sequence[Item]], list[Answer]]
"""Prompts as token ids, or tuples with more of them, in; one answer each out."""


def by_length(
    prompts: Sequence[Item],
    size: int,
    run: Batch[Item, Answer],
    progress: Progress | None = None,
    length: Callable[[Item], int] = len,  # type: ignore[assignment]
) -> list[Answer]:
    """Run batches of at most ``size`` prompts of like length; answers in the order of the prompts.

    Like lengths waste no padding; ties go by position, so that the batches are always the same.
    """
    order = sorted(range(len(prompts)), key=lambda i: (length(prompts[i]), i))
    answers: dict[int, Answer] = {}
    for first in range(0, len(order), size):
        batch = order[first : first + size]
        answers.update(zip(batch, run([prompts[i] for i in batch]), strict=True))
        if progress:
            progress(len(answers), len(prompts))
    return [answers[i] for i in range(len(prompts))]


FULL = ("not enough memory", "can't allocate memory", "out of memory")
"""What torch says in a plain RuntimeError where the CPU's or MPS' memory is full."""


def out_of_memory(error: BaseException) -> bool:
    """Whether an error says that memory ran out, on any device."""
    if isinstance(error, torch.OutOfMemoryError | MemoryError):
        return True
    return isinstance(error, RuntimeError) and any(words in str(error) for words in FULL)


def halving(run: Batch[Item, Answer], device: str) -> Batch[Item, Answer]:
    """``run`` that halves a batch which does not fit in memory, down to one prompt.

    Raises:
        ModelError: a single prompt does not fit.
    """

    def halved(prompts: Sequence[Item]) -> list[Answer]:
        try:
            return run(prompts)
        except (RuntimeError, MemoryError) as error:
            if not out_of_memory(error):
                raise
            if len(prompts) == 1:
                raise ModelError(
                    f"one sentence alone does not fit in the memory of {device}",
                    todo="try --device cpu" if device != "cpu" else "try smaller models",
                ) from error
            log.warning("out of memory: a batch of %d is halved", len(prompts))
        if device.startswith("cuda"):
            torch.cuda.empty_cache()
        middle = len(prompts) // 2
        return halved(prompts[:middle]) + halved(prompts[middle:])

    return halved
