"""Sentence vectors: a transformer encoder with mean pooling."""

from collections.abc import Sequence
from pathlib import Path

import torch
from transformers import AutoModel

from summarizer.backends.batching import halving
from summarizer.backends.device import Device
from summarizer.backends.loading import load_tokenizer, load_weights, placed


class MeanPooling:
    """English sentences to unit vectors, as all-MiniLM-L6-v2 was trained to be used.

    The mean of the last hidden states over real tokens, scaled to length 1 (its model card).
    Runs in fp32: the model is small, and fp32 keeps similarities stable across devices.
    """

    batch_size = 64
    max_tokens = 256

    def __init__(self, folder: Path, device: Device, label: str) -> None:
        self.name = f"{label} mean fp32"
        self.device = device.kind
        self.tokenizer = load_tokenizer(folder)
        self.model = placed(load_weights(AutoModel, folder, torch.float32), device)
        # RoBERTa's kind counts positions from 2.
        positions = getattr(self.model.config, "max_position_embeddings", None) or self.max_tokens
        self.limit = min(self.max_tokens, positions - 2)

    def embed(self, texts: Sequence[str]) -> list[list[float]]:
        """One unit vector a text, in order; sorted by length inside to waste no padding.

        Raises:
            ModelError: a single text does not fit in memory.
        """
        order = sorted(range(len(texts)), key=lambda i: (len(texts[i]), texts[i]))
        run = halving(self._batch, self.device)
        vectors: list[list[float]] = [[] for _ in texts]
        for first in range(0, len(order), self.batch_size):
            batch = order[first : first + self.batch_size]
            for i, vector in zip(batch, run([texts[i] for i in batch]), strict=True):
                vectors[i] = vector
        return vectors

    @torch.inference_mode()
    def _batch(self, texts: Sequence[str]) -> list[list[float]]:
        inputs = self.tokenizer(
            list(texts),
            padding=True,
            truncation=True,
            max_length=self.limit,
            return_tensors="pt",
        ).to(self.device)
        states = self.model(**inputs).last_hidden_state
        mask = inputs["attention_mask"].unsqueeze(-1)
        means = (states * mask).sum(1) / mask.sum(1)
        return [vector.tolist() for vector in torch.nn.functional.normalize(means)]
