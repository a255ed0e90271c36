"""Causal language models: batched greedy generation, a chat translator and a chat writer."""

import re
from collections.abc import Callable, Sequence
from pathlib import Path

import jinja2
import torch
from transformers import AutoModelForCausalLM

from summarizer.backends.batching import by_length, halving
from summarizer.backends.device import Device
from summarizer.backends.loading import load_tokenizer, load_weights, placed, plain_ids
from summarizer.backends.prompts import PROMPTS, TRANSLATE, writing_prompt
from summarizer.protocols import Progress, Task

CONTENT = "\ue000content\ue001"
"""Stands for the article's text while the chat format is laid out around it."""

THOUGHT = re.compile(r"\A(?:.*</think>|\s*<think>.*)", re.DOTALL)
"""What a model thinks before it answers, and a thought that the limit of tokens cut off."""


class CausalModel:
    """Weights and tokenizer of one causal model, loaded once and shared by its roles."""

    def __init__(self, folder: Path, device: Device) -> None:
        self.device = device
        self.tokenizer = load_tokenizer(folder, padding_side="left")
        if self.tokenizer.pad_token_id is None:
            self.tokenizer.pad_token = self.tokenizer.eos_token
        weights = load_weights(AutoModelForCausalLM, folder, device.torch_dtype)
        self.model = placed(weights, device)

    def chat(self, instruction: str, content: str) -> list[int]:
        """Token ids of one turn in the model's own chat format, ready for the answer.

        ``content`` is text of articles: it is tokenized apart with special tokens split up, so
        that a chat mark inside an article stays plain text and opens no turn.
        """
        head, _, tail = self._frame(instruction).partition(CONTENT)
        return [
            *self.tokenizer.encode(head, add_special_tokens=False),
            *plain_ids(self.tokenizer, content),
            *self.tokenizer.encode(tail, add_special_tokens=False),
        ]

    def _frame(self, instruction: str) -> str:
        """One turn as the model's template lays it out, with ``CONTENT`` for the text."""
        system = {"role": "system", "content": instruction}
        together = {"role": "user", "content": f"{instruction}\n\n{CONTENT}"}
        try:
            return self._laid_out([system, {"role": "user", "content": CONTENT}])
        except jinja2.TemplateError:
            # Gemma's template refuses a system message.
            return self._laid_out([together])

    def _laid_out(self, messages: list[dict[str, str]]) -> str:
        # Templates of models that can think first (Qwen 3) look at enable_thinking; others do not.
        return str(
            self.tokenizer.apply_chat_template(
                messages, tokenize=False, add_generation_prompt=True, enable_thinking=False
            )
        )

    def generate(
        self,
        prompts: Sequence[list[int]],
        max_new_tokens: int,
        batch_size: int,
        progress: Progress | None = None,
    ) -> list[str]:
        """Continue each prompt (token ids) greedily; answers in the order of the prompts.

        Batches are sorted by length; one that does not fit in memory is halved, down to 1.

        Raises:
            ModelError: a single prompt does not fit in memory.
        """

        def run(batch: Sequence[list[int]]) -> list[str]:
            return self._batch(batch, max_new_tokens)

        return by_length(prompts, batch_size, halving(run, self.device.kind), progress)

    @torch.inference_mode()
    def _batch(self, prompts: Sequence[list[int]], max_new_tokens: int) -> list[str]:
        inputs = self.tokenizer.pad({"input_ids": list(prompts)}, return_tensors="pt").to(
            self.device.kind
        )
        output = self.model.generate(
            **inputs,
            max_new_tokens=max_new_tokens,
            do_sample=False,
            num_beams=1,
            repetition_penalty=1.0,
            temperature=None,
            top_p=None,
            top_k=None,
            pad_token_id=self.tokenizer.pad_token_id,
        )
        answers = output[:, inputs["input_ids"].shape[1] :]
        texts = self.tokenizer.batch_decode(answers, skip_special_tokens=True)
        return [THOUGHT.sub("", str(text)).strip() for text in texts]


class ChatTranslator:
    """Indonesian to English by an instruction model asked for a translation."""

    rows = 16
    exact = False

    def __init__(
        self, model: Callable[[], CausalModel], device: Device, label: str, batch_size: int = rows
    ) -> None:
        """``model`` gives the weights when the first text comes: most jobs need none of them."""
        self._model, self.batch_size = model, batch_size
        self.name = f"{label} prompts={PROMPTS} greedy batch={self.batch_size} {device.dtype}"

    def translate(self, texts: Sequence[str]) -> list[str]:
        """Translate each text; an empty string where the model gave nothing."""
        if not texts:
            return []
        model = self._model()
        prompts = [model.chat(TRANSLATE, text) for text in texts]
        # English needs about as many tokens as the Indonesian; twice that is a runaway.
        limit = 2 * max(len(model.tokenizer.encode(text)) for text in texts) + 16
        return [" ".join(text.split()) for text in model.generate(prompts, limit, self.batch_size)]


class ChatWriter:
    """One sentence or headline from English passages, by an instruction model."""

    rows = 16
    max_new_tokens = 96

    def __init__(self, model: CausalModel, label: str, batch_size: int = rows) -> None:
        self.model, self.batch_size = model, batch_size
        self.name = f"{label} prompts={PROMPTS} greedy batch={self.batch_size} {model.device.dtype}"

    def write(self, tasks: Sequence[Task], progress: Progress | None = None) -> list[str]:
        """Write one line a task; an empty string where the model gave nothing."""
        prompts = [self.model.chat(*writing_prompt(task)) for task in tasks]
        answers = self.model.generate(prompts, self.max_new_tokens, self.batch_size, progress)
        return [" ".join(answer.split()) for answer in answers]
