"""What a decoder keeps of a batch while its beams grow."""

from dataclasses import dataclass

import torch

BLOCK = 16
"""Stored positions are a multiple of this, so that sums run over whole vectors of the CPU."""

GROWTH = 32
"""Positions added when the memory is full. Products are over all of it, with what does not count
masked: oneDNN multiplies in place only where nothing lies between two sentences (160 positions of a
longer memory cost 2.0 ms, copied first, these 160 alone 0.5 ms)."""


@dataclass
class Memory:
    """What the decoder keeps of a batch of N sentences with K beams each.

    ``keys`` and ``values`` hold a tensor a layer, (N, key heads, positions, head size): first the
    prompt of ``width`` positions, padded on the right, then K positions a step, then zeros, since
    a masked position still takes part in the product. ``line`` (N, K, positions - width) says
    which of the steps' positions belong to a beam's own line of descent.
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
    def room(self) -> int:
        """Positions there are."""
        return self.keys[0].shape[2]

    def grow(self) -> None:
        """Make room for one more step, if there is none."""
        while self.room < self.width + (self.steps + 1) * self.beams:
            self.keys = [_longer(keys) for keys in self.keys]
            self.values = [_longer(values) for values in self.values]
            self.line = _longer(self.line)

    def of(self, rows: torch.Tensor) -> "Memory":
        """The memory of some of its sentences, in this order."""
        return Memory(
            [keys[rows] for keys in self.keys],
            [values[rows] for values in self.values],
            self.lengths[rows],
            self.width,
            self.line[rows],
            self.extra[rows],
            self.steps,
        )


def _longer(stored: torch.Tensor) -> torch.Tensor:
    more = stored.new_zeros(*stored.shape[:2], GROWTH, *stored.shape[3:])
    return torch.cat([stored, more], dim=2)


def blocks(positions: int) -> int:
    """Positions rounded up to whole blocks."""
    return -(-positions // BLOCK) * BLOCK
