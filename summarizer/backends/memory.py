"""What a decoder keeps of a batch while its beams grow."""

from dataclasses import dataclass

import torch

BLOCK = 16
"""Stored positions are a multiple of this, so that sums run over whole vectors of the CPU."""


@dataclass
class Memory:
    """What the decoder keeps of a batch of N sentences with K beams each.

    ``keys`` and ``values`` hold a tensor a layer, (N, key heads, positions, head size): first the
    prompt of ``width`` positions, padded on the right, then K positions a step, appended and never
    moved. ``line`` (N, K, steps x K) says which of those belong to a beam's own line of descent.
    """

    keys: list[torch.Tensor]
    values: list[torch.Tensor]
    lengths: torch.Tensor
    width: int
    line: torch.Tensor
    extra: torch.Tensor
    steps: int = 0

    @property
    def size(self) -> int:
        """N."""
        return len(self.lengths)

    @property
    def beams(self) -> int:
        """K."""
        return self.line.shape[1]

    @property
    def used(self) -> int:
        """Positions that hold something, in whole blocks."""
        return blocks(self.width + self.steps * self.beams)

    def of(self, rows: torch.Tensor) -> "Memory":
        """The memory of some of its sentences, in this order."""

        def part(stored: torch.Tensor) -> torch.Tensor:
            fresh = stored.new_zeros(len(rows), *stored.shape[1:])
            fresh[:, :, : self.used] = stored[rows, :, : self.used]
            return fresh

        return Memory(
            [part(keys) for keys in self.keys],
            [part(values) for values in self.values],
            self.lengths[rows],
            self.width,
            self.line[rows],
            self.extra[rows],
            self.steps,
        )


def blocks(positions: int) -> int:
    """Positions rounded up to whole blocks."""
    return -(-positions // BLOCK) * BLOCK
