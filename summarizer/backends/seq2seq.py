"""Encoder-decoder models: translators (Marian, M2M100, NLLB, MADLAD) and summarizers."""

import logging
from collections.abc import Sequence
from typing import Any

import torch
from transformers import AutoModelForSeq2SeqLM

from summarizer.backends.batching import by_length, halving
from summarizer.backends.device import Device
from summarizer.backends.frames import Frame, controls, summary_frame, translation_frame
from summarizer.backends.kinds import Located
from summarizer.backends.loading import load_tokenizer, load_weights, placed
from summarizer.backends.t5 import repair
from summarizer.protocols import Progress, Task

log = logging.getLogger(__name__)

BEAMS = 4
"""What the cards of Marian, NLLB and the summarizers decode with, give or take one."""


class Seq2Seq:
    """Weights and tokenizer of one encoder-decoder model, and its beam search."""

    def __init__(self, found: Located, device: Device, frame: Frame, tokenizer: Any) -> None:
        self.device, self.frame, self.tokenizer = device, frame, tokenizer
        self.controls = controls(tokenizer)
        model = load_weights(AutoModelForSeq2SeqLM, found.folder, device.torch_dtype)
        repair(model, found.folder)
        self.model = placed(model, device)
        self.longest, self.room = _limits(self.model.config)

    def framed(self, parts: Sequence[str]) -> list[int]:
        """The input for a text or several passages, cut where the model's positions end."""
        frame = self.frame
        texts = parts if frame.between else [" ".join(parts)]
        ids = [i for text in texts for i in (*self._plain(text), *frame.between)]
        room = self.longest - len(frame.head) - len(frame.tail)
        if len(ids) > room:
            log.warning("an input of %d tokens is cut to the model's %d", len(ids), room)
        return [*frame.head, *ids[:room], *frame.tail]

    def _plain(self, text: str) -> list[int]:
        # SentencePiece takes no half of a surrogate pair, which broken JSON can hold.
        sound = text.encode("utf-8", "replace").decode("utf-8")
        ids = self.tokenizer.encode(sound, add_special_tokens=False, split_special_tokens=True)
        return [i for i in ids if i not in self.controls]

    def generate(
        self,
        inputs: Sequence[list[int]],
        batch_size: int,
        max_new_tokens: int,
        blocked: int = 0,
        progress: Progress | None = None,
    ) -> list[list[str]]:
        """The ends of a beam search for each input, likeliest first, each once.

        No answer holds the same ``blocked`` tokens in a row twice, where that is not 0.

        Raises:
            ModelError: a single input does not fit in memory.
        """

        def run(batch: Sequence[list[int]]) -> list[list[str]]:
            return self._batch(batch, min(max_new_tokens, self.room), blocked)

        return by_length(inputs, batch_size, halving(run, self.device.kind), progress)

    @torch.inference_mode()
    def _batch(self, batch: Sequence[list[int]], tokens: int, blocked: int) -> list[list[str]]:
        padded = self.tokenizer.pad({"input_ids": list(batch)}, return_tensors="pt")
        inputs = {"input_ids": padded["input_ids"], "attention_mask": padded["attention_mask"]}
        if self.frame.wide:
            inputs["global_attention_mask"] = self._global(padded["input_ids"])
        output = self.model.generate(
            **{name: tensor.to(self.device.kind) for name, tensor in inputs.items()},
            **({} if self.frame.first is None else {"forced_bos_token_id": self.frame.first}),
            max_new_tokens=tokens,
            min_length=0,
            do_sample=False,
            num_beams=BEAMS,
            num_return_sequences=BEAMS,
            early_stopping=True,
            length_penalty=1.0,
            no_repeat_ngram_size=blocked,
            repetition_penalty=1.0,
        )
        # M2M100's tokenizer does not count its language codes among the special tokens.
        told = [[i for i in row if i not in self.controls] for row in output.tolist()]
        texts = [_line(t) for t in self.tokenizer.batch_decode(told, skip_special_tokens=True)]
        rows = [texts[n : n + BEAMS] for n in range(0, len(texts), BEAMS)]
        return [list(dict.fromkeys(filter(None, row))) for row in rows]

    def _global(self, ids: torch.Tensor) -> torch.Tensor:
        mask = torch.zeros_like(ids)
        mask[:, 0] = 1
        for token in self.frame.between:
            mask[ids == token] = 1
        return mask


class Seq2SeqTranslator:
    """Indonesian to English by a translation model."""

    rows, beams = 16, BEAMS
    exact = False

    def __init__(self, found: Located, device: Device, batch_size: int = rows) -> None:
        self.batch_size = batch_size
        # The frame before the weights: a wrong model is told before gigabytes are read.
        tokenizer = load_tokenizer(found.folder)
        self.model = Seq2Seq(found, device, translation_frame(found, tokenizer), tokenizer)
        self.licence = self.model.frame.licence
        self.name = f"{found.label} beam={BEAMS} batch={self.batch_size} {device.dtype}"

    def translate(self, texts: Sequence[str]) -> list[str]:
        """The likeliest translation of each text; an empty string where there is none."""
        return [next(iter(candidates), "") for candidates in self.nbest(texts)]

    def nbest(self, texts: Sequence[str]) -> list[list[str]]:
        """The ends of a beam search, likeliest first, each once.

        Raises:
            ModelError: a single text does not fit in memory.
        """
        if not texts:
            return []
        inputs = [self.model.framed([text]) for text in texts]
        # English needs about as many tokens as the Indonesian; twice that is a runaway.
        return self.model.generate(inputs, self.batch_size, 2 * max(map(len, inputs)) + 16)


class SummaryWriter:
    """One line from English passages, by a model that was trained to summarize articles.

    It takes no instruction: a focus or a reason for a second try does not reach it. A second try
    gets the next best end of the search instead of the one that was wrong.
    """

    rows, beams = 8, BEAMS
    max_new_tokens = 96
    licence = ""

    def __init__(self, found: Located, device: Device, batch_size: int = rows) -> None:
        self.batch_size = batch_size
        tokenizer = load_tokenizer(found.folder)
        self.model = Seq2Seq(found, device, summary_frame(found, tokenizer), tokenizer)
        self.name = f"{found.label} beam={BEAMS} batch={self.batch_size} {device.dtype}"

    def write(self, tasks: Sequence[Task], progress: Progress | None = None) -> list[str]:
        """Write one line a task; an empty string where the model gave nothing."""
        inputs = [self.model.framed(task.passages) for task in tasks]
        # No three tokens twice, as BART, PEGASUS and PRIMERA were tuned to decode (their configs).
        found = self.model.generate(inputs, self.batch_size, self.max_new_tokens, 3, progress)
        lines = zip(tasks, found, strict=True)
        return [next(iter(ends[1 if task.failed else 0 :]), "") for task, ends in lines]


def _limits(config: Any) -> tuple[int, int]:
    """The most tokens of an input and of an answer that the model has positions for.

    T5 counts distances, not positions; it was trained on 512 tokens.
    """
    both = getattr(config, "max_position_embeddings", None) or 512
    reads = getattr(config, "max_encoder_position_embeddings", None) or both
    writes = getattr(config, "max_decoder_position_embeddings", None) or both
    return int(reads), int(writes) - 2


def _line(text: str) -> str:
    """An answer on one line; PEGASUS writes ``<n>`` where a line ends."""
    return " ".join(text.replace("<n>", " ").split())
