"""Our translator: the embedded base with the adapter of ``models/``, and its decoding."""

import json
import logging
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import torch
from safetensors.torch import load_file
from transformers import AutoModelForCausalLM

from summarizer.backends.batching import by_length, halving
from summarizer.backends.device import Device
from summarizer.backends.loading import load_tokenizer, load_weights

log = logging.getLogger(__name__)

PROMPT = "Indonesian: {}\nEnglish:"
"""What the adapter was trained on (scripts/train_translator.py); the answer ends with eos."""


class AdaptedTranslator:
    """Indonesian to English by the base model with our low-rank adapter merged into it.

    Decoding is beam search over the kept rows of the output matrix only: its 262,144 rows are most
    of the cost of a step, and those outside the list are pieces of words in other scripts. Greedy
    decoding is five times faster and lost names and clauses that the second beam had: of 64
    sentences 30 failed a guard, against 10 by the n-best of 8 beams (scripts/LOG.md).
    """

    batch_size = 12
    beams = 5

    def __init__(self, base: Path, adapter: Path, device: Device, label: str) -> None:
        self.device = device
        self.name = f"{label} beam={self.beams} batch={self.batch_size} {device.dtype}"
        self.tokenizer = load_tokenizer(base)
        self.model = load_weights(AutoModelForCausalLM, base, device.torch_dtype)
        merge_adapter(self.model, adapter)
        self.model.to(device.kind).eval()
        self.kept = load_file(adapter / "kept_rows.safetensors")["rows"].long().to(device.kind)
        self.head = self.model.get_output_embeddings().weight.detach()[self.kept]
        self.end: int = self.tokenizer.eos_token_id

    def translate(self, texts: Sequence[str]) -> list[str]:
        """The likeliest translation of each text; an empty string where there is none."""
        return [next(iter(candidates), "") for candidates in self.nbest(texts)]

    def nbest(self, texts: Sequence[str]) -> list[list[str]]:
        """The ends of a beam search, likeliest first, each once.

        Raises:
            ModelError: a single text does not fit in memory.
        """
        prompts = [self._prompt(text) for text in texts]
        answers = by_length(prompts, self.batch_size, halving(self._beams, self.device.kind))
        decoded = (self.tokenizer.batch_decode(b, skip_special_tokens=True) for b in answers)
        return [list(dict.fromkeys(" ".join(text.split()) for text in beams)) for beams in decoded]

    @torch.inference_mode()
    def _beams(self, prompts: Sequence[list[int]]) -> list[list[list[int]]]:
        """Beam search over the kept rows: for each prompt its ended beams, best mean first."""
        count, k, width = len(prompts), self.beams, max(map(len, prompts))
        ids, mask = padded([p for p in prompts for _ in range(k)], width, self.device.kind)
        positions = (mask.cumsum(-1) - 1).clamp(min=0)
        scores = torch.full((count, k), -torch.inf, device=self.device.kind)
        scores[:, 0] = 0.0  # the beams of a prompt start alike: only one of them may branch
        tokens = ids.new_empty(count * k, 0)
        ended: list[list[tuple[float, list[int]]]] = [[] for _ in prompts]
        cache = None
        for step in range(1, width * 3 // 2 + 17):
            result = self.model.model(
                input_ids=ids,
                attention_mask=mask,
                position_ids=positions,
                past_key_values=cache,
                use_cache=True,
            )
            cache = result.past_key_values
            logits = (result.last_hidden_state[:, -1] @ self.head.T).float()
            total = (scores.view(-1, 1) + logits.log_softmax(-1)).view(count, -1)
            best, flat = total.topk(2 * k, dim=-1)
            beam, token = flat // len(self.kept), self.kept[flat % len(self.kept)]
            parents, picks = [], []
            for n in range(count):
                ends, goes = self._split(best[n].tolist(), token[n].tolist())
                for j in ends:
                    row = n * k + int(beam[n, j])
                    ended[n].append((float(best[n, j]) / step, tokens[row].tolist()))
                parents += [n * k + int(beam[n, j]) for j in goes]
                picks += [int(token[n, j]) for j in goes]
                scores[n] = best[n, goes]
            if all(len(done) >= k for done in ended):
                break
            rows = torch.tensor(parents, device=self.device.kind)
            ids = torch.tensor(picks, device=self.device.kind)[:, None]
            tokens = torch.cat([tokens[rows], ids], dim=1)
            cache.reorder_cache(rows)
            mask = torch.cat([mask, mask.new_ones(count * k, 1)], dim=1)
            positions = positions[:, -1:] + 1
        return [[t for _, t in sorted(done, key=lambda e: -e[0])[:k]] for done in ended]

    def _split(self, scores: list[float], tokens: list[int]) -> tuple[list[int], list[int]]:
        """Of 2k candidates, best first: those among the best k that end, and k that go on."""
        ends = [j for j in range(self.beams) if tokens[j] == self.end and scores[j] > -torch.inf]
        goes = [j for j in range(2 * self.beams) if tokens[j] != self.end][: self.beams]
        return ends, goes

    def _prompt(self, text: str) -> list[int]:
        """Token ids; a special token written in an article is split up into plain text."""
        encoded = self.tokenizer.encode(
            PROMPT.format(text), add_special_tokens=False, split_special_tokens=True
        )
        return [self.tokenizer.bos_token_id, *encoded]


def padded(
    prompts: Sequence[list[int]], width: int, device: str
) -> tuple[torch.Tensor, torch.Tensor]:
    """(ids, mask), both (rows, width), padded on the left."""
    ids = torch.tensor([[0] * (width - len(p)) + p for p in prompts], device=device)
    mask = torch.tensor([[0] * (width - len(p)) + [1] * len(p) for p in prompts], device=device)
    return ids, mask


def merge_adapter(model: Any, folder: Path) -> None:
    """Add the low-rank update to the model's weights: W + (alpha / r) B A (Hu et al. 2021).

    Reads what peft writes (``adapter_model.safetensors``, ``adapter_config.json``) without peft.
    """
    config = json.loads((folder / "adapter_config.json").read_text("utf-8"))
    scale = config["lora_alpha"] / config["r"]
    tensors = load_file(folder / "adapter_model.safetensors")
    weights = dict(model.named_parameters())
    with torch.no_grad():
        for name, a in tensors.items():
            if not name.endswith(".lora_A.weight"):
                continue
            stem = name.removesuffix(".lora_A.weight")
            b = tensors[stem + ".lora_B.weight"]
            weight = weights[stem.removeprefix("base_model.model.") + ".weight"]
            weight += (scale * (b.float() @ a.float())).to(weight.dtype)
