"""Our translator: the embedded base with the adapter of ``models/``, and its decoding."""

import json
import logging
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import torch
from safetensors.torch import load_file
from transformers import AutoModelForCausalLM

from summarizer.backends.batching import by_length, halving
from summarizer.backends.beam import FAR, GAP, LENGTH, SAME, Demand, Hypothesis, search
from summarizer.backends.device import Device
from summarizer.backends.gemma import GemmaDecoder
from summarizer.backends.heap import keep_freed
from summarizer.backends.loading import load_tokenizer, load_weights, prompt_ids
from summarizer.backends.sample import TEMPERATURE, sample
from summarizer.protocols import Wish

log = logging.getLogger(__name__)

PROMPT = "Indonesian: {}\nEnglish:"
"""What the adapter was trained on (scripts/train_translator.py); the answer ends with eos."""


PROBES = ("Gempa itu menewaskan 384 orang di Palu pada hari Rabu.", "Air surut.", "Ya.") * 8
"""Sentences of unlike lengths; alone and together they must give the same scores (``exact``)."""


class AdaptedTranslator:
    """Indonesian to English by the base model with our low-rank adapter merged into it.

    Decoding is beam search over the kept rows of the output matrix: its 262,144 rows are most of
    the cost of a step, and those outside the list are pieces of words in other scripts.
    """

    rows = 96
    beams = 4
    wide = 8
    draws = 8

    def __init__(
        self, base: Path, adapter: Path, device: Device, label: str, batch_size: int = rows
    ) -> None:
        keep_freed()
        self.batch_size = batch_size
        self.device = device
        self.tokenizer, self.model = load_adapted(base, adapter, device)
        kept = load_file(adapter / "kept_rows.safetensors")["rows"].long()
        self.decoder = GemmaDecoder(self.model, kept)
        decoding = (
            f"beam={self.beams}/{self.wide} gap={GAP} far={FAR:g} same={SAME} length={LENGTH}"
        )
        decoding += f" draws={self.draws}@{TEMPERATURE}"
        # Finished translations are kept under this name: what changes the last bits is in it.
        layout = " packed" if self.decoder.head.packed is not None else ""
        self.name = f"{label} {decoding} {device.dtype}{layout}"
        self.end: int = self.tokenizer.eos_token_id
        self.exact = self.decoder.exact([self._prompt(text) for text in PROBES], self.beams)

    def translate(self, texts: Sequence[str]) -> list[str]:
        """The likeliest translation of each text; an empty string where there is none."""
        return [next(iter(candidates), "") for candidates in self.nbest(texts)]

    def nbest(self, texts: Sequence[str]) -> list[list[str]]:
        """The ends of a beam search, likeliest first, each once.

        Raises:
            ModelError: a single text does not fit in memory.
        """
        return self._answers(texts, self.beams, [None] * len(texts))

    def nbest_with(self, texts: Sequence[str], wishes: Sequence[Wish]) -> list[list[str]]:
        """As ``nbest``, with words that each translation must and must not hold."""
        return self._answers(texts, self.wide, [self._demand(wish) for wish in wishes])

    def likeliest(
        self, texts: Sequence[str], wishes: Sequence[Wish] | None = None
    ) -> list[list[tuple[float, str]]]:
        """As ``nbest`` or ``nbest_with``, with the mean log probability of a token."""
        demands = [None] * len(texts) if wishes is None else [self._demand(w) for w in wishes]
        found = self._ends(texts, self.beams if wishes is None else self.wide, demands)
        return [self._scored(ends) for ends in found]

    def samples(self, texts: Sequence[str]) -> list[list[tuple[float, str]]]:
        """At most ``draws`` translations drawn at random, likeliest first, each once.

        With the mean log probability of a token. The same for a text whenever it is asked.
        """

        def run(batch: Sequence[tuple[list[int], str]]) -> list[list[Hypothesis]]:
            prompts, seeds = zip(*batch, strict=True)
            return sample(self.decoder, prompts, seeds, self.draws, self.end)

        given = [(self._prompt(text), text) for text in texts]
        size = self.batch_size * self.beams // self.draws
        found = by_length(given, size, halving(run, self.device.kind), length=_length)
        return [self._scored(hypotheses) for hypotheses in found]

    def _scored(self, hypotheses: Sequence[Hypothesis]) -> list[tuple[float, str]]:
        means = [h.score / (len(h.tokens) + 1) for h in hypotheses]
        unlike = {
            text: mean for mean, text in sorted(zip(means, self._texts(hypotheses), strict=True))
        }
        return sorted(((mean, text) for text, mean in unlike.items()), reverse=True)

    def _texts(self, hypotheses: Sequence[Hypothesis]) -> list[str]:
        tokens = [h.tokens for h in hypotheses]
        return [*map(tidied, self.tokenizer.batch_decode(tokens, skip_special_tokens=True))]

    def _answers(
        self, texts: Sequence[str], beams: int, demands: Sequence[Demand | None]
    ) -> list[list[str]]:
        found = self._ends(texts, beams, demands)
        return [list(dict.fromkeys(self._texts(ends))) for ends in found]

    def _ends(
        self, texts: Sequence[str], beams: int, demands: Sequence[Demand | None]
    ) -> list[list[Hypothesis]]:
        def run(batch: Sequence[tuple[list[int], Demand | None]]) -> list[list[Hypothesis]]:
            prompts, wanted = zip(*batch, strict=True)
            return search(self.decoder, prompts, beams, self.end, wanted)

        given = list(zip(map(self._prompt, texts), demands, strict=True))
        size = self.batch_size * self.beams // beams
        return by_length(given, size, halving(run, self.device.kind), length=_length)

    def _demand(self, wish: Wish) -> Demand:
        must = tuple(tuple(self._ways(forms)) for forms in wish.must)
        return Demand(must, tuple(self._ways(wish.never)))

    def _ways(self, forms: Sequence[str]) -> Iterator[tuple[int, ...]]:
        """Token ids of each form inside a sentence, after a space or after a bracket."""
        for form in forms:
            for lead in (" ", ""):
                yield tuple(self.tokenizer.encode(lead + form, add_special_tokens=False))

    def _prompt(self, text: str) -> list[int]:
        return prompt_ids(self.tokenizer, PROMPT.format(text))


_APOSTROPHE = re.compile(r"(?<=[A-Za-z])\?(?=(?:s|t|re|ve|ll|d|m)\b)")
_CENTRAL_BANK = re.compile(r"Bank Indonesia (?:\(?(?:or )?(?:the )?central bank(?:/BI)?\)?|BI\b)")


def tidied(text: str) -> str:
    """English without what the training corpus has and nobody should learn.

    Lost apostrophes ("the earth?s surface", 250 rows of 65,971) and "Bank Indonesia the central
    bank/BI" for "Bank Indonesia (BI)" (80 rows). The trainer reads its rows through this too.
    """
    once = " ".join(_APOSTROPHE.sub("'", text).split())
    return " ".join(_CENTRAL_BANK.sub("Bank Indonesia", once).split())


def _length(item: tuple[list[int], object]) -> int:
    return len(item[0])


def load_adapted(base: Path, adapter: Path, device: Device) -> tuple[Any, Any]:
    """The tokenizer and the base with the adapter merged into it, both from folders."""
    model = load_weights(AutoModelForCausalLM, base, device.torch_dtype)
    merge_adapter(model, adapter)
    return load_tokenizer(base), model.to(device.kind).eval()


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
