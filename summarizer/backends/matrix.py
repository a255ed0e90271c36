"""Products with fixed weights, laid out once for the CPU's matrix instructions where torch can."""

from dataclasses import dataclass
from typing import Any

import torch
from torch.nn import functional

ROWS = 160
"""About how many rows a product has, which the layout is chosen for."""


@dataclass(frozen=True)
class Matrix:
    """A weight (out, in) and, where there is one, the same in oneDNN's own layout.

    The layout saves 7 to 9% of a step of 160 rows (scripts/LOG.md). torch has no public way to it
    but ``torch.compile``, which needs a C++ compiler; the operators used here are those that it
    compiles to, and without them plain products serve.
    """

    weight: torch.Tensor
    packed: Any = None

    @classmethod
    def of(cls, *parts: torch.Tensor) -> "Matrix":
        """The parts stacked, packed where this machine can."""
        weight = (
            torch.cat([part.detach() for part in parts]) if len(parts) > 1 else parts[0].detach()
        )
        return cls(weight, _packed(weight))

    def times(self, x: torch.Tensor) -> torch.Tensor:
        """(rows, in) -> (rows, out)."""
        if self.packed is None:
            return functional.linear(x, self.weight)
        made: torch.Tensor = torch.ops.mkldnn._linear_pointwise(
            x, self.packed, None, "none", [], ""
        )
        return made

    def gelu(self, x: torch.Tensor) -> torch.Tensor:
        """GELU of the product, by its tanh form."""
        if self.packed is None:
            return functional.gelu(self.times(x), approximate="tanh")
        made: torch.Tensor = torch.ops.mkldnn._linear_pointwise(
            x, self.packed, None, "gelu", [], "tanh"
        )
        return made

    def gated(self, x: torch.Tensor, gate: torch.Tensor) -> torch.Tensor:
        """The product times ``gate`` (rows, out), number by number."""
        if self.packed is None:
            return self.times(x) * gate
        made: torch.Tensor = torch.ops.mkldnn._linear_pointwise.binary(
            x, gate, self.packed, None, "mul"
        )
        return made


def _packed(weight: torch.Tensor) -> Any:
    if weight.device.type != "cpu" or weight.dtype != torch.bfloat16:
        return None
    try:
        if not torch.ops.mkldnn._is_mkldnn_bf16_supported():
            return None
        return torch.ops.mkldnn._reorder_linear_weight(weight.contiguous(), ROWS)
    except (AttributeError, RuntimeError):
        return None
