"""Train the judge of support: does the Indonesian say what the English sentence says?

    python scripts/train_judge.py --base BASE --translator ADAPTER --corpus CORPUS --out OUT

A low-rank adapter on top of our translator, which has the two languages side by side already. It
learns from pairs of the corpus and sentences made false (``judge_examples.py``), and answers with
one of two tokens. OUT receives ``best/`` (the adapter with the best balanced accuracy on the
development part) and ``log.jsonl``. With ``--evaluate`` nothing is trained.
"""

import gzip
import json
import random
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Annotated, Any

import torch
import typer
from judge_examples import ANSWERS, Example, examples
from peft import LoraConfig, PeftModel, get_peft_model
from transformers import AutoModelForCausalLM, AutoTokenizer
from translator_model import PROJECTIONS, Threads, new_folder, save_adapter, states

from summarizer.backends.adapted import merge_adapter

SOURCES = ("panl-international", "panl-economy", "panl-sport", "panl-science", "news", "bbc", "pud")
TOKENS = 3000
DEV = 300


class Judge:
    """The model in training: two logits at the end of a prompt."""

    def __init__(self, base: Path, translator: Path, init: Path | None, rank: int) -> None:
        self.tokenizer = AutoTokenizer.from_pretrained(base)
        model = AutoModelForCausalLM.from_pretrained(base, dtype=torch.bfloat16)
        merge_adapter(model, translator)
        if init:
            self.model: Any = PeftModel.from_pretrained(model, init, is_trainable=True)
        else:
            config = LoraConfig(
                r=rank, lora_alpha=2 * rank, target_modules=PROJECTIONS, task_type="CAUSAL_LM"
            )
            self.model = get_peft_model(model, config)
        rows = [self.tokenizer.encode(a, add_special_tokens=False)[0] for a in ANSWERS]
        self.head = self.model.get_base_model().lm_head.weight.detach()[rows].float()

    def encode(self, example: Example) -> list[int]:
        """Token ids of an example's prompt."""
        ids: list[int] = self.tokenizer.encode(example.prompt, add_special_tokens=False)
        return [self.tokenizer.bos_token_id, *ids]

    def logits(self, prompts: Sequence[list[int]]) -> torch.Tensor:
        """(prompts, 2): no, yes."""
        width = max(map(len, prompts))
        ids = torch.tensor([p + [0] * (width - len(p)) for p in prompts])
        hidden = states(self.model, input_ids=ids, use_cache=False).last_hidden_state
        last = hidden[torch.arange(len(prompts)), torch.tensor([len(p) - 1 for p in prompts])]
        found: torch.Tensor = last.float() @ self.head.T
        return found


def batches(prompts: Sequence[list[int]], seed: int) -> list[list[int]]:
    """Row numbers in batches of like length, at most TOKENS with padding, in random order."""
    order = sorted(range(len(prompts)), key=lambda n: len(prompts[n]))
    made: list[list[int]] = [[]]
    for n in order:
        if made[-1] and len(prompts[n]) * (len(made[-1]) + 1) > TOKENS:
            made.append([])
        made[-1].append(n)
    random.Random(seed).shuffle(made)
    return made


@torch.no_grad()
def evaluate(judge: Judge, given: Sequence[Example]) -> dict[str, float]:
    """Balanced accuracy at 0.5, and the share of each kind that is judged rightly."""
    judge.model.eval()
    prompts = [judge.encode(example) for example in given]
    right: dict[str, list[bool]] = {}
    for batch in batches(prompts, 0):
        said = judge.logits([prompts[n] for n in batch]).argmax(-1).tolist()
        for n, yes in zip(batch, said, strict=True):
            right.setdefault(given[n].kind, []).append(bool(yes) == given[n].supported)
    judge.model.train()
    false = [ok for kind, rows in right.items() if kind != "true" for ok in rows]
    shares = {kind: sum(rows) / len(rows) for kind, rows in sorted(right.items())}
    balanced = (shares.get("true", 0.0) + sum(false) / max(1, len(false))) / 2
    return {"balanced": round(balanced, 4), **{k: round(v, 3) for k, v in shares.items()}}


def rows_of(path: Path) -> list[dict[str, str]]:
    """The news rows of a gzipped JSON Lines file."""
    with gzip.open(path, "rt", encoding="utf-8") as file:
        return [row for row in map(json.loads, file) if row["source"] in SOURCES]


def train(judge: Judge, corpus: Path, out: Path, hours: float, rate: float) -> None:
    """Train until the time is up; the rate rises for 3% of it and falls to 0."""
    threads, started, step, best = Threads(2), time.monotonic(), 0, 0.0
    parameters = [p for p in judge.model.parameters() if p.requires_grad]
    optimizer = torch.optim.AdamW(parameters, lr=0.0, weight_decay=0.0, fused=True)
    dev = list(examples(rows_of(corpus / "dev.jsonl.gz"), 1))[:DEV]
    losses: list[float] = []
    seen, last = 0, 0.0
    for prompts, labels in _stream(judge, rows_of(corpus / "train.jsonl.gz")):
        done = (time.monotonic() - started) / (3600 * hours)
        if done >= 1 or done - last > 0.2:
            last = done
            scores = evaluate(judge, dev)
            _log(out, step=step, seen=seen, **scores)
            if scores["balanced"] > best:
                best = scores["balanced"]
                with new_folder(out / "best") as new:
                    save_adapter(judge.model, new)
        if done >= 1:
            return
        threads.adapt()
        for group in optimizer.param_groups:
            group["lr"] = rate * min(done / 0.03, 1 - done)
        loss = torch.nn.functional.cross_entropy(judge.logits(prompts), labels)
        torch.autograd.backward(loss)
        torch.nn.utils.clip_grad_norm_(parameters, 1.0)
        optimizer.step()
        optimizer.zero_grad()
        losses.append(loss.item())
        step, seen = step + 1, seen + len(prompts)
        if step % 20 == 0:
            _log(out, step=step, seen=seen, fraction=round(done, 3), loss=sum(losses) / 20)
            losses.clear()


def _stream(
    judge: Judge, rows: Sequence[dict[str, str]]
) -> Iterator[tuple[list[list[int]], torch.Tensor]]:
    """Batches without end: every pass draws other changes and other company."""
    for number in range(1, 1000):
        made = list(examples(rows, number))
        for first in range(0, len(made), 4096):
            part = made[first : first + 4096]
            prompts = [judge.encode(example) for example in part]
            for batch in batches(prompts, number):
                labels = torch.tensor([int(part[n].supported) for n in batch])
                yield [prompts[n] for n in batch], labels


def _log(out: Path, **values: Any) -> None:
    line = json.dumps({"time": time.strftime("%H:%M:%S"), **values})
    print(line, flush=True)
    with (out / "log.jsonl").open("a", encoding="utf-8") as file:
        file.write(line + "\n")


def main(
    base: Annotated[Path, typer.Option(help="Folder of the dequantized base and its tokenizer.")],
    translator: Annotated[Path, typer.Option(help="The translator's adapter, merged first.")],
    corpus: Annotated[Path, typer.Option(help="Folder of train and dev .jsonl.gz.")],
    out: Annotated[Path, typer.Option(help="Folder for the best adapter and the log.")],
    init: Annotated[Path | None, typer.Option(help="Judge adapter to start from.")] = None,
    hours: Annotated[float, typer.Option(help="Time to train.")] = 1.0,
    rate: Annotated[float, typer.Option(help="Learning rate at its top.")] = 4e-4,
    rank: Annotated[int, typer.Option(help="Rank of the adapter.")] = 16,
    evaluate_only: Annotated[bool, typer.Option("--evaluate", help="Train nothing.")] = False,
) -> None:
    """Train the judge of support on sentences made false."""
    out.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(1)
    judge = Judge(base, translator, init, rank)
    if evaluate_only:
        _log(out, **evaluate(judge, list(examples(rows_of(corpus / "dev.jsonl.gz"), 1))))
    else:
        train(judge, corpus, out, hours, rate)


if __name__ == "__main__":
    typer.run(main)
