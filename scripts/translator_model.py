"""The translator in training: trimmed output head, chunked loss, greedy decoding, adapter files."""

import json
import random
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psutil
import torch
from peft import LoraConfig, PeftModel, get_peft_model, get_peft_model_state_dict
from peft.helpers import disable_input_dtype_casting
from safetensors.torch import save_file
from transformers import AutoModelForCausalLM

BASE_NAME = "gemma-3-270m-q4-k-m"  # the base's name in models/manifest.toml
PROJECTIONS = ["q_proj", "k_proj", "v_proj", "o_proj", "gate_proj", "up_proj", "down_proj"]


@dataclass(frozen=True)
class Pair:
    """A tokenized row: prompt ids (with bos) and target ids (with eos)."""

    prompt: list[int]
    target: list[int]

    def __len__(self) -> int:
        return len(self.prompt) + len(self.target)


def load_adapted(base: Path, init: Path | None, rank: int, alpha: int) -> Any:
    """The base in bf16, frozen, with a trainable fp32 adapter: `init`'s, or a new one."""
    model = AutoModelForCausalLM.from_pretrained(base, dtype=torch.bfloat16)
    if init is not None:
        return PeftModel.from_pretrained(model, init, is_trainable=True)
    config = LoraConfig(r=rank, lora_alpha=alpha, target_modules=PROJECTIONS, task_type="CAUSAL_LM")
    return get_peft_model(model, config)


def save_adapter(model: Any, folder: Path) -> None:
    """Write the adapter in peft's format but in bf16 (peft writes fp32 and the base's path)."""
    tensors = get_peft_model_state_dict(model, save_embedding_layers=False)
    save_file(
        {name: tensor.to(torch.bfloat16).contiguous() for name, tensor in tensors.items()},
        folder / "adapter_model.safetensors",
    )
    config = {
        name: sorted(value) if isinstance(value, set) else value
        for name, value in model.peft_config["default"].to_dict().items()
    }
    config |= {"base_model_name_or_path": BASE_NAME, "inference_mode": True}
    text = json.dumps(config, indent=2, sort_keys=True)
    (folder / "adapter_config.json").write_text(text + "\n", encoding="utf-8")


@contextmanager
def new_folder(folder: Path) -> Iterator[Path]:
    """A folder that appears under its name only when whole, in place of an older one."""
    new, old = (folder.with_name(f".{folder.name}.{state}") for state in ("new", "old"))
    shutil.rmtree(new, ignore_errors=True)
    new.mkdir(parents=True)
    yield new
    if folder.exists():
        folder.rename(old)
    new.rename(folder)
    shutil.rmtree(old, ignore_errors=True)


def states(model: Any, **inputs: Any) -> Any:
    """Run the transformer's body (no output layer) in bf16.

    peft would widen each projection's input to the adapter's fp32 and autocast narrow it again.
    """
    with torch.autocast("cpu", dtype=torch.bfloat16), disable_input_dtype_casting(model):
        return model.get_base_model().model(**inputs)


def target_states(model: Any, pairs: Sequence[Pair]) -> tuple[torch.Tensor, torch.Tensor]:
    """The states (tokens, width) that predict the target tokens, and those tokens' ids (tokens,).

    Rows are padded on the right: under the causal mask no padding reaches them.
    """
    width = max(len(pair) for pair in pairs)
    ids = torch.zeros(len(pairs), width, dtype=torch.long)
    places: list[int] = []
    for row, pair in enumerate(pairs):
        ids[row, : len(pair)] = torch.tensor([*pair.prompt, *pair.target])
        first = row * width + len(pair.prompt) - 1
        places.extend(range(first, first + len(pair.target)))
    hidden = states(model, input_ids=ids, use_cache=False).last_hidden_state
    targets = torch.tensor([token for pair in pairs for token in pair.target])
    return hidden.flatten(0, 1)[torch.tensor(places)], targets


def chunked_loss(
    hidden: torch.Tensor,
    labels: torch.Tensor,
    head: torch.Tensor,
    chunk: int,
    smoothing: float = 0.0,
) -> tuple[float, torch.Tensor]:
    """Mean cross-entropy of `labels` and its gradient by `hidden`, without all logits at once.

    The gradient is that of labels smoothed over all rows, the loss of the plain ones. `hidden` is
    (tokens, width), `labels` (tokens,) rows of `head`, which is (rows, width) and frozen: its
    gradient is not made. Call under `torch.no_grad`.
    """
    gradient = torch.empty_like(hidden)
    total = 0.0
    for start in range(0, len(labels), chunk):
        part = slice(start, start + chunk)
        logits = (hidden[part] @ head.T).float()
        label = labels[part, None]
        norm = logits.logsumexp(-1, keepdim=True)
        total += float((norm - logits.gather(1, label)).sum())
        probability = logits.sub_(norm).exp_()
        probability.sub_(smoothing / len(head))
        probability.scatter_add_(1, label, torch.full_like(norm, smoothing - 1.0))
        gradient[part] = probability.to(head.dtype) @ head
    return total / len(labels), gradient / len(labels)


class Head:
    """The trimmed output layer: the kept rows, and room for `extra` rows drawn at each step.

    Rows that are never contrasted are not pushed down, hence the random others. `place` maps a
    token id to its row, -1 where it is not kept.
    """

    def __init__(self, table: torch.Tensor, kept: torch.Tensor, others: torch.Tensor, extra: int):
        self.kept, self.extra = kept, min(extra, len(others))
        self._table, self._others = table, others
        self._rows = torch.cat([table[kept], table[others[: self.extra]]])
        self.kept_rows = self._rows[: len(kept)]
        self.place = torch.full((len(table),), -1)
        self.place[kept] = torch.arange(len(kept))

    def draw(self, seed: str) -> torch.Tensor:
        """The kept rows followed by random others; the same `seed` draws the same ones."""
        picks = random.Random(seed).sample(range(len(self._others)), self.extra)
        into = self._rows[len(self.kept) :]
        torch.index_select(self._table, 0, self._others[picks], out=into)
        return self._rows


@torch.no_grad()
def greedy(model: Any, prompts: Sequence[list[int]], head: Head, eos: int) -> list[list[int]]:
    """The likeliest kept token, one at a time, until eos or 1.5 times the longest prompt."""
    width = max(len(prompt) for prompt in prompts)
    ids = torch.tensor([[0] * (width - len(prompt)) + prompt for prompt in prompts])
    mask = torch.tensor([[0] * (width - len(prompt)) + [1] * len(prompt) for prompt in prompts])
    positions = (mask.cumsum(-1) - 1).clamp(min=0)
    cache = None
    outputs: list[torch.Tensor] = []
    done = torch.zeros(len(prompts), dtype=torch.bool)
    for _ in range(int(1.5 * width) + 10):
        result = states(
            model,
            input_ids=ids,
            attention_mask=mask,
            position_ids=positions,
            past_key_values=cache,
            use_cache=True,
        )
        cache = result.past_key_values
        best = head.kept[(result.last_hidden_state[:, -1] @ head.kept_rows.T).argmax(-1)]
        ids = best.masked_fill(done, eos)[:, None]
        outputs.append(ids)
        done |= best == eos
        if bool(done.all()):
            break
        mask = torch.cat([mask, torch.ones(len(prompts), 1, dtype=mask.dtype)], dim=1)
        positions = positions[:, -1:] + 1
    table = torch.cat(outputs, dim=1).tolist()
    return [row[: row.index(eos)] if eos in row else row for row in table]


class Threads:
    """Keeps the number of torch's threads to the cores that other programs leave free.

    A parallel section waits for its slowest thread: with one of two cores taken, two threads gave
    183 tokens/s and one gave 264.
    """

    def __init__(self, most: int):
        self._most, self._process = most, psutil.Process()
        self._last = self._read()

    def _read(self) -> tuple[float, float, float]:
        system, own = psutil.cpu_times(), self._process.cpu_times()
        idle = system.idle + getattr(system, "iowait", 0.0)
        return sum(system[:8]), idle, own.user + own.system

    def adapt(self) -> int:
        """Set the threads by the load since the last call, and return their number."""
        latest = self._read()
        total, idle, own = (now - old for now, old in zip(latest, self._last, strict=True))
        self._last = latest
        if total > 0:
            cores = psutil.cpu_count() or 1
            others = cores * (total - idle - own) / total
            torch.set_num_threads(max(1, min(self._most, round(cores - others))))
        return torch.get_num_threads()
