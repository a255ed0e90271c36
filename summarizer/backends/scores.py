"""Log probabilities of the next tokens, over some rows of the output matrix."""

from dataclasses import dataclass
from functools import cached_property

import torch


@dataclass(frozen=True)
class Scores:
    """Log probabilities of the next token of every beam.

    ``hidden`` is (N, beams, hidden size), ``logits`` (N x beams, kept rows) in the model's number
    type, ``kept`` the token ids of those rows, ``rows`` the whole output matrix.

    Tokens outside the kept rows have none, but for those of the sentence's own source (``extra``):
    a name is often made of pieces that the kept rows lack.
    """

    hidden: torch.Tensor
    logits: torch.Tensor
    extra: torch.Tensor
    kept: torch.Tensor
    rows: torch.Tensor

    def top(self, count: int) -> tuple[torch.Tensor, torch.Tensor]:
        """(log probabilities, token ids), both (N, beams, count), the likeliest first.

        The product in half precision parts logits near 20 by steps of an eighth; the likeliest
        ones are computed again in full precision, and only then ranked.
        """
        n, k, _ = self.hidden.shape
        best = self.logits.topk(min(count, len(self.kept)), dim=-1).indices
        tokens = torch.cat([self.kept[best], self._own()], dim=-1)
        scores, order = self.of(tokens.view(n, k, -1)).sort(dim=-1, descending=True, stable=True)
        return scores[..., :count], tokens.view(n, k, -1).gather(-1, order)[..., :count]

    def of(self, tokens: torch.Tensor) -> torch.Tensor:
        """Log probabilities (N, beams, M) of tokens (N, beams, M); -1 stands for none."""
        tokens = tokens.to(self.hidden.device)
        scores = self._exact(tokens) - self._normalizer[..., None]
        return scores.masked_fill(tokens < 0, -torch.inf)

    def _own(self) -> torch.Tensor:
        n, k, _ = self.hidden.shape
        return self.extra[:, None].expand(n, k, -1).reshape(n * k, -1)

    def _exact(self, tokens: torch.Tensor) -> torch.Tensor:
        rows: torch.Tensor = self.rows[tokens.clamp(min=0)].float()
        return (self.hidden[..., None, :].float() * rows).sum(-1)

    @cached_property
    def _normalizer(self) -> torch.Tensor:
        """Log of the sum of exponentials over kept rows and own tokens, (N, beams).

        Kept, because a steered search asks for scores twice a step and this is most of their cost.
        """
        n, k, _ = self.hidden.shape
        logits = self.logits.float()
        first = logits[:, :1]
        # log_softmax works row by row; logsumexp would part the sum by the number of threads.
        kept = (first - logits.log_softmax(-1)[:, :1]).view(n, k)
        own = self._exact(self.extra[:, None].expand(n, k, -1))
        own = own.masked_fill(self.extra[:, None] < 0, -torch.inf)
        return torch.cat([kept[..., None], own], dim=-1).logsumexp(-1)
