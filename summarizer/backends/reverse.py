"""The reverse model: how well the Indonesian can be told back from its English translation."""

import json
import math
from collections.abc import Sequence
from pathlib import Path

import torch
from safetensors.torch import load_file

from summarizer.backends.adapted import load_adapted
from summarizer.backends.batching import by_length, halving
from summarizer.backends.device import Device
from summarizer.backends.loading import plain_ids, prompt_ids
from summarizer.backends.scores import Scores
from summarizer.lexicon import untold

PROMPT = "English: {}\nIndonesian:"
"""What the adapter was trained on (scripts/train_translator.py --reverse)."""

Asked = tuple[list[int], list[int]]
"""The token ids of a prompt, and of the Indonesian that shall follow it, with its end."""


class ReverseModel:
    """The embedded base as a translator into Indonesian, which only reads and never writes.

    A translation that lost or changed something does not lead back to its source: the probability
    of the Indonesian given the English finds wrong translations that no rule sees (noisy channel:
    Brown et al. 1993; of whole sentences as here: Junczys-Dowmunt 2018).
    """

    batch_size = 16

    def __init__(self, base: Path, adapter: Path, device: Device, label: str) -> None:
        """``base`` and ``adapter`` are folders; ``label`` names both with their revisions."""
        self.device = device
        self.name = f"{label} {device.dtype}"
        self.tokenizer, self.model = load_adapted(base, adapter, device)
        self.kept = load_file(adapter / "kept_rows.safetensors")["rows"].long().to(device.kind)
        self.matrix = self.model.get_output_embeddings().weight.detach()
        self.head, self.known = self.matrix[self.kept], frozenset(self.kept.tolist())
        self.curve = adapter / "calibration.json"

    def support(self, pairs: Sequence[tuple[str, str]]) -> list[float]:
        """The probability, for each (Indonesian, English), that the translation is not wrong.

        Logistic in ``told_back`` and in the number of words that the lexicon finds untold, fitted
        to translations that readers judged: the area under the ROC curve rises by 0.01 to 0.03.

        Raises:
            ModelError: a single pair does not fit in memory.
        """
        curve = json.loads(self.curve.read_text("utf-8"))
        scores = torch.tensor(self.told_back(pairs), dtype=torch.float64)
        lost = torch.tensor([len(untold(*pair)) for pair in pairs], dtype=torch.float64)
        odds = curve["intercept"] + curve["slope"] * scores + curve["untold"] * lost
        found: list[float] = torch.sigmoid(odds).tolist()
        return found

    def told_back(self, pairs: Sequence[tuple[str, str]]) -> list[float]:
        """Log probability of the Indonesian given the English, over the root of its tokens.

        Between the sum, which punishes every long sentence, and the mean, which lets one lost word
        drown in it; of the three it parts right from wrong translations best (scripts/LOG.md).
        """
        asked = [self._asked(*pair) for pair in pairs]
        run = halving(self._batch, self.device.kind)
        return by_length(asked, self.batch_size, run, length=lambda one: len(one[0]) + len(one[1]))

    def _asked(self, indonesian: str, english: str) -> Asked:
        prompt = prompt_ids(self.tokenizer, PROMPT.format(english))
        return prompt, [*plain_ids(self.tokenizer, f" {indonesian}"), self.tokenizer.eos_token_id]

    @torch.inference_mode()
    def _batch(self, asked: Sequence[Asked]) -> list[float]:
        """Right padding needs no mask: under the causal one no padding reaches a sentence."""
        width = max(len(prompt) + len(target) for prompt, target in asked)
        rows = [[*p, *t, *[0] * (width - len(p) - len(t))] for p, t in asked]
        ids = torch.tensor(rows).to(self.device.kind)
        states = self.model.base_model(input_ids=ids, use_cache=False).last_hidden_state
        return [
            self._score(row[len(prompt) - 1 : len(prompt) + len(target) - 1], target)
            for row, (prompt, target) in zip(states, asked, strict=True)
        ]

    def _score(self, hidden: torch.Tensor, target: list[int]) -> float:
        """Over the kept rows and the sentence's own; a name is often of pieces they lack."""
        wanted = torch.tensor(target).to(hidden.device)
        own = torch.tensor(sorted({*target} - self.known), dtype=torch.long).to(hidden.device)
        extra = own.expand(len(target), -1)
        scores = Scores(hidden, hidden @ self.head.T, extra, self.kept, self.matrix)
        return float(scores.of(wanted[:, None]).sum() / math.sqrt(len(target)))
