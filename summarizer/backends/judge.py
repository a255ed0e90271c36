"""The judge of support: does the Indonesian say what an English sentence says?"""

from collections.abc import Sequence
from pathlib import Path

import torch

from summarizer.backends.adapted import load_adapted
from summarizer.backends.batching import by_length, halving
from summarizer.backends.device import Device
from summarizer.backends.loading import prompt_ids

PROMPT = "Indonesian: {}\nEnglish: {}\nSupported:"
"""Evidence, then sentence: what the adapter was trained on (scripts/train_judge.py)."""
ANSWERS = (" no", " yes")
"""The probability is that of the second against the first, at the prompt's last token."""


class SupportJudge:
    """The embedded base with the judge's adapter merged into it.

    The answer is read from two rows of the output matrix; nothing is generated.
    """

    batch_size = 16

    def __init__(self, base: Path, adapter: Path, device: Device, label: str) -> None:
        """``base`` and ``adapter`` are folders; ``label`` names both with their revisions."""
        self.device = device
        self.name = f"{label} {device.dtype}"
        self.tokenizer, self.model = load_adapted(base, adapter, device)
        rows = [self.tokenizer.encode(a, add_special_tokens=False)[0] for a in ANSWERS]
        self.rows = self.model.get_output_embeddings().weight.detach()[rows].float()

    def support(self, pairs: Sequence[tuple[str, str]]) -> list[float]:
        """The probability, for each (evidence, sentence), that the evidence says the sentence.

        Evidence is Indonesian, passages with a space between them.

        Raises:
            ModelError: a single pair does not fit in memory.
        """
        prompts = [prompt_ids(self.tokenizer, PROMPT.format(*pair)) for pair in pairs]
        return by_length(prompts, self.batch_size, halving(self._batch, self.device.kind))

    @torch.inference_mode()
    def _batch(self, prompts: Sequence[list[int]]) -> list[float]:
        """Right padding needs no mask: under the causal one no padding reaches a prompt."""
        width = max(map(len, prompts))
        ids = torch.tensor([[*p, *[0] * (width - len(p))] for p in prompts]).to(self.device.kind)
        states = self.model.base_model(input_ids=ids, use_cache=False).last_hidden_state
        ends = torch.tensor([len(p) - 1 for p in prompts], device=ids.device)
        last = states[torch.arange(len(prompts), device=ids.device), ends]
        logits = last.float() @ self.rows.T
        found: list[float] = logits.softmax(-1)[:, 1].tolist()
        return found
